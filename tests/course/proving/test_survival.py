"""Mutants that stop, hang or fall over are refused, and a broken reference proves nothing."""

from dataclasses import replace

import pytest

from checker.course.compiling.casebooks import recorded_casebook
from checker.course.proving import survival
from checker.course.proving.mutants import Mutant
from checker.course.proving.subjects import Subject
from checker.course.release.course import load_lesson
from checker.errors import BrokenReference
from checker.sandbox import Sandbox, choose


@pytest.fixture
def subject(solutions):
    """Give the first exercise of the tiny lesson."""
    lesson = load_lesson(solutions / "01_tiny.py")
    with Sandbox(choose("none")) as sandbox:
        recorded = recorded_casebook(lesson, None, sandbox).exercises[0]
    return Subject(lesson, lesson.exercises[0], recorded, {})


def tried(subject, *bodies):
    """Give the bodies that pass for right."""
    mutants = [Mutant("above", f"def above(x, bound):\n    {body}", "", body) for body in bodies]
    with Sandbox(choose("none")) as sandbox:
        return [mutant.after for mutant in survival.survivors(subject, mutants, sandbox)]


@pytest.mark.slow
def test_ways_to_be_refused(subject, monkeypatch):
    """An endless loop, an exception, an exit and a wrong value; the right one passes."""
    monkeypatch.setattr(survival, "LEAST_SECONDS", 1.0)
    right = "return max(bound, x) - bound"
    wrong = ("while True: pass", "return 1 / 0", "import os; os._exit(0)", "return x", "1 +")
    assert tried(subject, *wrong, right) == [right]


def test_second_look(subject):
    """A mutant that knows the recorded answers is refused on fresh cases."""
    answers = {float(case.steps[0].args[0]): answer.value
               for case, answer in zip(subject.recorded.cases, subject.recorded.expected,
                                       strict=True)}  # fmt: skip
    assert tried(subject, f"return {answers}.get(x)") == []


def test_no_second_look_where_there_is_nothing_else_to_see(subject, monkeypatch):
    """An exercise that asks the same of every seed is not asked again."""
    monkeypatch.setattr(survival, "_second_look", lambda *_: pytest.fail("it was asked again"))
    asked = tuple(subject.recorded.checks)
    same = replace(subject, exercise=replace(subject.exercise, checks=lambda _: asked))
    assert (subject.varies, same.varies) == (True, False)
    right = "return max(bound, x) - bound"
    assert tried(same, right) == [right]


def test_reference_that_does_not_pass(subject):
    """Nothing would be proven by refusing what the worked solution does not earn either."""
    shifted = replace(subject.recorded, expected=tuple(reversed(subject.recorded.expected)))
    with pytest.raises(
        BrokenReference, match="tried as its mutants are, the worked solution earns 0 of"
    ):
        tried(replace(subject, recorded=shifted), "return 0.0")
