import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.core.book import read_book
from build_tools.core.diagnostics import BuildError
from tests.pipeline.books import built, content, copy_root, different, textbook


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_root("minimal", tmp_path_factory.mktemp("minimal"))
    outcome = built(root)
    assert not outcome.diagnostics
    return root


def test_pages_are_published_flat(minimal: Path) -> None:
    files = content(minimal / "_build" / "html")
    assert {"index.html", "one.html", "deep/two.html", "404.html", "search.html"} <= files.keys()
    assert "pagefind/pagefind.js" in files
    assert b"Two chapters and nothing else" in files["index.html"]


def test_an_unchanged_book_is_not_built_again(minimal: Path) -> None:
    (minimal / "one.md").touch()
    assert built(minimal).unchanged


def test_the_check_for_changes_does_not_import_sphinx(minimal: Path) -> None:
    script = (
        "import sys; from build_tools.cli import main\n"
        f"main(['html', {str(minimal)!r}], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('sphinx', 'nbclient')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "Nothing changed" in done.stderr
    assert done.stdout.strip() == "[]"


def test_a_site_that_someone_touched_is_published_again(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    built(root)
    page = root / "_build" / "html" / "one.html"
    whole = page.read_bytes()
    page.unlink()
    assert not built(root).unchanged
    assert page.read_bytes() == whole


def test_unchanged_pages_keep_their_files(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    built(root)
    html = root / "_build" / "html"
    before = (html / "deep" / "two.html").stat()
    with (root / "one.md").open("a") as page:
        page.write("\nAnother sentence.\n")
    outcome = built(root)
    after = (html / "deep" / "two.html").stat()
    assert "one.html" in outcome.files_changed
    assert "deep/two.html" not in outcome.files_changed
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert b"Another sentence." in (html / "one.html").read_bytes()


def test_a_removed_page_leaves_the_site(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    built(root)
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text().replace("      - file: deep/two\n", ""))
    (root / "deep" / "two.md").unlink()
    built(root)
    assert not (root / "_build" / "html" / "deep" / "two.html").exists()


@pytest.mark.slow
def test_one_process_two_processes_and_an_incremental_build_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    root = textbook(tmp_path)
    built(root, jobs=1)
    built(root, tmp_path / "two", jobs=2)
    assert not different(root / "_build" / "html", tmp_path / "two" / "html")
    page = root / "part1" / "chapter03.md"
    original = page.read_text()
    page.write_text(original.replace("## ", "## More ", 1) + "\n\n## The end\n\nA last word.\n")
    built(root)
    page.write_text(original)
    built(root)
    assert not different(root / "_build" / "html", tmp_path / "two" / "html")


def test_warnings_of_untouched_pages_are_not_forgotten(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    with (root / "one.md").open("a") as page:
        page.write("\n{ref}`sec-nowhere`\n")
    first = built(root)
    (root / "deep" / "two.md").write_text("# Two\n\nShorter.\n")
    second = built(root)
    third = built(root)
    assert third.unchanged
    for outcome in (first, second, third):
        (warning,) = outcome.diagnostics
        assert (warning.path, warning.line) == (Path("one.md"), 18)
        assert "sec-nowhere" in warning.message


def test_an_output_that_cannot_be_written_is_the_users_to_mend(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BuildError, match=r"build\.output-unwritable"):
        built(root, tmp_path / "file" / "_build")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_is_the_users_to_mend(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    root.chmod(0o555)
    with pytest.raises(BuildError, match="permission denied"):
        built(root)


def test_several_editions_lie_beside_each_other(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    with (root / "_config.yml").open("a") as config:
        config.write(
            "sphinx:\n  config:\n    mlsysbook_editions:\n"
            "      - {code: en, name: English}\n      - {code: ko, html: ko, sphinx: ko, name: 한국어}\n"
        )
    assert len(read_book(root).editions) == 2
    built(root)
    html = root / "_build" / "html"
    assert 'lang="ko"' in (html / "ko" / "one.html").read_text()
    entrance = (html / "index.html").read_text()
    assert 'href="ko/index.html"' in entrance
    assert "한국어" in entrance


def test_an_edited_question_outside_the_sources_is_seen(tmp_path: Path) -> None:
    root = copy_root("practice", tmp_path)
    built(root)
    assert built(root).unchanged
    quiz = next((root / "exercises" / "chapters").rglob("quiz.toml"))
    quiz.write_text(quiz.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert not built(root).unchanged
