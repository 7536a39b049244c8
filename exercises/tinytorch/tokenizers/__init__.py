"""Text becomes integers and integers text again: by characters or by learned pieces of bytes."""

from tinytorch.tokenizers.bpe import BPETokenizer
from tinytorch.tokenizers.char import CharTokenizer

__all__ = ["BPETokenizer", "CharTokenizer"]
