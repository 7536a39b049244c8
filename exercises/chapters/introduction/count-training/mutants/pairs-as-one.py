"""misconception: mac-is-flop

A multiplication with its addition is one operation.
"""


def weights(layers):
    return sum(n * m for n, m in layers)


def step_flops(layers, batch):
    return 3 * weights(layers) * batch


def steps_within(layers, batch, budget):
    return int(budget // step_flops(layers, batch))
