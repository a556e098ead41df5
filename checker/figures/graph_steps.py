"""F5: a computation graph, values above its lines, gradients beneath, step by step."""

from functools import partial
from typing import Any

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
    Words,
    as_text,
    box,
    paragraph,
)
from checker.figures.figure import Figure, Found, Number, Params, Press, Writing
from checker.figures.graph import COPY, GIVEN, Graph, Measured, Node, Wire, measure
from checker.figures.graph_answers import reply
from checker.figures.graph_presets import PRESETS

_SHOWN = {GIVEN: "", COPY: "u"}
_TASKS = {
    "neuron": "Fill the graph for x = (2, 1), w = (1, −2), b = 0, y = 1, then take a step with "
    "η = 2. Which two nodes hand on what arrives without changing it?",
    "fork": "Find numbers for which what comes back to u on the two roads cancels. What happens "
    "to the cost when u moves a little?",
    "network": "Follow the way from C to w₁₁. How many local slopes were multiplied on it, and "
    "which of them does the way to w₁₂ share?",
}
_QUESTIONS = {
    "neuron": "Set the target y to 0 in place of 1. Which of the gradients change their sign?",
    "fork": "Two numbers come back to u. Are they added, multiplied, or is the larger one taken?",
    "network": "Which first-layer weight moves the cost most: one of the upper or one of the "
    "lower hidden neuron?",
}


def figure(preset: str) -> Figure:
    """Return the figure of one of the graphs: `neuron`, `fork` or `network`."""
    graph = PRESETS[preset]
    fields = [Number(name, _label(name), value) for name, value in graph.numbers.items()]
    return Figure(
        title=graph.title,
        question=_QUESTIONS[preset],
        task=_TASKS[preset],
        controls=(
            fields,
            (
                Press("forward", "next forward step", partial(_forward, graph)),
                Press("undo", "back", _back),
                Press("reset", "reset", _reset),
            ),
            (
                Writing("typed", "beneath the marked line"),
                Press("backward", "next backward step", partial(_backward, graph)),
            ),
            (
                Number("rate", "learning rate η", 1.0, 0, 10),
                Press("update", "update with η", partial(_update, graph)),
            ),
        ),
        model=partial(_model, graph),
        draw=_draw,
        tell=_tell,
        hidden={"known": 0, "done": 0, "said": ""},
    )


def _label(name: str) -> str:
    return "u" if name == "input" else name


def _numbers(graph: Graph, params: Params) -> dict[str, float]:
    return {name: float(params[name]) for name in graph.numbers}


def _model(graph: Graph, params: Params) -> Found:
    """Return values and gradients of all wires, and how many of them are shown."""
    found = measure(graph, _numbers(graph, params))
    all_known = params["known"] >= len(graph.steps)
    asked = graph.asked
    done = params["done"] if all_known else 0
    marked = asked[done] if all_known and done < len(asked) else None
    return {
        "graph": graph,
        "measured": found,
        "known": {node.name for node in graph.nodes if node.kind == GIVEN}
        | {node.name for node in graph.steps[: params["known"]]},
        "answered": asked[:done],
        "marked": marked,
        "says": params["said"] or _prompt(graph, found, marked, all_known),
    }


def _prompt(graph: Graph, found: Measured, marked: Wire | None, all_known: bool) -> str:
    if not all_known:
        return "Forward first: each step computes one node."
    if marked is None:
        return "All gradients are there. Now take a step with η, or change a number."
    if not marked.target:
        return "How does the cost react to itself? Type the number beneath the marked line."
    return (
        f"Beneath {_label(marked.source)}: the number beneath the next line, "
        f"{as_text(found.arriving(graph, marked))}, times the local slope of the node between."
    )


def _forward(graph: Graph, params: dict[str, Any]) -> dict[str, Any]:
    known = min(params["known"] + 1, len(graph.steps))
    return params | {"known": known, "said": ""}


def _backward(graph: Graph, params: dict[str, Any]) -> dict[str, Any]:
    """Take one step back if what was typed is right, and say why not if it is wrong."""
    found = _model(graph, params)
    if found["marked"] is None:
        return params | {"said": ""}
    said = reply(graph, found["measured"], found["marked"], params["typed"])
    if said:
        return params | {"said": said}
    return params | {"done": params["done"] + 1, "typed": "", "said": ""}


def _back(params: dict[str, Any]) -> dict[str, Any]:
    if params["done"]:
        return params | {"done": params["done"] - 1, "said": ""}
    return params | {"known": max(params["known"] - 1, 0), "said": ""}


def _reset(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"known": 0, "done": 0, "said": "", "typed": ""}


