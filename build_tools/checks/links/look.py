"""One link → a full answer: the redirects, the type, the beginning of the page, how long to wait.

lychee tells neither what a page says nor what `Retry-After` asks for; this does, one request at a time.
"""

from __future__ import annotations

import contextlib
import http.client
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag
from urllib.request import HTTPRedirectHandler, Request, build_opener

from build_tools.checks.links.answer import Answer, has_place
from build_tools.checks.links.lychee import AGENT

_MOST = 1_000_000


def look(url: str, timeout: float) -> Answer:
    """Ask for `url`, an address of http or https; a host that does not answer is an answer too."""
    address, fragment = urldefrag(url)
    steps = _Steps()
    # A browser sends what is not ASCII percent-encoded; urllib wants it so.
    sent = quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    try:
        request = Request(sent, headers={"User-Agent": AGENT, "Accept": "*/*"})
        with build_opener(steps).open(request, timeout=timeout) as response:
            kind = response.headers.get_content_type()
            body = response.read(_MOST) if kind in ("text/html", "application/xhtml+xml") else b""
            status = response.status
    except HTTPError as error:
        with contextlib.closing(error):
            circle = "redirect" in str(error.msg) and 300 <= error.code < 400
            wait = retry_after(error.headers, datetime.now(UTC))
        return Answer(error.code, tuple(steps.hops), retry_after=wait, circle=circle)
    except (URLError, http.client.HTTPException, OSError, ValueError) as error:
        return Answer(None, tuple(steps.hops), problem=_words(error))
    # A page cut off at the limit may have its places further down.
    missing = bool(fragment and body) and len(body) < _MOST and not has_place(body, fragment)
    return Answer(status, tuple(steps.hops), no_place=missing, kind=kind, body=body)


def retry_after(headers: Message, now: datetime) -> float | None:
    """Return the seconds of `Retry-After`, which are a number or a date (RFC 9110, 10.2.3)."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())


class _Steps(HTTPRedirectHandler):
    """Notes each redirect that is followed."""

    def __init__(self) -> None:
        self.hops: list[tuple[int, str]] = []

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """Follow as urllib does."""
        self.hops.append((code, newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _words(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return str(getattr(reason, "strerror", None) or reason) or type(reason).__name__
