"""What a run keeps beside its results of what came in."""

import pytest

from checker.errors import UsageError
from checker.results.intake import UNKNOWN, intake_beside, read_intake


def test_results_that_are_not_there(tmp_path):
    """Nothing is known, also where a file stands in the place of the folder."""
    (tmp_path / "file.txt").write_text("hello")
    assert read_intake(tmp_path / "results.jsonl") == UNKNOWN
    assert read_intake(tmp_path / "file.txt" / "results.jsonl") == UNKNOWN


def test_what_cannot_be_opened(tmp_path):
    """It is not called damaged, and nobody is told to delete it."""
    results = tmp_path / "results.jsonl"
    intake_beside(results).mkdir()
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read_intake(results)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "checker/intake/v1"}'])
def test_something_else(tmp_path, text):
    """What holds anything else is named, and may be deleted."""
    results = tmp_path / "results.jsonl"
    intake_beside(results).write_text(text)
    with pytest.raises(UsageError, match="does not say what came in"):
        read_intake(results)
