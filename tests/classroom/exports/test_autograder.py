"""The autograder for Gradescope: what lies in it, and one run as Gradescope runs it."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checker.classroom.exports.autograder import write_autograder
from checker.errors import UsageError

ROOT = Path(__file__).parents[3]
COURSE = ROOT / "solutions", ROOT / "notebooks"


def test_zip(tmp_path):
    """The two scripts lie at its root and can be run; no student's or machine's file is in it."""
    out = tmp_path / "autograder.zip"
    write_autograder(out, "01_neuron", *COURSE)
    with zipfile.ZipFile(out) as archive:
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    for name in ("setup.sh", "run_autograder"):
        assert modes[name] & stat.S_IXUSR
    assert {"pyproject.toml", "checker/cli/export.py", "solutions/01_neuron.py"} <= modes.keys()
    assert {"notebooks/cases/01_neuron.npz", "data/MNIST/LICENSE"} <= modes.keys()
    assert not any("__pycache__" in name or name.startswith((".", "tests")) for name in modes)


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_scripts_are_sh(tmp_path, script):
    """A shell reads them without an error."""
    write_autograder(tmp_path / "a", "01_neuron", *COURSE)
    subprocess.run(["sh", "-n", str(tmp_path / "a" / script)], check=True)


def run(tmp_path, files, **more):
    """Run the autograder of notebook 1 on an upload, and give its results."""
    source, handed_in = tmp_path / "source", tmp_path / "submission"
    if not source.exists():
        write_autograder(source, "01_neuron", *COURSE)
    handed_in.mkdir()
    for name, data in files.items():
        (handed_in / name).parent.mkdir(parents=True, exist_ok=True)
        (handed_in / name).write_bytes(data)
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"AUTOGRADER_ROOT": str(tmp_path), "AUTOGRADER_PYTHON": sys.executable} | more
    done = subprocess.run(
        [source / "run_autograder"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads((tmp_path / "results" / "results.json").read_text())


@pytest.mark.slow
def test_a_submission(tmp_path):
    """One run from Gradescope's folders to its results: a repository, in a folder of its own."""
    notebook = (COURSE[1] / "01_neuron.ipynb").read_bytes()
    results = run(tmp_path, {"01_neuron/my homework.ipynb.txt": notebook, "README.md": b"mine"})
    assert results["score"] == 0
    assert [test["name"] for test in results["tests"]][:2] == ["sigmoid", "sigmoid_prime"]
    assert results["tests"][0]["output"] == "Not attempted."


@pytest.mark.slow
def test_an_upload_without_a_notebook(tmp_path):
    """It has results too, which say what to hand in."""
    results = run(tmp_path, {"neuron.py": b"x = 1"})
    assert results["score"] == 0
    assert results["output"].startswith("No notebook was found; hand in 01_neuron.ipynb.")


def test_a_grader_that_fails(tmp_path):
    """There are results all the same, and no blame in them."""
    results = run(tmp_path, {"01_neuron.ipynb": b"{}"}, AUTOGRADER_PYTHON="/bin/false")
    assert results["score"] == 0
    assert results["output"].startswith("This submission could not be graded, through no fault")


def test_place_that_is_taken(tmp_path):
    """Nothing is written over, and a course that is not whole is refused."""
    with pytest.raises(UsageError, match="is there already"):
        write_autograder(tmp_path, "01_neuron", *COURSE)
    with pytest.raises(UsageError, match=r"holds no pyproject\.toml"):
        write_autograder(tmp_path / "a", "01_neuron", tmp_path / "solutions", COURSE[1])
