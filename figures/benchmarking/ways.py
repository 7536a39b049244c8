"""Twelve results of each of five ways to time one function, on one axis."""

import numpy as np
from matplotlib.figure import Figure

BLUE, INK = "#0072b2", "#1b1b1b"


def draw(records, t):
    times = 1e6 * records["ways-series"].array
    names = [
        t("first call"),
        t("mean of a loop"),
        t("processor time"),
        t("median of calls"),
        t("best of calls"),
    ]
    fig = Figure(figsize=(4.6, 2.2))
    ax = fig.subplots()
    rng = np.random.default_rng(0)
    for row, values in zip(range(5)[::-1], times, strict=True):
        height = row + rng.uniform(-0.18, 0.18, len(values))
        ax.plot(values, height, "o", color=BLUE, markersize=3.5, markerfacecolor="none")
        middle = np.median(values)
        ax.plot([middle, middle], [row - 0.34, row + 0.34], "-", color=INK, linewidth=1.5)
    ax.set_xscale("log")
    ticks = [
        tick
        for tick in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
        if 0.8 * times.min() < tick < 1.3 * times.max()
    ]
    ax.set_xticks(ticks, [str(tick) for tick in ticks])
    ax.minorticks_off()
    ax.set_yticks(range(5), names[::-1])
    ax.set(xlabel=t("time of a call, µs (log scale)"))
    ax.grid(axis="x")
    return fig
