"""Independent oracles of one gradient: closed form, central differences, complex step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from checker.numerics import central_differences, complex_step, relative_errors
from tests.numerics.networks import network, relu

shapes = st.sampled_from([(3,), (2, 3), (4, 1), (2, 2, 2)])
points = arrays(float, shapes, elements=st.floats(-3, 3))

#: Functions of an array with their gradients in closed form; C are fixed weights.
SMOOTH = {
    "cubes": (lambda p, C: np.sum(C * p**3), lambda p, C: 3 * C * p**2),
    "waves": (lambda p, C: np.sum(np.sin(C * p)), lambda p, C: C * np.cos(C * p)),
    "sigmoid of a sum": (
        lambda p, C: 1 / (1 + np.exp(-np.sum(C * p))),
        lambda p, C: C * (s := 1 / (1 + np.exp(-np.sum(C * p)))) * (1 - s),
    ),
    "softmax": (
        lambda p, C: np.log(np.sum(np.exp(C * p))),
        lambda p, C: C * np.exp(C * p) / np.sum(np.exp(C * p)),
    ),
}


@pytest.mark.parametrize("name", SMOOTH)
@given(point=points, seed=st.integers(0, 100))
def test_three_oracles_agree(name, point, seed):
    """Complex step agrees with the closed form to 13 digits, central differences to 7."""
    function, gradient = SMOOTH[name]
    C = np.random.default_rng(seed).uniform(0.5, 1.5, point.shape)
    exact = gradient(point, C)
    stepped = complex_step(lambda p: function(p, C), point)
    scale = max(np.abs(exact).max(), 1e-2)
    assert np.abs(stepped - exact).max() <= 1e-13 * scale
    measured = central_differences(lambda p: function(p, C), point)
    assert np.abs(measured - exact).max() <= 1e-7 * scale


@given(point=points, place=st.integers(0, 100), fault=st.floats(1e-3, 1.0))
def test_wrong_entry_stands_out(point, place, fault):
    """An entry that is wrong by 0.1 % of the largest, or more, shows as just that error."""
    gradient = np.cos(point)
    measured = central_differences(lambda p: np.sum(np.sin(p)), point)
    wrong = gradient.copy()
    index = np.unravel_index(place % point.size, point.shape)
    largest = np.abs(gradient).max()
    wrong[index] += fault * largest
    errors = relative_errors(wrong, measured)
    assert errors.argmax() == np.ravel_multi_index(index, point.shape)
    assert errors.max() >= 0.4 * fault  # the wrong entry may have become the largest


@pytest.mark.parametrize("hidden", [relu])
def test_network_of_relu(hidden):
    """A ReLU carries complex numbers through: NumPy compares their real parts first."""
    cost, parameters, gradients = network((5, 4, 3), 6, hidden)
    for place, exact in enumerate(gradients):
        stepped = complex_step(
            lambda p, place=place: cost([*parameters[:place], p, *parameters[place + 1 :]]),
            parameters[place],
        )
        assert np.abs(stepped - exact).max() < 1e-15


@pytest.mark.parametrize(
    "function",
    [
        lambda p: float(np.sum(p**2)),
        lambda p: np.sum(np.abs(p)),
        lambda p: np.sum(p * np.conj(p)),
        lambda p: np.sum(p.real**2),
        lambda p: np.sum(np.asarray(p, dtype=float) ** 2),
    ],
    ids=["float", "abs", "conj", "real", "float array"],
)
def test_function_that_drops_the_imaginary_part(function):
    """Where complex numbers are not carried through, there is no answer instead of a wrong one."""
    assert complex_step(function, np.array([1.0, -2.0, 3.0])) is None


def test_fault_in_the_function_is_not_hidden():
    """What a function raises of its own accord is not mistaken for a refusal of complex numbers."""
    with pytest.raises(ZeroDivisionError):
        complex_step(lambda p: 1 / 0, np.ones(2))
