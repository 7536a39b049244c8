"""Operations of training, counted from the shapes."""


def weights(layers):
    """Number of weights in all matrices."""
    raise NotImplementedError


def step_flops(layers, batch):
    """FLOP of one training step, forward and backward."""
    raise NotImplementedError


def steps_within(layers, batch, budget):
    """Whole steps that a budget of FLOP buys."""
    raise NotImplementedError
