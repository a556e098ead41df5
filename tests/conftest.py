"""What all tests share: a room of their own to write in, and examples that repeat."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from checker.documents.lean import lean_imports

with lean_imports():  # else each process of the tests builds grammars that no test needs
    import nbformat  # noqa: F401

# The same examples every time, however slow the machine.
settings.register_profile("course", derandomize=True, deadline=None, database=None)
settings.load_profile("course")

os.environ["MPLBACKEND"] = "Agg"  # before anything imports matplotlib: no test opens a window


@pytest.fixture(autouse=True, scope="session")
def _digits_of_their_own(tmp_path_factory):
    """Digits are unpacked beside links to the course's files, never inside the checkout."""
    raw = tmp_path_factory.mktemp("data") / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for file in (Path(__file__).parents[1] / "data" / "MNIST" / "raw").iterdir():
        if not file.name.endswith("-ubyte"):
            (raw / file.name).symlink_to(file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHECKER_DATA", str(raw.parents[1]))
        yield


@pytest.fixture(autouse=True, scope="session")
def _home_of_their_own(tmp_path_factory):
    """What the libraries keep for themselves goes into a folder that the tests throw away."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "IPYTHONDIR",
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "MPLCONFIGDIR",
        ):
            patch.setenv(name, str(home / name.lower()))
        yield


class Rounds(NamedTuple):
    """How many frames are made up or graders killed, and from which seed that is drawn."""

    count: int
    seed: int


def pytest_addoption(parser):
    """Let `make fuzz` ask for more than a run of the tests does."""
    parser.addoption("--frames", type=int, default=20_000, help="frames to fuzz the decoder with")
    parser.addoption("--kills", type=int, default=1, help="moments to kill a grader at")
    parser.addoption("--stalls", type=int, default=100, help="times that sandboxes stand still")
    parser.addoption("--bench-rounds", type=int, default=5, help="times that each is measured")
    parser.addoption("--rounds-seed", type=int, default=0, help="what both are drawn from")


def pytest_collection_modifyitems(items):
    """A test may leave the ordinary tier only with a reason: what stands in for it there."""
    for item in items:
        for mark in item.iter_markers("nightly"):
            if not (len(mark.args) == 1 and isinstance(mark.args[0], str) and mark.args[0].strip()):
                raise pytest.UsageError(f"{item.nodeid}: write nightly('the reason')")


@pytest.fixture
def fuzz_frames(request):
    """The frames that were asked for on the command line."""
    return Rounds(request.config.getoption("frames"), request.config.getoption("rounds_seed"))


@pytest.fixture
def stalls(request):
    """The stalls that were asked for on the command line."""
    return Rounds(request.config.getoption("stalls"), request.config.getoption("rounds_seed"))


@pytest.fixture
def kills(request):
    """The kills that were asked for on the command line."""
    return Rounds(request.config.getoption("kills"), request.config.getoption("rounds_seed"))
