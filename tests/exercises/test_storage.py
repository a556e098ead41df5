"""A casebook survives its file, and a damaged file is said to be one."""

import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from checker.errors import CasebookError
from checker.exercises import (
    Call,
    Case,
    Differ,
    Digits,
    Examined,
    Exercise,
    Filled,
    Form,
    Gradient,
    Laid,
    Misconception,
    Name,
    Pure,
    Read,
    Relation,
    Sample,
    Set,
    Share,
    Term,
    Values,
    Within,
)
from checker.exercises.casebook import compile_casebook
from checker.exercises.checks import cases_of
from checker.exercises.kinds_of_checks import KIND_NAMED
from checker.exercises.sameness import same
from checker.exercises.storage import dump, fingerprint, load
from checker.records import Answer, Ending, Fault

LAID = Case("laid out", (Call("f", (Laid(np.arange(6.0).reshape(2, 3), "fortran"),)),))
LIFE = Case(
    "a life",
    (
        Call("Network", ([2, 3], Name("np.tanh")), into="net"),
        Set("net.rate", 0.5),
        Call("net.train", (np.float32(1.5) * np.ones(2, np.float32), None, "text", True)),
        Read("net.weights", 0),
    ),
)
SEVEN = Digits("test", 0, 7, "labels")
DIGITS = Case("digits", (Call("f", (Digits("test", 0, 7, "images"),)),))
EMPTY = Case("empty", (Call("f", (np.zeros((0, 3)), 10**30, 1 + 2j, (1.0, [2]))),))


def every_kind(rng):
    drawn = Case("drawn", (Call("f", (rng.normal(size=3),)),))
    return [
        Values("values", 1.0, (LAID, drawn), parts=("z", "a"), rtol=1e-8, quiet=True),
        Form("form", 0.25, (LAID,), after="values"),
        Pure("pure", 0.25, (LIFE,), fresh=True),
        Gradient("gradient", 0.5, LAID, ((drawn, LIFE),), 1e-5, part=1),
        Relation("relation", 0.5, "says", (Term(-np.ones(2), LAID, 1), Term(2.0, LIFE)), 1.0),
        Within("within", 0.5, "says", (EMPTY,), 0.0, order="rising"),
        Filled("filled", 0.0, (LIFE,)),
        Differ("differ", 0.5, "says", (Term(1.0, LAID, (0, 1)), Term(1.0, LIFE))),
        Sample("sample", 0.5, "says", (drawn,), 0.0, 1.0, part=(0, 2)),
        Examined("examined", 1.0, (LAID,), (DIGITS,), (("Blind?", (DIGITS.name,), (LAID.name,)),)),
        Share("share", 1.0, "says", DIGITS, SEVEN, 0.9, 0.95, ((0.0, 0.1, "chance"),)),
    ]


def answer(exercise, known, cases, numbers):
    if known:
        return [Answer(Ending.RAISED, fault=Fault("TypeError", "no"))] * len(cases)
    value = (np.arange(3), [1.5, "text"], None, np.array(2.5, np.float32), np.array([True]))
    return [Answer(Ending.RETURNED, value, mutated=(1,), warnings=("overflow",))] * len(cases)


@pytest.fixture
def casebook():
    exercise = Exercise(
        "f",
        number="9.1",
        title="All there is",
        checks=every_kind,
        hints=("one", "two", "three"),
        needs=("e",),
        lab="def bowl(x):\n    return x @ x",
        files=("weights.npz",),
        misconceptions=(Misconception("wrong", "You are asked why.", body="return 1"),),
    )
    return compile_casebook("09_test", [exercise], 7, {"f": {"x": 1.5}}, answer)


def test_every_kind_of_check_is_tried(casebook):
    """The casebook of this test holds a check of every kind that there is."""
    kinds = {type(check) for exercise in casebook.exercises for check in exercise.checks}
    assert kinds == set(KIND_NAMED.values())


def test_round_trip(casebook):
    """A casebook read back says the same, word for word and bit for bit."""
    data = dump(casebook)
    again = load(data)
    assert dump(again) == data
    assert fingerprint(dump(again)) == fingerprint(data)
    (exercise,), (before,) = again.exercises, casebook.exercises
    assert (again.notebook, again.seed, again.numbers) == ("09_test", 7, {"f": {"x": 1.5}})
    assert exercise.needs == ("e",)
    assert (exercise.lab, exercise.files) == (before.lab, before.files)
    terms, sample, *_, share = exercise.checks[-4].terms, *exercise.checks[-3:]
    assert (terms[0].part, sample.part, share.truth) == ((0, 1), (0, 2), SEVEN)
    assert [check.name for check in exercise.checks] == [check.name for check in before.checks]
    assert list(exercise.cases) == cases_of(exercise.checks)
    assert exercise.mistakes[0].answers[0].fault == Fault("TypeError", "no")
    value = exercise.expected[0].value
    assert value[3].dtype == np.float32
    assert value[1] == [1.5, "text"]


