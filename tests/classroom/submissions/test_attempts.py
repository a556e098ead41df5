"""Numbers of attempts from a file that students can write as they like."""

import json

import pytest

from checker.classroom.submissions.attempts import attempts_of

ENTRY = {"points": 1.0, "outcome": "partial", "hints": 0, "checks": 7}


def attempts(data):
    return attempts_of(lambda _: data, ["sigmoid", "relu"])


def test_a_diary_that_was_handed_in():
    """The checks of the notebook's own exercises are counted."""
    stored = {"sigmoid": ENTRY, "relu": ENTRY | {"checks": 0}, "other": ENTRY}
    assert attempts(json.dumps(stored).encode()) == {"sigmoid": 7}


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"[]",
        b"\xff",
        b'{"sigmoid": 3}',
        b"[" * 100_000,
        b" " * (2 << 20),
        json.dumps({"sigmoid": ENTRY | {"checks": "many"}}).encode(),
        json.dumps({"sigmoid": ENTRY | {"checks": -3}}).encode(),
        json.dumps({"sigmoid": ENTRY | {"checks": 10**30}}).encode(),
        json.dumps({"sigmoid": ENTRY | {"checks": float("inf")}}).encode(),
    ],
)
def test_a_file_of_any_other_kind(data):
    """Nothing is known then."""
    assert attempts(data) == {}


def test_more_than_anybody_checks():
    """A number without measure is cut."""
    stored = {"sigmoid": ENTRY | {"checks": 10**5}}
    assert attempts(json.dumps(stored).encode()) == {"sigmoid": 9999}
