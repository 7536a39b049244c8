"""The stages of a request for three versions of one stage, and Amdahl's law with what was measured."""

import numpy as np
from matplotlib.figure import Figure

INK, MUTED = "#1b1b1b", "#5a5a5a"
COLORS = ("#009e73", "#d55e00", "#0072b2", "#e69f00", "#cc79a7", "#d8d8d4")
HATCHES = ("", "//", "", "..", "xx", "")


def left(ax, records, t):
    parts = [t("parse"), t("features"), t("model"), t("choose"), t("serialize"), t("transport")]
    medians = 1e3 * records["stage-medians"].array
    quartiles = 1e3 * records["stage-quartiles"].array
    rows = np.arange(3)[::-1]
    begin = np.zeros(3)
    for i, part in enumerate(parts):
        look = {"color": COLORS[i], "hatch": HATCHES[i], "label": part, "edgecolor": INK}
        ax.barh(rows, medians[:, i], left=begin, height=0.5, linewidth=0.4, **look)
        begin += medians[:, i]
    transport = medians[:, 5]
    reach = np.abs(quartiles[:, :, 5] - transport[:, None]).T
    ax.errorbar(begin, rows, xerr=reach, fmt="none", color=INK, elinewidth=1)
    ax.set_yticks(rows, [t("loop"), t("array"), t("memory")])
    ax.set(xlabel=t("time of a request, ms"), ylim=(-0.5, 3.9))
    ax.set_xlim(left=0)
    ax.legend(ncols=3, loc="upper left", bbox_to_anchor=(-0.05, 1.0), columnspacing=0.8)


def right(ax, records, t):
    p = records["amdahl-share"].value
    points = records["amdahl-points"].array
    s = np.geomspace(1, 2.5 * points[:, 0].max(), 100)
    ax.semilogx(s, 1 - p + p / s, color=INK, linestyle="-", linewidth=1)
    ax.axhline(1 - p, color=MUTED, linestyle="--", linewidth=1)
    ax.text(1.1, 1 - p - 0.015, t("limit") + " 1 − p", va="top", color=MUTED)
    ax.plot(points[:, 0], points[:, 2] / points[0, 2], "o", color="#d55e00")
    for (x, _, measured), name in zip(points, (t("loop"), t("array"), t("memory")), strict=True):
        down = (0, -13) if x > 2 else (7, 2)
        where = {"textcoords": "offset points", "ha": "center" if x > 2 else "left"}
        ax.annotate(name, (x, measured / points[0, 2]), down, **where)
    ax.set(ylim=(0, 1.1), xlabel=t("speedup s of the stage (log scale)"))
    ax.set_ylabel(t("total, fraction of the original"))
    ax.set_xticks([1, 10, 100], ["1", "10", "100"])


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2, width_ratios=(1.2, 1))
    left(first, records, t)
    right(second, records, t)
    return fig
