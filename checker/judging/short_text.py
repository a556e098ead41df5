"""Values and questions as short text: numbers to six digits, large arrays as facts about them."""

from collections.abc import Sequence

import numpy as np

from checker.records import Value
from checker.steps import LAB, OUTSIDE, Argument, Call, Digits, File, Laid, Name, Read, Set, Step

#: Arrays up to this many entries are printed; larger ones are described.
PRINTED_ENTRIES = 6


def show(value: Value | Argument) -> str:
    """Return a value as a student would write it, cut to what can be taken in at a glance."""
    match value:
        case Name(path, item):
            return path if item is None else f"{path}[{item}]"
        case Laid(array, layout):
            return f"{show(array)} ({layout})"
        case File(name):
            return name
        case Digits(split, start, stop, what, drawn):  # as the notebook calls them
            order = "" if drawn is None else " in another order"
            return f"{split}_{what}[{start}:{stop}]{order}"
        case np.ndarray():
            return _show_array(value)
        case list() | tuple():
            return _show_items(value)
        case bool() | None:
            return str(value)
        case int() | float():
            return show_number(value)
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"


def show_number(number: complex) -> str:
    """Return a number to six significant digits."""
    if not isinstance(number, int):
        return f"{number:.6g}"
    return str(number) if abs(number) < 10**12 else "a whole number of more than 12 digits"


def _show_array(array: np.ndarray) -> str:
    if array.ndim == 0:
        return show_number(array.item())
    if array.ndim > 1 and not array.size:  # NumPy writes [], however many rows it has
        return f"array of shape {array.shape}"
    if array.size <= PRINTED_ENTRIES:
        text = np.array2string(array, precision=6, separator=", ", suppress_small=False)
        return " ".join(text.split())
    with np.errstate(all="ignore"):
        low, high = array.min(), array.max()
    if not np.isfinite([low, high]).all():
        return f"array of shape {array.shape}, not all finite"
    return f"array of shape {array.shape}, from {low:.4g} to {high:.4g}"


def _show_items(items: Sequence[Value]) -> str:
    left, right = "[]" if isinstance(items, list) else "()"
    shown = [show(item) for item in items[:PRINTED_ENTRIES]]
    more = f", … {len(items)} items" if len(items) > PRINTED_ENTRIES else ""
    return left + ", ".join(shown) + more + right


def show_steps(steps: Sequence[Step], *, shapes: bool = False) -> str:
    """Return a script as the line, or lines, of code that it amounts to.

    With `shapes`, arrays are shown as these: that is what most exceptions are about. What the
    checker would have done with the answer is left out there.
    """
    shown = _of_the_student(steps) if shapes else steps
    return "; ".join(_show_step(step, shapes=shapes) for step in shown)


def _of_the_student(steps: Sequence[Step]) -> Sequence[Step]:
    while len(steps) > 1 and isinstance(last := steps[-1], Call) and _is_ours(last.target):
        steps = steps[:-1]
    return steps


def _is_ours(target: str) -> bool:
    return target.startswith(f"{OUTSIDE}.")


def _show_step(step: Step, *, shapes: bool) -> str:
    match step:
        case Call(args=args) if any(isinstance(arg, File) for arg in args):
            return ", ".join(show(arg) for arg in args if isinstance(arg, File))
        case Call(target, args, into):
            shown = (show_shapes(arg) if shapes else show(arg) for arg in args)
            name = target.replace(f"{OUTSIDE}.", f"{LAB}.")
            call = f"{name}({', '.join(shown)})"
            return f"{into} = {call}" if into else call
        case Read(target, item):
            return target if item is None else f"{target}[{item!r}]"
        case Set(target, value):
            return f"{target} = {show(value)}"


def show_shapes(value: Value | Argument) -> str:
    """Return a value as `show` does, but an array by its shape, and its type if not of floats."""
    match value:
        case Laid(array, layout):
            return f"{show_shapes(array)} ({layout})"
        case np.ndarray() if value.ndim:
            kind = "" if value.dtype == float else f"{value.dtype} "
            return f"{kind}array of shape {value.shape}"
        case list() | tuple() if any(isinstance(item, np.ndarray) for item in value):
            left, right = "[]" if isinstance(value, list) else "()"
            more = ", …" if len(value) > PRINTED_ENTRIES else ""
            return left + ", ".join(map(show_shapes, value[:PRINTED_ENTRIES])) + more + right
    return show(value)


def weight(steps: Sequence[Step]) -> int:
    """Return the number of entries in all arguments: how large a case is for a reader."""
    return sum(_size(arg) for step in steps if isinstance(step, Call) for arg in step.args)


def _size(value: Value | Argument) -> int:
    match value:
        case np.ndarray():
            return value.size
        case Laid(array, _):
            return _size(array) + 1  # prefer to show the plain case
        case list() | tuple():
            return sum(_size(item) for item in value)
    return 1
