"""What measuring says of claimed gradients, as a table, and the errors as small maps."""

import math
from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from checker.numerics import TOLERANCE, Inspected
from checker.reports.maps import LEGEND, LEGEND_TEXT, map_html, map_text
from checker.reports.panel import chip, panel
from checker.reports.text import wrapped

HEADINGS = ("parameter", "shape", "largest error", "state")


def gradients_text(found: Sequence[Inspected]) -> str:
    """Return the table of all parameters, what is wrong, and a map of each wrong array."""
    rows = [HEADINGS, *map(_row, range(len(found)), found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    for place, each in enumerate(found):
        for number, sentence in enumerate(_sentences(each)):
            first = f"  {place}: " if number == 0 else "     "
            lines += wrapped(sentence, "     ", first=first)
        if not each.right:
            lines += [f"     {line}" for line in map_text(_wrong(each))]
    says = _legend(found)
    if not all(each.right for each in found):
        says += f" In the maps, {LEGEND_TEXT}."
    return "\n".join([*lines, *wrapped(says, "  ")])


def gradients_html(found: Sequence[Inspected]) -> str:
    """Return the same as a panel, with a small map of the errors of each array."""
    states = {_state(each) for each in found}
    state = next((one for one in ("look", "open") if one in states), "ok")
    rows = "".join(_row_html(place, each) for place, each in enumerate(found))
    heads = "".join(f"<th scope='col'>{head}</th>" for head in (*HEADINGS, "errors"))
    return panel(
        "Gradient check",
        state,
        "<header><b>Gradient check</b></header>",
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        *_notes_html(found),
    )


def _row(place: int, each: Inspected) -> tuple[str, ...]:
    state = _state(each)
    says = "too small to measure" if state == "open" else state
    return str(place), str(each.shape), error_text(each.distance), says


def _state(each: Inspected) -> str:
    """Return the state of one array; it is open where rounding hides too much to tell."""
    if not each.right:
        return "look"
    return "open" if each.too_small else "ok"


def error_text(error: float) -> str:
    """Return an error with two digits, or say that it is none."""
    return f"{error:.1e}" if math.isfinite(error) else "no number"


def _sentences(each: Inspected) -> Iterator[str]:
    """Say what is known of one array, beyond its error."""
    if each.worst:
        where = ", ".join(map(str, each.worst))
        yield f"most at [{where}]: yours {each.claimed:.6g}, measured {each.measured:.6g}"
    if each.ratio is not None:
        yield f"every entry is {each.ratio:.6g} times what is measured"
    if not each.right and each.directions:
        yield _region(each)
    if each.right and each.hidden > TOLERANCE:
        yield (
            f"its slopes are so small that rounding of the cost can hide errors up to "
            f"{each.hidden:.0e}"
        )
    if each.kinks:
        yield (
            f"{_slopes(each, each.kinks)} on a kink, where the slopes to both sides differ and any "
            "number between them is right; move the point a little to see more"
        )
    if each.shrunk:
        yield f"{_slopes(each, each.shrunk)} measured with a smaller step, beside a kink"


def _region(each: Inspected) -> str:
    """Say which part of a large array is most in error."""
    worst = np.unravel_index(int(np.argmax(each.errors)), each.errors.shape)
    rows, columns = (
        _span(int(place), parts, size)
        for place, parts, size in zip(worst, each.errors.shape, _table_shape(each), strict=True)
    )
    return f"most in {f'rows {rows}, columns ' if len(each.shape) > 1 else 'entries '}{columns}"


def _table_shape(each: Inspected) -> tuple[int, int]:
    if len(each.shape) < 2:
        return 1, math.prod(each.shape)
    return each.shape[0], math.prod(each.shape[1:])


def _span(place: int, parts: int, size: int) -> str:
    """Name the indices of one of the parts into which `np.array_split` cuts a range."""
    indices = np.array_split(np.arange(size), parts)[place]
    return f"{indices[0]} to {indices[-1]}" if indices.size > 1 else f"{indices[0]}"


def _slopes(each: Inspected, count: int) -> str:
    noun = "direction" if each.directions else "entry"
    plural = "directions" if each.directions else "entries"
    return f"{count} {noun} was" if count == 1 else f"{count} {plural} were"


def _legend(found: Sequence[Inspected]) -> str:
    says = f"The error of a right gradient stays below {TOLERANCE:.0e}."
    if any(each.directions for each in found):
        says += " Arrays with many entries were checked along random directions."
    return says


def _wrong(each: Inspected) -> np.ndarray:
    """Return the errors of an array, 0 where they are those of a right gradient."""
    errors: np.ndarray = np.where(each.errors <= TOLERANCE, 0.0, each.errors)
    return errors


def _row_html(place: int, each: Inspected) -> str:
    _, shape, error, says = _row(place, each)
    words = f" {says}" if each.too_small else ""
    return (
        f"<tr><th scope='row'>{place}</th><td>{shape}</td><td>{error}</td>"
        f"<td>{chip(_state(each))}{words}</td><td>{_map_html(place, each)}</td></tr>"
    )


def _map_html(place: int, each: Inspected) -> str:
    """Draw one square for each entry, or for each part of a large array."""
    errors = _wrong(each)
    noun = "parts" if each.directions else "entries"
    label = (
        f"errors of parameter {place}: wrong {noun}: {np.count_nonzero(errors)} of {errors.size}"
    )
    return map_html(errors, label, numbered=not each.directions and not each.right, scale=0.8)


def _notes_html(found: Sequence[Inspected]) -> Iterator[str]:
    for place, each in enumerate(found):
        for sentence in _sentences(each):
            yield f"<p>{place}: {escape(sentence)}</p>"
    says = _legend(found)
    if not all(each.right for each in found):
        says += f" {LEGEND}"
    yield f"<footer><p>{says}</p></footer>"
