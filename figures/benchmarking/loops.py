"""Latency by percentile under a closed and an open loop, computed and with a real server."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK = "#0072b2", "#d55e00", "#1b1b1b"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.7))
    ax = fig.subplots()
    share = np.array([0, 25, 50, 60, 70, 75, 80, 85, 90, 93, 95, 97, 98, 99, 99.5])
    place = -np.log10(1 - share / 100)
    looks = {"closed": (BLUE, "-", "o"), "open": (ORANGE, "--", "^")}
    for loop, (color, line, marker) in looks.items():
        computed = np.percentile(records[f"loops-virtual-{loop}-series"].array, share)
        real = np.percentile(records[f"loops-real-{loop}-series"].array, share)
        ax.plot(place, computed, line, color=color, linewidth=1.2)
        ax.plot(place, real, marker, color=color, markersize=4, markerfacecolor="none")
    ends = records["loops-virtual-open-series"].array
    ax.text(0.55, np.percentile(ends, 85) + 8, t("open loop"), color=ORANGE, ha="right")
    ax.text(1.95, 5.5, t("closed loop"), color=BLUE, ha="right")
    ax.axvline(2, color=INK, linestyle=":", linewidth=1)
    marks = np.array([0, 50, 90, 99, 99.5])
    ax.set_xticks(-np.log10(1 - marks / 100), [f"{m:g}" for m in marks])
    ax.set(xlabel=t("percentile"), ylabel=t("latency, mean requests"), ylim=(0, None))
    return fig
