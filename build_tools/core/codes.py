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
    # checks: markup, labels, references
    MARKUP_UNCLOSED = "markup.unclosed"
    MARKUP_ROLE = "markup.role"
    LABEL_DUPLICATE = "label.duplicate"
    LABEL_UNUSED = "label.unused"
    LABEL_PREFIX = "label.prefix"
    REFERENCE_UNDEFINED = "reference.undefined"
    REFERENCE_KIND = "reference.kind"
    REFERENCE_ANCHOR = "reference.anchor"
    REFERENCE_FILE = "reference.file"
    LINK_MALFORMED = "link.malformed"
    # checks: sources
    CITATION_UNDEFINED = "citation.undefined"
    CITATION_UNUSED = "citation.unused"
    BIBLIOGRAPHY_MALFORMED = "bibliography.malformed"
    BIBLIOGRAPHY_DUPLICATE = "bibliography.duplicate"
    BIBLIOGRAPHY_IDENTIFIER = "bibliography.identifier"
    # checks: figures
    FIGURE_NO_CAPTION = "figure.no-caption"
    FIGURE_NO_SOURCE = "figure.no-source"
    FIGURE_ALT_REPEATS = "figure.alt-repeats-caption"
    FIGURE_UNREFERENCED = "figure.unreferenced"
    FIGURE_RASTER = "figure.raster"
    FIGURE_CONTRAST = "figure.contrast"
    FIGURE_COLOR = "figure.color-only"
    # checks: text
    HEADING_JUMP = "heading.jump"
    HEADING_TITLE = "heading.title"
    HEADING_UNLABELED = "heading.unlabeled"
    GLOSSARY_UNDEFINED = "glossary.undefined"
    GLOSSARY_UNUSED = "glossary.unused"
    GLOSSARY_DUPLICATE = "glossary.duplicate"
    ACRONYM_EXPANSION = "acronym.before-expansion"
    NUMBER_LITERAL = "number.literal"
    UNIT_STYLE = "unit.style"
    SPELLING_UNKNOWN = "spelling.unknown"
    WRITING_REPEATED = "writing.repeated-word"
    WRITING_INCLUSIVE = "writing.inclusive"
    INSTALL_FORBIDDEN = "install.forbidden"
    # checks: code
    RECORD_UNUSED = "record.unused"
    LISTING_LINES = "listing.line-numbers"
    LISTING_MISSING = "listing.missing"
    LISTING_UNUSED = "listing.unused"
    CELL_WIDTH = "cell.width"
    CELL_SYNTAX = "cell.syntax"
    CELL_TAG = "cell.tag"
    NOTEBOOK_HYGIENE = "notebook.hygiene"
    # checks: the contract of our own book
    CHAPTER_CONTRACT = "chapter.contract"
    CHAPTER_SECTION = "chapter.section"
    EXERCISE_OBJECTIVE = "exercise.objective"
    EXERCISE_UNUSED = "exercise.unused"
    MISCONCEPTION_UNDEFINED = "misconception.undefined"
    MISCONCEPTION_UNUSED = "misconception.unused"
    DECISION_MALFORMED = "decision.malformed"
    DECISION_UNDEFINED = "decision.undefined"
    DECISION_UNUSED = "decision.unused"
    # checks: files and what was published
    PAGE_ORPHAN = "page.orphan"
    FILE_TOO_LARGE = "file.too-large"
    TARGET_VANISHED = "target.vanished"
    TARGET_REDIRECT = "target.redirect"
    TARGET_UNREGISTERED = "target.unregistered"
    # checks: translations
    TRANSLATION_MALFORMED = "translation.malformed"
    TRANSLATION_PARITY = "translation.parity"
    TRANSLATION_STALE = "translation.stale"
    TRANSLATION_WIDTH = "translation.width"
    TRANSLATION_SCRIPT = "translation.script"
    TRANSLATION_TERM = "translation.term"
    # checks: the built website
    OUTPUT_LINK = "output.link"
    OUTPUT_FRAGMENT = "output.fragment"
    OUTPUT_ID = "output.duplicate-id"
    OUTPUT_REMOTE = "output.remote"
    OUTPUT_HEADING = "output.heading"
    OUTPUT_LANGUAGE = "output.language"
    # links to other hosts
    LINK_BROKEN = "link.broken"
    LINK_UNREACHABLE = "link.unreachable"
    LINK_REDIRECTED = "link.redirected"
    LINK_SOFT_404 = "link.soft-404"
    LINK_ANCHOR = "link.anchor"
    LINK_ALLOW_EXPIRED = "link.allow-expired"
    # building
    BUILD_WARNING = "build.warning"
    BUILD_EXTENSION = "build.extension"
    BUILD_OUTPUT_UNWRITABLE = "build.output-unwritable"
    BUILD_TOOL_MISSING = "build.tool-missing"
    BUILD_CACHE_CORRUPT = "build.cache-corrupt"
    # printing
    PDF_ACCESS = "pdf.access"
    PDF_FONT = "pdf.font"
    PDF_IMAGE = "pdf.image"
    PDF_OVERFLOW = "pdf.overflow"
    PDF_SCREEN = "pdf.screen"
    # EPUB
    EPUB_INTERACTIVE = "epub.interactive"
    EPUB_IMAGE = "epub.image"
    EPUB_REMOTE_IMAGE = "epub.remote-image"
    # starting something new
    NEW_EXISTS = "new.exists"
