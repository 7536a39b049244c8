"""Do the three recipes learn? Five seeds each, with spread: ``python bench/tinytorch/learn.py``.

Prints a table and exits with 1 if a median misses its goal. ``--json FILE`` keeps every run.
"""

import argparse
import json
import statistics
import sys
from dataclasses import asdict
from pathlib import Path

from tinytorch import recipes
from tinytorch.utils.benchmark import environment

# The goal and its direction: accuracies at least, losses at most. A table of how often each character
# follows each pair of characters, counted on the same text, reaches a loss of 1.95.
GOALS = {"mnist_mlp": (0.94, "min"), "mnist_cnn": (0.97, "min"), "shakespeare_gpt": (1.95, "max")}


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the recipes for several seeds")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", choices=sorted(GOALS), action="append")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    print("  ".join(f"{name}: {value}" for name, value in environment().items()))
    runs, missed = [], 0
    for name in arguments.only or GOALS:
        results = [getattr(recipes, name)(seed=seed) for seed in range(arguments.seeds)]
        scores = [result.score for result in results]
        goal, direction = GOALS[name]
        middle = statistics.median(scores)
        good = middle >= goal if direction == "min" else middle <= goal
        missed += not good
        print(
            f"{name:16} {results[0].parameters:>8,} parameters  median {middle:.4f}  "
            f"range {min(scores):.4f} to {max(scores):.4f}  goal {goal}  "
            f"{'reached' if good else 'MISSED'}  "
            f"seconds {statistics.median(r.seconds for r in results):.1f}  "
            f"of CPU {statistics.median(r.cpu_seconds for r in results):.1f}",
            flush=True,
        )
        runs += [asdict(result) for result in results]
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"environment": environment(), "runs": runs}, indent=1)
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
