import linecache
import subprocess
import sys
import warnings

import numpy as np
import pytest

from checker.records import Ending
from checker.sandbox.inside.probe import ask
from checker.steps import LAYOUTS, Call, Laid, Name, Read, Set
from tests.sandbox.student import call, run_cell


def ask_cell(source, *steps):
    return ask(run_cell("import numpy as np\n" + source), steps)


def test_a_function_that_returns():
    """The value of the last step is the answer's."""
    answer = ask_cell("def double(z): return 2 * z", *call("double", 3.0))
    assert (answer.ending, answer.value) == (Ending.RETURNED, 6.0)


def test_the_life_of_an_object():
    """Objects are constructed, set, called and read, step by step, through their slot."""
    source = """
class Counter:
    def __init__(self, start):
        self.count = start
    def add(self, by):
        self.count += by
"""
    steps = (
        Call("Counter", (1,), into="counter"),
        Set("counter.count", 10),
        Call("counter.add", (5,)),
        Read("counter.count"),
    )
    assert ask_cell(source, *steps).value == 15


def test_names_of_functions():
    """A name is looked up in the slots, in the student's namespace, and in NumPy."""
    source = "def square(z): return z * z\ndef apply(f, z): return f(z)"
    assert ask_cell(source, *call("apply", Name("square"), 3)).value == 9
    assert ask_cell(source, *call("apply", Name("np.negative"), 3)).value == -3


def test_an_item_of_an_earlier_result():
    """What a step kept can be handed to the next, whole or by item."""
    source = "def pair(z): return z, z + 1\ndef double(z): return 2 * z"
    steps = (Call("pair", (4,), into="both"), Call("double", (Name("both", 1),)))
    assert ask_cell(source, *steps).value == 10


def test_a_typed_answer():
    """One item of a variable can be read."""
    assert ask_cell("typed = {'z': 0.5}", Read("typed", "z")).value == 0.5


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (Call("nowhere"), "NameError"),
        (Read("nowhere"), "NameError"),
        (Read("typed", "a"), "KeyError"),
        (Read("number", "z"), "TypeError"),
        (Read("number.part"), "AttributeError"),
        (Call("print", (Name("typed", 3),)), "KeyError"),
    ],
)
def test_a_name_that_is_not_there(step, kind):
    """A missing name, attribute or item is missing; no line of the student's is to blame."""
    answer = ask_cell("typed = {'z': 0.5}\nnumber = 3\nprint = print", step)
    assert (answer.ending, answer.fault.kind, answer.fault.line) == (Ending.MISSING, kind, 0)


def test_a_function_that_raises():
    """The fault names the innermost line of the student's, not NumPy's and not ours."""
    source = "def outer(z):\n    return inner(z)\ndef inner(z):\n    return np.ones(2) @ np.ones(3)"
    answer = ask_cell(source, *call("outer", 1))
    assert answer.ending is Ending.RAISED
    assert (answer.fault.kind, answer.fault.cell, answer.fault.line) == ("ValueError", "answer", 5)
    assert answer.fault.message.startswith("matmul")


def test_a_name_misspelled_within():
    """A name that a function lacks when it runs is the function's fault."""
    answer = ask_cell("def f(z): return sigmiod(z)", *call("f", 1))
    assert (answer.ending, answer.fault.kind) == (Ending.RAISED, "NameError")


@pytest.mark.parametrize(
    ("raised", "ending"),
    [
        ("NotImplementedError('later')", Ending.NOT_ATTEMPTED),
        ("MemoryError", Ending.OUT_OF_MEMORY),
        ("RecursionError", Ending.RAISED),
        ("SystemExit(0)", Ending.RAISED),
        ("GeneratorExit", Ending.RAISED),
        ("BaseException('mine')", Ending.RAISED),
    ],
)
def test_what_an_exception_means(raised, ending):
    """Each kind of exception has its ending, and none gets out."""
    assert ask_cell(f"def f(): raise {raised}", *call("f")).ending is ending


def test_an_endless_recursion():
    """A recursion without an end is an exception like others."""
    answer = ask_cell("def f(): return f()", *call("f"))
    assert (answer.ending, answer.fault.kind) == (Ending.RAISED, "RecursionError")


def test_an_interrupt():
    """In a notebook the student's own hand stops the check."""
    with pytest.raises(KeyboardInterrupt):
        ask_cell("def f(): raise KeyboardInterrupt", *call("f"))


def test_an_array_larger_than_any_memory():
    """What cannot be allocated is out of memory."""
    assert ask_cell("def f(): return np.ones(2 ** 50)", *call("f")).ending is Ending.OUT_OF_MEMORY


def test_a_generator():
    """A result that is no value is unsupported and named by its type, without being run."""
    answer = ask_cell("def f():\n    while True: yield 1", *call("f"))
    assert (answer.ending, answer.fault.kind) == (Ending.UNSUPPORTED, "generator")


def test_the_pristine_argument():
    """Student code gets a copy each time, so a probe can be asked again."""
    steps = call("f", np.arange(3.0), [np.zeros(2), [1, 2]])
    source = "def f(a, b):\n    a += 1\n    b[0][0] = 9\n    b[1].append(3)\n    return a"
    namespace = run_cell(source)
    first, second = ask(namespace, steps), ask(namespace, steps)
    assert first.value.tolist() == second.value.tolist() == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("body", "mutated"),
    [
        ("pass", ()),
        ("a += 1", (0,)),
        ("b[1][0] = 7", (1,)),
        ("b.append(a)", (1,)),
        ("a.shape = (3, 1)", (0,)),
        ("a[0] = np.nan; b.clear()", (0, 1)),
        ("b[0] = float('nan')", ()),
    ],
)
def test_arguments_that_change(body, mutated):
    """Positions of changed arguments are listed, nested lists included; nan equals nan."""
    source = f"def f(a, b):\n    {body}\n    return 0"
    answer = ask_cell(source, *call("f", np.zeros(3), [float("nan"), np.zeros(2)]))
    assert answer.mutated == mutated


