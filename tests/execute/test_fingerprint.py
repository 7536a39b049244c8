"""What the fingerprint is for, as properties: prose never changes it, any code does."""

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_tools.execute.planning import plan
from tests.execute.conftest import HEAD, cell, write_book

FOLDER = tempfile.TemporaryDirectory()
BOOK = write_book(Path(FOLDER.name) / "book", {"a.md": HEAD})
words = st.text(st.sampled_from("abc éß漢 *_#.|\n"), max_size=20)
code = st.text(st.sampled_from("abx=+() 12\n#"), min_size=1, max_size=15).filter(str.strip)
display = st.sets(st.sampled_from(["hide-input", "remove-output", "native", "mine"]), max_size=2)


def fingerprint(prose, cells, tags):
    parts = [HEAD]
    for at, source in enumerate(cells):
        parts += ["\n\n", prose[at % len(prose)], "\n\n", cell(source, *sorted(tags))]
    # One folder for all examples: each rewrites the page, which the memo has to notice.
    (BOOK.root / "a.md").write_text("".join(parts), encoding="utf-8")
    [found] = plan(BOOK, ["a"])
    assert found.cells == len(cells)
    return found.fingerprint


cells = st.lists(code, min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(cells, *(2 * [st.lists(words, min_size=1, max_size=3)]), display, display)
def test_prose_and_display_tags_never_change_it(cells, prose, other, tags, others):
    assert fingerprint(prose, cells, tags) == fingerprint(other, cells, others)


@settings(max_examples=25, deadline=None)
@given(cells, cells)
def test_any_edit_of_code_changes_it(cells, other):
    # What the reader of notebooks strips (blank ends of a cell) is not code.
    assume([each.strip() for each in cells] != [each.strip() for each in other])
    assert fingerprint(["x"], cells, ()) != fingerprint(["x"], other, ())


@settings(max_examples=10, deadline=None)
@given(cells, st.sampled_from(["measure", "recorded", "raises-exception", "skip-execution"]))
def test_a_running_tag_changes_it(cells, tag):
    assert fingerprint(["x"], cells, ()) != fingerprint(["x"], cells, (tag,))
