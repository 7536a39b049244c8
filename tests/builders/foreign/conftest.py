"""Each book that knows nothing of this project is built once, by both tools, for all tests here."""

import pytest

from tests.support.foreign import Sites, build_twice


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return build_twice("foreign-course", tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return build_twice("foreign-notebooks", tmp_path_factory.mktemp("notebooks"))


@pytest.fixture(scope="session")
def references(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return build_twice("foreign-references", tmp_path_factory.mktemp("references"))


@pytest.fixture(scope="session")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return build_twice("foreign-nested", tmp_path_factory.mktemp("nested"))
