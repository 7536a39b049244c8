"""What goes into typesetting and what comes out: formulas, a book's macros, markup or an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["mathml", "svg", "speech"]


@dataclass(frozen=True)
class Formula:
    """TeX as MathJax reads it. `preamble` holds earlier formulas of the page that define commands."""

    tex: str
    display: bool = False
    preamble: str = ""


@dataclass(frozen=True)
class TexError:
    """What is wrong with a formula; `position` counts characters of its TeX from 0, None when unknown."""

    message: str
    position: int | None = None

    def near(self, tex: str, width: int = 24) -> str:
        """Return the piece of `tex` that starts at the error, cut to `width` characters."""
        return " ".join(tex[self.position or 0 :].split())[:width]


@dataclass(frozen=True)
class Typeset:
    """One formula set: `markup` is the children of `<math>`, a whole `<svg>`, or words to speak.

    `width`, `height` (above the baseline) and `depth` (below it) are in em, for SVG only.
    A formula with an `error` has no markup.
    """

    markup: str = ""
    error: TexError | None = None
    width: float | None = None
    height: float | None = None
    depth: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return JSON-ready values; absent ones are left out."""
        values: dict[str, Any] = {"markup": self.markup}
        if self.error is not None:
            values = {"error": {"message": self.error.message, "position": self.error.position}}
        sizes = {"width": self.width, "height": self.height, "depth": self.depth}
        return values | {name: size for name, size in sizes.items() if size is not None}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Typeset:
        """Rebuild what `to_json` wrote. Raises KeyError or TypeError on anything else."""
        if "error" in values:
            return cls(error=TexError(values["error"]["message"], values["error"]["position"]))
        return cls(
            values["markup"],
            width=values.get("width"),
            height=values.get("height"),
            depth=values.get("depth"),
        )


@dataclass(frozen=True)
class TexSettings:
    """A book's TeX macros, as canonical JSON, and the MathJax packages that it asks for by name."""

    macros: str = "{}"
    packages: tuple[str, ...] = ()

    @classmethod
    def from_mathjax(cls, config: object) -> TexSettings:
        """Read MathJax 3's configuration as books give it in `mathjax3_config`; unknown keys are ignored.

        `tex.macros` maps a name to TeX or to `[TeX, arguments, default]`; `tex.packages` is a list or
        `{"[+]": [...]}`; `loader.load` may name packages as `[tex]/name`.
        """
        whole = _mapping(config)
        tex = _mapping(whole.get("tex"))
        macros = {str(name): value for name, value in _mapping(tex.get("macros")).items()}
        asked = tex.get("packages")
        if isinstance(asked, Mapping):
            asked = [name for names in asked.values() if isinstance(names, list) for name in names]
        loads = _mapping(whole.get("loader")).get("load")
        names = {str(name) for name in asked} if isinstance(asked, list) else set()
        if isinstance(loads, list):
            names |= {str(each).removeprefix("[tex]/") for each in loads}
        return cls(json.dumps(macros, sort_keys=True, default=str), tuple(sorted(names)))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
