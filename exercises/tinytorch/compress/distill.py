"""A small model learns from a large one's doubts: knowledge distillation.

A label says "7"; the teacher's probabilities say "7, somewhat like a 1, not at all like an 8". A
temperature above 1 flattens both distributions, so that these small probabilities count. Gradients of
the soft part shrink with the square of the temperature, hence the factor T * T.

Source: G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015.
"""

from __future__ import annotations

import tinytorch.nn.functional as F
from tinytorch.tensor import Tensor


def distillation_loss(
    student: Tensor,
    teacher: Tensor,
    targets: Tensor | None = None,
    temperature: float = 2.0,
    alpha: float = 0.5,
) -> Tensor:
    """Return alpha * soft + (1 - alpha) * hard, a mean over the batch.

    ``student`` and ``teacher`` are logits (N, classes), ``targets`` labels (N,) or None for the soft
    part alone. soft is the Kullback-Leibler divergence from the teacher's distribution to the
    student's, both at ``temperature``, times its square; hard is the cross-entropy with the labels. No
    gradient reaches the teacher.

    Raises:
        ValueError: a temperature that is not positive, or alpha outside 0 to 1.
    """
    if temperature <= 0 or not 0 <= alpha <= 1:
        raise ValueError(f"temperature={temperature} must be > 0 and alpha={alpha} in [0, 1]")
    expected = F.log_softmax(teacher.detach() / temperature, dim=-1)
    learned = F.log_softmax(student / temperature, dim=-1)
    divergence = (expected.exp() * (expected - learned)).sum(-1).mean()
    soft = divergence * temperature**2
    if targets is None:
        return soft
    return soft * alpha + F.cross_entropy(student, targets) * (1 - alpha)
