"""What stopped a cell → a diagnostic that names page, cell and line, with a traceback worth reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic
from build_tools.execute.job import Job

if TYPE_CHECKING:
    from nbformat import NotebookNode

TRACEBACK_LINES = 18
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")


def cell_failed(job: Job, cell: NotebookNode, number: int) -> Diagnostic:
    """Return the diagnostic of a cell that raised; its error is among its outputs."""
    error = next(
        (each for each in reversed(cell.outputs) if each["output_type"] == "error"),
        {"ename": "Error", "evalue": "", "traceback": []},
    )
    text = _ANSI.sub("", "\n".join(error["traceback"]))
    within = [
        int(line)
        for count, line in _FRAME.findall(text)
        if int(count) == cell.get("execution_count")
    ]
    code = Code.CLAIM_FAILED if error["ename"] == "ClaimFailed" else Code.EXECUTE_CELL_FAILED
    what = str(error["evalue"]).strip().split("\n")[0][:300]
    message = f"cell {number} of '{job.docname}' raised {error['ename']}: {what}".rstrip(": ")
    return _at(
        job,
        cell,
        code,
        message,
        f"Mend the cell, or tag it raises-exception when the error is the point.\n{trimmed(text)}",
        within[-1] if within else 1,
    )


def timed_out(job: Job, cell: NotebookNode, number: int) -> Diagnostic:
    """Return the diagnostic of a cell that did not end in time."""
    return _at(
        job,
        cell,
        Code.EXECUTE_TIMEOUT,
        f"cell {number} of '{job.docname}' ran longer than {job.timeout} s",
        "Shorten it, tag it recorded, or raise execute.timeout in _config.yml (-1 for no limit).",
    )


def kernel_died(job: Job, cell: NotebookNode, number: int) -> Diagnostic:
    """Return the diagnostic of a cell during which the kernel ended."""
    return _at(
        job,
        cell,
        Code.EXECUTE_KERNEL_DIED,
        f"the kernel died in cell {number} of '{job.docname}'",
        "Something in it ended the process: exit, a crash in compiled code, or the system's memory.",
    )


def out_of_memory(job: Job, cell: NotebookNode, number: int) -> Diagnostic:
    """Return the diagnostic of a cell during which the kernel grew past its limit."""
    limit = (job.memory_limit or 0) / 2**30
    return _at(
        job,
        cell,
        Code.EXECUTE_MEMORY,
        f"cell {number} of '{job.docname}' used more than {limit:.1f} GiB; its kernel was stopped",
        "Work on less data at a time, or run fewer pages at once with --jobs 1.",
    )


def output_cut(job: Job, cell: NotebookNode, number: int) -> Diagnostic:
    """Return the diagnostic of a cell whose outputs were cut."""
    return _at(
        job,
        cell,
        Code.EXECUTE_OUTPUT_TOO_LARGE,
        f"cell {number} of '{job.docname}' printed more than {job.output_limit:,} bytes; "
        "the rest was cut",
        "Print a summary instead.",
    )


def kernel_missing(job: Job, said: str = "") -> Diagnostic:
    """Return the diagnostic of a page whose kernel is not installed or does not start."""
    what = f"does not start: {said}" if said else "is not installed"
    return Diagnostic(
        code=Code.EXECUTE_KERNEL_MISSING,
        message=f"kernel '{job.kernel}' of '{job.docname}' {what}",
        remedy="Install it, or name one that `jupyter kernelspec list` shows in the front matter.",
        path=job.path,
        line=1,
    )


def trimmed(traceback: str) -> str:
    """Return the head and the end of a long traceback: where it started and what it came to."""
    lines = [line.rstrip() for line in traceback.splitlines()]
    lines = [line for line in lines if line and not set(line) <= {"-"}]
    if len(lines) > TRACEBACK_LINES:
        head = TRACEBACK_LINES // 2
        dropped = len(lines) - TRACEBACK_LINES
        lines = [*lines[:head], f"    … {dropped} lines …", *lines[-head:]]
    return "\n".join(f"    {line}" for line in lines)


def _at(
    job: Job, cell: NotebookNode, code: Code, message: str, remedy: str, line: int = 1
) -> Diagnostic:
    """Place a finding at a line, from 1, of a cell's code."""
    span: Any = cell.metadata.get("source_map")
    return Diagnostic(
        code=code,
        message=message,
        remedy=remedy,
        path=job.path,
        line=span[0] + line - 1 if span else None,
    )
