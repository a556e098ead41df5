"""Computation graphs: nodes, the wires between them, and what is measured on each wire.

Gradients are measured and not derived: every wire is moved by an imaginary step, and what
arrives at the cost is read off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.figures.drawing import Point
from checker.figures.network import smooth_step

GIVEN, COPY, PRODUCT, SUM, SIGMOID, COST = "", "=", "×", "+", "σ", "C"
_STEP = 1e-30


@dataclass(frozen=True)
class Node:
    """A value by its name, the kind of node that makes it, and from which values."""

    name: str
    kind: str
    at: Point
    inputs: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Wire:
    """A line from a node to another; the last one leads out of the graph."""

    source: str
    target: str


@dataclass(frozen=True)
class Graph:
    """A computation graph from left to right, its numbers, and which of them are learned.

    In a narrow window it is cut at its seam, which lines alone cross.
    """

    title: str
    nodes: Sequence[Node]
    numbers: Mapping[str, float]
    learned: Sequence[str]
    silent: Sequence[str]
    width: float
    height: float
    seam: float

    @property
    def wires(self) -> list[Wire]:
        """All wires in the order in which their values are known, the way out last."""
        inner = [Wire(source, node.name) for node in self.nodes for source in node.inputs]
        return [*inner, Wire(self.nodes[-1].name, "")]

    @property
    def steps(self) -> list[Node]:
        """The nodes that compute something, in order."""
        return [node for node in self.nodes if node.kind != GIVEN]

    @property
    def asked(self) -> list[Wire]:
        """The wires beneath which a gradient belongs, in the order of the way back."""
        return [wire for wire in reversed(self.wires) if wire.source not in self.silent]

    def node(self, name: str) -> Node:
        """Return the node of a name."""
        return next(node for node in self.nodes if node.name == name)


@dataclass(frozen=True)
class Measured:
    """What is found on a graph: values by node; gradients and local slopes by wire."""

    values: dict[str, float]
    gradients: dict[Wire, float]
    locals: dict[Wire, float]

    def arriving(self, graph: Graph, wire: Wire) -> float:
        """Return what arrives from the right at the node to which a wire leads."""
        if not wire.target:
            return 1.0
        return sum(self.gradients[out] for out in graph.wires if out.source == wire.target)


def measure(graph: Graph, numbers: Mapping[str, float]) -> Measured:
    """Return the values of a graph and how its cost reacts to every wire.

    Examples
    --------
    >>> nodes = [Node("a", GIVEN, (0, 0)), Node("y", GIVEN, (0, 0))]
    >>> tiny = Graph("", [*nodes, Node("C", COST, (0, 0), ("a", "y"))], {}, ["a"], ["y"], 0, 0, 0)
    >>> found = measure(tiny, {"a": 0.75, "y": 1.0})
    >>> found.values["C"], found.gradients[Wire("a", "C")]
    (0.03125, -0.25)
    """
    wires = graph.wires
    still = np.zeros(len(wires))
    values = {name: float(np.real(value)) for name, value in _run(graph, numbers, still).items()}
    slopes = [
        float(np.imag(_run(graph, numbers, nudges)[""])) / _STEP
        for nudges in 1j * _STEP * np.eye(len(wires))
    ]
    slopes_of = dict(zip(wires, slopes, strict=True))
    return Measured(values, slopes_of, {wire: _local(graph, values, wire) for wire in wires})


def _run(graph: Graph, numbers: Mapping[str, float], nudges: np.ndarray) -> dict[str, complex]:
    """Compute every node, with a nudge added on each wire."""
    nudge = dict(zip(graph.wires, nudges, strict=True))
    values: dict[str, complex] = {}
    for node in graph.nodes:
        enters = [values[source] + nudge[Wire(source, node.name)] for source in node.inputs]
        values[node.name] = _made(node.kind, enters) if enters else numbers[node.name]
    last = graph.nodes[-1].name
    values[""] = values[last] + nudge[Wire(last, "")]
    return values


def _made(kind: str, enters: Sequence[complex]) -> complex:
    if kind == PRODUCT:
        return enters[0] * enters[1]
    if kind == SIGMOID:
        return complex(smooth_step(np.asarray(enters[0])))
    if kind == COST:
        return (enters[0] - enters[1]) ** 2 / 2
    return sum(enters)


def _local(graph: Graph, values: Mapping[str, float], wire: Wire) -> float:
    """Measure how a node reacts to one of its inputs."""
    if not wire.target:
        return 1.0
    node = graph.node(wire.target)
    enters = [
        values[source] + (1j * _STEP if source == wire.source else 0) for source in node.inputs
    ]
    return float(np.imag(_made(node.kind, enters)) / _STEP)
