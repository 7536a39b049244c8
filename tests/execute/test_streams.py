import time

import pytest
from nbformat.v4 import new_output

from build_tools.execute.streams import merged_streams, shown


def stream(name, text):
    return new_output("stream", name=name, text=text)


def test_text_is_joined_between_other_outputs():
    figure = new_output("display_data", data={"text/plain": "figure"})
    merged = merged_streams(
        [
            stream("stdout", "a"), stream("stderr", "!"), stream("stdout", "b"),
            figure,
            stream("stdout", "c"),
        ]
    )  # fmt: skip
    assert [each.get("text", "figure") for each in merged] == ["ab", "!", "figure", "c"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("10%\r20%\r100%\n", "100%\n"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("working\rdone", "done"),
        ("bar\r", "bar"),
        ("plain\n", "plain\n"),
    ],
)
def test_what_a_terminal_leaves(text, left):
    assert shown(text) == left


def test_long_lines_take_linear_time():
    start = time.perf_counter()
    shown("x" * 3_000_000 + "\r" + "y" * 3_000_000)
    assert time.perf_counter() - start < 2
