"""Time the rules over 23 chapters: two real ones copied under other names, cold, warm, and after one change.

`python -m bench.checks` prints seconds; the copies keep their labels apart by a suffix.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from pathlib import Path

from build_tools.checks.run import check_book, chosen, open_book
from build_tools.core.book import read_book

ROOT = Path(__file__).parents[1]
CHAPTERS = 23
SOURCES = ("chapters/1-foundations/introduction.md", "chapters/3-performance/benchmarking.md")
LABEL = re.compile(r"(?<![\w-])((?:sec|fig|tab|eq|exp|wex|idea|def|prob)-[\w-]+)")


def make_book(root: Path) -> None:
    (root / "chapters").mkdir(parents=True)
    shutil.copytree(ROOT / "book", root / "book", ignore=shutil.ignore_patterns("theme", "locale"))
    shutil.copytree(ROOT / "exercises" / "chapters", root / "exercises" / "chapters")
    shutil.copy(ROOT / "exercises" / "misconceptions.toml", root / "exercises")
    config = "title: b\nbibtex_bibfiles: [book/references.bib]\nonly_build_toc_files: true\n"
    (root / "_config.yml").write_text(f"{config}sphinx: {{config: {{mlsysbook_profile: house}}}}\n")
    entries = ["format: jb-book", "root: book/index", "chapters:", "  - file: book/glossary"]
    for number in range(CHAPTERS):
        text = (ROOT / SOURCES[number % 2]).read_text(encoding="utf-8")
        (root / f"chapters/c{number}.md").write_text(LABEL.sub(rf"\1-{number}", text))
        entries.append(f"  - file: chapters/c{number}")
    (root / "_toc.yml").write_text("\n".join(entries) + "\n")


def seconds(root: Path) -> float:
    start = time.perf_counter()
    context, store = open_book(read_book(root))
    check_book(context, store, chosen())
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        make_book(root)
        print(f"{CHAPTERS} chapters, cold: {seconds(root):.2f} s")
        print(f"warm: {min(seconds(root) for _ in range(3)):.2f} s")
        page = root / "chapters" / "c3.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n")
        print(f"one chapter changed: {seconds(root):.2f} s")


if __name__ == "__main__":
    main()
