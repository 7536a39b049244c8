import pytest

from evidence import channel


@pytest.fixture(autouse=True)
def published(monkeypatch):
    """An empty channel for each test, outside IPython even when something imported it."""
    bundles = []
    monkeypatch.setattr(channel, "_collected", bundles)
    monkeypatch.setattr(channel, "_in_ipython", lambda: False)
    return bundles
