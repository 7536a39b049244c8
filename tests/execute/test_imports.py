import pytest

from build_tools.execute.imports import ImportGraph, imports_of
from build_tools.execute.memo import Memo


@pytest.fixture
def repo(tmp_path):
    def write(**files):
        for name, text in files.items():
            path = tmp_path / (name.replace("__", "/") + ".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


def reached(root, code, home=None):
    graph = ImportGraph(root, Memo(root / "memo.json"))
    files = graph.files(tuple(imports_of(code)), home or root)
    return sorted(path.relative_to(root).as_posix() for path in files)


def package(repo, **files):
    root = repo(**files)
    for folder in {up for path in root.rglob("*.py") for up in path.parents if root in up.parents}:
        (folder / "__init__.py").touch()
    return root


def test_imports_are_followed_through_one_another(repo):
    root = repo(a="import b", b="def f():\n    from c import g", c="", unused="")
    assert reached(root, "import a") == ["a.py", "b.py", "c.py"]


def test_a_circle_ends(repo):
    root = repo(a="import b", b="import a")
    assert reached(root, "import b") == ["a.py", "b.py"]


def test_packages_on_the_way_count(repo):
    root = package(repo, p__q__r="")
    assert reached(root, "import p.q.r") == ["p/__init__.py", "p/q/__init__.py", "p/q/r.py"]


def test_a_package_without_init_counts(repo):
    assert reached(repo(p__m=""), "import p.m") == ["p/m.py"]


def test_a_name_from_a_package_may_be_a_module(repo):
    root = package(repo, p__m="", p__other="")
    assert reached(root, "from p import m, something") == ["p/__init__.py", "p/m.py"]


def test_relative_imports_start_at_the_package(repo):
    root = package(repo, p__q__r="from ..s import x\nfrom . import t", p__s="", p__q__t="")
    assert reached(root, "import p.q.r") == [
        "p/__init__.py", "p/q/__init__.py", "p/q/r.py", "p/q/t.py", "p/s.py",
    ]  # fmt: skip


def test_a_module_beside_the_page_counts(repo, tmp_path):
    root = repo(sub__helper="", helper="")
    assert reached(root, "import helper", root / "sub") == ["sub/helper.py"]


def test_what_is_installed_does_not_count(repo):
    assert reached(repo(a="import numpy, json, no_such_module"), "import a, numpy") == ["a.py"]


def test_an_editable_package_outside_the_page_counts():
    from pathlib import Path

    import evidence
    from build_tools.execute.fingerprint import repository

    root = repository(Path(evidence.__file__).parent)
    graph = ImportGraph(root, Memo(root / "no-such-folder" / "memo.json"))
    files = graph.files(tuple(imports_of("from evidence import record")), root / "chapters")
    names = {path.relative_to(root).as_posix() for path in files}
    assert {"exercises/evidence/__init__.py", "exercises/evidence/blas.py"} <= names


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("%matplotlib inline\nimport a", ["a"]),
        ("!ls\nx = !ls\nimport a", ["a"]),
        ("%%time\nimport a", ["a"]),
        ("%%bash\nimport a", []),
        ("if x:\n    %timeit y\nimport a.b", ["a.b"]),
        ("import importlib\nimportlib.import_module('a.c')", ["a.c", "importlib"]),
        ("def f(:", []),
        ("import_module(name)", []),
    ],
)
def test_imports_in_notebook_code(code, modules):
    assert sorted(module for _, module, _ in imports_of(code)) == modules
