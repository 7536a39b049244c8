"""Whole models built from the layers."""

from tinytorch.models.gpt import GPT, Block, CausalSelfAttention, GPTConfig, KVCache

__all__ = [
    "GPT",
    "Block",
    "CausalSelfAttention",
    "GPTConfig",
    "KVCache",
]
