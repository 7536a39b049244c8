"""Which pages should be read in full?"""


def cascade(score, quick, full, times, goal, limit):
    """The fastest cascade that reaches the goal, or None."""
    t_quick, t_more = times
    best = None
    for threshold in [*sorted(set(score)), float("inf")]:
        passed = [s < threshold for s in score]
        right = [f if on else q
                 for on, q, f in zip(passed, quick, full, strict=True)]
        if sum(right) / len(right) < goal:
            continue
        mean = t_quick + t_more * sum(passed) / len(passed)
        if best is None or mean < best["mean"]:
            # A page that is passed on has waited for both answers.
            slowest = t_quick + t_more * any(passed)
            best = {"threshold": threshold, "mean": mean,
                    "slowest": slowest, "keeps": slowest <= limit}
    return best
