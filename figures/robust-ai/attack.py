"""Accuracy under random and chosen changes, and one function that seems robust to one attack."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK = "#0072b2", "#d55e00", "#009e73", "#1b1b1b"


def left(ax, records, t):
    sizes = records["attack-sizes"].array
    low, middle, high = records["attack-curves"].array
    names = (t("random signs"), t("attacked"), t("hardened, attacked"))
    looks = ((GREEN, "^:"), (ORANGE, "o-"), (BLUE, "s--"))
    for row, (name, (color, mark)) in enumerate(zip(names, looks, strict=True)):
        ax.fill_between(sizes, low[row], high[row], color=color, alpha=0.2, linewidth=0)
        ax.plot(sizes, middle[row], mark, color=color, markersize=4, label=name)
    ax.set(ylim=(-0.02, 1), xlabel=t("largest change of a pixel"), ylabel=t("accuracy"))
    ax.legend(loc="lower left", frameon=False, fontsize="small")


def right(ax, records, t):
    names = (
        t("no attack"),
        t("by the loss"),
        t("by the margin"),
        t("made for another"),
    )
    ids = ("attack-clean-plain", "mask-masked", "mask-margin", "mask-transfer")
    heights = np.array([records[each].value for each in ids])
    places = np.arange(len(ids))[::-1]
    fills = (GREEN, BLUE, ORANGE, ORANGE)
    hatches = ("", "//", "", "..")
    for place, height, fill, hatch in zip(places, heights, fills, hatches, strict=True):
        ax.barh(place, height, color=fill, hatch=hatch, edgecolor="white", height=0.62)
        ax.text(height + 0.02, place, f"{height:.2f}", va="center", color=INK)
    ax.set_yticks(places, names)
    ax.set(xlim=(0, 1.15), xlabel=t("accuracy"))


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2, width_ratios=(1.15, 1))
    left(first, records, t)
    right(second, records, t)
    return fig
