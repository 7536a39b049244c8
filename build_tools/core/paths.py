"""Where everything that a build makes lies, for one book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BuildPaths:
    """The folders under a book's output folder (`_build` beside its `_config.yml` unless told otherwise).

    What a user publishes or reads: `html`, `pdf`, `epub`, `report`, `records`. Everything under `cache`
    can be deleted at any time and only costs time.
    """

    output: Path

    @property
    def html(self) -> Path:
        """The site; with several editions each lies in a folder named by its code."""
        return self.output / "html"

    @property
    def pdf(self) -> Path:
        """One PDF per edition."""
        return self.output / "pdf"

    @property
    def epub(self) -> Path:
        """One EPUB per edition."""
        return self.output / "epub"

    @property
    def report(self) -> Path:
        """What checks and builds found, as JSON and SARIF; page maps of the PDFs."""
        return self.output / "report"

    @property
    def records(self) -> Path:
        """Recorded values, `<docname>/<id>.json`, large series beside them as `.npz`."""
        return self.output / "records"

    @property
    def cache(self) -> Path:
        """Everything that only saves time."""
        return self.output / ".cache"

    @property
    def outputs(self) -> Path:
        """Executed outputs of cells: `<docname>/<fingerprint>.ipynb`."""
        return self.cache / "outputs"

    @property
    def math(self) -> Path:
        """Formulas already typeset, by their TeX."""
        return self.cache / "math"

    @property
    def figures(self) -> Path:
        """Figures already drawn, by their code, records and language."""
        return self.cache / "figures"

    def doctrees(self, edition: str) -> Path:
        """Sphinx's environment and doctrees of one edition."""
        return self.cache / "doctrees" / edition
