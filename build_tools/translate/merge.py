"""A page's English texts of today + its catalog → the catalog, with what changed marked.

A text that is gone becomes obsolete (kept at the end of the file, in case it returns). One that is much
like a text that is gone keeps that text's translation, marked fuzzy, with the English it was made from.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.messages.catalog import Catalog, Message

from build_tools.core.edition import Edition

_ALIKE = 0.6


@dataclass(frozen=True)
class Source:
    """An English text and the files that it comes from, relative to the book."""

    text: str
    files: tuple[str, ...] = ()


def merged(
    sources: Iterable[Source], old: Catalog | None, edition: Edition, project: str
) -> Catalog:
    """Return the catalog of `sources`, in their order, with the translations of `old`."""
    now = datetime(
        2000, 1, 1, tzinfo=UTC
    )  # the date of a template says nothing that git does not say
    catalog = Catalog(
        locale=edition.sphinx.replace("-", "_"),
        project=project,
        creation_date=now,
        revision_date=now,
        fuzzy=False,
        header_comment=old.header_comment if old else f"# {project}: {edition.name}",
    )
    if old is not None:
        catalog.last_translator, catalog.language_team = old.last_translator, old.language_team
    known = {str(each.id): each for each in old or () if each.id}
    known.update({str(key): each for key, each in (old.obsolete.items() if old else ())})
    wanted = {each.text for each in sources_of(sources)}
    gone = {key: each for key, each in known.items() if key not in wanted and each.string}
    used: set[str] = set()
    for source in sources_of(sources):
        message = _carried(source, known.get(source.text), gone, used)
        catalog[source.text] = message
    for key, each in gone.items():
        if key not in used:
            catalog.obsolete[key] = each
    return catalog


def sources_of(sources: Iterable[Source]) -> list[Source]:
    """Return the texts without repetitions, the files of equal ones together."""
    found: dict[str, tuple[str, ...]] = {}
    for each in sources:
        found[each.text] = tuple(dict.fromkeys((*found.get(each.text, ()), *each.files)))
    return [Source(text, files) for text, files in found.items()]


def _carried(
    source: Source, known: Message | None, gone: dict[str, Message], used: set[str]
) -> Message:
    places = [(name, 1) for name in source.files]
    if known is not None:
        return Message(
            source.text,
            string=known.string,
            locations=places,
            flags=[each for each in known.flags if each == "fuzzy"],
            previous_id=known.previous_id if known.fuzzy else (),
            user_comments=known.user_comments,
        )
    near = _nearest(source.text, [key for key in gone if key not in used])
    if near is None:
        return Message(source.text, string="", locations=places)
    used.add(near)
    before = gone[near]
    # A translation that was fuzzy already keeps the English that it was made from.
    origin = before.previous_id if before.fuzzy and before.previous_id else [near]
    return Message(
        source.text, string=before.string, locations=places, flags=["fuzzy"], previous_id=origin
    )


def _nearest(text: str, candidates: list[str]) -> str | None:
    """Return the candidate most like `text`, if it is like it at all.

    Words are compared, not letters: a paragraph of two hundred words against as many paragraphs would
    take seconds letter by letter.
    """
    words = text.split()
    best, score = None, _ALIKE
    for each in candidates:
        other = each.split()
        matcher = difflib.SequenceMatcher(None, words, other, autojunk=False)
        if matcher.real_quick_ratio() <= score or matcher.quick_ratio() <= score:
            continue
        if (ratio := matcher.ratio()) > score:
            best, score = each, ratio
    return best
