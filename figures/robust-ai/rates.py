"""Accuracy of stored networks against the rate of flipped bits, for three number formats."""

from matplotlib.figure import Figure

BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"


def draw(records, t):
    fig = Figure(figsize=(4.6, 2.5))
    ax = fig.subplots()
    rates = records["rates"].array
    low, middle, high = records["rates-accuracy"].array
    looks = ((BLUE, "o-", "float32"), (ORANGE, "s--", "bfloat16"), (GREEN, "^-", "int8"))
    for row, (color, mark, name) in enumerate(looks):
        ax.fill_between(rates, low[row], high[row], color=color, alpha=0.18, linewidth=0)
        ax.semilogx(rates, middle[row], mark, color=color, markersize=4, label=name)
    ax.set_xticks(rates, ["0.00001", "0.0001", "0.001", "0.01"])
    ax.minorticks_off()
    ax.set(ylim=(-0.03, 1), xlabel=t("flips for each bit (log scale)"), ylabel=t("accuracy"))
    ax.legend(loc="lower left", frameon=False)
    return fig
