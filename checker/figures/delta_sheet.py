"""The sheet of F7: the network, and the matrix of the step."""

import numpy as np

from checker.figures.drawing import (
    BLUE,
    DASHED,
    GRAY,
    INK,
    ORANGE,
    PALE,
    Disc,
    Drawing,
    Line,
    Mark,
    Point,
    Words,
    as_text,
    box,
    hexadecimal,
    paragraph,
    shaded,
)
from checker.figures.figure import Found
from checker.figures.network import Flow

_WIDTH, _HEIGHT = 848, 580
_NET = (50, 50, 438, 460)  # left, top, width, height


def draw(found: Found) -> Drawing:
    """Draw the network on the left, and on the right the matrix of the step."""
    marks = [*_lines(found), *_neurons(found), *_matrix(found)]
    marks.append(Words((20, 560), step_said(found), INK, 13, "start"))
    legend = "dashed line: negative weight · filled disc: δ above 0 · ring: δ below 0"
    marks.append(Words((20, 535), legend, GRAY, 13, "start"))
    return Drawing(_WIDTH, _HEIGHT, marks, " ".join(tell(found)[:3]), seams=(540,))


def step_said(found: Found) -> str:
    """Say what the step that was taken last did."""
    flow: Flow = found["flow"]
    last = len(flow.weights)
    if found["stage"] == 0:
        return "The input is there. Each step computes one layer."
    if found["stage"] < last:
        return f"Forward: layer {found['stage']} has its activations."
    layer = last - (found["stage"] - last) // 2
    if (found["stage"] - last) % 2 == 0:
        if layer == last:
            return f"Forward done, the cost is {as_text(flow.cost)}. At the outputs: a − y."
        return (
            f"Back: each neuron of layer {layer} adds up what arrives on the lines that leave it."
        )
    return f"Back: each sum of layer {layer} is multiplied by its neuron's slope. That is delta."


def tell(found: Found) -> list[str]:
    """Tell the step, the values and deltas that are shown, and the weight."""
    flow: Flow = found["flow"]
    lines = [step_said(found)]
    for layer, a in enumerate(flow.activations[: found["forward"] + 1]):
        lines.append(f"Layer {layer} activations: {_row(a)}.")
    for layer in reversed(range(len(flow.weights))):
        if found["sloped"][layer]:
            lines.append(
                f"Layer {layer + 1} deltas: {_row(flow.deltas[layer])} = sums "
                f"{_row(found['sums'][layer])} times slopes {_row(flow.slopes[layer])}."
            )
            wrong = found["wrong"][layer]
            if wrong is not None:
                lines.append(f"With the mistake ({found['mistake']}) they are {_row(wrong)}.")
        elif found["summed"][layer]:
            lines.append(f"Layer {layer + 1} sums: {_row(found['sums'][layer])}.")
    return [*lines, weight_said(found)]


def weight_said(found: Found) -> str:
    """Say the gradient of the weight that was chosen, once its delta is known."""
    flow: Flow = found["flow"]
    layer, j, k = found["weight"]
    name = f"Weight W{layer + 1}[{j + 1}, {k + 1}] = {as_text(flow.weights[layer][j, k])}"
    if not found["sloped"][layer]:
        return f"{name}, to neuron {j + 1} from neuron {k + 1}: its delta is not there yet."
    delta, a = flow.deltas[layer][j], flow.activations[layer][k]
    return (
        f"{name}: delta {as_text(delta)} of neuron {j + 1} × activation {as_text(a)} of neuron "
        f"{k + 1} = {as_text(delta * a)}"
    )


def _row(values: np.ndarray) -> str:
    return ", ".join(as_text(value) for value in values)


def _places(sizes: tuple[int, ...]) -> list[list[Point]]:
    left, top, width, height = _NET
    return [
        [
            (left + width * layer / (len(sizes) - 1), top + height * (j + 0.5) / size)
            for j in range(size)
        ]
        for layer, size in enumerate(sizes)
    ]


def _lines(found: Found) -> list[Mark]:
    """Draw the weights: dashed if negative, wide if large; and what flows back along them."""
    flow: Flow = found["flow"]
    places, marks = _places(found["sizes"]), list[Mark]()
    for layer, W in enumerate(flow.weights):
        flows = _flows_back(found, layer)
        source = found["weight"][2] if found["weight"][0] == layer else 0
        for (j, k), weight in np.ndenumerate(W):
            start, end = places[layer][k], places[layer + 1][j]
            chosen = (layer, j, k) == found["weight"]
            color = INK if chosen else ORANGE if flows else GRAY
            style = DASHED if weight < 0 else "solid"
            marks.append(Line([start, end], color, 0.7 + 1.1 * abs(weight) + 2 * chosen, style))
            if flows and (W.size <= 8 or k == source):
                share = 0.3 + 0.14 * j  # staggered, so that few lie on each other
                at = (1 - share) * np.array(start) + share * np.array(end)
                product = as_text(weight * flow.deltas[layer][j], 2)
                marks.append(box((at[0] - 19, at[1] - 8), 38, 16, "#ffffff", "#ffffff"))
                marks.append(Words(tuple(at), product, ORANGE, 13, italic=True))
    return marks


