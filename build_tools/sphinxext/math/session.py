"""One Sphinx build's formulas: collected as pages are read, typeset in one go before the first is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from build_tools.core.codes import Code
from build_tools.core.paths import BuildPaths
from build_tools.sphinxext.math.anchors import settle_labels
from build_tools.sphinxext.math.display import formula_of, note_definitions
from build_tools.sphinxext.math.formula import Formula, Kind, TexSettings, Typeset
from build_tools.sphinxext.math.store import FormulaStore
from build_tools.sphinxext.math.typeset import typeset

logger = logging.getLogger(__name__)
RENDERER = "mlsysbook"


class MathSession:
    """Formulas of one application, by what they are; `kind` comes from the builder's `math_kind`."""

    def __init__(self) -> None:
        self._ready: dict[Formula, Typeset] = {}
        self._spoken: dict[Formula, Typeset] = {}
        self._settings = TexSettings()
        self._store: FormulaStore | None = None
        self.kind: Kind = "mathml"
        self._env: BuildEnvironment | None = None
        self._reported: set[tuple[object, ...]] = set()

    def open(self, app: Sphinx) -> None:
        """Handle `builder-inited`: learn the macros, the kind and the place of the store."""
        self._ready = {}
        self._spoken = {}
        self._reported = set()
        self._settings = TexSettings.from_mathjax(app.config.mathjax3_config)
        self._store = FormulaStore(_folder(app))
        self.kind = getattr(app.builder, "math_kind", "mathml")
        self._env = app.env

    def prime(self, _app: Sphinx, builder: Builder) -> None:
        """Handle `write-started`: typeset what the book holds, so that forked writers find it done."""
        if getattr(builder, "math_renderer_name", None) == RENDERER:
            self.ensure(())

    def get(self, node: nodes.math | nodes.math_block) -> tuple[Formula, Typeset]:
        """Return the formula of a node and how it is set. Raises what `typeset` raises."""
        formula = formula_of(node)
        if formula not in self._ready:
            self.ensure((formula,))
        return formula, self._ready[formula]

    def spoken(self, formula: Formula) -> str:
        """Return the words for a formula that `get` returned; only where formulas are drawings."""
        return self._spoken[formula].markup

    def first_report(self, *finding: object) -> bool:
        """Tell whether this finding was not reported before in this build, and remember it."""
        if finding in self._reported:
            return False
        self._reported.add(finding)
        return True

    def ensure(self, formulas: Iterable[Formula]) -> None:
        """Have `formulas` set, and with the first of them all of the book: Node starts once, not often."""
        whole = () if self._env is None or self._ready else collected(self._env)
        wanted = [each for each in dict.fromkeys((*whole, *formulas)) if each not in self._ready]
        done = typeset(wanted, self.kind, settings=self._settings, store=self._store)
        if self.kind == "svg":
            # Markup is read by machines; a drawing must bring its words.
            words = typeset(wanted, "speech", settings=self._settings, store=self._store)
            self._spoken.update(zip(wanted, words, strict=True))
        self._ready.update(zip(wanted, done, strict=True))
        if self._store is not None and self._store.damaged:
            logger.info(
                "[%s] %d damaged entries of the formula cache were removed and made anew",
                Code.BUILD_CACHE_CORRUPT,
                self._store.damaged,
            )
            self._store.damaged = 0


def _folder(app: Sphinx) -> Path:
    book = getattr(app.config, "mlsysbook_book", None)
    return cast(BuildPaths, book.paths).math if book is not None else Path(app.doctreedir) / "math"


# The formulas of each page, in order, live in the environment: an incremental build reads few pages.
_ATTRIBUTE = "mlsysbook_formulas"


def _pages(env: BuildEnvironment) -> dict[str, list[Formula]]:
    if not hasattr(env, _ATTRIBUTE):
        setattr(env, _ATTRIBUTE, {})
    return cast("dict[str, list[Formula]]", getattr(env, _ATTRIBUTE))


def collected(env: BuildEnvironment) -> list[Formula]:
    """Return the formulas of all pages, each once, in the order of first use."""
    return list(dict.fromkeys(each for page in _pages(env).values() for each in page))


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Handle `doctree-read`, before titles are copied into tables of contents."""
    settle_labels(app.env, doctree)
    found = note_definitions(doctree)
    pages = _pages(app.env)
    pages.pop(app.env.docname, None)
    if found:
        pages[app.env.docname] = list(dict.fromkeys(found))


def purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Handle `env-purge-doc`."""
    _pages(env).pop(docname, None)


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
) -> None:
    """Handle `env-merge-info` of a parallel read."""
    theirs = _pages(other)
    _pages(env).update({name: theirs[name] for name in docnames if name in theirs})
