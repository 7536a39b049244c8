"""Two sites of one book → what a reader of the second would miss, or meet anew, in the first.

    assert differences(ours, theirs) == {}

A page is compared as its words, formulas and links in reading order, and as its tree of contents. Left out
is what a site may do in its own way: scripts, buttons, the mark beside a heading, the previous and next page.
A formula counts as its TeX, whether a page holds it as text for MathJax or as MathML made from it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

from bs4 import BeautifulSoup, Tag

# Pages that stand for no text of the author's: each tool makes them in its own way.
ASIDE = ("search.html", "404.html")
_LEFT_OUT = "script, style, button, .headerlink, .prev-next-footer, .prev-next-area"
_DELIMITERS = re.compile(r"^\\[(\[]|\\[)\]]$")
# Sphinx wraps a display of several lines for MathJax, which the MathML of it does not need.
_SPLIT = re.compile(r"^\\begin\{split\}(.*)\\end\{split\}$", re.DOTALL)
_REFRESH = re.compile(r"url=(\S+)", re.IGNORECASE)


def differences(ours: Path, theirs: Path) -> dict[str, list[str]]:
    """Return, by page, what changed from `theirs` to `ours`; empty where both sites say the same."""
    here, there = pages(ours), pages(theirs)
    found = {name: ["only ours"] for name in here - there}
    found |= {name: ["only theirs"] for name in there - here}
    for name in sorted(here & there):
        changes = _changes(words(theirs / name), words(ours / name))
        if changes:
            found[name] = changes
    return found


def pages(site: Path) -> set[str]:
    """Return the names of the HTML pages of a site, without assets and `ASIDE`."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    return {each for each in names if each not in ASIDE and not each.startswith("_static/")}


def words(path: Path) -> list[str]:
    """Return the words, `$formulas$` and `<addresses>` of a page and of its contents tree, in order.

    Raises ValueError where a page has neither an article nor a forward to another page.
    """
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
    article = soup.select_one("article.bd-article")
    if article is None:
        return [_forward(soup, path)]
    tree = soup.select_one("nav.bd-docs-nav")
    return [word for part in (article, tree) if part for word in _words(part)]


def _forward(soup: BeautifulSoup, path: Path) -> str:
    for meta in soup.select("meta[http-equiv]"):
        target = _REFRESH.search(str(meta["content"]))
        if str(meta["http-equiv"]).lower() == "refresh" and target:
            return f"<{target[1]}>"
    raise ValueError(f"{path} has no article and forwards to no page")


def _words(part: Tag) -> list[str]:
    for element in part.select(_LEFT_OUT):
        element.decompose()
    for number in part.select(".eqno"):
        block = number.parent
        if block is not None:
            block.insert_before(f" {number.extract().get_text()} ")
    for formula in part.select("math, .math:not(:has(math))"):
        formula.replace_with(f" ${tex(formula)}$ ")
    for link in part.select("a[href]"):
        link.insert_after(f" <{_address(str(link['href']))}> ")
    return part.get_text(" ").split()


def tex(formula: Tag) -> str:
    """Return the TeX of a formula without spaces, so that it is one word."""
    given = formula.get("alttext")
    text = str(given) if given is not None else formula.get_text()
    text = _DELIMITERS.sub("", text.strip())
    text = _DELIMITERS.sub("", text).strip()
    text = _SPLIT.sub(r"\1", text)
    return re.sub(r"\s+", "", text)


def _address(href: str) -> str:
    """Return the page that a link leads to; names of generated anchors are a tool's own."""
    page, _, _ = href.partition("#")
    return page


def _changes(before: list[str], after: list[str]) -> list[str]:
    if before == after:
        return []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        f"{' '.join(before[a:b])} -> {' '.join(after[c:d])}"
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
