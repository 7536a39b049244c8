"""A seed → a Jupyter Book 1 project the size of a textbook, with what textbooks are made of.

Deterministic: the same seed and size give the same bytes. Words are drawn from a fixed vocabulary, since only
their number and the density of markup matter to a build: headings, paragraphs with inline markup, formulas,
citations, cross references, figures, tables, code, admonitions, cards, tabs, margins, footnotes, exercises.
"""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = """
a system that learns from data moves bytes between memory and arithmetic units and the time it takes is
set by whichever of the two is slower so an engineer who wants a faster model first asks where the time
goes measures it under load states the uncertainty of the measurement and only then changes the code
gradient tensor kernel batch latency throughput cache bandwidth precision quantization pruning pipeline
training inference accuracy drift label feature budget energy scheduler device compiler graph operator
""".split()  # noqa: SIM905 - a list of one word a line is unreadable
_LANGUAGES = ("python", "c", "bash")
_CONFIG = """\
title: A generated textbook
author: The bench
execute:
  execute_notebooks: "off"
parse:
  myst_enable_extensions: [amsmath, colon_fence, deflist, dollarmath, linkify, substitution, tasklist]
bibtex_bibfiles: [references.bib]
sphinx:
  extra_extensions: [sphinx_proof, sphinx_exercise, sphinx_inline_tabs]
  config:
    bibtex_reference_style: author_year
    suppress_warnings: [bibtex.duplicate_citation]
"""


