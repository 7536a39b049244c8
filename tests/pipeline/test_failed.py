"""Which findings make a command exit with 1."""

import pytest

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.pipeline.build import failed


def found(code: Code, severity: Severity) -> tuple[Diagnostic, ...]:
    return (Diagnostic(code=code, message="m", severity=severity),)


WARNING = found(Code.BUILD_WARNING, Severity.WARNING)
TIMING = found(Code.CLAIM_NOT_REPRODUCED, Severity.WARNING)


@pytest.mark.parametrize(
    ("diagnostics", "warnings", "timing", "expected"),
    [
        ((), True, True, False),
        (found(Code.TOC_INVALID, Severity.ERROR), False, False, True),
        (WARNING, False, False, False),
        (WARNING, True, False, True),
        (TIMING, True, False, False),
        (TIMING, True, True, True),
        (found(Code.BUILD_WARNING, Severity.HINT), True, True, False),
    ],
)
def test_errors_fail_and_warnings_where_asked(diagnostics, warnings, timing, expected) -> None:
    assert failed(diagnostics, warnings, timing) is expected
