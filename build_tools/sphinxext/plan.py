"""`book/plan.yml` → the directive `{plan}`: every part and chapter of the book, linked when it is written.

    ```{plan}
    ```

The plan is named by the configuration value `mlsysbook_plan`, a path below the source folder. A chapter is
ready when its page belongs to the book; its title is then a link. Titles and questions are translatable.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from build_tools.sphinxext import numbering
from build_tools.sphinxext.planfile import Chapter, Part, read_plan

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
TARGET = "mlsysbook-plan-target"


class PlanDirective(SphinxDirective):
    """`{plan}`: the whole plan as nested containers and lists, which every builder can write."""

    def run(self) -> list[nodes.Node]:
        """Return one container; the page is read again when the plan changes."""
        path = Path(self.env.srcdir) / self.config.mlsysbook_plan
        self.env.note_dependency(str(path))
        plan = nodes.container(classes=["ml-plan"])
        for part in read_plan(path):
            plan += self._part(part, path)
        return [plan]

    def _part(self, part: Part, path: Path) -> nodes.container:
        box = nodes.container(classes=["ml-plan__part", f"ml-part-{part.number}"])
        box += _paragraph(
            f"Part {ROMAN[part.number - 1]} · {part.title}", "ml-plan__name", path, part.line
        )
        box += nodes.bullet_list(
            "", *(self._chapter(each, path) for each in part.chapters), bullet="-"
        )
        return box

    def _chapter(self, chapter: Chapter, path: Path) -> nodes.list_item:
        title = _paragraph(chapter.title, "ml-plan__title", path, chapter.line)
        title[TARGET] = chapter.docname
        question = _paragraph(chapter.question, "ml-plan__question", path, chapter.line)
        number = nodes.paragraph(
            "", str(chapter.number), classes=["ml-plan__number"], translatable=False
        )
        return nodes.list_item(
            "", number, nodes.container("", title, question, classes=["ml-plan__chapter"])
        )


def _paragraph(text: str, name: str, path: Path, line: int) -> nodes.paragraph:
    node = nodes.paragraph(text, text, classes=[name])
    node.source, node.line = str(path), line
    return node


class LinkChapters(SphinxPostTransform):
    """Link the titles of chapters that are written; it runs after translation has replaced their text."""

    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Turn each waiting title into a reference, or mark its chapter as planned."""
        builder = self.app.builder
        for title in self.document.findall(nodes.paragraph):
            docname = title.get(TARGET)
            if docname is None:
                continue
            if docname in self.env.all_docs:
                uri = builder.get_relative_uri(self.env.docname, docname)
                link = nodes.reference("", "", *title.children, internal=True, refuri=uri)
                title.children = []
                title += link
            else:
                item = title.parent.parent
                item["classes"].append("ml-planned")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, its transform and the numbering by plan."""
    app.add_config_value("mlsysbook_plan", "", "env", [str])
    app.add_directive("plan", PlanDirective)
    app.add_post_transform(LinkChapters)
    app.connect("config-inited", numbering.install, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
