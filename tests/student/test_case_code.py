"""A case as code: pasted into a cell of the notebook, it asks just what the checker asks."""

import ast
import contextlib
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from checker import case, check
from checker.exercises import Case, Values
from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks
from checker.records import Answer, Ending
from checker.sandbox.inside.plain import plain
from checker.steps import Call, Laid, Name, Read, Set
from checker.student.case_code import case_code
from tests.student.both_ways import NAMES, OURS, ROOT, notebook, worked

NUMBERS = arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.uint8]),
    array_shapes(min_side=0, max_dims=3),
)


def compiled(case):
    """An exercise of one case, with a right answer of 1."""
    made = dict.fromkeys(("hints", "needs", "fields", "mistakes"), ())
    check = Values("values", 1.0, (case,))
    right = (Answer(Ending.RETURNED, 1.0),)
    return CompiledExercise(
        name="f", number="9.1", title="", defines=("f",), checks=(check,), cases=(case,),
        expected=right, **made,
    )  # fmt: skip


def asked(*steps, **names):
    """What the code of a script shows in a namespace of these names, and the namespace."""
    case = Case("drawn", steps)
    return shown(case_code(compiled(case), case, ("x",)), names), names


@given(NUMBERS)
def test_arrays_to_the_last_digit(array):
    """An array in code is the array: its numbers, its shape and its type."""
    got, _ = asked(Call("f", (array,)), f=lambda x: x)
    assert (got.dtype, got.shape) == (array.dtype, array.shape)
    assert np.array_equal(got, array, equal_nan=array.dtype.kind == "f")


@given(st.recursive(st.floats() | st.integers() | st.text() | st.none(), st.lists, max_leaves=8))
def test_lists_of_anything(value):
    """So is a list, with whatever numbers there are."""
    got, _ = asked(Call("f", (value,)), f=lambda x: x)
    assert repr(got) == repr(value)


@pytest.mark.parametrize("layout", ["fortran", "strided", "readonly"])
@pytest.mark.parametrize("several", [False, "as a list", "one by one"])
def test_where_arrays_lie_in_memory(layout, several):
    """It is as the case asks, for one array and for each of a list."""
    array = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    value = Laid([array, array] if several else array, layout)
    if several == "one by one":
        value = [Laid(array, layout), Laid(array, layout)]
    got, _ = asked(Call("f", (value,)), f=lambda x: x)
    for each in got if several else [got]:
        flags = each.flags
        assert np.array_equal(each, array)
        assert (flags.f_contiguous, flags.c_contiguous, flags.writeable) == (
            layout == "fortran", layout == "readonly", layout != "readonly",
        )  # fmt: skip


def test_an_object_and_a_variable_of_the_notebook():
    """What a case makes has names of its own, and a variable that it sets is put back."""
    net = type("Net", (), {})()
    steps = Call("made", (), "net"), Set("net.rate", 2.0), Set("y", 7), Call("f", (Name("net"),))
    seen = {"y": 1, "net": 0, "made": lambda: net, "f": lambda net: (net.rate, seen["y"])}
    case = Case("drawn", steps)
    assert shown(case_code(compiled(case), case), seen) == (2.0, 7)
    assert (seen["y"], seen["net"], seen["case_net"]) == (1, 0, net)
    assert asked(Read("table", "z"), table={"z": 5})[0] == 5


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A student's folder beside the course's recorded cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECKER_CASES", str(ROOT / "notebooks" / "cases"))


def said(capsys):
    return capsys.readouterr().out


def test_the_smallest_case_first(folder, monkeypatch, capsys):
    """It is that of the verdict, larger ones can be had by number, and there is an end to them."""

    def sigmoid(z):
        return 1 / 1 + np.exp(-z)

    monkeypatch.setitem(globals(), "sigmoid", sigmoid)
    check(sigmoid)
    assert 'case("sigmoid") gives this case as code to run.' in said(capsys)
    case()
    first = said(capsys)
    case(sigmoid, 2)
    second = said(capsys)
    assert first.startswith("# Exercise 1.1, case “a row of numbers” (1 of 3 that are not right)")
    assert "case_z = np.array([-" in first
    names = {"sigmoid": sigmoid}
    wrong = shown(first, names) - names["case_expected"]
    assert wrong.size == 4
    assert np.all(wrong > 0.5)
    assert shown(second, names).size > 4
    case("1.1", 9)
    assert "There is no such case" in said(capsys)


def test_cases_there_are_not(folder, capsys):
    """Right answers, typed ones and a cell that was not run have none, and that is said."""
    case("1.4")
    assert "1.4 forward_by_hand is typed in" in said(capsys)

    def sigmoid(z):
        return np.exp(-np.logaddexp(0.0, -np.asarray(z)))

    case(sigmoid)
    assert "is right in every case" in said(capsys)
    case("3.7")
    assert "There is no such case" in said(capsys)


def solved(name):
    """The namespace of a notebook in which every exercise is answered rightly."""
    namespace = {"__name__": "__main__"}
    for cell in notebook(name, worked(name))["cells"]:
        if cell["cell_type"] == "code" and cell["id"].partition("-")[0] in (*OURS, "exercise"):
            with contextlib.redirect_stdout(None), contextlib.suppress(NameError):
                exec("".join(cell["source"]), namespace)
    return namespace


def shown(code, namespace):
    """What a cell with this code shows: the value of its last statement."""
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, "cell", "exec"), namespace)
    return eval(compile(last, "cell", "eval"), namespace)


def same(one, other):
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, str) or one is None:
        return one == other
    alike = np.asarray(one).dtype == np.asarray(other).dtype
    return alike and bool(np.allclose(one, other, rtol=1e-12, equal_nan=True))


def pasted(name, chosen):
    """Run cases as cells of the solved notebook; say which of them do not come out as expected."""
    with contextlib.chdir(ROOT / "notebooks"), np.errstate(all="ignore"):
        book = next(each for each in casebooks(ROOT / "notebooks") if each.notebook == name)
        namespace, wrong = solved(name), []
        for exercise in book.exercises:
            asked = zip(exercise.cases, exercise.expected, strict=True)
            # what a long training has saved is not here to be read
            cases = [] if exercise.fields or exercise.files else list(asked)
            for case, right in chosen(cases):
                before = {key: id(value) for key, value in namespace.items()}
                code = case_code(exercise, case, expected=True)
                with contextlib.suppress(NotImplementedError):
                    got = plain(shown(code, namespace))
                    if not same(got, right.value):
                        wrong.append((exercise.name, case.name, code))
                lost = [key for key, value in before.items() if id(namespace.get(key)) != value
                        and not key.startswith("case_")]  # fmt: skip
                assert not lost, (exercise.name, case.name, lost)
        return wrong


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name < "05"])
def test_some_cases_of_a_notebook(name):
    """Pasted into the solved notebook, cases come out as recorded, and take no variable away."""
    rng = random.Random(name)
    assert pasted(name, lambda cases: rng.sample(cases, min(4, len(cases)))) == []


@pytest.mark.nightly("four cases of each exercise are tried on every change; notebook 5 trains")
@pytest.mark.parametrize("name", NAMES)
def test_all_cases_of_a_notebook(name):
    """Whatever a case asks, its code asks the same."""
    assert pasted(name, lambda cases: cases) == []