def _flows_back(found: Found, layer: int) -> bool:
    """Whether the step that is shown sends deltas along the weights of this layer."""
    return layer > 0 and found["summed"][layer - 1] and not any(found["summed"][: layer - 1])


def _neurons(found: Found) -> list[Mark]:
    flow: Flow = found["flow"]
    marks: list[Mark] = [Words((_NET[0], 24), "input", GRAY, 13)]
    places = _places(found["sizes"])
    for layer, column in enumerate(places):
        if layer:
            name = "output" if layer == len(places) - 1 else f"layer {layer}"
            marks.append(Words((column[0][0], 24), name, GRAY, 13))
        for j, at in enumerate(column):
            known = layer <= found["forward"]
            value = flow.activations[layer][j]
            fill = hexadecimal(shaded(np.array(abs(value) * 0.55))) if known else "#ffffff"
            marks.append(Disc(at, 21, fill, INK, about=f"neuron {j + 1} of layer {layer}"))
            if known:
                marks.append(Words(at, as_text(value, 2), INK, 13))
            if layer:
                marks += _delta(found, layer - 1, j, at)
    return marks


def _delta(found: Found, layer: int, j: int, at: Point) -> list[Mark]:
    """Draw what came back to a neuron: the sum as a ring, the delta as a disc with its number."""
    x, y = at[0], at[1] + 35
    delta, total = found["flow"].deltas[layer][j], found["sums"][layer][j]
    if not found["summed"][layer]:
        return []
    if not found["sloped"][layer]:
        return [
            box((x - 30, y - 9), 60, 18, "#ffffff", "#ffffff"),
            Words((x, y), f"Σ {as_text(total, 2)}", ORANGE, 13, italic=True),
        ]
    marks: list[Mark] = [
        box((x - 26, y - 9), 62, 18, "#ffffff", "#ffffff"),
        Disc((x - 30, y), 1.5 + 11 * min(1, abs(delta) / 0.25) ** 0.5, ORANGE if delta > 0 else
             "#ffffff", ORANGE, 2),
        Words((x - 16, y), f"δ {as_text(delta, 2)}", ORANGE, 13, "start", italic=True, bold=True),
    ]  # fmt: skip
    wrong = found["wrong"][layer]
    if wrong is not None:
        marks.append(box((x - 36, y + 9), 76, 16, "#ffffff", "#ffffff"))
        marks.append(Words((x, y + 17), f"wrong: {as_text(wrong[j], 2)}", INK, 13))
    return marks


def _matrix(found: Found) -> list[Mark]:
    """Draw the matrix of the step: forward a row is framed, backward a column."""
    flow: Flow = found["flow"]
    last = len(flow.weights)
    back = found["stage"] >= last
    layer = min(max(found["stage"], 1), last) - 1
    if back:
        layer = min(last - (found["stage"] - last) // 2, last - 1)
    W = flow.weights[layer]
    rows, columns = W.shape
    left, top, cell = 580, 70, 40
    formula = (
        f"back: columns of W{layer + 1} meet δ{layer + 1}" if back and last > 1
        else f"forward: rows of W{layer + 1} meet a{layer}"
    )  # fmt: skip
    marks: list[Mark] = [Words((left - 10, 24), formula, INK, 13, "start", bold=True)]
    marks.append(Words((left - 10, 44), f"W{layer + 1}: (to, from) = {W.shape}", GRAY, 13, "start"))
    for (j, k), weight in np.ndenumerate(W):
        chosen = (layer, j, k) == found["weight"]
        at = (left + cell * (k + 0.5), top + 24 * (j + 0.5))
        marks.append(Words(at, as_text(weight), BLUE, 13, bold=chosen))
    row, column = found["weight"][1:] if found["weight"][0] == layer else (0, 0)
    frame = (
        box((left + cell * column, top), cell, 24 * rows, color=ORANGE, thickness=2, style=DASHED)
        if back
        else box((left, top + 24 * row), cell * columns, 24, color=BLUE, thickness=2)
    )
    marks.append(box((left, top), cell * columns, 24 * rows, color=PALE))
    marks.append(frame)
    return [*marks, *paragraph((left - 10, 215), weight_said(found), 40)]
