"""Gradients inspected array by array: which is wrong, where, and by what number."""

import numpy as np
import pytest

from checker.numerics import TOLERANCE, inspect_gradients
from tests.numerics.networks import network, relu


def test_right_network():
    """A right gradient is right in every array, whether entries or directions are measured."""
    found = inspect_gradients(*network())
    assert all(each.right for each in found)
    assert [each.directions for each in found] == [10, 0, 0, 0]
    assert [each.errors.shape for each in found] == [(1, 1), (32, 1), (10, 32), (10, 1)]


def test_worst_entry_of_a_small_array():
    """The worst entry is named with both values, and the map shows it and no other."""
    cost, parameters, gradients = network((4, 3, 2), 5)
    gradients[2][1, 2] *= 1.5
    found = inspect_gradients(cost, parameters, gradients)
    assert [each.right for each in found] == [True, True, False, True]
    assert found[2].worst == (1, 2)
    assert found[2].claimed == pytest.approx(1.5 * found[2].measured)
    assert np.argwhere(found[2].errors > 1e-6).tolist() == [[1, 2]]


def test_one_factor_throughout():
    """A gradient without its mean is told by the one number between the two."""
    cost, parameters, gradients = network((4, 3, 2), 7)
    found = inspect_gradients(cost, parameters, [7 * gradients[0], *gradients[1:]])
    assert found[0].ratio == pytest.approx(7)
    assert found[1].ratio is None


def test_wrong_rows_of_a_large_array():
    """In a large array the parts that are wrong show on the map, and only these."""
    cost, parameters, gradients = network()
    gradients[0][:4] *= 1.1
    [found, *_] = inspect_gradients(cost, parameters, gradients)
    assert not found.right
    assert found.tiles == (4, 98)
    assert ((found.errors > 1e-6).any(axis=1) == [True] + [False] * 7).all()


def test_units_that_switch_beside_the_point():
    """Where a unit of a ReLU layer is about to switch, a smaller step is taken, and said."""
    X = np.array([[1.0, -1.0]])
    b = np.array([[3e-6]])  # z = 3e-6 for both examples when W = 0
    parameters = [np.zeros((1, 1)), b]

    def cost(p):
        return float(relu(p[0] @ X + p[1]).sum())

    found = inspect_gradients(cost, parameters, [np.zeros((1, 1)), np.full((1, 1), 2.0)])
    assert [each.right for each in found] == [True, True]
    assert [each.shrunk for each in found] == [0, 1]  # along W both switch, and cancel
    wrong = inspect_gradients(cost, parameters, [np.ones((1, 1)), np.full((1, 1), 1.3)])
    assert [each.right for each in wrong] == [False, False]


def test_point_on_a_kink():
    """On a kink any number between the slopes of both sides is right, and it is called a kink."""

    def cost(p):
        return float(relu(p[0]).sum())

    point = np.array([0.0, 1.0])
    for claimed, right in [(0.0, True), (0.5, True), (1.0, True), (-0.5, False), (1.01, False)]:
        [found] = inspect_gradients(cost, [point], [np.array([claimed, 1.0])])
        assert found.right is right
        assert found.kinks == 1


@pytest.mark.parametrize("shape", [(), (3,), (0,), (2, 0), (2, 3, 2)])
def test_any_shape(shape):
    """A map is a table for arrays of any number of dimensions, empty ones too."""
    p = np.full(shape, 0.7)
    [found] = inspect_gradients(lambda p: float(np.sum(p[0] ** 2)), [p], [2 * p])
    assert found.right
    assert found.errors.ndim == 2
    assert found.errors.size == p.size


def test_large_array_of_one_dimension():
    """A long vector is checked along directions, and its wrong part shown."""
    p = np.linspace(0.5, 1.5, 1000)
    wrong = 2 * p
    wrong[900] *= 2
    [found] = inspect_gradients(lambda p: float(np.sum(p[0] ** 2)), [p], [wrong])
    assert (found.errors > 1e-6).tolist() == [[False] * 7 + [True]]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_no_number(bad):
    """Nan or an infinity in a gradient, or out of the cost, is an error without bounds."""
    p = np.ones(3)
    [found] = inspect_gradients(lambda p: float(p[0].sum()), [p], [np.array([1, bad, 1.0])])
    assert found.error == np.inf
    assert found.worst == (1,)
    [found] = inspect_gradients(lambda p: bad, [p], [p])
    assert found.error == np.inf


@pytest.mark.parametrize("factor", [-1, 0, 1, 3])
def test_slope_below_rounding(factor):
    """Where a sigmoid is flat no claim of that size is called right or wrong."""
    slope = np.exp(-25.0) / (1 + np.exp(-25.0)) ** 2

    def cost(p):
        return float(1 / (1 + np.exp(-p[0][0])))

    [found] = inspect_gradients(cost, [np.array([25.0])], [np.array([factor * slope])])
    assert found.too_small
    [wrong] = inspect_gradients(cost, [np.array([25.0])], [np.array([1e-3])])
    assert not wrong.right


def test_right_gradient_shows_what_was_measured():
    """Its error is that of measuring, not 0, and far below the tolerance."""
    rng = np.random.default_rng(4)
    for shape in [(3, 4), (30, 40)]:
        W = rng.normal(size=shape)
        [found] = inspect_gradients(lambda p: float(np.sum(np.tanh(p[0]))), [W], [slope_of(W)])
        assert 0 < found.distance < TOLERANCE
        assert found.right
        assert not found.too_small


def slope_of(W):
    return 1 / np.cosh(W) ** 2
