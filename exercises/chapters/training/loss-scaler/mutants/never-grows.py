"""misconception: scale-is-constant

Once a scale works it is the right one.
"""

import numpy as np


class Scaler:
    def __init__(self, scale, interval):
        self.scale, self.interval = scale, interval

    def unscale(self, gradients):
        if not all(np.isfinite(g).all() for g in gradients):
            self.scale /= 2
            return None
        return [g / self.scale for g in gradients]
