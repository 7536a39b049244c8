"""Pages read in another process → this process's Sphinx environment, in the order of a serial build.

Order matters: continuous numbering, bibliographies and image names follow the order in which pages were read,
so an environment put together in another order would give other pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from build_tools.builders.unchanged import structures

# Extensions that were read and written by forks and gave the same bytes as a serial build. What is not here
# is read and written serially: an extension that says it is safe often was never tried.
_TRIED = {
    "alabaster",
    "jupyter_book",
    "linkify",
    "myst_nb",
    "myst_parser",
    "pydata_sphinx_theme",
    "sphinx_book_theme",
    "sphinx_comments",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_exercise",
    "sphinx_external_toc",
    "sphinx_inline_tabs",
    "sphinx_jupyterbook_latex",
    "sphinx_multitoc_numbering",
    "sphinx_proof",
    "sphinx_thebe",
    "sphinx_togglebutton",
}
_TRIED_GROUPS = ("build_tools.", "myst_nb.", "sphinx.", "sphinxcontrib.")
# Of `sphinxcontrib`, the ones that Sphinx itself loads, and bibtex.
_UNTRIED = {
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.doctest",
    "sphinx.ext.viewcode",
}
_CONTRIB = {"applehelp", "bibtex", "devhelp", "htmlhelp", "jsmath", "qthelp", "serializinghtml"}


def untried(app: Sphinx) -> list[str]:
    """Return the loaded extensions that were not tried in parallel builds."""
    return sorted(name for name in app.extensions if not _tried(name))


def _tried(name: str) -> bool:
    if name in _TRIED:
        return True
    if name.startswith("sphinxcontrib."):
        return name.split(".")[1] in _CONTRIB
    return name.startswith(_TRIED_GROUPS) and name not in _UNTRIED


def merge(app: Sphinx, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take over what `other` knows of `docnames`.

    As `BuildEnvironment.merge_info_from`, which passes a set and so leaves the order to the hash seed, and
    fails for a domain that keeps no data of its own.
    """
    env: Any = app.env
    names = dict.fromkeys(docnames).keys()
    for docname in names:
        env.all_docs[docname] = other.all_docs[docname]
        env.included[docname] = other.included[docname]
        if docname in other.reread_always:
            env.reread_always.add(docname)
    structures(env).update((name, structures(other)[name]) for name in names)
    for name, domain in env.domains.items():
        if type(domain).merge_domaindata is not Domain.merge_domaindata:
            domain.merge_domaindata(names, other.domaindata[name])
    env.events.emit("env-merge-info", env, names, other)


def put_in_order(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give what was read now or earlier the order of a build that reads everything (for `env-updated`).

    Returns the pages whose images got another published name by that.
    """
    env.tocs = dict(sorted(env.tocs.items()))
    env.titles = dict(sorted(env.titles.items()))
    env.longtitles = dict(sorted(env.longtitles.items()))
    env.all_docs = dict(sorted(env.all_docs.items()))
    known = structures(env)
    for removed in known.keys() - env.all_docs.keys():
        del known[removed]
    cite = env.domaindata.get("cite")
    if cite is not None:
        found = sorted(cite["bibliographies"].items(), key=lambda each: str(each[0].docname))
        cite["bibliographies"].clear()
        cite["bibliographies"].update(found)
    return _name_images(env)


def _name_images(env: BuildEnvironment) -> list[str]:
    """Name published images by their sorted paths, not by which page was read first."""
    taken: set[str] = set()
    renamed: set[str] = set()
    # Extensions add images of their own too: some under a Path, some for no page.
    for uri in sorted(env.images, key=str):
        docnames, old = env.images[uri]
        path = Path(uri)
        name, number = path.name, 0
        while name in taken:
            number += 1
            name = f"{path.stem}{number}{path.suffix}"
        taken.add(name)
        if name != old:
            env.images[uri] = (docnames, name)
            renamed.update(docnames & env.all_docs.keys())
    env.images._existing = taken
    return sorted(renamed)
