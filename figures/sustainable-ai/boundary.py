"""Two published accounts, a prompt in Wh and a training in tonnes, divided by boundary."""

from matplotlib.figure import Figure

INK, FILLS = "#1b1b1b", ["#0072b2", "#56b4e9", "#e69f00", "#cccccc"]
HATCHES = ["", "///", "...", "xx"]


def bar(ax, parts, labels, unit):
    left = 0.0
    for value, label, fill, hatch in zip(parts, labels, FILLS, HATCHES, strict=False):
        ax.barh(0, value, left=left, color=fill, hatch=hatch, edgecolor=INK, linewidth=0.6)
        ax.annotate(
            label,
            (left + value / 2, 0.45),
            xytext=(0, 3),
            textcoords="offset points",
            ha="left",
            va="bottom",
            rotation=32,
            fontsize=8,
        )
        left += value
    ax.set(ylim=(-0.5, 2.3), xlim=(0, left * 1.2), xlabel=unit)
    ax.set_yticks([])
    for side in ("left", "top", "right"):
        ax.spines[side].set_visible(False)


def draw(records, t):
    fig = Figure(figsize=(4.6, 3.5))
    top, low = fig.subplots(2, 1)
    names = [t("accelerators"), t("host"), t("idle machines"), t("facility")]
    bar(top, records["prompt-parts"].array, names, t("one prompt, Wh"))
    narrow = records["prompt-narrow"].value
    top.plot([narrow, narrow], [-0.46, 0.46], color=INK, linewidth=2.2)
    names = [t("active computing"), t("idle machines"), t("manufacture")]
    bar(low, records["bloom-parts"].array, names, t("training of BLOOM, t CO₂e"))
    return fig
