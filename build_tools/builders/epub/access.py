"""What is known of a book's accessibility → metadata of EPUB Accessibility 1.1, in the book's language."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.sphinxext.words import word

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"


@dataclass(frozen=True)
class State:
    """What was looked at. `printed` names the printed edition whose pages are listed, or is empty."""

    described: bool
    checked: bool
    animated: bool
    mathematics: bool
    printed: str = ""


def statements(state: State) -> list[tuple[str, str]]:
    """Return (property, value) of the package's metadata: what holds, and nothing that was not looked at.

    Conformance is claimed where every image has its words and the checks of headings, contrast and languages
    ran: for our own book. Nobody has certified it, so no certifier is named.
    """
    found = [("dcterms:conformsTo", CONFORMS)] if state.described and state.checked else []
    found += [("schema:accessMode", "textual"), ("schema:accessMode", "visual")]
    if state.described:
        found.append(("schema:accessModeSufficient", "textual"))
    found.append(("schema:accessModeSufficient", "textual,visual"))
    found += [("schema:accessibilityFeature", each) for each in _features(state)]
    found.append(("schema:accessibilityHazard", "unknown" if state.animated else "none"))
    if state.printed:
        found.append(("pageBreakSource", state.printed))
    found.append(("schema:accessibilitySummary", _summary(state)))
    return found


def _features(state: State) -> list[str]:
    given = {
        "ARIA": True,
        "alternativeText": state.described,
        "describedMath": state.mathematics,
        "displayTransformability": True,
        "MathML": state.mathematics,
        "pageNavigation": bool(state.printed),
        "readingOrder": True,
        "structuralNavigation": True,
        "tableOfContents": True,
        # No copy protection stands between a reader and a screen reader.
        "unlocked": True,
    }
    return [name for name, holds in given.items() if holds]


def _summary(state: State) -> str:
    sentences = [
        word(
            "The text reflows and has headings, a table of contents and links between references."
        ),
        word("Every image has a text alternative.")
        if state.described
        else word("Not every image has a text alternative."),
    ]
    if state.mathematics:
        sentences.append(
            word("Formulas are MathML; for apps without it, each has a drawing with spoken words.")
        )
    if state.printed:
        sentences.append(word("The pages of the printed edition can be found by their numbers."))
    if not state.animated:
        sentences.append(word("There is no script, and nothing moves."))
    return " ".join(sentences)
