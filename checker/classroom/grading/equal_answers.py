"""Which edits helped an answer, kept for others who handed in the same text.

All that is kept are the places of edits in the order in which a text is edited. For the next
student these are tried first and alone, in the sandbox of that student: lines, kinds and words
come from there, and what does not make that answer right is not said. So what one student's
process makes of its own closer look can cost another an explanation at most.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence

from checker.closer_look import Finding, Known
from checker.documents.cell_text import text_of, uses_of
from checker.exercises.casebook import CompiledExercise
from checker.records import Answer, Cell, Job

#: So many are kept; the oldest go first.
MOST = 2000
WORD = re.compile(r"[^\W\d]\w*")
#: A line that only remarks something, or nothing.
REMARK = re.compile(r"^[ \t]*(#[^\n]*)?\n", re.MULTILINE)


class EqualAnswers:
    """What is known of answers by their text, by that of their helpers, and by how they failed."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}

    def known(self, key: str) -> Known | None:
        """Return by which edits an equal answer became right; None if there was none yet."""
        return self._known.get(key)

    def keep(self, key: str, finding: Finding) -> None:
        """Keep what was found of an answer once and for all."""
        large = any(edit.is_large for edit in (*finding.edits, *finding.second))
        self._known[key] = Known(finding.places, finding.second_places, large)
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]


def equality_key(exercise: CompiledExercise, answers: Sequence[Answer], job: Job) -> str:
    """Return the same for two answers in the same words that failed in the same way."""
    texts = [without_remarks(cell) for cell in related(job.cells, exercise.defines)]
    endings = [answer.ending for answer in answers]
    parts = [exercise.name, texts, list(job.oracles), endings, job.setup]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def without_remarks(cell: Cell) -> str:
    """Return a cell's text without empty lines and lines of remarks."""
    return REMARK.sub("", text_of(cell) + "\n")


def related(cells: Sequence[Cell], names: Iterable[str]) -> list[Cell]:
    """List the cells that give these names a value, and those that do so to what they mention."""
    words, chosen = set(names), set[str]()
    while True:
        new = [
            cell for cell in cells if cell.id not in chosen and uses_of(cell.source, words).bound
        ]
        if not new:
            return [cell for cell in cells if cell.id in chosen]
        chosen |= {cell.id for cell in new}
        for cell in new:
            words |= set(WORD.findall(cell.source))
