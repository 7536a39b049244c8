"""misconception: retry-is-independent

Asking again is a new chance, whatever the key.
"""


def run(actions, tool, check, budget):
    results, calls = [], 0
    for place, action in enumerate(actions):
        hint = None
        while True:
            if calls == budget:
                return results, calls
            calls += 1
            try:
                result = tool(str(place), action, hint)
            except TimeoutError:
                continue
            hint = check(action, result)
            if hint is None:
                results.append(result)
                break
    return results, calls