class Writer:
    """Writes one book into `root`: `pages` chapters of about `words` words."""

    def __init__(self, root: Path, pages: int = 46, words: int = 3400, seed: int = 1) -> None:
        self.root = root
        self.pages = pages
        self.words = words
        self.random = random.Random(seed)

    def write(self) -> int:
        """Write every file; returns the number of words of prose."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "_config.yml").write_text(_CONFIG)
        (self.root / "_toc.yml").write_text(self._toc())
        (self.root / "references.bib").write_text(self._references())
        (self.root / "figure.svg").write_text(_SVG)
        (self.root / "index.md").write_text(f"# A generated textbook\n\n{self._paragraph(60)}\n")
        return sum(self._page(number) for number in range(1, self.pages))

    def _toc(self) -> str:
        lines = ["format: jb-book", "root: index", "parts:"]
        for part, start in enumerate(range(1, self.pages, 9), 1):
            lines += [f"  - caption: Part {part}", "    numbered: true", "    chapters:"]
            chapters = range(start, min(start + 9, self.pages))
            lines += [f"      - file: part{part}/chapter{number:02}" for number in chapters]
        return "\n".join(lines) + "\n"

    def _page(self, number: int) -> int:
        part = (number - 1) // 9 + 1
        blocks = [f"(sec-{number})=\n# Chapter {number}: {self._phrase(4)}"]
        count = 0
        section = 0
        while count < self.words:
            section += 1
            blocks.append(f"(sec-{number}-{section})=\n## {self._phrase(5).capitalize()}")
            for _ in range(3):
                text = self._paragraph(self.random.randint(60, 110), number)
                count += len(text.split())
                blocks.append(text)
            blocks.append(self._block(number, section))
            blocks.append(f"### {self._phrase(4).capitalize()}")
            text = self._paragraph(80, number)
            count += len(text.split())
            blocks += [text, self._list()]
        blocks.append("```{bibliography}\n:filter: docname in docnames\n```")
        path = self.root / f"part{part}" / f"chapter{number:02}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(blocks) + f"\n\n[^note]: {self._phrase(9)}.\n")
        return count

    def _phrase(self, words: int) -> str:
        return " ".join(self.random.choice(_WORDS) for _ in range(words))

    def _paragraph(self, words: int, number: int = 0) -> str:
        sentences = []
        while words > 0:
            length = self.random.randint(8, 22)
            words -= length
            sentences.append(self._phrase(length).capitalize() + self._inline(number) + ".")
        return " ".join(sentences)

    def _inline(self, number: int) -> str:
        if not number:
            return ""
        other = self.random.randint(1, self.pages - 1)
        choices = [
            "", "", "", "",
            f" *{self._phrase(2)}*",
            f" `{self._phrase(1)}_{other}()`",
            f" $O(n^{{{other}}} \\log n + \\sqrt{{x_{{{number}}}}})$",
            f" {{cite:p}}`key{other}`",
            f" ({{ref}}`sec-{other}`)",
            f" ({{numref}}`fig-{number}-1`)" if number else "",
        ]  # fmt: skip
        return self.random.choice(choices)

    def _list(self) -> str:
        return "\n".join(f"- {self._phrase(12)}" for _ in range(4))

    def _block(self, number: int, section: int) -> str:
        self.number, self.section, self.label = number, section, f"{number}-{section}"
        kinds = (
            self._figure, self._table, self._code, self._math, self._admonition, self._cards,
            self._theorem, self._tabs,
        )  # fmt: skip
        return kinds[(section - 1) % len(kinds)]()

    def _figure(self) -> str:
        caption = self._phrase(14).capitalize()
        return (
            f"```{{figure}} ../figure.svg\n:name: fig-{self.label}\n:width: 80%\n\n{caption}.\n```"
        )

    def _table(self) -> str:
        rows = [
            f"| {self._phrase(2)} | {self.random.random():.3f} | {self._phrase(1)} |"
            for _ in range(8)
        ]
        head = f"| {self._phrase(1)} | value | unit |\n| :-- | --: | :-- |\n"
        body = head + "\n".join(rows)
        return f"```{{table}} {self._phrase(6)}\n:name: tab-{self.label}\n\n{body}\n```"

    def _code(self) -> str:
        lines = [
            f"value_{i} = compute({i}, scale={self.random.random():.3f})  # {self._phrase(3)}"
            for i in range(12)
        ]
        return "```python\n" + "\n".join(lines) + "\n```"

    def _math(self) -> str:
        a, b = self.random.randint(2, 9), self.random.randint(2, 9)
        return (
            f"$$\n\\frac{{\\partial L_{{{self.number}}}}}{{\\partial w}} = \\sum_{{i={a}}}^{{n}} "
            f"\\left( x_i^{{{b}}} - \\hat{{y}}_i \\right)^2 \\\\\n$$ (eq-{self.label})\n\n"
            f"Equation {{eq}}`eq-{self.label}` holds for $n > {a}$[^note]."
        )

    def _admonition(self) -> str:
        return (
            f":::{{admonition}} {self._phrase(3).capitalize()}\n:class: tip\n"
            f"{self._paragraph(40, self.number)}\n:::\n\n"
            f"```{{margin}}\n{self._phrase(10)}\n```"
        )

    def _cards(self) -> str:
        cards = "\n".join(
            f":::{{grid-item-card}} {self._phrase(2)}\n{self._phrase(10)}\n:::" for _ in range(3)
        )
        return f"::::{{grid}} 3\n{cards}\n::::"

    def _theorem(self) -> str:
        return (
            f"```{{prf:theorem}} {self._phrase(2)}\n:label: thm-{self.label}\n"
            f"{self._phrase(20)} $x^{self.section}$.\n```\n\n"
            f"```{{exercise}}\n:label: ex-{self.label}\n{self._phrase(20)}\n```"
        )

    def _tabs(self) -> str:
        tabs = "\n".join(
            f"```{{tab}} {name}\n{self._phrase(12)}\n```" for name in ("Linux", "macOS")
        )
        language = self.random.choice(_LANGUAGES)
        return f"{tabs}\n\n```{{code-block}} {language}\n:linenos:\n\nrun {self.number} {self.section}\n```"

    def _references(self) -> str:
        entries = [
            f"@article{{key{number},\n"
            f"  author = {{{self.random.choice(_NAMES)}, {self.random.choice('ABCDEF')}.}},\n"
            f"  title = {{{self._phrase(7).capitalize()}}},\n  journal = {{Journal of {self._phrase(2)}}},\n"
            f"  year = {{{1950 + number % 70}}},\n}}"
            for number in range(1, self.pages)
        ]
        return "\n\n".join(entries) + "\n"


_NAMES = ("Knuth", "Hopper", "Hoare", "Liskov", "Amdahl", "Backus", "Lamport", "Allen", "Dijkstra")
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" width="320" height="180">
<rect width="320" height="180" fill="none" stroke="#555"/>
<path d="M20 160 120 90 200 110 300 30" fill="none" stroke="#0072b2"/>
</svg>
"""


def write_book(root: Path, pages: int = 46, words: int = 3400, seed: int = 1) -> int:
    """Write a book into `root`; returns the number of words. See `Writer`."""
    return Writer(root, pages, words, seed).write()
