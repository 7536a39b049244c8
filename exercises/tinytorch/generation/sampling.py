"""Logits become the next token: the most likely one, or a draw from the likely ones.

Temperature below 1 sharpens the distribution and above 1 flattens it. Top-k keeps the k likeliest
tokens; top-p keeps the fewest tokens that hold the probability p together, so that their number
follows the model's certainty.

Source of top-p: A. Holtzman et al., "The Curious Case of Neural Text Degeneration", ICLR 2020.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tinytorch.dtypes import Array
from tinytorch.random import Generator, numpy_generator


@dataclass(frozen=True)
class Sampler:
    """How to choose. ``temperature`` 0 is greedy: always the likeliest, the first among equals.

    Raises:
        ValueError: a temperature below 0, top_k below 1, or top_p not above 0 and at most 1.
    """

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float | None = None

    def __post_init__(self) -> None:
        if self.temperature < 0:
            raise ValueError(f"temperature={self.temperature} must not be negative; 0 is greedy")
        if self.top_k is not None and self.top_k < 1:
            raise ValueError(f"top_k={self.top_k} must keep at least one token")
        if self.top_p is not None and not 0 < self.top_p <= 1:
            raise ValueError(f"top_p={self.top_p} must be above 0 and at most 1")

    def probabilities(self, logits: Array) -> Array:
        """Return the float64 distributions (B, vocab) from which tokens are drawn.

        First temperature, then top-k, then top-p, as in common libraries. Raises ValueError for
        logits that are not finite.
        """
        if not np.isfinite(logits).all():
            raise ValueError(
                "the model returned logits that are not finite; its weights may have diverged"
            )
        scores = logits.astype(np.float64)
        if self.temperature == 0:
            out = np.zeros_like(scores)
            out[np.arange(len(scores)), scores.argmax(axis=1)] = 1.0
            return out
        # Ranked before the shift, in which scores that are nearly the same become the same.
        order = np.argsort(-scores, axis=1, kind="stable")
        scores = (scores - scores.max(axis=1, keepdims=True)) / self.temperature
        weights = np.exp(np.take_along_axis(scores, order, axis=1))
        if self.top_k is not None:
            weights[:, self.top_k :] = 0
        weights /= weights.sum(axis=1, keepdims=True)
        if self.top_p is not None:
            before = np.cumsum(weights, axis=1) - weights  # held by likelier tokens
            weights[before >= self.top_p] = 0
            weights /= weights.sum(axis=1, keepdims=True)
        out = np.empty_like(weights)
        np.put_along_axis(out, order, weights, axis=1)
        return out

    def choose(self, logits: Array, generator: Generator | None = None) -> Array:
        """Return one token for each row of ``logits`` (B, vocab), as int64 (B,)."""
        p = self.probabilities(logits)
        if self.temperature == 0:
            likeliest: Array = p.argmax(axis=1)
            return likeliest
        # The first token whose cumulated probability exceeds an even draw; rounding may leave the
        # last sum just below 1, so the draw is scaled to it.
        edges = np.cumsum(p, axis=1)
        draw = numpy_generator(generator).random((len(p), 1)) * edges[:, -1:]
        chosen: Array = (edges > draw).argmax(axis=1)
        return chosen
