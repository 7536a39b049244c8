"""Best service life against carbon intensity: the square-root rule and the exact optimum."""

from matplotlib.figure import Figure

COLORS = ["#0072b2", "#d55e00", "#1b1b1b"]
STYLES, MARKS = ["-", "--", ":"], ["o", "s", "^"]


def draw(records, t):
    table = records["life-table"].array
    fig = Figure(figsize=(4.6, 2.7))
    ax = fig.subplots()
    for gain, color, style, mark in zip((0.1, 0.2, 0.3), COLORS, STYLES, MARKS, strict=True):
        _, grid, rule, exact = table[abs(table[:, 0] - gain) < 1e-6].T
        label = t("{percent}% a year").format(percent=round(100 * gain))
        ax.plot(grid, rule, style, color=color, linewidth=1.3, label=label)
        ax.plot(grid, exact, mark, color=color, markersize=4, markerfacecolor="none")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xticks([30, 50, 100, 200, 400, 700], ["30", "50", "100", "200", "400", "700"])
    ax.set_yticks([0.5, 1, 2, 5], ["0.5", "1", "2", "5"])
    ax.minorticks_off()
    ax.set(xlabel=t("carbon intensity, g/kWh (log scale)"), ylabel=t("service life, years"))
    ax.grid()
    ax.legend(fontsize=7, title=t("improvement"), title_fontsize=7)
    return fig
