"""Section numbers counted from the chapters present → numbers as the whole plan of the book has them.

A book that is written chapter by chapter would renumber itself with every chapter that joins: its thirteenth
chapter is the second one written. `mlsysbook_plan` fixes the numbers. Sphinx offers no hook between numbering
sections and numbering figures after them, so the one method that does the first is wrapped.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
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
    """Handle `config-inited`, after extensions that replace the same method have done so."""
    current: Assign = TocTreeCollector.assign_section_numbers
    if hasattr(current, _OURS):
        return

    def assign_section_numbers(collector: TocTreeCollector, env: BuildEnvironment) -> list[str]:
        if not getattr(env.config, "mlsysbook_plan", ""):
            return current(collector, env)
        before = deepcopy(env.toc_secnumbers)
        current(collector, env)
        for docname, number in planned(Path(env.srcdir) / env.config.mlsysbook_plan).items():
            renumber(env, docname, number)
        after = env.toc_secnumbers
        return [name for name in after if after[name] != before.get(name)]

    setattr(assign_section_numbers, _OURS, True)
    replaced: Any = TocTreeCollector
    replaced.assign_section_numbers = assign_section_numbers


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
    for reference in env.tocs[docname].findall(nodes.reference):
        if reference.get("secnumber"):
            reference["secnumber"] = [number, *reference["secnumber"][1:]]
    title = env.titles.get(docname)
    if title is not None and title.get("secnumber"):
        # A list: external-toc changes it in place.
        title["secnumber"] = [number, *title["secnumber"][1:]]
