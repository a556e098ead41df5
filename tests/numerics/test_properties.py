"""What must hold of the comparison and of both gradient oracles, whatever the numbers are."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from checker.numerics import (
    RIGHT_ATOL,
    RIGHT_RTOL,
    TOLERANCE,
    central_differences,
    check_directions,
    compare,
    constant_ratio,
    inspect_gradients,
    relative_errors,
)

shapes = array_shapes(max_dims=3, max_side=4)
numbers = st.floats(-1e6, 1e6)
anything = arrays(float, shapes, elements=st.floats(width=64))
finite = arrays(float, shapes, elements=numbers)


@given(array=anything)
def test_everything_equals_itself(array):
    """An array agrees with itself, nan and infinities included, and so does its copy in Fortran."""
    assert compare(array, array) is None
    assert compare(np.asfortranarray(array), array) is None


@given(
    array=finite,
    place=st.integers(0, 10**6),
    factor=st.floats(1.01, 1e6),
    sign=st.sampled_from((-1, 1)),
)
def test_one_entry_beyond_the_tolerance(array, place, factor, sign):
    """It is found wherever it is, counted once, and named by its index and both values."""
    index = np.unravel_index(place % array.size, array.shape)
    wrong = array.copy()
    wrong[index] += sign * factor * (RIGHT_ATOL + RIGHT_RTOL * abs(array[index]))
    found = compare(wrong, array)
    assert found is not None
    assert (found.wrong, found.total, found.index) == (1, array.size, tuple(map(int, index)))
    assert (found.got, found.expected) == (wrong[index], array[index])


@given(array=finite, data=st.data())
def test_entries_within_the_tolerance(array, data):
    """However many entries are off by less than the tolerance, the arrays agree."""
    off = data.draw(arrays(float, array.shape, elements=st.floats(-0.99, 0.99)))
    assert compare(array + off * (RIGHT_ATOL + RIGHT_RTOL * np.abs(array)), array) is None


@given(array=finite, place=st.integers(0, 10**6), limit=st.sampled_from((np.nan, np.inf, -np.inf)))
def test_entry_without_end(array, place, limit):
    """Nan or an infinity in place of a number is a difference, on either side."""
    lost = array.copy()
    lost.flat[place % array.size] = limit
    assert compare(lost, array).wrong == 1
    assert compare(array, lost).wrong == 1


@given(
    array=arrays(float, shapes, elements=st.floats(0.01, 1e3)),
    factor=st.floats(-100, 100).filter(lambda c: abs(c) > 0.01),
)
def test_constant_factor(array, factor):
    """A factor between two arrays is found to the digit, and one entry off undoes it."""
    assert np.isclose(constant_ratio(factor * array, array), factor, rtol=1e-9)
    assume(array.size > 1)
    bent = factor * array
    bent.flat[0] *= 1.5
    assert constant_ratio(bent, array) is None


@given(array=finite, data=st.data(), scale=st.floats(1e-3, 1e3))
def test_relative_errors(array, data, scale):
    """They lie between 0 and 2, are the same both ways, and do not depend on the unit."""
    other = data.draw(arrays(float, array.shape, elements=numbers))
    errors = relative_errors(array, other)
    assert errors.shape == array.shape
    assert ((errors >= 0) & (errors <= 2)).all()
    assert np.array_equal(errors, relative_errors(other, array))
    assert np.allclose(errors, relative_errors(scale * array, scale * other), atol=1e-9)


def bowl(weights, seed):
    """A cost of several arrays that bends, with its gradients in closed form."""
    rng = np.random.default_rng(seed)
    C = [rng.uniform(0.5, 1.5, W.shape) for W in weights]

    def cost(parameters):
        return float(sum(np.sum(np.sin(c * p)) for c, p in zip(C, parameters, strict=True)))

    return cost, [c * np.cos(c * W) for c, W in zip(C, weights, strict=True)]


blocks = st.lists(arrays(float, shapes, elements=st.floats(-1, 1)), min_size=1, max_size=3)


@pytest.mark.slow
@given(parameters=blocks, seed=st.integers(0, 99))
def test_right_gradients(parameters, seed):
    """Neither oracle, nor the inspection, calls a right gradient wrong."""
    cost, gradients = bowl(parameters, seed)
    assert all(block.error <= TOLERANCE for block in check_directions(cost, parameters, gradients))
    assert all(found.right for found in inspect_gradients(cost, parameters, gradients))
    alone = central_differences(lambda p: cost([p, *parameters[1:]]), parameters[0])
    assert relative_errors(gradients[0], alone).max() <= TOLERANCE


@given(
    parameters=blocks,
    seed=st.integers(0, 99),
    place=st.integers(0, 99),
    fault=st.floats(1e-3, 10.0),
)
def test_wrong_block(parameters, seed, place, fault):
    """A block wrong by 0.1 % or more is found by both, and no other block is called wrong."""
    cost, gradients = bowl(parameters, seed)
    place %= len(gradients)
    claimed = list(gradients)
    claimed[place] = gradients[place] * (1 + fault)
    for found in (
        [block.error > TOLERANCE for block in check_directions(cost, parameters, claimed)],
        [not each.right for each in inspect_gradients(cost, parameters, claimed)],
    ):
        assert found == [other == place for other in range(len(claimed))]


@given(parameters=blocks, seed=st.integers(0, 99), place=st.integers(0, 99))
def test_wrong_entry(parameters, seed, place):
    """The inspection names the entry that is wrong, with what is claimed and what is measured."""
    cost, gradients = bowl(parameters, seed)
    wrong = gradients[0].copy()
    index = np.unravel_index(place % wrong.size, wrong.shape)
    wrong[index] += 0.1 * np.abs(gradients[0]).max()
    found = inspect_gradients(cost, parameters, [wrong, *gradients[1:]])[0]
    assert found.worst == tuple(map(int, index))
    assert np.isclose(found.claimed, wrong[index])
    assert np.isclose(found.measured, gradients[0][index], atol=1e-6)
