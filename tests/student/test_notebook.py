"""The student's face: verdicts, hints and progress, and never a traceback of ours."""

import sys

import numpy as np
import pytest

import checker
from checker import check, gradient_check, hint, progress
from checker.exercises import Exercise, Misconception, Values, call, read
from checker.exercises.casebook import compile_casebook
from checker.exercises.storage import dump
from checker.records import Answer, Ending
from checker.student import in_class
from checker.student.points import Points
from checker.student.progress_file import FILE, read_diary


def halve_checks(rng):
    cases = call("three numbers", "halve", np.array([2.0, 4.0, 5.0])), call("one", "halve", 3.0)
    return [Values("values", 2.0, (*cases, call("two", "halve", np.array([7.0, -1.0]))))]


def typed_checks(rng):
    return [Values("z", 1.0, (read("z", "typed", "z"),), atol=0.01)]


HALVE = Exercise(
    "halve",
    "9.1",
    "Half of it",
    halve_checks,
    ("Where to look.", "What to do.", "The line."),
    misconceptions=(Misconception("doubles", "You made it larger. Which way?", body="…"),),
)
TYPED = Exercise("typed", "9.2", "By hand", typed_checks, ("a", "b", "c"), fields={"z": "a sum"})


def solve(exercise, known, cases, numbers):
    if exercise is TYPED:
        return [Answer(Ending.RETURNED, 1.5)]
    factor = 2.0 if known else 0.5
    return [Answer(Ending.RETURNED, factor * case.steps[0].args[0]) for case in cases]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A student's folder with the recorded cases beside the notebook."""
    (tmp_path / "cases").mkdir()
    book = compile_casebook("09_test", [HALVE, TYPED], None, {}, solve)
    (tmp_path / "cases" / "09_test.npz").write_bytes(dump(book))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_CASES", raising=False)
    return tmp_path


def halve(x):
    return np.asarray(x) / 2


def test_right_answer(capsys):
    """A right answer earns its points as a plain float, and is told what is right."""
    mark = check(halve)
    assert (type(mark), mark) == (float, 2.0)
    out = capsys.readouterr().out
    assert "9.1 halve" in out
    assert "ok    values" in out


def test_known_mistake(capsys):
    """A known mistake is met with its sentence, the failing case and both values."""

    def halve(x):
        return 2 * np.asarray(x)

    assert check(halve) == 0.0
    out = capsys.readouterr().out
    assert "You made it larger. Which way?" in out
    assert "halve(3)" in out


def test_by_name_and_number(capsys):
    """An exercise may be named by its name or number; the caller's own variables are judged."""
    assert check("halve") == check("9.1") == 2.0


@pytest.mark.parametrize("value", [1.5, 1.504])
def test_typed_answers(value):
    """Typed answers are found by name, or by the dict itself, or handed over."""
    globals()["typed"] = {"z": value}
    assert check("typed") == check(globals()["typed"]) == 1.0
    assert check("typed", {"z": 1.9}) == 0.0


def test_function_under_its_own_name_only(capsys):
    """A function that is no exercise is said to be none, and the exercises are named."""
    assert check(np.linalg.inv) == 0.0
    assert "there is no exercise “inv”; there are halve, typed." in capsys.readouterr().out


@pytest.mark.parametrize(
    "written",
    [
        "def halve(x): raise NotImplementedError('halve')",
        "def halve(x): return 1 / 0",
        "def halve(x): import sys; sys.exit(0)",
        "def halve(x): return halve(x)",
        "def halve(x): return x.missing",
        "def halve(): return 1",
        "def halve(x): return (y for y in x)",
        "halve = None",
        "halve = 'text'",
        "class halve:\n    def __init__(self, x): raise MemoryError",
    ],
)
def test_no_traceback_whatever_is_checked(written, capsys):
    """Whatever a student wrote, the check ends with 0 points and a report, not an exception."""
    names = {}
    exec(written, names)
    code = compile("check('halve')", "cell", "eval")
    assert eval(code, names | {"check": check}) == 0.0
    assert "9.1 halve" in capsys.readouterr().out


