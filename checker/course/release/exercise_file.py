"""The exercises of a notebook, loaded from their file beside the source."""

import importlib.util
import re
import traceback
from pathlib import Path

from checker.errors import SourceError
from checker.exercises import Exercise


def load_exercises(path: Path) -> tuple[Exercise, ...]:
    """Run a file of exercises and give its list `EXERCISES`.

    Raises
    ------
    SourceError
        If the file is missing, cannot be run, or has no such list.
    """
    spec = importlib.util.spec_from_file_location(f"solutions.{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SourceError(f"{path}:1: the file of exercises is missing")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # the file is free to raise anything
        line = _line_of_error(path, error)
        raise SourceError(f"{path}:{line}: {type(error).__name__}: {error}") from error
    exercises = getattr(module, "EXERCISES", None)
    if not isinstance(exercises, list) or not all(isinstance(e, Exercise) for e in exercises):
        raise SourceError(f"{path}:1: the file needs a list EXERCISES of exercises")
    return tuple(exercises)


def line_of(path: Path, exercise: str) -> str:
    """Give the place at which a file defines an exercise, as `file:line`."""
    named = re.compile(rf"""^\s*(Exercise\(|name=)?\s*["']{re.escape(exercise)}["']""")
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if named.match(line)), 1)
    return f"{path}:{line}"


def _line_of_error(path: Path, error: Exception) -> int:
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return lines[-1] or 1 if lines else 1
