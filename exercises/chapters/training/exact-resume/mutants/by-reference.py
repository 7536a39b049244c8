"""misconception: state-by-reference

The dictionary holds the state, so the state is saved.
"""

NAMES = ("weights", "moment", "step", "order")


def save(run):
    state = {name: getattr(run, name) for name in NAMES}
    state["rng"] = run.rng.bit_generator.state
    return state


def load(run, state):
    for name in NAMES:
        setattr(run, name, state[name])
    run.rng.bit_generator.state = state["rng"]
