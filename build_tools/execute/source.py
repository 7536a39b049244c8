"""A page → the job that executes it: a notebook of its code cells, and where and how they run."""

from __future__ import annotations

from nbformat import from_dict
from nbformat.v4 import new_notebook

from build_tools.core.book import Book, Page
from build_tools.execute.job import Job, RunOptions
from build_tools.execute.notebook import code_cells, read_notebook, reader_options


def job_of(book: Book, page: Page, options: RunOptions) -> Job:
    """Read a page and return its job. Raises BuildError when it cannot be read as a notebook."""
    read = read_notebook(page.source, *reader_options(book))
    if read is None:
        raise ValueError(f"{page.docname} was planned as a notebook and is none")
    kernelspec = dict(read.metadata.get("kernelspec") or {})
    kernel = str(kernelspec.get("name") or "python3")
    metadata = {"kernelspec": {"display_name": kernel, **kernelspec, "name": kernel}}
    notebook = new_notebook(  # type: ignore[no-untyped-call]
        metadata=from_dict(metadata),  # type: ignore[no-untyped-call]
        cells=code_cells(read),
    )
    for number, cell in enumerate(notebook.cells, start=1):
        # nbformat gives random ids; the same page must be stored as the same bytes.
        cell["id"] = f"cell-{number}"
        cell.outputs = []
        cell.execution_count = None
    execution = book.config.execution
    return Job(
        docname=page.docname,
        path=page.source.relative_to(book.root),
        notebook=notebook,
        kernel=kernel,
        cwd=None if execution.run_in_temp else str(page.source.parent),
        timeout=None if execution.timeout < 0 else execution.timeout,
        allow_errors=execution.allow_errors,
        smoke=not options.recorded,
        output_limit=options.output_limit,
        memory_limit=options.memory_limit,
        beside=None,
    )
