"""Which code may share a process with what comes after it: that which only computes."""

import ast

import pytest

from checker.sandbox.inside.analysis import analyse
from checker.sandbox.inside.computing import only_compute, reach_of


def only_computes(source):
    statements = analyse("cell", source)
    imported = {name for each in statements if each.is_import for name in each.binds}
    return only_compute([reach_of(each.tree) for each in statements], imported)


@pytest.mark.parametrize(
    "source",
    [
        "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        "import numpy as np\nrng = np.random.default_rng(3)\nA = rng.normal(size=3)",
        "from checker import check\nimport math as m\ny = m.exp(1)",
        "class A:\n    def __init__(self, W):\n        self.W, self._a = W, None",
        "class A:\n    def step(self, rate):\n        self.W -= rate * self.dW[0]",
        "def f(net):\n    for layer in net.layers:\n        layer.b[:, 0] = 0\n    return net",
        "class A(Base):\n    def __init__(self):\n        super().__init__()",
        "with np.errstate(over='ignore'):\n    y = np.exp(900.0)",
        "print(f'{y:.2f}')",
    ],
)
def test_code_that_computes(source):
    """Arithmetic, own classes and what they hold may be followed by another exercise."""
    assert only_computes(source)


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import numpy as np\nnp.exp = abs",
        "import numpy as np\nnp.random.seed = abs",
        "import numpy as np\nf = np._core",
        "from numpy import lib",
        "import numpy.lib.format",
        "np.seterr(all='ignore')",
        "np.save('w', W)",
        "open('w')",
        "exec('x = 1')",
        "f = getattr",
        "x = ().__class__",
        "__builtins__",
        "type(x).y = 1",
        "class A:\n    def __del__(self):\n        pass",
        "class A(metaclass=B):\n    pass",
        "%matplotlib inline",
        "async def f():\n    pass",
        "def f():\n    import sys\n    return sys",
        "from fractions import Fraction\nFraction.limit = 1",
        "del np.exp\nimport numpy as np",
    ],
)
def test_code_that_reaches_further(source):
    """What can change something beyond its own values is told, wherever it stands."""
    assert not only_computes(source)


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("a = np.zeros(3)", False),
        ("a = np.where(z > 0, z, 0)", False),
        ("a = np.empty(3)", True),
        ("from numpy import empty_like as e", True),
        ("def f(z, make=np.ndarray):\n    return make(3)", True),
        ("a = np.divide(1, z, where=z > 0)", True),
    ],
)
def test_memory_as_others_left_it(source, reads):
    """Code is told that may read what it has not written."""
    assert any(reach_of(each.tree).reads_memory for each in analyse("cell", source)) == reads


@pytest.mark.parametrize("name", ["eval", "__import__", "vars", "globals", "setattr"])
@pytest.mark.parametrize("form", ["{}(x)", "f = {}", "def g(a={}): pass", "[{} for x in y]"])
def test_names_in_every_place(name, form):
    """A name that reaches further is told in every place where an expression may stand."""
    source = form.format(name)
    ast.parse(source)
    assert not only_computes(source)
