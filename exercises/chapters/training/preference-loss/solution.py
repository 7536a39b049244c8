"""Direct preference optimization."""

import numpy as np


def answer_logprob(logprobs, is_answer):
    # A product of probabilities is a sum of logarithms.
    return float(np.sum(np.where(is_answer, logprobs, 0.0)))


def preference_loss(policy_w, policy_l, ref_w, ref_l, beta):
    gain = (np.subtract(policy_w, ref_w)
            - np.subtract(policy_l, ref_l)) * beta
    # -log sigma(z) = log(1 + exp(-z)), without overflow.
    return float(np.mean(np.logaddexp(0.0, -gain)))
