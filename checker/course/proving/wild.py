"""Programs as people really write them, judged: what is said of each, and whether it helps."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.closer_look import Budget, look
from checker.closer_look.verdicts import is_unexplained, looked_at
from checker.course.compiling.casebooks import solution_cells
from checker.course.release.course import Lesson, load_lesson
from checker.errors import UsageError
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.storage import load
from checker.grades import Verdict
from checker.judging import judge
from checker.records import Cell, Job
from checker.sandbox import Isolation, Sandbox

#: The cell of the student's own that runs before the answer.
BEFORE = "before"
#: What is said of a right answer to whose earlier functions something else happened.
HELPER = "It calls what an earlier cell defines, which is not right: look there first."
POINTED = re.compile(r"\b[Ll]ines? (\d+(?:, \d+)*)(?:(?: and| or) (\d+))?")


class Grade(StrEnum):
    """What a verdict is worth to who reads it; the last two are for right programs."""

    NAMED = "cause named"
    LEAD = "lead given"
    SILENT = "silent"
    FALSE = "false"
    ACCEPTED = "wrong accepted"
    REFUSED = "right refused"
    RIGHT = "right accepted"


#: What must never come about.
UNWANTED = {Grade.FALSE, Grade.ACCEPTED, Grade.REFUSED}


@dataclass(frozen=True)
class WildProgram:
    """One program: whose exercise it answers, its code, and what a good verdict holds.

    `lines` are those at which a verdict may point, `words` patterns of which one names the cause,
    and `never` patterns that no verdict may hold. Without words what counts is of what kind the
    explanation is, not whether it is true. A right program may have a weakness, for which it
    `loses` a part of the points if the words are said.
    """

    id: str
    notebook: str
    exercise: str
    right: bool
    code: str
    before: str = ""
    cause: str = ""
    lines: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    loses: float = 0.0


@dataclass(frozen=True)
class Said:
    """What was said of one program, and what that is worth."""

    program: WildProgram
    verdict: Verdict
    grade: Grade
    tried: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class GradeShares:
    """How many of how many programs got which grade."""

    counts: Mapping[Grade, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Return a line for each grade, of wrong programs and of right ones."""
        right = self.counts.get(Grade.RIGHT, 0) + self.counts.get(Grade.REFUSED, 0)
        wrong = sum(self.counts.values()) - right
        for grade in Grade:
            total = right if grade in (Grade.RIGHT, Grade.REFUSED) else wrong
            count = self.counts.get(grade, 0)
            share = f"{count / total:.0%}" if total else "–"
            yield f"{grade:15} {count:4} of {total:4}  {share}"


