"""A page with cells and what a reader does with it: runs, edits, waits, reads."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

SECONDS = 60_000


@dataclass
class Paper:
    """A page of the sample book, by its cells' numbers."""

    page: Page

    def cell(self, number: int) -> Locator:
        return self.page.locator(f"#cell-{number}")

    def tool(self, number: int, name: str) -> Locator:
        return self.cell(number).locator(f".ml-tool-{name}")

    def run(self, number: int) -> str:
        """Press Run, wait until the cell has run, and return all that it shows."""
        self.cell(number).evaluate("cell => cell.classList.remove('ml-ran')")
        self.tool(number, "run").click()
        self._begun(number)
        return self.result(number)

    def _begun(self, number: int) -> None:
        """Wait until the cell runs, or has run: a click is heard a moment before that."""
        self.page.wait_for_function(
            "n => document.querySelector(`#cell-${n}`).matches('[data-busy], .ml-ran')", arg=number
        )

    def result(self, number: int) -> str:
        box = self.cell(number).locator(".ml-own")
        expect(box).to_be_visible(timeout=SECONDS)
        expect(self.cell(number)).not_to_have_attribute("data-busy", "", timeout=SECONDS)
        return box.inner_text()

    def write(self, number: int, code: str) -> None:
        """Replace the text of a cell by `code`, in its editor."""
        self.cell(number).hover()
        self.tool(number, "edit").click()
        field = self.cell(number).locator(".cm-content")
        field.press("Control+a")
        self.page.keyboard.insert_text(code)

    def try_code(self, code: str, number: int = 1) -> str:
        """Write code into a cell and run it."""
        self.write(number, code)
        self.page.keyboard.press("Shift+Enter")
        self._begun(number)
        return self.result(number)

    def start(self, code: str, sign: str, number: int = 1) -> None:
        """Run code and wait until it has printed `sign`, which its text must not hold."""
        self.write(number, code)
        self.page.keyboard.press("Shift+Enter")
        expect(self.cell(number).locator(".ml-own pre").first).to_contain_text(
            sign, timeout=SECONDS
        )

    def stop(self, number: int = 1) -> str:
        expect(self.tool(number, "run")).to_have_text("Stop")
        self.tool(number, "run").click()
        return self.result(number)

    def open_panel(self) -> Locator:
        self.cell(1).hover()
        self.tool(1, "more").click()
        panel = self.page.locator("dialog.ml-panel")
        expect(panel).to_be_visible()
        return panel
