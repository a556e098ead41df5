"""A made-up class: what every kind of student hands in, and the key with the marks due to each."""

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from checker.classroom.simulation import made_up_folders as folders
from checker.classroom.simulation.damaged_notebooks import (
    Exercises,
    Notebook,
    forge,
    lose_ids,
    reorder,
    swell,
)
from checker.classroom.simulation.made_up_folders import Files, Folder, GivenNotebook
from checker.classroom.simulation.made_up_student import Answers, Pretended, Pretender
from checker.course.compiling.handouts import Handout
from checker.course.compiling.own_numbers import own_handout
from checker.course.compiling.roster import Person
from checker.course.release.styles import load_table
from checker.documents.cell_text import exercise_id
from checker.errors import UsageError
from checker.grades import Outcome, Status
from checker.safe_files import make_folder, safe_name, write_file

KEY = "answer_key.jsonl"
SUBMITTED = "submitted"
ROSTER = "students.csv"


@dataclass(frozen=True)
class Kind:
    """A kind of submission: how it answers, what happens to its notebook, and to its file.

    What happens to the file leaves nothing that could be read. `folder` says what files the
    student's folder holds in place of the notebook; `again` whether nothing of it can be graded;
    `stranger` whether the student stands on no roster, so that a person has to look.
    """

    name: str
    answers: Callable[[Pretender, random.Random], Answers]
    notebook: Callable[[Notebook, Exercises, random.Random], None] | None = None
    file: Callable[[bytes], bytes] | None = None
    folder: Folder | None = None
    again: bool = False
    stranger: bool = False


