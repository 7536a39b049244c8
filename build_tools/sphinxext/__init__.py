"""Floor 2: the vocabulary that authors write in, as a Sphinx extension.

`parser` feeds executed outputs to myst-nb, `values` prints records in prose, `plot` draws figures,
`apparatus` holds the boxes of a chapter, `math` typesets formulas. The extension serves three
kinds of project: one built by our builders, which set `mlsysbook_book`; one built by plain
`jupyter-book build`, whose book it reads itself; and any other Sphinx project, which is left as it is.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import is_directive_registered, is_role_registered
from sphinx.util.typing import ExtensionMetadata

from build_tools.sphinxext import (
    apparatus,
    context,
    drawing,
    math,
    parser,
    plot,
    practice,
    translation,
    values,
    watch,
    words,
)
from build_tools.sphinxext.apparatus.worked import Step


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    app.add_config_value("mlsysbook_book", None, "")
    app.add_config_value("mlsysbook_edition", None, "env")
    app.add_config_value("mlsysbook_profile", None, "env")
    app.add_config_value("mlsysbook_editions", None, "")
    app.add_config_value("mlsysbook_project", None, "")
    app.add_config_value("mlsysbook_lab", False, "html")
    # Before myst-nb, external-toc and whatever else looks at the source at this event.
    app.connect("builder-inited", context.prepare, priority=100)
    app.connect("config-inited", register_vocabulary)
    for module in (
        words,
        parser,
        watch,
        values,
        plot,
        drawing,
        apparatus,
        practice,
        math,
        translation,
    ):
        module.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def register_vocabulary(app: Sphinx, _config: Config) -> None:
    """Handle `config-inited`: add our directives and roles, except where another extension has the name.

    A book of somebody else's may use matplotlib's `plot` or a `question` of its own. All extensions are
    set up by now, in whatever order they are listed, so theirs wins without a warning.
    """
    vocabulary: dict[str, type[Directive]] = {
        **plot.DIRECTIVES,
        **apparatus.DIRECTIVES,
        **practice.DIRECTIVES,
    }
    for name, directive in vocabulary.items():
        if name == "rubric" or not is_directive_registered(name):
            # docutils' own rubric is within ours.
            app.add_directive(name, directive, override=True)
    app.add_directive("step", Step.beside(registered("step")), override=True)
    for name, role in values.ROLES.items():
        if not is_role_registered(name):
            app.add_role(name, role)


def registered(name: str) -> type[Directive] | None:
    """Return the directive that an extension registered under `name`."""
    found: type[Directive] | None = directives._directives.get(name)  # type: ignore[attr-defined]
    return found
