"""Fonts that labels are measured in.

The page is set in Source Sans, which npm brings as WOFF2; Matplotlib measures with TrueType. So the
two faces that figures use are converted once into the cache. Without them, labels are measured in
DejaVu Sans, which is wider: nothing overlaps, some room is wasted.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from build_tools.core.files import write_atomic

PACKAGE = "node_modules/@fontsource/source-sans-3/files"
FACES = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-400-italic.woff2",
         "source-sans-3-latin-700-normal.woff2")  # fmt: skip


def sources(root: Path) -> list[Path]:
    """Return the WOFF2 files of our faces, from the npm packages of the book or of this repository."""
    for folder in (root, Path(__file__).parents[3]):
        found = [folder / PACKAGE / name for name in FACES if (folder / PACKAGE / name).is_file()]
        if found:
            return found
    return []


def truetype(source: Path, cache: Path) -> Path:
    """Convert a WOFF2 file into `cache`, once, and return the TrueType file."""
    target = cache / f"{source.stem}.ttf"
    if not target.is_file():
        # fontTools takes a quarter of a second to import and is needed only for this.
        from fontTools.ttLib import TTFont

        font = TTFont(source)
        font.flavor = None
        buffer = BytesIO()
        font.save(buffer)
        write_atomic(target, buffer.getvalue())
    return target
