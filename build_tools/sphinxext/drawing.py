"""Each `plot` of a page → its drawing, when the page is written, or its alternative text where that fails."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.core.codes import Code
from build_tools.core.files import digest
from build_tools.sphinxext.context import Context, context_of
from build_tools.sphinxext.figures.draw import Drawing, FigureFailed, RecordMissing, Request
from build_tools.sphinxext.figures.store import drawing
from build_tools.sphinxext.figures.svg import finish
from build_tools.sphinxext.home import home
from build_tools.sphinxext.plot import FOLDER, plot
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform


class DrawPlots(OurPostTransform):
    """Replaces each `plot` by its drawing."""

    default_priority = 6

    def work(self) -> None:
        """Visit the plots of the page."""
        variant = variant_of(self.app.builder)
        context = context_of(self.app)
        for number, node in enumerate(list(self.document.findall(plot)), start=1):
            made = None if variant is None else self._draw(node, context)
            if made is None or variant is None:
                node.replace_self(_in_words(node))
                continue
            # Unique in a book, for builders that put all pages into one; short, for it stands in every id.
            prefix = f"f{digest(home(node, self.env))[:6]}-{number}"
            svg = finish(
                made.svg,
                prefix=prefix,
                alt=node.translate(node["alt"]),
                variant=variant,
                language=str(self.config.language or "en"),
            )
            node.replace_self(nodes.raw("", svg, format="html"))

    def _draw(self, node: plot, context: Context) -> Drawing | None:
        script = Path(node["script"])
        if not script.is_file():
            warn(
                Code.FIGURE_MISSING,
                f"there is no {FOLDER}/{node['name']}.py",
                "Write it: a function draw(records, t) that returns a Matplotlib Figure.",
                node,
            )
            return None
        try:
            made = drawing(_request(node, context, self.app), _folder(context, self.app))
        except RecordMissing as missing:
            self._missing(node, context, missing.record_id)
            return None
        except FigureFailed as failed:
            place = (str(script), failed.line or 1)
            warn(Code.FIGURE_FAILED, failed.message, "Mend the script.", place)
            return None
        self._complain(node, made)
        return made

    def _missing(self, node: plot, context: Context, record_id: str) -> None:
        near = context.near(record_id, node["page"], set(self.env.found_docs))
        meant = f"Did you mean {' or '.join(near)}? " if near else ""
        warn(
            Code.RECORD_UNKNOWN,
            f"the figure '{node['name']}' needs the record '{record_id}', "
            f"which {node['page']} does not make",
            f"{meant}Run the page's cells, or name another page in `:records:`.",
            node,
        )

    def _complain(self, node: plot, made: Drawing) -> None:
        if made.missing:
            shown = " ".join(made.missing)
            warn(
                Code.FIGURE_GLYPH,
                f"no font has a glyph for {shown} in the figure '{node['name']}'",
                "Install the Noto CJK fonts, or choose another character.",
                node,
            )
        for note in made.notes:
            warn(Code.FIGURE_FAILED, note, "Change the script.", (node["script"], 1))


def _request(node: plot, context: Context, app: Sphinx) -> Request:
    root = context.book.root if context.book else Path(app.srcdir)
    return Request(
        script=Path(node["script"]),
        records=context.records(node["page"]),
        translate=node.translate,
        width=node["size"],
        language=str(app.config.language or "en"),
        root=root,
        fonts=_folder(context, app).parent / "fonts",
    )


def _folder(context: Context, app: Sphinx) -> Path:
    # Without a book there is no _build of ours; the doctrees' folder is the project's own cache.
    return context.book.paths.figures if context.book else Path(app.doctreedir) / "figures"


def _in_words(node: plot) -> nodes.Node:
    return nodes.paragraph("", node.translate(node["alt"]) or node["name"], classes=["ml-missing"])


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(DrawPlots)
