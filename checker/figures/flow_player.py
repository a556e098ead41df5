"""F13: numbers run through three neurons that solve XOR, and deltas run back."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from checker.figures.drawing import as_text
from checker.figures.embedded import Embedded, locked_page
from checker.figures.network import Flow, flow

#: Buttons 1 and 2, hidden neurons 1 and 2, and the bell; then lines by the nodes that they join.
NODES = [
    ("button 1", 60, 76), ("button 2", 60, 216),
    ("hidden 1", 310, 76), ("hidden 2", 310, 216), ("bell", 560, 146),
]  # fmt: skip
LINES = [(0, 2), (1, 2), (0, 3), (1, 3), (2, 4), (3, 4)]
BELL, HIDDEN = 4, (2, 3)
CASES = [(0, 0), (0, 1), (1, 0), (1, 1)]
#: What a hidden neuron says: its sentence where it is on, and where it is off.
MEANINGS = {
    2: ("at least one button is pressed", "no button is pressed"),
    3: ("not both are pressed", "both are pressed"),
}
#: Forward the weights are large, so that outputs are nearly 0 or 1. A tenth of them leaves slopes.
_LARGE, _SMALL = 20.0, 2.0


@dataclass(frozen=True)
class Moment:
    """What one moment of the film shows: numbers in nodes, lines in use, and a sentence."""

    case: int
    said: str
    values: list[str]
    deltas: list[str]
    lit: list[int]
    runs: list[int] = field(default_factory=list)
    back: bool = False
    slopes: list[str] = field(default_factory=list)


def film_of_xor(back: bool) -> Embedded:
    """Return the film: forward only, or forward and back."""
    weight = _SMALL if back else _LARGE
    weights, biases = xor_network(weight)
    moments = [
        moment
        for place, buttons in enumerate(CASES, 1)
        for moment in case_moments(place, buttons, weights, biases, back=back)
    ]
    title = "Deltas run back" if back else "Three neurons, one bell"
    page = locked_page(
        "flow_player.html",
        styles=("page.css", "flow_player.css"),
        scripts=("film.js", "flow_player.js"),
        data={
            "nodes": _nodes(biases),
            "lines": _lines(weights),
            "moments": _with_before(moments),
        },
        title=title,
        cases=str(len(CASES)),
    )
    told = [title, *(f"Case {moment.case}. {moment.said}" for moment in moments)]
    return Embedded(page, title, "\n".join(told), 510)


def xor_network(weight: float) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return weights and biases of the three neurons of notebook 2, for one size of weight."""
    hidden, bell = np.array([[weight, weight], [-weight, -weight]]), np.array([[weight, weight]])
    return [hidden, bell], [np.array([-weight / 2, 1.5 * weight]), np.array([-1.5 * weight])]


def _nodes(biases: list[np.ndarray]) -> list[dict[str, Any]]:
    """Return names and places of the nodes; the neurons have a bias."""
    shown = ["", "", *(as_text(b) for b in np.concatenate(biases))]
    return [
        {"name": name, "x": x, "y": y, "bias": bias}
        for (name, x, y), bias in zip(NODES, shown, strict=True)
    ]


def _lines(weights: list[np.ndarray]) -> list[dict[str, Any]]:
    each = np.concatenate([W.ravel() for W in weights])
    return [
        {"from": start, "to": end, "text": as_text(weight), "negative": bool(weight < 0)}
        for (start, end), weight in zip(LINES, each, strict=True)
    ]


def _with_before(moments: list[Moment]) -> list[dict[str, Any]]:
    """Return the moments for the page; while dots run, the numbers are those of the one before."""
    before, made = moments[0], []
    for moment in moments:
        shown = {"values": before.values, "deltas": before.deltas}
        made.append(vars(moment) | {"before": shown})
        before = moment
    return made


