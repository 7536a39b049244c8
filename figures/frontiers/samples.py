"""Solved problems against operations, for three widths, under an exact and a leaky check."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, MUTED = "#0072b2", "#d55e00", "#009e73", "#5a5a5a"
LOOKS = [(4, BLUE, "o-"), (16, GREEN, "s--"), (64, ORANGE, "^-.")]


def panel(ax, cost, series, t, title):
    tries = 2 ** np.arange(series.shape[2])
    for (_, color, style), price, runs in zip(LOOKS, cost, series, strict=True):
        low, middle, high = np.percentile(runs, [25, 50, 75], axis=0)
        ax.fill_between(price * tries, low, high, color=color, alpha=0.25, linewidth=0)
        ax.semilogx(price * tries, middle, style, color=color, markersize=3.5)
    ax.axvline(cost[-1], color=MUTED, linestyle=":", linewidth=1)
    ax.set(
        ylim=(0, 1.04), xlim=(1e3, 2e8), title=title, xlabel=t("operations a problem (log scale)")
    )
    ax.set_xticks([1e3, 1e4, 1e5, 1e6, 1e7, 1e8])
    ax.minorticks_off()


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.7))
    left, right = fig.subplots(1, 2, sharey=True)
    cost = records["samples-cost"].array
    exact, leaky = records["samples-exact"].array, records["samples-leaky"].array
    panel(left, cost, exact, t, t("exact check"))
    panel(right, cost, leaky, t, t("leaky check"))
    left.set_ylabel(t("share solved"))
    ends = np.median(leaky, axis=1)[:, -1]
    for (width, color, _), end in zip(LOOKS, ends, strict=True):
        lift = {4: -0.1, 16: -0.09, 64: 0.035}[width]
        right.text(1.5e8, end + lift, t("width") + f" {width}", color=color, ha="right")
    left.text(1.2e4, 0.6, t("width") + " 4", color=BLUE, ha="right")
    left.text(2.2e4, 0.16, "16", color=GREEN)
    left.text(2.6e5, 0.16, "64", color=ORANGE)
    return fig
