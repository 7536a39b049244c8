"""Does a training step fit into memory?"""


def state_bytes(parameters, optimizer, mixed):
    """Bytes of weights, gradients, master copy and optimizer."""
    raise NotImplementedError


def largest_batch(memory, parameters, optimizer, mixed, example):
    """Examples that fit at once; a tenth of the memory is free."""
    raise NotImplementedError
