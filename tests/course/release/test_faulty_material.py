"""Forty faults that an instructor makes: each is refused with file, line and one sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.course.release.course import load_course, load_lesson
from checker.course.release.regenerate import regenerate
from checker.errors import SourceError
from checker.exercises import Exercise, Misconception, Pure, Values, call
from checker.exercises.fields import FieldError

SOURCE = '''\
# %% [markdown]
# # A lesson of which everything holds

# %% tags=["setup"]
import numpy as np

# %% exercise="rise"
def rise(x, slope):
    """Return the rise over x."""
    ### BEGIN SOLUTION
    return slope * x + 0.25
    ### END SOLUTION


def fall(x, slope):
    """Return the fall over x."""
    ### BEGIN SOLUTION
    return -slope * x
    ### END SOLUTION

# %% given="typed"
x = 3.0

# %% exercise="typed"
### BEGIN SOLUTION
typed = {"z": x * 2.5}
### END SOLUTION
'''

EXERCISES = '''\
import numpy as np

from checker.exercises import (
    Exercise, Guidance, Misconception, MixedLines, Pure, Values, call, read
)


def rise_checks(rng):
    row = rng.uniform(1, 2, 4)
    one = call("one number", "rise", 2.0, 3.0)
    return [
        Values("values", 1.5, (one,)),
        Pure("pure", 0.5, (one,), after="values"),
        Values("falling", 0.5, (call("a row", "fall", row, 3.0),)),
    ]


rise = Exercise(
    "rise",
    number="1.1",
    title="A rise",
    checks=rise_checks,
    defines=("rise", "fall"),
    hints=(
        "Look at x = 0.",
        "The slope times x, and a quarter.",
        "return slope * x + ____",
    ),
    misconceptions=(
        Misconception("flat", "Where does it begin?", body="return slope * x"),
        Misconception(
            "long",
            "Why twice?",
            body="""
                height = slope * x
                return height + height
            """,
        ),
        Misconception("swap", "Which is which?", swap={"slope * x +": "slope + x +"}),
    ),
    model="return slope * x + 0.25",
    guidance=Guidance(
        rows={"pure": "What do you change?"},
        order=MixedLines(("part = x * slope", "return 0.25 + part")),
        meaning="It rises.",
        another="return 0.25 + x * slope",
    ),
)

typed = Exercise(
    "typed",
    number="1.2",
    title="By hand",
    checks=lambda rng: [Values("z", 1.0, (read("z", "typed", "z"),))],
    hints=("Look.", "Compute.", "x * ____"),
    needs=("rise",),
    fields={"z": "the product"},
    numbers=lambda rng: {"x": 3.0},
)

EXERCISES = [rise, typed]
'''

STYLES = '''\
STYLES = {
    "rise": [
        """def rise(x, slope):
    return 0.25 + x * slope

