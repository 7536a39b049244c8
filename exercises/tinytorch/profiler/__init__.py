"""Where do time and memory go? Every operation's time, FLOPs, bytes and peak memory."""

from tinytorch.profiler.profile import Event, profile, record_function

__all__ = ["Event", "profile", "record_function"]
