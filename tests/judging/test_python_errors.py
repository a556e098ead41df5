"""What is said of Python's and NumPy's exceptions: each is raised here by the line shown."""

import re

import numpy as np
import pytest

from checker.judging.python_errors import error_sentence, sentences, stop_sentence, stumbles
from checker.judging.sentences import is_unfit
from checker.records import Fault
from checker.sandbox.inside.faults import fault_of

#: What the lines may use.
BEFORE = """
import math
import numpy as np
z = np.array([0.5, -1.0])
W = np.ones((4, 3))
x = np.ones((3, 1))
whole = np.array([1, 2])
some = [1, 2]
half = 0.5
def nothing(): pass
def one(a): return a
class Box:
    def get(self): return self.width
class Bare: pass
def later():
    total = total + 1
def pairs():
    yield 1, 2, 3
def again(a): return again(a)
"""


def raised(line, more=""):
    """Give the fault of a line as a student's own."""
    names = {"__name__": "__main__"}
    exec(BEFORE + more, names)
    try:
        exec(compile(line, "answer", "exec"), names)
    except Exception as error:  # noqa: BLE001  each line raises what it is about
        found = fault_of(error, names)
        return Fault(found.kind, found.message, "answer", found.line, line)
    raise AssertionError(f"{line} raises nothing")


LINES = {
    "{'W1': 1}['W2']": "no entry under this key",
    "-(1, 2)": "something of type tuple, which has none",
    "np.zeros((-3, 1))": "one of these is below 0",
    "z ^ 2": "no power",
    "math.exp(z)": "Which library has the same function",
    "float(z)": "One number is wanted",
    "if z > 0: pass": "wants? one answer|want one answer",
    "z(1 - z)": "sign of arithmetic",
    "y = 1,0 / (1,0 + np.exp(-z))": "decimal point",
    "y = (0,5 + x) * half": "decimal point",
    "y = one((1, 2)) * half": "^(?!.*decimal point)",
    "x.shape(1)": "shape is a tuple",
    "x.T()": "no function. What has to stand behind",
    "W.T(x - z[0])": "sign of arithmetic missing before",
    "half(z)": "bracket behind a number",
    "some(0)": "square brackets",
    "z.sum / 2": "A function itself",
    "nothing.shape": "A function itself",
    "np.sum[z]": "object|function",
    "true": "capital letter",
    "sigmoid(z)": "nothing that has run",
    "later()": "only further down",
    "np.sqaure(z)": "NumPy has no “sqaure”",
    "math.sigmoid(1)": "math has no",
    "z.append(1)": "does not grow",
    "z.len()": "An array has no “len”",
    "[1, 2].shape": "A list has no “shape”",
    "(2.0).T": "single number",
    "nothing() + 1": "None",
    "nothing()[0]": "None",
    "a, b = nothing()": "None|single",
    "Box().get()  # self.width": "Nothing has given “width”",
    "pairs()[0]": "piece by piece",
    "zip([1], [2])[0]": "piece by piece",
    "[1, 2] - [1, 1]": "Lists cannot",
    "0.1 * [1, 2]": "strung together",
    "[1] + 1": "strung together",
    "np.array([W, x])": "fit into one array",
    "a, b = [1, 2, 3]": "2 names wait on the left, and more",
    "a, b = [1]": "2 names wait on the left, and 1 arrive",
    "a, b = 3": "a single int",
    "W @ W": "equal inner numbers, and these are 3 and 4",
    "W @ 2.0": "single number",
    "np.dot(W, W)": "the shapes are",
    "W * np.ones((3, 4))": "goes entry by entry",
    "(W * 2.0) + np.ones((2, 3))": r"Just like \+ and -, \* goes entry",
    "W + np.ones((2, 3))": "laid over each other",
    "z += np.ones((2, 2))": "larger than the array",
    "W[0] = np.ones(4)": "does not fit into a place",
    "z.sum(axis=1)": "no axis 1",
    "z.reshape(3, 1)": "do not fill",
    "[1, 2][2]": "list ends before",
    "z[2]": "no entry 2",
    "z[0, 0]": "square brackets",
    "z[0][0]": "single number",
    "some[0, 1]": "one whole number",
    "some[1.0]": "whole numbers",
    "z[np.array([0.0])]": "whole numbers",
    "range(4 / 2)": "Which division",
    "range([1, 2])": "Is their count meant",
    "np.zeros(2, 3)": "type of number",
    "np.zeros(z)": "needs a shape",
    "whole -= 0.5": "whole numbers",
    "one()": "one is called without 'a'",
    "one(1, 2)": "too many",
    "one(b=1)": "knows no argument called “b”",
    "one(1, a=2)": "twice",
    "Bare(1)": "takes no|takes any|called with arguments",
    "again(1)": "calls itself",
    "[].pop()": "More is taken out",
    "(1, 2)[0] = 3": "cannot be changed",
    "{[1]: 2}": "cannot be a key",
    "z.flags.writeable = False; z[0] = 1": "belongs to the caller",
    "np.zeros(0).max()": "empty",
    "np.vstack([W, x])": "side by side|Along which axis",
    "list(zip([1], [1, 2], strict=True))": "one ends first",
    "1 / 0": "divisor in this line is 0",
    "math.exp(1000)": "larger than the computer",
    "math.log(-1)": "no value there",
    "open('weights.npz')": "no file “weights.npz”",
    "float('0,5')": "comma",
}


