"""Latency by percentile under a closed and an open loop, computed and with a real server."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK = "#0072b2", "#d55e00", "#1b1b1b"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.7))
    ax = fig.subplots()
    share = np.array([5, 25, 50, 60, 70, 75, 80, 85, 90, 93, 95, 97, 98, 99])
    place = -np.log10(1 - share / 100)
    looks = {"closed": (BLUE, "-", "o"), "open": (ORANGE, "--", "^")}
    for loop, (color, line, marker) in looks.items():
        computed = np.percentile(records[f"loops-virtual-{loop}-series"].array, share, axis=1)
        ax.semilogy(place, np.median(computed, 1), line, color=color, linewidth=1.2)
        real = np.percentile(records[f"loops-real-{loop}-series"].array, share, axis=1)
        middle = np.median(real, 1)
        reach = np.abs(np.stack([real.min(1), real.max(1)]) - middle)
        style = {"color": color, "markerfacecolor": "none", "linestyle": "none"}
        ax.errorbar(place, middle, reach, marker=marker, markersize=4, elinewidth=0.8, **style)
    ax.text(0.0, 1.0, t("open loop"), color=ORANGE, va="bottom", transform=ax.transAxes)
    ax.text(1.42, 0.75, t("closed loop"), color=BLUE)
    marks = np.array([0, 50, 75, 90, 95, 99])
    ax.set_xticks(-np.log10(1 - marks / 100), [f"{m:g}" for m in marks])
    ax.set_yticks([0.5, 1, 2, 5, 10, 20, 50, 100], ["0.5", "1", "2", "5", "10", "20", "50", "100"])
    ax.minorticks_off()
    ax.set(xlabel=t("percentile"), ylabel=t("latency, mean requests (log scale)"), ylim=(0.2, None))
    return fig
