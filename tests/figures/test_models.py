"""The models of the figures against numbers that were found in another way."""

import numpy as np
import pytest

from checker.errors import DataError
from checker.figures import (
    dashboard,
    deltas,
    descent,
    measuring,
    neuron,
    replays,
    saturation,
    shapes,
    sketches,
    softmax,
    weights,
)
from checker.figures.inked import as_mnist, from_letters
from checker.figures.network import flow, network
from checker.numerics import central_differences


def found(module, *args, **params):
    """Give what a figure's model finds at some parameters, its own elsewhere."""
    figure = module.figure(*args)
    return figure.model(figure.start() | params)


# ---------------------------------------------------------------- F1


def test_neuron_of_the_lecture():
    """The lecture's z = 1, a = 0.731 and the slope 0.1966, as in notebook 1."""
    model = found(neuron)
    assert model["z"] == 1
    assert model["a"] == pytest.approx(0.7310586, abs=1e-7)
    assert model["slope"] == pytest.approx(0.1966119, abs=1e-7)


@pytest.mark.parametrize("curve", neuron.CURVES)
def test_border_is_where_z_is_zero(curve):
    """On both ends of the line z is 0, and they lie on the edge of the plane."""
    model = found(neuron, curve=curve, w1=1.3, w2=-0.7, b=0.4, k=3)
    ends = model["border"]
    assert ends @ model["w"] + model["b"] == pytest.approx([0, 0], abs=1e-12)
    assert np.abs(ends).max(axis=1) == pytest.approx([5, 5])


def test_neuron_without_weights():
    """There is no line to draw, and nothing breaks."""
    model = found(neuron, w1=0.0, w2=0.0)
    assert len(model["border"]) == 0
    assert np.ptp(model["plane"]) == 0


def test_weights_that_compute_or():
    """The weights named in notebook 1 are above one half at exactly three corners."""
    corners = found(neuron, w1=4.0, w2=4.0, b=-2.0)["corners"]
    assert list(corners > 0.5) == [False, True, True, True]


def test_no_slope_at_an_edge():
    """At the step's jump and at ReLU's kink there is no slope, beside them 0 or 1."""
    for curve in ("step", "ReLU"):
        assert np.isnan(found(neuron, curve=curve, w1=0.0, w2=0.0, b=0.0)["slope"])
    assert found(neuron, curve="ReLU", w1=0.0, w2=0.0, b=0.5)["slope"] == pytest.approx(1)
    assert found(neuron, curve="step", w1=0.0, w2=0.0, b=0.5)["slope"] == 0


# ---------------------------------------------------------------- F2


def test_shapes_without_a_fault():
    """The shapes are those of notebook 2's rule."""
    layers = found(shapes, n0=3, n1=5, n2=4, n3=2, m=6)["layers"]
    assert [layer["z"].shape for layer in layers] == [(5, 6), (4, 6), (2, 6)]
    assert not any(layer["changed"] or layer["error"] for layer in layers)


@pytest.mark.parametrize("fault", list(shapes.FAULTS)[1:])
def test_sizes_that_hide_a_fault(fault):
    """Where all sizes are 3 every fault runs and changes the numbers; where they differ, none."""
    hidden = found(shapes, n0=3, n1=3, n2=3, n3=3, m=3, fault=fault)
    assert any(layer["changed"] for layer in hidden["layers"])
    assert "means something else" in shapes.verdict(hidden)
    seen = found(shapes, n0=3, n1=5, n2=4, n3=2, m=6, fault=fault)
    assert "NumPy refuses" in shapes.verdict(seen)
    assert str(seen["layers"][-1]["error"]) in shapes.verdict(seen)


def test_fault_that_changes_nothing():
    """With one neuron a layer a flat bias is the same bias."""
    assert "the numbers are right" in shapes.verdict(
        found(shapes, n0=2, n1=1, n2=1, n3=1, m=3, fault="flat bias")
    )


# ---------------------------------------------------------------- F3


