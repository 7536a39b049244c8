"""A node → the page it was written on, also in a tree that a builder assembled from many pages."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment


def home(node: nodes.Node, env: BuildEnvironment) -> str:
    """Return the docname of the page that `node` stands on.

    LaTeX and single-page builders put whole pages into the root's tree and run post-transforms on that;
    the environment then knows the root alone. Sphinx notes the page on each section, and on a
    `start_of_file` around them, to which the sections' own parents do not lead.
    """
    parent: nodes.Node | None = node
    while parent is not None:
        if isinstance(parent, nodes.section | addnodes.start_of_file) and "docname" in parent:
            return str(parent["docname"])
        parent = parent.parent
    return env.docname
