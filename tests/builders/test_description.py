"""What a page says of itself to search engines and to whoever shares a link to it."""

import pytest
from docutils.core import publish_doctree

from build_tools.builders.html.context import description

LONG = "A sentence that says what the page is about, at some length."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"Title\n=====\n\nCore, 8 min\n\n{LONG}\n", LONG),
        ("Title\n=====\n\nShort.\n", "Short."),
        ("Title\n=====\n", ""),
        (f"* {LONG}\n", ""),
        ("word " * 60, "word " * 39 + "word …"),
    ],
)
def test_it_is_the_first_paragraph_of_running_text(source: str, expected: str) -> None:
    assert description(publish_doctree(source)) == expected
