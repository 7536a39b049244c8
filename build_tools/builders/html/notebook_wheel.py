"""The wheel of the book's own packages → beside the notebooks of an edition, and the cell that installs it.

The public index has a package called `tinytorch` that is somebody else's. A downloaded notebook therefore
names the book's site and no index: a page of links, whose address stays while the wheel's name changes.
"""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from typing import Any

from build_tools.builders import shared
from build_tools.builders.browser import PACKAGE
from build_tools.core.book import Book
from build_tools.core.files import write_if_changed

OURS = ("tinytorch", "evidence")
LINKS = "index.html"
_PATTERN = f"{PACKAGE.replace('-', '_')}-*.whl"


def place_wheel(book: Book, folder: Path) -> bool:
    """Copy the wheel and write the page of links into `folder`; False where pages run no Python."""
    wheels = [
        path for staged in shared.staged(book).values() for path in sorted(staged.glob(_PATTERN))
    ]
    if not wheels:
        return False
    [wheel] = wheels
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / wheel.name).is_file():
        for old in folder.glob(_PATTERN):
            old.unlink()
        shutil.copyfile(wheel, folder / wheel.name)
    name = escape(wheel.name)
    write_if_changed(
        folder / LINKS,
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title></head>\n'
        f'<body><a href="{name}">{name}</a></body></html>\n',
    )
    return True


def install_cell(site: str, sources: list[str]) -> dict[str, Any] | None:
    """Return the first cell of a notebook whose cells import our packages; `site` is the folder's address."""
    text = "\n".join(sources)
    used = [name for name in OURS if f"import {name}" in text or f"from {name}" in text]
    if not site or not used:
        return None
    lines = [
        "# The book's own packages, from the book's own site. A package of the",
        "# same name on the public index is not this one.",
        "import importlib.util",
        "",
        f'if importlib.util.find_spec("{used[0]}") is None:',
        f"    %pip install -q --no-index --no-deps --find-links {site} {PACKAGE}",
    ]
    return {
        "cell_type": "code",
        "id": "cell-0",
        "metadata": {},
        "source": "\n".join(lines),
        "outputs": [],
        "execution_count": None,
    }
