"""A request for a figure → its drawing, from the cache when nothing that the script asked for changed.

An entry is found by the script, the code that draws, width and language. It remembers which records
and labels the script asked for and what it was given; it serves while these are the same. So a new
number elsewhere on the page, or another corrected sentence in its catalog, redraws nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from build_tools.core.files import digest, write_atomic
from build_tools.sphinxext.figures import fonts
from build_tools.sphinxext.figures.draw import Drawing, Request, draw, stamp


def drawing(request: Request, folder: Path) -> Drawing:
    """Return the figure from `folder`, or draw it and keep it there. Raises as `draw` does."""
    path = folder / f"{key(request)}.json"
    kept = _read(path)
    if kept is not None and _serves(kept, request):
        return kept
    made = draw(request)
    write_atomic(path, json.dumps(asdict(made), ensure_ascii=False))
    return made


def key(request: Request) -> str:
    """Return the name of the cache entry. Raises OSError when the script cannot be read."""
    faces = ",".join(path.name for path in fonts.sources(request.root))
    return digest(
        request.script.read_bytes(), _code(), faces, f"{request.width:.4f}", request.language
    )[:32]


@cache
def _code() -> str:
    """A digest of whatever decides how every figure looks."""
    here = Path(__file__).parent
    ours = [(here / name).read_bytes() for name in ("draw.py", "style.py")]
    return digest(version("matplotlib"), *ours)


def _read(path: Path) -> Drawing | None:
    try:
        return Drawing(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        # A damaged entry costs one drawing; it is written anew.
        return None


def _serves(kept: Drawing, request: Request) -> bool:
    records = request.records
    return all(
        name in records and stamp(records[name]) == before for name, before in kept.records.items()
    ) and all(request.translate(label) == before for label, before in kept.labels.items())
