import os
import random
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from tinytorch import durable
from tinytorch.checkpoint import Checkpoints

posix = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")

# A real process that dies inside its second save, by SIGKILL, at the named call.
DIES_AT = """
import os, signal, sys
import numpy as np
from tinytorch.checkpoint import Checkpoints
checkpoints = Checkpoints(sys.argv[1])
checkpoints.save(1, {"step": 1, "w": np.full(1000, 1.0)})
real = getattr(os, sys.argv[2])
def dies(*args):
    if sys.argv[3] == "after":
        real(*args)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, sys.argv[2], dies)
checkpoints.save(2, {"step": 2, "w": np.full(1000, 2.0)})
"""

SAVES_FOREVER = """
import sys
import numpy as np
from tinytorch.checkpoint import Checkpoints
checkpoints = Checkpoints(sys.argv[1])
step = 0
while True:
    step += 1
    checkpoints.save(step, {"step": step, "w": np.full(100_000, float(step))})
    print(step, flush=True)
"""


def whole(state):
    return (state["w"] == state["step"]).all()


@posix
@pytest.mark.parametrize(
    ("call", "when", "survivor"),
    [("fsync", "before", 1), ("replace", "before", 1), ("replace", "after", 2)],
)
def test_a_process_killed_inside_save_leaves_a_whole_checkpoint(tmp_path, call, when, survivor):
    child = subprocess.run([sys.executable, "-c", DIES_AT, str(tmp_path), call, when], timeout=50)
    assert child.returncode == -signal.SIGKILL
    state = Checkpoints(tmp_path).load()
    assert state["step"] == survivor
    assert whole(state)


@posix
def test_a_process_killed_at_any_moment_leaves_its_last_finished_checkpoint_or_the_next(tmp_path):
    moments = random.Random(0)
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", SAVES_FOREVER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as child:
            child.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            child.kill()
            finished = [int(line) for line in child.stdout.read().split()]
        state = Checkpoints(tmp_path).load()
        assert whole(state)
        assert state["step"] >= (finished[-1] if finished else 1)
        for step in Checkpoints(tmp_path).steps():
            Checkpoints(tmp_path).path(step).unlink()


def test_what_a_killed_writer_left_is_swept_by_the_next_save(tmp_path):
    (tmp_path / ".step-00000001.safetensors.99.tmp").write_bytes(b"half")
    Checkpoints(tmp_path).save(1, {})
    assert [path.name for path in tmp_path.iterdir()] == ["step-00000001.safetensors"]


def test_the_newest_are_kept_and_the_newest_is_loaded(tmp_path):
    checkpoints = Checkpoints(tmp_path / "made", keep=2)
    assert checkpoints.load() is None
    for step in (5, 10, 100_000_000):
        checkpoints.save(step, {"step": step})
    assert checkpoints.steps() == [10, 100_000_000]
    assert checkpoints.load() == {"step": 100_000_000}
    assert checkpoints.load(10) == {"step": 10}
    with pytest.raises(FileNotFoundError):
        checkpoints.load(5)


def test_keep_must_leave_one(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        Checkpoints(tmp_path, keep=0)


def test_a_failed_write_keeps_the_old_content_and_leaves_nothing(tmp_path, monkeypatch):
    path = durable.write(tmp_path / "f", b"old")

    def full(descriptor):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_content_reaches_the_disk_before_the_name(tmp_path, monkeypatch):
    calls = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, n=name, r=real: (calls.append(n), r(*a))[1])
    durable.write(tmp_path / "f", np.zeros(3).tobytes())
    assert calls == ["fsync", "replace", "fsync"]
