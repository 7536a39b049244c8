"""Shares of eight experts, and the fullest load over the mean by the size of a batch."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK = "#0072b2", "#d55e00", "#009e73", "#1b1b1b"


def left(ax, records, t):
    free, balanced = records["experts-shares"].array
    rank = np.arange(1, free.shape[1] + 1)
    for shares in free:
        ax.plot(rank, shares, "s--", color=ORANGE, markersize=3.5, linewidth=1)
    for shares in balanced:
        ax.plot(rank, shares, "o-", color=BLUE, markersize=3.5, linewidth=1)
    ax.text(2.2, 0.72, t("no penalty"), color=ORANGE)
    ax.text(4.2, 0.19, t("penalty"), color=BLUE)
    ax.set(xlabel=t("expert, by rank"), ylabel=t("share of the letters"), ylim=(-0.03, 1.05))


def right(ax, records, t):
    sizes = records["experts-sizes"].array
    for row in records["experts-free"].array:
        ax.loglog(sizes, row, "s--", color=ORANGE, markersize=3.5, linewidth=1)
    for row in records["experts-balanced"].array:
        ax.loglog(sizes, row, "o-", color=BLUE, markersize=3.5, linewidth=1)
    ax.loglog(sizes, records["experts-even"].array, "x:", color=GREEN, markersize=4)
    ax.loglog(sizes, records["experts-bound"].array, "--", color=INK, linewidth=1)
    ax.text(2000, 6.2, t("no penalty"), color=ORANGE, ha="right", va="center")
    ax.text(2100, 1.72, t("penalty"), color=BLUE, ha="right", va="center")
    ax.text(66, 1.1, t("even router"), color=GREEN, ha="left", va="center")
    ax.text(1024, 1.33, t("bound"), color=INK, ha="center", va="center")
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.set_yticks([1, 1.5, 2, 4, 8], ["1", "1.5", "2", "4", "8"])
    ax.minorticks_off()
    ax.set(
        xlabel=t("letters in a batch (log scale)"), ylabel=t("fullest over mean"), ylim=(0.93, 9.5)
    )


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2, width_ratios=(1, 1.25))
    left(first, records, t)
    right(second, records, t)
    return fig
