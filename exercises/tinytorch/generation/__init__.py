"""A trained language model continues texts: how the next token is chosen, and the loop around it."""

from tinytorch.generation.generate import generate, stream
from tinytorch.generation.sampling import Sampler
from tinytorch.generation.speculative import generate_speculatively

__all__ = ["Sampler", "generate", "generate_speculatively", "stream"]
