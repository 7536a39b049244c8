"""`mlsysbook exercise new`: a folder with every file of an exercise, to be filled in."""

from __future__ import annotations

from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import write_atomic
from build_tools.exercise.library import FOLDER
from build_tools.exercise.reading import ID

FILES = {
    "exercise.toml": """id = "{id}"
title = "{title}"
objective = 1
minutes = 20
where = "browser"
""",
    "prompt.md": """The situation, and what `solve` must do, with units and shapes.

```python
solve(1.0)  # 2.0
```
""",
    "starter.py": """def solve(value):
    \"\"\"Return … (unit) of … (unit).\"\"\"
    raise NotImplementedError
""",
    "solution.py": """def solve(value):
    \"\"\"Return … (unit) of … (unit).\"\"\"
    return 2.0 * value
""",
    "hints.md": """A question that points to the idea?

---

The principle, by name.

---

Almost the code.
""",
    "tests.py": """import random


def test_the_example(work):
    found = work.solve(1.0)
    assert found == 2.0, (
        f"expected 2.0 for the example, got {{found}}. Think of …"
    )


def test_other_values(work):
    draw = random.Random(1)
    for _ in range(5):
        value = draw.uniform(1, 9)
        found = work.solve(value)
        assert abs(found - 2.0 * value) < 1e-9, (
            f"expected {{2.0 * value:.3f}} for {{value:.3f}}, got "
            f"{{found}}. Think of …"
        )
""",
    "mutants/first.py": """\"\"\"misconception: an-id-of-misconceptions-toml

What the learner thought.
\"\"\"


def solve(value):
    return 2.0
""",
    "mutants/second.py": """\"\"\"misconception: an-id-of-misconceptions-toml

What the learner thought.
\"\"\"


def solve(value):
    return value + 1.0
""",
}


def new_exercise(root: Path, key: str, title: str) -> Path:
    """Write the files of `<chapter>/<exercise>` and return the folder. Raises BuildError when it exists."""
    chapter, _, name = key.partition("/")
    if not (ID.fullmatch(chapter) and ID.fullmatch(name)):
        raise BuildError(
            Diagnostic(
                code=Code.EXERCISE_MALFORMED,
                message=f"'{key}' names no exercise",
                remedy="Write CHAPTER/EXERCISE in lower case, words joined by hyphens.",
            )
        )
    folder = root / FOLDER / chapter / name
    if folder.exists():
        raise BuildError(
            Diagnostic(
                code=Code.NEW_EXISTS,
                message=f"{folder} exists",
                remedy="Choose another name, or remove the folder.",
                path=folder,
            )
        )
    for file, text in FILES.items():
        write_atomic(folder / file, text.format(id=name, title=title.replace('"', "'")))
    return folder
