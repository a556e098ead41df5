"""Computation graphs: what is measured on their wires, and what a typed number is told."""

import numpy as np
import pytest

from checker.figures import graph_steps as module
from checker.figures.graph import Wire, measure
from checker.figures.graph_answers import is_close, parsed_answer, reply
from checker.figures.graph_presets import FORK, NETWORK, NEURON, PRESETS


def cost(numbers):
    """Give the cost of the 2-2-1 network, written without a graph."""

    def neuron(index, one, two):
        z = numbers[f"w{index}₁"] * one + numbers[f"w{index}₂"] * two
        return 1 / (1 + np.exp(-z))

    hidden = [neuron(index, numbers["x₁"], numbers["x₂"]) for index in "₁₂"]
    return (neuron("₃", *hidden) - numbers["y"]) ** 2 / 2


def test_neuron_of_the_lecture():
    """The lecture's numbers come out: 4, 1, 0.73, and back −0.27, −0.053, 0.053, 0.106."""
    found = measure(NEURON, NEURON.numbers)
    assert (found.values["Ω"], found.values["z"]) == (4, 1)
    rounded = {wire.source: round(slope, 3) for wire, slope in found.gradients.items()}
    assert rounded["a"] == -0.269
    assert rounded["z"] == rounded["b"] == rounded["Ω"] == -0.053
    assert (rounded["w₁"], rounded["w₂"]) == (0.053, 0.106)
    assert found.gradients[Wire("C", "")] == 1


def test_fork_adds_both_roads():
    """What comes back on the two roads, 0.128 and 0.120, is 0.249 together."""
    found = measure(FORK, FORK.numbers)
    roads = [found.gradients[Wire("u", product)] for product in ("w₁u", "w₂u")]
    assert [round(road, 3) for road in roads] == [0.128, 0.12]
    assert found.gradients[Wire("input", "u")] == pytest.approx(sum(roads))
    assert round(sum(roads), 3) == 0.249


@pytest.mark.parametrize("name", NETWORK.learned)
def test_network_against_central_differences(name):
    """The gradient beneath every weight agrees with measuring a cost written without a graph."""
    gradients = measure(NETWORK, NETWORK.numbers).gradients
    (found,) = (slope for wire, slope in gradients.items() if wire.source == name)
    sides = [dict(NETWORK.numbers) | {name: NETWORK.numbers[name] + h} for h in (1e-5, -1e-5)]
    assert found == pytest.approx((cost(sides[0]) - cost(sides[1])) / 2e-5, rel=1e-7)


@pytest.mark.parametrize("graph", PRESETS.values(), ids=PRESETS)
def test_rule_of_the_way_back(graph):
    """On every wire the gradient is what arrives times the local slope of the node between."""
    found = measure(graph, graph.numbers)
    for wire in graph.wires:
        product = found.arriving(graph, wire) * found.locals[wire]
        assert found.gradients[wire] == pytest.approx(product, rel=1e-12)


def test_flat_sigmoid():
    """Far out in a tail nothing overflows, and the gradients are 0."""
    found = measure(NEURON, dict(NEURON.numbers) | {"b": 100})
    assert found.gradients[Wire("z", "a")] == 0


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0.5", 0.5), ("−0,27", -0.27), (" 1e-3 ", 1e-3), ("", None), ("a", None), ("nan", None),
     ("inf", None)],
)  # fmt: skip
def test_typed_numbers(typed, number):
    """Commas and true minus signs are read; what is no finite number is not."""
    assert parsed_answer(typed) == number


@pytest.mark.parametrize("off", [0.985, 1.015])
def test_two_per_cent_are_close(off):
    """A rounded number is accepted, and one that is off by 3 % is not."""
    assert is_close(-0.0529 * off, -0.0529)
    assert not is_close(-0.0529 * 1.03, -0.0529)
    assert not is_close(0.0529, -0.0529)


