"""A page's shell, natively: what cells print, show, share and raise."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecells import Shell
from pagecells.complete import complete
from pagecells.streams import LIMIT, Stream


@dataclass
class Page:
    """What a page is told, and the shell that tells it."""

    told: list[Any] = field(default_factory=list)
    shell: Shell = field(init=False)

    def run(self, source: str, number: int = 1, small: bool = False) -> dict[str, Any]:
        outcome = self.shell.run(source, number, small)
        assert isinstance(outcome, dict)
        return outcome

    @property
    def text(self) -> str:
        return "".join(each[0] for each in self.told if isinstance(each, tuple))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A shell changes its process; everything is put back."""
    kept = sys.stdout, sys.stderr, builtins.input, Path.cwd()
    modules = {
        name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith("IPython")
    }
    environment = dict(os.environ)
    made = Page()
    made.shell = Shell(
        lambda text, stream: made.told.append((text, stream)),
        made.told.append,
        ("NumPy",),
        str(tmp_path / "work"),
    )
    yield made
    sys.stdout, sys.stderr, builtins.input = kept[:3]
    os.chdir(kept[3])
    for name in [name for name in sys.modules if name.startswith("IPython")]:
        del sys.modules[name]
    sys.modules.update(modules)
    os.environ.clear()
    os.environ.update(environment)


def test_cells_share_names_until_reset(page: Page) -> None:
    page.run("x = 2")
    page.run("x * 21", 2)
    assert page.told == [{"text/plain": "42"}]
    page.shell.reset()
    assert page.run("x", 3)["fault"]["kind"] == "NameError"


@pytest.mark.parametrize("source", ["3;", "x = 3", "None", ""])
def test_only_a_last_expression_with_a_value_is_shown(page: Page, source: str) -> None:
    assert page.run(source)["fault"] is None
    assert page.told == []


def test_what_is_printed_and_shown_keeps_its_order(page: Page) -> None:
    page.run(
        "from IPython.display import HTML, display\nprint('a', end='')\ndisplay(HTML('<i>b</i>'))\nprint('c')"
    )
    kinds = ["text" if isinstance(each, tuple) else each["text/html"] for each in page.told]
    assert kinds.index("<i>b</i>") == 1
    assert page.text == "ac\n"


def test_records_are_displayed_as_in_a_notebook(page: Page) -> None:
    page.run("from evidence import record\nrecord('one-two', 12, kind='computed')")
    (shown,) = page.told
    assert shown["application/vnd.mlsysbook.record+json"]["value"] == 12


def test_a_recorded_cell_is_told_to_run_small(page: Page) -> None:
    page.run("from evidence import smoke\nsmoke()", small=True)
    page.run("smoke()", 2)
    assert [each["text/plain"] for each in page.told] == ["True", "False"]


def test_a_fault_names_cells_and_lines_and_the_library_that_raised(page: Page) -> None:
    page.run("import json\ndef read(text):\n    return json.loads(text)", 3)
    fault = page.run("read('{')", 5)["fault"]
    assert [(each["cell"], each["line"]) for each in fault["frames"]] == [(5, 1), (3, 3)]
    assert fault["kind"] == "JSONDecodeError"
    assert "pagecells" not in fault["whole"]
    assert "return json.loads(text)" in fault["whole"]


def test_a_syntax_error_names_its_line(page: Page) -> None:
    fault = page.run("x = 1\ny = (")["fault"]
    assert (fault["kind"], fault["frames"][0]["line"]) == ("SyntaxError", 2)
    assert fault["frames"][0]["text"] == "y = ("


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("import sys; sys.exit(2)", "SystemExit"),
        ("input()", "EOFError"),
        ("class A:\n    def __repr__(self): return 1 / 0\nA()", "ZeroDivisionError"),
        ("def f(): f()\nf()", "RecursionError"),
    ],
)
def test_whatever_ends_a_cell_ends_no_more(page: Page, source: str, kind: str) -> None:
    assert page.run(source)["fault"]["kind"] == kind
    assert page.run("print('on')", 2)["fault"] is None
    assert page.text.endswith("on\n")


def test_built_in_names_come_back(page: Page) -> None:
    gone = page.run(
        "import builtins\ndel builtins.len, builtins.print, builtins.isinstance\nbuiltins.sum = 3"
    )
    assert gone["fault"] is None
    assert set(gone["restored"]) == {"len", "print", "isinstance", "sum"}
    page.run("print(len([sum([1, 2])]))", 2)
    assert page.text == "1\n"


async def _awaited(page: Page, source: str) -> dict[str, Any]:
    outcome = page.shell.run(source, 1)
    assert not isinstance(outcome, dict)
    return await outcome


def test_a_cell_may_await(page: Page) -> None:
    import asyncio

    source = "import asyncio\nawait asyncio.sleep(0)\n5"
    assert asyncio.run(_awaited(page, source))["fault"] is None
    assert page.told == [{"text/plain": "5"}]
    assert (
        asyncio.run(_awaited(page, "await asyncio.sleep(0)\n1 / 0"))["fault"]["frames"][0]["line"]
        == 2
    )


def test_figures_are_drawn_as_svg_once(page: Page) -> None:
    outcome = page.run(
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('Here');"
    )
    assert outcome["fault"] is None
    (shown,) = page.told
    assert shown["image/svg+xml"].startswith("<svg")
    assert ">Here</text>" in shown["image/svg+xml"]
    page.run("1;", 2)
    assert len(page.told) == 1


def test_completion_follows_dots_and_calls_nothing(page: Page) -> None:
    page.run(
        "class A:\n    @property\n    def bad(self): raise SystemExit\n    here = [1]\na = A()"
    )
    assert page.shell.complete("x = a.he") == ["here"]
    assert "append" in page.shell.complete("a.here.app")
    assert page.shell.complete("a.bad.") == []
    assert page.shell.complete("pri") == ["print"]
    assert page.shell.complete("nothing.") == []


@given(st.text(max_size=40))
def test_completion_takes_any_text(text: str) -> None:
    assert isinstance(complete(text, {"a": 1}), list)


@given(st.lists(st.text(max_size=30)), st.integers(1, 200))
def test_a_stream_passes_on_all_text_up_to_its_limit_and_counts_the_rest(
    pieces: list[str], limit: int
) -> None:
    posted: list[str] = []
    stream = Stream("stdout", lambda text, _: posted.append(text), limit)
    for piece in pieces:
        stream.write(piece)
    stream.flush()
    whole, shown = "".join(pieces), "".join(posted)
    if len(whole) <= limit:
        assert (shown, stream.dropped) == (whole, 0)
    else:
        assert shown == whole[:limit] + "\n…\n"
        assert stream.dropped == len(whole) - limit


def test_many_pieces_travel_in_few_messages() -> None:
    posted: list[str] = []
    stream = Stream("stdout", lambda text, _: posted.append(text))
    for number in range(20_000):
        stream.write(f"{number}\n")
    stream.flush()
    assert "".join(posted) == "".join(f"{number}\n" for number in range(20_000))[:LIMIT]
    assert len(posted) < 1000
