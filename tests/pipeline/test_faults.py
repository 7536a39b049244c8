"""What happens to a build that is killed, interrupted, run twice at once, or finds its cache damaged."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.books import built, content, copy_root, different

STAGES = ("loading", "reading", "writing", "indexing", "publishing")
CHANGE = "\n## A new section\n\nThat was not there before.\n"


def start(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "build_tools.cli", "html", str(root)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def stop_at(root: Path, stage: str, number: signal.Signals) -> int:
    """Send a signal to a build of `root` as soon as it says that it is at `stage`; returns its status."""
    with start(root) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(stage):
                os.killpg(process.pid, number)
                break
        else:
            pytest.fail(f"the build never came to {stage!r}")
        process.stderr.read()
    return process.returncode


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_build_leaves_the_old_site_and_the_next_one_equals_a_clean_one(
    tmp_path: Path, number: signal.Signals
) -> None:
    root = copy_root("minimal", tmp_path)
    html = root / "_build" / "html"
    built(root)
    text = (root / "one.md").read_text()
    for index, stage in enumerate(STAGES):
        old = content(html)
        (root / "one.md").write_text(f"{text}{CHANGE}\nVersion {index}.\n")
        status = stop_at(root, stage, number)
        assert status in (-signal.SIGKILL, 130, 0)
        if stage != "publishing":
            assert status != 0
            assert content(html) == old, stage
        built(root)
        clean = tmp_path / f"clean{index}"
        built(root, clean)
        assert different(html, clean / "html") == [], stage
        assert not [path for path in html.parent.iterdir() if path.name.startswith(".html")]


def test_two_builds_at_once_do_the_work_one_after_the_other(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    with start(root) as first, start(root) as second:
        said = [process.communicate()[1] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    # Which of them waits, and where, is up to the machine; test_lock.py sees to the waiting.
    assert sum("Nothing changed" in text for text in said) == 1


@pytest.mark.parametrize("name", ["environment.pickle", "one.doctree"])
def test_a_damaged_cache_is_found_said_and_made_again(tmp_path: Path, name: str) -> None:
    root = copy_root("minimal", tmp_path)
    built(root)
    whole = content(root / "_build" / "html")
    (root / "_build" / ".cache" / "doctrees" / "en" / name).write_bytes(b"\x80\x05damaged")
    with (root / "deep" / "two.md").open("a") as page:
        page.write("\n{numref}`Section %s <sec-one>`\n")
    outcome = built(root)
    codes = [str(each.code) for each in outcome.diagnostics]
    assert codes == ["build.cache-corrupt"]
    assert content(root / "_build" / "html")["one.html"] == whole["one.html"]
    assert built(root).unchanged
