"""What a link check decides by itself: whose turn it is, when, and what an answer means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from itertools import pairwise

import pytest

from build_tools.checks.links.answer import Answer, Outcome, judge
from build_tools.checks.links.look import retry_after
from build_tools.checks.links.memory import Remembered, due
from build_tools.checks.links.policy import Policy

TODAY = date(2026, 11, 23)
PAGE = "<html><head><title>{}</title></head><body><h1>{}</h1><p id='here'>x</p></body></html>"


def test_a_host_gets_no_more_than_its_budget_and_the_oldest_first() -> None:
    urls = [f"https://a.org/{n}" for n in range(5)] + ["https://b.org/"]
    old = {
        url: Remembered(Outcome("broken"), TODAY - timedelta(days=n + 1))
        for n, url in enumerate(urls[:4])
    }
    chosen = due(urls, old, Policy(budget=3), TODAY)
    assert chosen == ["https://a.org/4", "https://b.org/", "https://a.org/3", "https://a.org/2"]


def test_links_asked_together_come_due_apart_and_within_bounds() -> None:
    urls = [f"https://h{n}.org/" for n in range(200)]
    known = {url: Remembered(Outcome("good"), TODAY) for url in urls}
    counts = [
        len(due(urls, known, Policy(age=28), TODAY + timedelta(days=day))) for day in range(40)
    ]
    assert counts[20] == 0
    assert counts[35] == 200
    assert max(b - a for a, b in pairwise(counts)) < 40


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for text, seconds in [
        ("120", 120.0),
        (format_datetime(now + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(now - timedelta(seconds=90), usegmt=True), 0.0),
        ("soon", None),
        ("-3", None),
    ]:
        headers = Message()
        headers["Retry-After"] = text
        assert retry_after(headers, now) == seconds
    assert retry_after(Message(), now) is None


@pytest.mark.parametrize("title", ["Room 404", "Finding what was not lost", "HTTP 404 explained"])
def test_a_page_about_404_is_not_one(title: str) -> None:
    page = PAGE.format(title, title).encode()
    assert judge("https://a.org/x", Answer(200, kind="text/html", body=page)).kind == "good"