SLIPS = [
    ("a", "C", "0.2689", "wrong in sign"),
    ("z", "a", "0.1966", "local gradient"),
    ("z", "a", "-0.2689", "unchanged"),
    ("z", "a", "0", "uses its output"),  # z = 1, so z(1 - z) is 0
    ("b", "z", "1", "how the sum reacts"),
    ("b", "z", "-0.0264", "shared the gradient out"),
    ("b", "z", "0.1586", "added, not multiplied"),
    ("w₂", "w₂x₂", "0.1586", "value itself"),
    ("w₁", "w₁x₁", "-1", "other factor alone"),
    ("w₁", "w₁x₁", "-0.0529", "unchanged"),
    ("w₂", "w₂x₂", "-0.1057", "wrong sign"),
    ("w₂", "w₂x₂", "-2.0529", "multiply"),
    ("w₂", "w₂x₂", "17", "Not yet"),
    ("w₂", "w₂x₂", "?", "Type a number"),
]


@pytest.mark.parametrize(("source", "target", "typed", "words"), SLIPS)
def test_slip_is_named(source, target, typed, words):
    """A known slip gets its sentence, and the right number gets none."""
    found = measure(NEURON, NEURON.numbers)
    wire = Wire(source, target)
    assert words in reply(NEURON, found, wire, typed)
    assert reply(NEURON, found, wire, f"{found.gradients[wire]:.3g}") == ""


def test_one_road_of_the_fork():
    """Whoever takes one road only is asked for the other."""
    found = measure(FORK, FORK.numbers)
    assert "one of the two roads" in reply(FORK, found, Wire("input", "u"), "0.128")


def pressed(figure, params, *labels):
    """Press buttons of a figure, one after the other."""
    buttons = {control.label: control for row in figure.controls for control in row}
    for label in labels:
        params = buttons[label].act(params)
    return params


def filled(figure, graph):
    """Go all the way forward, and back with the right number at each line."""
    params = pressed(figure, figure.start(), *["next forward step"] * len(graph.steps))
    for wire in graph.asked:
        right = measure(graph, graph.numbers).gradients[wire]
        params = pressed(figure, params | {"typed": f"{right:.4g}"}, "next backward step")
    return params


def test_way_back_asks_line_by_line():
    """A gradient is shown only once it was typed, and not before all values are known."""
    figure = module.figure("neuron")
    early = pressed(figure, figure.start() | {"typed": "1"}, "next backward step")
    assert figure.model(early)["answered"] == []
    params = pressed(figure, early, *["next forward step"] * 20)
    wrong = pressed(figure, params | {"typed": "2"}, "next backward step")
    assert figure.model(wrong)["answered"] == []
    assert "−0.269" not in figure.text(wrong)
    right = pressed(figure, params | {"typed": "1"}, "next backward step")
    assert figure.model(right)["answered"] == [Wire("C", "")]
    assert pressed(figure, right, "back")["done"] == 0


@pytest.mark.parametrize("preset", PRESETS)
def test_all_gradients_are_asked_for(preset):
    """Who types every right number reaches the end, in each of the graphs."""
    graph, figure = PRESETS[preset], module.figure(preset)
    found = figure.model(filled(figure, graph))
    assert found["marked"] is None
    assert len(found["answered"]) == len(graph.asked)
    assert "All gradients are there" in figure.text(filled(figure, graph))


def test_update_of_the_lecture():
    """One step with η = 1 gives 1.947, −3.106 and −2.947, and the graph begins again."""
    figure = module.figure("neuron")
    params = pressed(figure, filled(figure, NEURON), "update with η")
    assert [round(params[name], 3) for name in ("w₁", "w₂", "b")] == [1.947, -3.106, -2.947]
    assert (params["x₁"], params["known"], params["done"]) == (-1, 0, 0)


def test_update_before_the_end():
    """A step without all gradients is refused with a sentence."""
    figure = module.figure("neuron")
    params = pressed(figure, figure.start(), "update with η")
    assert params["w₁"] == 2
    assert "complete the way back" in params["said"]
