"""A node → the page it was written on, also in a tree that a builder assembled from many pages."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment


def home(node: nodes.Node, env: BuildEnvironment) -> str:
    """Return the docname of the page that `node` stands on.

    LaTeX and single-page builders put whole pages into the root's tree, each in a `start_of_file`, and run
    post-transforms on that; the environment then knows the root alone.
    """
    parent: nodes.Node | None = node
    while parent is not None:
        if isinstance(parent, addnodes.start_of_file):
            return str(parent["docname"])
        parent = parent.parent
    return env.docname
