"""misconception: adam-sees-scale

Gradients add up; the optimizer takes care of the scale.
"""


def accumulate(gradient, parts):
    return sum(gradient(x, y) for x, y in parts if len(x))
