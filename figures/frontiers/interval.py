"""Expected calls of a chain of 100 steps against the number of steps between checks."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK = "#0072b2", "#d55e00", "#009e73", "#1b1b1b"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.5))
    ax = fig.subplots()
    rows = records["interval-calls"].array
    best = records["interval-best"].array
    spans = np.arange(1, rows.shape[1] + 1)
    looks = [(0.95, ORANGE, "-"), (0.98, BLUE, "--"), (0.995, GREEN, "-.")]
    for (p, color, dash), calls, at in zip(looks, rows, best, strict=True):
        ax.loglog(spans, calls, dash, color=color)
        ax.plot(at, np.interp(at, spans, calls), "o", color=INK, markersize=5)
        spot = {0.95: (30, 640), 0.98: (105, 225), 0.995: (105, 104)}[p]
        ax.text(*spot, f"p = {p}", color=color, ha="right", va="bottom")
    ax.set_xticks([1, 2, 5, 10, 20, 50, 100], ["1", "2", "5", "10", "20", "50", "100"])
    ax.set_yticks([100, 200, 500, 1000], ["100", "200", "500", "1000"])
    ax.minorticks_off()
    ax.set(
        ylim=(95, 1300),
        xlabel=t("steps between checks (log scale)"),
        ylabel=t("expected calls (log scale)"),
    )
    return fig
