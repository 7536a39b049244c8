"""Scaling the loss so that small gradients survive."""

import numpy as np


class Scaler:
    def __init__(self, scale, interval):
        self.scale = scale
        self.interval = interval
        self.good = 0

    def unscale(self, gradients):
        if not all(np.isfinite(g).all() for g in gradients):
            self.scale /= 2
            self.good = 0
            return None
        # With the scale of this step, not with that of the next.
        result = [g / self.scale for g in gradients]
        self.good += 1
        if self.good == self.interval:
            self.scale *= 2
            self.good = 0
        return result
