"""Width of the interval of a median against samples, and one interval for each process."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK, MUTED = "#0072b2", "#d55e00", "#1b1b1b", "#5a5a5a"


def left(ax, records, t):
    sizes = records["interval-sizes"].array
    low, middle, high = 100 * records["interval-widths"].array
    ax.fill_between(sizes, low, high, color=BLUE, alpha=0.25, linewidth=0)
    ax.loglog(sizes, middle, "o-", color=BLUE, markersize=3.5)
    theory = middle[-1] * np.sqrt(sizes[-1] / sizes)
    ax.loglog(sizes, theory, "--", color=INK, linewidth=1)
    ax.text(sizes[1], 0.72 * theory[1], "1/√n", color=INK, ha="center", va="top")
    ax.set_xticks(sizes, [str(n) for n in sizes])
    ticks = [tick for tick in (0.2, 0.5, 1, 2, 5, 10, 20, 50) if low.min() < tick < high.max()]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.set(xlabel=t("samples (log scale)"), ylabel=t("width, % of the median (log scale)"))


def right(ax, records, t):
    middle = 100 * (records["process-medians"].array - 1)
    reach = 100 * (records["process-intervals"].array - 1)
    for i, (at, (low, high)) in enumerate(zip(middle, reach, strict=True), 1):
        misses = low > 0 or high < 0
        color, face = (ORANGE, "white") if misses else (BLUE, BLUE)
        ax.plot([i, i], [low, high], "-", color=color, linewidth=1.5)
        ax.plot([i], [at], "o", color=color, markerfacecolor=face, markersize=4)
    ax.axhline(0, color=INK, linestyle="--", linewidth=1)
    ax.set_yscale("symlog", linthresh=5)
    ax.set_ylim(min(-3, 1.4 * reach.min()), max(3, 1.4 * reach.max()))
    ticks = [
        tick
        for tick in (-50, -20, -5, -2, -1, 0, 1, 2, 5, 20, 50, 100)
        if 1.4 * reach.min() < tick < 1.4 * reach.max()
    ]
    ax.set_yticks(ticks, [f"{tick:+d}" if tick else "0" for tick in ticks])
    ax.minorticks_off()
    ax.set_xticks([1, 4, 8, 12])
    ax.set(xlabel=t("process"), ylabel=t("from the common median, %"))


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2, width_ratios=(1, 1.2))
    left(first, records, t)
    right(second, records, t)
    return fig
