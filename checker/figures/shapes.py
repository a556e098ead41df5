"""F2: the shapes of a forward pass, and where a fault is refused, harmless or silent."""

from collections.abc import Callable
from itertools import pairwise

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
    box,
    paragraph,
)
from checker.figures.figure import Choice, Figure, Found, Params, Slider

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]
#: What each fault does to W, a and b of a layer. The first layer alone gets rows for columns.
FAULTS: dict[str, Callable[[np.ndarray, np.ndarray, np.ndarray], Arrays]] = {
    "none": lambda W, a, b: (W, a, b),
    "flat bias": lambda W, a, b: (W, a, b[:, 0]),
    "W transposed": lambda W, a, b: (W.T, a, b),
    "b.T for b": lambda W, a, b: (W, a, b.T),
    "rows for columns": lambda W, a, b: (W, a.T, b),
}
#: How far down the sheet the next layer stands: eight squares, the arrays' names and the layer's.
_LAYER = 160


def figure() -> Figure:
    """Return the figure."""
    return Figure(
        title="Does it fit?",
        question="All sizes and the batch are 3, and someone transposes W. What does NumPy say?",
        task="For each fault, find sizes for which nobody objects. Which sizes should a test "
        "use, so that no such fault can hide?",
        controls=(
            tuple(Slider(f"n{place}", f"n{place}", 1, 8, 1, size)
                  for place, size in enumerate((3, 5, 4, 2))),
            (
                Slider("m", "examples m", 1, 8, 1, 6),
                Choice("fault", "fault", list(FAULTS), "none"),
            ),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )  # fmt: skip


def model(params: Params) -> Found:
    """Return the shapes of each layer as NumPy finds them, up to the first that it refuses."""
    sizes = [int(params[f"n{place}"]) for place in range(4)]
    m, fault = int(params["m"]), params["fault"]
    rng = np.random.default_rng(0)
    right = wrong = rng.normal(size=(sizes[0], m))
    layers = []
    for place, (n_in, n_out) in enumerate(pairwise(sizes)):
        W, b = rng.normal(size=(n_out, n_in)), rng.normal(size=(n_out, 1))
        spoil = FAULTS["none" if fault == "rows for columns" and place else fault]
        right = W @ right + b
        layer = _layer(*spoil(W, wrong, b))
        layer["right"] = right.shape
        layer["changed"] = not layer["error"] and not _same(layer["z"], right)
        layers.append(layer)
        if layer["error"]:
            break
        wrong = layer["z"]
    return {"sizes": sizes, "m": m, "fault": fault, "layers": layers}


def _layer(W: np.ndarray, a: np.ndarray, b: np.ndarray) -> Found:
    """Return the shapes of a layer, its z, and NumPy's own words where the arrays do not fit."""
    layer: Found = {"W": W.shape, "a": a.shape, "b": b.shape, "z": None, "at": "", "error": ""}
    try:
        total = W @ a
    except ValueError as error:
        return layer | {"at": "product", "error": str(error)}
    try:
        return layer | {"z": total + b}
    except ValueError as error:
        return layer | {"at": "sum", "error": str(error)}


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other))


def verdict(found: Found) -> str:
    """Say what became of the fault."""
    last = found["layers"][-1]
    if last["error"]:
        return f"NumPy refuses in layer {len(found['layers'])}: {last['error']}"
    if any(layer["changed"] for layer in found["layers"]):
        return "Runs, but means something else: nobody objects, and the numbers are wrong."
    if found["fault"] != "none":
        return "Runs, and the numbers are right: with these sizes the fault changes nothing."
    return "Everything fits: the inner sizes agree and vanish."


def draw(found: Found) -> Drawing:
    """Draw each layer as boxes, W times a plus b gives z, as wide and tall as the arrays are."""
    marks: list[Mark] = []
    for place, layer in enumerate(found["layers"]):
        marks += _layer_marks(place, layer)
    end = 20 + _LAYER * len(found["layers"])
    marks += paragraph((16, end), verdict(found), 68, INK, 13)
    return Drawing(530, end + 64, marks, " ".join(tell(found)))


def _layer_marks(place: int, layer: Found) -> list[Mark]:
    top = 50.0 + _LAYER * place
    head = Words((16, top - 30), f"layer {place + 1}", INK, 13, "start", bold=True)
    marks: list[Mark] = [head]
    strange, refused = layer["changed"], layer["at"]
    marks += _array("W", layer["W"], (16, top), refused == "product")
    marks += _array("a", layer["a"], (148, top), refused == "product")
    marks += _sign("@", 134, top)
    marks += [*_sign("+", 266, top), *_array("b", layer["b"], (280, top), refused == "sum")]
    marks += _sign("=", 398, top)
    if layer["error"]:
        return [*marks, Words((412, top + 57), "✗ does not fit", ORANGE, 14, "start", bold=True)]
    return [*marks, *_array("z", layer["z"].shape, (412, top), False, strange)]


def _sign(text: str, x: float, top: float) -> list[Mark]:
    return [Words((x, top + 57), text, INK, 18)]


def _array(
    name: str, shape: tuple[int, ...], corner: tuple[float, float], refused: bool,
    strange: bool = False,
) -> list[Mark]:  # fmt: skip
    """Draw an array as a box: dashed and orange if refused, hatched if it means something else."""
    x, y = corner
    tall, wide = shape if len(shape) == 2 else (1, shape[0])
    height, width = 13.0 * tall, 13.0 * wide
    top = y + 57 - height / 2
    color = ORANGE if refused or strange else BLUE
    fill = "none" if refused else "#e3eef7" if not strange else PAPER
    marks: list[Mark] = [
        box((x, top), width, height, fill, color, 2.5, DASHED if refused else "solid")
    ]
    if strange:
        marks += _hatched(x, top, width, height)
    flat = "," if len(shape) == 1 else ""
    words = f"{name} ({', '.join(map(str, shape))}{flat})"
    return [*marks, Words((x, y - 8), words, color if refused or strange else GRAY, 13, "start")]


def _hatched(x: float, y: float, width: float, height: float) -> list[Mark]:
    """Draw slanted lines across a rectangle, cut off at its sides."""
    marks: list[Mark] = []
    for start in np.arange(6.0, width + height, 8.0):
        x1, y1 = x + max(0.0, start - height), y + min(start, height)
        x2, y2 = x + min(start, width), y + max(0.0, start - width)
        marks.append(Line([(x1, y1), (x2, y2)], ORANGE, 1))
    return marks


def tell(found: Found) -> list[str]:
    """Tell the shapes of every layer, and what became of the fault."""
    lines = []
    for place, layer in enumerate(found["layers"], 1):
        z = "nothing: it does not fit" if layer["error"] else f"z {layer['z'].shape}"
        strange = ", but it means something else" if layer["changed"] else ""
        lines.append(
            f"Layer {place}: W {layer['W']} @ a {layer['a']} + b {layer['b']} gives {z}{strange}."
        )
    return [*lines, verdict(found)]
