"""Sixty-odd faults in translations, one at a time: each is found, and the whole translation is silent."""

import pytest

from build_tools.translate.parity import differences

ROLES = (
    "With {value}`mean:.2f` of {ref}`sec-queues`, {numref}`fig-wait` and {eq}`eq-little` "
    "{cite:p}`little1961proof,amdahl1967validity` explain {term}`latency`."
)
ROLES_JA = (
    "{ref}`sec-queues`の{value}`mean:.2f`は、{numref}`fig-wait`と{eq}`eq-little`が"
    "{term}`latency`を説明する{cite:p}`little1961proof,amdahl1967validity`。"
)
NUMBERS = "Of 1,200 requests 35 take 0.25 s, 90% of 360 in 2018 and 10⁴ of $n = 64$; see `f(128)`."
NUMBERS_ZH = (
    "2018 年，360 次中的 90% 与 1,200 个请求中的 35 个用时 0.25 s，$n = 64$ 时有 10⁴；见 `f(128)`。"
)
LINKS = (
    "See [the paper](https://example.org/a_(b)) and [this page](../index.md), %(count)d of {total}."
)
LINKS_KO = "[논문](https://example.org/a_(b))과 [이 쪽](../index.md), {total} 가운데 %(count)d 개."
KOREAN = "평균은 {value}`mean:.2f|은는` 크다."

FAULTS = [
    # one role of each kind lost, its target changed, its name changed, or doubled
    *[
        (ROLES, ROLES_JA, f"{{{name}}}`{target}`", changed)
        for name, target in (
            ("value", "mean:.2f"),
            ("ref", "sec-queues"),
            ("numref", "fig-wait"),
            ("eq", "eq-little"),
            ("cite:p", "little1961proof,amdahl1967validity"),
            ("term", "latency"),
        )
        for changed in (
            "",
            f"{{{name}}}`{target}x`",
            f"{{{name}x}}`{target}`",
            f"{{{name}}}`{target}`{{{name}}}`{target}`",
            f"{{{name}}} `{target}`",
            f"`{target}`",
        )
    ],
    (ROLES, ROLES_JA, "mean:.2f", "mean:.3f"),
    (ROLES, ROLES_JA, "mean:.2f", "median:.2f"),
    (ROLES, ROLES_JA, "amdahl1967validity", "amdahl1967"),
    (ROLES, ROLES_JA, "little1961proof,", ""),
    # numbers lost, changed, moved by a power of ten, written in other digits
    *[
        (NUMBERS, NUMBERS_ZH, number, changed)
        for number, changed in (
            ("1,200", "1,20"),
            ("1,200", "12,000"),
            ("1,200", ""),
            ("35", "53"),
            ("35", "三十五"),
            ("0.25", "0.52"),
            ("0.25", "25"),
            ("90%", "9%"),
            ("360", "36"),
            ("2018", "2019"),
            ("2018 年", "那年"),
        )
    ],
    # formulas and code
    *[
        (NUMBERS, NUMBERS_ZH, part, changed)
        for part, changed in (
            ("$n = 64$", "$n = 46$"),
            ("$n = 64$", "n = 64"),
            ("$n = 64$", "$m = 64$"),
            ("`f(128)`", "`f(256)`"),
            ("`f(128)`", "f(128)"),
            ("`f(128)`", "`g(128)`"),
            ("`f(128)`", ""),
        )
    ],
    # links and placeholders
    *[
        (LINKS, LINKS_KO, part, changed)
        for part, changed in (
            ("https://example.org/a_(b)", "https://example.org/a"),
            ("https://example.org", "http://example.org"),
            ("../index.md", "index.md"),
            ("](../index.md)", "]"),
            ("{total}", "{sum}"),
            ("{total}", ""),
            ("%(count)d", "%(number)d"),
            ("%(count)d", "%d"),
        )
    ],
]


def test_there_are_at_least_sixty() -> None:
    assert len(FAULTS) >= 60


@pytest.mark.parametrize(
    ("source", "text"), [(ROLES, ROLES_JA), (NUMBERS, NUMBERS_ZH), (LINKS, LINKS_KO)]
)
def test_a_good_translation_differs_in_nothing(source: str, text: str) -> None:
    assert differences(source, text) == []


@pytest.mark.parametrize(("source", "text", "part", "changed"), FAULTS)
def test_a_fault_is_found(source: str, text: str, part: str, changed: str) -> None:
    broken = text.replace(part, changed)
    assert broken != text
    assert differences(source, broken)


def test_a_value_may_name_its_korean_particle() -> None:
    assert differences("The mean is {value}`mean:.2f`.", KOREAN) == []


def test_a_title_may_be_translated_and_a_target_not() -> None:
    source = "See {ref}`the queue <sec-queues>`."
    assert differences(source, "{ref}`待ち行列 <sec-queues>`を見よ。") == []
    assert differences(source, "{ref}`待ち行列 <sec-queue>`を見よ。")


def test_a_number_beside_a_letter_of_another_script_counts() -> None:
    assert differences("It takes 250 steps.", "250步。") == []
    assert differences("It takes one step.", "1歩。") == []
    assert differences("Model A100 has 80 GB.", "A100は80GB。") == []


@pytest.mark.parametrize(
    ("source", "text", "silent"),
    [
        ("a model of 8 billion parameters", "80億パラメータのモデル", True),
        ("110 million, then 1.7 trillion", "先1.1亿，后1.7万亿", True),
        ("110 million, then 1.7 trillion", "1.1억, 1.7억", False),
        ("110 million, then 1.7 trillion", "先1.1亿，后1.7万", False),
        ("110 million, then 1.7 trillion", "1.1억, 1.7조", True),
        ("8 billion", "8億", False),
        ("8 billion", "800億", False),
    ],
)
def test_a_number_with_a_word_for_its_power_of_ten_keeps_its_value(source, text, silent):
    """8 billion is 80億 and neither 8億 nor 800億."""
    assert (not differences(source, text)) is silent
