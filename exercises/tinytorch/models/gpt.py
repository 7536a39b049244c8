"""GPT: a decoder-only transformer that predicts the next token.

Training passes whole sequences. Generation passes a cache, and then only the tokens that are new:
their keys and values join those of the tokens before, so that each new token costs one row of work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import tinytorch.nn.functional as F
from tinytorch import nn
from tinytorch.autograd.engine import Variable
from tinytorch.create import arange
from tinytorch.dtypes import Array
from tinytorch.errors import check
from tinytorch.nn import init
from tinytorch.nn.functional.attention import causal_mask
from tinytorch.tensor import Tensor


@dataclass(frozen=True)
class GPTConfig:
    """Sizes of a GPT. `n_kv_head` below `n_head` shares keys and values among query heads."""

    vocab_size: int = 96
    block_size: int = 128
    n_layer: int = 2
    n_head: int = 4
    n_embd: int = 128
    n_kv_head: int | None = None
    dropout: float = 0.0
    bias: bool = True
    rotary: bool = False
    tie_weights: bool = False


class KVCache:
    """Keys and values of the tokens so far, for every layer: two arrays (layers, B, heads, S, D).

    `length` counts the tokens; `rewind(n)` forgets all after the first n. Room for `capacity` tokens is
    taken once, since growing by one row a token would copy everything each time.
    """

    def __init__(self, config: GPTConfig, batch: int, capacity: int | None = None) -> None:
        heads = config.n_kv_head or config.n_head
        size = config.n_embd // config.n_head
        self.capacity = capacity or config.block_size
        shape = (config.n_layer, batch, heads, self.capacity, size)
        self.keys = np.zeros(shape, np.float32)
        self.values = np.zeros(shape, np.float32)
        self.length = 0

    def append(self, layer: int, k: Array, v: Array) -> tuple[Array, Array]:
        """Store new keys and values (B, heads, T, D) behind `length`; return all so far as views."""
        end = self.length + k.shape[2]
        check(
            end <= self.capacity,
            f"KVCache: {end} tokens, room for {self.capacity}; make it with a larger capacity",
        )
        self.keys[layer, :, :, self.length : end] = k
        self.values[layer, :, :, self.length : end] = v
        return self.keys[layer, :, :, :end], self.values[layer, :, :, :end]

    def advance(self, tokens: int) -> None:
        """Count the tokens that every layer has stored."""
        self.length += tokens

    def rewind(self, length: int) -> None:
        """Forget all tokens after the first `length`."""
        check(0 <= length <= self.length, f"KVCache: cannot rewind {self.length} to {length}")
        self.length = length

    @property
    def nbytes(self) -> int:
        """Bytes that keys and values take."""
        return self.keys.nbytes + self.values.nbytes


class CausalSelfAttention(nn.Module):
    """Attention of a sequence to its own past."""

    def __init__(self, config: GPTConfig) -> None:
        super().__init__()
        self.n_head = config.n_head
        self.n_kv_head = config.n_kv_head or config.n_head
        check(
            config.n_embd % config.n_head == 0,
            f"GPT: n_embd {config.n_embd} is not a multiple of n_head {config.n_head}",
        )
        self.size = config.n_embd // config.n_head
        self.dropout, self.rotary = config.dropout, config.rotary
        width = (self.n_head + 2 * self.n_kv_head) * self.size
        self.c_attn = nn.Linear(config.n_embd, width, config.bias)
        self.c_proj = nn.Linear(config.n_embd, config.n_embd, config.bias)

    def _split(self, qkv: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Cut (B, T, width) into q, k, v of (B, heads, T, D)."""
        b, t, _ = qkv.shape
        heads = qkv.reshape(b, t, -1, self.size).transpose(1, 2)
        q_end, k_end = self.n_head, self.n_head + self.n_kv_head
        return heads[:, :q_end], heads[:, q_end:k_end], heads[:, k_end:]

    def forward(self, x: Tensor, cache: KVCache | None = None, layer: int = 0) -> Tensor:
        """Attend x (B, T, E) to itself and, with a cache, to the tokens before it."""
        qkv = self.c_attn(x)
        p = self.dropout if self.training else 0.0
        same_heads = self.n_kv_head == self.n_head
        if cache is None and not self.rotary and same_heads and p == 0:
            return self.c_proj(F.packed_attention(qkv, self.n_head))  # type: ignore[no-any-return]
        q, k, v = self._split(qkv)
        t, start = x.shape[1], 0 if cache is None else cache.length
        if self.rotary:
            cos, sin = (table[start:] for table in F.rotary_table(start + t, self.size))
            q, k = F.apply_rotary(q, cos, sin), F.apply_rotary(k, cos, sin)
        if cache is not None:
            k, v = (Variable.wrap(a) for a in cache.append(layer, k.array, v.array))
        mask = None
        if start > 0 and t > 1:  # one new token has no future to hide
            mask = Variable.wrap(causal_mask(t, start + t, q.dtype))
        y = F.scaled_dot_product_attention(q, k, v, mask, p, start == 0, enable_gqa=not same_heads)
        return self.c_proj(y.transpose(1, 2).reshape(x.shape))  # type: ignore[no-any-return]


