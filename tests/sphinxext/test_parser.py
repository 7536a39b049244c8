"""Executed outputs in pages, evidence kept out of them, and projects that are none of our business."""

from types import SimpleNamespace

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from myst_nb.core.render import MimeData
from sphinx.errors import ConfigError

from build_tools.sphinxext.parser import EvidenceMime, place, take_evidence
from tests.support.book_case import CLAIM, RECORD, BookCase, claim, record, stream

SPEED = "chapters/speed"


def test_outputs_stand_under_their_cell(case, measured):
    page = case("values").publish(SPEED, measured).build().page(SPEED)
    assert page.select_one(".cell_output pre").text == "done\n"


def test_evidence_never_shows_and_never_warns(case, measured):
    built = case("values").publish(SPEED, measured).build()
    assert "cannot read the type" not in str(built.page(SPEED))
    assert built.stream == ""


def test_a_cell_notes_what_it_recorded_and_claimed():
    cell = nbformat.v4.new_code_cell(
        "x", outputs=[stream("a"), record("speed", 1.0), claim("it holds", True)]
    )
    take_evidence(cell)
    assert cell.metadata["mlsysbook"] == {
        "records": ["speed"],
        "claims": [{"text": "it holds", "holds": True, "kind": "measured"}],
    }
    assert [each["output_type"] for each in cell.outputs] == ["stream"]


def test_a_cell_without_evidence_keeps_its_metadata():
    cell = nbformat.v4.new_code_cell("x", outputs=[stream("a")])
    take_evidence(cell)
    assert "mlsysbook" not in cell.metadata


@pytest.mark.parametrize(("mime", "shown"), [(RECORD, []), (CLAIM, []), ("text/html", None)])
def test_myst_nb_is_told_to_leave_our_types_out(mime, shown):
    assert EvidenceMime.handle_mime(None, MimeData(mime, {}), False) == shown


def test_a_cell_that_changed_since_shows_no_output_and_is_named(case, measured):
    book = case("values").publish(SPEED, measured)
    source = book.root / f"{SPEED}.md"
    source.write_text(source.read_text().replace("measure_all()", "measure_some()"))
    built = book.build()
    [warning] = built.warnings
    assert (warning.path, warning.line, warning.code) == (f"{SPEED}.md", 8, "execute.stale")
    assert not built.page(SPEED).select(".cell_output")


def test_prose_is_built_without_any_outputs(case):
    built = case("values").write({"chapters/prose.md": "# Prose\n"}).build()
    assert set(built.codes) == {"record.unknown"}
    assert "measure_all()" in built.page(SPEED).select_one(".cell_input").text


def test_damaged_outputs_cost_the_page_its_outputs_only(case, measured):
    book = case("values").publish(SPEED, measured)
    [stored] = (book.root / "_build/.cache/outputs" / SPEED).glob("*.ipynb")
    stored.write_text(stored.read_text() + " ")
    built = book.build()
    assert "execute.cache-corrupt" in built.codes
    assert "measure_all()" in built.page(SPEED).text


def test_without_a_book_in_the_configuration_stale_cells_run(tmp_path):
    page = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n# One\n\n"
    cell = "```{code-cell} python\nprint(6 * 7)\n```\n"
    book = BookCase(tmp_path / "book").write(
        {
            "_config.yml": "title: Book\n",
            "_toc.yml": "format: jb-book\nroot: index\n",
            "index.md": page + cell,
        }
    )
    built = book.build(mlsysbook_book=None)
    assert built.page("index").select_one(".cell_output pre").text == "42\n"
    assert built.stream == ""


def test_a_cell_that_fails_is_named_in_the_warnings_of_plain_builds(tmp_path):
    page = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n# One\n\n"
    book = BookCase(tmp_path / "book").write(
        {
            "_config.yml": "title: Book\n",
            "_toc.yml": "format: jb-book\nroot: index\n",
            "index.md": page + "```{code-cell} python\n1 / 0\n```\n",
        }
    )
    built = book.build(mlsysbook_book=None)
    assert "execute.cell-failed" in built.codes


def test_a_project_without_a_book_is_left_to_myst_nb(tmp_path):
    page = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n# One\n\n"
    cell = "```{code-cell} python\nprint(6 * 7)\n```\n\nNo {value}`record`.\n"
    case = BookCase(tmp_path / "project").write({"index.md": page + cell})
    settings = {"extensions": ["myst_nb", "build_tools.sphinxext"], "nb_execution_mode": "off"}
    built = case.bare(**settings)
    assert "record.unknown" in built.codes
    assert "print(6 * 7)" in built.page("index").text


def test_a_broken_configuration_is_told_without_a_traceback(tmp_path):
    files = {"_config.yml": "title: [\n", "_toc.yml": "format: jb-book\nroot: index\n"}
    case = BookCase(tmp_path / "book").write({**files, "index.md": "# One\n"})
    with pytest.raises(ConfigError, match=r"_config\.yml:\d+:\d+: error: .* not valid YAML"):
        case.bare(extensions=["myst_nb", "build_tools.sphinxext"])


@given(st.lists(st.text("abc", min_size=1, max_size=3), unique=True), st.data())
def test_cells_that_stay_keep_their_outputs_whatever_happens_around_them(sources, data):
    ran = [nbformat.v4.new_code_cell(each, outputs=[stream(each)]) for each in sources]
    kept = [each for each in sources if data.draw(st.booleans())]
    added = data.draw(st.lists(st.text("xyz", min_size=1, max_size=3)))
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(e) for e in [*kept, *added]])
    executed = SimpleNamespace(notebook=nbformat.v4.new_notebook(cells=ran))
    place(page, executed, "page.md")
    shown = [[output["text"] for output in cell.outputs] for cell in page.cells]
    assert shown == [[each] for each in kept] + [[] for _ in added]
