"""Numbers of a student's own: where they come from, and what each student's marks are decided by.

Nothing is taken from what a student handed in. What counts is the folder that was handed out to
them, as the instructor keeps it; without it, the numbers are drawn again from the secret.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from checker.course.compiling.assignments import Assignment
from checker.course.compiling.casebooks import solver, varied_casebook, with_numbers
from checker.course.compiling.handouts import Handout, open_handout
from checker.course.compiling.parallel import RunTasks
from checker.course.compiling.roster import Person
from checker.course.compiling.secret import variant_of
from checker.course.release.assemble import student_notebook
from checker.course.release.course import Lesson
from checker.errors import UsageError
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump
from checker.records import Answer
from checker.safe_files import safe_name
from checker.sandbox import Sandbox

#: The folder, beside the notebooks that are the same for all, with one folder for each student.
STUDENTS = "students"
#: Says beside the shared notebooks that students got others, also where their folders are not.
MARK = "own_numbers.txt"


def folder_of(notebooks: Path, student: str) -> Path:
    """Return the folder with the notebooks of one student."""
    return notebooks / STUDENTS / safe_name(student)


def require_shared(notebooks: Path, otherwise: str) -> None:
    """Refuse to hold a student to the shared numbers where each was given their own.

    Raises
    ------
    UsageError
        If the folder has students' own notebooks in it; `otherwise` says what to do.
    """
    if were_drawn(notebooks):
        raise UsageError(
            f"{notebooks} was made with numbers of each student's own; give {otherwise}"
        )


def were_drawn(notebooks: Path) -> bool:
    """Whether each student was given numbers of their own."""
    return (notebooks / STUDENTS).is_dir() or (notebooks / MARK).is_file()


def own_handout(lesson: Lesson, notebooks: Path, person: Person) -> Handout:
    """Return a notebook as one student got it.

    Raises
    ------
    UsageError
        If it is not in the student's folder.
    """
    folder = folder_of(notebooks, person.id)
    kept = open_handout(lesson, folder)
    if kept is None:
        raise UsageError(
            f"{folder} does not hold {lesson.name}; run `checker regenerate` with the roster first"
        )
    return kept


@dataclass(frozen=True)
class Numbers:
    """Whose numbers are whose: the roster, the folder that was handed out, and the secret."""

    roster: Sequence[Person]
    notebooks: Path
    secret: bytes | None = None

    @property
    def are_drawn(self) -> bool:
        """Whether students have numbers of their own; else a roster says who is in the class."""
        return self.secret is not None or were_drawn(self.notebooks)

    def handout(self, shared: Handout, person: Person, sandbox: Sandbox) -> Handout:
        """Return a notebook as one student got it.

        Raises
        ------
        UsageError
            If it is not in the student's folder, and there is no secret to draw it from.
        """
        folder = folder_of(self.notebooks, person.id)
        kept = open_handout(shared.lesson, folder)
        if kept is not None:
            return kept
        if self.secret is None:
            raise UsageError(
                f"{folder} does not hold {shared.name}; give --secret-file to draw the numbers of "
                f"{person.id} again"
            )
        variant = variant_of(self.secret, person.id)
        book = varied_casebook(shared.lesson, shared.recorded, variant, sandbox)
        return Handout(shared.lesson, student_notebook(shared.lesson, book), book)


def with_personal(
    assignment: Assignment,
    shared: Handout,
    numbers: Numbers,
    students: Mapping[str, Person],
    run_tasks: RunTasks,
) -> Assignment:
    """Return an assignment together with what decides the marks of each student.

    Parameters
    ----------
    students
        Who on the roster each submission is from, by the name under which it was handed in.

    Raises
    ------
    UsageError
        If the numbers of a student on the roster are not to be had.
    """
    if not (numbers.are_drawn and any(each.numbers for each in shared.lesson.exercises)):
        return assignment
    present = {person.id for person in students.values()}
    tasks = []
    for person in numbers.roster:
        make = _own if person.id in present else _answers_only
        tasks.append(partial(make, assignment, shared, numbers, person))
    drawn = dict(zip((each.id for each in numbers.roster), run_tasks(tasks), strict=True))
    classmates = _by_exercise(shared, {id_: each.casebook for id_, each in drawn.items()})
    personal = {
        name: replace(drawn[person.id], owner=person.id, classmates=classmates)
        for name, person in students.items()
    }
    return replace(assignment, personal=personal)


def _own(
    shared: Assignment, handout: Handout, numbers: Numbers, person: Person, sandbox: Sandbox
) -> Assignment:
    """Return the assignment of one student: the same fresh cases, with their own numbers."""
    own = numbers.handout(handout, person, sandbox)
    book = with_numbers(own.lesson, shared.casebook, own.recorded.numbers, sandbox)
    return replace(
        shared,
        notebook=own.notebook,
        release=own.cells,
        casebook=book,
        casebook_sha256=_fingerprint(shared, book),
    )


def _answers_only(
    shared: Assignment, handout: Handout, numbers: Numbers, person: Person, sandbox: Sandbox
) -> Assignment:
    """Return as much of the assignment of a student who handed nothing in as others may copy."""
    own = numbers.handout(handout, person, sandbox)
    solve = solver(handout.lesson, sandbox)
    exercises = zip(handout.lesson.exercises, shared.casebook.exercises, strict=True)
    compiled = tuple(
        replace(
            book,
            expected=tuple(solve(each, None, book.cases, own.recorded.numbers[each.name])),
            mistakes=(),
            pairs=(),
            on_the_way=(),
        )
        for each, book in exercises
        if each.numbers
    )
    return replace(shared, casebook=replace(shared.casebook, exercises=compiled))


def _fingerprint(shared: Assignment, book: Casebook) -> str:
    """Name a casebook by the shared one and the numbers: from these two it is made."""
    numbers = dump(Casebook(book.notebook, None, book.numbers, ()))
    return hashlib.sha256(shared.casebook_sha256.encode() + numbers).hexdigest()


def _by_exercise(
    handout: Handout, books: Mapping[str, Casebook]
) -> dict[str, dict[str, Sequence[Answer]]]:
    """Return what is right for whom, for each exercise whose numbers vary."""
    varying = [exercise.name for exercise in handout.lesson.exercises if exercise.numbers]
    expected = {
        student: {exercise.name: exercise.expected for exercise in book.exercises}
        for student, book in books.items()
    }
    return {name: {student: each[name] for student, each in expected.items()} for name in varying}
