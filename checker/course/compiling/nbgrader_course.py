"""A course as nbgrader has it: a folder `source` to release from, and a configuration."""

from collections.abc import Iterable
from pathlib import Path

from checker.course.compiling.handouts import Handout
from checker.course.release.nbgrader_source import source_notebook
from checker.course.release.regenerate import casebook_path, notebook_path, write_all
from checker.digits import READS_DIGITS, VARIABLE, data_folder
from checker.errors import UsageError
from checker.exercises.storage import dump
from checker.safe_files import safe_name

CONFIG = "nbgrader_config.py"
SOURCE = "source"
SETTINGS = '''\
"""The course as nbgrader sees it. `checker course` has written this once, and it is yours now.

nbgrader reads it in this folder. Formgrader is started elsewhere and looks into ~/.jupyter, so
in this folder type: ln -s "$PWD/{config}" ~/.jupyter/
"""

from pathlib import Path

from checker.course.release.nbgrader_steps import steps

c = get_config()  # noqa: F821 - nbgrader's
c.CourseDirectory.course_id = {name!r}
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# Our stubs have no solution in them that is to be cleared; other notebooks are cleared as always.
c.GenerateAssignment.preprocessors = steps()

# Students need these lines in their configuration too: what a check keeps and the digits when
# they are unpacked, 55 MB, are not handed in.
c.CourseDirectory.ignore = [
    *(".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"),
    *(".checker-progress.json*", "*-ubyte"),
]

# Where notebooks are released and handed in: a folder outside /usr and of the folder in which
# Python is installed, which the code of students can see while it is graded.
# c.Exchange.root = "/srv/nbgrader/exchange"

# The lessons. A date is entered once, with its time zone:
{lessons}
'''


def write_course(folder: Path, handouts: Iterable[Handout]) -> list[Path]:
    """Write `source/NAME/` for each lesson, and a configuration if there is none; list what is new.

    Beside a notebook lie its recorded cases, and the digits if it reads them.

    Raises
    ------
    UsageError
        If a file cannot be written; as `DataError` if the digits are not found.
    """
    handouts = list(handouts)
    files: dict[Path, bytes] = {}
    for handout in handouts:
        place = folder / SOURCE / handout.name
        files[place / notebook_path(handout.lesson)] = source_notebook(handout.notebook)
        files[place / casebook_path(handout.lesson)] = dump(handout.recorded)
        if READS_DIGITS in handout.notebook:
            files |= {place / "data" / path: data for path, data in digit_files().items()}
    config = folder / CONFIG
    if not config.exists():
        files[config] = _settings(folder.absolute(), handouts).encode()
    files = {path: data for path, data in files.items() if not _is_there(path, data)}
    write_all(files)
    return list(files)


def digit_files() -> dict[Path, bytes]:
    """Return the zipped digits with their licence, by their paths within `data`.

    Raises
    ------
    UsageError
        If there are none; as `DataError` if their folder is not found.
    """
    data = data_folder()
    raw = data / "MNIST" / "raw"
    paths = [*sorted(raw.glob("*.gz")), raw / "checksums", data / "MNIST" / "LICENSE"]
    found = {path.relative_to(data): path.read_bytes() for path in paths if path.is_file()}
    if not any(path.suffix == ".gz" for path in found):
        raise UsageError(f"{raw} holds no zipped digits; let {VARIABLE} name the course's data")
    return found


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _settings(folder: Path, handouts: Iterable[Handout]) -> str:
    dates = (
        f'#   nbgrader db assignment add {each.name} --duedate "2027-03-01 20:00:00 UTC"'
        for each in handouts
    )
    name = safe_name(folder.name)
    return SETTINGS.format(config=CONFIG, name=name, lessons="\n".join(dates))
