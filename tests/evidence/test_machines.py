import json
import os
import socket
import sys

import numpy as np

from evidence import blas, machine, machines


def test_it_names_what_a_measurement_depends_on():
    found = machine()
    assert set(found) == {
        "cpu", "cores", "memory", "os", "python", "numpy", "blas", "threads", "load", "date",
    }  # fmt: skip
    assert found["numpy"] == np.__version__
    assert found["cores"] >= 1
    json.dumps(found, allow_nan=False)


def test_it_does_not_name_the_host():
    assert socket.gethostname() not in json.dumps(machine()["os"])


def test_a_platform_that_tells_nothing_gives_none(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    machines._fixed.cache_clear()
    try:
        found = machine()
    finally:
        machines._fixed.cache_clear()
    assert found["memory"] is None
    assert found["load"] is None


def test_a_platform_without_the_calls_gives_none(monkeypatch):
    for name in ("getloadavg", "sysconf"):
        monkeypatch.delattr(os, name, raising=False)
    assert machines._memory() is None
    assert machines._load() is None


def test_a_library_that_was_not_found_has_no_name(monkeypatch):
    built = {"Build Dependencies": {"blas": {"name": "auto"}}}
    monkeypatch.setattr(np, "show_config", lambda mode: built)
    assert blas.blas().name is None


def test_blas_threads_fall_back_to_the_environment(monkeypatch):
    monkeypatch.setattr(blas, "_library", lambda: None)
    for variable in blas.VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    assert blas.blas().threads is None
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert blas.blas().threads == 3