def _update(graph: Graph, params: dict[str, Any]) -> dict[str, Any]:
    """Move every learned number against its gradient, and begin again."""
    found = _model(graph, params)
    if found["marked"] is not None or len(found["answered"]) < len(graph.asked):
        return params | {"said": "First complete the way back: every gradient is needed."}
    gradients = found["measured"].gradients
    moved = {
        wire.source: round(params[wire.source] - params["rate"] * gradients[wire], 6)
        for wire in graph.asked
        if wire.source in graph.learned
    }
    return _reset(params) | moved | {"said": "One step taken. Go forward and compare the cost."}


def _draw(found: Found) -> Drawing:
    graph: Graph = found["graph"]
    marks: list[Mark] = []
    for wire in graph.wires:
        marks += _wire(found, wire)
    for node in graph.nodes:
        marks += _node(found, node)
    marks += _meeting(found)
    marks += paragraph((16, graph.height + 18), found["says"], int(graph.seam / 7.6), INK, 13)
    end = graph.seam - 16
    marks.append(Words((end, 18), "value above the line", BLUE, 13, "end"))
    marks.append(Words((end, 36), "gradient beneath", ORANGE, 13, "end", italic=True))
    alt = " ".join(_tell(found))
    return Drawing(graph.width, graph.height + 74, marks, alt, seams=(graph.seam,))


def _ends(graph: Graph, wire: Wire) -> tuple[np.ndarray, np.ndarray]:
    start = np.array(graph.node(wire.source).at)
    end = graph.node(wire.target).at if wire.target else (graph.width - 15, start[1])
    return start, np.array(end)


def _wire(found: Found, wire: Wire) -> list[Mark]:
    """Draw a line, its value above and its gradient beneath, along the line."""
    graph, measured = found["graph"], found["measured"]
    start, end = _ends(graph, wire)
    marked = wire == found["marked"]
    across, up = end - start
    length = float(np.hypot(across, up))
    angle = float(np.degrees(np.arctan2(up, across)))
    gap = 11 * np.array([up, -across]) / length
    middle = start + (end - start) * (0.5 if length < 90 else 0.46)
    marks: list[Mark] = [
        Line(
            [tuple(start), tuple(end)], ORANGE if marked else GRAY, 3 if marked else 1.2,
            DASHED if marked else "solid",
        )
    ]  # fmt: skip
    if wire.source in found["known"]:
        value = as_text(measured.values[wire.source])
        marks.append(Words(tuple(middle + gap), value, BLUE, 13, angle=angle))
    if wire in found["answered"]:
        value = as_text(measured.gradients[wire])
        marks.append(Words(tuple(middle - gap), value, ORANGE, 13, italic=True, angle=angle))
    elif marked:
        marks.append(Words(tuple(middle - gap), "?", ORANGE, 15, italic=True, bold=True))
    return marks


def _node(found: Found, node: Node) -> list[Mark]:
    measured: Measured = found["measured"]
    if node.kind == GIVEN:
        label = node.label or node.name
        return [
            box((node.at[0] - 14, node.at[1] - 11), 28, 22, "#ffffff", PALE),
            Words(node.at, label, INK, 14),
        ]
    slopes = [
        f"local slope for {_label(name)}: {as_text(measured.locals[Wire(name, node.name)])}"
        for name in node.inputs
    ]
    return [
        Disc(node.at, 17, color=INK, about="; ".join(slopes)),
        Words(node.at, _SHOWN.get(node.kind, node.kind), INK, 16),
    ]


def _meeting(found: Found) -> list[Mark]:
    """Draw a plus where two gradients have come back to a fork."""
    graph: Graph = found["graph"]
    marks: list[Mark] = []
    for node in graph.nodes:
        roads = [wire for wire in graph.asked if wire.source == node.name]
        if len(roads) > 1 and all(wire in found["answered"] for wire in roads):
            marks.append(Words((node.at[0] + 26, node.at[1]), "+", ORANGE, 22, bold=True))
    return marks


def _tell(found: Found) -> list[str]:
    graph, measured = found["graph"], found["measured"]
    values = [
        f"{_label(node.name)} = {as_text(measured.values[node.name])}"
        for node in graph.nodes
        if node.name in found["known"]
    ]
    back = [
        f"{_label(wire.source)} to {wire.target or 'the end'}: {as_text(measured.gradients[wire])} "
        f"(arrives {as_text(measured.arriving(graph, wire))}, "
        f"local slope {as_text(measured.locals[wire])})"
        for wire in found["answered"]
    ]
    lines = [f"Values: {', '.join(values)}."]
    lines.append(f"Gradients: {'; '.join(back)}." if back else "No gradient is shown yet.")
    return [*lines, found["says"]]
