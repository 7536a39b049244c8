"""Accuracy on a near and a far task against the number of trained parameters."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE = "#0072b2", "#d55e00"


def draw(records, t):
    series = records["lora-series"].array[..., 0]  # tasks x ranks x seeds; rank 0: all weights
    sizes = records["lora-sizes"].array
    order = np.argsort(sizes)
    fig = Figure(figsize=(4.6, 2.8))
    ax = fig.subplots()
    labels = [t("moved by a pixel"), t("turned by 90°")]
    starts = [records["lora-start-moved"].value, records["lora-start-turned"].value]
    styles = [(BLUE, "o", "-"), (ORANGE, "s", "--")]
    for rows, label, start, (color, mark, dash) in zip(series, labels, starts, styles, strict=True):
        middle, low, high = np.median(rows, 1)[order], rows.min(1)[order], rows.max(1)[order]
        ax.vlines(sizes[order], low, high, color=color, linewidth=1)
        ax.plot(sizes[order], middle, dash + mark, color=color, markersize=4.5)
        ax.axhline(start, color=color, linestyle=":", linewidth=1)
        below = 10 if start > 0.5 else -4
        ax.annotate(
            label,
            (sizes[order][0], middle[0]),
            (10, below if start > 0.5 else -10),
            textcoords="offset points",
            color=color,
        )
    ax.set_xscale("log")
    names = [t("rank 1"), t("rank 4"), t("rank 16"), t("all weights")]
    ax.set_xticks(
        sizes[order], [f"{int(n):,}\n{s}" for n, s in zip(sizes[order], names, strict=True)]
    )
    ax.minorticks_off()
    ax.set(xlabel=t("trained parameters (log scale)"), ylabel=t("accuracy on the new task"))
    ax.set_ylim(0, 1.05)
    ax.grid(axis="y")
    return fig
