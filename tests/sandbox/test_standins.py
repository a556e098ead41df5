"""Functions, classes and generators of earlier exercises, answered by the reference outside."""

import pytest

from checker.records import Cell, Ending, Job
from checker.sandbox import Sandbox
from checker.sandbox.inquiry import ANSWERED
from checker.steps import Call, Name
from tests.sandbox.student import SETUP, call, job

REFERENCE = Job(
    SETUP,
    (
        Cell(
            "worked",
            "code",
            """
def shuffled(n, rng):
    yield from rng.permutation(n)

def draw(rng): return rng.normal()

def swapped(a, b): return b, a

def settings(): return {"rate": 0.5, "sizes": [2, 3]}

class Network:
    kind = "sigmoid"
    def __init__(self, sizes, rng):
        self.sizes = sizes
        self.weights = [rng.normal(size=(3, 2))]
        self.history = {"cost": []}
    def update(self, by):
        self.weights = [W - by for W in self.weights]
        self.history["cost"].append(by)
    def forward(self, x):
        return self.weights[0] @ x

def size_of(network): return network.weights[0].size
""",
        ),
    ),
    ("shuffled", "draw", "swapped", "settings", "Network", "size_of"),
)


@pytest.fixture(scope="module")
def answered(isolation):
    """Ask student code whose helpers are all answered by the reference above."""
    with Sandbox(isolation) as student, Sandbox(isolation) as reference:

        def oracle(name, arguments):
            (answer,) = reference.run(REFERENCE, [(Call(ANSWERED, (Name(name), *arguments)),)])
            return answer

        def run(body):
            source = "def f():\n" + "\n".join(f"    {line}" for line in body.split("\n"))
            wanted = job(source, "f", oracles=REFERENCE.wanted)
            (answer,) = student.run(wanted, [call("f")], oracle)
            return answer

        yield run


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return swapped(1, b=2)", (2, 1)),
        ("return swapped(b=1, a=2)", (1, 2)),
        ("return settings()['sizes']", [2, 3]),
        ("return sorted(int(i) for i in shuffled(4, np.random.default_rng(1)))", [0, 1, 2, 3]),
        ("return next(shuffled(1, np.random.default_rng(1)))", 0),
    ],
)
def test_a_function(answered, body, expected):
    """It takes arguments by position or name, and may give a dictionary or an iterator."""
    assert answered(body).value == expected


def test_a_generator_that_is_handed_over(answered):
    """It goes on where the reference has left it, as it would in one process."""
    value = answered(
        "rng, twin = np.random.default_rng(3), np.random.default_rng(3)\n"
        "return [draw(rng), rng.normal()], [twin.normal(), twin.normal()]"
    ).value
    assert value[0] == value[1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("net.update(0.5)\nreturn float((W - net.weights[0]).sum())", 3.0),
        (
            "net.weights[0] -= 0.5\nnet.update(0.5)\nreturn np.round(W - net.weights[0]).sum()",
            6.0,
        ),
        ("net.weights = [W * 0]\nreturn net.forward(np.ones(2)).tolist()", [0.0] * 3),
        ("net.update(by=2.0)\nreturn net.history['cost']", [2.0]),
        ("return size_of(net)", 6),
        (
            "import copy\ntwin = copy.deepcopy(net)\ntwin.update(1.0)\nreturn net.history['cost']",
            [],
        ),
        ("import copy\nreturn copy.copy(net).forward(np.zeros(2)).tolist()", [0.0] * 3),
        ("return hasattr(net, 'sizes'), hasattr(net, 'layers')", (True, False)),
    ],
)
def test_an_object(answered, body, expected):
    """Its attributes are the student's to read and set; its methods see them and change them."""
    begin = "net = Network([2, 3], np.random.default_rng(0))\nW = net.weights[0].copy()\n"
    assert answered(begin + body).value == expected


@pytest.mark.parametrize(
    "body",
    [
        "return Network([2, 3], np.random.default_rng(0)).layers",
        "net = Network([2, 3], np.random.default_rng(0))\nnet.net = object()\nnet.update(1.0)",
        "return draw(np.random.Generator(np.random.MT19937(1)))",
    ],
)
def test_what_no_reference_answers(answered, body):
    """An attribute that is not there, and values that cannot cross the wall, raise as ever."""
    answer = answered(body)
    assert answer.ending is Ending.RAISED
    assert answer.fault.kind in ("AttributeError", "TypeError")


def test_counting_what_student_code_does(answered):
    """The work of carrying a call over the wall is not counted as the student's."""
    body = (
        "import sys\nseen = []\nsys.settrace(lambda frame, *_: seen.append(frame.f_code.co_name))\n"
    )
    answer = answered(f"{body}swapped(1, 2)\nsys.settrace(None)\nreturn sorted(set(seen))")
    assert "_packed" not in answer.value