@pytest.mark.parametrize("name", descent.LANDSCAPES)
def test_gradient_against_central_differences(name):
    """The gradient of every map agrees with the other oracle."""
    land = descent.LANDSCAPES[name]
    model = found(descent, name, x=0.7, y=-0.4)
    measured = central_differences(lambda p: float(land.height(*p)), np.array([0.7, -0.4]))
    assert model["gradient"] == pytest.approx(measured, rel=1e-7)


def test_gradient_of_the_lecture():
    """At (1, 2) the gradient of lecture 003's function is (10, 15)."""
    assert found(descent, "lecture")["gradient"] == pytest.approx([10, 15])


def test_limit_in_the_valley():
    """Below the rate 0.1 the walk arrives, above it leaves, as notebook 1 says."""
    near = found(descent, "valley", rate=0.09, steps=200)
    assert np.abs(near["path"][-1]).max() < 1e-3
    far = found(descent, "valley", rate=0.12, steps=200)
    assert len(far["path"]) < 200
    assert any("left for ever" in line for line in descent.tell(far))


def test_walks_of_notebook_3():
    """On the lecture's map 0.1 settles at (−9/16, 3/4), and 0.2 leaves."""
    settled = found(descent, "lecture", rate=0.1, steps=200)["path"]
    assert settled[1] == pytest.approx([0, 0.5])
    assert settled[-1] == pytest.approx([-9 / 16, 3 / 4], abs=1e-6)
    assert len(found(descent, "lecture", rate=0.2, steps=50)["path"]) < 50


def test_saddle():
    """From (2, 0) the walk stops where the gradient is 0 and no minimum is."""
    end = found(descent, "saddle", rate=0.1, steps=200)["path"][-1]
    assert end == pytest.approx([0, 0], abs=1e-9)


def test_direction_of_length_one():
    """Along a direction the slope is the gradient's length times the cosine."""
    model = found(descent, "lecture", turn=True, angle=90)
    assert model["rise"] == pytest.approx(15)


# ---------------------------------------------------------------- F4


def test_saturation_of_lecture_001():
    """Spread 1 and pixels up to 1: z spreads by some 9, more than half of the slopes are flat."""
    first = found(saturation, start="1 (lecture 001)")["layers"][0]
    assert first["spread_of_z"] == pytest.approx(9, abs=1)
    assert first["flat"] == pytest.approx(0.6, abs=0.08)


def test_saturation_of_lecture_000():
    """Spread 0.001 and pixels up to 255: z spreads by some 2.3."""
    first = found(saturation, start="0.001 (lecture 000)", pixels="0 to 255")["layers"][0]
    assert first["spread_of_z"] == pytest.approx(2.3, abs=0.25)


def test_scaled_start():
    """With 1/√n no slope is flat; with pixels up to 255 almost all of the first layer are."""
    layers = found(saturation, start="1/√n", depth=8)["layers"]
    assert [layer["flat"] for layer in layers] == [0] * 8
    spoiled = found(saturation, start="1/√n", pixels="0 to 255")["layers"]
    assert spoiled[0]["flat"] > 0.9


def test_saturation_without_mnist(monkeypatch):
    """Without the digits the figure is drawn with made-up ones, and says so."""

    def missing(split):
        raise DataError("not here")

    monkeypatch.setattr(saturation, "load_mnist", missing)
    saturation._digits.cache_clear()
    drawing = saturation.figure().drawing()
    saturation._digits.cache_clear()
    assert any("made-up pixels" in getattr(mark, "text", "") for mark in drawing.marks)


# ---------------------------------------------------------------- F6


@pytest.mark.parametrize("curve", measuring.CURVES)
def test_order_of_the_errors(curve):
    """From h = 1e-1 to 1e-2 the one-sided error falls tenfold, the centred a hundredfold."""
    large, small = (found(measuring, curve=curve, h=h)["chosen"] for h in (1e-1, 1e-2))
    assert large["one-sided"] / small["one-sided"] == pytest.approx(10, rel=0.1)
    assert large["centred"] / small["centred"] == pytest.approx(100, rel=0.1)


