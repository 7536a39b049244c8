"""TOML with the lines of its keys."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.codes import Code
from build_tools.exercise.tomlfile import read_toml

WORDS = st.text("abcdefgh", min_size=1, max_size=5)
VALUES = st.one_of(
    st.integers(-9, 9).map(str),
    st.text("ab [=]#'", max_size=8).map(lambda text: f'"{text}"'),
    st.lists(st.text("ab = [#", max_size=6), max_size=3).map(
        lambda lines: '"""\n' + "\n".join(lines) + '"""'
    ),
    st.just('[\n  "x = 1",\n  """y\n[z]\n""",\n]'),
)


@st.composite
def files(draw):
    """A file of arrays of tables, and for each key the line on which it was written."""
    lines, wanted, number = [], {}, 0
    for index in range(draw(st.integers(1, 4))):
        lines.append("[[item]]")
        for key in draw(st.lists(WORDS, unique=True, max_size=4)):
            wanted["item", index, key] = len(lines) + 1
            lines += f"{key} = {draw(VALUES)}".split("\n")
        for number in range(draw(st.integers(0, 2))):
            lines.append("  [[item.part]]")
            wanted["item", index, "part", number, "z"] = len(lines) + 1
            lines.append("  z = 1")
    return "\n".join(lines), wanted


@given(files())
def test_every_key_is_found_on_its_line(tmp_path_factory, made):
    text, wanted = made
    path = tmp_path_factory.mktemp("toml") / "x.toml"
    path.write_text(text)
    file = read_toml(path, Code.EXERCISE_MALFORMED, "")
    assert file.data == tomllib.loads(text)
    assert {keys: file.line(*keys) for keys in wanted} == wanted


def test_a_key_without_a_line_has_that_of_its_table(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("\n[a]\nb = 1\n")
    file = read_toml(path, Code.EXERCISE_MALFORMED, "")
    assert (file.line("a", "c"), file.line("d")) == (2, 1)