@pytest.mark.parametrize("line", LINES)
def test_line(line):
    """The sentence says what the message means."""
    assert re.search(LINES[line], error_sentence(raised(line))), raised(line)


NO_PYTHON = [
    ("def f(z):\n    return (z + 1\n", "nothing closes"),
    ("return (z))", "closed here"),
    ("def f(z)\n    return z", "ends with a sign"),
    ("def f(z):\nreturn z", "as far to the right"),
    ("  x = 1\n y = 2", "as far to the right"),
    ("return 1", "outside of every function"),
    ("y = 2w", "side by side"),
    ("y = z − 1", "comes from a text"),
    ("y = 'abc", "opened here and not closed"),
    ("f(x) = 3", "equals sign"),
    ("y = [1 2]", "comma"),
    ("y = 007", "decimal point"),
]


@pytest.mark.parametrize(("text", "says"), NO_PYTHON)
def test_text_that_is_no_python(text, says):
    """What Python's parser says is said plainly."""
    with pytest.raises(SyntaxError) as caught:
        compile(text, "answer", "exec")
    assert says in error_sentence(fault_of(caught.value, {}))


@pytest.mark.parametrize("says", sentences())
def test_sentences(says):
    """Each is short and asks one question."""
    assert not is_unfit(says)
    assert says.endswith("?") or "?" in says


def test_size_of_the_table():
    """At least sixty stumbling blocks are known, the parser's among them."""
    assert len(sentences()) >= 60
    assert stumbles("syntax")


@pytest.mark.parametrize(
    "fault", [None, Fault("ValueError", "no such thing"), Fault("LookupError", "'W'")]
)
def test_unknown_message(fault):
    """Of what is not known nothing is said."""
    assert error_sentence(fault) == ""


def test_hostile_message():
    """What a student's exception says is shown short, and not read as a pattern."""
    fault = Fault("NameError", "name '" + "x" * 400 + "' is not defined", source="{0}{name}")
    assert len(error_sentence(fault)) < 300
    assert "{0}" not in error_sentence(Fault("NameError", "name '{0}' is not defined"))


@pytest.mark.parametrize(
    "line", ["return a + b", "return a + b  # a * b", "return np.add(*pair)", "return a**2 + b"]
)
def test_arrays_keep_their_names(line):
    """A line without a product is not said to have one."""
    with pytest.raises(ValueError, match="broadcast") as caught:
        np.ones((2, 3)) + np.ones((3, 2))
    assert "*" not in error_sentence(Fault("ValueError", str(caught.value), source=line))


CALLED = {"called": "layer with W of shape (2, 3), a of shape (2,)", "call_line": 9}


def test_call_into_another_cell():
    """The line of one's own that calls it is named, beside what the error means."""
    message = "matmul: Input operand 1 has a mismatch in its core dimension 0 (size 2 is different"
    known = Fault("ValueError", f"{message} from 3)", "layer", 2, "return W @ a", **CALLED)
    said = stop_sentence(known)
    assert said.startswith("Line 9 calls layer with W of shape (2, 3), a of shape (2,), and it")
    assert error_sentence(known) in said
    assert not is_unfit(said)
    unknown = Fault("LookupError", "'W'", "layer", 2, **CALLED)
    assert stop_sentence(unknown).endswith("which order?")


def test_call_that_says_too_much():
    """What a student calls a function or a type does not make a sentence that nobody reads."""
    long = Fault("LookupError", "'W'", "layer", 2, called="g " * 80, call_line=3)
    assert stop_sentence(long) == ""
    assert stop_sentence(None) == ""
