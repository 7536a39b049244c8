"""Labels that translators get, found without running the script."""

from build_tools.sphinxext.figures.labels import labels


def test_literal_labels_are_found_once_in_order():
    source = 'def draw(records, t):\n    b(t("two"), t("one"))\n    return t("two")\n'
    assert labels(source) == ["two", "one"]


def test_what_is_no_label_is_left():
    assert labels('x = s("a"); t(name); t(f"{x}"); t(3); obj.t("b"); t()') == []


def test_neighboring_literals_are_one_label():
    assert labels('t("a "\n  "b")') == ["a b"]


def test_a_script_that_does_not_parse_has_none():
    assert labels("def draw(:") == []
