"""Loss functions as modules; each calls the function of `nn.functional` with its settings."""

from __future__ import annotations

import tinytorch.nn.functional as F
from tinytorch.nn.module import Module
from tinytorch.tensor import Tensor


class _Loss(Module):
    def __init__(self, reduction: str = "mean") -> None:
        super().__init__()
        self.reduction = reduction


class MSELoss(_Loss):
    """Mean squared difference."""

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare x and target of one shape."""
        return F.mse_loss(x, target, self.reduction)


class L1Loss(_Loss):
    """Mean absolute difference."""

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare x and target of one shape."""
        return F.l1_loss(x, target, self.reduction)


class HuberLoss(_Loss):
    """Quadratic up to delta, linear beyond."""

    def __init__(self, reduction: str = "mean", delta: float = 1.0) -> None:
        super().__init__(reduction)
        self.delta = delta

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare x and target of one shape."""
        return F.huber_loss(x, target, self.reduction, self.delta)


class BCELoss(_Loss):
    """Binary cross-entropy of probabilities."""

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare probabilities x with targets in [0, 1]."""
        return F.binary_cross_entropy(x, target, self.reduction)


class BCEWithLogitsLoss(_Loss):
    """Binary cross-entropy of logits."""

    def __init__(self, reduction: str = "mean", pos_weight: Tensor | None = None) -> None:
        super().__init__(reduction)
        self.pos_weight = pos_weight

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare logits x with targets in [0, 1]."""
        return F.binary_cross_entropy_with_logits(x, target, self.reduction, self.pos_weight)


class NLLLoss(_Loss):
    """Minus the log-probability of the target class."""

    def __init__(
        self, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
    ) -> None:
        super().__init__(reduction)
        self.weight, self.ignore_index = weight, ignore_index

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare log-probabilities (N, C, ...) with classes (N, ...)."""
        return F.nll_loss(x, target, self.weight, self.ignore_index, self.reduction)


class KLDivLoss(_Loss):
    """Kullback-Leibler divergence of the target from exp(x)."""

    def __init__(self, reduction: str = "mean", log_target: bool = False) -> None:
        super().__init__(reduction)
        self.log_target = log_target

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare log-probabilities with probabilities."""
        return F.kl_div(x, target, self.reduction, self.log_target)


class CrossEntropyLoss(_Loss):
    """Cross-entropy of logits against classes or class probabilities."""

    def __init__(
        self,
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(reduction)
        self.weight, self.ignore_index = weight, ignore_index
        self.label_smoothing = label_smoothing

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """Compare logits (N, C, ...) with classes (N, ...)."""
        return F.cross_entropy(
            x, target, self.weight, self.ignore_index, self.reduction, self.label_smoothing
        )
