"""F9: draw a digit, and see what the network sees, what it says, and what would change its mind."""

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np

from checker.figures.drawing import (
    BLUE,
    GRAY,
    INK,
    ORANGE,
    PALE,
    Drawing,
    Mark,
    Picture,
    Words,
    as_text,
    box,
    paragraph,
    shaded,
)
from checker.figures.figure import Choice, Figure, Found, Params, Writing
from checker.figures.inked import SIDE, as_mnist, from_letters

Forward = Callable[[np.ndarray], np.ndarray]
WINNER = "the winner"
_H = 1e-3
#: Slopes are measured for patches of 2 by 2 pixels: a quarter of the work, and less noise.
_PATCH = 2
_SEVEN = """
 ###########
 ############
          ###
         ###
        ###
       ###
      ###
     ###
    ###
    ##
"""


def figure(forward: Forward) -> Figure:
    """Return the figure of one network; `forward` takes pixels as columns."""
    digits = [str(digit) for digit in range(10)]
    return Figure(
        title="Draw a digit",
        question="Will your network recognise a 7 that nobody wrote by hand?",
        task="Draw a digit that the network gets wrong. What is different about it, compared "
        "with the digits that it was trained on?",
        controls=(
            (Writing("letters", "draw with #", _SEVEN.strip("\n"), rows=18, sheet=True),),
            (Choice("target", "make it more like", [WINNER, *digits], WINNER),),
        ),
        model=partial(model, forward),
        draw=draw,
        tell=tell,
    )


def model(forward: Forward, params: Params) -> Found:
    """Return the drawing as the network sees it, the ten outputs, and the slope for every pixel."""
    seen = as_mnist(from_letters(params["letters"]))
    x = seen.reshape(-1, 1)
    found: Found = {"seen": seen, "outputs": None, "map": None, "said": "", "target": None}
    try:
        outputs = np.asarray(forward(x), float)
        if outputs.shape != (10, 1) or not np.isfinite(outputs).all():
            return found | {"said": f"The network gave {outputs.shape} where (10, 1) was expected."}
        chosen = params["target"]
        target = int(outputs.argmax()) if chosen == WINNER else int(chosen)
        slopes = _slopes(forward, x, np.eye(10)[:, [target]])
    except Exception as error:  # noqa: BLE001  the network is the student's own
        return found | {"said": f"The network stopped with {type(error).__name__}: {error}"}
    return found | {
        "outputs": outputs[:, 0], "map": slopes, "target": target
    }  # fmt: skip


def _slopes(forward: Forward, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Measure how the quadratic cost reacts to ink, patch by patch, all in two batches."""
    patches = _patches()
    costs = [
        ((np.asarray(forward(x + side * _H * patches), float) - y) ** 2).sum(axis=0) / 2
        for side in (1, -1)
    ]
    slopes: np.ndarray = (costs[0] - costs[1]) / (2 * _H * _PATCH**2)
    return slopes.reshape(SIDE // _PATCH, SIDE // _PATCH)


@lru_cache(maxsize=1)
def _patches() -> np.ndarray:
    """Return the patches of the sheet as columns, 1 for the pixels of a patch."""
    few = np.eye((SIDE // _PATCH) ** 2).reshape(SIDE // _PATCH, SIDE // _PATCH, -1)
    columns: np.ndarray = few.repeat(_PATCH, axis=0).repeat(_PATCH, axis=1).reshape(SIDE**2, -1)
    return columns


def draw(found: Found) -> Drawing:
    """Draw what the network sees, its ten outputs as bars, and the map of the slopes."""
    marks: list[Mark] = [
        Words((20, 20), "What the network sees", INK, 13, "start", bold=True),
        Picture((20, 40), 224, 224, np.repeat(1 - found["seen"][..., None], 3, axis=-1)),
        box((20, 40), 224, 224, color=PALE),
        *paragraph((300, 60), found["said"], 32, ORANGE, 13),
    ]
    if found["outputs"] is not None:
        marks += [*_bars(found["outputs"]), *_map(found)]
    return Drawing(860, 310, marks, " ".join(tell(found)[:1]), seams=(272, 545))


def _bars(outputs: np.ndarray) -> list[Mark]:
    marks: list[Mark] = [Words((300, 20), "What it says", INK, 13, "start", bold=True)]
    winner = int(outputs.argmax())
    for digit, output in enumerate(outputs.tolist()):
        y = 51 + 23 * digit
        marks.append(Words((306, y), str(digit), INK, 13, bold=digit == winner))
        marks.append(box((320, y - 8), 150, 16, "none", PALE))
        marks.append(box((320, y - 8), 150 * min(max(output, 0), 1), 16, BLUE, BLUE))
        marks.append(Words((480, y), f"{output:.2f}", BLUE, 13, "start", bold=digit == winner))
    return marks


def _map(found: Found) -> list[Mark]:
    """Draw the slopes: blue where ink makes it more like the target, orange where less."""
    helps = -found["map"]
    said = f"What would make this more like a {found['target']}"
    return [
        Words((580, 20), said, INK, 13, "start", bold=True),
        Picture((580, 40), 224, 224, shaded(helps, float(np.abs(helps).max()))),
        box((580, 40), 224, 224, color=PALE),
        Words((580, 284), "blue: more ink · orange: less ink", GRAY, 13, "start"),
    ]


def tell(found: Found) -> list[str]:
    """Tell the outputs, and where more or less ink would help most."""
    if found["outputs"] is None:
        return [found["said"]]
    outputs = found["outputs"]
    winner = int(outputs.argmax())
    all_ = ", ".join(f"{digit}: {as_text(output, 2)}" for digit, output in enumerate(outputs))
    more = np.unravel_index(int(found["map"].argmin()), found["map"].shape)
    less = np.unravel_index(int(found["map"].argmax()), found["map"].shape)
    return [
        f"The network says {winner}, with the output {as_text(outputs[winner], 2)}.",
        f"All outputs: {all_}.",
        (
            f"More like a {found['target']}: ink helps most near row {_PATCH * more[0]}, column "
            f"{_PATCH * more[1]}, and harms most near row {_PATCH * less[0]}, column "
            f"{_PATCH * less[1]}."
        ),
    ]
