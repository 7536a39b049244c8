"""misconception: retry-is-harmless

Every call is new, so every call gets a new key.
"""


def run(actions, tool, check, budget):
    results, calls = [], 0
    for action in actions:
        hint, open_ = None, True
        while open_:
            if calls == budget:
                return results, calls
            calls += 1
            try:
                result = tool(str(calls), action, hint)
            except TimeoutError:
                continue
            hint = check(action, result)
            if hint is None:
                results.append(result)
                open_ = False
    return results, calls
