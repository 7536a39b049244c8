"""Findings as text, JSON, SARIF and annotations."""

import json
from pathlib import Path

import jsonschema
import pytest

from build_tools.checks.formats import WRITERS
from build_tools.checks.formats.text import text
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text())
FOUND = [
    Diagnostic(
        code=Code.LABEL_DUPLICATE,
        message="100% twice, or: so",
        remedy="Rename\none.",
        path=Path("a/b.md"),
        line=3,
        column=7,
    ),
    Diagnostic(code=Code.UNIT_STYLE, message="m", severity=Severity.HINT, path=Path("a/b.md")),
    Diagnostic(code=Code.PAGE_ORPHAN, message="m", severity=Severity.WARNING, edition="zh"),
]


@pytest.mark.parametrize("found", [[], FOUND])
def test_sarif_is_valid_by_its_schema(found: list[Diagnostic]) -> None:
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads(WRITERS["sarif"](found)))


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(WRITERS["sarif"](FOUND))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_sarif_says_where_and_how_bad() -> None:
    (first, second, third) = json.loads(WRITERS["sarif"](FOUND))["runs"][0]["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert (first["level"], second["level"], third["level"]) == ("error", "note", "warning")
    assert "locations" not in third


def test_json_is_what_diagnostics_read_again() -> None:
    assert [Diagnostic.from_json(each) for each in json.loads(WRITERS["json"](FOUND))] == FOUND


def test_an_annotation_escapes_what_the_command_would_take_for_its_own() -> None:
    first = WRITERS["github"](FOUND).split("\n")[0]
    assert first == (
        "::error file=a/b.md,line=3,col=7,title=label.duplicate::100%25 twice, or: so Rename%0Aone."
    )


def test_text_groups_by_file_counts_all_and_hides_hints_on_request() -> None:
    shown = text(FOUND, hints=False)
    assert shown.startswith("a/b.md\n  b.md:3:7: error: 100% twice")
    assert "[unit.style]" not in shown
    assert shown.endswith("1 error, 1 warning, 1 hint (see them with --hints)")
    assert "\x1b[31merror" in text(FOUND, color=True)
