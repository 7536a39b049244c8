"""Numbers of figures and citations, worked out anew after every change → only when they can differ.

Sphinx numbers figures by unpickling and walking every page, and sphinxcontrib-bibtex formats every
bibliography anew, whenever anything was read. After the change of a sentence both find what they found
before. Here the inputs of both are digested, and where a digest is the last build's, so is the answer.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from build_tools.core.files import digest

_OURS = "_mlsysbook_remembers"


def note_structure(env: BuildEnvironment, docname: str, doctree: nodes.document) -> None:
    """Note what of a page decides the numbers of figures: sections, contents, and what is numbered."""
    structures(env)[docname] = digest(*map(repr, _structure(env, doctree)))


def structures(env: BuildEnvironment) -> dict[str, str]:
    """Return the noted structures by page; they are pickled with the environment."""
    found: dict[str, str] = env.__dict__.setdefault("mlsysbook_structures", {})
    return found


def _structure(env: BuildEnvironment, doctree: nodes.document) -> Iterable[tuple[Any, ...]]:
    domains = list(env.domains.values())
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section):
            yield "section", *node["ids"][:1], node.parent.get("ids")
        elif isinstance(node, addnodes.toctree):
            yield "toctree", *node["entries"]
        elif node["ids"]:
            for domain in domains:
                kind = domain.get_enumerable_node_type(node)
                titled: Any = getattr(domain, "get_numfig_title", None)
                if kind and (titled is None or titled(node)):
                    yield kind, node["ids"][0]
                    break


def remember_figure_numbers(_app: Sphinx, _config: object) -> None:
    """Handle `config-inited`: let the collector keep its answer while its inputs are the same."""
    original: Callable[..., list[str]] = TocTreeCollector.assign_figure_numbers
    if hasattr(original, _OURS):
        return

    def assign_figure_numbers(collector: TocTreeCollector, env: BuildEnvironment) -> list[str]:
        known = structures(env)
        config = (env.config.numfig, env.config.numfig_secnum_depth)
        parts = (sorted(known.items()), sorted(env.toc_secnumbers.items()), config)
        key = digest(*map(repr, parts)) if known.keys() >= env.all_docs.keys() else ""
        old_key, numbers = env.__dict__.get("mlsysbook_figures", ("", {}))
        if key and old_key == key:
            # Those of the pages that were read are gone from the environment.
            env.toc_fignumbers = dict(numbers)
            return []
        changed = original(collector, env)
        env.__dict__["mlsysbook_figures"] = (key, dict(env.toc_fignumbers))
        return changed

    setattr(assign_figure_numbers, _OURS, True)
    replaced: Any = TocTreeCollector
    replaced.assign_figure_numbers = assign_figure_numbers


def remember_citations(app: Sphinx) -> None:
    """Handle `builder-inited`: let the bibliographies stay while nothing that they are made of differs."""
    domain: Any = app.env.domains.get("cite")
    if domain is None:
        return
    original: Callable[[], Iterable[str]] = domain.env_updated

    def env_updated() -> Iterable[str]:
        key = _citations_key(app.env, domain)
        known, citations = app.env.__dict__.get("mlsysbook_citations", ("", []))
        if known == key:
            # Reading a page again took its citations off the list; without them its references
            # would lead to another page's bibliography.
            domain.citations[:] = citations
            domain.kept = True
            return []
        changed = original()
        app.env.__dict__["mlsysbook_citations"] = (key, list(domain.citations))
        return changed

    domain.env_updated = env_updated


def citations_kept(env: BuildEnvironment) -> bool:
    """Return whether this build took over the bibliographies, and so said nothing about them."""
    return bool(getattr(env.domains.get("cite"), "kept", False))


def _citations_key(env: BuildEnvironment, domain: Any) -> str:
    parts: list[Any] = [sorted(env.toctree_includes.items()), sorted(env.all_docs)]
    # A page that was read again has moved to the end of the list; only the order within a page counts.
    refs = sorted(domain.citation_refs, key=lambda each: str(each.docname))
    parts += [(ref.docname, [each.key for each in ref.targets]) for ref in refs]
    parts += [
        (name, file.mtime, sorted(file.keys)) for name, file in domain.bibdata.bibfiles.items()
    ]
    for key, found in domain.bibliographies.items():
        nodes_of = sorted((name, node["ids"]) for name, node in found.citation_nodes.items())
        settings = {
            name: _plain(value)
            for name, value in found._asdict().items()
            if name not in ("citation_nodes", "line")
        }
        parts.append((key, sorted(map(repr, settings.items())), nodes_of))
    config = env.config
    parts += [config.bibtex_default_style, config.bibtex_tooltips, config.bibtex_tooltips_style]
    return digest(*map(repr, parts))


def _plain(value: Any) -> Any:
    """Return a value whose text is the same for equal values."""
    if isinstance(value, ast.AST):
        return ast.dump(value)
    return sorted(value) if isinstance(value, set | frozenset) else value
