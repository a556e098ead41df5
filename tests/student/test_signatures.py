"""What a student calls the arguments of a function, read without running anything of theirs."""

import functools

import numpy as np
import pytest

from checker.steps import Call, Read
from checker.student.signatures import parameter_names

WRITTEN = """
class Network:
    def __init__(self, sizes, seed=0): unfinished
    def forward(self, x): unfinished
    @staticmethod
    def cost(a, y): unfinished
    @classmethod
    def like(cls, other): unfinished
    @property
    def size(self): unfinished

class Sly:
    def __getattr__(self, name): unfinished

def layer(W, b, a_prev, activation=None, *rest, flag=False, **more):
    inner = unfinished
"""


NAMES = {"tanh": np.tanh, "net": None}
exec(WRITTEN, NAMES)  # whatever of it ran would stop at a name that is nowhere defined
NAMES["sly"] = NAMES["Sly"]()
MADE = Call("Network", ([2, 1],), into="net")


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        ([Call("layer")], ("W", "b", "a_prev", "activation")),
        ([MADE], ("sizes", "seed")),
        ([MADE, Call("net.forward")], ("x",)),
        ([MADE, Call("net.cost")], ("a", "y")),
        ([MADE, Call("net.like")], ("other",)),
        ([MADE, Call("net.size")], ()),
        ([MADE, Call("net.missing")], ()),
        ([Call("net.forward")], ()),
        ([Call("tanh")], ()),
        ([Call("sly")], ()),
        ([Call("sly.forward")], ()),
        ([Call("missing")], ()),
        ([Read("layer")], ()),
    ],
)
def test_names(steps, names):
    """Functions and methods tell their names; whatever else is there is left alone."""
    assert parameter_names(NAMES, steps) == names


def test_wrapped_function():
    """A decorated function tells no names: what it hands on is not known."""

    @functools.wraps(NAMES["layer"])
    def wrapper(*args): ...

    assert parameter_names({"layer": wrapper}, [Call("layer")]) == ()
