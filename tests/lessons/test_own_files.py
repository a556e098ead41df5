"""The last exercises of notebook 5 look at files that students made, whatever is in them."""

import base64
import io
import json
import zipfile
from itertools import pairwise
from textwrap import dedent

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.course.release.exercise_file import run_file
from checker.exercises.casebook import compile_exercise, generator
from checker.exercises.supply import supplied
from checker.grades import Outcome
from checker.judging import judge
from checker.records import Answer, Ending
from checker.sandbox.inside.lab import laboratory
from checker.sandbox.inside.probe import ask
from tests.course_lessons import course_lessons

LESSON = course_lessons()["05_full_network"]
OWN = {each.name: each for each in LESSON.exercises if each.bonus}
RIGHT = {
    "my_page": {"written": 5, "read": 3},
    "my_digits": {"accuracy": 0.95, "worst": 1},
    "smallest_network": {"numbers": 13258},
}
FILE = {"my_page": "my_network.html", "my_digits": "my_digits.json"}
FILE |= {"smallest_network": "smallest.npz"}


def verdict(name, typed=None, seed=None, **files):
    """Judge what was typed and the worked solution's files, some exchanged for others."""
    exercise = OWN[name]
    ours = LESSON.files(exercise)
    handed_in = ours | {FILE[name]: files.get("file", ours[FILE[name]])}
    lab = laboratory(dedent(exercise.lab))
    names = {name: RIGHT[name] | (typed or {})}

    def solve(_exercise, _known, cases, _numbers):
        return [Answer(Ending.RETURNED) for _ in cases]

    compiled = compile_exercise(exercise, seed, {}, solve)
    answers = [ask(names, supplied(case.steps, handed_in), lab) for case in compiled.cases]
    return judge(compiled, answers)


def saved(**tables):
    """The bytes of a file of arrays."""
    file = io.BytesIO()
    np.savez(file, **tables)
    return file.getvalue()


def network(*widths, kind=np.float16):
    """A network with nothing in it."""
    tables = {}
    for at, (n_in, n_out) in enumerate(pairwise(widths), 1):
        tables |= {f"W{at}": np.zeros((n_out, n_in), kind), f"b{at}": np.zeros(n_out, kind)}
    return tables


@pytest.mark.parametrize("name", OWN)
def test_worked_solution(name):
    """It earns all, in class and on other cases; nothing typed counts as not attempted."""
    full = OWN[name].checks(generator(None, name))
    for seed in (None, 3):
        assert verdict(name, seed=seed).points == sum(check.points for check in full)
    empty = verdict(name, dict.fromkeys(RIGHT[name]))
    assert (empty.outcome, empty.points) == (Outcome.NOT_ATTEMPTED, 0.0)


def test_files_are_as_they_are_written_today(tmp_path, monkeypatch):
    """The page and the digits are what their source writes: none is older than its program."""
    solutions = LESSON.path.parent
    monkeypatch.chdir(tmp_path)
    makers = run_file(solutions / "own_files.py")
    makers.write_digits()
    makers.write_page(solutions / "digits_95.npz")
    for path in tmp_path.iterdir():
        stored = (solutions / path.name).read_bytes()
        assert path.read_bytes() == stored, f"{path.name}: run own_files.py in solutions/"
    assert {path.name for path in tmp_path.iterdir()} == {"my_digits.json", "my_network.html"}


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("my_page", {"written": "five"}, "a digit is a whole number from 0 to 9"),
        ("my_page", {"written": -5, "read": -7}, "a digit is a whole number from 0 to 9"),
        ("my_page", {"read": [3]}, "a digit is a whole number from 0 to 9"),
        ("my_digits", {"worst": 10}, "a digit is a whole number from 0 to 9"),
        ("my_digits", {"accuracy": 95}, "95 % is 0.95"),
        ("my_digits", {"accuracy": "95 %"}, "95 % is 0.95"),
        ("my_digits", {"accuracy": float("nan")}, "95 % is 0.95"),
    ],
)
def test_typed_in_another_form(name, typed, words):
    """What is no digit or no share earns nothing, and the form that is asked for is said."""
    found = verdict(name, typed)
    assert words in found.fault.message
    assert not found.checks[0 if "worst" not in typed else 1].points


