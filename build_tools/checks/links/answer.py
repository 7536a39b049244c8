"""What a host answered → what that says of the link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from build_tools.checks.output.page import read_page

Kind = Literal["good", "broken", "unreachable", "soft", "anchor"]
PERMANENT = (301, 308)
# The address is wrong. Other refusals (401, 403, 405, 429, 999) are often meant for robots only.
_GONE = frozenset({400, 404, 410, 414, 451})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOTHING = re.compile(
    r"^(error\s*)?404\b|\b404 (error|not found)|^not found\b"
    r"|\b(page|file|document|article) (was |could )?not (be )?found\b"
    r"|\b(page|document) (does not|doesn.t) exist\b|\bno longer (exists|available)\b",
    re.IGNORECASE,
)
_FILES = frozenset({".pdf", ".png", ".svg", ".zip", ".gz"})


@dataclass(frozen=True)
class Answer:
    """`hops` are the redirects followed, (status, new address). Without `status`, `problem` says why.

    `no_place`: the fragment was looked for and is not there. `body` is the beginning of a page of HTML.
    `retry_after`: seconds that the host asks to wait.
    """

    status: int | None
    hops: tuple[tuple[int, str], ...] = ()
    problem: str = ""
    no_place: bool = False
    kind: str = ""
    body: bytes = b""
    retry_after: float | None = None
    circle: bool = False

    @property
    def later(self) -> bool:
        """Whether asking again may give another answer."""
        return not self.circle and (self.status is None or self.status in _LATER)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`detail` goes on after the address in a sentence; `moved` is where it is for good, if it is."""

    kind: Kind
    detail: str = ""
    moved: str = ""


def judge(url: str, answer: Answer) -> Outcome:
    """Return what an answer to `url` says of the link."""
    if answer.circle:
        return Outcome("broken", "is broken: its redirects go in a circle")
    if answer.status is None:
        return Outcome("unreachable", f"could not be checked: {answer.problem}")
    if answer.status in _GONE or 300 <= answer.status < 400:
        return Outcome("broken", f"is broken: {answer.status}")
    if not 200 <= answer.status < 300:
        wait = f", and asks to wait {answer.retry_after:.0f} s" if answer.retry_after else ""
        return Outcome("unreachable", f"could not be checked: {answer.status}{wait}")
    if problem := _soft(url, answer):
        return Outcome("soft", problem)
    if answer.no_place:
        return Outcome("anchor", f"answers, but has no place #{urlsplit(url).fragment}")
    return Outcome("good", moved=_moved(url, answer))


def has_place(body: bytes, fragment: str) -> bool:
    """Tell whether a page has a place, or the fragment is none: a text to find, a line of code."""
    bare = unquote(fragment).partition(":~:")[0]
    if not bare or bare == "top" or re.fullmatch(r"L\d+(-L\d+)?|[!/].*", bare):
        return True
    anchors = read_page(body).anchors
    return bool({bare, fragment, f"user-content-{bare}"} & anchors)


def _soft(url: str, answer: Answer) -> str:
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    if answer.kind == "text/html" and suffix in _FILES:
        return f"answers, but with text/html where {suffix} was linked"
    deep = urlsplit(url).path.count("/") > 1
    if deep and answer.hops and urlsplit(answer.hops[-1][1]).path in ("", "/"):
        return "answers, but with the front page of its host"
    if answer.body:
        page = read_page(answer.body)
        for text in (page.title, *page.headings[:1]):
            if _NOTHING.search(text):
                return f"answers, but says '{text[:60]}'"
    return ""


def _moved(url: str, answer: Answer) -> str:
    moved = ""
    for status, to in answer.hops:
        if status not in PERMANENT:
            break
        moved = to
    fragment = urlsplit(url).fragment
    if moved and fragment and not urlsplit(moved).fragment:
        moved = f"{moved}#{fragment}"
    return "" if moved == url else moved
