"""Grading natively and in Chromium comes to the same, and where it does not, that is found."""

import pytest

from build_tools.checks.chromium import find_chromium
from build_tools.exercise import Library
from build_tools.exercise.proving import grade_all, tasks_of
from build_tools.pipeline.in_browser import compare
from tests.exercise.conftest import EXERCISE
from tests.laboratory.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(180)]


def test_a_result_that_depends_on_the_machine_is_found(root):
    if find_chromium() is None:
        pytest.skip("needs Chromium")
    tests = root / EXERCISE / "tests.py"
    machine = (
        "\n\ndef test_the_machine(work):\n    import sys\n"
        "    assert sys.maxsize > 2**32, 'the addresses are short'\n"
    )
    tests.write_text(tests.read_text() + machine)
    exercise = Library(root).exercise("queues/sum-waits")
    native = grade_all([exercise], None, 2, lambda *_step: None)
    tasks = [each for each in tasks_of(exercise) if each.name in ("solution", "mutants/negative")]
    found = compare(ROOT, tasks, native, lambda *_step: None)
    assert len(found) == 2
    for each in found:
        assert "'the machine' passed here, failed there. the addresses are short" in each.message
