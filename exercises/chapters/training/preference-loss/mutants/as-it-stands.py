"""misconception: formula-is-code

The formula can be typed as it stands on the page.
"""

import numpy as np


def answer_logprob(logprobs, is_answer):
    return float(np.sum(np.where(is_answer, logprobs, 0.0)))


def preference_loss(policy_w, policy_l, ref_w, ref_l, beta):
    gain = (np.subtract(policy_w, ref_w)
            - np.subtract(policy_l, ref_l)) * beta
    with np.errstate(all="ignore"):
        return float(np.mean(-np.log(1 / (1 + np.exp(-gain)))))
