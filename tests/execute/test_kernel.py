import asyncio
import json
import sys

import psutil
import pytest

from build_tools.execute.kernel import KernelFailed, running_kernel


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a kernel by the words that start it."""

    def write(name, *argv):
        folder = tmp_path / "kernels" / name
        folder.mkdir(parents=True)
        spec = {"argv": argv, "display_name": name, "language": "python"}
        (folder / "kernel.json").write_text(json.dumps(spec))
        monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
        return name

    return write


async def start(name):
    async with running_kernel(name, None):
        raise AssertionError("it cannot have come up")


def test_a_kernel_that_does_not_start_tells_why(install):
    name = install("broken", sys.executable, "-c", "raise SystemExit('no such library')")
    with pytest.raises(KernelFailed, match="no such library"):
        asyncio.run(start(name))


def test_a_kernel_that_never_answers_is_given_up(install, monkeypatch):
    monkeypatch.setattr("build_tools.execute.kernel.START_SECONDS", 1)
    name = install("silent", sys.executable, "-c", "import time; time.sleep(50)")
    with pytest.raises(KernelFailed, match="no answer in 1 s"):
        asyncio.run(start(name))


def test_children_of_a_cell_end_with_the_kernel():
    async def child():
        async with running_kernel("python3", None) as kernel:
            code = "import subprocess; p = subprocess.Popen(['sleep', '50'])"
            await kernel.client.execute(code, reply=True, timeout=20)
            [found] = [each for each in kernel.process.children() if each.name() == "sleep"]
            return kernel.process, found

    for process in asyncio.run(child()):
        psutil.wait_procs([process], timeout=5)
        assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
