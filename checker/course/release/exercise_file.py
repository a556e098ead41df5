"""The exercises of a notebook, loaded from their file beside the source.

Whatever an instructor's file does wrong comes out as one sentence with the line that is at fault:
the last line of the file itself on the way to the error.
"""

import ast
import importlib.util
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from checker.course.release.error_sentences import fault_sentence, faulty_argument
from checker.course.release.parsing import require_compiled
from checker.course.release.places import Places
from checker.documents.sources import source_text
from checker.errors import SourceError
from checker.exercises import Exercise, InWords, Prediction

#: What a file of exercises, or one function of it, may take.
SECONDS = 60.0


class ExerciseFile(NamedTuple):
    """What a file of exercises holds: those that checks judge, predictions, and those in words."""

    exercises: tuple[Exercise, ...]
    predictions: tuple[Prediction, ...]
    in_words: tuple[InWords, ...]


def load_exercises(path: Path) -> tuple[Exercise, ...]:
    """Run a file of exercises and return its list `EXERCISES`; as `load_file` does."""
    return load_file(path).exercises


def load_file(path: Path) -> ExerciseFile:
    """Run a file of exercises; return its list `EXERCISES`, and `PREDICTIONS` and `IN_WORDS`.

    Raises
    ------
    SourceError
        If the file is missing, cannot be run, or holds other things in these lists.
    """
    if not path.is_file():
        raise SourceError(f"{path}:1: the file of exercises is missing")
    module = run_file(path)
    return ExerciseFile(
        _exercises(path, module),
        _listed(path, module, "PREDICTIONS", Prediction, "predictions"),
        _listed(path, module, "IN_WORDS", InWords, "exercises in words"),
    )


def _listed(path: Path, module: ModuleType, name: str, kind: type[Any], what: str) -> Any:
    """Return a list that a file may have, of things that each have a name of their own."""
    listed = getattr(module, name, [])
    if not isinstance(listed, list):
        raise SourceError(f"{Places(path).of_list(name)}: {name} is a list of {what}")
    names: set[str] = set()
    for item, each in enumerate(listed):
        if fault := _fault_of_listed(each, kind, names, name, what):
            raise SourceError(f"{Places(path).of_list(name, item)}: {fault}")
        names.add(each.name)
    return tuple(listed)


def _fault_of_listed(each: Any, kind: type[Any], names: set[str], name: str, what: str) -> str:
    """Say what is wrong with a thing in a list, beside the names that stand there before it."""
    if not isinstance(each, kind):
        return f"{name} is a list of {what}, not of a {type(each).__name__}"
    return f"“{each.name}” of {name} stands there twice" if each.name in names else ""


def _exercises(path: Path, module: ModuleType) -> tuple[Exercise, ...]:
    exercises = getattr(module, "EXERCISES", None)
    if not isinstance(exercises, list):
        place = Places(path).of_list("EXERCISES")
        raise SourceError(f"{place}: the file needs a list EXERCISES of exercises")
    for item, exercise in enumerate(exercises):
        if not isinstance(exercise, Exercise):
            place, kind = Places(path).of_list("EXERCISES", item), type(exercise).__name__
            needed = "the file needs a list EXERCISES of exercises"
            raise SourceError(f"{place}: {needed}; item {item + 1} is a {kind}")
    return tuple(_guarded(path, exercise) for exercise in exercises)


def _guarded(path: Path, exercise: Exercise) -> Exercise:
    """Return an exercise whose functions say where they went wrong, whenever they are called."""

    def guard(field: str) -> Any:
        function = getattr(exercise, field)

        @wraps(function)
        def call(argument: Any) -> Any:
            with told_by_line(path, otherwise=lambda: Places(path).of_field(exercise.name, field)):
                return function(argument)

        return function and call

    return replace(exercise, checks=guard("checks"), numbers=guard("numbers"), paper=guard("paper"))


def run_file(path: Path) -> ModuleType:
    """Run a file that an instructor wrote and return it as a module.

    Raises
    ------
    SourceError
        If it cannot be read or run.
    """
    require_python(source_text(path), lambda line: f"{path}:{line}")
    spec = importlib.util.spec_from_file_location(f"solutions.{path.stem}", path)
    if spec is None or spec.loader is None:
        raise SourceError(f"{path}:1: the file is no Python file")
    module = importlib.util.module_from_spec(spec)
    with told_by_line(path), warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # an error follows, if there is one
        spec.loader.exec_module(module)
    return module


def require_python(text: str, place: Callable[[int], str]) -> None:
    """Refuse a text that Python cannot compile; `place` tells where its lines stand.

    Raises
    ------
    SourceError
        If it cannot.
    """
    try:
        require_compiled(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        raise SourceError(f"{place(line)}: {fault_sentence(error)}") from error


@contextmanager
def told_by_line(path: Path, otherwise: Callable[[], str] | None = None) -> Iterator[None]:
    """Turn whatever a file's code raises, or that it goes on for ever, into a place and a sentence.

    `otherwise` finds the place of what was called, for errors that never passed through the file.

    Raises
    ------
    SourceError
        If anything was raised.
    """
    try:
        with _limited(SECONDS):
            yield
    except SourceError:
        raise
    except (Exception, SystemExit) as error:  # the file is free to raise anything
        place, call = _place_of_error(path, error)
        raise SourceError(
            f"{place or otherwise or f'{path}:1'}: {fault_sentence(error, call)}"
        ) from error


def line_of(path: Path, exercise: str) -> str:
    """Return the place at which a file defines an exercise, as `file:line`."""
    return Places(path).of_exercise(exercise)


def _place_of_error(path: Path, error: BaseException) -> tuple[str, ast.Call | None]:
    """Return where the file went wrong, and the call that was refused if it was one."""
    file = path.resolve()
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).resolve() == file:
        return f"{path}:{error.lineno or 1}", None
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).resolve() == file]
    if not own:
        return "", None
    call = Places(path).of_call(own[-1])
    wrong = faulty_argument(error, call) if call else None
    return f"{path}:{wrong.lineno if wrong else own[-1].lineno or 1}", call


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer, where the system can: in the main thread, and not on Windows."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"this was still at work after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)
