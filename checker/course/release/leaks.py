"""Whether a student's notebook holds any line of a solution."""

import re
from collections.abc import Iterator

from checker.course.release.course import Lesson
from checker.course.release.marks import BEGIN, END, find_regions
from checker.documents import parse_notebook

#: Shorter lines, such as `return z` or `a = sigmoid(z)`, stand in honest examples too.
_TELLING_LENGTH = 12
_FORMULA = re.compile(r"[-+*/@%]|\bnp\.|\bif\b|^\"\w+\":")


def leaks(lesson: Lesson, notebook: bytes) -> list[str]:
    """List the cells of a notebook that hold a line of a solution, one sentence for each line.

    Lines count that hold a formula or a typed answer, whatever their spaces and comments are.

    Raises
    ------
    UnreadableNotebook
        If the bytes are no notebook.
    """
    secrets = dict(_telling_lines(lesson))
    found = []
    for cell in parse_notebook(notebook).cells:
        if BEGIN in cell.source or END in cell.source:
            found.append(f"{lesson.name}: cell {cell.id} holds the mark of a solution")
        text = _compact(cell.source)
        found += [
            f"{lesson.name}: cell {cell.id} holds a line of the solution of {exercise}: {line}"
            for line, exercise in secrets.items()
            if _compact(line) in text
        ]
    return found


def _telling_lines(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell in lesson.cells:
        if not cell.exercise:
            continue
        for region in find_regions(cell):
            for line in region.lines(cell.source):
                code = line.split("  #")[0].strip().removeprefix("return ")
                if len(_compact(code)) >= _TELLING_LENGTH and _FORMULA.search(code):
                    yield code, cell.exercise


def _compact(text: str) -> str:
    return re.sub(r"[^\S\n]", "", text)