class Block(nn.Module):
    """Attention and a two-layer network, each added to its normalized input."""

    def __init__(self, config: GPTConfig) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(config.n_embd, bias=config.bias)
        self.attn = CausalSelfAttention(config)
        self.ln_2 = nn.LayerNorm(config.n_embd, bias=config.bias)
        self.mlp = nn.Sequential(
            nn.Linear(config.n_embd, 4 * config.n_embd, config.bias),
            nn.GELU("tanh"),
            nn.Linear(4 * config.n_embd, config.n_embd, config.bias),
        )
        self.drop = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, cache: KVCache | None = None, layer: int = 0) -> Tensor:
        """Transform x (B, T, E)."""
        x = x + self.drop(self.attn(self.ln_1(x), cache, layer))
        out: Tensor = x + self.drop(self.mlp(self.ln_2(x)))
        return out


class GPT(nn.Module):
    """Token and position embeddings, blocks, a last norm, and logits over the vocabulary."""

    def __init__(self, config: GPTConfig) -> None:
        super().__init__()
        self.config = config
        self.wte = nn.Embedding(config.vocab_size, config.n_embd)
        self.wpe = None if config.rotary else nn.Embedding(config.block_size, config.n_embd)
        self.drop = nn.Dropout(config.dropout)
        self.blocks = nn.ModuleList([Block(config) for _ in range(config.n_layer)])
        self.ln_f = nn.LayerNorm(config.n_embd, bias=config.bias)
        self.lm_head = nn.Linear(config.n_embd, config.vocab_size, bias=False)
        if config.tie_weights:
            self.lm_head.weight = self.wte.weight
        self._start()

    def _start(self) -> None:
        """Draw weights as GPT-2 does: 0.02, less where residual paths add up."""
        for name, p in self.named_parameters():
            if p.ndim < 2:
                if name.endswith("bias"):
                    init.zeros_(p)
                continue
            last = name.endswith(("c_proj.weight", "mlp.2.weight"))
            init.normal_(p, 0.0, 0.02 / (2 * self.config.n_layer) ** 0.5 if last else 0.02)

    def make_cache(self, batch: int, capacity: int | None = None) -> KVCache:
        """Return an empty cache for `batch` sequences."""
        return KVCache(self.config, batch, capacity)

    def forward(self, idx: Tensor, cache: KVCache | None = None) -> Tensor:
        """Return logits (B, T, vocab) for tokens idx (B, T).

        With a cache (under no_grad), idx are the tokens after those in it. Raises ShapeError for more
        tokens than `block_size`.
        """
        start = 0 if cache is None else cache.length
        end = start + idx.shape[1]
        check(
            self.wpe is None or end <= self.config.block_size,
            f"GPT: {end} tokens, but positions end at block_size = {self.config.block_size}",
        )
        x = self.wte(idx)
        if self.wpe is not None:
            x = x + self.wpe(arange(start, end))
        x = self.drop(x)
        for layer, block in enumerate(self.blocks):
            x = block(x, cache, layer)
        if cache is not None:
            cache.advance(idx.shape[1])
        return self.lm_head(self.ln_f(x))  # type: ignore[no-any-return]

    def num_parameters(self) -> int:
        """Return the number of learned numbers."""
        return sum(p.numel() for p in self.parameters())
