"""Code that passes without doing the work does not pass: each trick is a test."""

from pathlib import Path

import pytest

from grading.host import check

TESTS = """
import math
import random

import numpy as np


def test_the_sum_of_squares(work):
    draw = random.Random(3)
    values = [draw.uniform(-5, 5) for _ in range(20)]
    expected = sum(each * each for each in values)
    found = work.energy(values)
    assert math.isclose(found, expected), f"expected {expected}, got {found}"
    assert np.allclose(found, expected), "the sum of squares is the energy"
    assert abs(found - expected) < 1e-9, "far off"
"""
HONEST = "def energy(values):\n    return sum(x * x for x in values)\n"
CHEATS = sorted((Path(__file__).parents[1] / "roots" / "cheats").glob("*.py"))


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_a_cheat_does_not_pass(path):
    report = check(path.read_text(), TESTS)
    assert not report.passed
    assert all(each.message.strip() for each in report.outcomes if not each.passed)


def test_honest_code_passes():
    assert check(HONEST, TESTS).passed


def test_a_solution_on_the_disk_is_not_read(tmp_path):
    solution = tmp_path / "solution.py"
    solution.write_text(HONEST)
    report = check(f"exec(open({str(solution)!r}).read())", TESTS)
    assert not report.passed
    assert "solution.py" in report.outcomes[0].message
