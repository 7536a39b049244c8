"""Terms of `{definition}` boxes → what `{term}` finds where no glossary defines them.

A book may define a term in a chapter and again in its glossary, and Sphinx complains of the second that it
reads, whichever that is. So the boxes step back while pages are read, and fill the gaps afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

Place = tuple[str, str]  # docname, id


def note(env: BuildEnvironment, term: str, target: str) -> None:
    """Remember that a box of the page being read defines `term`."""
    _terms(env)[term] = env.docname, target


def _terms(env: BuildEnvironment) -> dict[str, Place]:
    if not hasattr(env, "mlsysbook_terms"):
        env.mlsysbook_terms = {}  # type: ignore[attr-defined]
    terms: dict[str, Place] = env.mlsysbook_terms  # type: ignore[attr-defined]
    return terms


def _objects(env: BuildEnvironment) -> dict[tuple[str, str], Place]:
    domain = cast("StandardDomain", env.get_domain("std"))
    return domain.objects


def step_back(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Handle `env-before-read-docs`."""
    objects = _objects(env)
    for term, place in _terms(env).items():
        if objects.get(("term", term)) == place:
            del objects["term", term]


def fill(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle `env-updated`: every page is read."""
    objects = _objects(env)
    for term, place in _terms(env).items():
        objects.setdefault(("term", term), place)


def purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Handle `env-purge-doc`."""
    terms = _terms(env)
    for term in [each for each, place in terms.items() if place[0] == docname]:
        del terms[term]


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
) -> None:
    """Handle `env-merge-info` of a parallel read."""
    read = set(docnames)
    _terms(env).update({t: place for t, place in _terms(other).items() if place[0] in read})


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("env-before-read-docs", step_back)
    app.connect("env-updated", fill)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