def test_numbers_of_a_students_own(casebook):
    """Whose numbers a casebook has is kept; where they are everybody's, not a byte is spent."""
    own = replace(casebook, variant=2**47 + 1)
    assert load(dump(own)).variant == 2**47 + 1
    assert load(dump(casebook)).variant is None
    assert dump(replace(own, variant=None)) == dump(casebook)


def test_shared_cases_stay_shared(casebook):
    """A case that two checks look at is stored and asked once."""
    (exercise,) = load(dump(casebook)).exercises
    values, form = exercise.checks[0], exercise.checks[1]
    assert values.cases[0] is form.cases[0]


def test_another_seed_gives_other_cases():
    """The cases of a function are drawn from the seed, and from nothing else."""
    exercise = Exercise("f", "9.1", "All there is", every_kind, ("", "", ""))
    books = [compile_casebook("09", [exercise], seed, {}, answer) for seed in (1, 1, 2)]
    first, same, other = map(dump, books)
    assert first == same != other


def test_casebook_is_plain_npz(casebook):
    """NumPy alone opens a casebook, and nothing in it is pickled."""
    with np.load(io.BytesIO(dump(casebook)), allow_pickle=False) as parts:
        assert "casebook" in parts.files
        assert all(parts[name].dtype != object for name in parts.files)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"no zip at all",
        lambda data: data[: len(data) // 2],
        lambda data: _with(data, "casebook.npy", b"\x93NUMPY nonsense"),
        lambda data: _without(data, "casebook.npy"),
        lambda data: _without(data, "float64.npy"),
    ],
    ids=["empty", "text", "cut off", "nonsense inside", "no text", "no arrays"],
)
def test_damaged_casebook(casebook, damage):
    """A damaged casebook is one sentence, not a traceback."""
    with pytest.raises(CasebookError, match="casebook"):
        load(damage(dump(casebook)))


def test_damage_in_what_is_read_later(casebook):
    """What is recorded of mistakes is read once it is wanted, and told of by the same sentence."""
    text = json.loads(np.load(io.BytesIO(_members(dump(casebook))["casebook.npy"])).tobytes())
    text["exercises"][0]["mistakes"][0][2] = ["no answers"]
    member = io.BytesIO()
    np.save(member, np.frombuffer(json.dumps(text).encode(), np.uint8))
    (exercise,) = load(_with(dump(casebook), "casebook.npy", member.getvalue())).exercises
    assert exercise.expected
    with pytest.raises(CasebookError, match="casebook"):
        _ = exercise.mistakes


def left_apart(casebook):
    """Give the casebook with what explains its exercise left apart, as bytes."""
    (exercise,) = casebook.exercises
    return dump(replace(casebook, exercises=(replace(exercise, apart="key"),)))


def test_explanations_that_are_apart(casebook):
    """Mistakes have their names and sentences; what they answer is asked for once, if need be."""
    asked = []

    def explain(key):
        asked.append(key)
        return casebook.exercises[0]

    (exercise,) = load(left_apart(casebook), explain).exercises
    (mistake,), (whole,) = exercise.mistakes, casebook.exercises[0].mistakes
    assert (mistake.id, mistake.sentence) == (whole.id, whole.sentence)
    assert dump(replace(casebook, exercises=(exercise,))) == left_apart(casebook)
    assert asked == []
    assert (mistake.answers, exercise.pairs, exercise.on_the_way) == (whole.answers, (), ())
    assert asked == ["key"]
    assert dump(replace(casebook, exercises=(exercise,))) == left_apart(casebook)


def test_nobody_who_explains(casebook):
    """Where nobody can be asked it is said so."""
    (exercise,) = load(left_apart(casebook)).exercises
    with pytest.raises(CasebookError, match="nobody is asked"):
        _ = exercise.mistakes[0].answers


def _with(data, name, content):
    parts = _members(data) | {name: content}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for key, value in parts.items():
            archive.writestr(key, value)
    return buffer.getvalue()


def _without(data, name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for key, value in _members(data).items():
            if key != name:
                archive.writestr(key, value)
    return buffer.getvalue()


def _members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_same_meaning(casebook):
    """A casebook means the same after a trip through its file, and with other last digits."""
    assert same(casebook, load(dump(casebook)))
    assert same(np.array([0.1 + 0.2]), np.array([0.3]))


@pytest.mark.parametrize(
    "other",
    [
        {"notebook": "08"},
        {"seed": 8},
        {"numbers": {"f": {"x": 1.51}}},
        {"exercises": ()},
    ],
)
def test_other_meaning(casebook, other):
    """A casebook that differs anywhere does not mean the same."""
    assert not same(casebook, replace(casebook, **other))


def test_another_value_in_an_answer(casebook):
    """One expected number that differs by a millionth is another meaning."""
    (exercise,) = casebook.exercises
    answers = (replace(exercise.expected[0], value=1.0), *exercise.expected[1:])
    moved = (replace(exercise.expected[0], value=1.000001), *exercise.expected[1:])
    assert not same(replace(exercise, expected=answers), replace(exercise, expected=moved))
