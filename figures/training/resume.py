"""How far the weights of resumed runs end from those of the undisturbed run."""

import numpy as np
from matplotlib.figure import Figure

BLUE, INK = "#0072b2", "#1b1b1b"


def draw(records, t):
    apart = records["resume-apart"].array
    loss = records["resume-loss"].array
    names = [
        t("nothing missing"),
        t("moments"),
        t("schedule"),
        t("random generators"),
        t("place in the epoch"),
        t("all but the weights"),
    ]
    fig = Figure(figsize=(4.6, 2.4))
    ax = fig.subplots()
    rows = np.arange(len(names))[::-1]
    ax.barh(rows, apart, height=0.5, color=BLUE)
    reach = apart.max()
    for row, far, nats in zip(rows, apart, loss, strict=True):
        ax.text(far + 0.02 * reach, row, f"{far:.3f}", va="center", ha="left", color=INK)
        ax.text(1.42 * reach, row, f"{nats:.2f}", va="center", ha="right", color=INK)
    ax.text(1.42 * reach, len(names) - 0.35, t("loss, nats"), va="bottom", ha="right", color=INK)
    ax.set_yticks(rows, names)
    ax.set(xlim=(0, 1.45 * reach), ylim=(-0.6, len(names) + 0.4))
    ax.set_xlabel(t("distance of the final weights"))
    ax.grid(axis="x")
    return fig
