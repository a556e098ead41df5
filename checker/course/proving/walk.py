"""The notebook of a lesson with every exercise solved, run from top to bottom in a kernel."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checker.course.release.course import Lesson
from checker.documents.running import run_cells
from checker.documents.sources import SourceCell
from checker.errors import UsageError
from checker.records import Cell


def walk_through(lesson: Lesson, notebooks: Path) -> list[str]:
    """Run a lesson as its author wrote it; return a sentence for each cell that raises.

    It runs beside copies of the recorded cases and of what the exercises read, so that nothing
    which a notebook saves comes into the course.
    """
    cells = {
        f"cell-{place}": cell
        for place, cell in enumerate(lesson.cells)
        if cell.kind == "code" and "instructor" not in cell.tags
    }
    with TemporaryDirectory(prefix="walk-") as name:
        path = _laid_out(lesson, notebooks, Path(name))
        try:
            outputs = run_cells(
                [Cell(id_, "code", cell.source) for id_, cell in cells.items()], path
            )
        except UsageError as error:  # it did not get to its end
            return [str(error).replace(str(path), "with every exercise solved, the notebook")]
    return [fault for id_, cell in cells.items() for fault in _faults(cell, outputs[id_])]


def _laid_out(lesson: Lesson, notebooks: Path, folder: Path) -> Path:
    """Make the folders that a notebook lies in; return where it would lie."""
    place = folder / "notebooks"
    place.mkdir()
    if (notebooks / "cases").is_dir():
        shutil.copytree(notebooks / "cases", place / "cases")
    for exercise in lesson.exercises:
        for name, content in lesson.files(exercise).items():
            (place / name).write_bytes(content)
    data = notebooks.resolve().parent / "data"
    if data.is_dir():
        (folder / "data").symlink_to(data)
    return place / f"{lesson.name}.ipynb"


def _faults(cell: SourceCell, outputs: list[Any]) -> Iterator[str]:
    for output in outputs:
        if output["output_type"] == "error":
            told = f"{output['ename']}: {output['evalue']}"
            yield f"{cell.at()}: with every exercise solved, this cell ends in {told}"
