import numpy as np
import pytest

from checker.records import Cell, Job
from checker.sandbox.inside.cells import namespace_for
from tests.sandbox.student import SETUP, cells_job, job


def names_of(namespace):
    return {name for name in namespace if not name.startswith("__")}


def test_what_a_name_depends_on():
    """Of the cells those are run that bind a wanted name, or what these need; no others."""
    sources = {
        "one": "def helper(z): return -z",
        "two": "raise RuntimeError('not needed')",
        "three": "def sigmoid(z): return 1 / (1 + np.exp(helper(z)))",
        "four": "print(sigmoid(plotted))",
    }
    namespace, reason, *_ = namespace_for(cells_job(sources, "sigmoid"))
    assert reason is None
    assert names_of(namespace) == {"np", "helper", "sigmoid"}
    assert namespace["sigmoid"](0.0) == 0.5


@pytest.mark.parametrize(
    "use",
    [
        "def wanted(): return helper()",
        "wanted = lambda: helper()",
        "def wanted(call=helper): return call()",
        "def wanted(): return [helper() for _ in range(1)][0]",
        "class Box:\n    value = helper()\nwanted = lambda: Box.value",
        "class Box:\n    def get(self): return helper()\nwanted = Box().get",
        "values = [helper() for _ in range(1)]\ndef wanted(): return values[0]",
        "@decorate\ndef wanted(): return helper()",
        "def wanted():\n    def inner(): return helper()\n    return inner()",
        "if helper:\n    wanted = helper",
        "with open('/dev/null') as null:\n    wanted = helper",
        "try:\n    wanted = helper\nexcept Exception as error:\n    pass",
        "match 1:\n    case 1 as number:\n        wanted = helper",
        "wanted: object = helper",
        "(wanted := helper)",
        "for wanted in [helper]:\n    pass",
    ],
)
def test_ways_of_needing_a_name(use):
    """A name may be needed from anywhere in a cell."""
    sources = {"use": use, "helper": "def helper(): return 7\ndef decorate(f): return f"}
    namespace, *_ = namespace_for(cells_job(dict(reversed(sources.items())), "wanted"))
    assert namespace["wanted"]() == 7


@pytest.mark.parametrize(
    "binding",
    [
        "wanted = 7",
        "wanted, other = 7, 8",
        "[other, (wanted, *rest)] = 1, (7, 2)",
        "import math as wanted; wanted = 7",
        "from builtins import int as other, float as wanted\nwanted = 7",
        "global wanted\nwanted = 7",
        "def set_it():\n    global wanted\n    wanted = 7\nset_it()",
        "wanted = 3; wanted += 4",
        "for wanted in (7,): pass",
        "wanted = other = 7",
        "if True:\n    wanted = 7",
        "while True:\n    wanted = 7\n    break",
        "from types import *\nwanted = 7",
    ],
)
def test_ways_of_binding_a_name(binding):
    """A cell is found however it binds what is wanted."""
    namespace, *_ = namespace_for(job(binding, "wanted"))
    assert namespace["wanted"] == 7


def test_a_name_out_of_a_star_import():
    """A cell that imports everything is run, for it may bind anything."""
    sources = {"star": "from math import *", "use": "def wanted(): return floor(7.5)"}
    namespace, *_ = namespace_for(cells_job(sources, "wanted"))
    assert namespace["wanted"]() == 7


@pytest.mark.parametrize(
    "source",
    [
        "exec('def wanted(): return 7')",
        "exec(open('somewhere').read()) if 0 else exec('def wanted(): return 7', globals())",
        "def made():\n    wanted = lambda: 7\n    return locals()\nglobals().update(made())",
        "for name in ('other', 'wanted'):\n    globals()[name] = lambda: 7",
        "vars().setdefault('wanted', lambda: 7)",
    ],
)
def test_a_name_that_the_text_does_not_bind(source):
    """Where a text is run or names are filled into their own dict, anything may be bound."""
    built = namespace_for(cells_job({"one": source, "two": "unrelated = 3"}, "wanted"))
    assert built.namespace["wanted"]() == 7


