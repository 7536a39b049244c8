"""Two weeks of average carbon intensity, and what waiting saves against the length of a job."""

import numpy as np
from matplotlib.figure import Figure

COLORS = {"california": "#0072b2", "texas": "#d55e00"}
MARKS = {"california": "o", "texas": "s"}


def draw(records, t):
    names = {"california": t("California"), "texas": t("Texas")}
    fig = Figure(figsize=(6.8, 2.7))
    left, right = fig.subplots(1, 2, width_ratios=[1.25, 1])
    lengths = records["shift-lengths"].array
    for area, color in COLORS.items():
        week = records[f"week-{area}"].array
        style = "-" if area == "california" else "--"
        left.plot(np.arange(len(week)) / 24, week, style, color=color, linewidth=1.3)
        left.annotate(
            names[area],
            (7, week[-1]),
            xytext=(3, 7 if area == "texas" else -5),
            textcoords="offset points",
            color=color,
            fontsize=8,
            va="center",
        )
        plan, best = 100 * records[f"shift-{area}"].array.T
        right.plot(
            lengths, plan, "-", color=color, marker=MARKS[area], markersize=4, label=names[area]
        )
        right.plot(lengths, best, "--", color=color, linewidth=1)
    left.set(
        xlabel=t("days from local midnight"),
        ylabel=t("average intensity, g/kWh"),
        ylim=(0, 520),
        xlim=(0, 8.4),
    )
    left.set_xticks(range(8))
    left.grid(axis="y")
    right.set(xlabel=t("length of the job, hours"), ylabel=t("saved by waiting, %"), ylim=(0, 30))
    right.set_xticks([1, 4, 8, 12, 16, 20])
    right.grid(axis="y")
    right.legend(fontsize=7)
    return fig
