import pytest

from build_tools.execute.planning import plan
from build_tools.execute.rules import own_rules, rules_of
from tests.execute.conftest import page, pretend


def rules(book, **metadata):
    return rules_of(book, own_rules(metadata))


def test_a_page_without_rules_has_those_of_the_book(make):
    book = make({}, execute="timeout: 7\n  allow_errors: true")
    found = rules(book)
    assert (found.mode, found.timeout, found.allow_errors, found.run_in_temp) == (
        "auto",
        7,
        True,
        False,
    )
    assert found.kernel == "python3"


def test_a_page_overrides_its_book(make):
    book = make({}, execute="timeout: 7\n  allow_errors: true")
    own = {"execution_mode": False, "execution_timeout": -1, "execution_allow_errors": False}
    found = rules(book, mystnb=own)
    assert (found.mode, found.timeout, found.allow_errors) == ("off", None, False)


@pytest.mark.parametrize(
    "own",
    [3, None, {"execution_mode": "never"}, {"execution_timeout": "x"}, {"execution_timeout": True}],
)
def test_what_makes_no_sense_is_passed_over(make, own):
    book = make({}, execute="timeout: 7")
    found = rules(book, mystnb=own)
    assert (found.mode, found.timeout) == ("auto", 7)


def test_kernels_have_aliases(make):
    config = "sphinx:\n  config:\n    nb_kernel_rgx_aliases: {'conda-.*': python3}\n"
    book = make({}, config=config)
    assert rules(book, kernelspec={"name": "conda-env-x"}).kernel == "python3"
    assert rules(book, kernelspec={"name": "my-conda-env"}).kernel == "my-conda-env"


def test_planning_follows_the_page(make):
    text = page("1").replace("---\nfile", "---\nmystnb: {execution_mode: %s}\nfile", 1)
    book = make({"a.md": text % "off", "b.md": page("1")})
    assert [each.state for each in plan(book, ["a", "b"])] == ["excluded", "missing"]
    book = make({"a.md": text % "force", "b.md": page("1")}, execute='execute_notebooks: "off"')
    assert [each.state for each in plan(book, ["a", "b"])] == ["missing", "excluded"]
    assert [each.state for each in plan(book, ["a", "b"], "off")] == ["excluded", "excluded"]
    pretend(book, "a")
    assert plan(book, ["a"])[0].state == "fresh"
