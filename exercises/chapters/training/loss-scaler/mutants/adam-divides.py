"""misconception: scale-may-stay

Adam divides by the gradients' size, so the scale may stay in them.
"""

import numpy as np


class Scaler:
    def __init__(self, scale, interval):
        self.scale, self.interval, self.good = scale, interval, 0

    def unscale(self, gradients):
        if not all(np.isfinite(g).all() for g in gradients):
            self.scale, self.good = self.scale / 2, 0
            return None
        self.good += 1
        if self.good == self.interval:
            self.scale, self.good = self.scale * 2, 0
        return gradients
