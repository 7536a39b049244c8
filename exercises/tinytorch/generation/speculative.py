"""A small model guesses, the large one checks several guesses at once: speculative decoding.

Decoding one token reads all weights of the model for one row of work. Checking k guessed tokens reads
them once for k rows. The small model (the draft) proposes k tokens; the large one (the target) gives
its distributions at all k places in one pass; each guess x is kept with the probability
min(1, target(x) / draft(x)), and at the first that is not, a token is drawn from what the target has
more of than the draft. The result is distributed exactly as if the target had drawn alone.

Source: Y. Leviathan, M. Kalman, Y. Matias, "Fast Inference from Transformers via Speculative
Decoding", ICML 2023.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.mode import no_grad
from tinytorch.dtypes import Array
from tinytorch.generation.sampling import Sampler
from tinytorch.random import Generator, numpy_generator


@dataclass(frozen=True)
class Speculation:
    """The tokens (prompt included) and what the guessing was worth."""

    tokens: list[int]
    guessed: int
    accepted: int
    target_passes: int

    @property
    def acceptance(self) -> float:
        """The share of guesses that were kept."""
        return self.accepted / max(1, self.guessed)


class _Cached:
    """A model with its cache: gives distributions after each of the newest tokens."""

    def __init__(self, model: Any, sampler: Sampler) -> None:
        self.model = model
        self.sampler = sampler
        self.cache = model.make_cache(1)

    def distributions(self, tokens: list[int], number: int) -> Array:
        """Return those for what follows each of the last ``number`` tokens, (number, vocab)."""
        new = np.array([tokens[self.cache.length :]])
        logits = self.model(Variable.wrap(new), self.cache).array[0, -number:]
        return self.sampler.probabilities(logits)

    def forget(self, length: int) -> None:
        """Keep at most the first ``length`` tokens."""
        self.cache.rewind(min(self.cache.length, length))


def verify(
    guesses: Sequence[int], draft: Array, target: Array, rng: np.random.Generator
) -> list[int]:
    """Return the guesses that are kept and one token more.

    ``draft`` (k, vocab) are the distributions that the k guesses were drawn from, ``target``
    (k + 1, vocab) those of the target at the same places and after the last.
    """
    for i, guess in enumerate(guesses):
        if rng.random() * draft[i, guess] < target[i, guess]:
            continue
        missing = np.maximum(target[i] - draft[i], 0)
        return [*guesses[:i], _draw(missing / missing.sum(), rng)]
    return [*guesses, _draw(target[len(guesses)], rng)]


def _draw(p: Array, rng: np.random.Generator) -> int:
    edges = np.cumsum(p)
    return int((edges > rng.random() * edges[-1]).argmax())


def generate_speculatively(
    target: Any,
    draft: Any,
    prompt: Sequence[int],
    max_new_tokens: int,
    sampler: Sampler | None = None,
    *,
    guesses: int = 4,
    generator: Generator | None = None,
) -> Speculation:
    """Continue ``prompt`` as ``target`` would, with ``draft`` guessing ``guesses`` tokens ahead.

    Both models share a vocabulary and have `make_cache`; prompt and new tokens must fit into the
    context of both. With a greedy sampler the tokens are exactly those of `generate`.

    Raises:
        ValueError: an empty prompt, ``guesses`` below 1, or a context that is too short.
    """
    end = len(prompt) + max_new_tokens
    room = min(target.config.block_size, draft.config.block_size)
    if not prompt or guesses < 1 or end > room:
        raise ValueError(
            f"need a prompt (has {len(prompt)} tokens), guesses >= 1 (is {guesses}) and room for "
            f"{end} tokens (the shorter context has {room})"
        )
    rng = numpy_generator(generator)
    modes = [(model, model.training) for model in (target, draft)]
    for model, _ in modes:
        model.eval()
    try:
        with no_grad():
            large, small = (
                _Cached(target, sampler or Sampler()),
                _Cached(draft, sampler or Sampler()),
            )
            return _loop(large, small, list(prompt), end, guesses, rng)
    finally:
        for model, training in modes:
            model.train(training)


def _loop(
    large: _Cached,
    small: _Cached,
    tokens: list[int],
    end: int,
    guesses: int,
    rng: np.random.Generator,
) -> Speculation:
    guessed = accepted = passes = 0
    while len(tokens) < end:
        known, ahead = len(tokens), min(guesses, end - len(tokens) - 1)
        expected: list[Array] = []
        for _ in range(ahead):
            expected.append(small.distributions(tokens, 1)[0])
            tokens.append(_draw(expected[-1], rng))
        found = large.distributions(tokens, ahead + 1)
        kept = verify(tokens[known:], np.array(expected), found, rng)
        tokens[known:] = kept
        guessed, accepted, passes = guessed + ahead, accepted + len(kept) - 1, passes + 1
        # The last token is new to both caches, and guesses that were refused must leave them.
        large.forget(len(tokens) - 1)
        small.forget(len(tokens) - 1)
    return Speculation(tokens, guessed, accepted, passes)
