"""A page → the job that executes it: a notebook of its code cells, and where and how they run."""

from __future__ import annotations

from nbformat import from_dict
from nbformat.v4 import new_notebook

from build_tools.core.book import Book, Page
from build_tools.execute.job import Job, RunOptions
from build_tools.execute.notebook import code_cells, read_notebook, reader_options
from build_tools.execute.rules import mapping, own_rules, rules_of


def job_of(book: Book, page: Page, options: RunOptions) -> Job:
    """Read a page and return its job. Raises BuildError when it cannot be read as a notebook."""
    read = read_notebook(page.source, *reader_options(book))
    if read is None:
        raise ValueError(f"{page.docname} was planned as a notebook and is none")
    rules = rules_of(book, own_rules(read.metadata))
    kernelspec = mapping(read.metadata.get("kernelspec"))
    name = rules.kernel
    metadata = {"kernelspec": {"display_name": name, **kernelspec, "name": name}}
    notebook = new_notebook(  # type: ignore[no-untyped-call]
        metadata=from_dict(metadata),  # type: ignore[no-untyped-call]
        cells=code_cells(read),
    )
    for number, cell in enumerate(notebook.cells, start=1):
        # nbformat gives random ids; the same page must be stored as the same bytes.
        cell["id"] = f"cell-{number}"
        cell.outputs = []
        cell.execution_count = None
    return Job(
        docname=page.docname,
        path=page.source.relative_to(book.root),
        notebook=notebook,
        kernel=rules.kernel,
        cwd=None if rules.run_in_temp else str(page.source.parent),
        timeout=rules.timeout,
        allow_errors=rules.allow_errors,
        smoke=not options.recorded,
        output_limit=options.output_limit,
        memory_limit=options.memory_limit,
        beside=None,
    )
