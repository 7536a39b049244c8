"""Findings → SARIF 2.1.0, which editors and code hosts read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from build_tools.core.diagnostics import Diagnostic, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def sarif(found: Sequence[Diagnostic]) -> str:
    """Return one run of our tool as a SARIF log."""
    codes = sorted({str(each.code) for each in found})
    rules = [{"id": code, "name": _pascal(code)} for code in codes]
    log = {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mlsysbook",
                        "version": version("mlsysbook-toolchain"),
                        "rules": rules,
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"BOOK": {"description": {"text": "the book's folder"}}},
                "results": [_result(each, codes) for each in found],
            }
        ],
    }
    return json.dumps(log, indent=1, ensure_ascii=False)


def _result(each: Diagnostic, codes: list[str]) -> dict[str, Any]:
    text = f"{each.message}. {each.remedy}" if each.remedy else each.message
    result: dict[str, Any] = {
        "ruleId": str(each.code),
        "ruleIndex": codes.index(str(each.code)),
        "level": LEVELS[each.severity],
        "message": {"text": text},
    }
    if each.path is not None:
        artifact: dict[str, Any] = {"uri": each.path.as_posix()}
        if not each.path.is_absolute():
            artifact["uriBaseId"] = "BOOK"
        place: dict[str, Any] = {"artifactLocation": artifact}
        if each.line is not None:
            place["region"] = {"startLine": each.line}
            if each.column is not None:
                place["region"]["startColumn"] = each.column
        result["locations"] = [{"physicalLocation": place}]
    if each.edition is not None:
        result["properties"] = {"edition": each.edition}
    return result


def _pascal(code: str) -> str:
    return "".join(part.capitalize() for part in code.replace(".", "-").split("-"))
