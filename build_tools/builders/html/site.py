"""One edition of a book → its website, complete in a staging folder that the pipeline publishes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from build_tools.builders.app import BookApplication
from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.builders.html.search import update_index
from build_tools.builders.html.state import (
    discard_unusable,
    findings_file,
    mark_unfinished,
    mark_whole,
    staging,
)
from build_tools.builders.jupyterbook import sphinx_config
from build_tools.builders.remember import plugins_remembered
from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
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

OURS = "build_tools"
EXTENSION = "build_tools.builders.html.extension"


def build_html(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Callable[[str], None]
) -> BuildResult:
    """Build the pages that changed. Raises BuildError for what the author can mend, OSError."""
    damage = discard_unusable(book, edition, options.tool, say)
    with prepared(book, edition, options, report) as app:
        if damage:
            app.collector.add(damage)
        return finish(app, book, edition, options.tool)


@contextmanager
def prepared(
    book: Book, edition: Edition, options: BuildOptions, report: Report
) -> Iterator[BookApplication]:
    """Yield the application with everything loaded and nothing built. Raises as `build_html`."""
    report(Progress("load"))
    collector = WarningCollector(book.root, edition.code if len(book.editions) > 1 else None)
    config, problems = sphinx_config(book, edition)
    config["extensions"] = [*config["extensions"], EXTENSION]
    for problem in problems:
        collector.add(problem)
    try:
        with patch_docutils(str(book.root)), docutils_namespace(), plugins_remembered():
            app = BookApplication(
                srcdir=book.root,
                outdir=staging(book, edition),
                doctreedir=book.paths.doctrees(edition.code),
                buildername=BookHTMLBuilder.name,
                config=config,
                warnings=collector,
                tolerant=book.profile == "book",
            )
            _builder(app).report = report
            _builder(app).jobs = options.jobs or os.cpu_count() or 1
            yield app
    except SphinxError as error:
        cause = getattr(error, "orig_exc", None)
        if isinstance(cause, BuildError) or str(getattr(error, "modname", "")).startswith(OURS):
            # Sphinx wraps what a listener raises; a mistake of ours keeps its traceback.
            raise cause or error from error
        found = [each.diagnostic for each in collector.findings.values()]
        failed = Diagnostic(code=Code.BUILD_WARNING, message=f"{error.category}: {error}")
        raise BuildError([*found, failed]) from error


def finish(
    app: BookApplication, book: Book, edition: Edition, tool: str, *, index: bool = True
) -> BuildResult:
    """Build what is out of date in a prepared application, and the search index with `index`.

    Raises as `build_html`.

    The mark that the staged pages are whole is away while they may not be: a kill leaves them without it.
    """
    start = time.perf_counter()
    collector = app.collector
    mark_unfinished(book, edition)
    app.build()
    if collector.failure is not None:
        raise collector.failure
    builder = _builder(app)
    if index:
        builder.report(Progress("search"))
        update_index(staging(book, edition), edition.html)
    file = findings_file(book, edition)
    read, written = builder.pages_read, builder.pages_written
    collector.merge(carried_over(load_findings(file), read, written, set(app.env.all_docs)))
    save_findings(file, collector.findings.values())
    mark_whole(book, edition, tool)
    return BuildResult(
        outdir=staging(book, edition),
        pages_written=len(written),
        warnings=sorted(
            (each.diagnostic for each in collector.findings.values()),
            key=lambda each: (each.path is None, str(each.path), each.line or 0, each.message),
        ),
        seconds=time.perf_counter() - start,
        inputs=_inputs(app),
    )


def _builder(app: BookApplication) -> BookHTMLBuilder:
    builder = app.builder
    if not isinstance(builder, BookHTMLBuilder):
        raise TypeError(f"the builder is {builder.name}, not {BookHTMLBuilder.name}")
    return builder


def _inputs(app: BookApplication) -> frozenset[Path]:
    """Return every file or folder that this build depends on, wherever it lies."""
    env, config = app.env, app.config
    source = Path(app.srcdir)
    names = {env.doc2path(docname) for docname in env.all_docs}
    names.update(str(source / each) for found in env.dependencies.values() for each in found)
    names.update(str(source / each) for each in (*env.images, *env.dlfiles))
    paths = (*config.html_static_path, *config.templates_path, *config.html_extra_path)
    names.update(str(source / each) for each in (*paths, *config.locale_dirs))
    package = Path(__file__).parents[2]
    return frozenset(
        path
        for path in map(Path, names)
        # What is installed changes only with the installation, which is watched as a whole.
        if "site-packages" not in path.parts and not path.is_relative_to(package) and path.exists()
    )
