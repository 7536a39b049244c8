"""Section numbers counted from the chapters present → numbers as the whole plan of the book has them.

A book that is written chapter by chapter would renumber itself with every chapter that joins: its thirteenth
chapter is the second one written. `mlsysbook_plan` fixes the numbers. Sphinx offers no hook between numbering
sections and numbering figures after them, so the one method that does the first is wrapped.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from build_tools.sphinxext.planfile import read_plan

Assign = Callable[[TocTreeCollector, BuildEnvironment], list[str]]
_OURS = "_mlsysbook_by_plan"


def install(_app: Sphinx, _config: Config) -> None:
    """Handle `config-inited`, after extensions that replace the same method have done so.

    sphinx-external-toc has a collector of its own, which numbers once more after Sphinx's: both are wrapped.
    """
    for collector in (TocTreeCollector, *TocTreeCollector.__subclasses__()):
        method: Assign | None = vars(collector).get("assign_section_numbers")
        if method is not None and not hasattr(method, _OURS):
            replaced: Any = collector
            replaced.assign_section_numbers = by_plan(method)


def by_plan(method: Assign) -> Assign:
    """Return `method`, which numbers sections and tells which pages changed, followed by the plan."""

    @wraps(method)
    def assign_section_numbers(collector: TocTreeCollector, env: BuildEnvironment) -> list[str]:
        if not getattr(env.config, "mlsysbook_plan", ""):
            return method(collector, env)
        before = deepcopy(env.toc_secnumbers)
        method(collector, env)
        for docname, number in planned(Path(env.srcdir) / env.config.mlsysbook_plan).items():
            renumber(env, docname, number)
        after = env.toc_secnumbers
        return [name for name in after if after[name] != before.get(name)]

    setattr(assign_section_numbers, _OURS, True)
    return assign_section_numbers


def planned(path: Path) -> dict[str, int]:
    """Return the number of every planned chapter by docname. Raises BuildError."""
    return {each.docname: each.number for part in read_plan(path) for each in part.chapters}


def renumber(env: BuildEnvironment, docname: str, number: int) -> None:
    """Make `number` the chapter number of `docname` wherever Sphinx has noted one."""
    sections = env.toc_secnumbers.get(docname)
    if not sections or not any(sections.values()):
        return
    for anchor, found in sections.items():
        if found:
            sections[anchor] = (number, *found[1:])
    references = env.tocs[docname].findall(nodes.reference)
    for node in (*references, env.titles.get(docname)):
        if node is not None and node.get("secnumber"):
            # A list in a reference, in a title a tuple or a list: whoever numbered it goes on with it.
            node["secnumber"] = type(node["secnumber"])((number, *node["secnumber"][1:]))
