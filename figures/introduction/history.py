"""The operations spent on training five published models, against the models of this page."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, INK = "#0072b2", "#d55e00", "#1b1b1b"
NAMES = ["Transformer base", "Transformer big", "GPT-3", "Chinchilla", "Llama 3 405B"]


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.7))
    ax = fig.add_subplot()
    years, flops = records["history-years"].array, records["history-flops"].array
    ax.semilogy(years, flops, "o", color=BLUE)
    for year, count, name in zip(years, flops, NAMES, strict=True):
        side = -1 if name == NAMES[-1] else 1
        align = "right" if side < 0 else "left"
        ax.annotate(
            name, (year, count), (6 * side, 0), textcoords="offset points", ha=align, va="center"
        )
    ours = records["scaling-curves"].array[:, :, -1, 0]
    ax.axhspan(ours.min(), ours.max(), color=ORANGE, alpha=0.35, linewidth=0)
    middle = np.sqrt(ours.min() * ours.max())
    ax.text(2021, middle * 25, t("the four models of this page"), color=ORANGE, ha="center")
    ax.set(xlim=(2016.8, 2025.2), ylim=(1e10, 1e27), ylabel=t("training, FLOP (log scale)"))
    ax.set_xticks(range(2017, 2026, 2))
    ax.set_yticks([1e12, 1e15, 1e18, 1e21, 1e24, 1e27])
    ax.minorticks_off()
    ax.grid(axis="y")
    return fig
