"""Random directions find what is wrong in a large network, and say in which array."""

import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.numerics import TOLERANCE, check_directions, miss_probability
from tests.numerics.networks import network, relu, sigmoid

BLOCKS = ("W1", "b1", "W2", "b2")


@pytest.fixture(scope="module", params=[sigmoid, relu], ids=["sigmoid", "relu"])
def digits_network(request):
    """The network [784, 32, 10] with 25,450 parameters, on a batch of 16."""
    made = network(hidden=request.param)
    assert sum(map(np.size, made[1])) == 25_450
    return made


def wrong_blocks(cost, parameters, gradients, seed=0):
    found = check_directions(cost, parameters, gradients, seed=seed)
    return [name for name, block in zip(BLOCKS, found, strict=True) if block.error > TOLERANCE]


def test_right_gradient(digits_network):
    """A right gradient is never called wrong, whatever directions are drawn."""
    for seed in range(25):
        assert wrong_blocks(*digits_network, seed=seed) == []


@pytest.mark.parametrize("block", range(4), ids=BLOCKS)
def test_error_of_a_thousandth_in_one_layer(digits_network, block):
    """An error of 0.1 % in one array is found with every seed, its size told, the array named."""
    cost, parameters, gradients = digits_network
    wrong = [each * (1.001 if place == block else 1) for place, each in enumerate(gradients)]
    for seed in range(10):
        assert wrong_blocks(cost, parameters, wrong, seed) == [BLOCKS[block]]
        error = check_directions(cost, parameters, wrong, seed=seed)[block].error
        assert 3e-4 < error < 3e-3


def test_error_in_a_single_entry(digits_network):
    """One wrong entry of 25,088 is found if it is wrong by 0.1 % of the array's size."""
    cost, parameters, gradients = digits_network
    wrong = [gradients[0].copy(), *gradients[1:]]
    wrong[0][3, 500] += 1e-3 * np.linalg.norm(gradients[0])
    assert wrong_blocks(cost, parameters, wrong) == ["W1"]


def test_calls_do_not_grow_with_the_parameters():
    """Two calls a direction and one more, for 25,450 parameters as for 26."""
    counts = []
    for sizes in [(784, 32, 10), (3, 4, 2)]:
        cost, parameters, gradients = network(sizes)
        calls = []
        check_directions(lambda p, cost=cost, calls=calls: calls.append(1) or cost(p),
                         parameters, gradients)  # fmt: skip
        counts.append(len(calls))
    assert counts == [81, 81]


@pytest.mark.parametrize(("tolerance", "directions"), [(1e-3, 2), (7e-4, 4), (1e-3, 6)])
def test_probability_of_missing(tolerance, directions):
    """With a tolerance near the error, as many are missed as is stated, within five σ."""
    error, trials = 1e-3, 4000
    gradient = np.array([3.0, -4.0, 12.0])
    wrong = gradient + error * 13 * np.array([0.6, 0.8, 0.0])
    size = np.linalg.norm(wrong)
    missed = 0
    for seed in range(trials):
        [block] = check_directions(
            lambda p: float(gradient @ p[0]), [np.ones(3)], [wrong],
            directions=directions, seed=seed,
        )  # fmt: skip
        missed += block.error <= tolerance
    stated = miss_probability(error * 13 / size, directions, tolerance)
    assert missed / trials == pytest.approx(stated, abs=5 * math.sqrt(0.25 / trials))


@given(st.floats(1e-7, 1.0))
def test_probability_with_two_directions(error):
    """With two directions χ² has a closed form without a sum."""
    expected = -math.expm1(-((TOLERANCE / error) ** 2))
    assert miss_probability(error, 2) == pytest.approx(expected, rel=1e-9)


def test_probability_of_missing_a_thousandth():
    """What the README may state: an error of 0.1 % in an array is missed once in 10^28."""
    assert miss_probability(1e-3) < 1e-28
    assert miss_probability(1e-5) < 1e-8


@pytest.mark.parametrize(("error", "directions"), [(0.0, 2), (-1.0, 2), (1.0, 3), (1.0, 0)])
def test_probability_of_nonsense(error, directions):
    """Errors and numbers of directions that mean nothing are refused."""
    with pytest.raises(ValueError, match="even number"):
        miss_probability(error, directions)


@given(st.floats(1e-5, 10), st.sampled_from([-1, 1]), st.integers(0, 3), st.integers(0, 50))
def test_any_factor_in_any_array(fault, sign, block, seed):
    """A gradient times any factor is found, in the array where it stands and in no other."""
    cost, parameters, gradients = network((4, 3, 2), 5)
    wrong = [
        each * (1 + sign * fault if place == block else 1) for place, each in enumerate(gradients)
    ]
    assert wrong_blocks(cost, parameters, wrong, seed) == [BLOCKS[block]]


def test_gradient_of_zero():
    """Zero is right where the cost is flat, rounding included, and wrong by 1 where it is not."""
    flat = check_directions(lambda p: 0.1 + 0 * float(np.sum(p[0])), [np.ones(3)], [np.zeros(3)])
    steep = check_directions(lambda p: float(np.sum(p[0])), [np.ones(3)], [np.zeros(3)])
    assert (flat[0].error, steep[0].error) == (0, pytest.approx(1))


def test_softmax_does_not_feel_a_shift():
    """A gradient that vanishes to rounding only is held against what rounding lets one see."""
    W = np.random.default_rng(1).normal(size=(4, 3))

    def cost(p):
        Z = W + p[0]  # the same bias for every unit: softmax takes no notice
        return float(-np.mean(np.log(np.exp(Z[0]) / np.exp(Z).sum(0))))

    [block] = check_directions(cost, [np.array([[0.3]])], [np.zeros((1, 1))])
    assert block.error == 0


@pytest.mark.benchmark
def test_time_of_the_whole_network(capsys):
    """Print how long all 25,450 parameters take, the best of 20 runs."""
    made = network()
    times = []
    for _ in range(20):
        start = time.perf_counter()
        check_directions(*made)
        times.append(time.perf_counter() - start)
    with capsys.disabled():
        print(f"\n25,450 parameters, 10 directions an array: {1e3 * min(times):.1f} ms")
