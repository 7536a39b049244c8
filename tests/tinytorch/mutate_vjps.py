"""Break one derivative at a time and see that the gradient cases notice.

    python -m tests.tinytorch.mutate_vjps

Each vector-Jacobian product of each Op, and each gradient that a Kernel returns, is in turn made wrong
by one percent. A mutant lives if every case that runs its operation still passes: then the cases do
not test that derivative. Returns the survivors; `test_mutants.py` asks that there be none.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import tinytorch as torch
import tinytorch.nn.functional as F
from tests.tinytorch.gradient_cases import CASES, Case
from tinytorch.autograd import engine, gradcheck
from tinytorch.autograd.engine import Op
from tinytorch.autograd.kernel import Kernel

# Gradients that are zero wherever they are defined: one percent of nothing is nothing.
ZERO = {"sign", "floor", "ceil", "round"}
# Differentiated only as part of another op's backward, which `test_second_derivative` covers.
SECOND_ONLY = {"scatter_add"}
# Its derivative is by design not that of its value; `test_compress_models` and `test_around_torch` test it.
STRAIGHT_THROUGH = {"fake_quantize"}


def leaves(case: Case) -> list[Any]:
    return [torch.from_numpy(a).requires_grad_() for a in case.make()]


def passes(case: Case) -> bool:
    """Whether the case's gradient is right."""
    single = "float32" in case.name
    eps, tolerance = (1e-2, 3e-3) if single else (1e-6, 1e-5)
    try:
        return gradcheck(
            lambda *xs: case.call(F, torch, *xs), leaves(case), eps, tolerance * 0.01, tolerance
        )
    except AssertionError:
        return False


def operations_of(case: Case) -> set[str]:
    """Return the names of the operations that a case runs forward."""
    seen: set[str] = set()

    def note(op: Any, arrays: list[Any], compute: Callable[[], Any]) -> Any:
        seen.add(op.name)
        return compute()

    engine.observe(note)
    try:
        case.call(F, torch, *leaves(case))
    finally:
        engine.observe(None)
    return seen


@contextmanager
def broken_product(op: Op, i: int) -> Iterator[None]:
    kept = op.vjps
    wrong = list(kept)
    wrong[i] = lambda *args: kept[i](*args) * 1.01
    op.vjps = tuple(wrong)
    try:
        yield
    finally:
        op.vjps = kept


@contextmanager
def broken_gradient(kernel: type[Kernel], i: int) -> Iterator[None]:
    kept = kernel.__dict__["backward"]

    def backward(ctx: Any, g: Any) -> tuple[Any, ...]:
        found = list(kept.__func__(ctx, g))
        if i < len(found) and found[i] is not None:
            found[i] = found[i] * 1.01
        return tuple(found)

    kernel.backward = staticmethod(backward)
    try:
        yield
    finally:
        kernel.backward = kept


def mutants() -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """Yield (operation, label, context manager that breaks it)."""
    for op in sorted((o for o in gc.get_objects() if isinstance(o, Op)), key=lambda o: o.name):
        for i in range(len(op.vjps)):
            if op.name in ZERO | SECOND_ONLY | STRAIGHT_THROUGH or (op.name == "where" and i == 0):
                continue
            yield op.name, f"{op.name}, argument {i}", lambda op=op, i=i: broken_product(op, i)
    for kernel in sorted(Kernel.__subclasses__(), key=lambda k: k.name):
        for i in range(4):
            if not has_gradient(kernel, i):
                continue
            label = f"{kernel.name}, argument {i}"
            yield kernel.name, label, lambda kernel=kernel, i=i: broken_gradient(kernel, i)


def has_gradient(kernel: type[Kernel], i: int) -> bool:
    """Whether some case makes the kernel return a gradient for argument i."""
    return (kernel.name, i) in returned()


_returned: set[tuple[str, int]] = set()


def returned() -> set[tuple[str, int]]:
    """Return (kernel, argument) for all gradients that the cases ask kernels for."""
    if _returned:
        return _returned
    kept = {k: k.__dict__["backward"] for k in Kernel.__subclasses__()}

    def spy(kernel: type[Kernel]) -> Any:
        def backward(ctx: Any, g: Any) -> tuple[Any, ...]:
            found = tuple(kept[kernel].__func__(ctx, g))
            _returned.update((kernel.name, i) for i, x in enumerate(found) if x is not None)
            return found

        return staticmethod(backward)

    for kernel in kept:
        kernel.backward = spy(kernel)
    try:
        for case in CASES:
            case.call(F, torch, *leaves(case)).sum().backward()
    finally:
        for kernel, backward in kept.items():
            kernel.backward = backward
    return _returned


def survivors() -> tuple[list[str], int]:
    """Return the labels of mutants that no case notices, and how many mutants there were."""
    wrong = [case.name for case in CASES if not passes(case)]
    assert not wrong, f"unbroken gradients must pass before mutants can fail: {wrong}"
    uses = [(case, operations_of(case)) for case in CASES]
    alive, count = [], 0
    for name, label, broken in mutants():
        count += 1
        with broken():
            if all(passes(case) for case, names in uses if name in names):
                alive.append(label)
    return alive, count


if __name__ == "__main__":
    alive, count = survivors()
    print(f"{count - len(alive)} of {count} broken derivatives were noticed")
    for label in alive:
        print("survived:", label)
    raise SystemExit(bool(alive))
