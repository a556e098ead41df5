"""The table of Python's and NumPy's messages: every entry explains an exception that is raised."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judging.python_errors import error_sentence, stumble_of, stumbles
from checker.records import Fault
from checker.sandbox.inside.faults import fault_of
from tests.judging import test_further_python_errors as further
from tests.judging import test_python_errors as first

#: What no line of the other tests raises, and a few words of what is said.
RAISED = {
    "del np; np.zeros(3)": "comes with an import",
    "nabla(z)": "nothing that has run gives it a value",
    "hlaf + 1": "there is “half”",
    "np.backprop(z)": "NumPy has no “backprop”. How",
    "np.sqaure(z)": "it has “square”",
    "z[0] = [1, 2]": "takes one number",
    "float([1])": "a list arrives",
    "import io; f = io.BytesIO(); np.savez(f, b=z); f.seek(0); np.load(f)['a']": "saved in the",
    "net < 1": "Net and int cannot be compared",
    "net + 1": "Net and int cannot be combined by +",
    "net[0]": "A Net has no items",
    "range({1: 2})": "a dict arrives",
    "'%f' % z": "One number is wanted here, and an array",
    "np.array([1, 2]) ** -1": "a negative power is none",
    "1 in 3": "a single int holds no others",
    "f'{z:.3f}'": "the form in which it should be shown",
    "np.mat('1')": "no longer has this name",
    "Net.forward(1)": "The class Net has no “forward”",
    "np.broadcast_to(z, (3,))": "cannot be laid out in the shape",
    "np.array([1, 2], [3, 4])": "Which brackets are missing around them",
    "x.T = 1": "is worked out from the numpy.ndarray",
    "np.split(z, 5)": "cut into so many equal pieces",
    "dict(zip(layers))": "made of pairs",
    "pow(2)": "is called without “exp”",
    "(lambda z: z + 1)(1, 2)": "The lambda is handed 2 arguments and takes 1",
    "np.random.randint(3, 1)": "no number lies between",
    "raise 'wrong'": "raise takes an exception",
    "np.array([1, 'a']) * 2": "is text where a number is meant",
}
#: Texts that are no Python, and that no other test has.
TEXTS = {
    "def f(x, x): pass": "the same name",
    "def f(x=1, y): pass": "with a default value stand last",
    "f(x=1, x=2)": "twice by the same name",
    "break": "stands in none",
    "try: x = 1": "needs an except",
    "x, y += 1, 2": "one name at a time",
    "x = f'{}'": "curly brackets",
    "if x && y: pass": "as words",
    "if !x: pass": "as words",
    "y = z ? 1 : 0": "by the words if and else",
    "for l = 1:3": "Which function counts",
    "for i=0; i<3; i++": "Which function counts",
    "while True pass": "has a colon",
    "for i in range(3) print(i)": "has a colon",
    "if (z > 0: pass": "not closed before the colon",
    "y = 1 + * 2": "Two signs",
    "x =+ = 3": "Two signs",
    "x = a..b": "A point in this line",
    "x = a.b.": "A point in this line",
    "x = (,)": "nothing before it",
    "y = z if": "something has to follow",
    "from numpy import": "something has to follow",
}


def of_text(text):
    """Return what the parser says of a text that is no Python, with the line that it names."""
    with pytest.raises(SyntaxError) as caught:
        compile(text, "answer", "exec")
    found = fault_of(caught.value, {})
    lines = text.split("\n")
    source = lines[min(max(found.line, 1), len(lines)) - 1]
    return Fault(found.kind, found.message, "answer", found.line, source)


#: Calls that the exercise makes itself, of a function whose first line was changed.
OWN_CALLS = {
    "sigmoid()": "sigmoid asks for 'z', which the exercise does not hand over",
    "sigmoid(z, 1)": "sigmoid takes another number of arguments (1) than the exercise",
}


def by_the_exercise(line):
    """Return what stopped a call that stands in no line of the student's."""
    return replace(first.raised(line, further.BEFORE), line=0, source="")


@pytest.mark.parametrize("line", OWN_CALLS)
def test_a_call_of_the_exercises_own(line):
    """The first line of the function is to be looked at, and no call."""
    told = error_sentence(by_the_exercise(line))
    assert told.startswith(OWN_CALLS[line])
    assert "Is its first line still as the exercise gives it?" in told


def test_every_entry():
    """A real exception of a real line is explained by it, and by none before it."""
    texts = [*(text for text, _ in first.NO_PYTHON), *further.TEXTS, *TEXTS]
    faults = [first.raised(line, further.BEFORE) for line in (*further.LINES, *RAISED)]
    faults += map(first.raised, first.LINES)
    faults += map(by_the_exercise, OWN_CALLS)
    explained = {stumble_of(fault) for fault in [*faults, *map(of_text, texts)]}
    assert [
        entry for entry in (*stumbles("exception"), *stumbles("syntax")) if entry not in explained
    ] == []


@pytest.mark.parametrize("line", RAISED)
def test_line(line):
    """The sentence says what the message means."""
    assert RAISED[line] in error_sentence(first.raised(line, further.BEFORE))


@pytest.mark.parametrize("text", TEXTS)
def test_text(text):
    """The sentence says what the parser means."""
    assert TEXTS[text] in error_sentence(of_text(text))


@pytest.mark.parametrize("line", ["open('')", "np.load('')", "open('  ')"])
def test_a_name_that_is_empty(line):
    """A sentence that would name it is not said, and judging goes on."""
    assert error_sentence(first.raised(line, further.BEFORE)) == ""


@pytest.mark.parametrize("kind", ["ValueError", "SyntaxError"])
@given(data=st.data())
def test_any_message_that_an_entry_fits(kind, data):
    """Whatever its patterns leave out, a sentence has every part that it names, or is not said."""
    entry = data.draw(st.sampled_from(stumbles("syntax" if kind == "SyntaxError" else "exception")))
    message, line = (data.draw(st.from_regex(each)) for each in (entry.message, entry.line or "x"))
    said = error_sentence(Fault(kind, message, "answer", 1, line))
    assert said == "" or said[0] != "{"
