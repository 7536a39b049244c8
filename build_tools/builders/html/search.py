"""Written pages → Pagefind's index beside them, made anew only when a page's text changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pagefind_bin_extended

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import digest, write_atomic

FOLDER = "pagefind"
_PROGRAM = Path(pagefind_bin_extended.__file__).with_name("pagefind_extended")
# What is left out: interfaces that we do not use, and the clock's effect on the index (there is none).
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)
_BODY = re.compile(r"<(?:article|main)\b.*</(?:article|main)>", re.DOTALL)
_SECONDS = 300


def update_index(site: Path, language: str) -> bool:
    """Index the pages of `site` into `site/pagefind`; returns whether there was anything to do.

    Raises BuildError when Pagefind fails.
    """
    key = _key(site, language)
    mark = site / FOLDER / ".key"
    if mark.exists() and mark.read_text(encoding="utf-8") == key:
        return False
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    command = [
        str(_PROGRAM),
        *("--site", str(site)),
        *("--output-subdir", FOLDER),
        *("--force-language", language),
        # Source listings have line numbers and every page a header link mark; neither is text.
        *("--exclude-selectors", ".headerlink, .linenos, .sidebar, [hidden]"),
        "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode != 0:
        raise BuildError(
            Diagnostic(
                code=Code.BUILD_TOOL_MISSING,
                message=f"Pagefind could not index the pages: {(done.stderr or done.stdout).strip()}",
                remedy="Install the packages of requirements.lock again; the search index comes from "
                "pagefind-bin-extended.",
            )
        )
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
    write_atomic(mark, key)
    return True


def _key(site: Path, language: str) -> str:
    """Digest what is indexed: names and text of the pages, not the navigation around it."""
    parts = [language]
    for path in sorted(site.rglob("*.html")):
        relative = path.relative_to(site).as_posix()
        if relative.startswith("_static/"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        body = _BODY.search(text)
        parts += [relative, body[0] if body else text]
    return digest(*parts)
