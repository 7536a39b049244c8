"""Editions: the languages that a book is built in, as `_config.yml` declares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.config import Config
from build_tools.core.diagnostics import BuildError, Diagnostic

KEYS = {"code", "html", "sphinx", "name", "fonts", "translators"}


@dataclass(frozen=True)
class Edition:
    """One language of a book.

    `code` names folders, files and URLs; `html` is the BCP 47 tag in pages; `sphinx` the name of the
    catalogs; `name` what the language calls itself; `fonts` the families that PDF adds for its script.
    The first edition of a book is its source language.
    """

    code: str
    html: str
    sphinx: str
    name: str
    fonts: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()


def read_editions(config: Config) -> tuple[Edition, ...]:
    """Return the editions that `sphinx.config` declares, or one from `language`. Raises BuildError."""
    declared = config.sphinx.get("mlsysbook_editions")
    if declared is None:
        language = str(config.sphinx.get("language") or config.raw.get("language") or "en")
        html = language.replace("_", "-")
        return (Edition(code=language, html=html, sphinx=language, name=html),)
    if not isinstance(declared, list) or not declared:
        raise _invalid(config, "mlsysbook_editions is not a list of editions")
    editions = tuple(_edition(config, index, each) for index, each in enumerate(declared))
    codes = [edition.code for edition in editions]
    if len(set(codes)) != len(codes):
        raise _invalid(config, "two editions have the same code")
    return editions


def _edition(config: Config, index: int, data: Any) -> Edition:
    if not isinstance(data, dict) or "code" not in data:
        raise _invalid(config, "an edition has no code", index)
    unknown = set(data) - KEYS
    if unknown:
        raise _invalid(config, f"an edition has no key '{sorted(map(str, unknown))[0]}'", index)
    code = str(data["code"])
    if not code.replace("-", "").replace("_", "").isalnum():
        raise _invalid(config, f"'{code}' cannot name a folder", index)
    return Edition(
        code=code,
        html=str(data.get("html", code)),
        sphinx=str(data.get("sphinx", code)),
        name=str(data.get("name", code)),
        fonts=tuple(map(str, data.get("fonts") or ())),
        translators=tuple(map(str, data.get("translators") or ())),
    )


def _invalid(config: Config, message: str, *index: int) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.CONFIG_INVALID,
            message=message,
            remedy="An edition is {code, html, sphinx, name, fonts, translators}; only code is required.",
            path=config.file.path,
            line=config.file.line("sphinx", "config", "mlsysbook_editions", *index),
        )
    )
