"""The driver sees what a build says and makes, and nothing else."""

from docutils import nodes

from tests.support.book_case import BookCase, Warned, claim, record, stream

FILES = {
    "_config.yml": "title: Book\n",
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n- file: page\n",
    "index.md": "# Book\n",
    "page.md": "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n# Page\n\n"
    "```{code-cell} python\nprint()\n```\n\n{ref}`nowhere`\n\n{value}`x`\n",
}


def book(tmp_path):
    return BookCase(tmp_path / "book").write(FILES)


def test_every_warning_is_seen_with_its_place(tmp_path):
    built = book(tmp_path).build()
    assert [(each.path, each.line) for each in built.warnings] == [("page.md", 13), ("page.md", 11)]
    assert built.codes[0] == "record.unknown"
    assert "nowhere" in built.warnings[1].message


def test_a_line_of_the_stream_that_is_no_warning_is_kept_whole(tmp_path):
    built = book(tmp_path).build()
    built.stream = "something fell over\n"
    assert built.warnings == [Warned("", None, "something fell over", "")]


def test_published_outputs_are_what_the_page_shows(tmp_path):
    made = book(tmp_path).publish("page", [stream("hello\n"), record("x", 2), claim("so", True)])
    page = made.build().page("page")
    assert page.select_one(".cell_output pre").text == "hello\n"
    assert page.select_one(".ml-value").text == "2"


def test_doctree_and_text_are_there(tmp_path):
    built = book(tmp_path).build("text")
    assert built.doctree("page").next_node(nodes.title).astext() == "Page"
    assert built.text("page").startswith("Page\n")


def test_an_earlier_build_is_used_again(tmp_path):
    made = book(tmp_path)
    assert made.build().read == ["index", "page"]
    assert made.write({"index.md": "# Changed\n"}).build().read == ["index"]


def test_a_copied_root_leaves_the_original_alone(tmp_path):
    copied = BookCase.copy("values", tmp_path)
    copied.write({"index.md": "# Changed\n"})
    assert (
        BookCase.copy("values", tmp_path / "again").root.joinpath("index.md").read_text()
        != "# Changed\n"
    )
