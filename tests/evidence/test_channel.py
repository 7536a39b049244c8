import subprocess
import sys

from evidence import claim, collected, record
from evidence.channel import CLAIM, RECORD


def test_a_script_collects_in_order():
    record("x", 1)
    claim("x is one", True)
    assert [sorted(each) for each in collected()] == [
        sorted([RECORD, "text/plain"]),
        sorted([CLAIM, "text/plain"]),
    ]


def test_a_notebook_displays_instead_of_collecting(monkeypatch):
    code = """
from IPython.testing.globalipapp import start_ipython
from IPython.utils.capture import capture_output
start_ipython()
from evidence import record, collected
with capture_output() as seen:
    record("x", 1)
assert collected() == [], collected()
assert "application/vnd.mlsysbook.record+json" in seen.outputs[0].data, seen.outputs
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_neither_ipython_nor_threads_are_imported():
    code = "import sys, evidence; print([m for m in ('IPython', 'psutil', 'subprocess') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "IPython" not in done.stdout
    assert "psutil" not in done.stdout
