"""What the pages of this build stand for → files of an earlier one that nothing stands for any more.

Sphinx only ever adds to its output. Without this a removed page stays published, and an incremental build
differs from a clean one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.builders.html.downloads import FOLDER

if TYPE_CHECKING:
    from build_tools.builders.html.builder import BookHTMLBuilder

LIST = ".owned"


def remove_orphans(builder: BookHTMLBuilder) -> None:
    """Delete files that the last build made for a page, image or download which this one does not have."""
    site = Path(builder.outdir)
    record = site / LIST
    before = set(json.loads(record.read_text(encoding="utf-8"))) if record.exists() else set()
    now = owned(builder)
    for name in before - now:
        (site / name).unlink(missing_ok=True)
    record.write_text(json.dumps(sorted(now)), encoding="utf-8")


def owned(builder: BookHTMLBuilder) -> set[str]:
    """Return the files that exist because of something in the book, relative to the site."""
    env = builder.env
    site = Path(builder.outdir)
    names = {f"{builder.imagedir}/{name}" for _, name in env.images.values()}
    names |= {f"_downloads/{name}" for _, name in env.dlfiles.values()}
    names |= {f"{page}{builder.out_suffix}" for page in builder.pages_added}
    for docname in env.all_docs:
        names.add(Path(builder.get_outfilename(docname)).relative_to(site).as_posix())
        names |= {f"{FOLDER}/{docname}.ipynb", f"{FOLDER}/{docname}.py"}
        suffix = env.doc2path(docname, False)[len(docname) :]
        link = builder.config.html_sourcelink_suffix
        names.add(f"_sources/{docname}{suffix}{'' if suffix == link else link}")
    return names