#: Each of these is in every class that is large enough.
SPECIAL = (
    Kind("right", Pretender.right),
    Kind("several mistakes", Pretender.mistaken),
    Kind("unfinished", Pretender.unfinished),
    Kind("styles of their own", Pretender.styled),
    Kind("endless loop", Pretender.endless),
    Kind("os._exit", Pretender.leaving),
    Kind("ids lost", Pretender.mistaken, lose_ids),
    Kind("cells moved", Pretender.mistaken, reorder),
    Kind("huge outputs", Pretender.styled, swell),
    Kind("forged checks", Pretender.untouched, forge),
    Kind("cut off", Pretender.right, file=lambda data: data[: 2 * len(data) // 3]),
    Kind("empty file", Pretender.right, file=lambda _: b""),
    Kind("untouched", Pretender.untouched),
    Kind("renamed file", Pretender.mistaken, folder=folders.renamed),
    Kind("wrong ending", Pretender.styled, folder=folders.wrong_ending),
    Kind("copy beside the original", Pretender.mistaken, folder=folders.copy_beside),
    Kind("a folder called like another student", Pretender.right, folder=folders.nested),
    Kind("only a PDF", Pretender.right, folder=folders.only_a_pdf, again=True),
    Kind("empty folder", Pretender.right, folder=folders.nothing, again=True),
    Kind("another notebook", Pretender.right, folder=folders.another_notebook, again=True),
    Kind("not a number", Pretender.not_a_number),
    Kind("empty answers", Pretender.empty),
    Kind("huge answers", Pretender.huge),
)
#: Only where the roster is made up with the class.
STRANGER = Kind("a stranger", Pretender.mistaken, stranger=True)
#: The rest of the class, by how often they are met.
COMMON = {SPECIAL[1]: 10, SPECIAL[2]: 4, SPECIAL[3]: 6}


def simulate(pretenders: Sequence[Pretender], students: int, seed: int, out: Path) -> None:
    """Write a class in nbgrader's layout, a key with the marks due to each, and a roster.

    On the roster stands one who has handed in nothing, and one who has is not on it.

    Raises
    ------
    UsageError
        If there are submissions in `out` already, or a file cannot be written.
    """
    width = len(str(students))
    names = [f"student-{place:0{width}}" for place in range(students + 1)]
    absent, present = names[0], names[1:]
    kinds = _hand_in(dict.fromkeys(present, pretenders), seed, out, (*SPECIAL, STRANGER))
    known = [name for name, kind in zip(present, kinds, strict=True) if not kind.stranger]
    write_file(out / ROSTER, "\n".join(["id", absent, *known, ""]).encode())


def hand_in(students: Mapping[str, Sequence[Pretender]], seed: int, out: Path) -> None:
    """Write a class of named students, each with the notebooks that they got themselves.

    Raises
    ------
    UsageError
        If there are submissions in `out` already, or a file cannot be written.
    """
    _hand_in(students, seed, out, SPECIAL)


def _hand_in(
    students: Mapping[str, Sequence[Pretender]], seed: int, out: Path, special: Sequence[Kind]
) -> list[Kind]:
    """Write the class, and return of which kind each student is."""
    if (out / SUBMITTED).exists():
        raise UsageError(f"{out / SUBMITTED} exists already: name another folder with --out")
    rng = random.Random(seed)  # noqa: S311 - a class to be made again, not a secret
    kinds = _kinds(len(students), special, rng)
    lines = [
        _handed_in(kind, student, pretender, out / SUBMITTED, rng)
        for kind, (student, pretenders) in zip(kinds, students.items(), strict=True)
        for pretender in pretenders
    ]
    write_file(out / KEY, "".join(f"{json.dumps(line)}\n" for line in lines).encode())
    return kinds


def _handed_in(
    kind: Kind, student: str, pretender: Pretender, submitted: Path, rng: random.Random
) -> dict[str, Any]:
    """Write one student's folder for one notebook, and return its line of the key."""
    data, due = _filled_in(kind, pretender, rng)
    name = pretender.handout.name
    folder = submitted / student / name
    files: Files = {f"{name}.ipynb": data, **pretender.files}
    if kind.folder:
        given = GivenNotebook(name, pretender.handout.notebook, pretender.other)
        files = kind.folder(files, given)
    make_folder(folder)
    for file, content in files.items():
        write_file(folder / file, content)
    return {"student": student, "notebook": name} | due


def _kinds(students: int, special: Sequence[Kind], rng: random.Random) -> list[Kind]:
    kinds = list(islice(special, students))
    kinds += rng.choices(list(COMMON), list(COMMON.values()), k=students - len(kinds))
    rng.shuffle(kinds)
    return kinds


def _filled_in(
    kind: Kind, pretender: Pretender, rng: random.Random
) -> tuple[bytes, dict[str, Any]]:
    """Make one submission: its file, and its line of the key."""
    answers = {**kind.answers(pretender, rng), **pretender.unwritten}
    notebook: Notebook = json.loads(pretender.handout.notebook)
    texts = {exercise_id(name): answer.source for name, answer in answers.items()}
    for cell in notebook["cells"]:
        cell["source"] = texts.get(cell["id"], cell["source"])
    if kind.notebook:
        kind.notebook(notebook, pretender.exercises, rng)
    data = (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()
    if not (kind.file or kind.again):
        status = Status.NEEDS_HUMAN if kind.stranger else Status.GRADED
        return data, _due(pretender, kind, answers, status)
    lost = {name: Pretended("", 0.0, Outcome.MISSING) for name in answers}
    return kind.file(data) if kind.file else data, _due(pretender, kind, lost, Status.UNREADABLE)


def _due(pretender: Pretender, kind: Kind, answers: Answers, status: Status) -> dict[str, Any]:
    bonus = {name for name, exercise in pretender.exercises.items() if exercise.bonus}
    return {
        "kind": kind.name,
        "status": str(status),
        "score": round(sum(each.points for name, each in answers.items() if name not in bonus), 3),
        "exercises": [
            {"name": name, "points": answer.points, "outcome": str(answer.outcome)}
            for name, answer in answers.items()
        ],
    }


def on_roster(
    people: Iterable[Person], handouts: Sequence[Handout], notebooks: Path
) -> dict[str, list[Pretender]]:
    """Return what makes up answers to the numbers of each student's own.

    Raises
    ------
    UsageError
        If a student's folder lacks one of the notebooks.
    SourceError
        If a file of styles has no dictionary STYLES.
    """
    return {
        safe_name(person.id): pretenders_for(
            own_handout(shared.lesson, notebooks, person) for shared in handouts
        )
        for person in people
    }


def pretenders_for(handouts: Iterable[Handout], course: Iterable[Handout] = ()) -> list[Pretender]:
    """Return what makes up answers to the notebooks, in the styles that lie beside their sources.

    Of the rest of the `course` some hand in a notebook in the place of another.

    Raises
    ------
    SourceError
        If a file of styles has no dictionary STYLES.
    """
    others = [each.notebook for each in course]
    return [
        Pretender(
            handout,
            _styles(handout.lesson.path),
            next((other for other in others if other != handout.notebook), b""),
        )
        for handout in handouts
    ]


def _styles(lesson: Path) -> Mapping[str, Sequence[str]]:
    return load_table(lesson.with_name(f"{lesson.stem}_styles.py"), "STYLES")