def test_best_steps():
    """The best step is near 1e-5 centred and 1e-8 one-sided; in single precision near 1e-2."""
    errors = found(measuring)["errors"]
    assert 1e-6 < measuring.STEPS[errors["centred"].argmin()] < 1e-4
    assert 1e-9 < measuring.STEPS[errors["one-sided"].argmin()] < 1e-7
    single = found(measuring, precision="4 bytes")["errors"]["centred"]
    assert 5e-4 < measuring.STEPS[single.argmin()] < 5e-2
    assert single[measuring.STEPS < 1e-8] == pytest.approx(1)


def test_exact_slopes():
    """The slopes that errors are held against are those of school: 12, e, and 0.0529."""
    slopes = [found(measuring, curve=curve)["slope"] for curve in measuring.CURVES]
    assert slopes == pytest.approx([0.0528771, 12, np.e], rel=1e-5)


# ---------------------------------------------------------------- F7


def backprop(weights, biases, x, y):
    """Give the deltas by the equations of backpropagation, for a comparison."""
    zs, a = [], x[:, None]
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ a + b[:, None])
        a = 1 / (1 + np.exp(-zs[-1]))
    slopes = [np.exp(-z) / (1 + np.exp(-z)) ** 2 for z in zs]
    deltas_ = [(a - y[:, None]) * slopes[-1]]
    for W, slope in zip(weights[:0:-1], slopes[-2::-1], strict=True):
        deltas_.insert(0, (W.T @ deltas_[0]) * slope)
    return [delta[:, 0] for delta in deltas_]


@pytest.mark.parametrize("sizes", deltas.SIZES.values(), ids=deltas.SIZES)
@pytest.mark.parametrize("seed", range(3))
def test_measured_deltas_are_those_of_backprop(sizes, seed):
    """The deltas, which are measured, agree with backpropagation to twelve digits."""
    rng = np.random.default_rng(seed)
    parameters = *network(sizes, seed), rng.normal(size=sizes[0]), rng.uniform(size=sizes[-1])
    for ours, theirs in zip(flow(*parameters).deltas, backprop(*parameters), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-12)


def test_products_on_the_lines():
    """What arrives at a neuron is the sum of the products on the lines that leave it."""
    model = found(deltas, stage=99)
    ours = model["flow"]
    products = ours.weights[1] * ours.deltas[1][:, None]
    assert model["sums"][0] == pytest.approx(products.sum(axis=0), rel=1e-12)


@pytest.mark.parametrize("mistake", deltas.MISTAKES[1:])
def test_planted_mistake(mistake):
    """Between layers of equal size each mistake runs, and gives other deltas."""
    model = found(deltas, sizes="3-3-3", mistake=mistake)
    wrong, last = model["wrong"]
    assert last is None
    assert np.abs(wrong - model["flow"].deltas[0]).max() > 1e-3


def test_transpose_that_cannot_be_left_out():
    """Between layers of different sizes the missing transpose has no numbers to show."""
    assert found(deltas, sizes="3-4-2", mistake="no transpose")["wrong"] == [None, None]


def test_stages():
    """Forward comes first; then each layer is summed before its slopes are multiplied in."""
    figure = deltas.figure()
    states = [figure.model(figure.start() | {"stage": stage}) for stage in range(6)]
    assert [state["forward"] for state in states] == [0, 1, 2, 2, 2, 2]
    assert [sum(state["summed"]) + sum(state["sloped"]) for state in states] == [0, 0, 1, 2, 3, 4]
    assert all("δ" not in line for line in deltas.tell(states[2])[:3])


def test_every_weight_has_a_number():
    """The numbers of the weights go through all layers, and begin again at the end."""
    seen = {found(deltas, sizes="2-3-2", weight=place)["weight"] for place in range(12)}
    assert len(seen) == 12
    again = found(deltas, sizes="2-3-2", weight=12)["weight"]
    assert again == found(deltas, sizes="2-3-2", weight=0)["weight"] == (0, 0, 0)


