"""What a machine that stands still costs: nothing. Only what the test's graders started is stopped.

A virtual machine is paused, memory is reclaimed, a laptop is shut: all that runs in the sandboxes
stands still for a while, and goes on.
"""

import contextlib
import random
import time
from pathlib import Path

import pytest

from tests.faults.test_kills import finish, recorded, start
from tests.sandbox.processes import descendants, standing_still

pytestmark = pytest.mark.slow

ISOLATIONS = ("warm", "bubblewrap", "landlock")
#: What the small class earns by its answers to `double`, and how these end.
KEY = [
    ("student-0", "passed", 2.0),
    ("student-1", "failed", 0.0),
    ("student-2", "crashed", 0.0),
    ("student-3", "raised", 0.0),
    ("student-4", "partial", 1.0),
    ("student-5", "raised", 0.0),
]
#: More than a late reply was once waited for.
SHORT_SECONDS = 6.0
LONG_SECONDS = (1.0, 20.0)
#: A class of six takes about as long; a moment is drawn from so many seconds.
MOMENTS = (0.0, 4.0)


def in_sandboxes(grader):
    """The processes of a grader's sandboxes, less those that grade."""
    found = []
    for pid in descendants(grader.pid):
        with contextlib.suppress(OSError):
            if b"multiprocessing" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return found


def stand_still(graders, seconds):
    """Stop all that runs in the graders' sandboxes, and let it go on after a while."""
    stopped = [pid for grader in graders for pid in in_sandboxes(grader)]
    with standing_still(stopped):
        time.sleep(seconds)
    return len(stopped)


def marks(folder):
    """What each student has for the first exercise, and whether all is decided."""
    results = recorded(folder)
    assert {result["status"] for result in results} == {"graded"}
    first = [(result["student"], result["exercises"][0]) for result in results]
    return [(student, each["outcome"], each["points"]) for student, each in first]


def round_of(folder, moment, seconds):
    """Grade the class under each isolation at the same time, through one stall."""
    graders = [start(made(folder / isolation), isolation) for isolation in ISOLATIONS]
    time.sleep(moment)
    stopped = stand_still(graders, seconds)
    assert [finish(grader) for grader in graders] == [0] * len(graders)
    return stopped


def made(folder):
    folder.mkdir(parents=True)
    return folder


def test_sandboxes_that_stand_still(tmp_path):
    """No mark differs from the key, though every reply is late by seconds."""
    stopped = round_of(tmp_path, 0.7, SHORT_SECONDS)
    assert stopped > 0
    for isolation in ISOLATIONS:
        assert marks(tmp_path / isolation) == KEY


@pytest.mark.nightly("a hundred stalls of up to 20 s take half an hour; one of 6 s is run always")
def test_sandboxes_that_stand_still_at_any_moment(tmp_path, stalls):
    """Whenever and for however long, no mark differs from the key under any isolation."""
    rng = random.Random(stalls.seed)
    for number in range(stalls.count):
        folder = tmp_path / str(number)
        round_of(folder, rng.uniform(*MOMENTS), rng.uniform(*LONG_SECONDS))
        for isolation in ISOLATIONS:
            assert marks(folder / isolation) == KEY, (number, isolation)