def test_student_prints_stay_out_of_the_verdict(capsys):
    """What student code prints during a check is not part of the report."""

    def halve(x):
        print("10/10")
        return np.asarray(x) / 2

    check(halve)
    assert "10/10" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "9.1",
        " 9.1 ",
        "9,1",
        "Exercise 9.1",
        "ex. 9.1",
        "Aufgabe 9,1",
        "9.1 halve",
        "Exercise 9.1:",
        "§9.1",
        "9-1",
        "halve",
        "halve()",
        9.1,
    ],
)
def test_a_name_in_other_clothes(name):
    """Whatever is written around a name or a number, the exercise is found."""
    names = {"halve": halve, "check": check, "name": name}
    assert eval(compile("check(name)", "cell", "eval"), names) == 2.0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "check(halve([2.0, 4.0]))",
            "check: an array stands in the brackets, and the exercise is meant to",
        ),
        ("check(0.9525)", "check: a number stands in the brackets"),
        ("check(float('nan'))", "check: a number stands in the brackets"),
        ("check('9.1.1')", "check: there is no exercise “9.1.1”"),
        ("check('19.15')", "check: there is no exercise “19.15”"),
        ("check(3)", "check: a number stands in the brackets"),
        ("check(np.zeros(3))", "check: an array stands in the brackets"),
        ("check([halve])", "check: a list stands in the brackets"),
        ("check({'z': 1})", "check: a dict stands in the brackets"),
        (
            "check(halve, halve, halve)",
            "check: too many positional arguments; it is called as check(",
        ),
        ("check(exercice=halve)", "check: got an unexpected keyword argument 'exercice'"),
        ("case(halve, 'second')", "case: which case is said by a whole number"),
        ("progress('9.1')", "progress: too many positional arguments; it is called as progress()"),
        ("gradient_check(halve)", "gradient_check: missing a required argument: 'parameters'"),
        ("hint(halve, 'A', 'B')", "hint: too many positional arguments"),
        ("page('my_network.html')", "page: missing a required argument: 'network'"),
        ("page(3, 4)", "page: the name of a page ends with .html"),
        ("predictions(1)", "predictions: too many positional arguments"),
        ("predict('nowhere', 'up')", "predict: there is no question “nowhere”"),
    ],
)
def test_a_call_in_another_form(typed, said, capsys):
    """It is said how it is meant, and never called our mistake."""
    names = {
        name: getattr(checker, name) for name in checker.__all__ if name not in ("grade", "Result")
    }
    eval(compile(typed, "cell", "eval"), names | {"halve": halve, "np": np})
    printed = capsys.readouterr().out
    assert printed.startswith(said)
    assert "our mistake" not in printed


def test_our_own_failure_is_called_ours(monkeypatch, capsys):
    """If the judge fails, the student reads that it is not their mistake."""

    def broken(*_):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(in_class, "judge", broken)
    assert check(halve) == 0.0
    assert "our mistake, not yours" in capsys.readouterr().out


def test_interrupted_check(capsys):
    """A student who interrupts an endless loop gets a sentence, not our stack."""

    def halve(x):
        raise KeyboardInterrupt

    assert check(halve) == 0.0
    assert "stopped before the end" in capsys.readouterr().out


def test_no_casebook(folder, capsys):
    """Without the recorded cases one sentence says where they belong."""
    (folder / "cases" / "09_test.npz").unlink()
    assert check(halve) == 0.0
    assert "the folder “cases” belongs beside the notebook" in capsys.readouterr().out


def test_hints_open_one_at_a_time(capsys):
    """Each call opens one more hint; the last stays open."""
    for words in ("Where to look.", "What to do.", "The line.", "The line."):
        hint(halve)
        assert words in capsys.readouterr().out


def test_progress_remembers(folder, capsys):
    """Progress shows the last check of every exercise, also after a restart."""
    check(halve)
    progress()
    out = capsys.readouterr().out
    assert "2 / 2" in out
    assert "Next: start 9.2 typed, in 09_test." in out


