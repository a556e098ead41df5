"""Two tiers of tests: what every change runs, and what runs at night; a marker decides."""

import subprocess
import sys

import pytest

from tests.syntax_trees import ROOT

TESTS = """
import pytest

@pytest.mark.nightly{reason}
def test_a_long_proof():
    assert True

def test_a_short_one():
    assert True
"""


def tried(folder, reason, *arguments):
    """Run two tests, one of them marked, with the settings of this project."""
    file = folder / "test_marked.py"
    file.write_text(TESTS.format(reason=reason))
    words = [sys.executable, "-m", "pytest", "-q", f"--config-file={ROOT}/pyproject.toml"]
    plugins = ["-p", "tests.conftest", "-p", "no:cacheprovider", f"--rootdir={folder}"]
    command = [*words, *plugins, *arguments, file]
    run = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
    return run.returncode, run.stdout.decode() + run.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "says"), [((), "1 passed, 1 deselected"), (("-m", "not benchmark"), "2 passed")]
)
def test_which_tests_run(tmp_path, arguments, says):
    """A change runs what is not marked; the night runs both."""
    code, out = tried(tmp_path, "('the short one stands in for it')", *arguments)
    assert (code, says in out) == (0, True), out


@pytest.mark.slow
@pytest.mark.parametrize("reason", ["", "()", "(' ')"])
def test_a_mark_without_a_reason(tmp_path, reason):
    """No test leaves the ordinary tier without one: nothing runs until it is there."""
    code, out = tried(tmp_path, reason)
    assert code == 4
    assert "test_a_long_proof: write nightly('the reason')" in out
