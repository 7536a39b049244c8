"""What selection and voting do to scores on a finite test, and how much of a lead is real."""

from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK = "#0072b2", "#d55e00", "#009e73", "#1b1b1b"


def left(ax, records, t):
    counts = records["board-counts"].array
    low, middle, high = records["board-tops"].array
    ax.fill_between(counts, low, high, color=BLUE, alpha=0.25, linewidth=0)
    ax.semilogx(counts, middle, "o-", color=BLUE, markersize=3.5)
    ax.semilogx(counts, records["board-bound"].array, "--", color=INK, linewidth=1)
    votes = records["attack-votes"].array
    public, other = records["attack-series"].array.T
    ax.semilogx(votes, public, "^-", color=ORANGE, markersize=4)
    ax.semilogx(votes, other, "x:", color=GREEN, markersize=4)
    ax.text(230, 0.70, t("vote, on the board"), color=ORANGE, ha="right")
    ax.text(1.0, 0.575, t("bound"), color=INK)
    ax.text(3400, 0.585, t("best guess"), color=BLUE, ha="right")
    ax.text(3400, 0.455, t("vote, other questions"), color=GREEN, ha="right")
    ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    ax.set(ylim=(0.43, 0.83), xlabel=t("submissions (log scale)"), ylabel=t("accuracy"))


def right(ax, records, t):
    fields = records["contest-fields"].array
    score, skill = 100 * records["contest-series"].array.T
    ax.semilogx(fields, score, "o-", color=BLUE, markersize=4)
    ax.semilogx(fields, skill, "s--", color=ORANGE, markersize=4)
    ax.text(90, score[2] + 0.3, t("score"), color=BLUE, ha="right")
    ax.text(110, skill[2] - 0.55, t("true skill"), color=ORANGE)
    ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    ax.set(xlabel=t("candidates (log scale)"), ylabel=t("winner above the mean, points"))


def draw(records, t):
    fig = Figure(figsize=(6.3, 2.6))
    first, second = fig.subplots(1, 2, width_ratios=(1.25, 1))
    left(first, records, t)
    right(second, records, t)
    return fig