def test_progress_of_the_open_notebook(folder, monkeypatch, capsys):
    """In the notebook that is open, progress shows what its cells would earn now."""
    monkeypatch.setenv("JPY_SESSION_NAME", "course/09_test.ipynb")
    code = compile("progress()", "cell", "eval")
    eval(code, {"progress": progress, "halve": lambda x: np.asarray(x) / 2})
    first = capsys.readouterr().out
    assert "2 / 2  right" in first
    assert "Next: start 9.2 typed." in first
    eval(code, {"progress": progress, "halve": lambda x: x})
    assert "0 / 2  not right yet" in capsys.readouterr().out
    eval(code, {"progress": progress})  # the kernel is new, and no cell has been run
    assert "0 / 2  not right yet" in capsys.readouterr().out
    assert read_diary(folder).entry("halve").checks == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '{"halve": 3}', '{"halve": {"points": "x"}}'])
def test_foreign_progress_file(folder, content, capsys):
    """A broken or foreign progress file counts as an empty one."""
    (folder / FILE).write_text(content)
    progress()
    assert check(halve) == 2.0
    assert read_diary(folder).entry("halve").points == 2.0


def test_progress_file_that_cannot_be_written(folder):
    """A folder without write access keeps no diary, and the check works."""
    (folder / FILE).mkdir()
    assert check(halve) == 2.0


def test_right_gradient(capsys):
    """A right gradient shows an error below 1e-6 for every parameter."""
    W, b = np.ones((2, 3)), np.full((2, 1), 0.5)
    worst = gradient_check(
        lambda p: float((p[0] ** 2).sum() + p[1].sum()), [W, b], [2 * W, np.ones((2, 1))]
    )
    assert worst < 1e-6
    assert "(2, 3)" in capsys.readouterr().out


def test_wrong_gradient():
    """A gradient that is wrong by 0.1 % in one entry stands out."""
    p = np.array([1.0, 2.0, 3.0])
    assert gradient_check(lambda q: float((q**2).sum()), p, 2 * p * [1, 1, 1.001]) > 1e-4


@pytest.mark.parametrize(
    ("function", "parameters", "gradients", "says"),
    [
        (np.sum, np.ones(3), np.ones(2), "gradient 0 has the shape (2,), its parameter (3,)."),
        (np.sum, [np.ones(3)], [], "there are 1 parameters and 0 gradients."),
        (np.sum, "text", np.ones(2), "the parameters are not arrays of real numbers"),
        (np.sum, np.ones(2), 1j * np.ones(2), "the gradients are not arrays of real numbers"),
        (np.negative, np.ones(2), np.ones(2), "has to return one real number, not the shape"),
        (lambda p: 1 / 0, np.ones(2), np.ones(2), "your function stopped with ZeroDivisionError"),
        (lambda p: None, np.ones(2), np.ones(2), "return one real number, not None."),
    ],
)
def test_what_cannot_be_compared(function, parameters, gradients, says, capsys):
    """What does not fit together is said in a sentence, as the student's, and the answer is nan."""
    assert np.isnan(gradient_check(function, parameters, gradients))
    out = capsys.readouterr().out
    assert says in out
    assert "our mistake" not in out


def test_gradient_without_numbers(capsys):
    """Nan in a gradient is an error without bounds, not an exception."""
    assert gradient_check(lambda p: float(np.sum(p)), np.ones(2), np.array([1, np.nan])) == np.inf
    assert "no number" in capsys.readouterr().out


def test_public_names():
    """The public list is what can be imported, and nothing else is promised."""
    assert all(callable(getattr(checker, name)) for name in checker.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = checker.nothing


def test_in_a_kernel(monkeypatch):
    """In a kernel the verdict is a panel with a plain-text twin."""
    shown = []
    display = type("display", (), {"display": staticmethod(lambda data, raw: shown.append(data))})
    ipython = type(
        "IPython", (), {"get_ipython": staticmethod(lambda: type("S", (), {"kernel": 1}))}
    )
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    check(halve)
    assert set(shown[0]) == {"text/plain", "text/html"}
    assert "9.1" in shown[0]["text/html"]


def test_number_for_a_grader():
    """It is read as text by nbgrader; as HTML, nothing stands beneath the panel."""
    points = Points(2.0)
    assert (repr(points), type(points + 1)) == ("2.0", float)
    assert isinstance(points, float)
    assert "hidden>2.0</span>" in points._repr_html_()
