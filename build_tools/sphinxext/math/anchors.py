r"""Equations that MyST labels at random → the same label in every build, or the one in their TeX.

MyST gives each numbered AMS environment a new UUID as its label, so that the same page differs from build
to build. Here it gets the `\label` that the author wrote in it, which then serves `{eq}`, else its place in
the page.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.domains.math import MathDomain
from sphinx.environment import BuildEnvironment

_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LABEL = re.compile(r"\\label\s*\{([^{}]+)\}")


def settle_labels(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Rename the random labels of a page, in its nodes and among the project's equations."""
    domain = env.get_domain("math")
    assert isinstance(domain, MathDomain)
    place = 0
    for node in doctree.findall(nodes.math_block):
        old = str(node.get("label") or "")
        if not _RANDOM.fullmatch(old) or old not in domain.equations:
            continue
        place += 1
        written = _LABEL.search(node.astext())
        new = written.group(1).strip() if written else f"{env.docname}-{place}"
        if new in domain.equations:
            new = f"{env.docname}-{place}"
        domain.equations[new] = domain.equations.pop(old)
        node["label"] = new
        _rename(doctree, f"equation-{old}", nodes.make_id(f"equation-{new}"))


def _rename(doctree: nodes.document, old: str, new: str) -> None:
    for node in doctree.findall(nodes.Element):
        if old in node.get("ids", ()):
            node["ids"] = [new if each == old else each for each in node["ids"]]
        if node.get("refid") == old:
            node["refid"] = new
