import numpy as np
import pytest

from checker.numerics import central_differences, relative_errors


def cost(p):
    """A smooth function whose gradient is known in closed form."""
    return float(np.sum(np.sin(p) * p))


def slope(p):
    return np.cos(p) * p + np.sin(p)


def test_right_gradient():
    """Central differences agree with a right gradient to nine digits."""
    p = np.random.default_rng(1).normal(size=(3, 2))
    assert relative_errors(slope(p), central_differences(cost, p)).max() < 1e-9


@pytest.mark.parametrize("fault", [0.001, 0.0005])
def test_gradient_wrong_by_a_thousandth(fault):
    """A gradient wrong by 0.1 % or 0.05 % in one entry stands out by three orders."""
    p = np.random.default_rng(1).normal(size=(3, 2))
    wrong = slope(p)
    index = np.unravel_index(np.abs(wrong).argmax(), wrong.shape)
    wrong[index] *= 1 + fault
    errors = relative_errors(wrong, central_differences(cost, p))
    assert errors[index] > 1e-4
    assert np.delete(errors.ravel(), np.ravel_multi_index(index, errors.shape)).max() < 1e-8


def test_point_is_left_alone():
    """The point at which the gradient is measured is not moved."""
    p = np.ones(3)
    p.flags.writeable = False
    central_differences(cost, p)
    assert (p == 1).all()


def test_both_gradients_vanish():
    """Two gradients of zero agree."""
    assert relative_errors(np.zeros(2), np.zeros(2)).max() == 0


def test_against_autograd():
    """An independent oracle, PyTorch's autograd, gives the same gradient."""
    torch = pytest.importorskip("torch", reason="the torch extra is not installed")
    p = np.random.default_rng(2).normal(size=(2, 3))
    tensor = torch.tensor(p, requires_grad=True)
    (torch.sin(tensor) * tensor).sum().backward()
    assert relative_errors(tensor.grad.numpy(), central_differences(cost, p)).max() < 1e-9
