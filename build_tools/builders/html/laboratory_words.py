"""The words of a page's laboratory → the language of the edition, for its scripts."""

from __future__ import annotations

from build_tools.sphinxext.words import word

# By the name that scripts use. Braces are filled in by the script.
_WORDS = {
    "run": "Run",
    "above": "Run all above",
    "stop": "Stop",
    "reset": "Reset",
    "edit": "Edit",
    "more": "Python in this page",
    "tools": "Cell {n}",
    "code": "Code of cell {n}",
    "output": "Output of cell {n}",
    "edited": "edited",
    "off": "Not run here",
    "native": "Not run here: this cell needs what a browser lacks, such as processes or the "
    "machine's own clock and libraries. Download the notebook to run it.",
    "skipped": "Not run: the book shows this cell only.",
    "loading": "Loading Python",
    "megabytes": "{loaded} of {total} MB",
    "waiting": "Waiting for the cell before",
    "running": "Running",
    "done": "Cell {n} has run, {seconds} s",
    "failed": "Cell {n} has failed: {kind}",
    "stopped": "Stopped. Names that the cells have made are still there.",
    "lost": "Stopped. The cell could not be interrupted, so Python was started anew: "
    "run the cells above again.",
    "ended": "Python has ended and was started anew: run the cells above again.",
    "yours": "Run in this page, {seconds} s, {memory} MB",
    "small": "at the small size of a test: a full run takes too long for a page",
    "nothing": "No output",
    "cut": "The output is longer than a page can show: {dropped} more characters were left out.",
    "restored": "The cell took away built-in names, which are back: {names}",
    "above_first": "Cells above have not run in this page yet.",
    "cell_line": "cell {n}, line {line}",
    "whole": "Whole traceback",
    "broken": "Python could not be loaded: {reason}",
    "record": "Recorded",
    "holds": "holds",
    "fails": "does not hold",
    "python": "Python {version}, {memory} MB of memory.",
    "no_python": "Python has not been started in this page.",
    "isolated": "Stop keeps what cells have computed.",
    "alone": "Stop starts Python anew: on this first page the browser cannot interrupt it. "
    "From the next page on it can.",
    "offline": "Save for offline ({megabytes} MB)",
    "offline_about": "The whole edition, with Python, is kept by this browser and then read and run "
    "without a network.",
    "offline_state": "Saved for offline: {megabytes} MB.",
    "offline_going": "Saving: {loaded} of {total} MB",
    "offline_failed": "Not saved: {reason}",
    "offline_clear": "Remove the offline copy",
    "offline_new": "A newer edition has been saved; the next page shows it.",
    "offline_none": "This browser, or the way that this page was opened, cannot keep an offline copy.",
    "own": "Your edits and progress",
    "own_about": "They are kept in this browser only.",
    "export": "Save to a file",
    "import": "Read from a file",
    "imported": "{number} entries were read. Load the page again to see them.",
    "import_failed": "Nothing was read: {reason}",
    "forget": "Forget all of it",
    "forgotten": "Edits and progress are gone.",
    "close": "Close",
}


def words() -> dict[str, str]:
    """Return each text by its name."""
    return {name: str(word(text)) for name, text in _WORDS.items()}
