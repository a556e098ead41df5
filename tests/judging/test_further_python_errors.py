"""Further slips that beginners make: each line stops here, and is told what it means."""

import pytest

from checker.judging.python_errors import error_sentence
from checker.records import Fault
from checker.sandbox.inside.faults import fault_of
from tests.judging.test_python_errors import raised

#: What the lines may use beside what the others use.
BEFORE = """
y = np.array([1.0, 0.0])
layers = [4, 3, 2]
Ws = [np.ones((3, 4)), np.ones((2, 3))]
def sigmoid(z): return 1 / (1 + np.exp(-z))
def two(): return 1, 2
class Net: weights = Ws
net = Net()
"""
LINES = {
    "z.reshape(z, 2)": "A whole number is wanted here, and an array",
    "x.T()": ".T gives the turned table at once",
    "W.T(x)": "Python reads a bracket behind .T as",
    "W.size()": "size and ndim are numbers and no",
    "y = np.array(1, 2, 3)": "np.array takes its numbers as one list",
    "y = np.random.randn((3, 1))": "rand and randn take their counts one",
    "y = np.random.normal(0, 1, 3, 1)": "normal is handed more or fewer arguments",
    "y = len(3)": "len counts the items of a list",
    "y = len(half)": "len counts the items of a list",
    "for i in 5: pass": "A single number arrives where many are",
    "for i in half: pass": "A single number arrives where many are",
    "for i in len(layers): pass": "A single number arrives where many are",
    "for i, w in enumerate: pass": "A function itself stands where its result",
    "net.weight": "This Net has no “weight”. How is",
    "net()": "What stands before the round bracket is",
    "two().shape": "What stands before the point is a",
    's = "1" + 2': "One of the values here is text",
    's = 1 + "2"': "One of the values here is text",
    '"3" * z': "One of the values here is text",
    'z > "0"': "One of the values here is text",
    "z = z.reshape((2, -1, -1))": "-1 in a shape stands for what",
    "np.reshape(z, 2, 1)": "The shape is one argument. Which brackets",
    'z.astype("flot")': "“flot” is no type of number. How",
    "layers[0:2] * 0.5": "Lists and tuples are strung together by",
    "layers / 2": "Lists cannot be calculated with like arrays",
    "layers ** 2": "Lists cannot be calculated with like arrays",
    'np.exp("1")': "What exp is handed here is no",
    'math.exp("1")': "One of the values here is text",
    "np.linalg.inverse(W)": "There is no “inverse” in numpy.linalg. How",
    "np.power(z)": "power takes from 2 to 3 arguments",
    "np.maximum(z)": "maximum takes from 2 to 3 arguments",
    "np.where(z > 0, z)": "np.where takes a condition and then two",
    "np.concatenate(W, x)": "Arrays that are joined are handed over",
    "np.hstack(W, x)": "Arrays that are joined are handed over",
    "np.concatenate([z, W])": "These arrays cannot be joined, since one",
    "np.zeros_like(3, 1).shape[0]": "What stands here is read as a",
    "z.transpose(1, 0)": "The array has another number of axes",
    'd = {"W1": 1}; d.W1': "A dictionary has no “W1” behind a",
    "del z[0]": "An array does not shrink. Which entries",
    "layers.add(1)": "A list has no “add”. Which function",
    "layers.append(1, 2)": "append takes one thing. Should these go",
    "layers.append(1).append(2)": "append changes a list or an array",
    "layers = layers.append(1); layers[0]": "One of the values in this line",
    "sum(1, 2)": "A single number arrives where many are",
    "sum(3)": "A single number arrives where many are",
    "max(3)": "A single number arrives where many are",
    "min()": "min is handed another number of arguments",
    "round(z)": "Python's own round takes one number. Which",
    'abs("a")': "One of the values here is text",
    'float("a")': "This text is not written like a",
    'int("1.5")': "This text is not written like a",
    "float(None)": "One of the values in this line",
    "None + z": "One of the values in this line",
    "np.sqrt(None)": "One of the values in this line",
    "import nump": "There is no library called “nump” here",
    "from numpy import sigmoid": "There is no “sigmoid” in numpy. How",
    "z = 3; z @ W": "One side of this product of rows",
    "z = 3; len(z)": "len counts the items of a list",
    "y = z·2": "The sign · is no sign of",
    "self.x = 1": "“self” is what a method is handed",
    "sigmoid(z, 1)": "sigmoid is handed 2 arguments and takes",
    "np.random.default_rng(0).randn(3)": "The generator has no “randn”: its functions",
    "next(3)": "next asks for what hands out its",
    "next([1])": "next asks for what hands out its",
    "assert False": "The assert in this line does not",
    "np.matmul(W, 2)": "One side of this product of rows",
    "0 ** -1": "0 to a negative power is a",
    "10.0 ** 1000": "This number is larger than the computer",
    "while True: raise StopIteration": "Nothing is left to be handed out",
    "np.squeeze(W, axis=0)": "squeeze drops axes of length 1, and",
    "np.random.default_rng.permutation(3)": "A function itself stands where its result",
    "np.random.permutation()": "permutation is handed another number of arguments",
    "W[np.array([True, False])]": "The condition in the square brackets has",
    'layers["a"]': "The places of a list are numbers",
    '"abc"[5]': "The text ends before this place. Is",
    "nothing().T": "One of the values in this line",
    "nothing()()": "One of the values in this line",
    "len(nothing())": "One of the values in this line",
    "for i in nothing(): pass": "One of the values in this line",
    "nothing() @ W": "One side of this product of rows",
    "nothing() < 3": "One of the values in this line",
    "nothing() ** 2": "One of the values in this line",
    "np.exp(nothing())": "One of the values in this line",
    "-nothing()": "One of the values in this line",
    "nothing() * z": "One of the values in this line",
    "z * nothing()": "One of the values in this line",
    "some * some": "Lists and tuples are strung together by",
    'some + z - "a"': "One of the values here is text",
    "some @ some": "Lists cannot be calculated with like arrays",
    'sigmoid("a")': "One of the values here is text",
    "sigmoid(sigmoid)": "A function itself stands where its result",
    "z @ sigmoid": "One side of this product of rows",
    "len(sigmoid)": "A function itself stands where its result",
    "for i in sigmoid: pass": "A function itself stands where its result",
    "a, b = sigmoid": "A function itself stands where its result",
    "np.sum\nnp.sum / 2": "A function itself stands where its result",
    "z.shape + 1": "A shape is several numbers in one",
    "z.shape / 2": "A shape is several numbers in one",
    "z.shape * 0.5": "A shape is several numbers in one",
    "range(W.shape[2])": "The shape has fewer numbers than this",
    "z.shape[1]": "The shape has fewer numbers than this",
    "np.zeros(z.shape[1])": "The shape has fewer numbers than this",
    'np.zeros("3")': "One of the values here is text",
    "np.zeros(2.0)": "A shape is made of whole numbers",
    'range("3")': "One of the values here is text",
    "range()": "range is handed another number of arguments",
    "list(3)": "A single number arrives where many are",
    "dict(3)": "A single number arrives where many are",
    "zip(3)": "A single number arrives where many are",
    "zip(Ws, 3)": "A single number arrives where many are",
    "enumerate(3)": "A single number arrives where many are",
    "reversed(3)": "A single number arrives where many are",
}

