"""F13: digits of the reader's own hand, kept beside the notebook, and what a network reads."""

import base64
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import UsageError
from checker.figures.drawing import (
    INK,
    ORANGE,
    PALE,
    Drawing,
    Mark,
    Picture,
    Words,
    box,
    paragraph,
)
from checker.figures.figure import Choice, Figure, Found, Params, Press, Writing
from checker.figures.inked import as_mnist, from_letters
from checker.safe_files import write_file

Forward = Callable[[np.ndarray], np.ndarray]
#: A digit that was kept: which it is meant to be, and its drawing in letters.
Kept = tuple[int, str]
FILE = Path("my_digits.json")
MOST, ROW, SIZE = 60, 10, 66
#: Five digits of a row, and the room beside them.
_HALF = 20 + 5 * (SIZE + 14)
_LETTERS = 20_000
#: Not the bare digits: JupyterLab never unlocks a button whose words are its own place in the row.
OPTIONS = [f"a {digit}" for digit in range(10)]


def figure(forward: Forward) -> Figure:
    """Return the figure of one network; `forward` takes pixels as columns."""
    kept, said = _read(FILE)
    return Figure(
        title="My digits",
        question="Write each digit twice. How many of the twenty will your network read?",
        task="Look at those that it reads wrong. What do your digits do that those of the test set "
        "do not?",
        controls=(
            (Writing("letters", "draw with #", rows=14, sheet=True),),
            (Choice("digit", "this is meant to be", OPTIONS, OPTIONS[0]),),
            (Press("keep", "keep it", _keep), Press("drop", "take the last one back", _drop)),
        ),
        model=partial(model, forward),
        draw=draw,
        tell=tell,
        hidden={"kept": kept, "said": said, "locked": bool(said)},
    )


def keep_drawn(digit: int, letters: str) -> int:
    """Keep a digit that is written in letters, and return how many there are now.

    Raises
    ------
    UsageError
        If it is no digit, or an empty drawing, or the file cannot be written.
    """
    kept, said = _read(FILE)
    if said:
        raise UsageError(said)
    kept = _with(kept, digit, letters)
    _write(FILE, kept)
    return len(kept)


def _with(kept: tuple[Kept, ...], digit: int, letters: str) -> tuple[Kept, ...]:
    if digit not in range(10):
        raise UsageError("a digit is a whole number from 0 to 9")
    if not as_mnist(from_letters(letters[:_LETTERS])).any():
        raise UsageError("there is nothing on the sheet yet")
    if len(kept) >= MOST:
        raise UsageError(f"{MOST} digits are kept; take one back first")
    return (*kept, (int(digit), letters[:_LETTERS]))


def _keep(params: dict[str, Any]) -> dict[str, Any]:
    """Keep what is on the sheet, clear it, and ask for the next digit."""
    if params["locked"]:
        return params
    digit = OPTIONS.index(params["digit"])
    try:
        kept = _with(params["kept"], digit, params["letters"])
        _write(FILE, kept)
    except UsageError as error:
        return params | {"said": f"Not kept: {error}."}
    return params | {"kept": kept, "said": "", "letters": "", "digit": OPTIONS[(digit + 1) % 10]}


def _drop(params: dict[str, Any]) -> dict[str, Any]:
    if params["locked"] or not params["kept"]:
        return params
    *kept, (digit, letters) = params["kept"]
    try:
        _write(FILE, tuple(kept))
    except UsageError as error:
        return params | {"said": f"Not taken back: {error}."}
    return params | {"kept": tuple(kept), "said": "", "letters": letters, "digit": OPTIONS[digit]}


def _write(path: Path, kept: tuple[Kept, ...]) -> None:
    rows = [
        {"digit": digit, "drawn": letters, "pixels": _pixels(letters)} for digit, letters in kept
    ]
    write_file(path, (json.dumps(rows, indent=1) + "\n").encode("utf-8", "replace"))


