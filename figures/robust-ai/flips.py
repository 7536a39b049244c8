"""Share of answers that one flipped weight changes, by bit position and layer, with two protections."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK, MUTED = "#0072b2", "#d55e00", "#009e73", "#1b1b1b", "#5a5a5a"
FLOOR = 1e-3


def panel(ax, harm, title, t):
    bits = np.arange(32)
    ax.axvspan(22.5, 30.5, color=MUTED, alpha=0.14, linewidth=0)
    bare, clipped, cleared = np.maximum(harm, FLOOR)
    ax.vlines(bits, FLOOR, bare, color=BLUE, linewidth=1)
    ax.semilogy(bits, bare, "o", color=BLUE, markersize=3.5, label=t("bare"), clip_on=False)
    style = {"linestyle": "none", "clip_on": False, "zorder": 4}
    ax.semilogy(
        bits[30],
        clipped[30],
        "s",
        color=ORANGE,
        markerfacecolor="none",
        label=t("clipped"),
        **style,
    )
    ax.semilogy(bits[30], cleared[30], "x", color=GREEN, label=t("cleared"), **style)
    ax.set(xlim=(-1, 32), ylim=(FLOOR, 1), title=title)
    ax.set_xticks([0, 8, 16, 23, 30])
    ax.minorticks_off()


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.5))
    axes = fig.subplots(1, 3, sharey=True)
    harm = records["flips-harm"].array
    titles = (t("first layer"), t("middle layer"), t("last layer"))
    for layer, (ax, title) in enumerate(zip(axes, titles, strict=True)):
        panel(ax, harm[:, layer], title, t)
    ticks = (0.001, 0.01, 0.1, 1)
    axes[0].set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes[0].set_ylabel(t("answers changed (log scale)"))
    axes[1].set_xlabel(t("bit position"))
    axes[0].legend(loc="upper left", frameon=False)
    return fig
