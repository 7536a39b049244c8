"""misconception: cascade-replaces-the-first

A page that is passed on takes the time of the full answer.
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
        took = [t_more if on else t_quick for on in passed]
        mean = sum(took) / len(took)
        if best is None or mean < best["mean"]:
            best = {"threshold": threshold, "mean": mean,
                    "slowest": max(took),
                    "keeps": max(took) <= limit}
    return best
