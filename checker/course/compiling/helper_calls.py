"""Calls that worked solutions make of each other, recorded for the classroom.

There an exercise can be judged although a function that it rests on is not right yet: what that
function should have answered is looked up. It is recorded for the cases of the exercise only, so
no program is given away by it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from textwrap import dedent
from typing import Any

from checker.course.compiling.entry_tables import tables_of
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.course.compiling.told_calls import (
    FEW_BYTES,
    KEYS,
    bytes_of,
    exact_key,
    is_lookup,
    key_of_call,
    kinds_of_arguments,
    told_apart_calls,
    with_lent,
)
from checker.course.release.course import Lesson
from checker.course.release.formulas import formulas_of
from checker.course.release.styles import load_styles
from checker.course.release.wrong import wrong_cell
from checker.documents.cell_text import classes, mentions
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.cases import names_asked
from checker.exercises.on_the_way import HelperCall
from checker.exercises.sameness import ANSWERED_ATOL, same
from checker.records import Answer, Cell, Ending, Job
from checker.sandbox import Sandbox
from checker.sandbox.questions import ANSWERED
from checker.steps import Call, Name

#: Of more calls than this nothing is recorded: whole trainings are not looked up.
MOST_CALLS = 3000
#: Nor of so many by another program: a training in another style takes the same steps.
MOST_CALLS_OF_OTHERS = 1500


def with_helper_calls(
    lesson: Lesson, cells: Sequence[Cell], book: Casebook, sandbox: Sandbox
) -> Casebook:
    """Return a casebook that can carry errors forward without the worked solutions, its `cells`."""
    with ReferenceSandbox(sandbox.isolation) as reference:
        recorder = _Recorder(lesson, tuple(cells), book, sandbox, reference)
        exercises = tuple(map(recorder.completed, book.exercises))
        return replace(book, exercises=exercises, tables=tuple(recorder.tables.values()))


class _Recorder:
    """Runs worked solutions with each of their helpers answered elsewhere, and notes the calls."""

    def __init__(
        self,
        lesson: Lesson,
        cells: tuple[Cell, ...],
        book: Casebook,
        sandbox: Sandbox,
        reference: ReferenceSandbox,
    ):
        self.lesson = lesson
        self.cells = cells
        self.book = book
        self.sandbox = sandbox
        self.reference = reference
        self.written = {each.name: each for each in lesson.exercises}
        self.jobs = {each.name: self._reference_job(each) for each in book.exercises}
        self.answered: dict[tuple[str, str], Answer] = {}
        functions = [name for each in book.exercises if not each.fields for name in each.defines]
        self.tables = {table.name: table for table in tables_of(functions, self._called)}

    def completed(self, exercise: CompiledExercise) -> CompiledExercise:
        if exercise.fields:
            source = self.lesson.worked(exercise.name).source
            exercise = replace(exercise, formulas=formulas_of(source, exercise.name))
        calls: dict[str, HelperCall] = {}
        for helper in self._helpers(exercise):
            if self._makes_objects(helper):  # and a training makes thousands of calls of one
                continue
            made = list(self._calls(exercise, helper.defines, self.cells))
            if len(made) <= MOST_CALLS:
                calls |= {key_of_call(call): call for call in made}
        for made in self._calls_of_others(exercise):
            if len(made) > MOST_CALLS_OF_OTHERS:
                continue
            calls = {key_of_call(call): call for call in made} | calls
        looked_up = (call for call in calls.values() if not self._is_in_table(call))
        return replace(exercise, helper_calls=tuple(told_apart_calls(looked_up)))

    def _called(self, name: str, numbers: Any) -> Answer:
        job = self._reference_job(self.book.exercises[0])
        (answer,) = self.reference.run(job, [[Call(name, (numbers,))]])
        return answer

    def _is_in_table(self, call: HelperCall) -> bool:
        """Whether a table gives what was recorded."""
        match call.arguments:
            case [[("plain", numbers)], [_, keys, _]] if call.name in self.tables and not keys:
                found = self.tables[call.name].at(numbers)
                return found is not None and same(("plain", found), call.result, atol=ANSWERED_ATOL)
        return False

    def _makes_objects(self, exercise: CompiledExercise) -> bool:
        """Whether an exercise asks for classes only, of whose objects no call can be looked up."""
        return set(exercise.defines) <= set(classes(self.lesson.worked(exercise.name).source))

    def _calls_of_others(self, exercise: CompiledExercise) -> Iterator[list[HelperCall]]:
        """Return the calls that other right programs make, and wrong ones: people write these.

        All that stands before the exercise is answered elsewhere at once, as it is in class where
        nothing less helps, and one by one. Of trainings nothing is recorded: their steps are too
        many.
        """
        before = self._before(exercise)
        if exercise.patience > 1 or not before:
            return
        for text, alone in self._programs(exercise):
            cells = tuple(replace(cell, source=text) if cell.id == exercise.name else cell
                          for cell in self.cells)  # fmt: skip
            used = self._used_in([text, *names_asked(exercise.cases)], before)
            every = tuple(name for each in used for name in each.defines)
            if every:
                yield list(self._calls(exercise, every, cells))
            for helper in used if alone and len(used) > 1 else ():
                made = self._calls(exercise, helper.defines, cells)
                yield [call for call in made if bytes_of(call) <= FEW_BYTES]

    def _programs(self, exercise: CompiledExercise) -> Iterator[tuple[str, bool]]:
        """Return the cells of an exercise in other styles, and with known mistakes.

        With each comes whether it is worth while to answer for one function alone.
        """
        written, cell = self.written[exercise.name], self.lesson.worked(exercise.name)
        yield from ((text, True) for text in load_styles(self.lesson).get(exercise.name, ()))
        yield from ((wrong_cell(written, cell, known), False) for known in written.misconceptions)

    def _helpers(self, exercise: CompiledExercise) -> list[CompiledExercise]:
        """List the exercises whose functions the cases or the worked solution may call."""
        texts = [self.lesson.worked(exercise.name).source, *names_asked(exercise.cases)]
        return self._used_in(texts, self._before(exercise))

    def _used_in(
        self, texts: list[str], before: Sequence[CompiledExercise]
    ) -> list[CompiledExercise]:
        """List those earlier exercises that texts mention, or the worked solutions of these."""
        found = []
        for other in reversed(before):
            if any(mentions(text, name) for text in texts for name in other.defines):
                texts.append(self.lesson.worked(other.name).source)
                found.append(other)
        return found

    def _before(self, exercise: CompiledExercise) -> list[CompiledExercise]:
        before = takewhile(lambda other: other.name != exercise.name, self.book.exercises)
        return [other for other in before if not other.fields]

    def _calls(
        self, exercise: CompiledExercise, helpers: tuple[str, ...], cells: tuple[Cell, ...]
    ) -> Iterator[HelperCall]:
        """Return the calls that cells make of some helpers on all cases."""
        made: list[HelperCall] = []
        wanted: dict[int, list[Any]] = {}

        def ask(name: str, arguments: tuple[Any, ...]) -> Answer:
            answer = self._answer(exercise, name, arguments)
            match answer:
                case Answer(Ending.RETURNED, (("wanted", int(place), handed),)):
                    wanted.setdefault(place, []).append(handed)
                case Answer(Ending.RETURNED, tuple((result, *after))):
                    told = with_lent(arguments, wanted)
                    made.append(HelperCall(name, told, result, tuple(after)))
                    wanted.clear()
            return answer

        job = Job(
            setup=self.lesson.setup,
            cells=cells,
            wanted=exercise.wanted,
            oracles=helpers,
            lab=exercise.lab,
            files=self.lesson.files(self.written[exercise.name]),
            patience=exercise.patience,
        )
        self.sandbox.forget_answers()
        self.sandbox.run(job, [case.steps for case in exercise.cases], ask)
        return filter(is_lookup, made)

    def _answer(self, exercise: CompiledExercise, name: str, arguments: tuple[Any, ...]) -> Answer:
        """Return what a worked solution answers; what many programs ask alike is asked once."""
        key = (exercise.name, exact_key(name, arguments))
        if key in self.answered:
            return self.answered[key]
        call = Call(ANSWERED, (Name(name), *arguments))
        (answer,) = self.reference.run(self.jobs[exercise.name], [[call]])
        if (
            kinds_of_arguments(arguments) <= KEYS and "." not in name
        ):  # not of an object, which changes
            self.answered[key] = answer
        return answer

    def _reference_job(self, exercise: CompiledExercise) -> Job:
        functions = [each for each in self.book.exercises if not each.fields]
        asked = tuple(name for each in functions for name in each.defines)
        job = Job(self.lesson.setup, self.cells, asked)
        return replace(job, wanted=(*asked, *job.tools), lab=dedent(exercise.lab))