def test_a_variable_of_a_cell_itself():
    """What a cell sets before it reads it is not looked for in other cells."""
    sources = {
        "demo": "z = 1 / 0",
        "answer": "def wanted(x): return x\nfor z in (1, 2):\n    print(wanted(z))",
    }
    namespace, reason, *_ = namespace_for(cells_job(sources, "wanted"))
    assert reason is None
    assert namespace["z"] == 2


def test_a_name_bound_twice():
    """The last definition wins, as it does in a notebook run from top to bottom."""
    sources = {"first": "def f(): return 1", "second": "def f(): return 2"}
    assert namespace_for(cells_job(sources, "f"))[0]["f"]() == 2


def test_items_filled_in_elsewhere():
    """A cell that writes an item of a wanted variable belongs to it."""
    sources = {"asked": "typed = {'z': None}", "filled": "typed['z'] = 0.5"}
    assert namespace_for(cells_job(sources, "typed"))[0]["typed"] == {"z": 0.5}


def test_imports_of_the_setup():
    """Only those imports are paid for whose names are needed; the rest of the setup is not run."""
    setup = "import numpy as np\nimport nowhere_to_be_found as plt\nraise RuntimeError\n"
    namespace, reason, *_ = namespace_for(
        cells_job({"a": "def f(): return np.pi"}, "f", setup=setup)
    )
    assert reason is None
    assert names_of(namespace) == {"np", "f"}


def test_definitions_of_the_setup():
    """Functions that the course gives are there for whoever needs them, with what they need."""
    setup = "def square(x):\n    return x * x\n\ndef cube(x):\n    return x * square(x)\n"
    sources = {"a": "def f(): return cube(2)"}
    namespace, reason, *_ = namespace_for(cells_job(sources, "f", setup=setup))
    assert (reason, namespace["f"]()) == (None, 8)
    own = {"a": "def f(): return square(2)\ndef square(x): return 0"}
    namespace, *_ = namespace_for(cells_job(own, "f", setup=setup))
    assert (namespace["f"](), names_of(namespace)) == (0, {"square", "f"})


def test_a_cell_that_raises():
    """A cell that raises keeps what it bound before, and later cells still run."""
    sources = {"a": "def f(): return g()\n1 / 0", "b": "def g(): return 3"}
    namespace, reason, *_ = namespace_for(cells_job(sources, "f"))
    assert reason is None
    assert namespace["f"]() == 3


def test_a_statement_that_raises():
    """Statements below it run, and what it should have bound is known to have failed."""
    source = "import math\nnumber = math.sqrt(-1)\ndef f(): return number\n"
    namespace, reason, failures, notes, *_ = namespace_for(job(source, "f"))
    assert reason is None
    assert "number" not in namespace
    assert (failures["number"].kind, failures["number"].line) == ("ValueError", 2)
    assert [(note.kind, note.cell, note.line) for note in notes] == [("raised", "answer", 2)]


def test_a_statement_that_raises_and_binds_what_is_wanted():
    """If a wanted name was never bound, the fault of its statement says why."""
    source = "x = 1\nf = 1 / 0\ny = 2"
    _, reason, *_ = namespace_for(job(source, "f"))
    assert (reason.kind, reason.cell, reason.line) == ("ZeroDivisionError", "answer", 2)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def f(z):\n    return (z", 2),
        ("f = 3 +", 1),
        ("class f\n    pass", 1),
        ("x = 1\n\ndef f(z):\nreturn z", 4),
        ("async def f(: pass", 1),
    ],
)
def test_a_cell_that_cannot_be_parsed(source, line):
    """A syntax error in the cell that would define a wanted name is the reason."""
    _, reason, *_ = namespace_for(job(source, "f"))
    assert (reason.kind, reason.cell, reason.line) in [
        ("SyntaxError", "answer", line),
        ("IndentationError", "answer", line),
    ]


