"""Which bit positions of stored weights are worth protecting?"""

import numpy as np


def worst_change(weights, bit):
    """Largest absolute change by one flip of `bit`; may be inf."""
    raise NotImplementedError


def bits_to_protect(weights, limit):
    """Positions whose worst change exceeds `limit`, rising."""
    return [bit for bit in range(32)
            if worst_change(weights, bit) > limit]
