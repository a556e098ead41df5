"""What in the students' folder is no longer what the source would give."""

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from checker.course.release.course import Lesson, load_course
from checker.course.release.regenerate import casebook_path, notebook_path, safe_notebook
from checker.documents import parse_notebook
from checker.errors import CasebookError, UnreadableNotebook
from checker.exercises.casebook import Casebook
from checker.exercises.storage import load

#: Compiles the casebook of a lesson as the one that was handed out; None if there is none.
Recompiler = Callable[[Lesson, Casebook | None], Casebook]

#: Whether two casebooks mean the same; their last digits differ between processors.
SameCasebook = Callable[[Casebook, Casebook], bool]

_PARTS = {
    "cell_type": "kind",
    "metadata": "metadata",
    "outputs": "outputs",
    "execution_count": "number of runs",
}


def drift(
    solutions: Path,
    notebooks: Path,
    compile_casebook: Recompiler,
    same_casebook: SameCasebook,
    only: Collection[str] = (),
) -> list[str]:
    """Compare a folder with its source, or `only` some lessons; say of each cell what differs.

    Each casebook says for which seed, and for whose numbers, its notebook was made.

    Raises
    ------
    UsageError
        If there is no lesson; as `SourceError` if one is at fault.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    lessons = load_course(solutions, only)
    found = [] if only else _unknown_files(notebooks, lessons)
    for lesson in lessons:
        found += lesson_drift(lesson, notebooks, compile_casebook, same_casebook)
    return found


def lesson_drift(
    lesson: Lesson, notebooks: Path, compile_casebook: Recompiler, same_casebook: SameCasebook
) -> list[str]:
    """Compare one lesson's notebook and casebook with its source, as `drift` does for all.

    Raises
    ------
    SourceError
        If the lesson is at fault.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    recorded, fault = _recorded(notebooks / casebook_path(lesson))
    fresh = compile_casebook(lesson, recorded)
    if recorded and not same_casebook(recorded, fresh):
        fault = "holds other cases or answers than the source gives"
    found = [f"{casebook_path(lesson)} {fault}"] if fault else []
    name = notebook_path(lesson)
    differences = _differences(notebooks / name, safe_notebook(lesson, fresh))
    found += [f"{name}: {difference}" for difference in differences]
    return [*found[:-1], f"{found[-1]}; {_remedy(lesson, recorded)}"] if found else []


def _remedy(lesson: Lesson, recorded: Casebook | None) -> str:
    """Say what brings a notebook and its casebook back into step with their source."""
    if recorded and recorded.variant is not None:
        return "`checker regenerate --roster` writes students' own numbers anew"
    return (
        f"`checker regenerate --lesson {lesson.name}` writes notebook and casebook anew, "
        "once what was changed by hand stands in the source"
    )


def _unknown_files(notebooks: Path, lessons: list[Lesson]) -> list[str]:
    known = {path for lesson in lessons for path in (notebook_path(lesson), casebook_path(lesson))}
    there = {
        path.relative_to(notebooks)
        for pattern in ("*.ipynb", "cases/*.npz")
        for path in notebooks.glob(pattern)
    }
    return [
        f"{path} has no source: delete it, or bring its lesson back"
        for path in sorted(there - known)
    ]


def _recorded(path: Path) -> tuple[Casebook | None, str]:
    """Read a casebook; without one, say what is the matter with it."""
    try:
        return load(path.read_bytes()), ""
    except OSError:
        return None, "is missing"
    except CasebookError:
        return None, "cannot be read"


def _differences(path: Path, expected: bytes) -> list[str]:
    try:
        data = path.read_bytes()
    except OSError:
        return ["the notebook is missing"]
    if data == expected:
        return []
    try:
        parse_notebook(data)
    except UnreadableNotebook as error:
        return [str(error)]
    return _cell_differences(json.loads(data.decode("utf-8-sig")), json.loads(expected))


def _cell_differences(there: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    ours = {cell["id"]: cell for cell in expected["cells"]}
    theirs = {_id(cell): cell for cell in there["cells"]}
    found = [f"cell {name} is missing" for name in ours if name not in theirs]
    found += [f"cell {name} is not in the source" for name in theirs if name not in ours]
    for name, cell in ours.items():
        if name in theirs and (parts := _unlike_parts(theirs[name], cell)):
            found.append(f"cell {name} differs from the source in its {' and '.join(parts)}")
    if not found and [_id(cell) for cell in there["cells"]] != list(ours):
        found.append("the cells stand in another order, or one stands there twice")
    return found or ["the metadata of the notebook or the layout of its file differs"]


def _id(cell: Any) -> str:
    return str(cell["id"]) if isinstance(cell, dict) and "id" in cell else "without id"


def _unlike_parts(there: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    parts = ["text"] if _text(there) != _text(expected) else []
    return parts + [called for key, called in _PARTS.items() if there.get(key) != expected.get(key)]


def _text(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))