# ---------------------------------------------------------------- F8 and F10


def test_recorded_runs():
    """The recorded runs show what notebook 5 tells of them."""
    final = {run: replays.series(run, "accuracy", 10)[-1] for run in dashboard.LETTERS.values()}
    assert final["correct"] > 0.96
    assert abs(final["frozen_bias"] - final["correct"]) < 0.01
    assert 0.8 < final["stuck"] < 0.9
    assert final["zero"] < 0.5
    assert final["summed"] < 0.15
    assert final["shuffled"] < 0.15
    summed = found(dashboard, run="D")
    assert summed["cost"][-1] == pytest.approx(0.5, abs=1e-3)
    assert summed["norms"][-1].max() < 1e-6


@pytest.mark.parametrize("letter", dashboard.LETTERS)
def test_confusion_counts_every_digit(letter):
    """Each confusion matrix counts the 5000 validation digits, and its diagonal the right ones."""
    for epoch in range(dashboard.LAST + 1):
        model = found(dashboard, run=letter, epoch=epoch)
        assert model["confusion"].sum() == 5000
        assert np.trace(model["confusion"]) == round(5000 * model["accuracy"][-1])
        assert len(model["accuracy"]) == epoch + 1


def test_column_of_the_stuck_digit():
    """In run B, and in no other that learns, one digit is never predicted."""
    empty = {
        letter: (found(dashboard, run=letter)["confusion"].sum(axis=0) == 0).sum()
        for letter in dashboard.LETTERS
    }
    assert empty["B"] == 1
    assert empty["C"] == empty["E"] == 0


@pytest.mark.parametrize("module", [dashboard, weights])
def test_match_of_cause_and_letter(module):
    """Each letter takes its own cause, and refuses the others."""
    control = next(each for each in module.figure().controls[-1] if each.name == "cause")
    name = "run" if module is dashboard else "network"
    for letter in module.LETTERS:
        replies = [found(module, **{name: letter, "cause": cause})["says"]
                   for cause in control.options]  # fmt: skip
        assert replies.count("This fits.") == 1
        assert replies.count("") == 1


def test_hidden_weights():
    """A zero start gives copies; only what was trained well has its weights where the ink is."""
    models = {run: found(weights, network=letter) for letter, run in weights.LETTERS.items()}
    assert models["zero"]["alike"] == pytest.approx(1, abs=1e-3)
    assert models["untrained"]["alike"] < 0.1
    assert np.array_equal(models["untrained"]["weights"], models["frozen_layer"]["weights"])
    assert models["correct"]["edge"] < 0.3 * models["correct"]["middle"]
    assert models["untrained"]["edge"] == pytest.approx(models["untrained"]["middle"], rel=0.1)


def test_recorded_weights_cannot_read_digits():
    """Half of the hidden neurons is kept, so that no file for exercise 5.7 can be made of them."""
    assert replays.rows("correct").shape == (16, 28, 28)
    assert set(replays.replays()["correct"]) == {"cause", "seed", "epochs", "rows"}


def test_dashboard_without_mnist(monkeypatch):
    """Without the digits the dashboard says where they should be, and shows the rest."""

    def missing(split):
        raise DataError("not here")

    monkeypatch.setattr(replays, "load_mnist", missing)
    marks = dashboard.figure().drawing().marks
    assert any("was not found" in getattr(mark, "text", "") for mark in marks)


# ---------------------------------------------------------------- F9


def test_letters_become_ink():
    """Every letter but spaces and dots is ink, twice as tall as wide."""
    ink = from_letters(" #\n.x")
    assert ink.tolist() == [[0, 1], [0, 1], [0, 1], [0, 1]]


