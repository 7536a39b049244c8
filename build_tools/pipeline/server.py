"""A published site → pages on loopback that reload themselves when they are rebuilt."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

EVENTS = "/_mlsysbook/events"
# Added to pages as they are served; the files on disk are what will be published.
_SCRIPT = f"""<script>
new EventSource("{EVENTS}").onmessage = function (event) {{
  var changed = JSON.parse(event.data);
  var page = decodeURIComponent(location.pathname).slice(1);
  if (page === "" || page.endsWith("/")) page += "index.html";
  var shared = /^_(static|images)[/]/;
  if (changed.some(function (name) {{ return name === page || shared.test(name); }})) location.reload();
}};
</script>
""".encode()
_HEARTBEAT = 15.0


class Broadcast:
    """Tells every open page which files changed."""

    def __init__(self) -> None:
        self._queues: set[queue.SimpleQueue[bytes]] = set()
        self._lock = threading.Lock()

    def subscribe(self) -> queue.SimpleQueue[bytes]:
        """Return a queue of events for one page."""
        mailbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        with self._lock:
            self._queues.add(mailbox)
        return mailbox

    def unsubscribe(self, mailbox: queue.SimpleQueue[bytes]) -> None:
        """Forget a page that was closed."""
        with self._lock:
            self._queues.discard(mailbox)

    def send(self, changed: Iterable[str]) -> None:
        """Send the names of changed files, relative to the site's root."""
        message = f"data: {json.dumps(sorted(changed))}\n\n".encode()
        with self._lock:
            for mailbox in self._queues:
                mailbox.put(message)


class _Handler(SimpleHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(args[2].site), **kwargs)

    def do_GET(self) -> None:
        """Answer with a file of the site, or with the stream of changes."""
        if urlsplit(self.path).path == EVENTS:
            self._events()
            return
        path = self._page()
        if path is None:
            super().do_GET()
        elif path.is_file():
            self._html(path, HTTPStatus.OK)
        else:
            self._html(self.server.site / "404.html", HTTPStatus.NOT_FOUND)

    def _page(self) -> Path | None:
        """Return the HTML file that the request is for; None for anything else."""
        name = unquote(urlsplit(self.path).path)
        translated = Path(self.translate_path(self.path))
        if translated.is_dir() and name.endswith("/"):
            return translated / "index.html"
        if translated.suffix == ".html" or not translated.exists():
            return translated
        return None

    def _html(self, path: Path, status: HTTPStatus) -> None:
        try:
            body = path.read_bytes()
        except FileNotFoundError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = body.replace(b"</body>", _SCRIPT + b"</body>", 1)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        mailbox = self.server.broadcast.subscribe()
        try:
            self.wfile.write(b": open\n\n")
            while True:
                try:
                    message = mailbox.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    message = b": still here\n\n"
                self.wfile.write(message)
        except (BrokenPipeError, ConnectionResetError):
            pass  # The page was closed; its browser opens a new stream when it comes back.
        finally:
            self.server.broadcast.unsubscribe(mailbox)

    def end_headers(self) -> None:
        """Isolate pages from others, as the service worker does on a plain host."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Stay silent: requests are of no interest to an author."""


class SiteServer(ThreadingHTTPServer):
    """Serves `site` on loopback; `port` 0 takes any free one. Raises OSError when the port is taken."""

    daemon_threads = True

    def __init__(self, site: Path, port: int) -> None:
        self.site = site
        self.broadcast = Broadcast()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """Where a browser finds the site."""
        return f"http://127.0.0.1:{self.server_address[1]}/"
