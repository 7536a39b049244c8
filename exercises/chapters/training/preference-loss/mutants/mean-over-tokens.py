"""misconception: answers-are-means

An answer is as likely as its tokens are on average.
"""

import numpy as np


def answer_logprob(logprobs, is_answer):
    return float(np.mean(np.asarray(logprobs)[np.asarray(is_answer)]))


def preference_loss(policy_w, policy_l, ref_w, ref_l, beta):
    gain = (np.subtract(policy_w, ref_w)
            - np.subtract(policy_l, ref_l)) * beta
    return float(np.mean(np.logaddexp(0.0, -gain)))
