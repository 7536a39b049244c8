"""Links to other hosts, against a server on loopback that misbehaves in every way hosts do."""

from __future__ import annotations

import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from build_tools.checks.links import lychee, patience
from build_tools.checks.links.answer import Answer
from build_tools.checks.links.patience import Clock
from build_tools.core.book import read_book
from build_tools.core.diagnostics import BuildError
from build_tools.pipeline.links import Linked, check_links

TODAY = date(2026, 11, 23)
PAGE = "<html><head><title>{}</title></head><body><h1>{}</h1><p id='here'>x</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by the first step of the path; what it was asked is in `server.asked`."""

    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        kind, _, rest = self.path.strip("/").partition("/")
        first = self.server.asked[self.path] == 1
        if kind.isdecimal():
            self._send(int(kind))
        elif kind == "busy":  # /busy/<Retry-After>: until the third request
            self._send(429 if self.server.asked[self.path] < 3 else 200, Retry_After=rest)
        elif kind == "shaky":
            self._send(500 if first else 200)
        elif kind == "slow":
            self.server.released.wait(8)
            self._send(200)
        elif kind == "moved":  # /moved/301-302: a chain, one status a step
            head, _, tail = rest.partition("-")
            self._send(int(head), Location=f"/moved/{tail}" if tail else "/good")
        elif kind == "front":
            self._send(302, Location="/")
        elif kind == "circle":
            self._send(302, Location="/circle/b" if rest == "a" else "/circle/a")
        elif kind == "lost":
            self._send(200, text=PAGE.format("Page not found", "Oops"))
        else:
            self._send(200)

    def _send(self, status: int, text: str = PAGE.format("Good", "Good"), **headers: str) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.released = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that did not wait."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


