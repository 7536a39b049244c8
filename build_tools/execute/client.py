"""nbclient, kept from filling memory: outputs of a cell are cut once they pass a limit.

What is cut is dropped as it arrives, so a cell that prints 100 MB costs the limit, not 100 MB, here and
in the cache.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from nbclient import NotebookClient


class CappedClient(NotebookClient):
    """Executes cells; `cut` holds the indexes of those whose outputs were too large.

    `output_limit` is in characters of text and of encoded data, which is bytes for nearly all outputs.
    """

    def __init__(self, *args: Any, output_limit: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.output_limit = output_limit
        self.cut: set[int] = set()
        self._used: Counter[int] = Counter()

    def output(
        self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> Any:
        """Append the output of a message to `outs` as long as the cell has room for it."""
        content = msg["content"]
        size = len(content["text"]) if msg["msg_type"] == "stream" else _size(content)
        room = self.output_limit - self._used[cell_index]
        self._used[cell_index] += size
        # What a cell says about its own failure is always wanted.
        if size <= room or msg["msg_type"] == "error":
            return super().output(outs, msg, display_id, cell_index)
        if cell_index not in self.cut:
            self.cut.add(cell_index)
            notice = f"\n[output cut here: the limit is {self.output_limit:,} bytes a cell]\n"
            kept = content["text"][: max(room, 0)] if msg["msg_type"] == "stream" else ""
            name = content["name"] if msg["msg_type"] == "stream" else "stdout"
            shown = {**msg, "msg_type": "stream", "content": {"name": name, "text": kept + notice}}
            shown["header"] = {**msg["header"], "msg_type": "stream"}
            return super().output(outs, shown, "", cell_index)
        return None

    def clear_output(self, outs: list[Any], msg: dict[str, Any], cell_index: int) -> None:
        """Forget what a cell asks to be cleared: a plot redrawn a thousand times is one plot."""
        super().clear_output(outs, msg, cell_index)
        self._used[cell_index] = 0
        self.cut.discard(cell_index)


def _size(content: dict[str, Any]) -> int:
    """Return the characters in a message's content."""
    total = 0
    waiting: list[Any] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            total += len(value)
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            total += 8 * len(value) if value and isinstance(value[0], float) else 0
            waiting += [each for each in value if isinstance(each, str | dict | list)]
    return total
