"""Alarms of the checksum and changed answers against the position of a flipped bit."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK, MUTED = "#0072b2", "#d55e00", "#1b1b1b", "#5a5a5a"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.5))
    ax = fig.subplots()
    bits = np.arange(32)
    ax.axvspan(22.5, 30.5, color=MUTED, alpha=0.14, linewidth=0)
    harms = records["check-harms"].array
    ax.bar(bits, harms, color=ORANGE, width=0.7, label=t("answer changed"))
    ax.plot(bits, records["check-alarms"].array, "o-", color=BLUE, markersize=3.5, label=t("alarm"))
    ax.plot(
        bits,
        records["check-silent"].array,
        "x",
        color=INK,
        markersize=4,
        label=t("changed, no alarm"),
        clip_on=False,
    )
    ax.set_xticks([0, 8, 16, 23, 30])
    ax.set(ylim=(0, 1.04), xlabel=t("bit position"), ylabel=t("share of rows"))
    ax.legend(loc="upper left", frameon=False)
    return fig