class LinkedBook:
    """A page of sources and the page built from it, with the links given, each on a line of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.waits: list[float] = []
        (root / "_toc.yml").write_text("format: jb-book\nroot: index\n")
        (root / "_config.yml").write_text("title: Links\n")
        self.allow("")

    def allow(self, more: str) -> None:
        ask = "[ask]\nprivate = true\ninterval = 0.0\ntimeout = 1.0\npause = 4.0\n"
        (self.root / "links.toml").write_text(ask + more)

    def link(self, *urls: str) -> None:
        lines = "\n".join(f"[x]({url})" for url in urls)
        (self.root / "index.md").write_text(f"# Links\n\n{lines}\n")
        site = self.root / "_build" / "html"
        site.mkdir(parents=True, exist_ok=True)
        anchors = "\n".join(f'<a href="{url}">x</a>' for url in urls)
        (site / "index.html").write_text(f'<html lang="en"><h1>L</h1>{anchors}</html>')

    def check(self, *, fix: bool = False, days: int = 0) -> Linked:
        clock = Clock(self.waits.append, lambda: 0.5)
        today = TODAY + timedelta(days)
        return check_links(read_book(self.root), lambda _: None, fix=fix, today=today, clock=clock)

    def found(self, *urls: str) -> list[tuple[str, str]]:
        self.link(*urls)
        return [(str(each.code), each.location) for each in self.check().diagnostics]


@pytest.fixture
def book(tmp_path: Path) -> LinkedBook:
    return LinkedBook(tmp_path)


def test_good_links_and_temporary_redirects_are_silent(book: LinkedBook, server: Server) -> None:
    good = ("/good", "/good#here", "/good?a=1&b=2", "/a(b)", "/moved/302-307", "/good#:~:text=x")
    assert book.found(*(server.url + each for each in good)) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/404", "link.broken"),
        ("/410", "link.broken"),
        ("/circle/a", "link.broken"),
        ("/403", "link.unreachable"),
        ("/500", "link.unreachable"),
        ("/slow", "link.unreachable"),
        ("/good#nowhere", "link.anchor"),
        ("/lost", "link.soft-404"),
        ("/paper.pdf", "link.soft-404"),
        ("/front/of/nothing", "link.soft-404"),
        ("/moved/301", "link.redirected"),
        ("/moved/301-302", "link.redirected"),
    ],
)
def test_a_bad_link_is_found_where_it_stands(
    book: LinkedBook, server: Server, path: str, code: str
) -> None:
    assert book.found(server.url + path) == [(code, "index.md:3:5")]


def test_a_closed_port_is_unreachable_and_broken_after_two_weeks(book: LinkedBook) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
        assert book.found(url) == [("link.unreachable", "index.md:3:5")]
        assert [str(each.code) for each in book.check(days=13).diagnostics] == ["link.unreachable"]
        later = book.check(days=14).diagnostics[0]
    assert later.code == "link.broken"
    assert "failing since 2026-11-23" in later.message


def test_a_host_that_never_answers_is_waited_for_once(book: LinkedBook) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert len(book.found(*(f"{url}/{n}" for n in range(4)))) == 4
    assert book.waits == [4.0, 8.0]


def test_an_error_that_passes_is_silent_and_waited_for(book: LinkedBook, server: Server) -> None:
    assert book.found(server.url + "/shaky") == []
    assert book.waits == [4.0]
    assert server.asked["/shaky"] == 2


def test_the_wait_that_a_host_asks_for_is_kept(book: LinkedBook, server: Server) -> None:
    assert book.found(server.url + "/busy/7") == []
    assert book.waits == [4.0, 7.0]


def test_a_host_that_asks_for_an_hour_is_left_alone(book: LinkedBook, server: Server) -> None:
    book.link(server.url + "/busy/3600")
    [told] = book.check().diagnostics
    assert (str(told.code), told.location) == ("link.unreachable", "index.md:3:5")
    assert "asks to wait 3600 s" in told.message
    assert (book.waits, server.asked["/busy/3600"]) == ([4.0], 2)


def test_a_permanent_redirect_is_rewritten_up_to_the_first_temporary_one(
    book: LinkedBook, server: Server
) -> None:
    book.link(server.url + "/moved/308-301-302#here", server.url + "/good")
    done = book.check(fix=True)
    assert (done.mended, done.diagnostics) == (1, [])
    text = (book.root / "index.md").read_text()
    assert text.split("\n")[2:4] == [
        f"[x]({server.url}/moved/302#here)",
        f"[x]({server.url}/good)",
    ]


def test_an_answer_is_remembered_until_its_day(book: LinkedBook, server: Server) -> None:
    url = server.url + "/good"
    book.link(url, server.url + "/404")
    assert book.check().asked == 2
    assert book.check(days=20).asked == 1  # what is broken is asked for each time
    assert book.check(days=36).asked == 2
    kept = json.loads((book.root / "links.json").read_text())
    assert kept[url] == {"checked": "2026-12-29", "kind": "good"}


def test_a_link_that_is_gone_from_the_book_is_forgotten(book: LinkedBook, server: Server) -> None:
    book.found(server.url + "/404", server.url + "/good")
    assert book.found(server.url + "/good") == []
    assert list(json.loads((book.root / "links.json").read_text())) == [server.url + "/good"]


def test_an_allowed_link_is_not_asked_for_until_its_date(book: LinkedBook, server: Server) -> None:
    entry = f'\n[[allow]]\nurl = "{server.url}/4*"\nreason = "robots"\nexpires = 2026-11-23\n'
    book.allow(entry)
    assert book.found(server.url + "/404") == []
    assert not server.asked
    told = book.check(days=1).diagnostics
    assert [(str(each.code), each.location, str(each.severity)) for each in told] == [
        ("link.broken", "index.md:3:5", "error"),
        ("link.allow-expired", "links.toml:7", "warning"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        '[[allow]]\nurl = "x"\nexpires = 2027-01-01\n',
        '[[allow]]\nurl = "x"\nreason = "y"\n',
        "budgets = 3\n",
        "budget = 'x'\n",
        "[alow]\n",
        "[[[\n",
    ],
)
def test_a_list_that_means_nothing_is_refused(book: LinkedBook, entry: str) -> None:
    book.allow(entry)
    book.link("http://127.0.0.1:1/")
    with pytest.raises(BuildError, match=r"links\.toml") as raised:
        book.check()
    assert raised.value.diagnostics[0].code == "config.invalid"


def test_an_identifier_of_the_bibliography_is_where_its_link_stands(
    book: LinkedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://doi.org/10.1000/182"
    monkeypatch.setattr(lychee, "ask", lambda urls, _: {each: Answer(404) for each in urls})
    monkeypatch.setattr(patience, "look", lambda *_: Answer(404))
    (book.root / "references.bib").write_text("@book{a,\n  doi = {10.1000/182},\n}\n")
    book.link(url)
    (book.root / "index.md").write_text("# Links\n")
    assert [each.location for each in book.check().diagnostics] == ["references.bib:2:10"]


def test_without_a_network_nothing_is_said_of_links(
    book: LinkedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lychee, "ask", lambda urls, _: {})
    monkeypatch.setattr(patience, "look", lambda *_: Answer(None, problem="no route"))
    book.link(*(f"https://{each}.org/" for each in "abc"))
    with pytest.raises(BuildError, match="no host answered"):
        book.check()
    assert not (book.root / "links.json").exists()


def test_own_machine_and_reserved_names_are_not_asked_for(book: LinkedBook) -> None:
    (book.root / "links.toml").unlink()
    book.link("http://localhost:8888/", "http://127.0.0.1:9/", "https://example.org/", "http://a/")
    done = book.check()
    assert (done.links, done.asked, done.diagnostics) == (0, 0, [])