def fall(x, slope):
    return x * -slope""",
    ],
}
'''

ASKS = "01_line_exercises.py"
STYLE = "01_line_styles.py"
HEAD = "01_line.py"

#: What is faulty: the file, the piece, what stands there instead, the piece that the line named
#: stands on, and what the sentence says.
FAULTS = {
    # the file of exercises cannot be run
    "a comma that is missing between fields": (
        *(ASKS, 'number="1.1",\n', 'number="1.1"\n', 'number="1.1"'),
        "SyntaxError: invalid syntax. Perhaps you forgot a comma",
    ),
    "a comma that is missing between misconceptions": (
        *(
            ASKS,
            'body="return slope * x"),\n',
            'body="return slope * x")\n',
            'Misconception("flat"',
        ),
        "SyntaxError: invalid syntax. Perhaps you forgot a comma",
    ),
    "a comma that is missing before a bracket": (
        *(ASKS, '"Look at x = 0.",', '"Look at x = 0."("not 1"),', '"Look at'),
        "TypeError: 'str' object is not callable; a comma may be missing before the bracket",
    ),
    "a bracket that is never closed": (
        *(ASKS, "EXERCISES = [rise, typed]", "EXERCISES = [rise, typed", "EXERCISES = ["),
        "SyntaxError: '\\[' was never closed",
    ),
    "a bracket too many": (
        *(ASKS, "fields={", "fields={)", "fields={)"),
        "SyntaxError: closing parenthesis",
    ),
    "tabs among spaces": (
        *(ASKS, "    row = rng", "\trow = rng", "    one = call"),
        "SyntaxError: unindent|SyntaxError: inconsistent use of tabs",
    ),
    "a text that is never closed": (
        *(ASKS, 'title="A rise"', 'title="A rise', "title="),
        "SyntaxError: unterminated string literal",
    ),
    "a name that is misspelt in the list": (
        *(ASKS, "EXERCISES = [rise,", "EXERCISES = [risse,", "EXERCISES ="),
        "NameError: nothing is called “risse” here; is “rise” meant\\?",
    ),
    "a name that is not imported": (
        *(ASKS, "Pure, Values, call, read", "Values, call, read", 'Pure("pure"'),
        "NameError: nothing is called “Pure” here",
    ),
    "an import that is misspelt": (
        *(ASKS, "import numpy as np", "import numpyy as np", "import numpyy"),
        "ModuleNotFoundError: No module named 'numpyy'",
    ),
    "a list under another name": (
        *(ASKS, "EXERCISES = [", "EXERCISE = [", "import numpy"),
        "the file needs a list EXERCISES",
    ),
    "a list that holds a name in quotes": (
        *(ASKS, "[rise, typed]", '[rise,\n    "typed"]', '    "typed"]'),
        "the file needs a list EXERCISES of exercises; item 2 is a str",
    ),
    "a file that ends the program": (
        *(ASKS, "EXERCISES = [", "raise SystemExit\nEXERCISES = [", "raise SystemExit"),
        "the file ends the program",
    ),
    # a record of the vocabulary is given what it cannot hold
    "a keyword that is misspelt": (
        *(ASKS, "    hints=(\n", "    hint=(\n", "    hint=("),
        "Exercise has no “hint”; is “hints” meant\\?",
    ),
    "a field that is missing": (
        *(ASKS, '    hints=("Look.", "Compute.", "x * ____"),\n', "", "typed = Exercise("),
        "Exercise needs 'hints'",
    ),
    "points in quotes": (
        *(ASKS, '"values", 1.5', '"values", "1.5"', 'Values("values"'),
        "points of Values “values” is a number above 0, not '1.5'",
    ),
    "points below 0": (
        *(ASKS, '"falling", 0.5', '"falling", -1', 'Values("falling"'),
        "points of Values “falling” is a number above 0, not -1",
    ),
    "no points": (
        *(ASKS, '"values", 1.5', '"values", 0', 'Values("values"'),
        "points of Values “values” is a number above 0, not 0",
    ),
    "a case without the comma of a tuple": (
        *(ASKS, "1.5, (one,))", "1.5, (one))", 'Values("values"'),
        "cases of Values “values” is a tuple of cases, such as \\(one,\\) with a comma",
    ),
    "parts by their places": (
        *(ASKS, "1.5, (one,))", "1.5, (one,), parts=(0,))", 'Values("values"'),
        "parts of Values “values” is a tuple of texts, .* with a comma, not a tuple of 0",
    ),
    "no case at all": (
        *(ASKS, "1.5, (one,))", "1.5, ())", 'Values("values"'),
        "cases of Values “values” holds at least one case",
    ),
    "hints without commas": (
        *(ASKS, '("Look.", "Compute.", "x * ____")', '("Look." "Compute.")', 'hints=("Look'),
        "hints of Exercise “typed” are three texts, with a comma after each",
    ),
    "two hints": (
        *(ASKS, '"Compute.", "x * ____"', '"x * ____"', 'hints=("Look'),
        "hints of Exercise “typed” are three texts",
    ),
    "a need without the comma of a tuple": (
        *(ASKS, 'needs=("rise",)', 'needs=("rise")', "needs="),
        "needs of Exercise “typed” is a tuple of texts",
    ),
    "a misconception without the comma of a tuple": (
        *(
            ASKS,
            "    needs=",
            '    misconceptions=(Misconception("a", "b", body="x")),\n    needs=',
            "    misconceptions=(Misconception(",
        ),
        "misconceptions of Exercise “typed” is a tuple of misconceptions",
    ),
    "the checks themselves instead of their function": (
        *(ASKS, "checks=lambda rng: [", "checks=[", "checks=["),
        "checks of Exercise “typed” is a function",
    ),
    # a function of the file goes wrong
    "a lambda that raises": (
        *(ASKS, "numbers=lambda rng: {", "numbers=lambda rng: 1 / 0 and {", "numbers="),
        "ZeroDivisionError: division by zero",
    ),
    "checks that raise": (
        *(ASKS, "rng.uniform(1, 2, 4)", "rng.unifrom(1, 2, 4)", "row = rng"),
        "AttributeError: ",
    ),
    "checks that are no list of checks": (
        *(ASKS, "lambda rng: [Values(", 'lambda rng: ["z", Values(', "checks=lambda"),
        "the checks of typed hold a str",
    ),
    "checks that go on for ever": (
        *(ASKS, "    row = rng", "    while True: pass\n    row = rng", "while True"),
        "this was still at work after",
    ),
    "other numbers than the source gives": (
        *(ASKS, 'lambda rng: {"x": 3.0}', 'lambda rng: {"w": 3.0}', "numbers="),
        "the numbers drawn for typed and given differ in w",
    ),
    # what is there is dead
    "a check that comes after one that there is not": (
        *(ASKS, 'after="values"', 'after="value"', 'Pure("pure"'),
        "check “pure” of rise comes after “value”, which is no earlier check",
    ),
    "two checks of one name": (
        *(ASKS, '"falling", 0.5', '"values", 0.5', 'Values("values", 1.5'),
        "rise has two checks “values”",
    ),
    "a case that calls what there is not": (
        *(ASKS, '"one number", "rise"', '"one number", "risse"', '"risse"'),
        "the case “one number” of rise asks for risse, which nothing defines",
    ),
    "a case that reads a field that there is not": (
        *(ASKS, '"typed", "z")', '"typed", "zz")', '"zz"'),
        "the case “z” of typed asks for zz, which is no field",
    ),
    "a hint that is a line of the solution": (
        *(ASKS, '"return slope * x + ____"', '"return slope*x + 0.25"', '"return slope*x'),
        "hint 3 of rise holds a line of the worked solution",
    ),
    "an empty hint": (
        *(ASKS, '"Look at x = 0."', '""', '        "",'),
        "hint 1 of rise is empty",
    ),
    "a hint about no check": (
        *(ASKS, 'rows={"pure"', 'rows={"purity"', "guidance=Guidance"),
        "the hint of rise about “purity” is about no check: there are falling, pure, values",
    ),
    "an empty hint about a check": (
        *(ASKS, '"What do you change?"', '" "', "guidance=Guidance"),
        "the hint of rise about “pure” is empty",
    ),
    "a hint about a check that is a line of the solution": (
        *(ASKS, '"What do you change?"', '"return slope *x + 0.25"', "guidance=Guidance"),
        "the hint of rise about “pure” holds a line of the worked solution",
    ),
    "lines to order that hold one of the solution": (
        *(ASKS, '"return 0.25 + part"', '"return slope * x + 0.25"', "guidance=Guidance"),
        "the lines of rise to be put in order hold a line of the worked solution",
    ),
    "lines to order that are no program": (
        *(ASKS, '"part = x * slope"', '"part = x * (slope"', "guidance=Guidance"),
        "SyntaxError",
    ),
    "another way that is the solution": (
        *(ASKS, 'another="return 0.25 + x * slope"', 'another="return (slope*x) + 0.25"'),
        *("guidance=Guidance", "the other way to write rise is the worked solution"),
    ),
    "another way that exchanges what is not there": (
        *(ASKS, 'another="return 0.25 + x * slope"', 'another={"nothing": "more"}'),
        *("guidance=Guidance", "the other way to write rise exchanges “nothing”"),
    ),
    "a meaning that is no text": (
        *(ASKS, 'meaning="It rises."', "meaning=3", "meaning=3"),
        "meaning of Guidance is a text, not 3",
    ),
    "a misconception that cannot be compiled": (
        *(ASKS, 'body="return slope * x"', 'body="return (slope * x"', 'Misconception("flat"'),
        "misconception “flat” of rise cannot be compiled: SyntaxError: '\\(' was never closed",
    ),
    "a misconception that cannot be compiled in its second line": (
        *(ASKS, "return height + height", "return height + * height", "return height + *"),
        "misconception “long” of rise cannot be compiled: SyntaxError: invalid syntax",
    ),
    "a misconception that is the solution": (
        *(ASKS, 'body="return slope * x"', 'body="return (slope*x) + 0.25"', '"flat"'),
        "misconception “flat” of rise is the worked solution",
    ),
    "a misconception that uses a name that is misspelt": (
        *(ASKS, 'body="return slope * x"', 'body="return slop * x"', '"flat"'),
        "misconception “flat” of rise uses slop, which nothing defines",
    ),
    "a misconception of another one's name": (
        *(ASKS, 'Misconception("swap"', 'Misconception("flat"', '"Where does it begin?"'),
        "misconception “flat” of rise has an id that another one has too",
    ),
    "a misconception that is another one": (
        *(ASKS, 'swap={"slope * x +": "slope + x +"}', 'swap={" + 0.25": ""}', '"swap"'),
        "misconception “swap” of rise is the same code as “flat”",
    ),
    "an alias of nothing": (
        *(ASKS, 'body="return slope * x"', 'body="return x", alias="flatt"', '"flat"'),
        "misconception “flat” of rise is an alias of “flatt”",
    ),
    "a misconception without a sentence": (
        *(ASKS, '"Where does it begin?"', '""', '"flat"'),
        "misconception “flat” of rise has no sentence",
    ),
    "a misconception that changes nothing": (
        *(ASKS, ', body="return slope * x"', "", '"flat"'),
        "misconception “flat” of rise needs either a body or a swap",
    ),
    "a swap of what does not stand there": (
        *(ASKS, '{"slope * x +"', '{"slope * y +"', '"swap"'),
        "misconception “swap” of rise exchanges “slope \\* y \\+”, which stands 0 times",
    ),
    "a model that cannot be compiled": (
        *(ASKS, 'model="return slope * x + 0.25"', 'model="return slope x"', "model="),
        "SyntaxError: invalid syntax",
    ),
    "instruments that cannot be compiled": (
        *(ASKS, "    needs=", '    lab="def f(:",\n    needs=', "lab="),
        "SyntaxError: invalid syntax",
    ),
    # the source
    "a function without marks": (
        HEAD,
        "    ### BEGIN SOLUTION\n    return -slope * x\n    ### END SOLUTION\n",
        "    return -slope * x\n",
        "def fall",
        "fall has no marked solution, and would be handed out whole",
    ),
    "an open bracket in the source": (
        *(HEAD, "return -slope * x", "return (-slope * x", "return (-slope"),
        "SyntaxError: '\\(' was never closed",
    ),
    "a setup that is no Python": (
        *(HEAD, "import numpy as np", "import numpy as", "import numpy as"),
        "SyntaxError: ",
    ),
    "an end without its begin": (
        *(HEAD, "### BEGIN SOLUTION\ntyped = ", "typed = ", "### END SOLUTION"),
        "there is no “### BEGIN SOLUTION” before this mark",
    ),
    "an exercise that there is not": (
        *(HEAD, 'exercise="typed"', 'exercise="tpyed"', "### BEGIN"),
        "there is no exercise tpyed",
    ),
    "a number that is taken": (
        *(ASKS, 'number="1.2"', 'number="1.1"', '    "typed",'),
        "“1.1” is taken by an earlier exercise",
    ),
    "a need that does not come before": (
        *(ASKS, 'needs=("rise",)', 'needs=("later",)', '    "typed",'),
        "later does not come before typed",
    ),
    # styles
    "a style that cannot be compiled": (
        *(STYLE, "return x * -slope", "return x * - * slope", "return x * -"),
        "style 1 of rise cannot be compiled: SyntaxError: invalid syntax",
    ),
    "a style of nothing": (
        *(STYLE, '"rise": [', '"risse": [', '"risse"'),
        "STYLES has risse, and there is no such exercise",
    ),
    "a file of styles that raises": (
        *(STYLE, "STYLES = {", "STYLES = 1 / 0, {", "STYLES ="),
        "ZeroDivisionError: division by zero",
    ),
    "styles under another name": (
        *(STYLE, "STYLES = {", "STYLE = {", "STYLE ="),
        "the file needs a dictionary STYLES",
    ),
}


@pytest.fixture
def solutions(tmp_path, monkeypatch):
    """Give a folder with a lesson of which everything holds."""
    monkeypatch.setattr("checker.course.release.exercise_file.SECONDS", 0.2)
    for name, text in ((HEAD, SOURCE), (ASKS, EXERCISES), (STYLE, STYLES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def never(lesson, seed):
    """Compile no casebook: the fault is found before."""
    raise AssertionError((lesson.name, seed))


def refusal(solutions):
    """Regenerate the course, which is refused; give file, line and sentence."""
    with pytest.raises(SourceError) as caught:
        regenerate(solutions, solutions / "out", never)
    path, line, sentence = re.fullmatch(r"(.+?):(\d+): (.+)", str(caught.value)).groups()
    return Path(path).name, int(line), sentence


def test_a_lesson_of_which_everything_holds(solutions):
    """It is loaded, without a note."""
    assert load_lesson(solutions / HEAD).notes == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault(solutions, fault):
    """Each is named by its file, its line, and one sentence."""
    name, old, new, stands, said = FAULTS[fault]
    path = solutions / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    changed = text.replace(old, new, 1)
    path.write_text(changed, encoding="utf-8")
    found, line, sentence = refusal(solutions)
    assert (found, re.match(said, sentence) is not None) == (name, True), sentence
    assert stands in changed.splitlines()[line - 1], (line, sentence)


@pytest.mark.parametrize("name", [ASKS, HEAD, STYLE])
def test_another_encoding(solutions, name):
    """The line is named on which the text is no longer UTF-8."""
    path = solutions / name
    path.write_bytes(path.read_bytes() + "\n# Lösung\n".encode("latin-1"))
    found, line, sentence = refusal(solutions)
    assert (found, sentence) == (name, "the file's text is not in UTF-8")
    assert line == len(path.read_bytes().splitlines())


@pytest.mark.parametrize("name", [ASKS, HEAD, STYLE])
def test_a_mark_of_byte_order(solutions, name):
    """An editor of Windows may begin a file with it, and end lines in its own way."""
    path = solutions / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_course(solutions)


def test_a_number_that_is_taken_in_a_lesson_alone(solutions):
    """It is refused before the other lessons are looked at, or while these are being written."""
    path = solutions / ASKS
    path.write_text(path.read_text("utf-8").replace('number="1.2"', 'number="1.1"'), "utf-8")
    with pytest.raises(SourceError, match=r"“1\.1” is taken by an earlier exercise"):
        load_lesson(solutions / HEAD)


def test_points_that_do_not_add_up(solutions):
    """A third of a point is allowed, with a note where it is."""
    path = solutions / ASKS
    text = path.read_text(encoding="utf-8").replace('"values", 1.5', '"values", 1 / 3')
    path.write_text(text, encoding="utf-8")
    (note,) = load_lesson(solutions / HEAD).notes
    assert re.match(
        r".*_exercises\.py:\d+: note: the points of rise add up to 1\.33333; the mark is", note
    )


NUMBERS = st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=3), st.none())
CASES = (call("one", "f", 1.0),)


@given(NUMBERS)
def test_points(points):
    """Any number above 0 that is finite can be points, and nothing else."""
    number = isinstance(points, int | float) and not isinstance(points, bool)
    if number and 0 < points < float("inf"):
        assert Values("values", points, CASES).points == points
    else:
        with pytest.raises(FieldError, match="points of Pure “pure” is a number above 0, not "):
            Pure("pure", points, CASES)


ANYTHING = st.one_of(NUMBERS, st.lists(st.text()), st.tuples(st.text(), st.text()), st.just({}))


@given(ANYTHING, st.sampled_from(["hints", "needs", "misconceptions", "checks", "number"]))
def test_fields(given_value, field):
    """What a field of an exercise cannot hold is refused with its name, and nothing else raised."""
    known = {"name": "f", "number": "9.1", "title": "F", "checks": list, "hints": ("a", "b", "c")}
    if refused := _refused(known | {field: given_value}):
        assert (refused.field, str(refused).startswith(field)) == (field, True)


def _refused(fields):
    try:
        Exercise(**fields)
    except FieldError as error:
        return error
    return None


@given(st.dictionaries(st.text(max_size=2), ANYTHING, max_size=2))
def test_swaps(swap):
    """A swap maps texts to texts."""
    if all(isinstance(new, str) for new in swap.values()):
        assert Misconception("a", "b", swap=swap).swap == swap
    else:
        with pytest.raises(FieldError, match="swap of Misconception “a” maps pieces"):
            Misconception("a", "b", swap=swap)
