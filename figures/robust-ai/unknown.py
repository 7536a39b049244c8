"""Area under the curve of four detectors for seven kinds of input, as bars in a grid."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

BLUE, ORANGE, INK, MUTED = "#0072b2", "#d55e00", "#1b1b1b", "#5a5a5a"


def cell(ax, column, row, values):
    low, value, high = np.percentile(values, [25, 50, 75])
    color, hatch = (ORANGE, "///") if value < 0.75 else (BLUE, "")
    ax.add_patch(
        Rectangle(
            (column, row - 0.3),
            0.55 * value,
            0.6,
            facecolor=color,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.4,
        )
    )
    ax.plot([column + 0.275] * 2, [row - 0.36, row + 0.36], ":", color=MUTED, linewidth=0.8)
    ax.plot(column + 0.55 * np.array([low, high]), [row, row], "-", color=INK, linewidth=1.2)
    ax.text(column + 0.6, row, f"{value:.2f}", va="center", color=INK)


def draw(records, t):
    fig = Figure(figsize=(6.3, 3.0))
    ax = fig.subplots()
    areas = records["unknown-area"].array
    right = records["unknown-accuracy"].array
    rows = (
        t("wrong answers"),
        t("new classes"),
        t("moved"),
        t("inverted"),
        t("shuffled"),
        t("noisy"),
        t("dim"),
    )
    columns = (t("confidence"), t("energy"), t("features"), t("pixels"))
    places = np.arange(len(rows))[::-1]
    for place, row, accuracy in zip(places, areas, right, strict=True):
        for column, values in enumerate(row.T):
            cell(ax, column, place, values)
        index = len(rows) - 1 - place
        text = "–" if index < 2 else f"{accuracy:.2f}"
        ax.text(-0.28, place, text, va="center", ha="center", color=INK)
    ax.set_yticks(places, rows)
    heads = [t("accuracy"), *columns]
    ax.set_xticks([-0.28, *(np.arange(4) + 0.4)], heads)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.grid(visible=False)
    ax.set(xlim=(-0.6, 3.95), ylim=(-0.6, len(rows) - 0.4))
    return fig
