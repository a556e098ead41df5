"""What all tests share: a room of their own to write in, and examples that repeat."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
