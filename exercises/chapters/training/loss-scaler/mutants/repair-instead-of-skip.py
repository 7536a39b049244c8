"""misconception: skip-is-loss

A skipped step wastes a batch; replace what is infinite and go on.
"""

import numpy as np


class Scaler:
    def __init__(self, scale, interval):
        self.scale, self.interval, self.good = scale, interval, 0

    def unscale(self, gradients):
        finite = all(np.isfinite(g).all() for g in gradients)
        result = [np.nan_to_num(g, nan=0, posinf=0, neginf=0)
                  / self.scale for g in gradients]
        self.good = self.good + 1 if finite else 0
        if not finite:
            self.scale /= 2
        elif self.good == self.interval:
            self.scale, self.good = self.scale * 2, 0
        return result
