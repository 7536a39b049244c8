"""misconception: backward-is-free

Training computes the network once for each example.
"""


def weights(layers):
    return sum(n * m for n, m in layers)


def step_flops(layers, batch):
    return 2 * weights(layers) * batch


def steps_within(layers, batch, budget):
    return int(budget // step_flops(layers, batch))
