"""Average and marginal intensity in the clean and the dirty third of the hours, two areas."""

from matplotlib.figure import Figure

BLUE, INK = "#0072b2", "#1b1b1b"


def draw(records, t):
    points = records["marginal-points"].array.reshape(2, 2, 4)
    fig = Figure(figsize=(4.6, 2.6))
    panels = fig.subplots(1, 2, sharey=True)
    for ax, rows, name in zip(panels, points, [t("California"), t("Texas")], strict=True):
        average, margin, low, high = rows.T
        ax.plot([0, 1], average, "--o", color=INK, markerfacecolor="none", label=t("average"))
        ax.errorbar(
            [0, 1],
            margin,
            yerr=[margin - low, high - margin],
            fmt="-o",
            color=BLUE,
            capsize=3,
            label=t("marginal"),
        )
        ax.set_xticks([0, 1], [t("clean third"), t("dirty third")])
        ax.set(title=name, xlim=(-0.4, 1.4), ylim=(0, 700))
        ax.grid(axis="y")
    panels[0].set(ylabel=t("intensity, g/kWh"))
    panels[0].legend(fontsize=7, loc="upper left")
    return fig
