"""Teaching backpropagation with notebooks that grade themselves.

In a notebook: `from checker import check, hint, case, progress, gradient_check, load_mnist`.
In a pipeline: `checker.grade("alice.ipynb", solutions="solutions")`.
"""

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import checker.startup  # noqa: F401  first of all, so that it knows when

if TYPE_CHECKING:  # nothing is loaded before it is used: see below
    from checker.classroom.grading.grade_one import grade
    from checker.digits import load_mnist
    from checker.results.schema import Result
    from checker.student.notebook import case, check, gradient_check, hint, progress, ready
    from checker.student.own_page import page
    from checker.student.predicting import predict, predictions
    from checker.student.waiting import waits_for

__version__ = "0.2.0"
__all__ = [
    "Result",
    "case",
    "check",
    "grade",
    "gradient_check",
    "hint",
    "load_mnist",
    "page",
    "predict",
    "predictions",
    "progress",
    "ready",
    "waits_for",
]

#: Where names live that are not the student's face.
_HOMES = {
    "Result": "checker.classroom.grading.grade_one",
    "grade": "checker.classroom.grading.grade_one",
    "load_mnist": "checker.digits",
    "page": "checker.student.own_page",
    "predict": "checker.student.predicting",
    "predictions": "checker.student.predicting",
    "waits_for": "checker.student.waiting",
}
_OLDEST = (3, 11)
_REMEDY = (
    "Type “make lab” in the course's folder, or choose as this notebook's kernel the Python in "
    "which the course is installed; with a zip from your teacher, run “%pip install numpy "
    "matplotlib ipywidgets anywidget tqdm”"
)
#: On a hub a student can install nothing.
_HUB, _REMEDY_ON_A_HUB = (
    "JUPYTERHUB_USER",
    "Choose another kernel for this notebook, or ask your teacher in which one the course is",
)


def __getattr__(name: str) -> Any:
    """Load a face on first use: graders do without the student's, students without the grader's."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(_home_of(name), name)


def _home_of(name: str) -> Any:
    """Import the module that has a name; a Python that cannot is told what to do in a sentence."""
    from checker.errors import SetupError  # noqa: PLC0415  only what a student types needs it

    remedy = _REMEDY_ON_A_HUB if _HUB in os.environ else _REMEDY
    if sys.version_info < _OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        raise SetupError(f"This is Python {found}, and the course needs 3.11 or newer. {remedy}")
    try:
        return _loaded(_HOMES.get(name, "checker.student.notebook"))
    except ModuleNotFoundError as error:
        raise SetupError(
            f"This Python, {sys.executable}, has no package {error.name}. {remedy}"
        ) from error


def _loaded(module: str) -> Any:
    """Import a module, and let Python look for rings of things afterwards.

    To go through all that a kernel holds, again and again, is a fifth of what the import takes.
    """
    looks = gc.isenabled()
    gc.disable()
    try:
        return import_module(module)
    finally:
        if looks:
            gc.enable()
