"""misconception: mean-keeps-the-limit

If the mean is below the limit, the limit is kept.
"""


def cascade(score, quick, full, times, goal, limit):
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
            slowest = t_quick + t_more * any(passed)
            best = {"threshold": threshold, "mean": mean,
                    "slowest": slowest, "keeps": mean <= limit}
    return best
