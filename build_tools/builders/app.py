"""A Sphinx application that collects its warnings and survives a broken third-party extension."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from build_tools.builders.warnings import WarningCollector
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity


class BookApplication(Sphinx):
    """Sphinx without its own output. `tolerant` leaves out an extension that cannot be set up."""

    def __init__(
        self,
        *,
        srcdir: Path,
        outdir: Path,
        doctreedir: Path,
        buildername: str,
        config: dict[str, Any],
        warnings: WarningCollector,
        tolerant: bool,
    ) -> None:
        self.collector = warnings
        self._tolerant = tolerant
        self._attached = False
        outdir.mkdir(parents=True, exist_ok=True)
        super().__init__(
            srcdir=srcdir,
            confdir=None,
            outdir=outdir,
            doctreedir=doctreedir,
            buildername=buildername,
            confoverrides=config,
            status=None,
            warning=None,
        )

    def setup_extension(self, extname: str) -> None:
        """Set up an extension; the first call comes before any warning can."""
        if not self._attached:
            self.collector.attach(self)
            self._attached = True
        try:
            super().setup_extension(extname)
        except BuildError:
            raise
        # A foreign extension raises what it likes: a missing module, an attribute of another Sphinx.
        except Exception as error:
            problem = Diagnostic(
                code=Code.BUILD_EXTENSION,
                message=f"the extension '{extname}' cannot be set up: {error or type(error).__name__}",
                remedy="Install what it needs, or remove it from sphinx.extra_extensions.",
                severity=Severity.WARNING if self._tolerant else Severity.ERROR,
                path=Path("_config.yml"),
            )
            if not self._tolerant:
                raise BuildError(problem) from error
            self.collector.add(problem)
