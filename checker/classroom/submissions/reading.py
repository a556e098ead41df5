"""A submitted file's bytes as a submission whose answers stand under the course's cell ids.

Students lose cell ids, copy cells, move them and edit what is locked. What can be told from the
text is told here, by regular expressions: a student's code is never parsed in this process.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from checker.answers import recover
from checker.classroom.submissions.attempts import attempts_of
from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.tampering import tampering
from checker.documents import parse_notebook
from checker.documents.cell_text import (
    EXERCISE,
    binds,
    bound_names,
    exercise_id,
    is_locked,
    text_of,
)
from checker.errors import UnreadableNotebook
from checker.exercises.casebook import CompiledExercise
from checker.records import CELL_CHARACTERS, Cell, Submission

__all__ = ["EXERCISE", "binds", "exercise_id", "is_locked", "take_in", "text_of"]


def take_in(
    found: Found, release: Sequence[Cell], exercises: Sequence[CompiledExercise]
) -> Submission:
    """Return what a student handed in, compared with what was handed out.

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
    named, recovered = recover(cells, release, exercises)
    files = files_beside(found, exercises)
    beside = helpers_beside(found, exercises)
    return Submission(
        student=found.student,
        assignment=found.notebook,
        notebook=found.notebook,
        cells=named,
        sha256=submission_fingerprint(data, files, beside),
        unreadable=unreadable,
        repairs=(
            *found.remarks,
            *repairs,
            *recovered,
            *_duplicates(named, exercises),
            *_too_long(named),
        ),
        tampering=() if unreadable else tuple(tampering(named, release)),
        files=files,
        beside=beside,
        doubts=found.doubts,
        attempts=attempts_of(found.beside, [exercise.name for exercise in exercises]),
    )


#: The most that a file of saved weights may hold; more is as good as none.
FILE_BYTES = 4 << 20


def files_beside(found: Found, exercises: Sequence[CompiledExercise]) -> dict[str, bytes]:
    """Read the files beside the notebook that its exercises ask for."""
    names = dict.fromkeys(name for exercise in exercises for name in exercise.files)
    contents = {name: found.beside(name) for name in names}
    return {name: data for name, data in contents.items() if data and len(data) <= FILE_BYTES}


def helpers_beside(found: Found, exercises: Sequence[CompiledExercise]) -> dict[str, bytes]:
    """Read what else was handed in with the notebook, without the files that exercises ask for."""
    asked = {name for exercise in exercises for name in exercise.files}
    return {name: data for name, data in found.helpers().items() if name not in asked}


def submission_fingerprint(
    data: bytes, files: Mapping[str, bytes], beside: Mapping[str, bytes] = {}
) -> str:
    """Return the SHA-256 of a notebook; of several files, that of their own fingerprints."""
    named = [part for name in sorted(beside) for part in (name.encode(), beside[name])]
    parts = [
        hashlib.sha256(part) for part in (data, *(files[name] for name in sorted(files)), *named)
    ]
    if len(parts) > 1:
        parts = [hashlib.sha256(b"".join(part.digest() for part in parts))]
    return parts[0].hexdigest()


def _duplicates(cells: Sequence[Cell], exercises: Sequence[CompiledExercise]) -> Iterator[str]:
    names = list(dict.fromkeys(name for exercise in exercises for name in exercise.defines))
    asked = frozenset(names)
    bound = [bound_names(cell.source, asked) for cell in cells if cell.kind == "code"]
    for name in names:
        count = sum(name in each for each in bound)
        if count > 1:
            yield f"{name} is defined in {count} cells; the last one that works counts"


def _too_long(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        if cell.kind == "code" and len(cell.source) > CELL_CHARACTERS:
            limit = f"{CELL_CHARACTERS:,} characters"
            yield f"the cell {cell.id} has more than {limit}; it was not run"
