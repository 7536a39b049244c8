"""Save and restore everything that the next step reads."""

from copy import deepcopy

NAMES = ("weights", "moment", "step", "order")


def save(run):
    # Copies: `weights` is changed in place and `order` is popped.
    state = {name: deepcopy(getattr(run, name)) for name in NAMES}
    state["rng"] = deepcopy(run.rng.bit_generator.state)
    return state


def load(run, state):
    for name in NAMES:
        setattr(run, name, deepcopy(state[name]))
    # The state of the generator, not its seed: it has moved on.
    run.rng.bit_generator.state = deepcopy(state["rng"])
