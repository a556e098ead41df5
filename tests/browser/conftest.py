"""What the browser tests share: where their pictures are kept."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shots(tmp_path_factory):
    """A folder of the run's own, or the one that is asked for."""
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return tmp_path_factory.mktemp("shots")
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)
