"""An exercise on a page: editor, check in a fresh Python, hints, solution, what is kept."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(180)]
RIGHT = """def total_wait(arrivals, service):
    free, total = 0.0, 0.0
    for arrival in arrivals:
        start = max(arrival, free)
        total, free = total + start - arrival, start + service
    return total
"""


@pytest.fixture
def exercise(page, host):
    page.goto(f"{host.base}part/queues.html")
    page.wait_for_selector(".ml-graded-exercise.ml-live")
    return page.locator("#exr-queues-sum-waits")


def write(exercise, text):
    """Put `text` into the editor, as a paste would."""
    if not exercise.locator(".cm-content").count():
        exercise.get_by_role("button", name="olution").or_(
            exercise.get_by_role("button", name="Solve it here")
        ).first.click()
        exercise.locator(".cm-content").wait_for()
    field = exercise.locator(".cm-content")
    field.focus()
    exercise.page.keyboard.press("Control+a")
    exercise.page.keyboard.insert_text(text)


def check(exercise):
    exercise.get_by_role("button", name="Check").click()
    exercise.get_by_role("button", name="Check").wait_for(timeout=90_000)
    return exercise.locator(".ml-practice-status").inner_text()


def test_hints_come_one_at_a_time_and_the_solution_after_a_try(exercise):
    hints = exercise.locator("details.ml-hint")
    assert [each.is_visible() for each in hints.all()] == [True, False, False]
    hints.nth(0).locator("summary").press("Enter")
    hints.nth(1).wait_for(state="visible")
    solution = exercise.locator("details.ml-solution")
    solution.locator("summary").press("Enter")
    anyway = exercise.get_by_role("button", name="Show the solution anyway")
    anyway.wait_for()
    assert solution.get_attribute("open") is None
    anyway.press("Enter")
    assert "max(arrival, free)" in solution.inner_text()


def test_a_solution_is_checked_kept_and_counted(exercise):
    write(exercise, "def total_wait(arrivals, service):\n    print('seen')\n    return 1.0\n")
    assert check(exercise) == "1 of 3 tests passed."
    assert "is a wait below zero counted?" in exercise.inner_text()
    assert "seen" in exercise.locator(".ml-results pre").inner_text()
    write(exercise, RIGHT)
    assert check(exercise) == "3 of 3 tests passed. Solved."
    exercise.page.get_by_text("1 of 1 exercises solved").wait_for()
    exercise.page.reload()
    exercise.get_by_role("button", name="Continue your solution").click()
    exercise.locator(".cm-content").wait_for()
    assert "max(arrival, free)" in exercise.locator(".cm-content").inner_text()
    exercise.get_by_text("✓ Solved").wait_for()
    exercise.get_by_role("button", name="Start over").click()
    assert "NotImplementedError" in exercise.locator(".cm-content").inner_text()


def test_a_cheat_is_refused_and_a_mistake_is_linked_to_its_line(exercise):
    write(exercise, "import builtins\nbuiltins.abs = lambda x: 0.0\ndel builtins.len\n")
    assert check(exercise) == "0 of 1 tests passed."
    assert "which the tests stand on" in exercise.inner_text()
    write(exercise, "def total_wait(arrivals, service):\n    return 1 / 0\n")
    check(exercise)
    assert "ZeroDivisionError" in exercise.inner_text()
    exercise.get_by_role("button", name="Line 2").first.click()
    assert exercise.page.evaluate("document.activeElement.closest('.ml-workbench') !== null")


def test_a_loop_without_end_is_stopped_and_the_next_check_works(exercise):
    write(exercise, "while True:\n    pass\n")
    exercise.get_by_role("button", name="Check").click()
    exercise.get_by_text("Running the tests").wait_for(timeout=90_000)
    exercise.get_by_role("button", name="Stop").click()
    exercise.get_by_text("Stopped.").wait_for()
    write(exercise, RIGHT)
    assert check(exercise) == "3 of 3 tests passed. Solved."


def test_without_a_network_an_exercise_is_checked_once_the_edition_is_saved(browser, host):
    context = browser.new_context()
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{host.base}part/queues.html")
    page.wait_for_function("navigator.serviceWorker?.controller !== undefined")
    page.evaluate(
        """async () => {
            const about = JSON.parse(document.getElementById("ml-lab").textContent);
            const offline = await import(new URL(`${about.folder}lab/offline.mjs`, document.baseURI));
            await offline.register();
            await navigator.serviceWorker.ready;
            await offline.save(() => {});
        }"""
    )
    host.kill()
    try:
        page.reload()
        exercise = page.locator("#exr-queues-sum-waits")
        exercise.get_by_role("button", name="Solve it here").wait_for()
        write(exercise, RIGHT)
        assert check(exercise) == "3 of 3 tests passed. Solved."
    finally:
        host.start()
        context.close()
