"""Operations of training, counted from the shapes."""


def weights(layers):
    """Number of weights in all matrices."""
    return sum(inputs * outputs for inputs, outputs in layers)


def step_flops(layers, batch):
    """FLOP of one training step, forward and backward."""
    # Forward 2 a weight and example; backward twice that, once for
    # the gradient of the weights, once for that of the inputs.
    return 6 * weights(layers) * batch


def steps_within(layers, batch, budget):
    """Whole steps that a budget of FLOP buys."""
    return int(budget // step_flops(layers, batch))
