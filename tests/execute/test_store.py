import threading

import pytest

from build_tools.core.diagnostics import BuildError
from build_tools.execute import store as module
from build_tools.execute.planning import plan
from build_tools.execute.records import RECORD_MIME
from build_tools.execute.store import KEPT, Store, load, load_records
from tests.execute.conftest import page, pretend


def shown(book, docname="a"):
    return load(book, docname).notebook.cells[0].outputs[0]["text"]


def test_what_was_stored_is_loaded(make):
    book = make({"sub/a.md": page("1")})
    assert load(book, "sub/a") is None
    planned = pretend(book, "sub/a", "hello\n")
    executed = load(book, "sub/a")
    assert executed.fingerprint == planned.fingerprint
    assert executed.notebook.cells[0].outputs[0]["text"] == "hello\n"
    assert (executed.seconds, executed.complete, executed.machine) == (1.0, True, {})


def test_outputs_of_a_page_that_is_excluded_by_now_are_not_shown(make):
    book = make({"a.md": page("1")})
    pretend(book, "a")
    book = make({"a.md": page("1")}, execute="exclude_patterns: ['a.md']")
    assert load(book, "a") is None


def test_damaged_outputs_are_never_loaded(make):
    book = make({"a.md": page("1")})
    planned = pretend(book, "a")
    path = Store(book.paths).notebook_path("a", planned.fingerprint)
    path.write_text(path.read_text().replace("1", "2"))
    with pytest.raises(BuildError, match="damaged"):
        load(book, "a")
    with pytest.raises(BuildError, match="damaged"):
        load_records(book.paths, "a")


def test_only_the_last_few_are_kept(make):
    for at in range(KEPT + 3):
        book = make({"a.md": page(str(at))})
        pretend(book, "a")
    folder = Store(book.paths).index_path("a").parent
    assert len(list(folder.glob("*.ipynb"))) == KEPT
    assert plan(book, ["a"])[0].state == "fresh"


class Killed(BaseException):
    pass


@pytest.mark.parametrize("at", range(4))
def test_a_store_cut_short_leaves_the_old_outputs(make, monkeypatch, at):
    """Killed before its first, second … write: the notebook, two files of records, the index."""
    book = make({"a.md": page("1")})
    pretend(book, "a", "old\n")
    make({"a.md": page("2")})
    writes = []

    def write(path, content, real=module.write_atomic):
        if len(writes) == at:
            raise Killed
        writes.append(path.name)
        real(path, content)

    record = {"id": "x", "kind": "computed", "value": 1}
    with monkeypatch.context() as patch:
        patch.setattr(module, "write_atomic", write)
        patch.setattr("build_tools.core.files.write_atomic", write)
        with pytest.raises(Killed):
            store_with_records(book, [record, {**record, "id": "y"}])
    assert shown(book) == "old\n"
    assert plan(book, ["a"])[0].runs
    store_with_records(book, [record, {**record, "id": "y"}])
    assert set(load_records(book.paths, "a")) == {"x", "y"}
    assert (book.paths.records / "a" / "y.json").is_file()
    assert plan(book, ["a"])[0].state == "fresh"


def store_with_records(book, records):
    from build_tools.execute.job import RunOptions
    from build_tools.execute.planning import page_of
    from build_tools.execute.source import job_of

    [planned] = plan(book, ["a"])
    notebook = job_of(book, page_of(book, "a"), RunOptions()).notebook
    notebook.cells[0].outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {RECORD_MIME: each}}
        for each in records
    ]
    about = {"parts": planned.parts, "seconds": 1.0, "when": "", "complete": True}
    Store(book.paths).put("a", planned.fingerprint, notebook, about)


def test_two_runs_at_once_leave_one_whole_result(make):
    book = make({"a.md": page("1")})
    start = threading.Barrier(3)

    def store(text):
        start.wait()
        for _ in range(15):
            pretend(book, "a", text)

    threads = [threading.Thread(target=store, args=(f"{at}\n" * 100,)) for at in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert plan(book, ["a"])[0].state == "fresh"
    assert set(shown(book).split()) in ({"0"}, {"1"}, {"2"})
