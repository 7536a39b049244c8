"""The pages as a reader meets them, in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser
CHAPTERS = "chapters/3-performance/"
PAGES = (
    "index.html",
    f"{CHAPTERS}text.html",
    f"{CHAPTERS}code.html",
    f"{CHAPTERS}boxes.html",
    "glossary.html",
    "references.html",
    "search.html",
)
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
REFERENCES = {
    "Fig": "Waiting time against load",
    "Table": "GPT-tiny",
    "tail latency": "A high quantile",
    "Queues and what": "relates three averages",
    "Writer": "not a real article",
    "(1.1)": "λ",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def test_a_page_asks_no_other_host_for_anything(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for each in PAGES:
        page.goto(base + each, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    assert any(url.endswith("book.js") or "book.js?" in url for url in asked)


def test_nothing_is_wider_than_a_phone(browser: Browser, base: str) -> None:
    phone = browser.new_context(
        viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    wide = {}
    for each in PAGES:
        page.goto(base + each)
        wide[each] = page.evaluate("document.documentElement.scrollWidth")
    phone.close()
    assert wide == dict.fromkeys(PAGES, 360)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, base: str, theme: str) -> None:
    reader = browser.new_context(color_scheme=theme, viewport={"width": 1500, "height": 900})
    page = reader.new_page()
    found = []
    for each in PAGES:
        page.goto(base + each)
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        page.add_script_tag(path=AXE)
        violations = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)["violations"]
        found += [
            (each, rule["id"], node["html"][:120]) for rule in violations for node in rule["nodes"]
        ]
    reader.close()
    assert found == []


def test_axe_would_find_something(page: Page, base: str) -> None:
    page.goto(base + "glossary.html")
    page.evaluate(
        "document.querySelector('.bd-article').insertAdjacentHTML('beforeend',"
        "'<p style=\"color:#bbb\">faint</p><img src=x>')"
    )
    page.add_script_tag(path=AXE)
    found = {each["id"] for each in page.evaluate("axe.run()")["violations"]}
    assert {"color-contrast", "image-alt"} <= found


def test_the_theme_follows_the_system_until_the_reader_chooses(
    context: BrowserContext, base: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(base + "glossary.html")
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "dark"
    page.keyboard.press("t")
    page.goto(base + PAGES[1])
    assert page.evaluate(theme) == "light"


def test_j_and_k_walk_through_the_sections(page: Page, base: str) -> None:
    page.goto(base + PAGES[1])
    for key, anchor in [("j", "benchmarking"), ("j", "clocks"), ("j", "queues"), ("k", "clocks")]:
        page.keyboard.press(key)
        assert page.evaluate("location.hash").startswith(f"#{anchor}")
    assert page.evaluate("document.activeElement.innerText").startswith("1.1")


def test_keys_are_left_to_fields(page: Page, base: str) -> None:
    page.goto(base + PAGES[3])
    page.locator(".ml-predict-form input").fill("")
    page.locator(".ml-predict-form input").press_sequentially("t?/j")
    assert page.locator(".ml-predict-form input").input_value() == "t?/j"
    assert page.locator("dialog[open]").count() == 0


def test_question_mark_lists_the_keys_and_escape_closes_the_list(page: Page, base: str) -> None:
    page.goto(base + PAGES[1])
    page.keyboard.press("?")
    expect(page.locator("#ml-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#ml-help")).to_be_hidden()


def test_resting_on_a_reference_shows_what_it_refers_to(page: Page, base: str) -> None:
    page.goto(base + PAGES[1])
    preview = page.locator("#ml-preview")
    for link, shown in REFERENCES.items():
        page.locator(".bd-article p a", has_text=link).first.hover()
        expect(preview).to_contain_text(shown)
        expect(preview).to_be_visible()
        page.keyboard.press("Escape")
        expect(preview).to_be_hidden()


def test_a_preview_shows_by_keyboard_and_names_itself_to_a_screen_reader(
    page: Page, base: str
) -> None:
    page.goto(base + PAGES[1])
    link = page.locator(".bd-article p a", has_text="tail latency").first
    page.keyboard.press("Tab")
    link.focus()
    expect(page.locator("#ml-preview")).to_be_visible()
    assert link.get_attribute("aria-describedby") == "ml-preview"


def test_search_finds_a_section_from_any_page_by_keyboard(page: Page, base: str) -> None:
    page.goto(base + PAGES[2])
    page.keyboard.press("/")
    page.keyboard.type("negative duration")
    part = page.locator(".ml-search__part", has_text="Clocks that run backwards")
    expect(part).to_be_visible()
    assert part.locator("mark").count() > 0
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    part.click()
    page.wait_for_url(f"{base}{PAGES[1]}#clocks-that-run-backwards")


def test_what_is_typed_before_the_search_is_loaded_is_not_lost(page: Page, base: str) -> None:
    page.goto(base + PAGES[2])
    held: list[Route] = []
    page.route("**/_static/search.js*", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("negative duration")
    for route in held:
        route.continue_()
    expect(page.locator("#ml-search input")).to_have_value("negative duration")
    expect(page.locator(".ml-search__part", has_text="Clocks that run backwards")).to_be_visible()


def test_search_says_when_there_is_nothing(page: Page, base: str) -> None:
    page.goto(base + "search.html?q=zyzzyva")
    expect(page.locator("#ml-search-page .ml-search__results")).to_have_text(
        "Nothing found. Try fewer or other words."
    )
    expect(page.locator(".ml-search__file")).to_be_hidden()


def test_search_says_when_there_is_no_index(page: Page, base: str) -> None:
    page.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    page.goto(base + "search.html?q=queue")
    expect(page.locator("#ml-search-page .ml-search__results")).to_contain_text("no search index")


def test_opened_from_a_folder_the_page_reads_and_search_says_how_to_serve(
    page: Page, site: Path
) -> None:
    page.goto((site / "below" / PAGES[1]).as_uri())
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    expect(page.locator(".ml-search__file pre")).to_contain_text("http.server")


def test_a_page_opened_again_from_outside_keeps_its_place(
    context: BrowserContext, base: str
) -> None:
    page = context.new_page()
    page.goto(base + PAGES[1])
    page.evaluate("scrollTo(0, 700)")
    page.goto(base + "index.html")
    expect(page.locator("body")).to_be_visible()
    page.goto(base + PAGES[1])
    page.wait_for_function("Math.abs(scrollY - 700) < 2")
    page.goto(base + "index.html")
    page.locator(".bd-article p a").first.click()
    page.wait_for_url(f"**/{PAGES[1]}")
    assert page.evaluate("scrollY") == 0


def test_nothing_moves_while_a_page_loads(page: Page, base: str) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => {"
        "  for (const each of list.getEntries()) moved += each.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(base + PAGES[1], wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("moved") < 0.02


def test_drawers_hold_the_contents_on_a_phone(browser: Browser, base: str) -> None:
    phone = browser.new_context(viewport={"width": 360, "height": 780})
    page = phone.new_page()
    page.goto(base + PAGES[1])
    page.get_by_role("button", name="Contents").click()
    expect(page.locator("#ml-drawer-contents")).to_be_visible()
    page.locator("#ml-drawer-contents a", has_text="Glossary").click()
    page.wait_for_url("**/glossary.html")
    phone.close()


def test_without_script_everything_is_there(browser: Browser, base: str) -> None:
    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(base + PAGES[1])
    assert page.locator(".ml-js-only").first.is_hidden()
    page.locator(".ml-bar__search").click()
    page.wait_for_url("**/search.html")
    expect(page.locator(".ml-search__file")).to_be_visible()
    reader.close()
