"""misconception: backward-is-free

The way back costs the same as the way there.
"""


def weights(layers):
    return sum(n * m for n, m in layers)


def step_flops(layers, batch):
    return 4 * weights(layers) * batch


def steps_within(layers, batch, budget):
    return int(budget // step_flops(layers, batch))