@pytest.mark.parametrize("text", ["x = (", "x = '\0'", "-" * 100_000 + "1", "\ud800 = 1"])
def test_a_broken_cell_that_is_not_needed(text):
    """Other cells may be as broken as they like."""
    sources = {"broken": text + "\nf(1)", "answer": "def f(): return 1"}
    namespace, reason, *_ = namespace_for(cells_job(sources, "f"))
    assert reason is None
    assert namespace["f"]() == 1


def test_a_name_that_nobody_binds():
    """A name that no cell mentions is lacking without a reason."""
    namespace, reason, *_ = namespace_for(job("x = 1", "f"))
    assert reason is None
    assert "f" not in namespace


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\n!ls\ndef f(): return 7",
        "if True:\n    %time x = 1\ndef f(): return 7",
        "%%time\ndef f(): return 7",
        "%%capture out\ndef f(): return 7",
        "x = (9\n     % 2)\ndef f(): return x + 6",
    ],
)
def test_magics(source):
    """Lines for IPython are passed over; lines of Python that begin with % are not."""
    assert namespace_for(job(source, "f"))[0]["f"]() == 7


def test_a_line_after_a_magic():
    """Line numbers stay those of the cell."""
    source = "%load_ext nothing\n\ndef f():\n    return 1 / 0\nf()\nf = 1"
    _, reason, *_ = namespace_for(
        job("%%time\n" + source.replace("f", "g").replace("deg", "def"), "h")
    )
    assert reason is None
    _, reason, *_ = namespace_for(job("%who\nf = 1 / 0", "f"))
    assert reason.line == 2


def test_a_cell_for_another_language():
    """A cell that its magic hands to a shell is not run."""
    source = "%%bash\ndef f(): return 7"
    assert "f" not in namespace_for(job(source, "f"))[0]


def test_prose():
    """Only code cells are run."""
    prose = Cell("prose", "markdown", "f = 1")
    assert "f" not in namespace_for(Job(SETUP, (prose,), ("f",)))[0]


def test_pinned_numbers():
    """Given numbers keep their value whatever the top level assigns, and functions see them."""
    source = """
import builtins
before = x
x = 99
x += 1
for x in (1, 2): pass
w *= 5
def reset():
    global x
    x = -1
reset()
del x
from math import pi as x
def wanted(): return x, w.tolist(), [x for _ in range(1)], before
"""
    pinned = {"x": 0.5, "w": np.ones(2)}
    namespace, reason, *_ = namespace_for(job(source, "wanted", pinned=pinned))
    assert reason is None
    assert namespace["wanted"]() == (0.5, [1.0, 1.0], [0.5], 0.5)
    assert pinned["w"].tolist() == [1.0, 1.0]


def test_cells_that_only_bind_pinned_numbers():
    """No cell is run for the sake of a number that is given anyway."""
    sources = {"given": "x = 1 / 0", "answer": "def f(): return x"}
    namespace, reason, *_ = namespace_for(cells_job(sources, "f", pinned={"x": 2.0}))
    assert reason is None
    assert namespace["f"]() == 2.0


def test_functions_that_others_answer():
    """A function that the reference answers is not taken from the student, not even in passing."""
    sources = {
        "one": "def sigmoid(z): raise NotImplementedError",
        "two": "def sigmoid(z): return 0\ndef f(z): return sigmoid(z)",
    }
    asked = cells_job(sources, "f", "sigmoid", oracles=("sigmoid",))
    namespace, reason, *_ = namespace_for(asked, {"sigmoid": lambda z: 100})
    assert reason is None
    assert namespace["f"](1) == 100


def test_the_top_level_of_a_notebook():
    """Cells run as `__main__`, with classes, annotations and dataclasses as usual."""
    source = """
from dataclasses import dataclass
@dataclass
class Point:
    x: float = 1.0
    def f(self): return self.x
count: int = 0
wanted = Point().f() if __name__ == "__main__" else None
"""
    assert namespace_for(job(source, "wanted"))[0]["wanted"] == 1.0


