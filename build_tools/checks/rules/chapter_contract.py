"""What every chapter of our book owes its readers, counted: experiments, figures, exercises, words …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.figures import figures
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import FIGURES, TABLES, Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

NAMES = {
    "words": "words of prose",
    "objectives": "objectives",
    "retrieval": "retrieval questions",
    "experiments": "experiments",
    "figures": "figures",
    "misconceptions": "fallacies and pitfalls",
    "exercises": "graded exercises",
    "quiz": "quiz items",
    "rubrics": "open design problems with a rubric",
    "references": "sources cited",
    "worked-examples": "worked examples",
}
# What a reader does: predicts, computes, runs, chooses.
ACTIONS = (
    "predict",
    "code-cell",
    "retrieval",
    "worked-example",
    "step",
    "quiz",
    "graded-exercise",
    "rubric",
)
_ITEM = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def check(context: Context) -> Iterator[Finding]:
    """Report counts outside of what `checks.toml` asks, and stretches without anything to do."""
    for page in context.chapter_pages():
        title = page.headings[0].line if page.headings else 1
        for name, count, line in _counts(context, page):
            least, most = context.settings.contract[name]
            if not least <= count <= most:
                wanted = f"at least {least}" if count < least else f"at most {most}"
                message = f"{count} {NAMES[name]}; a chapter has {wanted}"
                remedy = "See the contract of a chapter in docs/authoring.md."
                yield Finding(Code.CHAPTER_CONTRACT, message, remedy, line or title, path=page.path)
        yield from _stretches(context, page)


def _counts(context: Context, page: Facts) -> Iterator[tuple[str, int, int | None]]:
    def items(name: str) -> tuple[int, int | None]:
        boxes = page.named(name)
        return sum(len(_ITEM.findall(box.body.split("```{")[0])) for box in boxes), boxes[
            0
        ].line if boxes else None

    cited = {
        key
        for role in page.roles
        if role.name.startswith("cite")
        for key in role.content.split(",")
    }
    chapter = context.chapters.get(context.stem(page))
    yield "words", len(_WORD.findall(page.prose)), None
    yield "objectives", *items("objectives")
    yield "retrieval", *items("retrieval")
    yield "experiments", len(page.named("experiment")), None
    yield "figures", len(list(figures(page))), None
    yield "misconceptions", len(page.named("fallacy", "pitfall")), None
    yield "exercises", len(page.named("graded-exercise")), None
    yield "quiz", len(chapter.quiz.items) if chapter and chapter.quiz else 0, None
    yield "rubrics", len(page.named("rubric")), None
    yield "references", len({key.strip() for key in cited}), None
    yield "worked-examples", len(page.named("worked-example")), None


def _stretches(context: Context, page: Facts) -> Iterator[Finding]:
    _, most = context.settings.contract["words-between-actions"]
    places = sorted(each.line for each in page.directives if each.name in ACTIONS)
    last = page.named("rubric", "fallacy", "pitfall")
    end = min((each.line for each in last), default=page.file_line(page.text.count("\n") + 1))
    lines = page.prose.split("\n")
    # Tables and captions are looked at, not read through.
    aside = {n for box in page.named(*FIGURES, *TABLES) for n in range(box.line, box.end + 1)}
    start, words = (page.headings[0].line if page.headings else 1), 0
    for number in range(start, end):
        if number in places:
            start, words = number, 0
            continue
        if number in aside:
            continue
        words += len(_WORD.findall(lines[number - 1])) if number <= len(lines) else 0
        if words > most:
            message = f"more than {most} words without anything to do"
            remedy = "Let the reader predict, compute, run or choose something."
            yield Finding(Code.CHAPTER_CONTRACT, message, remedy, number, path=page.path)
            start, words = number, 0


RULE = Rule({Code.CHAPTER_CONTRACT: Severity.ERROR}, check, "book", house=True)