def _pixels(letters: str) -> str:
    """Return a drawing as a picture of MNIST's form, a byte a pixel: a check reads it."""
    levels = np.rint(255 * as_mnist(from_letters(letters))).astype(np.uint8)
    return base64.b64encode(levels.tobytes()).decode("ascii")


def _read(path: Path) -> tuple[tuple[Kept, ...], str]:
    """Return what was kept, and why nothing can be, if the file holds something else."""
    if not path.exists():
        return (), ""
    try:
        found = json.loads(path.read_text("utf-8"))
        kept = tuple((int(each["digit"]), str(each["drawn"])[:_LETTERS]) for each in found[:MOST])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return (), f"{path} does not hold digits; rename it to begin anew"
    if not all(digit in range(10) for digit, _ in kept):
        return (), f"{path} does not hold digits; rename it to begin anew"
    return kept, ""


def model(forward: Forward, params: Params) -> Found:
    """Return the digits as the network sees them, what they are meant to be, and what it reads."""
    kept: tuple[Kept, ...] = params["kept"]
    pictures = np.array([as_mnist(from_letters(letters)) for _, letters in kept])
    meant = np.array([digit for digit, _ in kept], int)
    found: Found = {"pictures": pictures, "meant": meant, "seen": None, "said": params["said"]}
    if not kept:
        return found
    try:
        outputs = np.asarray(forward(pictures.reshape(len(kept), -1).T), float)
    except Exception as error:  # noqa: BLE001  the network is the student's own
        return found | {"said": f"The network stopped with {type(error).__name__}: {error!s:.200}"}
    if outputs.shape != (10, len(kept)) or not np.isfinite(outputs).all():
        return found | {"said": f"The network gave {outputs.shape}, not finite (10, {len(kept)})."}
    return found | {"seen": outputs.argmax(axis=0)}


def draw(found: Found) -> Drawing:
    """Draw every digit in the form of MNIST's, and beneath it what it was read as."""
    marks: list[Mark] = []
    for place in range(len(found["meant"])):
        marks += _digit(found, place)
    rows = -(-len(found["meant"]) // ROW)
    marks += paragraph((20, 20), tell(found)[0], 52, INK, 14)
    if found["said"] and found["seen"] is not None:
        marks += paragraph((_HALF + 20, 20), found["said"], 56, ORANGE, 13)
    return Drawing(2 * _HALF, 80 + rows * (SIZE + 34), marks, tell(found)[0], seams=(_HALF,))


def _digit(found: Found, place: int) -> list[Mark]:
    """Draw one digit, and what it is meant to be; what was read, if it is something else."""
    row, column = divmod(place, ROW)
    left = 20 + column * (SIZE + 14) + 20 * (column >= ROW // 2)
    top = 70 + row * (SIZE + 34)
    meant = int(found["meant"][place])
    read = meant if found["seen"] is None else int(found["seen"][place])
    color, said = (PALE, f"a {meant}") if read == meant else (ORANGE, f"{meant} as {read}")
    return [
        Picture((left, top), SIZE, SIZE, np.repeat(1 - found["pictures"][place][..., None], 3, -1)),
        box((left, top), SIZE, SIZE, color=color, thickness=1 + (read != meant)),
        Words((left, top + SIZE + 14), said, INK, 13, "start", bold=read != meant),
    ]


def tell(found: Found) -> list[str]:
    """Tell the accuracy on one's own handwriting, and which digits were read as others."""
    count, seen = len(found["meant"]), found["seen"]
    if seen is None:
        return [found["said"] or "No digit is kept yet. Draw one, say which it is, and keep it."]
    right = int(np.sum(seen == found["meant"]))
    wrong = [
        f"a {meant} as {read}"
        for meant, read in zip(found["meant"].tolist(), seen.tolist(), strict=True)
        if meant != read
    ]
    share = f"{right / count:.0%}"
    lines = [f"{count} of your digits are kept; the network reads {right} of them: {share}."]
    lines += [f"Wrong: {', '.join(wrong)}."] if wrong else []
    return [*lines, found["said"]] if found["said"] else lines
