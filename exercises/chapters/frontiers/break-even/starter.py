"""Many attempts of a small model or one of a big one?"""


def total(model, attempts, answer, questions):
    """Operations of training and of all questions."""
    raise NotImplementedError


def cheaper(small, big, attempts, answer):
    """(name for few questions, number at the crossing, name)."""
    raise NotImplementedError
