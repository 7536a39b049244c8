"""A book, an edition and a builder's name → a Sphinx application, and what it found and read.

What every format does in the same way around its own builder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from build_tools.builders.app import BookApplication
from build_tools.builders.html.state import doctrees, staging
from build_tools.builders.jupyterbook import sphinx_config
from build_tools.builders.remember import plugins_remembered
from build_tools.builders.unchanged import citations_kept
from build_tools.builders.warnings import (
    WarningCollector,
    carried_over,
    load_findings,
    save_findings,
)
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.edition import Edition
from build_tools.sphinxext.watch import watched
from build_tools.translate.release import release

OURS = "build_tools"


@contextmanager
def opened(
    book: Book, edition: Edition, builder: str, extension: str, kind: str
) -> Iterator[BookApplication]:
    """Yield the application with everything loaded and nothing built.

    `extension` registers `builder`, `kind` names the folders that it stages in. Raises BuildError for
    what the author can mend, OSError.
    """
    # Sphinx keeps message catalogs for the life of a process; the second edition would speak the first's.
    translators.clear()
    collector = WarningCollector(book.root, edition.code if len(book.editions) > 1 else None)
    config, problems = sphinx_config(book, edition)
    config["extensions"] = [*config["extensions"], extension]
    for problem in (*problems, *_translations(book, edition)):
        collector.add(problem)
    try:
        with patch_docutils(str(book.root)), docutils_namespace(), plugins_remembered():
            yield BookApplication(
                srcdir=book.root,
                outdir=staging(book, edition, kind),
                doctreedir=doctrees(book, edition, kind),
                buildername=builder,
                config=config,
                warnings=collector,
                tolerant=book.profile == "book",
            )
    except SphinxError as error:
        cause = getattr(error, "orig_exc", None)
        if isinstance(cause, BuildError) or str(getattr(error, "modname", "")).startswith(OURS):
            # Sphinx wraps what a listener raises; a mistake of ours keeps its traceback.
            raise cause or error from error
        before = [each.diagnostic for each in collector.findings.values()]
        failed = Diagnostic(code=Code.BUILD_WARNING, message=f"{error.category}: {error}")
        raise BuildError([*before, failed]) from error


def _translations(book: Book, edition: Edition) -> list[Diagnostic]:
    """Hand the catalogs of a translated edition to Sphinx; return what was left out of them."""
    return [] if edition == book.editions[0] else release(book, edition)


def remember_findings(app: BookApplication, file: Path, read: set[str], written: set[str]) -> None:
    """Add what earlier builds found about pages neither `read` nor `written` now, and save all in `file`."""
    known, kept = set(app.env.all_docs), citations_kept(app.env)
    app.collector.merge(carried_over(load_findings(file), read, written, known, citations=kept))
    save_findings(file, app.collector.findings.values())


def found(collector: WarningCollector) -> list[Diagnostic]:
    """Return what was found, in the order of the sources."""
    return sorted(
        (each.diagnostic for each in collector.findings.values()),
        key=lambda each: (each.path is None, str(each.path), each.line or 0, each.message),
    )


def inputs(app: BookApplication) -> frozenset[Path]:
    """Return every file or folder that this build depends on, wherever it lies."""
    env, config = app.env, app.config
    source = Path(app.srcdir)
    names = {env.doc2path(docname) for docname in env.all_docs}
    names.update(str(source / each) for found in env.dependencies.values() for each in found)
    names.update(str(source / each) for each in (*env.images, *env.dlfiles))
    names.update(map(str, watched(env)))
    paths = (*config.html_static_path, *config.templates_path, *config.html_extra_path)
    names.update(str(source / each) for each in (*paths, *config.locale_dirs))
    package = Path(__file__).parents[1]
    return frozenset(
        path
        for path in map(Path, names)
        # What is installed changes only with the installation, which is watched as a whole.
        if "site-packages" not in path.parts and not path.is_relative_to(package) and path.exists()
    )
