"""Whether everything is in place for a first hour of work, and if not, what to do."""

import os
import platform
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from checker.digits import READS_DIGITS, data_folder
from checker.errors import CheckerError, SetupError
from checker.exercises.shelf import casebooks
from checker.student.frontend import darken_pictures

#: What to do on a hub, where nobody installs anything for themselves.
ASK = "Choose another kernel for this notebook, or ask your teacher"
REMEDY = "Type “make lab” in the course's folder, or choose another kernel for this notebook"


def made_ready(folder: Path) -> str:
    """Make a notebook ready for a dark theme, and say that it has all it needs."""
    darken_pictures()
    return readiness(folder)


def readiness(folder: Path) -> str:
    """Say that a notebook in this folder has all it needs, and what that is.

    Raises
    ------
    SetupError
        If something is missing; the message says what to do about it.
    """
    if find_spec("matplotlib") is None:
        remedy = ASK if "JUPYTERHUB_USER" in os.environ else REMEDY
        raise SetupError(f"this Python, {sys.executable}, has no package matplotlib. {remedy}")
    try:
        books = casebooks(folder)
        digits = _reads_digits(folder)
        if digits:
            data_folder(folder)
    except (CheckerError, OSError) as error:
        if "JUPYTERHUB_USER" in os.environ:
            raise SetupError(f"{error}. Fetch the assignment anew, or ask your teacher") from error
        raise SetupError(
            f"{error}. Has the notebook been moved? It works in the course's folder "
            f"“notebooks”, and this is {folder}"
        ) from error
    if not os.access(folder, os.W_OK):
        raise SetupError(
            f"nothing can be written in {folder}, so your work could not be saved: copy the "
            f"course to a folder of your own"
        )
    return (
        f"Everything is in place: Python {platform.python_version()}, NumPy {np.__version__}, the "
        f"cases of {_notebooks(len(books))}{', and the digits' if digits else ''}."
    )


def _reads_digits(folder: Path) -> bool:
    """Whether a notebook in a folder reads the digits; the others do without."""
    paths = (path for path in folder.glob("*.ipynb") if path.is_file())
    return any(READS_DIGITS in path.read_bytes() for path in paths)


def _notebooks(count: int) -> str:
    return "this notebook" if count == 1 else f"{count} notebooks"