def test_a_change_before_an_exception():
    """An argument that was changed before the call failed is listed too."""
    answer = ask_cell("def f(a):\n    a += 1\n    raise ValueError", *call("f", np.zeros(2)))
    assert (answer.ending, answer.mutated) == (Ending.RAISED, (0,))


@pytest.mark.parametrize(
    ("result", "aliased"),
    [
        ("a.copy()", ()),
        ("a", (0,)),
        ("a[1:]", (0,)),
        ("[a.T, b]", (0, 1)),
        ("(1, [b[0]])", (1,)),
        ("b", (1,)),
        ("list(b)", (1,)),
        ("[each.copy() for each in b]", ()),
        ("c", ()),
    ],
)
def test_results_that_share_memory(result, aliased):
    """Positions of arguments that share memory with the result are listed."""
    source = f"def f(a, b, c): return {result}"
    answer = ask_cell(source, *call("f", np.ones(3), [np.ones(2)], 5))
    assert answer.aliased == aliased


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout):
    """An array keeps its values and its shape in every layout."""
    array = np.arange(6.0).reshape(2, 3)
    answer = ask_cell("def f(a): return a * 1", *call("f", Laid(array, layout)))
    assert answer.value.tolist() == array.tolist()


def test_layouts_as_seen_by_the_student():
    """The views are what they are called."""
    source = "def f(a, b, c): return [a.flags.writeable, b.flags.f_contiguous, c.strides[-1]]"
    laid = [Laid(np.ones((2, 3)), layout) for layout in ("readonly", "fortran", "strided")]
    assert ask_cell(source, *call("f", *laid)).value == [False, True, 16]


def test_a_list_of_read_only_arrays():
    """A layout holds for every array of a list."""
    source = "def f(arrays): arrays[0] += 1"
    answer = ask_cell(source, *call("f", Laid([np.ones(2), np.ones(3)], "readonly")))
    assert answer.fault.message == "output array is read-only"


@pytest.mark.parametrize(
    ("expression", "seen"),
    [
        ("np.exp(1000.0) + np.exp(np.full(3, 1000.0))", ("overflow",)),
        ("np.log(np.array([-1.0]))", ("invalid",)),
        ("np.ones(1) / 0", ("divide",)),
        ("np.exp(-1000.0)", ()),
        ("np.zeros(0).mean()", ("invalid",)),
        ("[np.log(np.zeros(1)), np.exp(np.full(1, 1e3))]", ("divide", "overflow")),
    ],
)
def test_floating_point_warnings(expression, seen, recwarn):
    """Each category is noted once; underflow is nobody's mistake; nothing is shown."""
    source = f"import numpy as np\ndef f(): return {expression}"
    assert ask(run_cell(source), call("f")).warnings == seen
    assert not recwarn.list


def test_warnings_of_another_kind(recwarn):
    """What else student code warns of is neither shown nor noted."""
    source = "import warnings\ndef f(): warnings.warn('look here'); return 1"
    answer = ask(run_cell(source), call("f"))
    assert (answer.value, answer.warnings) == (1, ())
    assert not recwarn.list


def test_states_of_numpy_and_warnings():
    """Afterwards NumPy's error state and the warning filters are as they were."""
    before = np.geterr(), list(warnings.filters)
    source = "import warnings\ndef f(): np.seterr(all='ignore'); warnings.simplefilter('ignore')"
    ask_cell(source, *call("f"))
    assert (np.geterr(), list(warnings.filters)) == before


def test_variables_that_a_script_sets():
    """A variable that a script plants is there for its calls and gone, or as before, afterwards."""
    namespace = run_cell("y = 1\ndef read(): return y, z")
    answer = ask(namespace, (Set("y", 5), Set("z", 6), Call("read")))
    assert answer.value == (5, 6)
    assert namespace["y"] == 1
    assert "z" not in namespace


def test_a_message_that_never_ends():
    """An exception whose text loops for ever is described without it."""
    source = """
class Sly(Exception):
    def __str__(self):
        while True: pass
    __repr__ = __str__
def f(): raise Sly("one", Sly(), 2)
def g(): raise ValueError(Sly())
"""
    assert ask_cell(source, *call("f")).fault.message == "one, 2"
    assert ask_cell(source, *call("g")).fault.message == ""


def test_a_message_without_end():
    """Type names and messages are cut."""
    source = "def f(): raise type('E' * 5000, (Exception,), {})('x' * 10 ** 6)"
    fault = ask_cell(source, *call("f")).fault
    assert (len(fault.kind), len(fault.message)) == (100, 500)


def test_messages_of_numpy():
    """NumPy's own exceptions keep their texts, which are made when they are read."""
    answer = ask_cell("def f(): return np.add('a', 1.0)", *call("f"))
    assert answer.fault.message.startswith("ufunc 'add' did not contain a loop")


def test_a_line_that_is_known():
    """Where the text of a cell is known to Python, the fault carries the line."""
    source = "def f():\n    return 1 / 0\n"
    linecache.cache["known"] = (len(source), None, source.splitlines(keepends=True), "known")
    answer = ask(run_cell(source, "known"), call("f"))
    del linecache.cache["known"]
    assert answer.fault.source == "return 1 / 0"


def test_what_it_costs_to_import():
    """A student's notebook does not load what only a grader needs."""
    heavy = ("subprocess", "pyseccomp", "checker.sandbox.client", "checker.sandbox.inside.cells")
    code = f"import sys, checker.sandbox.inside.probe; print(set({heavy}) & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
