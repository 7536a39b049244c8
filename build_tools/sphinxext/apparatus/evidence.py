"""The records and claims that an experiment's cells made → its line of provenance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.execute.records import Record
from build_tools.sphinxext.apparatus.nodes import ml_experiment, ml_provenance
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.home import home
from build_tools.sphinxext.numbers import Format, render
from build_tools.sphinxext.vocabulary import OurPostTransform
from build_tools.sphinxext.words import word

GIB = 2**30


class Provenance(OurPostTransform):
    """Writes the line in every format; an experiment without records or claims loses it."""

    default_priority = 8

    def work(self) -> None:
        """Visit the experiments of the page."""
        for node in self.document.findall(ml_experiment):
            line = next((each for each in node.children if isinstance(each, ml_provenance)), None)
            if line is None:
                continue
            known = context_of(self.app).records(home(node, self.env))
            cells = [each for each in node.findall(nodes.container) if "cell_metadata" in each]
            noted = [cell["cell_metadata"].get("mlsysbook", {}) for cell in cells]
            ids = [name for each in noted for name in each.get("records", [])]
            claims = [claim for each in noted for claim in each.get("claims", [])]
            parts = facts(
                [known[name] for name in ids if name in known],
                claims,
                str(self.config.language or "en"),
            )
            if not parts:
                node.remove(line)
                continue
            line += nodes.Text(" · ".join(parts))
            for claim in claims:
                if not claim["holds"]:
                    line += _not_reproduced(claim["text"])


def facts(records: list[Record], claims: list[dict[str, Any]], language: str) -> list[str]:
    """Return the parts of the line: machines, dates, repeats, spread, models, claims that hold."""
    measured = [each for each in records if each.kind == "measured"]
    parts = [str(word("Measured on %s")) % name for name in _unique(map(_machine, measured))]
    parts += _unique(each.date[:10] for each in measured)
    repeats = sorted({each.n for each in measured if each.n and each.series is None})
    if repeats:
        shown = "–".join(render(n, "", Format("int"), language) for n in _ends(repeats))
        parts.append(str(word("%s repeats")) % shown)
    spread = max(filter(None, map(relative_spread, measured)), default=None)
    if spread is not None:
        shown = render(spread, "", Format("pct"), language)
        parts.append(str(word("spread at most %s of the value")) % shown)
    if records and not measured:
        parts.append(str(word("Computed, not measured")))
    if claims:
        held = sum(bool(claim["holds"]) for claim in claims)
        parts.append(
            str(word("%(held)s of %(all)s claims hold")) % {"held": held, "all": len(claims)}
        )
    return parts


def relative_spread(record: Record) -> float | None:
    """Return (high - low) / |value|, None where either is unknown or the value is 0."""
    if record.spread is None or not isinstance(record.value, int | float) or not record.value:
        return None
    low, high = record.spread
    return (high - low) / abs(record.value)


def _machine(record: Record) -> str:
    machine = record.machine
    parts = [str(machine["cpu"])] if machine.get("cpu") else []
    if machine.get("cores"):
        parts.append(str(word("%s cores")) % machine["cores"])
    if machine.get("memory"):
        parts.append(f"{machine['memory'] / GIB:.0f} GiB")
    return ", ".join(parts)


def _ends(numbers: list[int]) -> list[int]:
    return numbers if len(numbers) < 3 else [numbers[0], numbers[-1]]


def _unique(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _not_reproduced(text: str) -> nodes.inline:
    said = str(word("Not reproduced here: %s")) % text
    return nodes.inline("", f" {said}", classes=["ml-not-reproduced"])


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Provenance)
