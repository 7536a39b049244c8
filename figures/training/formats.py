"""Loss by number format and batch, and the window of usable loss scales."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, PINK, INK = "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#1b1b1b"


def losses(ax, records, t):
    totals = records["format-totals"].array
    series = records["format-series"].array
    middle = np.median(series, 1)
    ax.vlines(totals, series.min(1), series.max(1), color=ORANGE, linewidth=1)
    ax.plot(totals, middle, "-o", color=ORANGE, markersize=4)
    ax.annotate(
        t("float16"),
        (totals[-1], middle[-1]),
        (-7, 0),
        textcoords="offset points",
        color=ORANGE,
        ha="right",
    )
    names = [t("float32"), t("float16, scaled"), t("bfloat16")]
    low = series.min()
    others = zip(records["format-others"].array, (INK, BLUE, GREEN), "sD^", names, strict=True)
    for i, (each, color, mark, name) in enumerate(others):
        ax.plot(2**21 * 2.0 ** (0.7 * (i - 1)), np.median(each), mark, color=color, markersize=5)
        ax.plot(2**8.2, low - 0.06 - 0.045 * i, mark, color=color, markersize=4)
        ax.text(2**9.2, low - 0.06 - 0.045 * i, name, color=color, va="center", ha="left")
    ax.set_xscale("log", base=2)
    ax.set_xticks([2**7, 2**12, 2**17, 2**22])
    ax.set(xlabel=t("predictions that share a step (log scale)"))
    ax.set(ylabel=t("loss on unseen text, nats"), ylim=(low - 0.2, series.max() + 0.04))
    ax.grid(axis="y")


def window(ax, records, t):
    powers = records["window-powers"].array
    zero, finite = records["window-series"].array.T
    ax.plot(powers, zero, "-o", color=PINK, markersize=4)
    ax.plot(powers, finite, "--s", color=BLUE, markersize=4, markerfacecolor="none")
    ax.text(5, 0.17, t("became zero"), color=PINK, ha="left")
    ax.text(33, 0.78, t("stayed finite"), color=BLUE, ha="right")
    ax.set(xlabel=t("scale of the loss, power of two"), ylim=(-0.05, 1.08))
    ax.set(ylabel=t("share of the gradients"))
    ax.grid(axis="y")


def draw(records, t):
    fig = Figure(figsize=(6.4, 2.8))
    left, right = fig.subplots(1, 2)
    losses(left, records, t)
    window(right, records, t)
    return fig
