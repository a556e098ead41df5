"""An export as it is ordered: results in, the file that a platform takes out."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.classroom.exports.canvas import fill_canvas
from checker.classroom.exports.canvas_comments import canvas_comments
from checker.classroom.exports.classroom50 import classroom50_result
from checker.classroom.exports.csv_sheet import read_sheet
from checker.classroom.exports.export_order import Exported, ExportOrder, row_of
from checker.classroom.exports.filled_sheet import FilledSheet
from checker.classroom.exports.gradescope import gradescope_results
from checker.classroom.exports.moodle import fill_moodle
from checker.classroom.exports.moodle_feedback import moodle_feedback
from checker.classroom.exports.parquet import parquet
from checker.classroom.exports.standings import (
    NOTHING,
    of_one_notebook,
    standings,
)
from checker.classroom.exports.student_sentences import one_line
from checker.classroom.exports.tables import nbgrader_csv, nbgrader_csv_of, plain_csv
from checker.errors import UsageError
from checker.results.schema import Result
from checker.safe_files import PRIVATE, place_of, write_file

#: Why a result stands in no table of the gradebook's.
NOWHERE = "left out, because the gradebook has no such submission"


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
    left_out = [each for each in order.chosen if row_of(each) not in order.in_gradebook]
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