TEXTS = {
    "np.exp z": "Two names stand side by side with",
    "if z => 0: pass": "In “at most”, “at least” and “not",
    "x = z if z > 0": "An if within a line needs an",
    "print z": "What is shown stands in round brackets",
    "retrun z": "Two names stand side by side with",
    "f = lambda z: return z": "A lambda hands back what stands behind",
    "else if z: pass": "Python has one word for “else if”",
    "elif z: pass": "This line goes on with an if",
    "0.1.2": "A number has one decimal point, and",
    "y = 1.0.": "A number has one decimal point, and",
    "x = 5 y": "A number and what is beside it",
    "x == ": "One of the signs in this line",
    "y = z -- 1 3": "A number and what is beside it",
    "y = 1 /": "One of the signs in this line",
    "np.random.default_rng(0).normal(size=3, 1)": "What is handed over by its name",
}


@pytest.mark.parametrize("line", LINES)
def test_line(line):
    """The sentence says what the message means."""
    assert error_sentence(raised(line, BEFORE)).startswith(LINES[line])


@pytest.mark.parametrize("line", TEXTS)
def test_text_that_is_no_python(line):
    """Where Python says no more than that it is no syntax, the line itself says more."""
    with pytest.raises(SyntaxError) as caught:
        compile(line, "answer", "exec")
    found = fault_of(caught.value, {})
    told = error_sentence(Fault(found.kind, found.message, "answer", found.line, line))
    assert told.startswith(TEXTS[line])


@pytest.mark.parametrize(
    "line",
    ["if ready and not z is None or y: 1 2", "return 'two words' 3 x", "x = 5  # of all things 1 y",
     "x == y == ]", "return lambda z: z ? 1"],
)  # fmt: skip
def test_text_of_which_too_little_is_known(line):
    """Words of Python's own, of texts and of remarks are not taken for names side by side."""
    assert "Two names stand" not in error_sentence(
        Fault("SyntaxError", "invalid syntax", source=line)
    )
