"""The student's half of the package, as a wheel."""

import base64
import hashlib
import io
import sys
import zipfile
from email import message_from_bytes

import pytest
from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

from checker.course.release.student_wheel import DISTRIBUTION, student_wheel, wheel_name
from tests.syntax_trees import CHECKER, imports
from tests.test_student_half import own


@pytest.fixture(scope="module")
def files():
    """What is in the wheel, by path."""
    with zipfile.ZipFile(io.BytesIO(student_wheel())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def information(files, name):
    """A file that a wheel holds about itself."""
    return next(data for path, data in files.items() if path.endswith(f".dist-info/{name}"))


def test_name(files):
    """The distribution has a name of its own, and the one of its file."""
    metadata = message_from_bytes(information(files, "METADATA"))
    name, version, _, _ = parse_wheel_filename(wheel_name())
    assert (name, str(version)) == (DISTRIBUTION, metadata["Version"])
    assert metadata["Name"] == DISTRIBUTION != "checker"


def test_record(files):
    """Every file stands in the record with its hash and its size, the record itself without."""
    rows = [row.split(",") for row in information(files, "RECORD").decode().splitlines()]
    assert [row[0] for row in rows] == list(files)
    for path, digest, size in rows[:-1]:
        expected = base64.urlsafe_b64encode(hashlib.sha256(files[path]).digest()).decode()
        assert digest == f"sha256={expected.rstrip('=')}"
        assert int(size) == len(files[path])


def test_requirements(files):
    """It asks for all that its modules import of others, as far as a student gets there."""
    metadata = message_from_bytes(information(files, "METADATA"))
    asked = {Requirement(each).name for each in metadata.get_all("Requires-Dist")}
    assert asked == {"numpy", "matplotlib", "ipywidgets", "anywidget"}
    used = {
        place.top
        for path in files
        if path.startswith("checker/") and path.endswith(".py")
        for place in imports(CHECKER, CHECKER.parent / path)
    } - {"checker", *sys.stdlib_module_names}
    # ipywidgets brings IPython and traitlets; the filter is made for walls, which students lack
    assert used == asked | {"IPython", "traitlets", "pyseccomp"}


def test_whole(files):
    """Every module that a notebook's first lines load is in it, and what these read."""
    loaded = {path.relative_to(CHECKER.parent).as_posix() for path in own()}
    assert loaded <= files.keys()
    assert {"checker/judging/python_errors.toml", "checker/reports/templates/panel.css"} <= (
        files.keys()
    )


def test_nothing_of_the_instructor(files):
    """There is no grader, no reader of the source and no command in it."""
    rooms = {path.split("/")[1] for path in files if path.startswith("checker/")}
    assert not rooms & {"classroom", "course", "cli", "__main__.py"}


def test_same_bytes_again():
    """The same package gives the same wheel."""
    assert student_wheel() == student_wheel()