@pytest.mark.parametrize("shape", [(1, 1), (7, 3), (3, 50), (200, 200), (33, 20)])
def test_digit_is_scaled_and_centred(shape):
    """The ink fills 20 pixels the long way, keeps its proportions, and is centred by its mass."""
    sheet = np.zeros((300, 300))
    sheet[11 : 11 + shape[0], 50 : 50 + shape[1]] = 1
    digit = as_mnist(sheet)
    down, across = np.nonzero(digit)
    size = np.ptp(down) + 1, np.ptp(across) + 1
    assert max(size) == 20
    assert size == tuple(max(1, round(20 * side / max(shape))) for side in shape)
    assert abs(down.mean() - 13.5) <= 0.5
    assert abs(across.mean() - 13.5) <= 0.5
    assert digit.max() == pytest.approx(1)


def test_digit_of_mnist_stays_what_it_is():
    """A digit of MNIST is in MNIST's form already, and comes out as it went in, to the pixel."""
    for image in replays.training_images(list(range(200))):
        assert as_mnist(image) == pytest.approx(image, abs=1e-12)


def test_empty_drawing():
    """Without any ink the sheet is empty, and the figure is drawn."""
    assert as_mnist(from_letters("  \n . \n")).sum() == 0
    assert as_mnist(from_letters("")).sum() == 0
    figure = sketches.figure(lambda X: np.full((10, X.shape[1]), 0.1))
    assert figure.drawing({"letters": ""}).marks


def test_map_against_a_linear_network():
    """The slopes of a network that is a table are read off that table."""
    rng = np.random.default_rng(0)
    table = rng.normal(size=(10, 784)) / 30
    model = sketches.figure(lambda X: table @ X)
    model = model.model(model.start() | {"target": "3"})
    gap = model["outputs"] - np.eye(10)[3]
    exact = (table.T @ gap).reshape(14, 2, 14, 2).mean(axis=(1, 3))
    assert model["map"] == pytest.approx(exact, abs=1e-9)
    assert model["target"] == 3


@pytest.mark.parametrize(
    ("forward", "words"),
    [
        (lambda X: 1 / 0, "ZeroDivisionError"),
        (lambda X: np.zeros(3), "(10, 1) was expected"),
        (lambda X: np.full((10, X.shape[1]), np.nan), "(10, 1) was expected"),
        (lambda X: "no array", "ValueError"),
        (None, "TypeError"),
    ],
)
def test_network_that_does_not_answer(forward, words):
    """What a student's network does wrong is said in a sentence; the drawing is still shown."""
    figure = sketches.figure(forward)
    assert words in figure.text()
    assert figure.drawing().marks


# ---------------------------------------------------------------- F11


def test_probabilities_of_the_notebook():
    """The scores 2, 1, 0 give 0.665, 0.245 and 0.090 if the fourth is far below."""
    assert softmax.shares(np.array([2.0, 1, 0, -800])) == pytest.approx(
        [0.66524, 0.24473, 0.09003, 0], abs=1e-5
    )


def test_shift_moves_nothing():
    """Scores that are all larger by 1000 have the same probabilities; the plain formula fails."""
    still, shifted = found(softmax), found(softmax, shift=1000, plain=True)
    assert shifted["p"] == pytest.approx(still["p"], rel=1e-12)
    assert np.isnan(shifted["plain"]).all()
    assert found(softmax, plain=True)["plain"] == pytest.approx(still["p"])


def test_reactions_of_the_probabilities():
    """The table is p on the diagonal less the outer product, and its columns add up to 0."""
    model = found(softmax, raised="2")
    p = model["p"]
    assert model["jacobian"] == pytest.approx(np.diag(p) - np.outer(p, p), rel=1e-12)
    assert model["jacobian"].sum(axis=0) == pytest.approx(np.zeros(4), abs=1e-15)
    assert model["gap"].sum() == pytest.approx(0, abs=1e-15)


def test_raised_score():
    """The moves add up to 0, and the others keep their ratios."""
    model = found(softmax, raised="1")
    assert model["moves"].sum() == pytest.approx(0, abs=1e-15)
    assert model["moves"][1:] / model["before"][1:] == pytest.approx(
        [model["moves"][1] / model["before"][1]] * 3
    )
