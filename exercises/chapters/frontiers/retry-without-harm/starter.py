"""Carry out actions with effects, within a budget of calls."""


def run(actions, tool, check, budget):
    """Accepted results in order, and the number of calls made."""
    results = []
    for action in actions:
        results.append(tool(action, action, None))
    return results, len(actions)
