"""What a kill costs: nothing. Only processes that the test has started are ever killed."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.grader import ANSWERS
from tests.sandbox.processes import Watch, descendants

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ISOLATIONS = (
    pytest.param("bubblewrap", marks=pytest.mark.nightly("landlock stands for it on every change")),
    "landlock",
)


def start(folder, isolation):
    """A grader that has begun."""
    grader = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.grader", str(folder), isolation],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert grader.stdout.readline() == b"begins\n"
    return grader


def finish(grader):
    code = grader.wait()
    grader.stdout.close()
    return code


def recorded(folder):
    """The results, in the order of students, without the seconds that they took."""
    lines = (folder / "results.jsonl").read_text("utf-8").splitlines()
    results = [json.loads(line) for line in lines]
    for result in results:
        for timed in (result, *result["exercises"]):
            del timed["seconds"]
    return sorted(results, key=lambda result: result["student"])


@pytest.fixture(scope="module", params=ISOLATIONS)
def undisturbed(request, tmp_path_factory):
    """A run that nothing happened to: its isolation, its results, and how long it took."""
    folder = tmp_path_factory.mktemp("undisturbed")
    grader = start(folder, request.param)
    begun = time.monotonic()
    assert finish(grader) == 0
    return request.param, recorded(folder), time.monotonic() - begun


def alive(pids):
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def watch_of(pid):
    """A watch over all that a process has started and that is still there."""
    while True:
        try:
            return Watch(alive(descendants(pid)))
        except (ProcessLookupError, FileNotFoundError):  # one ended while we looked
            continue


def test_a_grader_that_is_killed_at_any_moment(undisturbed, tmp_path, kills):
    """Run again, it gives what an undisturbed run gives, and nothing of the first is left."""
    isolation, expected, seconds = undisturbed
    rng = random.Random(kills.seed)
    for number in range(kills.count):
        folder = tmp_path / str(number)
        folder.mkdir()
        grader = start(folder, isolation)
        time.sleep(rng.uniform(0, seconds))
        watch = watch_of(grader.pid)
        grader.send_signal(signal.SIGKILL)
        finish(grader)
        assert watch.all_gone(), number
        assert finish(start(folder, isolation)) == 0
        assert recorded(folder) == expected, number
        assert len(list(folder.glob("feedback/*/*/*.html"))) == len(ANSWERS)


def test_a_sandbox_that_is_killed(undisturbed, tmp_path, kills):
    """The run goes on, and every student has a result; at most one of them says that it crashed."""
    isolation, expected, seconds = undisturbed
    rng = random.Random(kills.seed)
    for number in range(max(1, kills.count // 2)):
        folder = tmp_path / str(number)
        folder.mkdir()
        grader = start(folder, isolation)
        time.sleep(rng.uniform(0, seconds))
        below = alive(descendants(grader.pid))
        if below:
            with contextlib.suppress(ProcessLookupError):
                os.kill(rng.choice(below), signal.SIGKILL)
        assert finish(grader) == 0
        results = recorded(folder)
        assert [each["student"] for each in results] == [each["student"] for each in expected]
        assert sum(one != other for one, other in zip(results, expected, strict=True)) <= 1