def read_programs(path: Path) -> list[WildProgram]:
    """Read a file of programs, a list in JSON.

    Raises
    ------
    UsageError
        If it is none.
    """
    try:
        rows = json.loads(path.read_text("utf-8"))
        return [_program(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path} holds no list of programs: {error}") from error


def _program(row: Mapping[str, Any]) -> WildProgram:
    return WildProgram(
        id=row["id"],
        notebook=row["notebook"],
        exercise=row["exercise"],
        right=bool(row["right"]),
        code=row["code"],
        before=row.get("before") or "",
        cause=row.get("cause") or "",
        lines=tuple(row.get("lines", ())),
        words=tuple(row.get("words", ())),
        never=tuple(row.get("never", ())),
        loses=float(row.get("loses", 0.0)),
    )


@dataclass(frozen=True)
class Wild:
    """Judges programs as in class: on recorded cases, with right answers before them."""

    solutions: Path
    notebooks: Path
    isolation: Isolation
    budget: Budget = field(default_factory=Budget)

    @cached_property
    def _opened(self) -> dict[str, tuple[Lesson, Casebook]]:
        return {}

    def lesson(self, name: str) -> tuple[Lesson, Casebook]:
        """Return a lesson and its recorded casebook, which are loaded once."""
        if name not in self._opened:
            data = (self.notebooks / "cases" / f"{name}.npz").read_bytes()
            self._opened[name] = load_lesson(self.solutions / f"{name}.py"), load(data)
        return self._opened[name]

    def said(self, program: WildProgram) -> Said:
        """Judge one program and, where no known mistake explains it, look closer."""
        lesson, book = self.lesson(program.notebook)
        exercise = next(each for each in book.exercises if each.name == program.exercise)
        job = job_of_program(program, lesson, book, exercise)
        with Sandbox(self.isolation) as sandbox:
            answers = sandbox.run(job, [case.steps for case in exercise.cases])
            verdict = judge(exercise, answers)
            if program.before and verdict.points < verdict.max_points:
                alone = job_of_program(replace(program, before=""), lesson, book, exercise)
                carried = judge(exercise, sandbox.run(alone, [c.steps for c in exercise.cases]))
                if carried.points == carried.max_points:
                    carried = replace(carried, sentence=HELPER, carried_forward=True)
                    return Said(program, carried, grade_of(program, carried))
            if not is_unexplained(exercise, verdict):
                return Said(program, verdict, grade_of(program, verdict))
            found = look(exercise, answers, sandbox, job, self.budget)
        verdict = looked_at(verdict, found)
        return Said(program, verdict, grade_of(program, verdict), found.tried, found.seconds)


def job_of_program(
    program: WildProgram, lesson: Lesson, book: Casebook, exercise: CompiledExercise
) -> Job:
    """Return the job of running a program in its notebook, all other answers being right."""
    cells = list(solution_cells(lesson))
    place = next(at for at, cell in enumerate(cells) if cell.id == program.exercise)
    own = [Cell(BEFORE, "code", program.before)] if program.before else []
    cells[place : place + 1] = [*own, replace(cells[place], source=program.code)]
    written = next(each for each in lesson.exercises if each.name == exercise.name)
    return Job(
        setup=lesson.setup,
        cells=tuple(cells),
        wanted=exercise.wanted,
        pinned=book.numbers.get(exercise.name, {}),
        lab=exercise.lab,
        files=lesson.files(written),
        patience=exercise.patience,
    )


def text_of_verdict(verdict: Verdict) -> str:
    """Return all that explains in a verdict: its sentence, its reason, remarks, and the fault."""
    fault = verdict.fault
    where = f"Line {fault.line}: {fault.kind}: {fault.message}" if fault and fault.line else ""
    return " ".join(filter(None, [verdict.sentence, verdict.reason, *verdict.remarks, where]))


def grade_of(program: WildProgram, verdict: Verdict) -> Grade:
    """Say what a verdict on a program is worth."""
    full = verdict.points == verdict.max_points
    text = text_of_verdict(verdict)
    if program.right:
        lost = verdict.max_points - verdict.points
        fair = 0 < lost <= program.loses and _any(program.words, text)
        return Grade.RIGHT if full or fair else Grade.REFUSED
    if full:
        return Grade.NAMED if verdict.carried_forward else Grade.ACCEPTED
    pointed = pointed_lines(verdict)
    misled = program.lines and pointed and not pointed & set(program.lines)
    if misled or _any(program.never, text):
        return Grade.FALSE
    if program.words:
        if _any(program.words, text):
            return Grade.NAMED
        return Grade.LEAD if verdict.sentence or verdict.fault else Grade.SILENT
    if verdict.misconception or pointed:
        return Grade.NAMED
    return Grade.LEAD if verdict.sentence else Grade.SILENT


def pointed_lines(verdict: Verdict) -> set[int]:
    """Return the numbers of the lines that a verdict's sentence points at.

    Where a call of another cell's function stopped is a fact, and nobody is pointed at.
    """
    found = POINTED.findall(verdict.sentence)
    lines = {int(number) for each in found for part in each for number in part.split(", ") if part}
    return lines - {verdict.fault.call_line if verdict.fault else 0}


def _any(patterns: Sequence[str], text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def grade_shares(said: Sequence[Said]) -> GradeShares:
    """Count grades."""
    return GradeShares(Counter(each.grade for each in said))


def judge_all(
    wild: Wild, programs: Sequence[WildProgram], done: Callable[[], None] = lambda: None
) -> list[Said]:
    """Judge programs one after the other."""
    found = []
    for program in programs:
        found.append(wild.said(program))
        done()
    return found
