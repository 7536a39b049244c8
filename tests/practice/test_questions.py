"""Questions on a page: each kind by mouse and by keyboard, what is said to each answer, what is kept."""

import pytest

from tests.practice.conftest import BELOW

pytestmark = pytest.mark.browser
QUEUES = "part/queues.html"
# Resolves to the cards of the deck, and leaves the store in the window.
STORE = """async () => {
    const about = JSON.parse(document.getElementById("ml-lab").textContent);
    window.store = await import(new URL(`${about.folder}lab/store.mjs`, document.baseURI));
    return window.store.all("deck");
}"""


@pytest.fixture
def queues(page, host):
    page.goto(f"{host.base}{QUEUES}")
    page.wait_for_selector(".ml-live")
    return page


def question(page, name):
    return page.locator(f"#quiz-queues-{name}")


def said(box):
    return box.locator(".ml-said").inner_text()


def test_a_wrong_choice_is_told_why_and_what_refutes_it(queues):
    box = question(queues, "load")
    box.get_by_role("radio", name="It grows by a tenth.").check()
    box.get_by_role("button", name="Check").click()
    assert "That would be so if waiting were linear in load." in said(box)
    assert "Near full load the queue grows without bound." in said(box)
    assert "It grows by about ten" not in said(box)


def test_a_right_choice_is_explained_and_kept(queues):
    box = question(queues, "load")
    box.get_by_text("It grows about tenfold.").click()
    box.get_by_role("button", name="Check").click()
    assert said(box).startswith("Right.")
    assert "It grows by about ten" in said(box)
    queues.reload()
    queues.wait_for_selector("#quiz-queues-load.ml-right")


def test_no_choice_is_no_answer(queues):
    box = question(queues, "load")
    box.get_by_role("button", name="Check").click()
    assert said(box) == "Choose an answer first."


def test_a_number_is_read_with_its_unit_and_judged_by_keyboard_alone(queues):
    box = question(queues, "little")
    field = box.get_by_role("textbox", name="Your answer")
    for text, answer in (
        ("33.3 requests", "You divided where the law multiplies."),
        ("three", "Write a number"),
        ("2", "The right number is larger."),
        ("4", "The right number is smaller."),
        ("3.0", "Right."),
    ):
        field.fill(text)
        field.press("Enter")
        assert answer in said(box)


def test_an_order_is_made_by_keyboard_and_announced(queues):
    box = question(queues, "life")
    for letter, times in (("C", 2), ("B", 1)):
        button = box.get_by_role("button", name=f"Move {letter} up")
        button.focus()
        for _ in range(times):
            queues.keyboard.press("Enter")
    # At the top the other button of the line has the focus.
    assert "now number" in box.locator("[role=status]").first.inner_text()
    found = box.locator(".ml-options > li").evaluate_all(
        "items => items.map((i) => i.dataset.letter)"
    )
    assert found == ["C", "B", "A"]
    box.get_by_role("button", name="Check").click()
    assert said(box).startswith("Right.")


def test_a_text_is_graded_by_its_writer(queues):
    box = question(queues, "why")
    box.get_by_role("button", name="Compare").click()
    assert said(box) == "Write an answer first, then compare."
    box.get_by_role("textbox").fill("The queue is long.")
    box.get_by_role("button", name="Compare").click()
    assert "Because the queue is long." in said(box)
    box.get_by_role("checkbox", name="names the queue").check()
    box.get_by_role("button", name="Count the points").click()
    assert "1 of 2 points" in said(box)


def test_the_deck_brings_a_question_back_when_it_is_due(queues, host):
    box = question(queues, "load")
    box.get_by_text("It grows about tenfold.").click()
    box.get_by_role("button", name="Check").click()
    queues.wait_for_selector("#quiz-queues-load.ml-right")
    queues.wait_for_function(f"async () => (await ({STORE})()).has('queues/load')")
    queues.evaluate(
        f"""async () => {{
            for (const [key, card] of await ({STORE})()) {{
                await window.store.put("deck", key, {{ ...card, due: key === "queues/load" ? 0 : 9e15 }});
            }}
        }}"""
    )
    queues.goto(f"{host.base}review.html")
    deck = queues.locator(".ml-deck")
    deck.get_by_text("Questions that are due: 1").wait_for()
    deck.get_by_text("It grows about tenfold.").click()
    deck.get_by_role("button", name="Check").click()
    link = deck.locator(".ml-said a").get_attribute("href")
    assert link.endswith(f"{BELOW}/en/{QUEUES}#exr-queues-sum-waits")
    deck.get_by_role("button", name="Next question").click()
    deck.get_by_text("Nothing is due.").wait_for()
    assert "Queues" in deck.locator("table").inner_text()
