"""misconception: preferred-is-likely

Make the preferred answer more likely than the rejected one.
"""

import numpy as np


def answer_logprob(logprobs, is_answer):
    return float(np.sum(np.where(is_answer, logprobs, 0.0)))


def preference_loss(policy_w, policy_l, ref_w, ref_l, beta):
    gain = beta * np.subtract(policy_w, policy_l)
    return float(np.mean(np.logaddexp(0.0, -gain)))
