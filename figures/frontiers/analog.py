"""Error of an analog product against reads, and accuracy of a network against noise."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK = "#0072b2", "#d55e00", "#1b1b1b"


def left(ax, records, t):
    reads = records["analog-reads"].array
    told, fresh, part = records["analog-errors"].array
    ax.loglog(reads, told, "-", color=INK, linewidth=1)
    ax.loglog(reads, fresh, "o", color=BLUE, markersize=4.5)
    ax.loglog(reads, part, "s--", color=ORANGE, markersize=4, linewidth=1)
    ax.text(7, 0.2, t("fresh noise"), color=BLUE, ha="right", va="top")
    ax.text(30, 0.42, t("a part fixed"), color=ORANGE, ha="right", va="bottom")
    ax.set_xticks(reads, [str(k) for k in reads])
    ax.set_yticks([0.2, 0.5, 1], ["0.2", "0.5", "1"])
    ax.minorticks_off()
    ax.set(xlabel=t("reads (log scale)"), ylabel=t("error (log scale)"), ylim=(0.14, 1.35))


def right(ax, records, t):
    levels = records["analog-levels"].array
    looks = {"analog-plain": (BLUE, "o-"), "analog-hardened": (ORANGE, "s--")}
    for name, (color, style) in looks.items():
        low, middle, high = np.percentile(records[name].array, [25, 50, 75], axis=1)
        reach = np.abs(np.stack([low, high]) - middle)
        ax.errorbar(levels, middle, yerr=reach, fmt=style, color=color, markersize=4, linewidth=1)
    ax.text(0.27, 0.72, t("trained without noise"), color=BLUE, ha="right", va="top")
    ax.text(0.4, 0.9, t("trained with noise"), color=ORANGE, ha="right", va="bottom")
    ax.set(xlabel=t("noise over largest weight"), ylabel=t("accuracy"), ylim=(0.5, 0.98))


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2)
    left(first, records, t)
    right(second, records, t)
    return fig
