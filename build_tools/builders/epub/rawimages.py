"""Images in raw HTML → files of the fragment's folder; one that cannot be packed → its words, and a warning.

Sphinx knows images by their nodes only. What an author or a cell writes as `<img>` passes it by, on the site
as well, where the browser then looks for the file beside the page. Tags are replaced in the text, not in a
tree: raw HTML comes in pieces that need not be whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools.builders.epub.package import supported
from build_tools.core.codes import Code
from build_tools.core.files import digest, write_if_changed
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.words import word

FOLDER = "_images"
_TAG = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"""
_SOURCE = re.compile(_ATTRIBUTE.format("src"), re.IGNORECASE)
_WORDS = re.compile(_ATTRIBUTE.format("alt"), re.IGNORECASE)


def is_html(node: nodes.raw) -> bool:
    """Tell whether a raw node is meant for pages."""
    return "html" in node.get("format", "").split()


def note_images(app: Sphinx, doctree: nodes.document) -> None:
    """Handle `doctree-read`: a page depends on the images that its raw HTML shows."""
    for node in doctree.findall(nodes.raw):
        for tag in _TAG.findall(node.astext()) if is_html(node) else ():
            path = _found(_value(_SOURCE, tag), app.env, app.env.docname)
            if path is not None:
                app.env.note_dependency(str(path))


def with_images(node: nodes.raw, env: BuildEnvironment, docname: str, outdir: Path) -> str:
    """Return a raw node's text with its images copied below `outdir`. Raises OSError."""
    return _TAG.sub(lambda tag: _replaced(tag[0], node, env, docname, outdir), node.astext())


def remote(address: str, words: str, node: nodes.Node) -> str:
    """Report an image on another host and return what stands in its place: a link."""
    warn(
        Code.EPUB_REMOTE_IMAGE,
        f"the image {address} lies on another host; the EPUB links to it",
        "Copy the image into the book.",
        node,
    )
    label = escape(words or word("Image"))
    return f'<a class="remote" href="{escape(address)}">{label}</a>'


def _replaced(tag: str, node: nodes.raw, env: BuildEnvironment, docname: str, outdir: Path) -> str:
    source, words = _value(_SOURCE, tag), _value(_WORDS, tag)
    if source.startswith("data:image/"):
        return tag
    if source.startswith(("http://", "https://", "//")):
        return remote(f"https:{source}" if source.startswith("//") else source, words, node)
    path = _found(source, env, docname)
    if path is None or not supported(path.name):
        fault = "is not there" if path is None else "has a format that reading apps need not show"
        warn(
            Code.EPUB_IMAGE,
            f"the image {source or 'without an address'} of raw HTML {fault}; "
            "the EPUB has its words instead",
            "Name a PNG, JPEG, GIF, WebP or SVG by its path from the page.",
            node,
        )
        return f'<span class="missing">{escape(words or Path(source).name)}</span>'
    content = path.read_bytes()
    # Two folders may hold files of one name, and pages are written in several processes.
    name = f"{FOLDER}/{digest(content)[:8]}-{path.name}"
    write_if_changed(outdir / name, content)
    return _SOURCE.sub(lambda _: f' src="{escape(name)}"', tag, count=1)


def _value(attribute: re.Pattern[str], tag: str) -> str:
    match = attribute.search(tag)
    return unescape(next((each for each in match.groups() if each), "")).strip() if match else ""


def _found(source: str, env: BuildEnvironment, docname: str) -> Path | None:
    """Return the file that an address means: from the page, from the top, or where Sphinx would copy it."""
    try:
        address = unquote(urlsplit(source).path)
    except ValueError:
        return None
    top = Path(env.srcdir)
    for path in _places(address, env, docname) if address else ():
        whole = Path(os.path.normpath(path))
        if whole.is_relative_to(top) and whole.is_file():
            return whole
    return None


def _places(address: str, env: BuildEnvironment, docname: str) -> Iterator[Path]:
    top = Path(env.srcdir)
    if not address.startswith("/"):
        yield Path(env.doc2path(docname)).parent / address
    yield top / address.lstrip("/")
    _, static, rest = address.rpartition("_static/")
    if static:
        yield from (top / folder / rest for folder in env.config.html_static_path)
    _, copied, name = address.rpartition(f"{FOLDER}/")
    if copied:
        yield from (top / path for path, (_, known) in env.images.items() if known == name)
