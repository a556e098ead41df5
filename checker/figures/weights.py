"""F10: what hidden neurons look for: first-layer weights as pictures, of five networks."""

import numpy as np

from checker.figures.drawing import (
    GRAY,
    INK,
    Drawing,
    Mark,
    Picture,
    Words,
    paragraph,
    shaded,
)
from checker.figures.figure import Choice, Figure, Found, Params
from checker.figures.replays import replays, rows, tiled

#: Which network stands behind which letter.
LETTERS = {
    "A": "unscaled",
    "B": "correct",
    "C": "zero",
    "D": "untrained",
    "E": "frozen_layer",
}
UNDECIDED = "not decided yet"
COLUMNS, SCALE = 8, 3.2
_MEANING = ("blue: ink here speaks for the neuron", "orange: against it · no colour: no matter")


def figure() -> Figure:
    """Return the figure."""
    causes = sorted(_cause(letter) for letter in LETTERS)
    return Figure(
        title="What hidden neurons look for",
        question="One of the five networks started with all weights 0. What do you expect its "
        "sixteen pictures to have in common?",
        task="Tell which network is which. Two of the five cannot be told apart: which, and what "
        "would you have to look at instead?",
        controls=(
            (
                Choice("network", "network", list(LETTERS), "A"),
                Choice("cause", "it is", [UNDECIDED, *causes], UNDECIDED),
            ),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )


def _cause(letter: str) -> str:
    run = LETTERS[letter]
    return "trained, nothing is wrong" if run == "correct" else str(replays()[run]["cause"])


def model(params: Params) -> Found:
    """Return the pictures of a network, what can be counted in them, and a reply."""
    weights = rows(LETTERS[params["network"]])
    flat = weights.reshape(len(weights), -1)
    alike = [float(np.corrcoef(flat[0], row)[0, 1]) for row in flat[1:]]
    edge = np.concatenate([weights[:, :3].ravel(), weights[:, -3:].ravel()])
    return {
        "letter": params["network"],
        "weights": weights,
        "alike": float(np.mean(np.abs(alike))),
        "middle": float(np.mean(np.abs(weights[:, 8:20, 8:20]))),
        "edge": float(np.mean(np.abs(edge))),
        "says": _reply(params["network"], params["cause"]),
    }


def _reply(letter: str, cause: str) -> str:
    if cause == UNDECIDED:
        return ""
    if cause == _cause(letter):
        return "This fits."
    twins = {_cause(twin) for twin in LETTERS if LETTERS[twin] in {"untrained", "frozen_layer"}}
    if {cause, _cause(letter)} == twins:
        return "It is the other of the two that nobody can tell apart by their first layer."
    return "This does not fit. Compare the middle with the edge, and the pictures with each other."


def draw(found: Found) -> Drawing:
    """Draw sixteen pictures in two halves, ink that speaks for a neuron blue, against it orange."""
    halves = np.split(tiled(shaded(found["weights"]), COLUMNS, gap=3), 2, axis=1)
    width, height = SCALE * halves[0].shape[1], SCALE * halves[0].shape[0]
    seam = 30 + width
    title = f"Network {found['letter']}: 16 hidden neurons"
    marks: list[Mark] = [Words((20, 22), title, INK, 13, "start", bold=True)]
    for row, said in enumerate(_MEANING):
        marks.append(Words((20, 44 + 20 * row), said, GRAY, 13, "start"))
    for left, half in zip((20, seam + 10), halves, strict=True):
        marks.append(Picture((left, 82), width, height, half))
    marks += paragraph((seam + 10, height + 98), found["says"], 54, INK, 13)
    return Drawing(2 * seam, height + 128, marks, " ".join(tell(found)[:2]), seams=(seam,))


def tell(found: Found) -> list[str]:
    """Tell how alike the pictures are, and how large the weights in the middle and at the edge."""
    lines = [
        (
            f"Network {found['letter']}: the first picture and the others agree to "
            f"{found['alike']:.2f} (1: copies of each other, near 0: nothing in common)."
        ),
        (
            f"Mean size of a weight, 1 being its neuron's largest: {found['middle']:.2f} in the "
            f"middle, {found['edge']:.2f} at the upper and lower edge, where hardly any ink is."
        ),
    ]
    return [*lines, found["says"]] if found["says"] else lines
