import json
from pathlib import Path

from build_tools.builders.epub.contents import Document
from build_tools.builders.epub.markup import parsed
from build_tools.builders.epub.pages import page_list

REPORT = {
    "labels": ["i", "ii", "1", "2"],
    "anchors": {
        "part.queues--top": "ii",
        "part.queues--eq:1": "1",
        "part.queues--late": "1",
        "a--b--end": "2",
        "gone--x": "2",
    },
}


def documents() -> list[Document]:
    body = '<section id="top"><p id="eq-1"/><p id="late"/></section>'
    return [
        Document("q.xhtml", "part/queues", parsed(body), "Q"),
        Document("ab.xhtml", "a--b", parsed('<p id="end"/>'), "AB"),
    ]


def test_each_printed_page_leads_to_the_first_place_on_it(tmp_path: Path) -> None:
    report = tmp_path / "pages-en.json"
    report.write_text(json.dumps(REPORT))
    assert page_list(report, documents()) == [
        ("ii", "q.xhtml#top"), ("1", "q.xhtml#eq-1"), ("2", "ab.xhtml#end"),
    ]  # fmt: skip


def test_without_a_pdf_there_are_no_pages(tmp_path: Path) -> None:
    assert page_list(tmp_path / "pages-en.json", documents()) == []


def test_to_a_page_without_an_id_leads_the_last_place_before_it(tmp_path: Path) -> None:
    report = tmp_path / "pages-en.json"
    told = {**REPORT, "labels": ["i", "ii", "1", "2", "3", "4"], "blank": ["4"]}
    report.write_text(json.dumps(told))
    assert page_list(report, documents())[1:] == [
        ("1", "q.xhtml#eq-1"), ("2", "ab.xhtml#end"), ("3", "ab.xhtml#end"),
    ]  # fmt: skip
