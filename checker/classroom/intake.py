"""A submitted file's bytes as a submission whose answers stand under the course's cell ids.

Students lose cell ids, copy cells, move them and edit what is locked. What can be told from the
text is told here, by regular expressions: a student's code is never parsed in this process.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.classroom.attempts import attempts_of
from checker.classroom.discovery import Found
from checker.documents import parse_notebook
from checker.errors import UnreadableNotebook
from checker.exercises.casebook import CompiledExercise
from checker.records import Cell, Submission

EXERCISE = "exercise-"
WHAT = {"check": "check cell", "given": "cell of given numbers", "setup": "setup cell"}


def take_in(
    found: Found, release: Sequence[Cell], exercises: Sequence[CompiledExercise]
) -> Submission:
    """Give what a student handed in, compared with what was handed out.

    A file that is no notebook gives a submission without cells whose `unreadable` says why.

    Parameters
    ----------
    release
        The cells of the notebook as students got it.
    exercises
        What the notebook asks.
    """
    data = b""
    try:
        data = found.read()
        parsed = parse_notebook(data)
        cells, repairs, unreadable = parsed.cells, parsed.repairs, ""
    except UnreadableNotebook as error:
        cells, repairs, unreadable = (), (), str(error)
    named, recovered = _recovered(_by_grade_id(cells, release), exercises)
    files = files_beside(found, exercises)
    return Submission(
        student=found.student,
        assignment=found.notebook,
        notebook=found.notebook,
        cells=named,
        sha256=fingerprint(data, files),
        unreadable=unreadable,
        repairs=(*found.remarks, *repairs, *recovered, *_duplicates(named, exercises)),
        tampering=() if unreadable else tuple(_tampering(named, release)),
        files=files,
        attempts=attempts_of(found.beside, [exercise.name for exercise in exercises]),
    )


#: The most that a file of saved weights may hold; more is as good as none.
FILE_BYTES = 4 << 20


def files_beside(found: Found, exercises: Sequence[CompiledExercise]) -> dict[str, bytes]:
    """Read the files beside the notebook that its exercises ask for."""
    names = dict.fromkeys(name for exercise in exercises for name in exercise.files)
    contents = {name: found.beside(name) for name in names}
    return {name: data for name, data in contents.items() if data and len(data) <= FILE_BYTES}


def fingerprint(data: bytes, files: Mapping[str, bytes]) -> str:
    """Give the SHA-256 of a notebook; of several files, that of their own fingerprints."""
    parts = [hashlib.sha256(part) for part in (data, *(files[name] for name in sorted(files)))]
    if len(parts) > 1:
        parts = [hashlib.sha256(b"".join(part.digest() for part in parts))]
    return parts[0].hexdigest()


def exercise_id(name: str) -> str:
    """Give the id of the cell in which an exercise is answered."""
    return EXERCISE + name


def is_locked(cell: Cell) -> bool:
    """Whether a released cell is the course's own: setup, given numbers or a check."""
    return cell.metadata.get("nbgrader", {}).get("locked") is True


def binds(source: str, name: str) -> bool:
    """Whether a line of a cell's text defines `name` or assigns to it.

    >>> binds("def sigmoid(z):", "sigmoid"), binds("s = sigmoid(0)", "sigmoid")
    (True, False)
    """
    if name not in source:
        return False
    word = re.escape(name)
    defined = rf"(?:(?:async[ \t]+)?def|class)[ \t]+{word}\b"
    assigned = rf"{word}[ \t]*(?::[^=\n]*)?=(?!=)"
    return re.search(rf"^[ \t]*(?:{defined}|{assigned})", source, re.MULTILINE) is not None


def _by_grade_id(cells: Sequence[Cell], release: Sequence[Cell]) -> list[Cell]:
    """Give cells that lost their id, but kept nbgrader's, the id that they were handed out with."""
    ours = {cell.id for cell in release}
    free = ours - {cell.id for cell in cells}
    named = []
    for cell in cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        lost = cell.id not in ours and grade_id in free
        named.append(replace(cell, id=grade_id) if lost else cell)
        free.discard(grade_id)
    return named


def _recovered(
    cells: Sequence[Cell], exercises: Sequence[CompiledExercise]
) -> tuple[tuple[Cell, ...], list[str]]:
    """Find exercises whose cell id is lost by the names that they define."""
    present = {cell.id for cell in cells}
    found, repairs = list(cells), []
    for exercise in exercises:
        lost = exercise_id(exercise.name)
        if lost in present:
            continue
        free = [place for place, cell in enumerate(found) if not cell.id.startswith(EXERCISE)]
        places = [place for place in free if _answers(found[place], exercise)]
        if places:
            found[places[-1]] = replace(found[places[-1]], id=lost)
            kind = "variable" if exercise.fields else "function"
            repairs.append(f"{lost} was found by its {kind} name")
    return tuple(found), repairs


def _answers(cell: Cell, exercise: CompiledExercise) -> bool:
    names = exercise.defines
    return cell.kind == "code" and any(binds(cell.source, name) for name in names)


def _duplicates(cells: Sequence[Cell], exercises: Sequence[CompiledExercise]) -> Iterator[str]:
    code = [cell.source for cell in cells if cell.kind == "code"]
    for name in (name for exercise in exercises for name in exercise.defines):
        count = sum(binds(source, name) for source in code)
        if count > 1:
            yield f"{name} is defined in {count} cells; the last one counts"


def _tampering(cells: Sequence[Cell], release: Sequence[Cell]) -> Iterator[str]:
    """Name the course's own cells that are not as they were; one without its id is no loss."""
    handed_in = {cell.id: text_of(cell) for cell in cells}
    texts = set(handed_in.values())
    for ours in filter(is_locked, release):
        if text_of(ours) not in texts:
            what = WHAT.get(ours.id.split("-")[0], "cell")
            became = "changed" if ours.id in handed_in else "removed"
            yield f"the {what} {ours.id} was {became}"


def text_of(cell: Cell) -> str:
    """Give what a cell says, without what editors change at the ends of lines."""
    return "\n".join(line.rstrip() for line in cell.source.strip().splitlines())
