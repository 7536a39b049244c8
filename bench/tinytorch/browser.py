"""tinytorch in Chromium under Pyodide: products against NumPy's `@`, and training steps.

    python bench/tinytorch/browser.py

`@` and tinytorch's product take turns on the same float32 matrices; medians with the range of the
repeats. The steps are those of train_step.py: same models, same data, Adam.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from models import SIZES

from build_tools.builders.browser import PACKAGE, VERSION, assemble
from build_tools.checks.chromium import PagePython, find_chromium, python_in_chromium

HERE = Path(__file__).parent
_RUN = """
import json, sys
if "/bench" not in sys.path:
    sys.path.insert(0, "/bench")
import in_page
json.dumps(in_page.{call})
"""


def show(name: str, times: list[float]) -> float:
    """Print the median and range of times in seconds; return the median in milliseconds."""
    in_order = sorted(1e3 * each for each in times)
    median = in_order[len(in_order) // 2]
    print(f"  {name:32s} {median:9.2f} ms  ({in_order[0]:.2f} to {in_order[-1]:.2f})")
    return median


def measure(python: PagePython, repeats: int, steps: int) -> None:
    """Print both tables."""

    def ask(call: str) -> Any:
        return json.loads(python.run(_RUN.format(call=call), seconds=500))

    about = ask("versions()")
    print(f"Pyodide {VERSION}, Python {about['python']}, NumPy {about['numpy']}")
    for n in (256, 512):
        times = ask(f"products({n}, {repeats})")
        print(f"\n{n} x {n} x {n}, float32, {repeats} repeats in turns")
        slow, fast = show("NumPy's @", times["numpy"]), show("tinytorch", times["tinytorch"])
        show("NumPy's einsum", times["einsum"])
        print(f"  x{slow / fast:.1f} faster than @, {2e-6 * n**3 / fast:.1f} GFLOP/s")
    print("\nAdam step")
    for name in ("mlp", "gpt"):
        result = ask(f"train({name!r}, {steps})")
        show(name, result["times"])
        first, last = result["losses"][0], result["losses"][-1]
        print(f"    {SIZES[name]}; loss {first:.4f} to {last:.4f} in {len(result['losses'])} steps")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--steps", type=int, default=10)
    args = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("Chromium is not installed (set CHROMIUM to its path)")
    print(f"load average {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as name:
        folder = assemble(HERE.parents[1], Path(name))
        with zipfile.ZipFile(folder / "bench.zip", "w") as archive:
            for module in ("in_page.py", "models.py", "worker.py"):
                archive.write(HERE / module, module)
        with python_in_chromium(folder, chromium, [PACKAGE], seconds=120) as python:
            python.unpack("bench.zip", "/bench")
            measure(python, args.repeats, args.steps)
    print(f"load average {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
