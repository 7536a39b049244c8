import os
import signal
import subprocess
import sys
from pathlib import Path

from build_tools.core.paths import BuildPaths
from build_tools.pipeline.clean import clean
from build_tools.pipeline.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from build_tools.pipeline.lock import locked
with locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(output: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_the_lock_and_waits(tmp_path: Path) -> None:
    said: list[str] = []
    with hold(tmp_path) as first:

        def tell(text: str) -> None:
            said.append(text)
            assert first.stdin is not None
            first.stdin.close()  # The first ends only after the second was told that it waits.

        with locked(tmp_path, tell):
            assert first.wait(timeout=10) == 0
    assert len(said) == 1
    assert f"process {first.pid}" in said[0]


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with hold(tmp_path) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        said: list[str] = []
        with locked(tmp_path, said.append):
            assert said == []


def test_a_lock_is_free_again_after_use(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path, lambda text: (_ for _ in ()).throw(AssertionError(text))):
            pass


def test_clean_keeps_what_may_have_taken_hours(tmp_path: Path) -> None:
    paths = BuildPaths(tmp_path / "_build")
    for folder in (paths.html, paths.outputs / "page", paths.records, paths.doctrees("en")):
        folder.mkdir(parents=True)
    clean(paths, everything=False, say=print)
    assert paths.outputs.is_dir()
    assert paths.records.is_dir()
    assert not paths.html.exists()
    assert not paths.doctrees("en").exists()
    clean(paths, everything=True, say=print)
    assert not paths.output.exists()
