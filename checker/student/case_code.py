"""A case as code that can be pasted into a cell of the notebook and run as it stands.

What the code makes is called `case_…`, so that no variable of the notebook is lost.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks, find_exercise
from checker.exercises.supply import files_in, supplied
from checker.sandbox.inside.arguments import copy_of
from checker.sandbox.inside.lab import laboratory
from checker.steps import LAB, OUTSIDE, Argument, Call, Digits, File, Laid, Name, Read, Set, Step

#: An array up to this size is written out; a larger one is fetched from the recorded cases.
WRITTEN_ENTRIES = 100
COLUMNS = 88
#: Blanks by which NumPy makes numbers equally long.
_PADDING = re.compile(r" +(?=[,\]])")


def case_code(
    exercise: CompiledExercise, case: Case, names: Sequence[str] = (), *, expected: bool = False
) -> str:
    """Return the code that asks a case.

    Parameters
    ----------
    names
        What the student calls the arguments of the last call.
    expected
        Whether the right answer is given with it, where it is small.
    """
    lines = _Lines(exercise, case, tuple(names))
    body = [line for number in range(len(case.steps)) for line in lines.of_step(number)]
    right = dict(zip(exercise.cases, exercise.expected, strict=True))[case].value
    if expected and _entries(right) <= WRITTEN_ENTRIES:
        body.insert(-1, _assigned("case_expected", _written(right)))
    body = [*lines.instruments(body), *body, *lines.end]
    return "\n".join(["import numpy as np", *lines.fetches, *body])


def case_argument(exercise: str, case: int, step: int, place: int) -> Any:
    """Return an argument that is too large to be written out, from the recorded cases."""
    asked = find_exercise(casebooks(Path.cwd()), exercise)
    found = supplied(asked.cases[case].steps, files_in(Path.cwd(), asked.files))[step]
    value = _of_one_layout(found.args[place] if isinstance(found, Call) else _value(found))
    return copy_of(value.array if isinstance(value, Laid) else value)


def instruments(exercise: str) -> SimpleNamespace:
    """Return the functions with which an exercise is checked, beside the student's own."""
    return laboratory(find_exercise(casebooks(Path.cwd()), exercise).lab)


def _value(step: Step) -> Any:
    return step.value if isinstance(step, Set) else None


class _Lines:
    """The lines of one case: its arguments under names, then what is called with them."""

    def __init__(self, exercise: CompiledExercise, case: Case, names: tuple[str, ...]):
        self.exercise = exercise
        self.case = case
        self.names = names
        self.slots = {step.into for step in case.steps if isinstance(step, Call) and step.into}
        self.taken = {f"case_{slot}" for slot in self.slots}
        self.fetched = False
        self.end: list[str] = []

    @property
    def fetches(self) -> list[str]:
        """The import of what fetches large arguments, where there are any."""
        return ["from checker.student.case_code import case_argument"] if self.fetched else []

    def instruments(self, body: Sequence[str]) -> list[str]:
        if not any("case_lab." in line for line in body):
            return []
        return [
            "from checker.student.case_code import instruments",
            f'case_lab = instruments("{self.exercise.name}")',
        ]

    def of_step(self, number: int) -> Iterator[str]:
        """Return the lines of one step; that of the last is shown by the cell."""
        step = self.case.steps[number]
        match step:
            case Call(target, args, into):
                handed = []
                for place, value in enumerate(args):
                    lines, text = self._argument(number, place, value)
                    yield from lines
                    handed.append(text)
                call = f"{self._path(target)}({', '.join(handed)})"
                yield f"case_{into} = {call}" if into else self._shown(number, call)
            case Read(target, item):
                read = self._path(target)
                yield self._shown(number, read if item is None else f"{read}[{item!r}]")
            case Set(target, value):
                yield from self._set(number, target, value)

    def _shown(self, number: int, text: str) -> str:
        """Return the last line, or what the cell shows once a variable is put back."""
        if number == len(self.case.steps) - 1 and self.end:
            self.end.append("case_answer")
            return f"case_answer = {text}"
        return text

    def _set(self, number: int, target: str, value: Argument) -> Iterator[str]:
        lines, text = self._argument(number, 0, value)
        yield from lines
        if "." not in target and target not in self.slots:
            yield f'case_before = globals().get("{target}")'
            self.end.append(f"{target} = case_before")
            yield f"{target} = {text}"
        else:
            yield f"{self._path(target)} = {text}"

    def _path(self, path: str) -> str:
        first, dot, rest = path.partition(".")
        own = first in self.slots or first in (LAB, OUTSIDE)
        first = "lab" if first == OUTSIDE else first
        return f"case_{first}{dot}{rest}" if own else path

    def _argument(self, number: int, place: int, value: Argument) -> tuple[list[str], str]:
        """Return the lines that make an argument, and what stands in the call."""
        value = _of_one_layout(value)
        match value:
            case Name(path, item):
                return [], self._path(path) + ("" if item is None else f"[{item}]")
            case np.ndarray() | list() | tuple() | Laid() | Digits() | File():
                name = self._name(number, place)
                if isinstance(value, Digits | File) or _entries(value) > WRITTEN_ENTRIES:
                    self.fetched = True
                    at = self.exercise.cases.index(self.case)
                    made = f'case_argument("{self.exercise.name}", {at}, {number}, {place})'
                else:
                    made = _written(value.array if isinstance(value, Laid) else value, self._path)
                return [_assigned(name, made), *_laid_out(name, value)], name
        return [], _written(value)

    def _name(self, number: int, place: int) -> str:
        """Return what an argument is called: as the student calls it, where that is known."""
        step, last = self.case.steps[number], number == len(self.case.steps) - 1
        wanted = f"argument_{place + 1}"
        if isinstance(step, Set):
            wanted = step.target.rpartition(".")[2]
        elif last and place < len(self.names):
            wanted = self.names[place]
        name, count = f"case_{wanted}", 1
        while name in self.taken:
            count += 1
            name = f"case_{wanted}_{count}"
        self.taken.add(name)
        return name


