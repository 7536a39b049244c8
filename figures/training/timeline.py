"""Live bytes after each operation of a training step, with and without recomputation."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE = "#0072b2", "#d55e00"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.7))
    ax = fig.subplots()
    kept = records["timeline-kept"].array / 1e6
    again = records["timeline-again"].array / 1e6
    for series, color, dash in ((kept, BLUE, "-"), (again, ORANGE, "--")):
        ax.plot(np.linspace(0, 1, len(series)), series, dash, color=color, linewidth=1.4)
    ax.annotate(
        t("all activations kept"),
        (0.7, np.interp(0.7, np.linspace(0, 1, len(kept)), kept)),
        (9, 3),
        textcoords="offset points",
        color=BLUE,
    )
    ax.annotate(
        t("blocks computed again"),
        (0.5, again.max()),
        (0, 6),
        textcoords="offset points",
        ha="center",
        color=ORANGE,
    )
    ax.set(xlabel=t("progress through the operations of the step"), xlim=(0, 1.01))
    ax.set(ylabel=t("live bytes, MB"), ylim=(0, 1.12 * kept.max()))
    ax.grid(axis="y")
    return fig
