"""Formulas → markup: what is kept from the store, the rest in one call of Node, which is then kept too."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.core.files import digest
from build_tools.sphinxext.math import node
from build_tools.sphinxext.math.formula import Formula, Kind, TexSettings, Typeset
from build_tools.sphinxext.math.store import FormulaStore

KEY_LENGTH = 32


def typeset(
    formulas: Sequence[Formula],
    kind: Kind = "mathml",
    *,
    settings: TexSettings | None = None,
    store: FormulaStore | None = None,
) -> list[Typeset]:
    """Return each formula set, in order. One that is not understood has an `error`; the others do not suffer.

    Raises BuildError when something must be typeset and MathJax is not there or stops early (what it had
    answered until then is kept), OSError when the store cannot be read or written.
    """
    settings = settings or TexSettings()
    base = digest(node.version(), settings.macros, *settings.packages)
    keys = [_key(base, formula) for formula in formulas]
    known = store.get(kind, keys) if store else {}
    missing = {key: each for key, each in zip(keys, formulas, strict=True) if key not in known}
    if missing:
        fresh: dict[str, Typeset] = {}
        try:
            rendered = node.render(list(missing.values()), kind, settings)
            fresh = dict(zip(missing, rendered, strict=True))
        except node.RendererStoppedError as stopped:
            names = list(missing)
            fresh = {names[place]: each for place, each in stopped.done.items()}
            raise
        finally:
            if store:
                store.put(kind, fresh)
        known |= fresh
    return [known[key] for key in keys]


def _key(base: str, formula: Formula) -> str:
    style = "display" if formula.display else "inline"
    return digest(base, style, formula.tex, formula.preamble)[:KEY_LENGTH]
