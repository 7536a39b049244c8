"""Carry out actions with effects, within a budget of calls."""


def run(actions, tool, check, budget):
    """Accepted results in order, and the number of calls made."""
    results, calls = [], 0
    for place, action in enumerate(actions):
        attempt, hint = 0, None
        while True:
            if calls == budget:
                return results, calls
            # One identity for each attempt at each place in the plan.
            key = f"{place}:{attempt}"
            calls += 1
            try:
                result = tool(key, action, hint)
            except TimeoutError:
                continue        # perhaps done: ask with the same key
            hint = check(action, result)
            if hint is None:
                results.append(result)
                break
            attempt += 1        # surely wrong: a new attempt
    return results, calls
