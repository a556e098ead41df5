"""What a teacher gives out."""

import html
import re
import zipfile

import pytest
import yaml

from checker.course.compiling.handout_zips import student_environment, write_handouts
from checker.course.compiling.handouts import open_course
from checker.course.release.student_wheel import NEEDS, NOTEBOOKS_NEED, wheel_name
from checker.digits import VARIABLE
from tests.syntax_trees import ROOT

LESSONS = ("01_neuron", "05_full_network")


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """The folder with the zips of the first notebook and of the one that reads the digits."""
    folder = tmp_path_factory.mktemp("handout")
    course = [open_course(ROOT / "solutions", ROOT / "notebooks", [name])[name] for name in LESSONS]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(VARIABLE, raising=False)
        write_handouts(folder, course)
    return folder


def names(given, zipped):
    """What is in a zip."""
    with zipfile.ZipFile(given / zipped) as archive:
        return set(archive.namelist())


COMMON = {"START.html", "environment-student.yml", wheel_name()}


def test_one_notebook(given):
    """A notebook's zip holds it, its cases, the wheel and where to start, and no digits unread."""
    assert names(given, "01_neuron.zip") == COMMON | {"01_neuron.ipynb", "cases/01_neuron.npz"}


def test_digits(given):
    """The notebook that reads the digits brings them, with their licence."""
    found = names(given, "05_full_network.zip")
    assert {"data/MNIST/LICENSE", "data/MNIST/raw/train-images-idx3-ubyte.gz"} <= found


def test_all_notebooks(given):
    """One zip holds all that the others hold."""
    assert names(given, "course.zip") == set().union(
        *(names(given, f"{name}.zip") for name in LESSONS)
    )
    assert (given / wheel_name()).is_file()


def test_cases_are_those_of_the_classroom(given):
    """The notebook is handed out byte for byte."""
    with zipfile.ZipFile(given / "01_neuron.zip") as archive:
        notebook = archive.read("01_neuron.ipynb")
    assert notebook == (ROOT / "notebooks" / "01_neuron.ipynb").read_bytes()


def test_start_page(given):
    """It leads to the notebook of its zip by commands for three systems, and leaves no blank."""
    with zipfile.ZipFile(given / "05_full_network.zip") as archive:
        page = archive.read("START.html").decode()
    assert not re.findall(r"@\w+@", page)
    for system in ("windows", "mac", "linux"):
        venv, install, opens = (
            html.unescape(re.search(f'<pre id="{system}-{what}">(.*?)</pre>', page, re.DOTALL)[1])
            for what in ("venv", "install", "open")
        )
        assert venv.endswith("-m venv course-python")
        assert wheel_name() in install
        assert opens.endswith("-m jupyter lab 05_full_network.ipynb")
    assert "pip install checker" not in page.split('id="trouble"')[0]


def test_environment():
    """Conda gets what the wheel and the notebooks ask for, and the wheel from beside the file."""
    *packages, pip = yaml.safe_load(student_environment())["dependencies"]
    assert packages == ["python>=3.11", "pip", *NEEDS, *NOTEBOOKS_NEED]
    assert pip == {"pip": [f"./{wheel_name()}"]}
