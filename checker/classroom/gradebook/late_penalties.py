"""Penalties for lateness, by the rule that the course's own `nbgrader_config.py` states.

nbgrader assigns them when it autogrades, so whatever grades in its place has to do so too. Where
the rule or a date is not known, what stands in the gradebook stays.
"""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedNotebook
    from nbgrader.plugins import BasePlugin

CONFIG = "nbgrader_config.py"


def assign_penalties(
    book: "Gradebook", notebook: str, students: Collection[str], course: Path
) -> None:
    """Give each late notebook its penalty, and take it from those that are not late any more.

    Parameters
    ----------
    course
        The folder in which the course's `nbgrader_config.py` lies, if it has one.

    Raises
    ------
    UsageError
        If that file, or the plugin that it names, fails.
    """
    if not (course / CONFIG).is_file():
        return
    with _importable(course):
        plugin = _plugin(course)
        for submission in book.find_assignment(notebook).submissions:
            if submission.student_id in students and submission.timestamp and submission.duedate:
                for each in submission.notebooks:
                    seconds = submission.total_seconds_late
                    each.late_submission_penalty = _penalty(plugin, each, seconds)
    book.db.commit()


def _plugin(course: Path) -> "BasePlugin":
    """Give the plugin that nbgrader would ask; its file is the instructor's own Python."""
    from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - takes seconds
    from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415

    try:
        config = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
        assigner = AssignLatePenalties(config=config)
        assigner.init_plugin()
    except Exception as error:
        raise UsageError(f"{course / CONFIG} cannot be used: {error}") from error
    return assigner.plugin_inst


def _penalty(plugin: "BasePlugin", notebook: "SubmittedNotebook", seconds: float) -> float | None:
    """Give a penalty as nbgrader bounds it: never below 0, never more than the mark."""
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
def _importable(course: Path) -> Iterator[None]:
    """Let the course's configuration import modules that lie beside it, as under nbgrader."""
    sys.path.insert(0, str(course))
    try:
        yield
    finally:
        sys.path.remove(str(course))
