import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.sandbox.inside import deadlines as module
from checker.sandbox.inside.deadlines import (
    MOST_SECONDS,
    SHARE_AT_WORK,
    Deadline,
    DeadlineOfCode,
    cpu_clock,
)


class Machine:
    """A clock on the wall and one of a processor, which the test puts forward."""

    def __init__(self, monkeypatch):
        self.wall = self.cpu = 0.0
        monkeypatch.setattr(module.time, "monotonic", lambda: self.wall)

    def passes(self, seconds, cpu=0.0):
        self.wall += seconds
        self.cpu += cpu


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


def looks_until_it_is_over(deadline, passes):
    """How often a deadline is looked at, with some time before each look, until it is over."""
    count, is_over = 0, False
    while not is_over:
        passes()
        count += 1
        try:
            deadline.look()
        except TimeoutError:
            is_over = True
    return count


LOOKS = st.lists(st.tuples(st.floats(0.0, 100.0), st.floats(0.0, 1.0)), max_size=30)


def test_a_machine_that_stands_still(machine):
    """However long it does, a look counts no more than the most."""
    deadline = Deadline(2.0)
    machine.passes(3600.0)
    assert deadline.look() > 0
    assert deadline.attended == MOST_SECONDS


def test_time_that_is_attended(machine):
    """It is over when its seconds have passed, in however many looks."""
    assert looks_until_it_is_over(Deadline(1.0), lambda: machine.passes(0.1)) in (10, 11)


def test_code_that_waits(machine):
    """It is stopped by the clock."""
    deadline = DeadlineOfCode(1.0, 10.0, lambda: machine.cpu)
    assert looks_until_it_is_over(deadline, lambda: machine.passes(0.1)) in (10, 11)
    assert deadline.is_waiting


def test_code_that_is_at_work(machine):
    """A slow machine's clock does not stop it, until that has gone on for far too long."""
    deadline = DeadlineOfCode(1.0, 10.0, lambda: machine.cpu)
    at_work = 0.1 * SHARE_AT_WORK
    assert looks_until_it_is_over(deadline, lambda: machine.passes(0.1, at_work)) in (100, 101)
    assert not deadline.is_waiting


@given(LOOKS)
def test_whatever_passes(looks):
    """Nobody is charged with more than passed, and code never with more than was attended."""
    with pytest.MonkeyPatch.context() as patch:
        machine = Machine(patch)
        deadline = DeadlineOfCode(1e9, 1e9, lambda: machine.cpu)
        for seconds, cpu in looks:
            machine.passes(seconds, cpu)
            deadline.look()
    assert 0.0 <= deadline.waited <= deadline.attended <= machine.wall
    assert deadline.attended <= MOST_SECONDS * len(looks)


def test_the_processor_time_of_another_process():
    """It is told while the process runs, and is nothing once it is gone."""
    theirs = cpu_clock(os.getpid())
    before, end = theirs(), time.process_time() + 0.02
    while time.process_time() < end:
        pass
    assert theirs() - before >= 0.01
    assert cpu_clock(2**22 + 1)() == 0.0
