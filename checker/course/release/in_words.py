"""Whether each exercise that is answered in words has its cell and its rubric."""

from collections.abc import Sequence
from pathlib import Path

from checker.course.release.places import Places
from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises import InWords

LIST = "IN_WORDS"


def require_answered_in_words(
    path: Path, cells: Sequence[SourceCell], exercises_path: Path, in_words: Sequence[InWords]
) -> None:
    """Refuse a source whose cells for words and exercises in words are not one to one.

    Raises
    ------
    SourceError
        If a cell has no such exercise or is the second of one, or an exercise no cell or rubric.
    """
    lines: dict[str, int] = {}
    known = {each.name for each in in_words}
    for cell in cells:
        if not cell.words:
            continue
        if cell.words not in known:
            raise SourceError(f"{cell.at()}: there is no exercise in words “{cell.words}”")
        if cell.words in lines:
            told = f"words={cell.words} stands in line {lines[cell.words]} already"
            raise SourceError(f"{cell.at()}: {told}")
        lines[cell.words] = cell.line
    for item, each in enumerate(in_words):
        place = Places(exercises_path).of_list(LIST, item)
        if each.name not in lines:
            raise SourceError(f"{place}: {each.name} has no cell for words in {path.name}")
        if not each.rubric:
            raise SourceError(f"{place}: the rubric of {each.name} names nothing to look for")