def test_an_interrupt_at_the_top_level():
    """An interrupt is let through: outside a sandbox it is the student's own."""
    with pytest.raises(KeyboardInterrupt):
        namespace_for(job("raise KeyboardInterrupt\nf = 1", "f"))


def test_warnings_of_the_compiler(recwarn):
    """A backslash in a docstring is nobody's concern here."""
    namespace_for(job("def f():\n    '\\sigma'\n", "f"))
    assert not recwarn.list


def test_a_number_over_a_function():
    """Where a later cell writes a number over a function's name, the function counts."""
    sources = {"answer": "def f(x):\n    return 2 * x", "scratch": "f = f(3)"}
    namespace, reason, *_ = namespace_for(cells_job(sources, "f"))
    assert namespace["f"](2) == 4
    assert reason is None


def test_a_function_over_a_function():
    """Of two functions the later counts."""
    sources = {"answer": "def f(x):\n    return 2 * x", "scratch": "f = lambda x: 3 * x"}
    assert namespace_for(cells_job(sources, "f"))[0]["f"](2) == 6


LATER = [
    "sum = 0",
    "def helper(x): return 0",
    "K = 100",
    "del helper, K",
    "helper = None",
    "f = f(1)",
    "print(1 / 0)",
    "K, sum = 0, 1",
    "from math import *",
]


@pytest.mark.parametrize("later", LATER)
def test_what_comes_after_the_last_definition(later):
    """An exercise is judged as of its last definition: cells below it take nothing away."""
    sources = {
        "helper": "def helper(x): return x\nK = 2",
        "answer": "def f(x): return K * sum([helper(x), 1])",
        "later": later,
    }
    namespace, reason, *_ = namespace_for(cells_job(sources, "f"))
    assert (reason, namespace["f"](3)) == (None, 8)


def test_a_second_thought():
    """The last definition counts, with what stands above it."""
    sources = {"a": "def f(): return g()", "b": "def g(): return 1", "c": "def f(): return -g()"}
    assert namespace_for(cells_job(sources, "f"))[0]["f"]() == -1


def test_what_is_still_lacking():
    """Cells below the last definition serve what no cell above has bound, and nothing else."""
    sources = {
        "answer": "def f(x): return g(x) + K",
        "later": "K = L + 1\nsum = 5\n1 / 0\ndef g(x): return max(x)",
        "last": "L = 1\ndef max(x): return 0",
    }
    namespace, *_ = namespace_for(cells_job(sources, "f"))
    assert "sum" not in namespace
    assert namespace["g"]([3, 4]) == 4  # Python has a max, so none was lacking


@pytest.mark.parametrize(
    "change",
    [
        "d['b'] = 2",
        "d.update(b=2)",
        "d |= {'b': 2}",
        "d.setdefault('b', 2)",
        "d.__setitem__('b', 2)",
    ],
)
def test_a_typed_answer_that_is_filled_in_later(change):
    """Each way of filling in an answer counts, wherever it stands."""
    sources = {"a": "d = {'a': 1}", "check": "print(d)", "later": change, "end": "x = d"}
    assert namespace_for(cells_job(sources, "d"))[0]["d"] == {"a": 1, "b": 2}


def test_a_package_that_is_not_there():
    """Imports that nobody needs are only looked for; others are stood in for until used."""
    sources = {
        "imports": "import no_such_plot as p, math\nfrom no_such_lib import a, b\np.style.use(1)",
        "answer": "def f(x: a.Array) -> b: return math.sqrt(x)\ndef g(x): return a(x)",
    }
    namespace, reason, _, notes, *_ = namespace_for(cells_job(sources, "f", "g"))
    assert (reason, namespace["f"](4.0)) == (None, 2.0)
    assert not isinstance(3, namespace["a"])
    with pytest.raises(ImportError, match="the grading machine has no no_such_lib"):
        namespace["g"](1)
    told = [(note.detail, note.cell, note.line) for note in notes]
    assert told == [("no_such_plot", "imports", 1), ("no_such_lib", "imports", 2)]


