"""Runs test files by pytest and says what came of each test: the same code natively and in a page."""

from __future__ import annotations

import json
import os
import sys

import hypothesis
import pytest

# The same few examples on both sides; the native suite draws more.
hypothesis.settings.register_profile(
    "page", max_examples=5, derandomize=True, database=None, deadline=None
)


class _Recorder:
    """A pytest plugin that keeps outcomes and the text of failures."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}
        self.failures: dict[str, str] = {}
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        for marker in ("slow", "browser", "timeout"):
            config.addinivalue_line("markers", marker)
        hypothesis.settings.load_profile("page")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._keep(report.nodeid, "failed", report.longreprtext)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.when == "call" or not report.passed:
            self._keep(report.nodeid, report.outcome, report.longreprtext)

    def _keep(self, nodeid: str, outcome: str, text: str) -> None:
        self.outcomes[nodeid] = outcome
        if outcome == "failed":
            self.failures[nodeid] = text[-2000:]


def run(files: list[str], left_out: list[str], root: str) -> str:
    """Run `files` below `root` without the node ids in `left_out`; return outcomes and failures as JSON."""
    os.chdir(root)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    recorder = _Recorder()
    arguments = ["-v", "--no-header", "--tb=short", "-p", "no:cacheprovider"]
    # No signals and no second file descriptors in a page; both sides do without.
    arguments += ["-p", "no:faulthandler", "--capture=sys", "-c", os.devnull, "--rootdir", root]
    deselected = [f"--deselect={each}" for each in left_out]
    pytest.main([*arguments, *deselected, *files], plugins=[recorder])
    return json.dumps(vars(recorder))
