"""F8: the dashboard of a training, replayed epoch by epoch, of six runs without their names."""

import numpy as np

from checker.figures.chart import Chart
from checker.figures.drawing import (
    BLUE,
    DASHED,
    GRAY,
    INK,
    ORANGE,
    PAPER,
    Disc,
    Drawing,
    Line,
    Mark,
    Picture,
    Shape,
    Words,
    as_text,
    box,
    paragraph,
    rgb,
)
from checker.figures.figure import Choice, Figure, Found, Params, Slider
from checker.figures.replays import SIDE, replays, series, tiled, training_images

#: Which run stands behind which letter.
LETTERS = {
    "A": "zero",
    "B": "stuck",
    "C": "frozen_bias",
    "D": "summed",
    "E": "correct",
    "F": "shuffled",
}
UNDECIDED = "not decided yet"
LAST = 10
#: How many pictures stand side by side.
ROW = 6
#: Where the charts and the pictures of the second and the third column begin.
_MIDDLE, _RIGHT = 395.0, 658.0


def figure() -> Figure:
    """Return the figure."""
    causes = [replays()[run]["cause"] for run in sorted(LETTERS.values())]
    return Figure(
        title="Six trainings: what is wrong with them?",
        question="One of the six never updates its biases. Will its accuracy give it away?",
        task="Match the six runs with their causes. Which one can you not tell from the right "
        "one by anything that is shown here, and what would find it?",
        controls=(
            (Choice("run", "run", list(LETTERS), "A"), Slider("epoch", "epoch", 0, LAST, 1, LAST)),
            (Choice("cause", "what is wrong", [UNDECIDED, *causes], UNDECIDED),),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )


def model(params: Params) -> Found:
    """Return what was counted in a run up to an epoch, and what to say to the cause proposed."""
    run, last = LETTERS[params["run"]], int(params["epoch"])
    now = replays()[run]["epochs"][last]
    names = ("train_cost", "cost", "accuracy", "saturated", "norms")
    return {name: series(run, name, last) for name in names} | {
        "letter": params["run"],
        "epoch": last,
        "confusion": np.array(now["confusion"]),
        "mistakes": now["mistakes"],
        "says": _reply(run, params["cause"]),
    }


def _reply(run: str, cause: str) -> str:
    if cause == UNDECIDED:
        return ""
    if cause == replays()[run]["cause"]:
        return "This fits."
    return "This does not fit. Look at the confusion matrix and at the gradients, too."


def draw(found: Found) -> Drawing:
    """Draw the cost above the confusion matrix, two charts over the epochs, and the mistakes."""
    marks = [*_costs(found), *_shares(found), *_norms(found)]
    marks += [*_confusion(found["confusion"], 28, 325), *_mistakes(found["mistakes"])]
    rows = -(-len(found["mistakes"]) // ROW)
    marks += paragraph((_RIGHT, 70 + 78 * rows), found["says"], 42, INK, 13)
    return Drawing(970, 640, marks, " ".join(tell(found)[:3]), seams=(338, 648))


def _solid(chart: Chart, ys: np.ndarray, color: str) -> list[Mark]:
    """Draw a series as a line with discs."""
    points = chart.curve(np.arange(len(ys)), ys)
    return [Line(points, color, 1.8), *(Disc(point, 3, color, color) for point in points)]


def _dashed(chart: Chart, ys: np.ndarray, color: str) -> list[Mark]:
    """Draw a series as a dashed line with squares."""
    points = chart.curve(np.arange(len(ys)), ys)
    squares = [[(x - 3, y - 3), (x + 3, y - 3), (x + 3, y + 3), (x - 3, y + 3)] for x, y in points]
    return [
        Line(points, color, 1.8, DASHED),
        *(Shape(square, color, color) for square in squares),
    ]


def _costs(found: Found) -> list[Mark]:
    chart = Chart(60, 40, 230, 170, (0, LAST), (0, 1.4))
    marks = chart.frame("Cost", "epoch", "mean cost")
    marks += _solid(chart, found["train_cost"], BLUE) + _dashed(chart, found["cost"], INK)
    return [*marks, *_key(("training", BLUE), ("validation", INK), 60)]


def _shares(found: Found) -> list[Mark]:
    chart = Chart(_MIDDLE, 40, 230, 170, (0, LAST), (0, 1))
    marks = chart.frame("Accuracy, saturation", "epoch", "share")
    marks += _solid(chart, found["accuracy"], BLUE) + _dashed(chart, found["saturated"], ORANGE)
    return [*marks, *_key(("right", BLUE), ("slopes below 0.01", ORANGE), _MIDDLE)]


def _norms(found: Found) -> list[Mark]:
    chart = Chart(_MIDDLE, 345, 230, 170, (0, LAST), (1e-6, 10), log_y=True)
    marks = chart.frame("Length of the gradient", "epoch", "|∇W|")
    norms = np.maximum(found["norms"], 1e-6)
    marks += _solid(chart, norms[:, 0], ORANGE) + _dashed(chart, norms[:, 1], INK)
    return [*marks, *_key(("layer 1", ORANGE), ("layer 2", INK), _MIDDLE, 567)]


def _key(
    first: tuple[str, str], second: tuple[str, str], left: float, y: float = 262
) -> list[Mark]:
    """Name the two series of a chart, each in its colour."""
    return [
        Words((left, y), f"● {first[0]}", first[1], 13, "start"),
        Words((left + 95, y), f"■ {second[0]}", second[1], 13, "start", italic=True),
    ]


def _confusion(counts: np.ndarray, left: float, top: float) -> list[Mark]:
    """Draw the confusion matrix, the darker the more, and frame columns that are empty."""
    cell = 30.0  # three digits stand in it
    share = (np.log1p(counts) / np.log(600))[..., None].clip(0, 1)
    marks: list[Mark] = [
        Words((left, top - 26), "Confusion: true (row), predicted (column)", INK, 13,
              "start", bold=True),
        Picture((left, top), 10 * cell, 10 * cell, 1 - share * (1 - rgb(BLUE))),
        box((left, top), 10 * cell, 10 * cell, color=GRAY),
    ]  # fmt: skip
    for (row, column), count in np.ndenumerate(counts):
        at = (left + cell * (column + 0.5), top + cell * (row + 0.5))
        color = PAPER if count > 25 else INK
        marks.append(Words(at, str(count), color, 13))
    for digit in range(10):
        middle = cell * (digit + 0.5)
        marks.append(Words((left - 9, top + middle), str(digit), GRAY, 13))
        marks.append(Words((left + middle, top - 9), str(digit), GRAY, 13))
        if not counts[:, digit].any():
            marks.append(box((left + cell * digit, top), cell, 10 * cell, "none", ORANGE, 2.5))
    return marks


def _mistakes(mistakes: list[list[int]]) -> list[Mark]:
    left, top, size = _RIGHT, 40.0, 50.0
    said = "Wrong in validation: true → predicted"
    marks: list[Mark] = [Words((left, top - 16), said, INK, 13, "start", bold=True)]
    images = training_images([place for place, _, _ in mistakes])
    if images is None:
        said = "The pictures are in the folder “data” of the course, which was not found."
        return [*marks, *paragraph((left, top + 10), said, 42)]
    ink = np.repeat(1 - images[..., None], 3, axis=-1)
    sheet = tiled(ink, ROW, gap=0)
    lines = sheet.shape[0] // SIDE
    for line in range(lines):
        row = sheet[line * SIDE : (line + 1) * SIDE]
        marks.append(Picture((left, top + line * (size + 28)), ROW * size, size, row))
    for place, (_, truth, seen) in enumerate(mistakes):
        line, column = divmod(place, ROW)
        at = (left + size * (column + 0.5), top + line * (size + 28) + size + 9)
        marks.append(Words(at, f"{truth} → {seen}", INK, 13))
    return marks


def tell(found: Found) -> list[str]:
    """Tell the numbers of the epoch, which digits are never predicted, and the reply."""
    counts = found["confusion"]
    never = [str(digit) for digit in range(10) if not counts[:, digit].any()]
    said = f"Never predicted: {', '.join(never)}." if never else "Every digit is predicted."
    first, second = found["norms"][-1]
    lines = [
        (
            f"Run {found['letter']} after epoch {found['epoch']}: "
            f"{found['accuracy'][-1]:.1%} of the validation digits are right."
        ),
        (
            f"Cost {as_text(found['train_cost'][-1])} in training, {as_text(found['cost'][-1])} in "
            f"validation; {found['saturated'][-1]:.0%} of the hidden slopes are below 0.01."
        ),
        said,
        f"Gradients: {as_text(first)} in layer 1, {as_text(second)} in layer 2.",
    ]
    return [*lines, found["says"]] if found["says"] else lines
