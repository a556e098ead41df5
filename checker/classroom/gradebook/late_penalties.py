"""Penalties for lateness, by the rule that nbgrader's configuration states for the course.

It is read where nbgrader reads it: in the course's folder, and in all of Jupyter's, such as
`~/.jupyter`. nbgrader assigns penalties when it autogrades, so whatever grades in its place has to
do so too. Where the rule or a date is not known, what stands in the gradebook stays.
"""

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedNotebook
    from nbgrader.plugins import BasePlugin

CONFIGS = ("nbgrader_config.py", "nbgrader_config.json")


def assign_penalties(
    book: "Gradebook", notebook: str, students: Collection[str], course: Path
) -> None:
    """Give each late notebook its penalty, and take it from those that are not late any more.

    Parameters
    ----------
    course
        The folder of the course, whose configuration overrules that of Jupyter's folders.

    Raises
    ------
    UsageError
        If a configuration, or the plugin that it names, fails.
    """
    folders = _configured(course)
    if not folders:
        return
    with _importable(folders):
        plugin = _plugin(folders)
        for submission in book.find_assignment(notebook).submissions:
            if submission.student_id in students and submission.timestamp and submission.duedate:
                for each in submission.notebooks:
                    seconds = submission.total_seconds_late
                    each.late_submission_penalty = _penalty(plugin, each, seconds)
    book.db.commit()


def _configured(course: Path) -> list[Path]:
    """List the folders in which nbgrader finds its configuration; a later one overrules."""
    from jupyter_core.paths import jupyter_config_path  # noqa: PLC0415 - `--help` needs it not

    folders = [*map(Path, reversed(jupyter_config_path())), course]
    return [each for each in folders if any((each / name).is_file() for name in CONFIGS)]


def _plugin(folders: Iterable[Path]) -> "BasePlugin":
    """Return the plugin that nbgrader would ask; its files are the instructor's own."""
    from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - takes seconds
    from traitlets.config.loader import (  # noqa: PLC0415
        Config,
        JSONFileConfigLoader,
        PyFileConfigLoader,
    )

    config, path = Config(), Path()
    try:
        for path in (folder / name for folder in folders for name in CONFIGS):
            if path.is_file():
                load = PyFileConfigLoader if path.suffix == ".py" else JSONFileConfigLoader
                config.merge(load(path.name, path=str(path.parent)).load_config())
        assigner = AssignLatePenalties(config=config)
        assigner.init_plugin()
    except Exception as error:
        raise UsageError(f"{path} cannot be used: {error}") from error
    return assigner.plugin_inst


def _penalty(plugin: "BasePlugin", notebook: "SubmittedNotebook", seconds: float) -> float | None:
    """Return a penalty as nbgrader bounds it: never below 0, never more than the mark."""
    if seconds <= 0:
        return None
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - takes seconds

    score = notebook.score
    try:
        penalty = plugin.late_submission_penalty(notebook.student.id, score, seconds)
    except SQLAlchemyError:  # the gradebook's fault, not the rule's
        raise
    except Exception as error:
        raise UsageError(f"the course's rule for late submissions failed: {error}") from error
    return None if penalty is None else min(max(penalty, 0), score)


@contextmanager
def _importable(folders: Sequence[Path]) -> Iterator[None]:
    """Let configurations import modules that lie beside them, as under nbgrader."""
    before = list(sys.path)
    sys.path[:0] = [str(folder) for folder in reversed(folders)]
    try:
        yield
    finally:
        sys.path[:] = before
