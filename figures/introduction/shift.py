"""Accuracy and confidence under shifts, and what a monitor of the inputs sees of them."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK, MUTED = "#0072b2", "#d55e00", "#009e73", "#1b1b1b", "#5a5a5a"


def left(ax, records, t):
    kinds = [
        t("same writers"),
        t("other writers"),
        t("moved right"),
        t("moved left"),
        t("moved down"),
        t("moved up"),
    ]
    rows = np.arange(len(kinds))[::-1]
    looks = {"accuracy-series": (BLUE, "o", BLUE), "confidence-series": (ORANGE, "s", "none")}
    for name, (color, marker, face) in looks.items():
        values = records[name].array
        middle = np.median(values, axis=1)
        reach = np.abs(np.stack([values.min(1), values.max(1)]) - middle)
        style = {"marker": marker, "markerfacecolor": face, "linestyle": "none", "color": color}
        ax.errorbar(middle, rows, xerr=reach, elinewidth=1, **style)
    top = records["accuracy-series"].array[0]
    ax.text(np.median(top), 5.35, t("accuracy"), color=BLUE, ha="right", va="bottom")
    low = records["confidence-series"].array[3]
    ax.text(np.median(low), 2.25, t("confidence"), color=ORANGE, ha="center", va="bottom")
    ax.set_yticks(rows, kinds)
    ax.set(xlim=(0.3, 1.0), ylim=(-0.5, 6.0), xlabel=t("fraction, five trainings"))
    ax.grid(axis="x")


def right(ax, records, t):
    series = records["watch-series"].array
    looks = [
        (t("other writers"), BLUE, "o", series[:1]),
        (t("another mix"), GREEN, "^", series[1:2]),
        (t("moved by one pixel"), ORANGE, "x", series[2:]),
    ]
    rng = np.random.default_rng(0)
    for label, color, marker, batches in looks:
        some = rng.permutation(batches.reshape(-1, 2))[:160]
        jitter = rng.uniform(-0.006, 0.006, len(some))
        face = {} if marker == "x" else {"markerfacecolor": "none"}
        ax.plot(
            some[:, 0],
            some[:, 1] + jitter,
            marker,
            color=color,
            markersize=3,
            markeredgewidth=0.6,
            label=label,
            **face,
        )
    line = records["alarm-threshold"].value
    ax.axvline(line, color=INK, linestyle="--", linewidth=1)
    ax.text(line + 0.04, 0.22, t("alarm"), color=INK)
    ax.set(xlabel=t("distance of the batch's mean image"), ylabel=t("accuracy of the batch"))
    ax.set(xlim=(0, 2.2), ylim=(0.18, 1.02))
    ax.legend(loc="upper right", bbox_to_anchor=(1.02, 0.99), handletextpad=0.2)


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.7))
    first, second = fig.subplots(1, 2, width_ratios=(1, 1.15))
    left(first, records, t)
    right(second, records, t)
    return fig
