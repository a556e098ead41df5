"""The folder from which nbgrader releases."""

import pytest

from checker.course.compiling.handouts import open_course
from checker.course.compiling.nbgrader_course import write_course
from checker.digits import VARIABLE
from tests.syntax_trees import ROOT


@pytest.fixture(scope="module")
def handouts():
    """The first notebook of the course, and the one that reads the digits."""
    names = ("01_neuron", "05_full_network")
    return [open_course(ROOT / "solutions", ROOT / "notebooks", [name])[name] for name in names]


def test_what_is_written(handouts, tmp_path, monkeypatch):
    """Each lesson has its notebook and its cases, and only the one that reads them the digits."""
    monkeypatch.delenv(VARIABLE, raising=False)
    course = tmp_path / "nn"
    written = {str(path.relative_to(course)) for path in write_course(course, handouts)}
    assert written >= {
        "nbgrader_config.py",
        "source/01_neuron/01_neuron.ipynb",
        "source/01_neuron/cases/01_neuron.npz",
        "source/05_full_network/data/MNIST/LICENSE",
        "source/05_full_network/data/MNIST/raw/train-images-idx3-ubyte.gz",
    }
    assert not (course / "source/01_neuron/data").exists()
    assert write_course(course, handouts) == []


def test_configuration_of_the_instructor_stays(handouts, tmp_path):
    """A configuration that is there is not written over."""
    config = tmp_path / "nbgrader_config.py"
    config.write_text("c = get_config()\n")
    write_course(tmp_path, handouts[:1])
    assert config.read_text() == "c = get_config()\n"


def test_configuration(handouts, tmp_path):
    """It is Python that says which course this is, where it lies, and names every lesson."""
    write_course(tmp_path / "it's", handouts)
    config = tmp_path / "it's" / "nbgrader_config.py"
    text = config.read_text("utf-8")
    compile(text, "nbgrader_config.py", "exec")
    assert all(f"assignment add {each.name} --duedate" in text for each in handouts)
