"""One bar."""

from matplotlib.figure import Figure


def draw(records, t):
    figure = Figure()
    figure.subplots().barh([t("vectors")], [records["speedup"].value])
    return figure
