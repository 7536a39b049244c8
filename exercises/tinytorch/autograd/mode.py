"""Whether operations record how they were made: `no_grad`, `enable_grad`, `set_grad_enabled`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class _Mode(threading.local):
    """One switch a thread: a loader's thread under no_grad must not switch off the training loop."""

    grad = True


mode = _Mode()


def is_grad_enabled() -> bool:
    """Return whether operations are being recorded in this thread."""
    return mode.grad


class set_grad_enabled:  # noqa: N801 - PyTorch's name
    """Switch recording on or off, at once, and back at the end of a `with` block.

    Also a decorator: `@no_grad()` runs the whole function without recording.
    """

    def __init__(self, enabled: bool) -> None:
        self._before = mode.grad
        self._enabled = enabled
        mode.grad = enabled

    def __enter__(self) -> None:
        mode.grad = self._enabled

    def __exit__(self, *exc: object) -> None:
        mode.grad = self._before


class no_grad:  # noqa: N801 - PyTorch's name
    """Do not record operations inside this block (or the decorated function)."""

    _enabled = False

    def __init__(self) -> None:
        self._before: list[bool] = []

    def __enter__(self) -> None:
        self._before.append(mode.grad)
        mode.grad = self._enabled

    def __exit__(self, *exc: object) -> None:
        mode.grad = self._before.pop()

    def __call__(self, function: F) -> F:
        """Decorate `function` so that it runs inside this block."""

        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            with type(self)():
                return function(*args, **kwargs)

        return wrapped  # type: ignore[return-value]


class enable_grad(no_grad):  # noqa: N801 - PyTorch's name
    """Record operations inside this block even under `no_grad`."""

    _enabled = True
