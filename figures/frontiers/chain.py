"""Success of chains against their length, and what four remedies make of ten steps."""

import numpy as np
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK = "#0072b2", "#d55e00", "#009e73", "#1b1b1b"


def left(ax, records, t):
    lengths = records["chain-lengths"].array
    series, base = records["chain-series"].array, records["chain-base"].array
    steps = np.linspace(1, lengths[-1], 50)
    looks = [(BLUE, "o", "-", t("alike")), (ORANGE, "s", "--", t("shared condition"))]
    for kind, (color, marker, dash, label) in enumerate(looks):
        runs = series[:, kind]
        middle = np.median(runs, axis=1)
        reach = np.abs(np.stack([runs.min(1), runs.max(1)]) - middle)
        ax.semilogy(steps, base[kind] ** steps, dash, color=color, linewidth=1)
        ax.errorbar(
            lengths,
            middle,
            yerr=reach,
            marker=marker,
            linestyle="none",
            color=color,
            markersize=4 + 2 * kind,
            markerfacecolor=("none" if kind else color),
        )
        x, y = (11.5, 0.42) if kind == 0 else (1.5, 0.03)
        ax.text(x, y, label, color=color)
    ax.set_yticks([1, 0.3, 0.1, 0.03, 0.01], ["1", "0.3", "0.1", "0.03", "0.01"])
    ax.minorticks_off()
    ax.set(xlabel=t("steps"), ylabel=t("share of chains right (log scale)"), ylim=(0.008, 1.2))


def right(ax, records, t):
    rows = [
        (t("one network") + " (10)", "check-unchecked"),
        (t("vote of five") + " (50)", "check-voted"),
        (t("check digit, of accepted") + " (10)", "check-accepted"),
        (t("check digit, mended") + " (10)", "check-mended"),
    ]
    for place, (_, name) in enumerate(rows):
        record = records[name]
        low, high = record.spread or (record.value, record.value)
        y = len(rows) - 1 - place
        color = GREEN if place > 1 else BLUE
        face = "none" if name == "check-accepted" else color
        ax.plot([low, high], [y, y], "-", color=INK, linewidth=1.5)
        ax.plot(record.value, y, "o", color=color, markerfacecolor=face, markersize=5)
    ax.set_yticks(range(len(rows))[::-1], [label for label, _ in rows])
    ax.set(xlim=(0, 1), ylim=(-0.6, 3.6), xlabel=t("share right, ten steps"))
    ax.grid(axis="x")


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2, width_ratios=(1.2, 1))
    left(first, records, t)
    right(second, records, t)
    return fig
