"""The parts of an agent: router, model, check, tools, memory and budget, joined by arrows."""

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

BLUE, ORANGE, INK, MUTED = "#0072b2", "#d55e00", "#1b1b1b", "#5a5a5a"
PARTS = {
    "request": (0.0, 1.0),
    "router": (1.5, 1.0),
    "model": (3.1, 1.0),
    "check": (4.9, 1.0),
    "answer": (6.5, 1.0),
    "tools": (4.9, -0.35),
    "memory": (3.1, -0.35),
    "budget": (1.5, -0.35),
}


def arrow(ax, here, there, bend=0.0, color=INK, dash="-"):
    ax.add_patch(
        FancyArrowPatch(
            PARTS[here],
            PARTS[there],
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>",
            mutation_scale=9,
            linestyle=dash,
            linewidth=1.2,
            color=color,
            shrinkA=23,
            shrinkB=23,
        )
    )


def draw(_records, t):
    fig = Figure(figsize=(5.6, 2.1))
    ax = fig.add_subplot()
    # Spelled out one by one: translators see the labels that are passed literally.
    said = {
        "request": t("request"),
        "router": t("router"),
        "model": t("model"),
        "check": t("check"),
        "answer": t("answer"),
        "tools": t("tools"),
        "memory": t("memory"),
        "budget": t("budget"),
    }
    for name, (x, y) in PARTS.items():
        bare = name in ("request", "answer")
        color = BLUE if name == "model" else INK
        box = {
            "boxstyle": "round,pad=0.42",
            "facecolor": "none",
            "edgecolor": "none" if bare else color,
            "linestyle": "--" if name == "budget" else "-",
        }
        ax.text(x, y, said[name], ha="center", va="center", color=color, bbox=box)
    for here, there in (("request", "router"), ("router", "model"), ("model", "check")):
        arrow(ax, here, there)
    arrow(ax, "check", "answer")
    arrow(ax, "check", "tools")
    arrow(ax, "tools", "memory")
    arrow(ax, "memory", "model")
    arrow(ax, "check", "model", 0.55, ORANGE)
    arrow(ax, "budget", "model", 0.0, MUTED, "--")
    ax.text(4.0, 1.72, t("rejected"), color=ORANGE, ha="center", va="center")
    ax.text(5.05, 0.36, t("action"), color=MUTED, ha="left", va="center")
    ax.text(3.25, 0.36, t("history"), color=MUTED, ha="left", va="center")
    ax.set(xlim=(-0.7, 7.2), ylim=(-0.85, 1.95))
    ax.axis("off")
    return fig
