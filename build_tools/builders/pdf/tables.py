"""Tables → tables that fit: the more columns, the more room, then the smaller type, at last a turned page."""

from __future__ import annotations

from typing import Any

# From how many columns on a table takes the note margin too, is set smaller, or is turned.
WIDE, SMALL, TURNED = 6, 9, 13


def fit_tables(root: Any) -> None:
    """Give every table the classes that the style sheet knows."""
    for table in root.iter("table"):
        columns = max((_columns(row) for row in table.iter("tr")), default=0)
        classes = [*table.get("class", "").split(), "fitted"]
        for number, name in ((WIDE, "wide"), (SMALL, "small"), (TURNED, "turned")):
            if columns >= number:
                classes.append(name)
        table.set("class", " ".join(classes))
        for cell in table.iter("th"):
            # Who listens to a table is told whether a head is that of a row or of a column.
            above = {each.tag for each in cell.iterancestors()}
            if "scope" not in cell.attrib:
                cell.set("scope", "row" if "tbody" in above else "col")


def _columns(row: Any) -> int:
    total = 0
    for cell in row:
        span = cell.get("colspan", "1") if cell.tag in ("td", "th") else "0"
        total += int(span) if span.isdigit() else 1
    return total
