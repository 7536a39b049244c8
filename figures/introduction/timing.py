"""Five hundred timings of one call, in order and as a histogram."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

BLUE, ORANGE, INK = "#0072b2", "#d55e00", "#1b1b1b"


def draw(records, t):
    times = 1e6 * records["timing-series"].array
    fig = Figure(figsize=(4.6, 2.3))
    order, shape = fig.subplots(1, 2)
    order.semilogy(times, ".", color=BLUE, markersize=2.5)
    order.margins(y=0.25)
    order.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    order.yaxis.set_major_formatter(StrMethodFormatter("{x:.0f}"))
    order.yaxis.set_minor_formatter(NullFormatter())
    order.plot(0, times[0], "D", color=ORANGE, markersize=4)
    order.text(0.08, 0.97, t("◆ the first"), color=ORANGE, va="top", transform=order.transAxes)
    order.set(xlabel=t("number of the call"), ylabel=t("time, µs (log scale)"))
    end = np.percentile(times, 95)
    shape.hist(times[times <= end], bins=40, color=BLUE, edgecolor="none")
    top = shape.get_ylim()[1]
    middle, mean = np.median(times), times.mean()
    shape.axvline(middle, color=INK, linewidth=1)
    shape.axvline(mean, color=ORANGE, linestyle="--", linewidth=1)
    shape.text(end, 0.92 * top, "— " + t("median"), color=INK, ha="right")
    shape.text(end, 0.80 * top, "- - " + t("mean"), color=ORANGE, ha="right")
    shape.set(xlabel=t("time, µs"), ylabel=t("calls"))
    return fig
