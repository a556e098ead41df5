"""Whose notebook a file is, told from its path: nbgrader's layout, loose files, LMS zips."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePosixPath

#: What browsers, file managers and platforms append to a second copy: " (1)", "-2", "-Copy1".
COPY = re.compile(r"(?:\s*\(\d+\)|-Copy\d*|-\d+)+$", re.IGNORECASE)
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_(?:question_\d+_)?\d+", re.IGNORECASE)
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file(?:_.*)?", re.IGNORECASE)
SEPARATORS = " _-."


class Fit(IntEnum):
    """How well a file's name says that it is the notebook; the best one handed in is taken."""

    OTHER = 0
    COPY = 1
    EXACT = 2


@dataclass(frozen=True)
class Identity:
    """Whose file it is, and which notebook it claims to be."""

    student: str
    notebook: str
    fit: Fit


def identify(path: PurePosixPath, notebooks: Sequence[str], meant: str | None) -> Identity | None:
    """Tell whose notebook lies at `path`, or None if the path does not say.

    Parameters
    ----------
    notebooks
        The names of the course's notebooks.
    meant
        The one notebook that files without such a name are taken for, if only one is meant.
    """
    *folders, stem = [undecorated(part) for part in path.with_suffix("").parts]
    notebook, rest = _split(stem, notebooks)
    parent = folders[-1] if folders else ""
    if len(folders) >= 2 and parent in notebooks:
        name = notebook or parent
        return Identity(folders[-2], name, _fit(stem, name))
    if not notebook:
        notebook, rest = (parent or meant or ""), stem
    student = rest or (parent if len(folders) == 1 or MOODLE.fullmatch(parent) else "")
    if notebook not in notebooks or student in ("", notebook):
        return None
    return Identity(_person(student), notebook, _fit(stem, notebook))


def undecorated(name: str) -> str:
    """Give a file's name as text that can be written anywhere; stray bytes become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _split(stem: str, notebooks: Sequence[str]) -> tuple[str, str]:
    """Find a notebook's name inside a file's name; the second is what else the name says."""
    for notebook in sorted(notebooks, key=len, reverse=True):
        found = re.search(rf"(?<![^\W_]){re.escape(notebook)}(?![^\W_])", stem, re.IGNORECASE)
        if found:
            before, after = stem[: found.start()], COPY.sub("", stem[found.end() :])
            rest = before.strip(SEPARATORS) or after.strip(SEPARATORS)
            return notebook, rest
    return "", ""


def _fit(stem: str, notebook: str) -> Fit:
    if stem == notebook:
        return Fit.EXACT
    return Fit.COPY if notebook.casefold() in stem.casefold() else Fit.OTHER


def _person(text: str) -> str:
    """Shorten what Canvas and Moodle write to the name and the number by which they know it."""
    known = CANVAS.fullmatch(text) or MOODLE.fullmatch(text)
    return f"{known['name']}_{known['id']}" if known else text
