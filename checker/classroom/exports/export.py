"""An export as it is ordered: results in, the file that a platform takes out."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.classroom.exports.canvas import fill_canvas
from checker.classroom.exports.canvas_comments import canvas_comments
from checker.classroom.exports.classroom50 import classroom50_result
from checker.classroom.exports.csv_sheet import read_sheet
from checker.classroom.exports.filled_sheet import FilledSheet
from checker.classroom.exports.gradescope import gradescope_results
from checker.classroom.exports.moodle import fill_moodle
from checker.classroom.exports.moodle_feedback import moodle_feedback
from checker.classroom.exports.parquet import parquet
from checker.classroom.exports.standings import (
    NOTHING,
    Standing,
    gradebook_standings,
    nothing_of,
    of_one_notebook,
    standings,
)
from checker.classroom.exports.student_sentences import one_line
from checker.classroom.exports.tables import nbgrader_csv, nbgrader_csv_of, plain_csv
from checker.classroom.gradebook.writing import student_id
from checker.errors import UsageError
from checker.results.schema import Key, Result
from checker.safe_files import PRIVATE, place_of, write_file

#: Why a result stands in no table of the gradebook's.
NOWHERE = "left out, because the gradebook has no such submission"


@dataclass(frozen=True)
class ExportOrder:
    """What is to be exported, and how.

    Parameters
    ----------
    template
        The sheet that the platform gave out, for formats that fill one.
    gradebook
        The nbgrader gradebook to take marks from; results are given as they count with it.
    assignment
        The one notebook wanted.
    columns
        What a column is called in the sheet, where it does not follow from the notebook's name.
    scale
        Whether marks become parts of what the sheet's column is worth.
    sentences
        What students are told, by the id of the misconception.
    variables
        The environment, for Classroom 50.
    missing
        By notebook, who on the roster has not handed it in.
    pages
        The folder of students' pages.
    came_in
        By student and notebook, the path of the file that was graded.
    """

    results: Sequence[Result]
    template: Path | None = None
    out: Path | None = None
    gradebook: str | None = None
    assignment: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    scale: bool = False
    sentences: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Path | None = None
    came_in: Mapping[Key, str] = field(default_factory=dict)

    @cached_property
    def chosen(self) -> list[Result]:
        """The results that are wanted."""
        chosen = [each for each in self.results if self.assignment in (None, each["notebook"])]
        if not chosen:
            raise UsageError(f"there are no results of {self.assignment or 'any notebook'}")
        return chosen

    @cached_property
    def marks(self) -> list[Standing]:
        """The marks that are wanted: the gradebook's, and of whom it does not know the results'.

        Those have a line too who stand on the roster and have handed in nothing.
        """
        there = self.in_gradebook
        others = [each for each in self.chosen if _row(each) not in there]
        lacking = nothing_of(self.missing, self.chosen)
        return [
            *there.values(),
            *standings(others),
            *(each for each in lacking if (each.student, each.notebook) not in there),
        ]

    @cached_property
    def in_gradebook(self) -> dict[tuple[str, str], Standing]:
        """What the gradebook has of the notebooks that are wanted; nothing if there is none."""
        if self.gradebook is None:
            return {}
        found = gradebook_standings(self.gradebook, {each["notebook"] for each in self.chosen})
        return {(each.student, each.notebook): each for each in found}

    @cached_property
    def original(self) -> Path:
        """Where the sheet lies that is to be filled."""
        if self.template is None:
            raise UsageError("this format fills the sheet that your platform gave you: --template")
        return self.template


def _row(result: Result) -> tuple[str, str]:
    return student_id(result["student"]), result["notebook"]


@dataclass(frozen=True)
class Exported:
    """What was written where, in a sentence, and what a person has to see to."""

    said: str
    remarks: tuple[str, ...] = ()


def export(kind: str, order: ExportOrder) -> Exported:
    """Write an export.

    Raises
    ------
    UsageError
        If there is no such format, or the order asks for what cannot be had.
    """
    if kind not in FORMATS:
        raise UsageError(f"there is no format {kind!r}; there are {', '.join(FORMATS)}")
    return FORMATS[kind](order)


def _canvas(order: ExportOrder) -> Exported:
    filled = fill_canvas(read_sheet(order.original), order.marks, order.columns, scale=order.scale)
    return _write_filled(order, filled)


def _moodle(order: ExportOrder) -> Exported:
    notebook, marks = of_one_notebook(order.marks, order.assignment, "Moodle's worksheet")
    feedback = {
        result["student"]: one_line(result, order.sentences)
        for result in order.chosen
        if result["notebook"] == notebook
    }
    filled = fill_moodle(
        read_sheet(order.original), marks, feedback, order.columns, scale=order.scale
    )
    return _write_filled(order, filled)


def _moodle_feedback(order: ExportOrder) -> Exported:
    notebook, results = _one_notebook(order, "A zip for Moodle")
    if order.pages is None:
        raise UsageError("where students' pages are is not known: name their folder by --feedback")
    sheet = read_sheet(order.template) if order.template else None
    paths = {student: path for (student, name), path in order.came_in.items() if name == notebook}
    made = moodle_feedback(results, order.pages, sheet, order.columns, paths)
    out = order.out or Path(f"{notebook}-feedback.zip")
    write_file(out, made.data, PRIVATE)
    remarks = (*made.remarks, *_unsettled(order, notebook))
    return Exported(f"{_count(made.written, 'page')} in {out}.", remarks)


def _canvas_comments(order: ExportOrder) -> Exported:
    notebook, results = _one_notebook(order, "A request to Canvas")
    made = canvas_comments(results, order.sentences, read_sheet(order.original))
    out = order.out or Path(f"{notebook}-comments.json")
    write_file(out, made.data, PRIVATE)
    remarks = (*made.remarks, *_unsettled(order, notebook))
    return Exported(f"{_count(made.written, 'comment')} in {out}.", remarks)


def _one_notebook(order: ExportOrder, what: str) -> tuple[str, list[Result]]:
    notebook, _ = of_one_notebook(standings(order.chosen), order.assignment, what)
    return notebook, [each for each in order.chosen if each["notebook"] == notebook]


def _write_filled(order: ExportOrder, filled: FilledSheet) -> Exported:
    original = order.original
    out = order.out or original.with_name(f"{original.stem}-filled.csv")
    if out.exists() and out.samefile(original):
        raise UsageError(f"{out} is the sheet itself: name another file with --out")
    write_file(out, filled.sheet.encode())
    return Exported(f"{_count(filled.written, 'mark')} in {out}.", filled.remarks)


def _count(count: int, noun: str) -> str:
    return f"{count} {noun} is" if count == 1 else f"{count} {noun}s are"


def _gradescope(order: ExportOrder) -> Exported:
    return _write_each(order, "results", lambda each: gradescope_results(each, order.sentences))


def _classroom50(order: ExportOrder) -> Exported:
    now = datetime.now(UTC)
    return _write_each(
        order,
        "result",
        lambda each: classroom50_result(each, order.sentences, order.variables, now),
    )


def _write_each(order: ExportOrder, name: str, contents: Callable[[Result], Any]) -> Exported:
    """Write one result into a file, or several into a folder for each student and notebook."""
    out = order.out or Path(f"{name}.json" if len(order.chosen) == 1 else name)
    single = out.suffix == ".json"
    if single and len(order.chosen) > 1:
        raise UsageError(f"{out} holds one of {len(order.chosen)} results: name a folder")
    for result in order.chosen:
        folder = place_of(out, result["student"], result["notebook"], "").parent
        path = out if single else folder / f"{name}.json"
        write_file(path, (json.dumps(contents(result), indent=2) + "\n").encode())
    return _written(order, out)


def _plain(order: ExportOrder) -> Exported:
    return _write(order, "marks.csv", plain_csv(order.marks, order.chosen))


def _nbgrader(order: ExportOrder) -> Exported:
    if order.gradebook is None:
        return _write(order, "grades.csv", nbgrader_csv(order.marks))
    exported = _write(order, "grades.csv", nbgrader_csv_of(order.gradebook, order.assignment))
    left_out = [each for each in order.chosen if _row(each) not in order.in_gradebook]
    remarks = [f"{each['student']}, {each['notebook']}: {NOWHERE}" for each in left_out]
    return replace(exported, remarks=(*exported.remarks, *remarks))


def _parquet(order: ExportOrder) -> Exported:
    return _write(order, "results.parquet", parquet(order.chosen))


def _write(order: ExportOrder, name: str, data: bytes) -> Exported:
    out = order.out or Path(name)
    write_file(out, data)
    return _written(order, out)


def _written(order: ExportOrder, out: Path) -> Exported:
    remarks = tuple(_unsettled(order))
    count = sum(mark.unsettled != NOTHING for mark in order.marks)
    return Exported(f"{_count(count, 'mark')} in {out}.", remarks)


def _unsettled(order: ExportOrder, notebook: str | None = None) -> Iterator[str]:
    for mark in order.marks:
        if mark.unsettled and notebook in (None, mark.notebook):
            yield f"{mark.student}, {mark.notebook}: not settled, because {mark.unsettled}"


FORMATS: Mapping[str, Callable[[ExportOrder], Exported]] = {
    "canvas": _canvas,
    "canvas-comments": _canvas_comments,
    "moodle": _moodle,
    "moodle-feedback": _moodle_feedback,
    "gradescope": _gradescope,
    "classroom50": _classroom50,
    "nbgrader-csv": _nbgrader,
    "csv": _plain,
    "parquet": _parquet,
}
