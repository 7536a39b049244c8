"""misconception: accumulation-needs-union

Join all rows and ask for the gradient once; the result is right.
"""

import numpy as np


def accumulate(gradient, parts):
    x = np.concatenate([x for x, _ in parts])
    y = np.concatenate([y for _, y in parts])
    return gradient(x, y)
