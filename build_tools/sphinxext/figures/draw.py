"""A figure script, records and a translation → a raw SVG drawing and all that the script asked for."""

from __future__ import annotations

import importlib.util
import io
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from build_tools.core.files import digest
from build_tools.execute.records import Record
from build_tools.sphinxext.figures import fonts, style

SALT = "mlsysbook"


@dataclass(frozen=True)
class Request:
    """One figure to draw: its script, the records at hand, its labels' translation, width in inches."""

    script: Path
    records: Mapping[str, Record]
    translate: Callable[[str], str]
    width: float
    language: str
    root: Path
    fonts: Path  # where converted fonts are kept


@dataclass(frozen=True)
class Drawing:
    """What a script drew. `labels` and `records` are what it asked for, with what it was given.

    `missing` holds the characters that no font could show, `notes` what Matplotlib warned of.
    """

    svg: str
    labels: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class FigureFailed(Exception):  # noqa: N818 - the script failed, not the drawing of it
    """A script that cannot be drawn: what happened and the line of the script."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class RecordMissing(KeyError):  # noqa: N818 - an answer, always turned into a diagnostic
    """A script asked for a record that its page does not have."""

    def __init__(self, record_id: str) -> None:
        super().__init__(record_id)
        self.record_id = record_id


class Records(Mapping[str, Record]):
    """The records of a page, noting which ones are asked for."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self.asked: dict[str, str] = {}

    def __getitem__(self, key: str) -> Record:
        if key not in self._records:
            raise RecordMissing(key)
        self.asked[key] = stamp(self._records[key])
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    # Mapping answers these by catching KeyError, which would ask for, and note, the record.
    def __contains__(self, key: object) -> bool:
        return key in self._records


def stamp(record: Record) -> str:
    """Return a digest of all that a figure can read from a record."""
    series = b"" if record.series is None else record.array.tobytes()
    parts = (record.kind, record.value, record.unit, record.n, record.spread, record.source)
    return digest(repr(parts), repr(sorted((record.machine or {}).items())), series)


def draw(request: Request) -> Drawing:
    """Run the script and return its drawing. Raises FigureFailed or RecordMissing."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    records = Records(request.records)
    labels: dict[str, str] = {}

    def t(label: str) -> str:
        labels[label] = request.translate(label)
        return labels[label]

    settings: Any = style.settings(request.width, _fonts(request))
    with warnings.catch_warnings(record=True) as caught, rc_context(settings):
        warnings.simplefilter("always")
        # What the garbage collector happens to find while a script draws is not the script's.
        warnings.simplefilter("ignore", ResourceWarning)
        figure = _run(request.script, records, t)
        if not isinstance(figure, Figure):
            raise FigureFailed(f"draw() returned {type(figure).__name__}, not a Figure", None)
        svg = _save(figure, request.width)
    notes = list(dict.fromkeys(str(each.message) for each in caught))
    missing = [_character(note) for note in notes if note.startswith("Glyph ")]
    notes = [note for note in notes if not note.startswith("Glyph ")]
    return Drawing(svg, labels, records.asked, missing, notes)


def _fonts(request: Request) -> list[str]:
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    if style.FAMILY not in known:
        for source in fonts.sources(request.root):
            font_manager.fontManager.addfont(fonts.truetype(source, request.fonts))
        known = {font.name for font in font_manager.fontManager.ttflist}
    return [family for family in style.families(request.language) if family in known]


def _run(script: Path, records: Records, t: Callable[[str], str]) -> Any:
    try:
        return _load(script).draw(records, t)
    except RecordMissing:
        raise
    except Exception as error:
        # Any exception of the script's is its author's to mend; show it at the script's own line.
        line = next(
            (
                frame.lineno
                for frame in reversed(traceback.extract_tb(error.__traceback__))
                if Path(frame.filename) == script
            ),
            getattr(error, "lineno", None),
        )
        raise FigureFailed(f"{type(error).__name__}: {error}", line) from error


def _load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"mlsysbook_figure_{script.stem}", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _save(figure: Any, width: float) -> str:
    from matplotlib import pyplot

    drawn, height = figure.get_size_inches()
    if abs(drawn - width) > 1e-6:
        # Labels keep their size in points, so the figure is laid out again rather than scaled.
        figure.set_size_inches(width, height * width / drawn)
    buffer = io.StringIO()
    with pyplot.rc_context({"svg.hashsalt": SALT}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    return buffer.getvalue()


def _character(note: str) -> str:
    # "Glyph 22270 (\N{CJK UNIFIED IDEOGRAPH-56FE}) missing from font(s) DejaVu Sans."
    return chr(int(note.split()[1]))
