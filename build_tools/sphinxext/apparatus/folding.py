"""Children → the same children in a fold with a summary line."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from build_tools.sphinxext.apparatus.nodes import ml_fold, ml_fold_summary


def folded(
    children: Iterable[nodes.Node], summary: str, name: str, number: int | None = None
) -> ml_fold:
    """Return a fold of CSS class `name` whose `summary` is a word of ours, translated by `Summaries`.

    A `number` goes where the word says `%s`.
    """
    head = ml_fold_summary("", "", word=summary, classes=["ml-summary"], translatable=False)
    if number is not None:
        head["number"] = number
    return ml_fold("", head, *children, classes=["ml-fold", name])
