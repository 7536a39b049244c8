"""`mlsysbook serve` and a browser's share of it: from a save to the changed page, in seconds."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAGE = "part2/chapter12"
_REST = 4.0


def save_to_reload(root: Path, rounds: int) -> list[float]:
    """Return the seconds of each round from a save to the new text in the page that a browser fetches."""
    times = []
    with _served(root) as url, urllib.request.urlopen(f"{url}_mlsysbook/events") as events:
        for number in range(rounds):
            time.sleep(
                _REST
            )  # An author pauses between saves; the next build is prepared meanwhile.
            text = f"Saved at {time.time_ns()} in round {number}."
            source = root / f"{PAGE}.md"
            content = f"{source.read_text()}\n{text}\n"
            start = time.perf_counter()
            source.write_text(content)
            while text not in _next_page(events, url):
                pass
            times.append(time.perf_counter() - start)
    return times


def _next_page(events: Iterator[bytes], url: str) -> str:
    for line in events:
        if line.startswith(b"data:") and f"{PAGE}.html".encode() in line:
            with urllib.request.urlopen(f"{url}{PAGE}.html") as page:
                return str(page.read().decode())
    raise RuntimeError("the server has ended")


@contextmanager
def _served(root: Path) -> Iterator[str]:
    program = Path(sys.executable).with_name("mlsysbook")
    command = [str(program), "serve", "--port", "0", str(root)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if "http://" in line:
                    yield next(word for word in line.split() if word.startswith("http://"))
                    break
            else:
                raise RuntimeError("the server did not start")
        finally:
            process.terminate()
