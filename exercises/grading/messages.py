"""An exception from a test → the sentence that a learner reads, with the line of their own code."""

from __future__ import annotations

import builtins
from types import TracebackType

globals()["__builtins__"] = dict(vars(builtins))

LONGEST = 2000  # characters; a message may hold what the code returned, however long that is


def described(error: BaseException, work: str, tests: str) -> str:
    """Return what to say of an exception that is no assertion's; `work`, `tests` are the sources."""
    lines = _lines(error.__traceback__)
    name, text = type(error).__name__, _text(error)
    if isinstance(error, NotImplementedError):
        return f"Not written yet{_at(lines, 'work.py', work)}."
    if isinstance(error, SystemExit):
        return f"The code ends the program instead of returning{_at(lines, 'work.py', work)}."
    if isinstance(error, RecursionError):
        return f"RecursionError: the code calls itself without end{_at(lines, 'work.py', work)}."
    said = f"{name}: {text}" if text else name
    if any(file == "work.py" for file, _ in lines):
        return shortened(f"{said}{_at(lines, 'work.py', work)}")
    return shortened(
        f"The test cannot use what the code gave it{_at(lines, 'tests.py', tests)}: {said}"
    )


def failed(error: AssertionError, tests: str) -> str:
    """Return the author's message of a failed assertion, in one paragraph; without one the assertion."""
    said = " ".join(_text(error).split())
    if said:
        return shortened(said)
    return f"This does not hold{_at(_lines(error.__traceback__), 'tests.py', tests)}."


def shortened(text: str) -> str:
    """Return at most `LONGEST` characters, the end and the beginning kept."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}"


def syntax(error: SyntaxError) -> str:
    """Return what is wrong with code that does not parse."""
    line = f" in line {error.lineno}" if error.lineno else ""
    text = f": `{error.text.strip()}`" if error.text else ""
    return f"{type(error).__name__}{line}: {error.msg}{text}"


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException as failure:  # a learner's exception class may fail here in any way
        return f"(its text cannot be made: {type(failure).__name__})"


def _lines(trace: TracebackType | None) -> list[tuple[str, int]]:
    found = []
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found


def _at(lines: list[tuple[str, int]], file: str, source: str) -> str:
    number = next((line for name, line in reversed(lines) if name == file), None)
    if number is None:
        return ""
    code = source.splitlines()
    text = code[number - 1].strip() if 0 < number <= len(code) else ""
    return f" in line {number}" + (f", `{text}`" if text else "")
