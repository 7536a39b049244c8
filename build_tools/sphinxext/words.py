"""The words that a reader sees around an author's text → the language of the edition.

They are Sphinx catalogs of the domain `mlsysbook`, kept as `.po` files only: forty short strings are read
into memory at the start of a build, so that no compiled file can be stale.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import docname_to_domain

DOMAIN = "mlsysbook"
FOLDER = Path(__file__).parent / "locale"

word = locale.get_translation(DOMAIN)


def load(_app: Sphinx, config: Config) -> None:
    """Handle `config-inited`: register the catalog of the configured language, or English."""
    locale.translators["general", DOMAIN] = translations(str(config.language or "en"))


def forget(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Handle `env-before-read-docs`: drop what an earlier build in this process knew of our pages.

    Sphinx keeps catalogs by name for the life of a process and adds another language as a fallback of the
    first, so that the edition built second would be set in the language of the first.
    """
    for docname in env.found_docs:
        name = docname_to_domain(docname, app.config.gettext_compact)
        if name != "sphinx":
            locale.translators.pop(("general", name), None)


def translations(language: str) -> Translations:
    """Return the catalog of a language (`zh_CN`, `ja`), of its base (`zh`), or an empty one."""
    for name in (language, language.split("_")[0]):
        path = FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if path.is_file():
            with path.open("rb") as stream:
                catalog = read_po(stream, locale=name)
            compiled = BytesIO()
            write_mo(compiled, catalog)
            compiled.seek(0)
            return Translations(compiled, domain=DOMAIN)
    return Translations()


def setup(app: Sphinx) -> None:
    """Load the words before any other handler formats one."""
    app.connect("config-inited", load, priority=100)
    app.connect("env-before-read-docs", forget)
