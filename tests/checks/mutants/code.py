"""Records, listings, cells, notebooks."""

ALPHA, MORE, INDEX = "chapters/1-part/alpha.md", "book/more.md", "index.md"
NOTES, SGD = "book/notes.ipynb", "code/sgd.py"
LONG = "x = " + " + ".join("abcdefgh" for _ in range(8))

MUTANTS = {
    "record.unknown": [
        (ALPHA, "{value}`wait-median:si`,", "{value}`wait-mean:si`,"),
        (ALPHA, "{value}`wait-most:.1f`", "{value}`alpha::wait-least:.1f`"),
        (ALPHA, 'record("wait-most"', 'record("wait-mast"', "{value}`wait-most"),
        (MORE, "adds.", "adds {value}`alhpa::wait-most`.", "alhpa"),
        (MORE, "adds.", "adds {value}`wait-most`.", "{value}"),
    ],
    "record.unused": [
        (
            ALPHA,
            "waits = [0.1, 0.2, 0.4]\n",
            'waits = [0.1, 0.2, 0.4]\nrecord("idle", 3)\n',
            'record("idle"',
        ),
        (ALPHA, ", the slowest {value}`wait-most:.1f`", "", 'record("wait-most"'),
        (
            ALPHA,
            "waits = [0.1, 0.2, 0.4]\n",
            'for w in (1, 2):\n    record("each", w)\nwaits = [0.1]\n',
            'record("each"',
        ),
    ],
    "listing.line-numbers": [
        (ALPHA, ":pyobject: step", ":lines: 4-6"),
        (ALPHA, ':start-after: "[loop]"', ":start-line: 3"),
        (ALPHA, ':end-before: "[/loop]"', ":end-line: 12"),
    ],
    "listing.missing": [
        (ALPHA, ":pyobject: step", ":pyobject: stop"),
        (ALPHA, ':start-after: "[loop]"', ':start-after: "[lop]"'),
        (ALPHA, ':end-before: "[/loop]"', ':end-before: "[/lop]"'),
        (SGD, "def step(x, g, lr)", "def move(x, g, lr)", ":pyobject: step", ALPHA),
        (SGD, "# [/loop]", "# done", ":end-before", ALPHA),
    ],
    "listing.unused": [
        (SGD, "    # [loop]", "    # [start]\n    # [loop]", "# [start]"),
        (MORE, "{solution} exr-more-add", "{solution} exr-more-sub"),
        (ALPHA, ':start-after: "[loop]"\n', "", "# [loop]", SGD),
        (MORE, ":label: exr-more-add", ":label: exr-more-sub", "{solution}"),
    ],
    "cell.width": [
        (ALPHA, "waits = [0.1, 0.2, 0.4]", LONG),
        (MORE, "total = sum(values)", LONG),
        (ALPHA, "waits = [0.1, 0.2, 0.4]", 'waits = "' + "測" * 33 + '"'),
        (NOTES, "x = 2", LONG),
    ],
    "cell.syntax": [
        (ALPHA, "waits = [0.1, 0.2, 0.4]", "waits = [0.1, 0.2, 0.4"),
        (ALPHA, "from evidence import record", "from evidence import"),
        (NOTES, "print(1 + 1)", "print(1 + 1"),
        (ALPHA, "waits = [0.1, 0.2, 0.4]", "for x in y\n    print(x)", "for x in y"),
    ],
    "cell.tag": [
        (ALPHA, ":tags: [measure]", ":tags: [measured]"),
        (ALPHA, ":tags: [measure]", ":tags: [hide-inputs, measure]"),
        (ALPHA, ":tags: [measure]", ':tags: ["strange"]'),
    ],
    "notebook.hygiene": [
        (NOTES, '"execution_count": 2', '"execution_count": 1', '"id": "a3"', None, -2),
        (NOTES, '"x = 2"', '""', '"id": "a3"', None, -2),
        (
            NOTES,
            '  "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}',
            '  "other": {}',
            "{",
        ),
        (
            NOTES,
            '{"name": "stdout", "output_type": "stream", "text": ["2\\n"]}',
            '{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}',
            '"id": "a2"',
            None,
            -2,
        ),
        (NOTES, '"text": ["2\\n"]', '"text": ["' + "2" * 510_000 + '"]', '"id": "a2"', None, -2),
        (NOTES, ' "metadata": {\n', ' "metadata": {,\n'),
    ],
}
