"""A difference of accuracies by paired and unpaired bootstrap, and five trainings of each model."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK = "#0072b2", "#d55e00", "#1b1b1b"


def left(ax, records, t):
    paired, unpaired = 100 * records["paired-draws"].array
    bins = np.linspace(unpaired.min(), unpaired.max(), 45)
    ax.hist(unpaired, bins, histtype="step", color=ORANGE, linestyle="--", linewidth=1.2)
    count, _, _ = ax.hist(paired, bins, color=BLUE, alpha=0.75)
    ax.axvline(0, color=INK, linewidth=1)
    ax.text(np.percentile(paired, 90), 0.9 * count.max(), " " + t("paired"), color=BLUE)
    ax.text(np.percentile(unpaired, 93), 0.42 * count.max(), t("unpaired"), color=ORANGE)
    ax.set(xlabel=t("new minus old, points of accuracy"), ylabel=t("bootstrap draws"))


def right(ax, records, t):
    for row, scores in enumerate(records["paired-scores"].array):
        color, marker = ((ORANGE, "s"), (BLUE, "o"))[row]
        height = row + np.linspace(-0.16, 0.16, len(scores))
        ax.plot(100 * scores, height, marker, color=color, markerfacecolor="none", markersize=5)
        middle = 100 * np.median(scores)
        ax.plot([middle, middle], [row - 0.3, row + 0.3], "-", color=INK, linewidth=1.5)
    ax.set_yticks([0, 1], [t("old, 24 units"), t("new, 48 units")])
    ax.set(xlabel=t("accuracy, %, five seeds"), ylim=(-0.6, 1.6))
    ax.grid(axis="x")


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.3))
    first, second = fig.subplots(1, 2, width_ratios=(1.15, 1))
    left(first, records, t)
    right(second, records, t)
    return fig
