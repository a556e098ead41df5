"""Whether a student's notebook holds any line of a solution."""

from collections.abc import Iterator

from checker.course.release.course import Lesson
from checker.course.release.marks import BEGIN, END
from checker.course.release.telling import compact, telling_lines
from checker.documents import parse_notebook


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
        text = compact(cell.source)
        found += [
            f"{lesson.name}: cell {cell.id} holds a line of the solution of {exercise}: {line}"
            for line, exercise in secrets.items()
            if compact(line) in text
        ]
    return found


def _telling_lines(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for cell in lesson.cells:
        if cell.exercise:
            yield from ((line, cell.exercise) for line in telling_lines(cell))
