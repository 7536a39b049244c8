"""Direct preference optimization."""


def answer_logprob(logprobs, is_answer):
    """Log-probability of the answer, given the prompt."""
    raise NotImplementedError


def preference_loss(policy_w, policy_l, ref_w, ref_l, beta):
    """Mean loss over pairs of a preferred and a rejected answer."""
    raise NotImplementedError
