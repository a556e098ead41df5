"""What a teacher gives out: zips from which a student gets to the first cell on any machine."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from checker.course.compiling.handouts import Handout
from checker.course.compiling.nbgrader_course import digit_files
from checker.course.release.regenerate import casebook_path, notebook_path, write_all
from checker.course.release.student_wheel import (
    NEEDS,
    NOTEBOOKS_NEED,
    reproducible_zip,
    student_wheel,
    wheel_name,
)
from checker.digits import READS_DIGITS
from checker.exercises.storage import dump

#: The zip with all notebooks.
ALL = "course.zip"
START = "START.html"
ENVIRONMENT = "environment-student.yml"


def write_handouts(folder: Path, handouts: Iterable[Handout]) -> list[Path]:
    """Write a zip for each notebook, one with all of them, and the wheel for a hub; list them.

    Raises
    ------
    UsageError
        If a file cannot be written; as `DataError` if the digits are not found.
    """
    handouts = list(handouts)
    wheel = student_wheel()
    written = {folder / wheel_name(): wheel}
    for handout in handouts:
        written[folder / f"{handout.name}.zip"] = reproducible_zip(_contents([handout], wheel))
    if len(handouts) > 1:
        written[folder / ALL] = reproducible_zip(_contents(handouts, wheel))
    write_all(written)
    return list(written)


def student_environment() -> str:
    """Return a file for conda, by which a student has what the notebooks need."""
    return "\n".join(
        [
            "# For conda, mamba or micromamba: `conda env create -f environment-student.yml`.",
            "name: backprop",
            "channels:",
            "  - conda-forge",
            "  - nodefaults",
            "dependencies:",
            "  - python>=3.11",
            "  - pip",
            *(f"  - {need}" for need in (*NEEDS, *NOTEBOOKS_NEED)),
            "  - pip:",
            f"      - ./{wheel_name()}",
            "",
        ]
    )


def start_page(notebooks: Sequence[str]) -> str:
    """Return the page that leads from a zip to the first cell, for the notebooks in it."""
    text = files("checker.course.compiling").joinpath("handout", START).read_text("utf-8")
    words = {
        "first": escape(notebooks[0]),
        "wheel": escape(wheel_name()),
        "notebooks": ", ".join(f"<code>{escape(name)}</code>" for name in notebooks),
    }
    return re.sub(r"@(\w+)@", lambda found: words[found[1]], text)


def _contents(handouts: Sequence[Handout], wheel: bytes) -> Mapping[str, bytes]:
    """Return what lies in a zip. Notebooks, cases and wheel lie where the first cell looks."""
    names = [notebook_path(handout.lesson).as_posix() for handout in handouts]
    contents = {
        START: start_page(names).encode(),
        ENVIRONMENT: student_environment().encode(),
        wheel_name(): wheel,
    }
    for name, handout in zip(names, handouts, strict=True):
        contents[name] = handout.notebook
        contents[casebook_path(handout.lesson).as_posix()] = dump(handout.recorded)
    if any(READS_DIGITS in handout.notebook for handout in handouts):
        contents |= {f"data/{path.as_posix()}": data for path, data in digit_files().items()}
    return contents