@pytest.mark.parametrize("name", OWN)
def test_file_that_is_not_there(name):
    """It is named, and nothing is earned."""
    found = verdict(name, file=b"")
    assert found.points == 0
    assert FILE[name] in found.fault.message


@pytest.mark.parametrize("name", OWN)
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=300))
def test_file_of_anything(name, data):
    """Whatever bytes a file holds, nothing is earned, and no other way ends than by a reason."""
    found = verdict(name, file=data)
    assert (found.points, bool(found.reason)) == (0, True)


@pytest.mark.parametrize(
    ("name", "typed", "points"),
    [
        ("my_page", {"written": 3, "read": 5}, 0),
        ("my_page", {"written": 5, "read": 5}, 0),
        ("my_digits", {"accuracy": 95}, 0.25),
        ("my_digits", {"worst": 2}, 0.75),
        ("smallest_network", {"numbers": 13184}, 0),
    ],
)
def test_wrong_number(name, typed, points):
    """What does not agree with the file loses its points, and what rests on it."""
    assert verdict(name, typed).points == points


def test_ranking():
    """The network's size is what a class is ranked by, once it reads moved digits."""
    assert verdict("smallest_network").measure == 13258
    untrained = saved(**network(196, 64, 10))
    found = verdict("smallest_network", file=untrained)
    assert (found.points, found.measure) == (0.25, None)


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (network(784, 70, 10), "at most 51000 count"),
        (network(784, 32, 9), "do not lead from pixels to ten outputs"),
        (network(100, 10), "784 pixels, or 196 or 49"),
        (network(196, 32, 10) | {"more": np.zeros(3)}, "nothing else"),
        (network(196, 32, 10, kind=np.int16), "do not hold floats"),
        (network(196, 32, 10) | {"b1": np.array([{}] * 32)}, "do not hold floats"),
    ],
    ids=["large", "nine", "pixels", "more", "integers", "objects"],
)
def test_network_that_does_not_count(tables, told):
    """A file that is too large, of another form, or holds more than a network, is refused."""
    numbers = sum(table.size for table in tables.values())
    found = verdict("smallest_network", {"numbers": numbers}, file=saved(**tables))
    assert found.points <= 0.25
    assert told in found.fault.message


def test_file_that_swells():
    """Of a file that becomes large when it is read, nothing is read."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("W1.npy", bytes(100_000_000))
    found = verdict("smallest_network", file=file.getvalue())
    assert "more than a network" in found.fault.message


def test_header_that_promises_more():
    """An array's header that tells of more numbers than follow is refused, before room is made."""
    file = io.BytesIO()
    header = {"descr": "<f2", "fortran_order": False, "shape": (10**9, 10**3)}
    np.lib.format.write_array_header_1_0(file, header)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("W1.npy", file.getvalue())
        archive.writestr("b1.npy", file.getvalue())
    assert "do not hold floats" in verdict("smallest_network", file=whole.getvalue()).fault.message


def test_page_of_another_network():
    """A page that holds other weights than the file, or no words, is worth less."""
    page = LESSON.files(OWN["my_page"])["my_network.html"].decode()
    found = verdict("my_page", file=page.replace("It took me", "</p><p>It took me").encode())
    assert [check.points for check in found.checks] == [0.5, 0.25, 0]
    start = page.index('"data":"') + 8
    noise = np.random.default_rng(0).normal(size=300).astype(np.float32)
    other = base64.b64encode(noise.tobytes()).decode()
    page = page[:start] + other + page[start + len(other) :]
    found = verdict("my_page", file=page.encode())
    assert found.checks[1].points == 0


def test_digits_that_are_copies():
    """The same drawing twice is one drawing, and an empty sheet is none."""
    kept = json.loads(LESSON.files(OWN["my_digits"])["my_digits.json"])
    found = verdict("my_digits", {"accuracy": 1.0}, file=json.dumps(kept[:10] * 2).encode())
    assert found.checks[2].points == 0
    empty = base64.b64encode(bytes(784)).decode()
    kept[13] |= {"pixels": empty}
    file = json.dumps(kept).encode()
    found = [verdict("my_digits", {"accuracy": share}, file=file).checks for share in (0.9, 0.95)]
    assert any(checks[0].passed for checks in found)
    assert not any(checks[2].passed for checks in found)
