"""There is no GPU here; scripts that ask get an honest answer and go on with the CPU."""

from __future__ import annotations


def is_available() -> bool:
    """Return False."""
    return False


def device_count() -> int:
    """Return 0."""
    return 0
