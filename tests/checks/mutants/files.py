"""Pages, files, what was published, what the last build found."""

# ruff: noqa: E501 - a mutant is easier to read on one line

ALPHA, MORE, INDEX = "chapters/1-part/alpha.md", "book/more.md", "index.md"
TARGETS, MOVED = "book/targets.txt", "book/redirects.yml"
BIG = "x" * 60_000

MUTANTS = {
    "page.orphan": [
        ("_toc.yml", "  - file: book/notes\n", "", "{", "book/notes.ipynb"),
        ("book/draft.md", None, "# Draft\n", "# Draft"),
        ("chapters/1-part/beta.md", None, "(sec-beta)=\n# Beta\n", "(sec-beta)="),
    ],
    "file.too-large": [
        (MORE, "Colons make boxes too.", f"Colons.\n\n```text\n{BIG}\n```", "(sec-more)"),
        (
            "figures/pictures/board.svg",
            "</svg>",
            f"<!--{BIG * 17}--></svg>",
            "{figure} figures/pictures/board",
            INDEX,
        ),
        (
            "code/big.txt",
            None,
            BIG + "y",
            "[here]",
            MORE,
            0,
            (MORE, "(../chapters/1-part/alpha.md)", "(../code/big.txt)"),
        ),
    ],
    "target.vanished": [
        (INDEX, "(sec-index)=\n", "", "index#sec-index", TARGETS),
        (
            ALPHA,
            "(sec-alpha-fallacies)=",
            "(sec-alpha-traps)=",
            "chapters/1-part/alpha#sec-alpha-fallacies",
            TARGETS,
        ),
        (TARGETS, "book/more\n", "book/less\nbook/more\n", "book/less"),
        (
            "exercises/chapters/alpha/quiz.toml",
            'id = "median-later"',
            'id = "median-after"',
            "#quiz-alpha-median-later",
            TARGETS,
        ),
        (MORE, ":label: exr-more-add", ":label: exr-more-plus", "book/more#exr-more-add", TARGETS),
    ],
    "target.redirect": [
        (MOVED, "old: chapters/1-part/alpha\n", "old: chapters/1-part/alfa\n"),
        (MOVED, "#sec-alpha-law", "#sec-alpha-rule"),
        (MOVED, "chapters/1-part/old:", "book/more:"),
        (MOVED, "chapters/1-part/old: chapters/1-part/alpha\n", "- chapters/1-part/old\n", None),
    ],
    "target.unregistered": [
        (MORE, "### Roles", "(sec-more-roles)=\n### Roles", "book/notes\n", TARGETS),
        (TARGETS, "index#fig-index-board\n", "", "index#fig-index-photo"),
    ],
    "build.warning": [
        (
            "build.json",
            None,
            '[{"code": "build.warning", "message": "odd", "severity": "warning", "path": "book/more.md", "line": 2}]',
            "\n# More",
            MORE,
            1,
        ),
        (
            "build.json",
            None,
            '[{"code": "build.warning", "message": "odd [toc.not_readable]", "severity": "warning", "path": "index.md", "line": 2}]',
            "\n# A good",
            INDEX,
            1,
        ),
    ],
}
