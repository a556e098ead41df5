"""F11: four scores, their probabilities, and what moves when one score does."""

from functools import partial

import numpy as np

from checker.figures.drawing import (
    BLUE,
    DASHED,
    GRAY,
    INK,
    ORANGE,
    PAPER,
    Drawing,
    Line,
    Mark,
    Words,
    as_text,
    box,
    paragraph,
)
from checker.figures.figure import Choice, Figure, Found, Params, Slider, Switch

CLASSES = 4
NOBODY = "none"
_STEP = 1e-30


def figure() -> Figure:
    """Return the figure."""
    slide = partial(Slider, low=-5, high=5, step=0.5)
    one, two, three, four = (
        slide(f"z{place}", f"score {place}", value=value)
        for place, value in enumerate((2.0, 1.0, 0.0, -1.0), 1)
    )
    names = [str(place) for place in range(1, CLASSES + 1)]
    return Figure(
        title="Four scores compete",
        question="Score 1 rises by 1. Which of the other three bars move, and do they move by "
        "the same amount?",
        task="Raise one score by 1 and write down by how much each bar moves. Do the moves add "
        "up to something? Then find a shift beyond which the plain formula gives nothing.",
        controls=(
            (one, two),
            (three, four),
            (
                Choice("raised", "raise by 1: score", [NOBODY, *names], NOBODY),
                Choice("truth", "true class", names, "1"),
            ),
            (
                Slider("shift", "add to all scores", -1000, 1000, 100, 0),
                Slider("temperature", "temperature", -1, 1, 0.1, 1.0, log=True),
            ),
            (Switch("plain", "show what the plain formula returns"),),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )


def model(params: Params) -> Found:
    """Return the probabilities before and after one score rises, and how each reacts to each."""
    scores = np.array([params[f"z{place}"] for place in range(1, CLASSES + 1)], float)
    scores = (scores + params["shift"]) / params["temperature"]
    raised = np.zeros(CLASSES)
    if params["raised"] != NOBODY:
        raised[int(params["raised"]) - 1] = 1
    after = scores + raised / params["temperature"]
    truth = np.eye(CLASSES)[int(params["truth"]) - 1]
    with np.errstate(over="ignore", invalid="ignore"):
        plain = np.exp(after) / np.exp(after).sum()
    moved = after[:, None] + 1j * _STEP * np.eye(CLASSES)
    reacts = np.stack([np.imag(shares(column)) / _STEP for column in moved.T], axis=1)
    return {
        "scores": after,
        "before": np.real(shares(scores)),
        "p": np.real(shares(after)),
        "moves": np.real(shares(after) - shares(scores)),
        "gap": np.real(shares(after)) - truth,
        "jacobian": reacts,
        "plain": plain if params["plain"] else None,
        "raised": params["raised"],
        "truth": params["truth"],
    }


def shares(scores: np.ndarray) -> np.ndarray:
    """Return each class's probability: one over the sum of its rivals' odds against it."""
    with np.errstate(over="ignore"):
        odds = np.exp(scores[None, :] - scores[:, None])
    return np.array(1 / odds.sum(axis=1))


def draw(found: Found) -> Drawing:
    """Draw the probabilities, beneath them P - Y, and the table of reactions."""
    marks = [*_bars(found), *_gaps(found), *_table(found)]
    return Drawing(900, 470, marks, " ".join(tell(found)[:2]), seams=(500,))


def _bars(found: Found) -> list[Mark]:
    """Draw the probabilities as bars, and as dashed outlines what they were before."""
    left, base, height, width = 60.0, 210.0, 150.0, 70.0
    marks: list[Mark] = [Words((30, 24), "Probabilities", INK, 13, "start", bold=True)]
    rows = zip(found["scores"], found["before"], found["p"], found["moves"], strict=True)
    for place, (score, before, p, move) in enumerate(rows):
        x = left + place * 110
        marks.append(box((x, base - height * p), width, height * p, BLUE, BLUE))
        if found["raised"] != NOBODY:
            outline = box((x - 6, base - height * before), width + 12, height * before,
                          color=INK, thickness=1.5, style=DASHED)  # fmt: skip
            sign = "+" if move > 0 else ""
            marks += [outline, Words((x + 35, base + 34), f"{sign}{_three(move)}", INK, 13)]
        top = base - height * max(p, before if found["raised"] != NOBODY else 0)
        marks.append(Words((x + 35, top - 12), _three(p), BLUE, 13, bold=True))
        marks.append(Words((x + 35, base + 15), f"score {as_text(score)}", GRAY, 13))
    marks.append(Line([(left - 15, base), (left + 415, base)], INK, 1))
    if found["plain"] is not None:
        said = "plain formula: " + ", ".join(as_text(value) for value in found["plain"])
        marks.append(Words((left - 15, 262), said, ORANGE, 13, "start", italic=True))
    return marks


def _three(share: float) -> str:
    """Write a share, or how it moves, with three decimals and a true minus sign."""
    text = f"{share:.3f}".replace("-", "−")
    return text.removeprefix("−") if not float(f"{share:.3f}") else text


def _gaps(found: Found) -> list[Mark]:
    left, middle, height, width = 60.0, 380.0, 70.0, 70.0
    said = f"P − Y for the true class {found['truth']}: the bars add up to 0"
    marks: list[Mark] = [Words((30, 290), said, INK, 13, "start", bold=True)]
    for place, gap in enumerate(found["gap"]):
        x, tall = left + place * 110, height * abs(gap)
        top = middle - tall if gap > 0 else middle
        marks.append(box((x, top), width, tall, ORANGE if gap > 0 else PAPER, ORANGE, 2))
        end = top - 11 if gap > 0 else top + tall + 11
        marks.append(Words((x + 35, end), _three(gap), ORANGE, 13, italic=True))
    return [*marks, Line([(left - 15, middle), (left + 415, middle)], INK, 1)]


def _table(found: Found) -> list[Mark]:
    left, top, cell = 560.0, 80.0, 76.0
    marks: list[Mark] = [
        Words((left - 30, 24), "How p (row) reacts to a score (column)", INK, 13, "start",
              bold=True)
    ]  # fmt: skip
    for place in range(CLASSES):
        marks.append(Words((left + cell * (place + 0.5), top - 16), f"score {place + 1}", GRAY, 13))
        marks.append(Words((left - 14, top + 34 * (place + 0.5)), f"p{place + 1}", GRAY, 13))
    for (row, column), slope in np.ndenumerate(found["jacobian"]):
        fill = "#fdebd7" if str(column + 1) == found["raised"] else PAPER
        at = (left + cell * column, top + 34 * row)
        marks.append(box(at, cell, 34, fill, GRAY, 0.7))
        marks.append(Words((at[0] + cell / 2, at[1] + 17), _three(slope), ORANGE, 13, italic=True))
    said = (
        "Each column adds up to 0: what one class gains, the others lose. With the sigmoid all "
        "numbers beside the diagonal would be 0."
    )
    return [*marks, *paragraph((left - 30, top + 165), said, 46)]


def tell(found: Found) -> list[str]:
    """Tell scores, probabilities, moves, P - Y and the reactions."""
    lines = [
        f"Scores {_row(found['scores'])} give the probabilities {_row(found['p'])}.",
        f"P − Y for the true class {found['truth']}: {_row(found['gap'])}.",
    ]
    if found["raised"] != NOBODY:
        moves = _row(found["moves"])
        lines.append(f"Score {found['raised']} rose by 1, and the probabilities moved by {moves}.")
    if found["plain"] is not None:
        lines.append(f"The plain formula returns {_row(found['plain'])}.")
    reacts = "; ".join(f"p{j + 1}: {_row(row)}" for j, row in enumerate(found["jacobian"]))
    return [*lines, f"Slopes of each probability along the four scores: {reacts}."]


def _row(values: np.ndarray) -> str:
    return ", ".join(as_text(value) for value in values)
