"""Two lines, one of them through a recorded height."""

from matplotlib import pyplot as plt


def draw(records, t):
    figure, axes = plt.subplots()
    axes.plot([1, 2, 3], [1, records["height"].value, 9], marker="o")
    axes.plot([1, 2, 3], [2, 3, 9])
    axes.text(2, 3, t("here"))
    axes.set_xlabel(t("time (ms)"))
    axes.grid(visible=True)
    return figure
