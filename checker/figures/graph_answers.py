"""What a student typed beneath a wire: right within 2 %, or a slip with a name."""

import math

from checker.figures.graph import COPY, COST, PRODUCT, SIGMOID, SUM, Graph, Measured, Wire

CLOSE = 0.02
_NO_NUMBER = "Type a number first: what belongs beneath the marked line?"
_WRONG = (
    "Not yet. The number beneath a line is the number beneath the next line times the local "
    "slope of the node between."
)
_SIGN = "The right size and the wrong sign. Does the cost rise or fall when this value rises?"
_ADDED = "You added the two slopes. Along a chain, slopes multiply."


def reply(graph: Graph, found: Measured, wire: Wire, typed: str) -> str:
    """Return a sentence about what was typed beneath a wire; an empty one if it is right."""
    claimed = parsed_answer(typed)
    if claimed is None:
        return _NO_NUMBER
    right = found.gradients[wire]
    if is_close(claimed, right):
        return ""
    for slip, sentence in _slips(graph, found, wire):
        if is_close(claimed, slip) and not is_close(slip, right):
            return sentence
    return _WRONG


def parsed_answer(typed: str) -> float | None:
    """Read a number as people write it, with a comma or a true minus sign; None if it is none."""
    try:
        value = float(typed.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def is_close(one: float, other: float) -> bool:
    """Whether two numbers agree within 2 %, or as zeros of three decimals."""
    return abs(one - other) <= max(CLOSE * abs(other), 5e-4 if abs(other) < 5e-4 else 0.0)


def _slips(graph: Graph, found: Measured, wire: Wire) -> list[tuple[float, str]]:
    """List wrong numbers and their sentences for one wire, the most telling first."""
    if not wire.target:
        return []
    right, local = found.gradients[wire], found.locals[wire]
    arrives, own = found.arriving(graph, wire), found.values[wire.source]
    known = {
        COST: [
            (-right, ("Right in size, wrong in sign. Differentiate ½ (y − a)² with respect to a, "
             "including the inside.")),
            (2 * right, "Twice too much: the ½ of the cost cancels the 2 of the square."),
            (found.values[wire.target], "That is the cost itself. How does it react to this?"),
        ],
        SIGMOID: [
            (local, ("That is the local gradient: how the sigmoid reacts. How does C react? What "
             "arrives from the right is missing.")),
            (arrives, "The gradient passed the sigmoid node unchanged. Only additions do that."),
            (arrives * own * (1 - own), ("The shortcut for the sigmoid node uses its output, you "
             "used its input.")),
        ],
        SUM: [
            (1.0, "1 is how the sum reacts to this value. How does C react?"),
            (arrives / 2, ("You shared the gradient out. If one input of a sum rises by 0.1, by "
             "how much does the sum rise?")),
            (arrives * own, ("This value is added, not multiplied. What does an addition do with "
             "the gradient?")),
        ],
        PRODUCT: [
            (arrives * own, ("You multiplied by the value itself. At a product node the local "
             "slope of one factor is which factor?")),
            (local, ("That is the other factor alone: what arrives from the right was not "
             "multiplied in.")),
            (arrives, "The gradient passed the product unchanged. Only additions do that."),
        ],
        COPY: [
            (found.gradients[road], ("You followed one of the two roads. What comes back on the "
             "other?"))
            for road in graph.wires
            if road.source == wire.target
        ],
    }  # fmt: skip
    return [*known[graph.node(wire.target).kind], (-right, _SIGN), (arrives + local, _ADDED)]
