"""Energy of one inference over all published constants, four networks, two batch sizes."""

from matplotlib.figure import Figure

BLUE, INK = "#0072b2", "#1b1b1b"


def draw(records, t):
    ends = records["ranking-energies"].array
    kilo = records["ranking-operations"].array / 1000
    names = [t("narrow"), t("wide"), t("strided"), t("deep")]
    labels = [f"{name}\n{value:.0f} kFLOP" for name, value in zip(names, kilo, strict=True)]
    fig = Figure(figsize=(6.8, 2.5))
    panels = fig.subplots(1, 2, sharex=True, sharey=True)
    titles = [t("one image at a time"), t("in batches of 64")]
    for ax, rows, title in zip(panels, ends, titles, strict=True):
        for place, (low, high) in enumerate(rows):
            ax.plot([low, high], [-place, -place], "-", color=BLUE, linewidth=5, alpha=0.7)
            ax.plot([low, high], [-place, -place], "|", color=INK, markersize=10)
        ax.set_xscale("log")
        ax.set(title=title, xlabel=t("energy of one image, µJ (log scale)"), ylim=(-3.6, 0.6))
        ax.set_yticks([0, -1, -2, -3], labels)
        ax.grid(axis="x")
    return fig
