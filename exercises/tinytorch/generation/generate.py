"""Prompts become continuations, many at once and each token once: batched decoding with a KV cache.

Prompts of different lengths need no padding: all rows advance together from the shortest prompt, and
a row that is still inside its own prompt takes the prompt's next token instead of the model's choice.
So every row sees exactly what it would see alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.mode import no_grad
from tinytorch.dtypes import Array
from tinytorch.generation.sampling import Sampler
from tinytorch.random import Generator


class _Window:
    """Asks the model for the logits of the newest token, within its limited context.

    When the context is full, its older half is forgotten: positions then start anew, and the cache is
    filled again at once. Where it starts depends on the number of tokens alone, so neither the cache
    nor the other rows of a batch change what the model sees.
    """

    def __init__(self, model: Any, batch: int, use_cache: bool) -> None:
        self.model = model
        self.size: int = model.config.block_size
        self.start = 0
        self.cache = model.make_cache(batch, self.size) if use_cache else None

    def logits(self, tokens: Array, end: int) -> Array:
        """Return (B, vocab) logits for what follows ``tokens[:, :end]``."""
        step = max(1, self.size // 2)
        start = max(0, -(-(end - self.size) // step) * step)
        if start != self.start:
            self.start = start
            if self.cache is not None:
                self.cache.rewind(0)
        seen = self.start + (0 if self.cache is None else self.cache.length)
        new = Variable.wrap(tokens[:, seen:end])
        out = self.model(new) if self.cache is None else self.model(new, self.cache)
        last: Array = out.array[:, -1]
        return last


def generate(
    model: Any,
    prompts: Sequence[Sequence[int]] | Any,
    max_new_tokens: int,
    sampler: Sampler | None = None,
    *,
    stop_token: int | None = None,
    use_cache: bool = True,
    generator: Generator | None = None,
) -> list[list[int]]:
    """Return each prompt with up to ``max_new_tokens`` tokens after it, up to ``stop_token`` included.

    ``model`` maps tokens (B, T) to logits (B, T, vocab) and has ``config.block_size`` and, for
    ``use_cache``, ``make_cache`` (as `tinytorch.models.GPT`). ``prompts`` are lists of tokens, of any
    lengths, or a tensor (B, T). ``sampler`` defaults to plain sampling at temperature 1.

    Raises:
        ValueError: no prompt, or an empty one: put a start token there.
    """
    given = prompts.array.tolist() if isinstance(prompts, Variable) else prompts
    rows = [list(row) for row in given]
    if not rows or not all(rows):
        raise ValueError("each prompt needs at least one token, and there must be one prompt")
    ends = [len(row) + max_new_tokens for row in rows]
    tokens = np.zeros((len(rows), max(ends)), np.int64)
    for i, row in enumerate(rows):
        tokens[i, : len(row)] = row
    done = [max_new_tokens == 0] * len(rows)
    was_training, _ = model.training, model.eval()
    try:
        with no_grad():
            window = _Window(model, len(rows), use_cache)
            for end in range(min(map(len, rows)), max(ends)):
                if all(done):
                    break
                chosen = (sampler or Sampler()).choose(window.logits(tokens, end), generator)
                for i, row in enumerate(rows):
                    if end < len(row) or done[i]:
                        continue
                    tokens[i, end] = chosen[i]
                    done[i] = chosen[i] == stop_token or end + 1 == ends[i]
                    ends[i] = end + 1 if done[i] else ends[i]
    finally:
        model.train(was_training)
    return [tokens[i, :end].tolist() for i, end in enumerate(ends)]


def stream(
    model: Any,
    prompt: Sequence[int],
    max_new_tokens: int,
    sampler: Sampler | None = None,
    *,
    stop_token: int | None = None,
    use_cache: bool = True,
    generator: Generator | None = None,
) -> Iterator[int]:
    """Yield the tokens that `generate` would add to one prompt, each as soon as it is chosen.

    The model is put into evaluation mode for good: the loop that takes the tokens may end at any time.
    """
    if not prompt:
        raise ValueError("the prompt needs at least one token")
    model.eval()
    tokens = np.zeros((1, len(prompt) + max_new_tokens), np.int64)
    tokens[0, : len(prompt)] = prompt
    window = _Window(model, 1, use_cache)
    for end in range(len(prompt), tokens.shape[1]):
        with no_grad():
            logits = window.logits(tokens, end)
        token = int((sampler or Sampler()).choose(logits, generator)[0])
        tokens[0, end] = token
        yield token
        if token == stop_token:
            return
