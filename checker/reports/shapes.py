"""The data so far: the shapes of what a case hands over and of what came out."""

from collections.abc import Iterator, Sequence
from html import escape

from checker.exhibits import ShapeRow
from checker.reports.visible import safe_line

TITLE = "The data so far"


def shapes_text(rows: Sequence[ShapeRow]) -> list[str]:
    """Return a line for each name, under a heading; [] where there is nothing to show."""
    names = [_name(row) for row in rows]
    width = max(map(len, names), default=0)
    lines = [
        f"  {name:<{width}}  {'  '.join(_cells(row))}{_asked(row)}"
        for name, row in zip(names, rows, strict=True)
    ]
    return [f"{TITLE}:", *lines] if lines else []


def shapes_html(rows: Sequence[ShapeRow], *, stopped: bool = False) -> str:
    """Return the same as a table that opens on request.

    It is open where a shape is wrong, or where the code has stopped, which is often for a shape.
    """
    if not rows:
        return ""
    opened = " open" if stopped or any(row.asked for row in rows) else ""
    body = "".join(map(_row_html, rows))
    return (
        f"<details{opened}><summary>{TITLE}: the shapes</summary>"
        f"<table><tbody>{body}</tbody></table></details>"
    )


def _row_html(row: ShapeRow) -> str:
    cells = "".join(f"<span class='checker-shape'>{escape(cell)}</span>" for cell in _cells(row))
    mark = " class='checker-wrong'" if row.asked else ""
    return (
        f"<tr{mark}><th scope='row'>{escape(_name(row))}</th>"
        f"<td>{cells}{escape(_asked(row))}</td></tr>"
    )


def _name(row: ShapeRow) -> str:
    name = safe_line(row.name)
    return f"your {name}" if row.yours and not name.startswith("your ") else name


def _cells(row: ShapeRow) -> Iterator[str]:
    """Name each item of a list by its index, as it is written in code."""
    for place, shape in enumerate(map(safe_line, row.shapes)):
        yield f"[{place}] {shape}" if row.is_list else shape


def _asked(row: ShapeRow) -> str:
    return f"  → asked: {safe_line(', '.join(row.asked))}" if row.asked else ""
