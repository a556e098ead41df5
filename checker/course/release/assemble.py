"""A lesson becomes the notebook that students get."""

from collections.abc import Iterator, Mapping

from checker.course.release.conversion import convert, grader_cell
from checker.course.release.course import Lesson
from checker.course.release.headings import SectionIds, anchored
from checker.course.release.stubs import check_call, stub_of
from checker.course.release.variants import fill, rewrite_given
from checker.documents.cell_text import words_id
from checker.documents.sources import SourceCell
from checker.documents.writing import write_notebook
from checker.exercises.casebook import Casebook, Numbers
from checker.records import Cell


def student_notebook(lesson: Lesson, casebook: Casebook) -> bytes:
    """Write a lesson as the students' notebook, with the points and numbers of its casebook.

    Raises
    ------
    SourceError
        If the prose asks for numbers that there are not, or numbers cannot be written.
    """
    stubs = {f"exercise-{exercise.name}": stub_of(exercise) for exercise in lesson.exercises}
    cells = list(_cells(lesson, casebook))
    return write_notebook(cells, lambda notebook: convert(notebook, stubs))


def _cells(lesson: Lesson, casebook: Casebook) -> Iterator[Cell]:
    given = {**lesson.given, **casebook.numbers}
    points = {exercise.name: exercise.counted_points for exercise in casebook.exercises}
    by_hand = {each.name: each.points for each in lesson.in_words}
    checks = {exercise.name: check_call(exercise) for exercise in lesson.exercises}
    sections = SectionIds()
    for cell in lesson.cells:
        if "instructor" in cell.tags:
            continue
        if name := cell.exercise:
            yield grader_cell(f"exercise-{name}", cell.source, solution=True)
            yield grader_cell(f"check-{name}", checks[name], points=points[name])
        elif name := cell.words:
            place, worth = words_id(name), by_hand[name]
            yield grader_cell(place, cell.source, kind=cell.kind, solution=True, points=worth)
        elif cell.given:
            yield grader_cell(f"given-{cell.given}", rewrite_given(cell, given[cell.given]))
        elif cell.tags and "folded" not in cell.tags:
            yield grader_cell(cell.tags[0], cell.source)
        else:
            yield _plain(cell, sections, given)


def _plain(cell: SourceCell, sections: SectionIds, given: Mapping[str, Numbers]) -> Cell:
    source = anchored(fill(cell, given)) if cell.kind == "markdown" else cell.source
    metadata: dict[str, object] = {"alt": cell.alt} if cell.alt else {}
    if "folded" in cell.tags:
        metadata["jupyter"] = {"source_hidden": True}
    return Cell(sections.next(cell.kind, cell.source), cell.kind, source.strip("\n"), metadata)
