"""`{graded-exercise}` and `{quiz}` as pages, catalogs and warnings."""

import json
import re

import pytest

from tests.sphinxext.practice.conftest import EXCLUDED

TOML = "exercises/chapters/queues/quiz.toml"
EXERCISE = "exercises/chapters/queues/sum-waits"


@pytest.fixture(scope="module")
def page(built):
    return built.page("part/queues")


def text(node):
    return re.sub(r"\s+", " ", node.get_text(" ")).strip()


def island(box):
    return json.loads(box.find("script", recursive=False).string)


def test_a_good_book_warns_of_nothing(built):
    assert built.warnings == []


def test_an_exercise_is_numbered_and_referred_to(page):
    box = page.select_one("#exr-queues-sum-waits")
    assert text(box.select_one(".ml-title")) == "Exercise 1.1 Sum the waits"
    assert "As Exercise 1.1 ( Sum the waits ) shows" in text(page)


def test_an_exercise_has_prompt_starter_three_hints_and_solution(page):
    box = page.select_one("#exr-queues-sum-waits")
    assert "one server takes them in order" in text(box)
    assert "NotImplementedError" in text(box.select_one(".ml-starter"))
    folds = [text(each) for each in box.select("details > summary")]
    assert folds == ["Hint 1", "Hint 2", "Hint 3", "Solution"]
    assert not box.select("details[open]")
    assert text(box.select_one(".ml-timing")) == "10 min"


def test_the_island_holds_what_grades_and_not_the_solution(page):
    data = island(page.select_one("#exr-queues-sum-waits"))
    assert data["key"] == "queues/sum-waits"
    assert "def test_the_example(work)" in data["tests"]
    assert "max(arrival, free)" not in json.dumps(data["starter"])


def test_questions_are_numbered_in_the_order_of_the_page(page):
    found = {
        each["id"]: text(each.select_one(".ml-title")) for each in page.select(".ml-quiz-item")
    }
    assert found == {
        "quiz-queues-little": "Question 1.1",
        "quiz-queues-load": "Question 1.2",
        "quiz-queues-life": "Question 1.3",
        "quiz-queues-why": "Question 1.4",
    }


def test_a_question_left_to_a_chapter_or_part_is_asked_there_alone(built):
    asked = [each["id"] for each in built.page("part/tails").select(".ml-quiz-item")]
    assert asked == ["quiz-queues-later", "quiz-queues-at-the-end"]


def test_the_letter_of_the_right_option_agrees_with_the_list(page):
    box = page.select_one("#quiz-queues-load")
    options = [text(each) for each in box.select("ol.upperalpha.ml-options > li")]
    right = "ABC"[options.index("It grows about tenfold.")]
    assert text(box.select_one(".ml-key")) == right
    assert [each["letter"] for each in island(box)["options"] if each["correct"]] == [right]


def test_a_wrong_answer_is_told_why_and_what_refutes_it(page):
    said = text(page.select_one("#quiz-queues-little .ml-feedback"))
    assert "You divided where the law multiplies." in said
    assert "most requests are faster" in said


def test_the_right_order_is_given_by_the_letters_shown(page):
    box = page.select_one("#quiz-queues-life")
    options = [text(each) for each in box.select(".ml-options > li")]
    right = [options["ABC".index(each)] for each in island(box)["order"]]
    assert right == ["It arrives.", "It waits.", "It is served."]
    assert options != right


def test_translators_find_every_text_at_its_file(practice):
    catalog = practice.build("gettext", exclude_patterns=EXCLUDED).text("part", ".pot")
    for said in ("Sum the *waits*", "You divided where", "names the queue", "become free again"):
        assert said in catalog
    assert "NotImplementedError" not in catalog
    assert re.search(r"sum-waits/hints\.md:1\b", catalog)
    assert f"{TOML}:8\n" in catalog  # a block of several lines


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        (f"{EXERCISE}/exercise.toml", "minutes = 10", "minutes = 'ten'", 4, "'minutes' must be"),
        (f"{EXERCISE}/exercise.toml", "minutes = 10", "minuets = 10", 4, "'minuets' means nothing"),
        (f"{EXERCISE}/exercise.toml", "minutes = 10", "minutes 10", 4, "not valid TOML"),
        (f"{EXERCISE}/hints.md", "---\n\nKeep", "Keep", 1, "2 hints"),
        (f"{EXERCISE}/mutants/neighbor.py", "misconception: ", "", 1, "misconception: <id>"),
        (f"{EXERCISE}/starter.py", "def total", "def  (total", 1, "starter.py"),
        (f"{EXERCISE}/starter.py", "seconds that all requests wait", "x" * 72, 2, "columns"),
        (TOML, 'kind = "order"', 'kind = "sort"', 41, "not one of"),
        (TOML, "answer = 3\n", "answer = 33.3\n", 13, "within the tolerance"),
        (TOML, 'id = "life"', 'id = "load"', 39, "two items have the id 'load'"),
        (TOML, "  correct = true\n", "", 24, "'misconception' is missing"),
    ],
)
def test_what_is_malformed_is_reported_at_its_line(case, name, old, new, line, said):
    book = case("practice")
    before = (book.root / name).read_text()
    assert old in before
    book.write({name: before.replace(old, new, 1)})
    found = [
        each
        for each in book.build(exclude_patterns=EXCLUDED).warnings
        if each.code == "exercise.malformed"
    ]
    assert any((each.path, each.line) == (name, line) and said in each.message for each in found)


def test_what_is_malformed_is_reported_once(case):
    book = case("practice")
    text = (book.root / TOML).read_text()
    book.write({TOML: text.replace('kind = "order"', 'kind = "sort"', 1)})
    assert book.build(exclude_patterns=EXCLUDED).codes == ["exercise.malformed"]


def test_what_is_not_there_is_reported_at_the_directive(case):
    book = case("practice")
    source = (book.root / "part/queues.md").read_text()
    book.write({"part/queues.md": source.replace("queues/sum-waits", "queues/sum-wait", 1)})
    found = book.build(exclude_patterns=EXCLUDED).warnings
    missing = [each for each in found if each.code == "exercise.missing"]
    assert [(each.path, each.line) for each in missing] == [("part/queues.md", 12)]
    assert "queues/sum-waits" in missing[0].message


def test_a_page_is_read_again_when_a_file_of_its_exercise_changes(case):
    book = case("practice")
    book.build(exclude_patterns=EXCLUDED)
    book.write({f"{EXERCISE}/solution.py": "def total_wait(a, s):\n    return 42\n"})
    again = book.build(exclude_patterns=EXCLUDED)
    # The deck lists what there is to practise.
    assert sorted(again.read) == ["part/queues", "review"]
    assert "return 42" in text(again.page("part/queues"))
