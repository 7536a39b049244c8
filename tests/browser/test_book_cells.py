"""Every cell of the book that can run in a page, in a page: none fails, and computes what the build did."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from build_tools.builders.html.laboratory import WORKPLACE
from build_tools.checks.chromium import PagePython
from build_tools.core.book import read_book
from build_tools.execute import load, plan
from build_tools.execute.notebook import code_cells, code_of, read_notebook, reader_options, tags
from build_tools.execute.records import RECORD_MIME
from tests.browser.selection import ROOT

BOOK = read_book(ROOT)
CHAPTERS = [page.docname for page in BOOK.pages if page.docname.startswith("chapters/")]
# A cell of these prints what depends on the machine, or runs smaller here than in the build.
_OWN_OUTPUT = {"measure", "recorded"}
_START = """async (folder) => {
    const { Session } = await import("./session.mjs");
    window.session.dispose();
    window.shown = [];
    const onShown = (each) => window.shown.push(each);
    window.session = new Session((text) => window.printed.push(text), { onShown });
    await window.session.boot(["mlsysbook-exercises"], { folder });
}"""
_FILE = """([path, base64]) => window.session.files(
    { [path]: Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)) })"""
_RUN = """([code, number, small]) => Promise.race([
    window.session.call("cell", { code, number, small }),
    new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer in 240 s")), 240000)),
])"""

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]


def declared(source: Path, notebook: Any) -> list[Path]:
    """Return the data files that a page declares."""
    names = (notebook.metadata.get("mlsysbook") or {}).get("data") or []
    return [(source.parent / name).resolve() for name in names]


def records(outputs: list[Any]) -> dict[str, dict[str, Any]]:
    """Return the computed records among displayed bundles, by id."""
    found = [each[RECORD_MIME] for each in outputs if RECORD_MIME in each]
    return {each["id"]: each for each in found if each["kind"] == "computed"}


def built(docname: str) -> dict[str, list[Any]]:
    """Return the outputs that the last build left, by code; empty unless they are those of the cells now."""
    (state,) = plan(BOOK, [docname])
    executed = load(BOOK, docname)
    if executed is None or state.state != "fresh":
        return {}
    return {code_of(cell): cell.outputs for cell in code_cells(executed.notebook)}


def same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    for key in ("value", "series"):
        if key in theirs and isinstance(theirs[key], str):
            return bool(ours[key] == theirs[key])
        if key in theirs:
            # Counted memory includes Python's own objects, which are smaller where addresses have 32 bits.
            close = 0.01 if theirs.get("unit") == "B" else 1e-6
            # A recorded rounding error is itself near nothing, and another compiler rounds otherwise.
            return bool(np.allclose(ours[key], theirs[key], rtol=close, atol=1e-6, equal_nan=True))
    return bool(ours["shape"] == theirs["shape"])


@pytest.mark.parametrize("docname", CHAPTERS)
def test_every_runnable_cell_runs_and_computes_what_the_build_did(
    python: PagePython, docname: str
) -> None:
    page = BOOK.by_docname[docname]
    notebook = read_notebook(page.source, *reader_options(BOOK))
    if notebook is None:
        pytest.skip("a page without cells")
    python.page.evaluate(_START, f"{WORKPLACE}/{Path(docname).parent.as_posix()}")
    for path in declared(page.source, notebook):
        content = base64.b64encode(path.read_bytes()).decode()
        python.page.evaluate(_FILE, [f"{WORKPLACE}/{path.relative_to(ROOT).as_posix()}", content])
    outputs = built(docname)
    wrong: dict[int, Any] = {}
    ran = 0
    for number, cell in enumerate(code_cells(notebook), start=1):
        own = set(tags(cell))
        if own & {"native", "skip-execution"}:
            continue
        small = "recorded" in own
        outcome = python.page.evaluate(_RUN, [code_of(cell), number, small])
        printed, shown = "\n".join(python.printed()), python.page.evaluate("shown.splice(0)")
        ran += 1
        if outcome["fault"] and "raises-exception" not in own:
            wrong[number] = f"{outcome['fault']['kind']}: {outcome['fault']['message']}"
            continue
        if code_of(cell) in outputs and not own & _OWN_OUTPUT:
            found = differing(outputs[code_of(cell)], shown, printed)
            wrong |= {number: found} if found else {}
    assert wrong == {}
    assert ran > 0


def differing(theirs: list[Any], shown: list[Any], printed: str) -> list[str]:
    """Return what of a cell differs from the build's: computed records; text where the cell computes only."""
    ours, kept = records(shown), records([each.get("data", {}) for each in theirs])
    found = [key for key, record in kept.items() if key not in ours or not same(ours[key], record)]
    text = "".join(each["text"] for each in theirs if each.get("name") == "stdout")
    # Figures of clocks are the machine's own; everything else that is printed is the same everywhere.
    if bool(text.strip()) != bool(printed.strip()) or len(text.split()) != len(printed.split()):
        found.append(f"printed {printed!r}, built {text!r}")
    return found
