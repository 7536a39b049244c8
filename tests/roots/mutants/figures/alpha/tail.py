"""Waiting time against load."""

from matplotlib.figure import Figure


def draw(records, t):
    fig = Figure(figsize=(4, 2))
    ax = fig.subplots()
    ax.plot(records["wait-series"].array, "o-")
    ax.set(xlabel=t("load"), ylabel=t("waiting time"))
    return fig
