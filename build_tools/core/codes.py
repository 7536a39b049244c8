"""The closed set of diagnostic codes, `area.kebab-case`, each with a page in `docs/diagnostics/`.

A new code needs three things in one commit: its line here, its page, and a test that triggers it.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What can be wrong. The value is what a user reads, suppresses and looks up."""

    # _config.yml
    CONFIG_MISSING = "config.missing"
    CONFIG_MALFORMED = "config.malformed"
    CONFIG_INVALID = "config.invalid"
    CONFIG_UNKNOWN_KEY = "config.unknown-key"
    # _toc.yml
    TOC_MISSING = "toc.missing"
    TOC_MALFORMED = "toc.malformed"
    TOC_INVALID = "toc.invalid"
    TOC_MISSING_FILE = "toc.missing-file"
    TOC_DUPLICATE_FILE = "toc.duplicate-file"
    TOC_EMPTY_GLOB = "toc.empty-glob"
    # executing cells
    EXECUTE_CELL_FAILED = "execute.cell-failed"
    EXECUTE_TIMEOUT = "execute.timeout"
    EXECUTE_KERNEL_DIED = "execute.kernel-died"
    EXECUTE_KERNEL_MISSING = "execute.kernel-missing"
    EXECUTE_OUTPUT_TOO_LARGE = "execute.output-too-large"
    EXECUTE_MEMORY = "execute.memory"
    EXECUTE_CACHE_CORRUPT = "execute.cache-corrupt"
    EXECUTE_NOT_RUN = "execute.not-run"
    EXECUTE_STALE = "execute.stale"
    EXECUTE_MISSING_DATA = "execute.missing-data"
    EXECUTE_SCHEDULER = "execute.scheduler-unreachable"
    # evidence
    RECORD_UNKNOWN = "record.unknown"
    RECORD_DUPLICATE = "record.duplicate"
    RECORD_MALFORMED = "record.malformed"
    CLAIM_FAILED = "claim.failed"
    CLAIM_NOT_REPRODUCED = "claim.not-reproduced"
    # figures and mathematics
    FIGURE_MISSING = "figure.missing"
    FIGURE_FAILED = "figure.failed"
    FIGURE_NO_ALT = "figure.no-alt"
    FIGURE_GLYPH = "figure.missing-glyph"
    MATH_UNSUPPORTED = "math.unsupported"
    MATH_RENDERER = "math.renderer"
    # authors' directives
    DIRECTIVE_INVALID = "directive.invalid"
    # exercises and quizzes
    EXERCISE_MISSING = "exercise.missing"
    EXERCISE_MALFORMED = "exercise.malformed"
    EXERCISE_FAILED = "exercise.failed"
    # building
    BUILD_WARNING = "build.warning"
    BUILD_EXTENSION = "build.extension"
    BUILD_OUTPUT_UNWRITABLE = "build.output-unwritable"
    BUILD_TOOL_MISSING = "build.tool-missing"
    BUILD_CACHE_CORRUPT = "build.cache-corrupt"
    # printing
    PDF_IMAGE = "pdf.image"
    PDF_OVERFLOW = "pdf.overflow"
    # EPUB
    EPUB_INTERACTIVE = "epub.interactive"
    EPUB_REMOTE_IMAGE = "epub.remote-image"
    # starting something new
    NEW_EXISTS = "new.exists"
