"""F4: how many slopes of a network are almost 0 before it has learned anything."""

from functools import lru_cache

import numpy as np

from checker.digits import load_mnist
from checker.errors import DataError
from checker.figures.drawing import (
    BLUE,
    GRAY,
    INK,
    ORANGE,
    PALE,
    Drawing,
    Line,
    Mark,
    Shape,
    Words,
    as_text,
    box,
)
from checker.figures.figure import Choice, Figure, Found, Params, Slider
from checker.figures.network import smooth_step

WIDTH, COUNT, FLAT, BINS = 30, 100, 0.01, 40
BY_HAND = "spread by the slider"
STARTS = {BY_HAND: None, "0.001 (lecture 000)": 0.001, "1 (lecture 001)": 1.0, "1/√n": None}
RANGES = {"0 to 1": 1.0, "0 to 255": 255.0}

#: Where the two histograms and the bars begin, how wide a bin is, and how long a bar.
_A, _SLOPE, _SHARE = 66.0, 232.0, 398.0
_BIN, _BAR = 3.75, 78


def figure() -> Figure:
    """Return the figure."""
    return Figure(
        title="How many slopes are flat at the start?",
        question="The weights start with spread 1 and the pixels reach from 0 to 1. Which layer "
        "has the most flat slopes, the first or a later one?",
        task="Find a spread for which every layer has less than 5 % of flat slopes and still "
        "answers with more than one value. Why does the best spread depend on n, the number of "
        "inputs?",
        controls=(
            (
                Slider("depth", "layers", 1, 8, 1, 4),
                Choice("pixels", "pixels from", list(RANGES), "0 to 1"),
            ),
            (
                Choice("start", "start", list(STARTS), "1 (lecture 001)"),
                Slider("spread", "spread", -3, 0.5, 0.05, 1.0, log=True),
            ),
            (Slider("seed", "seed", 0, 20, 1, 0),),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )


def model(params: Params) -> Found:
    """Return histograms of a and of its slope for every layer, and the share of flat slopes."""
    rng = np.random.default_rng(int(params["seed"]))
    inputs, real = _digits()
    A = inputs * np.float32(RANGES[params["pixels"]])
    layers = []
    for _ in range(int(params["depth"])):
        spread = _spread(params, len(A))
        W = (spread * rng.normal(size=(WIDTH, len(A)))).astype(np.float32)
        Z = W @ A
        A = smooth_step(Z)
        with np.errstate(over="ignore"):  # beyond all numbers the slope is 0
            slopes = 0.25 / np.cosh(Z / 2) ** 2
        layers.append(
            {
                "spread": spread,
                "spread_of_z": float(Z.std()),
                "a": np.histogram(A, BINS, (0, 1))[0] / A.size,
                "slope": np.histogram(slopes, BINS, (0, 0.25))[0] / A.size,
                "flat": float(np.mean(slopes < FLAT)),
            }
        )
    return {"layers": layers, "real": real}


def _spread(params: Params, n: int) -> float:
    if params["start"] == "1/√n":
        return float(1 / np.sqrt(n))
    return float(STARTS[params["start"]] or params["spread"])


@lru_cache(maxsize=1)
def _digits() -> tuple[np.ndarray, bool]:
    """Return test digits as columns, and whether they are real; made-up ones without the data."""
    try:
        images, _ = load_mnist("test")
        pixels, real = images[:COUNT].reshape(COUNT, -1) / 255, True
    except DataError:
        rng = np.random.default_rng(0)
        pixels, real = rng.random((COUNT, 784)) * (rng.random((COUNT, 784)) < 0.2), False
    return pixels.T.astype(np.float32), real


def draw(found: Found) -> Drawing:
    """Draw one row for each layer: histogram of a, histogram of the slopes, share as a bar."""
    layers = found["layers"]
    marks: list[Mark] = [
        Words((_A, 22), "activations a,", BLUE, 13, "start", bold=True),
        Words((_A, 40), "from 0 to 1", BLUE, 13, "start", bold=True),
        Words((_SLOPE, 22), "slopes σ′(z),", ORANGE, 13, "start", italic=True),
        Words((_SLOPE, 40), "from 0 to ¼", ORANGE, 13, "start", italic=True),
        Words((_SHARE, 22), "share of slopes", INK, 13, "start", bold=True),
        Words((_SHARE, 40), f"below {FLAT}", INK, 13, "start", bold=True),
    ]
    for place, layer in enumerate(layers):
        marks += _row(place, layer, 60 + 58 * place)
    end = 70 + 58 * len(layers)
    marks.append(Words((_SHARE, end), "line: 5 %", GRAY, 13, "start"))
    if not found["real"]:
        said = "MNIST was not found; these are made-up pixels."
        marks.append(Words((_A, end), said, GRAY, 13, "start"))
    return Drawing(530, end + 14, marks, " ".join(tell(found)))


def _row(place: int, layer: dict[str, object], top: float) -> list[Mark]:
    marks: list[Mark] = [Words((12, top + 22), f"layer {place + 1}", INK, 13, "start")]
    for name, left, color in (("a", _A, BLUE), ("slope", _SLOPE, ORANGE)):
        counts = np.asarray(layer[name])
        tall = 42 * counts / counts.max()
        edges = np.repeat(left + _BIN * np.arange(BINS + 1), 2)
        heights = top + 44 - np.concatenate([[0], np.repeat(tall, 2), [0]])
        marks.append(Shape(list(zip(edges.tolist(), heights.tolist(), strict=True)), color, color))
        marks.append(Line([(left, top + 44), (left + _BIN * BINS, top + 44)], GRAY, 1))
    share = float(layer["flat"])  # type: ignore[arg-type]
    marks.append(box((_SHARE, top + 14), _BAR, 16, "none", PALE))
    marks.append(box((_SHARE, top + 14), _BAR * share, 16, ORANGE, ORANGE))
    x = _SHARE + _BAR * 0.05
    marks.append(Line([(x, top + 8), (x, top + 36)], INK, 1.5))
    said = Words((522, top + 22), f"{share:.0%}", INK, 13, "end", bold=share >= 0.05)
    return [*marks, said]


def tell(found: Found) -> list[str]:
    """Tell for each layer the spread of weights and z, and the share of flat slopes."""
    return [
        f"Layer {place}: weights of spread {as_text(layer['spread'])}, z of spread "
        f"{as_text(layer['spread_of_z'])}, {layer['flat']:.0%} of the slopes below {FLAT}."
        for place, layer in enumerate(found["layers"], 1)
    ]
