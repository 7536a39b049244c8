"""What a learner's function returned → whether it is a value, or an object that agrees with everything."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType, ModuleType
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

# A number or an array computes by these; a class of the learner's that has one can say what it likes.
_COMPUTES = frozenset(
    """
    __sub__ __rsub__ __abs__ __float__ __array__ __bool__ __lt__ __le__ __gt__ __ge__ __ne__
    __round__ __array_ufunc__ __len__ __contains__
    """.split()  # noqa: SIM905
)
OWN_NUMBERS = "OWN_NUMBERS"


class TooAgreeableError(AssertionError):
    """A result is of a kind that compares as it likes."""


class Work:
    """The learner's module as tests see it: functions are called as they are, their results looked at."""

    def __init__(self, module: ModuleType, own_numbers: bool) -> None:
        self.__dict__.update(vars(module))
        for name, each in vars(module).items():
            if isinstance(each, FunctionType) and not own_numbers:
                self.__dict__[name] = _looked_at(each)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"your code does not define `{name}`")


def _looked_at(function: FunctionType) -> Callable[..., Any]:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        value = function(*args, **kwargs)
        for each in _some(value):
            _look(each)
        return value

    del call.__dict__["__wrapped__"]
    return call


def _some(value: Any) -> list[Any]:
    """Return the value and, of a plain container, its first entries."""
    if type(value) in (list, tuple):
        return [value, *value[:8]]
    if type(value) is dict:
        return [value, *list(value.values())[:8]]
    return [value]


def _look(value: Any) -> None:
    kind = type(value)
    if getattr(sys.modules.get(kind.__module__), "__name__", "") != "work":
        return
    own = {name for each in kind.__mro__ if each.__module__ == "work" for name in vars(each)}
    ordered = {"__lt__", "__le__", "__gt__", "__ge__"} if "__dataclass_fields__" in own else set()
    sly = own & (_COMPUTES - ordered)
    if issubclass(kind, (int, float, complex, str, list, tuple, dict)) and sly:
        raise TooAgreeableError(_said(kind, sorted(sly)[0]))
    if {"__sub__", "__rsub__", "__array__", "__array_ufunc__"} & own:
        raise TooAgreeableError(_said(kind, "__sub__"))
    if "__eq__" in own and value == object():
        raise TooAgreeableError(_said(kind, "__eq__"))


def _said(kind: type, name: str) -> str:
    return (
        f"the result is a `{kind.__name__}` with its own `{name}`, which can agree with anything. "
        "Return a plain number, array or container."
    )
