"""The PDF and EPUB of a book are offered on its first page once they exist, and only then."""

from pathlib import Path

from build_tools.core.book import read_book
from tests.pipeline.books import built, copy_root


def offered(root: Path) -> list[str]:
    folder = root / "_build" / "html" / "_book"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_files_appear_change_and_go_with_the_book(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    assert built(root).unchanged is False
    assert offered(root) == []
    book = read_book(root)
    pdf = book.paths.pdf
    pdf.mkdir(parents=True)
    name = f"{book.project}-{book.editions[0].code}.pdf"
    (pdf / name).write_bytes(b"%PDF-1.7 one")
    assert built(root).unchanged is False
    assert offered(root) == [name]
    assert built(root).unchanged is True
    (pdf / name).write_bytes(b"%PDF-1.7 another")
    built(root)
    assert (root / "_build/html/_book" / name).read_bytes() == b"%PDF-1.7 another"
    (pdf / name).unlink()
    built(root)
    assert offered(root) == []
