"""What does not come to its end is stopped, wherever it stands, and nothing is stopped later."""

import contextlib

import pytest

from checker.sandbox.inside.lab import bytecodes_of
from checker.student.time_limit import TimeUp, within


def endless():
    while True:
        pass


def stubborn():
    while True:
        with contextlib.suppress(BaseException):
            sum(range(10))


@pytest.mark.parametrize("loop", [endless, stubborn])
def test_a_loop_without_end(loop):
    """It ends soon, even if it catches all that it meets."""
    with pytest.raises(TimeUp):
        within(0.01, loop)


def test_what_ends_in_time():
    """Its value is given, and nothing is raised, then or later."""
    assert within(60.0, lambda: sum(range(10))) == 45


def test_what_raises():
    """Its own exception comes through."""
    with pytest.raises(ZeroDivisionError):
        within(60.0, lambda: 1 / 0)


def test_again_and_again():
    """However near the end comes to the limit, nothing is raised afterwards."""
    for _ in range(300):
        with contextlib.suppress(TimeUp):
            within(0.0005, lambda: sum(range(3000)))
    assert sum(range(100_000)) == 4_999_950_000


def test_counting_bytecodes_afterwards():
    """An instrument that traces bytecodes comes to its end after a watch, and within one."""
    within(60.0, lambda: None)
    assert bytecodes_of(sum, [1, 2]) >= 0
    assert within(60.0, lambda: bytecodes_of(lambda: sum(range(9)))) > 0
    with pytest.raises(TimeUp):
        within(0.01, endless)
    assert bytecodes_of(lambda: sum(range(9))) > 0