@pytest.mark.parametrize(
    "above",
    [
        "from no_such_cloud import drive\ndrive.mount('/content')",
        "data = open('no/such/file.csv').read()",
        "import no_such_thing\nno_such_thing.set_seed(1)\nx = no_such_thing.zeros(3) + 1",
        "assert False",
        "raise SystemExit",
        "print(undefined)",
        "return 3",
        "def broken(x=undefined): pass",
    ],
)
def test_a_statement_above_that_fails(above):
    """What a failing statement should have bound is lacking; all else is there."""
    namespace, reason, *_ = namespace_for(job(f"{above}\nimport math\ndef f(): return 7", "f"))
    assert (reason, namespace["f"]()) == (None, 7)


def test_what_an_answer_needs_and_has_not():
    """Where the answer itself needs what is lacking, the fault says what that is."""
    _, reason, *_ = namespace_for(job("from no_such import jit\n@jit\ndef f(): return 1", "f"))
    assert (reason.lacks, reason.line) == ("no_such", 2)
    _, _, failures, *_ = namespace_for(job("x = open('a/b.csv')\ndef f(): return x", "f"))
    assert failures["x"].lacks == "file b.csv"


@pytest.mark.parametrize(
    "source",
    [
        ">>> def f():\n...     return 7\n",
        "In [5]: def f():\n   ...:     return 7\n   ...: ",
        "!pip install a \\\n    b\ndef f(): return 7",
        "%time f = lambda: 7",
        "import sys\nif 'x' in sys.modules:\n    %cd /content\n    !ls\ndef f(): return 7",
        "f?\n?f\nf??\ndef f(): return 7",
        "%who\ndef f():\n    '''\n    !important\n    what?\n    '''\n    return (21\n    %14)",
        "await g()\nasync def g(): return 1\ndef f(): return 7",
        "%pylab inline\ndef f(): return int(round(7))",
        "\n\n%%time\ndef f(): return 7",
        "%%capture\n%%time\n!ls\ndef f(): return 7",
        "%prun -s cumtime f = lambda: 7",
        "from __future__ import annotations\ndef f(x: Undefined = 3): return 7",
        "async def g(): return 7\nx = await g()\ndef f(): return x",
        (
            "import asyncio\nasync def g():\n    await asyncio.sleep(0.001)\n    return 7\n"
            "x, y = await asyncio.gather(g(), g())\ndef f(): return x"
        ),
        "import asyncio\nx = await asyncio.Future()\ndef f(): return 7",
    ],
)
def test_what_jupyter_understands(source):
    """What a notebook's kernel reads is read here too, and lines keep their numbers."""
    namespace, reason, *_ = namespace_for(job(source, "f"))
    assert (reason, namespace["f"]()) == (None, 7)


def test_a_second_try_that_fails():
    """Below a statement that raises, nothing takes the place of what was there before."""
    sources = {"a": "def f(): return 1", "b": "1 / 0\ndef f(): return 2\ndef g(): return 3"}
    namespace, *_ = namespace_for(cells_job(sources, "f", "g"))
    assert (namespace["f"](), namespace["g"]()) == (1, 3)
    lacks = {"a": "def f(): return 1", "b": "import no_such as n\nn.seed()\ndef f(): return 2"}
    assert namespace_for(cells_job(lacks, "f"))[0]["f"]() == 2


def test_an_answer_that_is_handed_to_a_shell():
    """Where a magic has taken the wanted name along, it is told."""
    notes = namespace_for(job("\n%%script false\ndef f(): return 1", "f")).notes
    assert [(note.kind, note.detail) for note in notes] == [("command", "%%script false")]