def _of_one_layout(value: Argument) -> Argument:
    """Return a list of arrays that are each laid out in the same way as a list laid out so."""
    if not isinstance(value, list | tuple):
        return value
    laid = [each for each in value if isinstance(each, Laid)]
    if len(laid) < len(value) or len({each.layout for each in laid}) != 1:
        return value
    return Laid(type(value)(each.array for each in laid), laid[0].layout)


def _laid_out(name: str, value: Argument) -> list[str]:
    """Return the line that gives an array its place in memory, where that is not the usual one."""
    if not isinstance(value, Laid):
        return []
    forms = {
        "fortran": "np.asfortranarray({})",
        "strided": "np.repeat({}, 2, axis=-1)[..., ::2]",
    }
    if value.layout not in forms:
        if isinstance(value.array, list | tuple):
            return [f"for each in {name}:\n    each.flags.writeable = False"]
        return [f"{name}.flags.writeable = False"]
    form = forms[value.layout]
    if isinstance(value.array, list | tuple):
        return [f"{name} = [{form.format('each')} for each in {name}]"]
    return [f"{name} = {form.format(name)}"]


def _assigned(name: str, text: str) -> str:
    """Return an assignment; what takes several lines is shifted to stand beneath its beginning."""
    first, *others = text.split("\n")
    shift = " " * (len(name) + 3)
    return "\n".join([f"{name} = {first}", *(shift + line for line in others)])


def _written(value: Any, path: Any = str) -> str:
    """Return a value as Python code that makes it again, to the last digit."""
    match value:
        case Name(target, item):
            return f"{path(target)}" + ("" if item is None else f"[{item}]")
        case np.ndarray():
            return _written_array(value)
        case list() | tuple():
            items = [_written(item, path).replace("\n", "\n ") for item in value]
            left, right = "[]" if isinstance(value, list) else "()"
            comma = "," if isinstance(value, tuple) and len(items) == 1 else ""
            between = ",\n " if any("\n" in item for item in items) else ", "
            return left + between.join(items) + comma + right
        case float() if not np.isfinite(value):
            return f'float("{value}")'
    return repr(value)


def _written_array(array: np.ndarray) -> str:
    usual = array.dtype in (np.dtype(float), np.dtype(np.int64), np.dtype(bool))
    dtype = "" if usual else f", dtype=np.{array.dtype.name}"
    if not array.size:
        return f"np.zeros({array.shape}, dtype=np.{array.dtype.name})"
    if array.ndim == 0:
        return f"np.array({_written(array.item())}{dtype})"
    with np.printoptions(
        floatmode="unique", sign="-", nanstr="np.nan", infstr="np.inf", suppress=False,
        formatter=None, legacy=False,
    ):  # fmt: skip
        text = np.array2string(
            array, max_line_width=COLUMNS, separator=", ", threshold=sys.maxsize, prefix="np.array("
        )
    return f"np.array({_PADDING.sub('', text)}{dtype})"


def _entries(value: Argument) -> int:
    """Count the numbers in a value."""
    if isinstance(value, Laid):
        return _entries(value.array)
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    return value.size if isinstance(value, np.ndarray) else 1
