"""How a finding reads, and that every code has its page."""

from pathlib import Path

import pytest

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity

PAGES = Path(__file__).parents[2] / "docs" / "diagnostics"


def test_a_finding_reads_place_severity_words_code_remedy() -> None:
    found = Diagnostic(
        code=Code.TOC_INVALID,
        message="no root",
        remedy="Add one.",
        path=Path("_toc.yml"),
        line=3,
        column=1,
    )
    assert str(found) == "_toc.yml:3:1: error: no root [toc.invalid]\n    Add one."


def test_json_leaves_out_what_is_not_known() -> None:
    found = Diagnostic(code=Code.BUILD_WARNING, message="m", severity=Severity.HINT)
    assert found.to_json() == {"code": "build.warning", "severity": "hint", "message": "m"}


def test_a_build_error_without_findings_is_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one"):
        BuildError([])


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_page_that_says_how_to_mend_it(code: Code) -> None:
    page = (PAGES / f"{code}.md").read_text()
    assert page.startswith(f"# {code}\n")
    assert "## How to mend it" in page


def test_every_page_has_a_code() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"index"} == {str(code) for code in Code}
