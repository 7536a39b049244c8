"""Sphinx's log records → diagnostics with file and line, remembered from one build to the next.

Sphinx warns about a page when it reads or writes it, so an incremental build is silent about every page that
it leaves alone. A reader of its output wants to know what is wrong with the book, not with the last change:
findings about untouched pages are carried over.
"""

from __future__ import annotations

import errno
import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sphinx.application import Sphinx
from sphinx.util import logging as sphinx_logging
from sphinx.util.build_phase import BuildPhase

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.core.files import write_atomic

Phase = Literal["start", "read", "cite", "whole", "write"]
_PHASES: dict[BuildPhase, Phase] = {
    BuildPhase.INITIALIZATION: "start",
    BuildPhase.READING: "read",
    BuildPhase.CONSISTENCY_CHECK: "whole",
    BuildPhase.RESOLVING: "write",
    BuildPhase.WRITING: "write",
}
_CODES = {str(code) for code in Code}
_LOCATION = re.compile(r"^(?P<path>.*?)(?::(?P<line>\d+))?:?$")
_DOCSTRING = re.compile(r":docstring of [^:]*")
# Sphinx logs these and goes on without the file; a site with a page missing is not a site.
_FATAL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EFBIG, errno.EIO}


@dataclass(frozen=True)
class Finding:
    """A diagnostic and where in a build it arose: `docname` is the page that was being worked on."""

    phase: Phase
    docname: str | None
    diagnostic: Diagnostic


class WarningCollector(logging.Handler):
    """Takes the place of Sphinx's handler of warnings and keeps each one once.

    Sphinx buffers warnings while it reads and sends them again when it is done. The first time tells which
    page it was at, the second is an equal finding and is dropped.
    """

    def __init__(self, root: Path, edition: str | None) -> None:
        super().__init__(logging.WARNING)
        self.root = root
        self.edition = edition
        self.findings: dict[Diagnostic, Finding] = {}
        self.failure: OSError | None = None
        self._app: Sphinx | None = None

    def attach(self, app: Sphinx) -> None:
        """Replace the handler that `Sphinx.__init__` made. Call before any extension is set up."""
        self._app = app
        logger = logging.getLogger(sphinx_logging.NAMESPACE)
        for handler in logger.handlers[:]:
            if isinstance(handler, sphinx_logging.WarningStreamHandler):
                logger.removeHandler(handler)
        self.addFilter(sphinx_logging.WarningSuppressor(app))
        self.addFilter(sphinx_logging.WarningLogRecordTranslator(app))
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as a diagnostic."""
        for argument in record.args if isinstance(record.args, tuple) else ():
            if isinstance(argument, OSError) and argument.errno in _FATAL:
                self.failure = argument
        self.add(self._diagnostic(record))

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep `diagnostic`, unless an equal one is there."""
        app = self._app
        phase = _PHASES[app.phase] if app is not None else "start"
        docname = None
        if phase == "read" and app is not None and getattr(app, "env", None) is not None:
            docname = app.env.temp_data.get("docname")
            if docname is None and "[bibtex." in diagnostic.message:
                phase = "cite"  # About all bibliographies together, once every page was read.
        elif phase == "write" and app is not None:
            docname = app.env.temp_data.get("docname") or getattr(
                app.builder, "current_docname", None
            )
        self.findings.setdefault(diagnostic, Finding(phase, docname, diagnostic))

    def merge(self, findings: Iterable[Finding]) -> None:
        """Add what a worker process found, or an earlier build about pages that this one left alone."""
        for finding in findings:
            self.findings.setdefault(finding.diagnostic, finding)

    def _diagnostic(self, record: logging.LogRecord) -> Diagnostic:
        given = getattr(record, "diagnostic", None)
        if isinstance(given, Diagnostic):
            return given if given.path is None else replace(given, path=self._near(given.path))
        path, line = self._place(getattr(record, "location", None))
        kinds = (getattr(record, "type", ""), getattr(record, "subtype", ""))
        kind = ".".join(str(part) for part in kinds if part)
        # Sphinx's own record class would put place and level into the message.
        message = logging.LogRecord.getMessage(record).strip().removesuffix(f"[{kind}]").rstrip()
        # Our own extension logs with type and subtype that together are a code, and a remedy below.
        ours = kind in _CODES
        head, _, remedy = message.partition("\n") if ours else (message, "", "")
        return Diagnostic(
            code=Code(kind) if ours else Code.BUILD_WARNING,
            message=f"{head} [{kind}]" if kind and not ours else head,
            remedy=remedy.strip(),
            severity=Severity.WARNING,
            path=path,
            line=line,
            edition=self.edition,
        )

    def _place(self, location: object) -> tuple[Path | None, int | None]:
        if not isinstance(location, str) or not location:
            return None, None
        match = _LOCATION.match(_DOCSTRING.sub("", location))
        if match is None or match["path"] in ("", "<unknown>"):
            return None, None
        return self._near(Path(match["path"])), int(match["line"]) if match["line"] else None

    def _near(self, path: Path) -> Path:
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path


def carried_over(
    old: Iterable[Finding],
    read: set[str],
    written: set[str],
    known: set[str],
    *,
    citations: bool = False,
) -> list[Finding]:
    """Return the findings of earlier builds that still hold: about pages neither read nor written now.

    `known` are the pages that exist; `citations` says that bibliographies were taken over as they were. What
    was found at the start or about the whole is found anew each time that anything is read.
    """
    return [
        each
        for each in old
        if (each.phase == "read" and each.docname in known - read)
        or (each.phase == "write" and each.docname in known - written)
        or (each.phase == "whole" and not read)
        or (each.phase == "cite" and (citations or not read))
    ]


def save_findings(path: Path, findings: Iterable[Finding]) -> None:
    """Write the findings as JSON. Raises OSError."""
    data = [
        {"phase": each.phase, "docname": each.docname, **each.diagnostic.to_json()}
        for each in findings
    ]
    write_atomic(path, json.dumps(data, ensure_ascii=False))


def load_findings(path: Path) -> list[Finding]:
    """Read the findings of the last build; none when there was none."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    return [Finding(each["phase"], each["docname"], Diagnostic.from_json(each)) for each in data]
