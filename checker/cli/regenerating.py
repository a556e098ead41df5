"""`checker regenerate`: notebooks for all, or numbers of each student's own."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import checker.cli.options as opt
from checker.cli.terminal import WARNING, progress_bar, say
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.course.compiling.roster import Person
    from checker.course.release.course import Lesson
    from checker.exercises.casebook import Casebook

DRIFTED = 1


def regenerate(
    solutions: opt.Solutions = opt.SOLUTIONS,
    out: opt.Out = None,
    seed: opt.NumbersSeed = None,
    roster: opt.Roster = None,
    secret_file: opt.SecretFile = None,
    jobs: opt.Jobs = None,
    lesson: opt.OneLesson = None,
    compare: opt.Compare = False,
) -> None:
    """Make students' notebooks and recorded cases from the source.

    What is there already and means the same is not written again.
    With a roster, each student also gets a folder `students/ID` with numbers of their own. They
    are drawn from a secret and the id: the same two give the same numbers. The secret's file,
    `course.secret` if not said, is made when it is not there. Keep it, and hand it to nobody.
    """
    place = out or solutions.parent / "notebooks"
    if compare and roster:
        raise UsageError("--check compares one folder; give --out FOLDER/students/ID, no --roster")
    if lesson and roster:
        raise UsageError("--lesson is for the notebooks of all; a roster's folders hold the course")
    if secret_file and not roster:
        raise UsageError("--secret-file is for numbers of each student's own; give --roster too")
    only = [lesson] if lesson else []
    if compare:
        _compare(solutions, place, only)
        return
    own = _class_of(roster, secret_file or opt.SECRET) if roster else None
    _say(_written(solutions, place, seed, only) or [f"{place} is what {solutions} gives."])
    if own:
        _say(_personal(solutions, place, own, jobs))


def _compare(solutions: Path, place: Path, only: Sequence[str]) -> None:
    """Name what has drifted; the exit code is 1 if anything has."""
    lines = _drifted(solutions, place, only)
    _say(lines)
    if lines:
        raise typer.Exit(DRIFTED)
    say(f"{place} is what {solutions} gives.")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _written(solutions: Path, place: Path, seed: int | None, only: Sequence[str]) -> list[str]:
    from checker.course.compiling.kept import kept_casebook
    from checker.course.release.regenerate import regenerate as write_release
    from checker.sandbox import UNHURRIED, Sandbox, choose

    # nothing but the instructor's own code is run, so this needs no isolation
    notes: list[str] = []
    with progress_bar("compiling"), Sandbox(choose("none"), UNHURRIED) as sandbox:

        def compiled(lesson: "Lesson", drawn: int | None) -> "Casebook":
            notes.extend(lesson.notes)
            return kept_casebook(lesson, drawn, sandbox)

        written = write_release(solutions, place, compiled, seed, only)
    for note in notes:
        say(note, WARNING)
    return [f"wrote {path}" for path in written]


def _drifted(solutions: Path, place: Path, only: Sequence[str]) -> list[str]:
    from checker.course.compiling.kept import remade_casebook
    from checker.course.release.drift import drift
    from checker.exercises.sameness import same
    from checker.sandbox import UNHURRIED, Sandbox, choose

    with progress_bar("compiling"), Sandbox(choose("none"), UNHURRIED) as sandbox:

        def compiled(lesson: "Lesson", recorded: "Casebook | None") -> "Casebook":
            return remade_casebook(lesson, recorded, sandbox)

        return drift(solutions, place, compiled, same, only)


@dataclass(frozen=True)
class _Class:
    """Who gets numbers of their own, and the secret that they are drawn from."""

    people: "Sequence[Person]"
    secret: bytes
    made: Path | None = None


def _class_of(roster: Path, secret_file: Path) -> _Class:
    """Read the roster and the secret, which is made if it is not there."""
    from checker.course.compiling.own_releases import require_folders
    from checker.course.compiling.roster import read_roster
    from checker.course.compiling.secret import make_secret, read_secret

    people = read_roster(roster)
    require_folders(people)
    if secret_file.exists():
        return _Class(people, read_secret(secret_file))
    return _Class(people, make_secret(secret_file), secret_file)


def _personal(solutions: Path, place: Path, own: _Class, jobs: int | None) -> list[str]:
    from checker.cli.proving import Pieces
    from checker.course.compiling.own_releases import PersonalRelease
    from checker.sandbox import choose

    release = PersonalRelease(solutions, place, own.people, own.secret)
    with Pieces() as pieces:
        done = pieces.stage("drawing each student's numbers", len(own.people))
        folders = release.write(choose("none"), jobs or os.cpu_count() or 1, done)
    lines = [f"wrote {folder}" for folder in folders]
    if own.made:
        lines.append(f"wrote {own.made}, a new secret: keep it, and hand it to nobody")
    return lines
