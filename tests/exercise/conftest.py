"""The exercise of the book `practice`, in a folder of the test's own."""

import shutil
from pathlib import Path

import pytest

from build_tools.pipeline.exercises import check

ROOT = Path(__file__).parents[1] / "roots" / "practice"
EXERCISE = Path("exercises/chapters/queues/sum-waits")
QUIZ = Path("exercises/chapters/queues/quiz.toml")


@pytest.fixture
def root(tmp_path):
    return Path(shutil.copytree(ROOT, tmp_path / "book"))


@pytest.fixture
def prove(root):
    """Change a text of the book, then check it; returns (path, line, message) of what is found."""

    def found(path=None, old="", new="", names=()):
        if path is not None:
            text = (root / path).read_text()
            assert old in text
            (root / path).write_text(text.replace(old, new, 1))
        outcome = check(root, names, 2, lambda _progress: None)
        return [(each.path.as_posix(), each.line, each.message) for each in outcome.diagnostics]

    return found
