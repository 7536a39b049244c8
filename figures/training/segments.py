"""Peak memory of a chain of layers against the length of a recomputed segment."""

import numpy as np
from matplotlib.figure import Figure

BLUE, INK, MUTED = "#0072b2", "#1b1b1b", "#5a5a5a"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.6))
    ax = fig.subplots()
    lengths = records["segment-lengths"].array
    peaks = records["segment-peaks"].array
    whole = records["segment-whole"].value
    fine = np.geomspace(1, 64, 100)
    ax.plot(fine, 64 / fine + 2 * fine, "--", color=INK, linewidth=1.1)
    ax.plot(lengths, peaks, "o", color=BLUE, markersize=5, markerfacecolor="none")
    ax.axhline(whole, color=MUTED, linestyle=":", linewidth=1.2)
    ax.text(2.2, 1.05 * whole, t("everything kept"), color=MUTED, va="bottom", ha="left")
    ax.annotate(
        t("counted"),
        (lengths[5], peaks[5]),
        (-6, 6),
        textcoords="offset points",
        color=BLUE,
        ha="right",
        va="bottom",
    )
    ax.text(2.3, 17, t("predicted"), color=INK, ha="right", va="center")
    ax.set_xscale("log")
    ax.set_xticks(lengths, [str(int(n)) for n in lengths])
    ax.minorticks_off()
    ax.set(xlabel=t("layers in a segment (log scale)"), ylim=(0, 1.2 * whole))
    ax.set_ylabel(t("peak, activations of a layer"))
    ax.grid(axis="y")
    return fig
