"""Loss against counted operations for four widths, and the power law along their lower edge."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, ScalarFormatter

COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
MARKS, WIDTHS, INK = ("o", "s", "^", "D"), (32, 112, 336, 1024), "#1b1b1b"


def draw(records, t):
    fig = Figure(figsize=(4.6, 3.0))
    ax = fig.add_subplot()
    for curve, color, mark, width in zip(
        records["scaling-curves"].array, COLORS, MARKS, WIDTHS, strict=True
    ):
        flops, nats = curve[0, :, 0], curve[:, :, 1]
        low, middle, high = np.percentile(nats, [25, 50, 75], axis=0)
        ax.fill_between(flops, low, high, color=color, alpha=0.3, linewidth=0)
        ax.plot(flops, middle, color=color, marker=mark, linestyle="-", markersize=3)
        start = (0, 6) if width < 1024 else (4, 5)
        ax.annotate(
            f"{width}", (flops[0], middle[0]), start, textcoords="offset points", color=color
        )
    budgets, best = records["scaling-envelope"].array
    power = records["scaling-exponent"].value
    scale = np.exp(np.mean(np.log(best) + power * np.log(budgets)))
    reach = np.array([budgets[0] / 3, budgets[-1] * 6])
    ax.plot(reach, scale * reach**-power, color=INK, linestyle="--", linewidth=1)
    label = "- - " + t("lower edge, exponent") + f" −{power:.3f}"
    ax.text(0.03, 0.05, label, transform=ax.transAxes)
    ax.set(xscale="log", yscale="log", xlabel=t("operations of training, FLOP (log scale)"))
    ax.set_ylabel(t("loss on unseen text, nats (log scale)"))
    ax.set_yticks([1.8, 2.0, 2.2, 2.5, 3.0])
    ax.yaxis.set_major_formatter(ScalarFormatter())
    ax.yaxis.set_minor_formatter(NullFormatter())
    ax.set_ylim(1.68, 3.15)
    ax.grid(axis="y")
    return fig
