"""An empty folder → a small Jupyter Book that builds."""

from __future__ import annotations

from pathlib import Path

import yaml

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import write_atomic

_TOC = """\
format: jb-book
root: index
parts:
  - caption: First part
    numbered: true
    chapters:
      - file: chapters/first
"""
_INDEX = """\
# {title}

Say here what the book is about and for whom it is.

```{{tableofcontents}}
```
"""
_CHAPTER = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---

(sec-first)=
# A first chapter

Text is [MyST Markdown](https://myst-parser.readthedocs.io): *emphasis*, math like $a^2 + b^2 = c^2$, and
references such as {ref}`sec-first`. Code cells run when the book is built:

```{code-cell} python
squares = [number**2 for number in range(10)]
sum(squares)
```

```{note}
`mlsysbook serve` shows the book in your browser and reloads each page as you save it.
```
"""


def new_book(directory: Path, title: str | None = None) -> None:
    """Write a book's files into `directory`. Raises BuildError when something is there already."""
    if directory.is_file() or (directory.is_dir() and any(directory.iterdir())):
        raise BuildError(
            Diagnostic(
                code=Code.NEW_EXISTS,
                message=f"{directory} is there already and not empty",
                remedy="Name a new folder, or an empty one.",
                path=directory,
            )
        )
    name = title or directory.resolve().name.replace("-", " ").capitalize()
    config = {
        "title": name,
        "author": "",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "auto"},
        "html": {"use_repository_button": False},
    }
    files = {
        "_config.yml": yaml.safe_dump(config, sort_keys=False, allow_unicode=True),
        "_toc.yml": _TOC,
        "index.md": _INDEX.format(title=name),
        "chapters/first.md": _CHAPTER,
        ".gitignore": "_build/\n",
    }
    for path, content in files.items():
        write_atomic(directory / path, content)