def case_moments(
    place: int,
    buttons: tuple[int, int],
    weights: list[np.ndarray],
    biases: list[np.ndarray],
    *,
    back: bool,
) -> list[Moment]:
    """Return the moments of one case: buttons, hidden neurons, bell, and perhaps the way back."""
    target = float(buttons[0] != buttons[1])
    found = flow(weights, biases, np.array(buttons, float), np.array([target]))
    values = [str(button) for button in buttons] + [""] * 3
    pressed = {0: "No button is", 1: "One button is", 2: "Both buttons are"}[sum(buttons)]
    moments = [Moment(place, f"{pressed} pressed.", values, [""] * 5, [0, 1])]
    for node in (*HIDDEN, BELL):
        values = [*values[:node], f"{_output(found, node):.2f}", *values[node + 1 :]]
        said = _sum_said(node, buttons, found, biases)
        if not back:
            said += f" {_meaning(node, _output(found, node), target)}"
        moments.append(Moment(place, said, values, [""] * 5, [node], _into(node)))
    return [*moments, *_way_back(place, values, found, target)] if back else moments


def _into(node: int) -> list[int]:
    return [index for index, (_, end) in enumerate(LINES) if end == node]


def _layer(node: int) -> tuple[int, int]:
    """Return the layer of a neuron, and its place there."""
    return (1, 0) if node == BELL else (0, node - 2)


def _output(found: Flow, node: int) -> float:
    layer, place = _layer(node)
    return float(found.activations[layer + 1][place])


def _sum_said(node: int, buttons: tuple[int, int], found: Flow, biases: list[np.ndarray]) -> str:
    """Say the weighted sum of a neuron, and what the sigmoid makes of it."""
    layer, place = _layer(node)
    inputs = [f"{a:.2f}" for a in found.activations[1]] if layer else [str(b) for b in buttons]
    one, two = found.weights[layer][place]
    terms = f"{as_text(one)} · {inputs[0]} {_signed(two, f' · {inputs[1]}')}"
    z = float(found.zs[layer][place])
    return (
        f"{NODES[node][0].capitalize()}: {terms} {_signed(biases[layer][place])} = "
        f"{as_text(round(z, 2))}, and σ({as_text(round(z, 2))}) = {_output(found, node):.2f}."
    )


def _signed(number: float, behind: str = "") -> str:
    return f"{'−' if number < 0 else '+'} {as_text(abs(number))}{behind}"


def _meaning(node: int, output: float, target: float) -> str:
    """Say what an output near 0 or 1 says of the buttons."""
    if node != BELL:
        return f"It says: {MEANINGS[node][output < 0.5]}."
    rings = "It rings" if output > 0.5 else "It is silent"
    return f"{rings}, as it should." if (output > 0.5) == (target > 0.5) else f"{rings}."


def _way_back(place: int, values: list[str], found: Flow, target: float) -> list[Moment]:
    """Return delta at the bell, one layer back to each hidden neuron, and the gradients."""
    output, slope = _output(found, BELL), float(found.slopes[1][0])
    last, deltas = float(found.deltas[1][0]), [""] * 4 + [_short(found.deltas[1][0])]
    error = f"{output:.2f} − {as_text(target)}"
    said = f"Delta at the end: error {error} times slope {_short(slope)} is {_short(last)}."
    moments = [Moment(place, said, values, deltas, [BELL])]
    for node in HIDDEN:
        _, j = _layer(node)
        weight, delta = found.weights[1][0, j], _short(found.deltas[0][j])
        deltas = [*deltas[:node], delta, *deltas[node + 1 :]]
        said = (
            f"One layer back, to {NODES[node][0]}: {_short(last)} · {as_text(weight)} = "
            f"{_short(last * weight)}, times its slope {_short(found.slopes[0][j])} is {delta}."
        )
        run = LINES.index((node, BELL))
        moments.append(Moment(place, said, values, deltas, [node], [run], back=True))
    said = "Gradients here: each line has the delta at its end times the value at its start."
    return [*moments, Moment(place, said, values, deltas, [], slopes=_slopes(found))]


def _slopes(found: Flow) -> list[str]:
    tables = [
        np.outer(delta, a) for delta, a in zip(found.deltas, found.activations[:-1], strict=True)
    ]
    return [_short(slope) for table in tables for slope in table.ravel()]


def _short(number: float) -> str:
    return as_text(float(number), 2)
