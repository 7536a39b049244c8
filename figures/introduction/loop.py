"""The loop of work around a learned model, with the three parts that limit each other in the middle."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

BLUE, ORANGE, INK, MUTED = "#0072b2", "#d55e00", "#1b1b1b", "#5a5a5a"


def arrow(ax, start, end, bend, color=INK, dash="-"):
    ax.add_patch(
        FancyArrowPatch(
            start,
            end,
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>",
            mutation_scale=9,
            linestyle=dash,
            linewidth=1.2,
            color=color,
            shrinkA=21,
            shrinkB=21,
        )
    )


def draw(_records, t):
    fig = Figure(figsize=(4.6, 2.9))
    ax = fig.add_subplot()
    # Spelled out one by one: translators see the labels that are passed literally.
    stages = [
        t("collect"),
        t("label"),
        t("train"),
        t("evaluate"),
        t("deploy"),
        t("monitor"),
    ]
    angles = np.deg2rad([150, 90, 30, -30, -90, -150])
    spots = [(2.1 * np.cos(a), 1.2 * np.sin(a)) for a in angles]
    for (x, y), stage in zip(spots, stages, strict=True):
        box = {"boxstyle": "round,pad=0.45", "facecolor": "none", "edgecolor": INK}
        ax.text(x, y, stage, ha="center", va="center", bbox=box)
    for here, there in zip(spots, spots[1:] + spots[:1], strict=True):
        arrow(ax, here, there, -0.12)

    parts = {
        t("data"): (-0.25, 0.5),
        t("algorithm"): (1.05, 0.22),
        t("infrastructure"): (0.55, -0.5),
    }
    places = list(parts.values())
    # A line that leaves a box sideways has to clear half of the longest translation.
    for here, there, clear in ((0, 1, (16, 31)), (1, 2, (15, 15)), (2, 0, (15, 15))):
        line = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.8}
        line |= dict(zip(("shrinkA", "shrinkB"), clear, strict=True))
        ax.add_patch(FancyArrowPatch(places[here], places[there], **line))
    for part, (x, y) in parts.items():
        frame = {"boxstyle": "round,pad=0.25", "facecolor": "none", "edgecolor": BLUE}
        ax.text(x, y, part, ha="center", va="center", color=BLUE, bbox=frame)

    arrow(ax, (0.0, -1.2), (-1.82, 0.6), 0.28, ORANGE, "--")
    ax.text(-1.2, -0.3, t("constraints"), color=ORANGE, ha="center", va="center")
    ax.set(xlim=(-2.9, 2.9), ylim=(-1.65, 1.65))
    ax.axis("off")
    return fig
