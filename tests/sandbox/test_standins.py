"""Functions, classes and generators of earlier exercises, answered by the reference outside."""

import pytest

from checker.records import Cell, Ending, Job
from checker.sandbox import Limits, Sandbox
from checker.sandbox.questions import ANSWERED
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

def slope(f, at, h=0.5): return (f(at + h) - f(at - h)) / (2 * h)

def fed(f, rng): return f(rng.normal(size=2), rng.normal())

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
    ("shuffled", "draw", "swapped", "slope", "fed", "settings", "Network", "size_of"),
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
        ("return slope(lambda x: 3 * x**2, 1.0)", 6.0),
        ("return slope(f=lambda x: x, at=np.zeros(2)).tolist()", [1.0, 1.0]),
        ("return slope(lambda x: slope(lambda y: x * y * y, x), 2.0)", 8.0),
        ("return slope(abs, 1.0)", 1.0),
        ("seen = []\nslope(lambda x: seen.append(x) or x, 1.0)\nreturn seen", [1.5, 0.5]),
        ("return slope(lambda x: {}['k'], 1.0)", "KeyError"),
        ("return slope(lambda x: object(), 1.0)", "TypeError"),
        ("return slope(lambda: 1.0, 1.0)", "TypeError"),
    ],
)
def test_a_function_that_is_lent(answered, body, expected):
    """A student's own function stays where it is: each call of it is made there, once."""
    answer = answered(body)
    assert (answer.fault.kind if answer.fault else answer.value) == expected


def test_a_generator_beside_a_function_that_is_lent(answered):
    """It is drawn from once, however often the worked solution has to begin anew."""
    value = answered(
        "rng, twin = np.random.default_rng(3), np.random.default_rng(3)\n"
        "given = fed(lambda pair, one: [*pair, one], rng)\n"
        "return [*given, rng.normal()], twin.normal(size=4).tolist()"
    ).value
    assert value[0] == value[1]


def test_a_function_that_is_lent_and_would_be_called_for_ever(isolation):
    """The call is stopped when its time is up, as any other."""
    worked = Cell("worked", "code", "def endless(f):\n    while f(1.0):\n        pass")
    given = Job(SETUP, (worked,), ("endless",))
    limits = Limits(call_seconds=1.0)
    with Sandbox(isolation, limits) as student, Sandbox(isolation) as reference:

        def oracle(name, arguments):
            (answer,) = reference.run(given, [(Call(ANSWERED, (Name(name), *arguments)),)])
            return answer

        wanted = job("def f(): return endless(lambda x: True)", "f", oracles=("endless",))
        (answer,) = student.run(wanted, [call("f")], oracle)
    assert answer.ending is Ending.TIMED_OUT


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
    end = "sys.settrace(None)\nreturn sorted(set(seen))"
    names = answered(f"{body}slope(lambda x: x, 2)\n{end}").value
    assert "<lambda>" in names
    assert not {"packed", "unpacked", "call", "send"} & set(names)
