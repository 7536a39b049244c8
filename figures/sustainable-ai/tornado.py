"""What each input does to the carbon of an answer, and the distribution for three readings."""

import numpy as np
from matplotlib.figure import Figure

BLUE, INK = "#0072b2", "#1b1b1b"


def draw(records, t):
    bars = records["estimate-bars"].array
    names = [t("server power"), t("speed"), t("spare machines"), t("PUE"), t("grid")]
    fig = Figure(figsize=(6.8, 2.7))
    left, right = fig.subplots(1, 2)
    order = np.argsort(bars.max(1) / bars.min(1))
    for row, which in enumerate(order):
        low, high = sorted(bars[which])
        left.barh(row, high - low, left=low, color=BLUE, height=0.6)
    left.set_yticks(range(len(order)), [names[i] for i in order])
    left.set_xscale("log")
    left.set_xticks([1, 2, 5, 10, 20, 50], ["1", "2", "5", "10", "20", "50"])
    left.minorticks_off()
    left.axvline(np.exp(np.log(bars).mean(1)[-1]), color=INK, linewidth=1)
    left.set(xlabel=t("carbon of an answer, mg (log scale)"), xlim=(1, 60))
    left.grid(axis="x")
    shares = np.arange(1, 100) / 100
    styles = {t("uniform in the logarithm"): "-", t("uniform"): "--", t("triangular"): ":"}
    for values, (name, style) in zip(
        records["estimate-draws"].array.T, styles.items(), strict=True
    ):
        right.plot(values, shares, style, color=INK, label=name)
    right.axhline(0.5, color=BLUE, linewidth=0.8)
    right.set_xscale("log")
    right.set_xticks([1, 2, 5, 10, 20, 50], ["1", "2", "5", "10", "20", "50"])
    right.minorticks_off()
    right.set(xlabel=t("carbon of an answer, mg (log scale)"), ylabel=t("share of draws below"))
    right.set(xlim=(1, 80), ylim=(0, 1))
    right.legend(loc="upper left", fontsize=7)
    return fig
