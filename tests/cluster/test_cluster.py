"""Grading on many machines, with a real scheduler and real workers: nothing lost, nothing twice."""

import json
import os
import re
import signal
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import Client, cfexecutor

from checker.classroom.batch.dask import DaskExecutor, _pass_on
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.submissions.discovery import Found
from checker.errors import UsageError
from checker.exercises import call
from checker.results.schema import read_results
from checker.sandbox import choose
from tests.classroom.small_course import (
    BY_HAND,
    FOURFOLD,
    NOTEBOOK,
    exercise,
    notebook,
    solved,
)
from tests.cluster.conftest import MARKED, SECRET, Class
from tests.sandbox.processes import descendants

pytestmark = pytest.mark.slow
COUNT = 16
SLEEPING = b"time.sleep(3.0)"


def lines(folder):
    """The results, as they were written: student by student, and their scores."""
    written = (folder / "results.jsonl").read_text("utf-8").splitlines()
    return sorted((json.loads(line)["student"], json.loads(line)["score"]) for line in written)


ALL = [(f"student-{place:02}", 5.0) for place in range(COUNT)]


@pytest.mark.nightly("a marking process of a worker is killed on every change")
def test_workers_that_come_and_go(doomed, tmp_path):
    """A worker is killed, then the scheduler; each student has one result, and all their pages."""
    room = Class(tmp_path)
    seen = []

    def on_reply(reply):
        seen.append(reply.result["student"])
        if len(seen) == 3:
            doomed.end(doomed.workers[0])
        if len(seen) == 8:
            doomed.end(doomed.scheduler)
            doomed.start_scheduler()
            doomed.start_worker()  # those there were end with their scheduler

    with room.ledger() as ledger:
        grade_submissions(room.found(COUNT), ledger, room.executor(doomed.address), on_reply)
    assert sorted(seen) == [student for student, _ in ALL]
    assert lines(tmp_path) == ALL
    for kind in ("feedback", "marked"):
        assert len(list((tmp_path / kind).glob(f"*/{NOTEBOOK}/*"))) == COUNT


def marking(farm):
    """The processes that workers have begun to mark for them."""
    below = (pid for worker in farm.workers for pid in descendants(worker.pid))
    return [pid for pid in below if b"marking_process" in command_of(pid)]


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def sandboxed(farm):
    """The processes below those that mark: all of them run student code, or are its walls."""
    return [pid for parent in marking(farm) for pid in descendants(parent)]


def memory_of(pid):
    """What a process holds in memory that it may write; what is gone meanwhile is no matter."""
    parts = []
    try:
        maps = Path(f"/proc/{pid}/maps").read_text("utf-8", "replace")
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            for start, end, rights in re.findall(r"^(\w+)-(\w+) (\S+)", maps, re.MULTILINE):
                if rights.startswith("rw"):
                    memory.seek(int(start, 16))
                    parts.append(memory.read(int(end, 16) - int(start, 16)))
    except (FileNotFoundError, ProcessLookupError, OSError) as error:
        if isinstance(error, PermissionError):
            pytest.skip(f"this user may not look into a process of its own: {error}")
    return b"".join(parts)


def looked_into(farm, done):
    """Look into all processes below the workers until student code is seen in one of them.

    Give how many held that code, how many the secret, and of each that marks whether it did then.
    """
    asleep, secret = 0, 0
    while not asleep and not done.is_set():
        for held in map(memory_of, sandboxed(farm)):
            asleep += SLEEPING in held
            secret += SECRET.encode() in held
    own = [SECRET.encode() in memory_of(pid) for pid in marking(farm)]
    return asleep, secret, own


def test_what_reaches_student_processes(farm, tmp_path):
    """The worked solutions are known to the processes that mark, and to none below them."""
    room = Class(tmp_path, choose("auto").name)
    done = threading.Event()
    with ThreadPoolExecutor(1) as thread, room.ledger() as ledger:
        executor = room.executor(farm.address)
        looking = thread.submit(looked_into, farm, done)
        grade_submissions(room.found(2, 3.0), ledger, executor, lambda _: None)
        done.set()
        asleep, secret, own = looking.result()
    assert asleep
    assert not secret
    assert own
    assert all(own)


def test_a_client_from_python(farm, tmp_path):
    """It stands for its scheduler, and is left open."""
    room = Class(tmp_path)
    with Client(farm.address, timeout=300) as client:
        with room.ledger() as ledger:
            grade_submissions(room.found(2), ledger, room.executor(client), lambda _: None)
        assert client.submit(int, "7").result(timeout=300) == 7
    assert lines(tmp_path) == ALL[:2]


def test_a_worker_with_another_version(farm, tmp_path):
    """It is refused before anything is graded: its marks might be others."""
    room = Class(tmp_path)
    object.__setattr__(room.setup.common, "checker_version", "0.0.0")
    with pytest.raises(UsageError, match=r"grading was begun with 0\.0\.0"):
        room.executor(farm.address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://"])
def test_no_scheduler(tmp_path, address):
    """It is said in one sentence."""
    with pytest.raises(UsageError, match="no scheduler answers at"):
        DaskExecutor(Class(tmp_path).setup, address, patience=0.5)


#: Ten calls of one function, for each of which a student may answer 60 MB.
MANY = tuple(call(f"call {number}", "double", float(number)) for number in range(10))
DOUBLE = exercise("1.1", "double", MANY, [2.0 * number for number in range(10)])
WIDE = replace(MARKED, casebook=replace(MARKED.casebook, exercises=(DOUBLE, FOURFOLD, BY_HAND)))


def test_huge_answers(farm, tmp_path):
    """They cost the cases that they answer, and nobody else anything: few are kept together."""
    room = Class(tmp_path, assignment=WIDE)
    huge = "def double(x):\n    return np.zeros(7_500_000) if x != 3.0 and x != 6.0 else 2 * x"
    data = notebook(solved(double=huge))
    found = [Found("ada", NOTEBOOK, lambda: data), *room.found(1)]
    with room.ledger() as ledger:
        grade_submissions(found, ledger, room.executor(farm.address), lambda _: None)
    results = read_results(tmp_path / "results.jsonl")
    outcomes = [each["outcome"] for each in results["ada", NOTEBOOK]["exercises"]]
    assert outcomes == ["partial", "passed", "passed"]
    statuses = {each["status"] for each in results.values()}
    assert statuses == {"graded"}


def test_a_marking_process_that_is_killed(farm, tmp_path):
    """Another one takes its place, and nobody loses anything."""
    room = Class(tmp_path)
    killed = []

    def on_reply(_):
        if not killed:
            killed.extend(marking(farm))
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    with room.ledger() as ledger:
        grade_submissions(room.found(6), ledger, room.executor(farm.address), on_reply)
    assert lines(tmp_path) == ALL[:6]
    assert killed
    assert marking(farm) == []


def test_an_answer_that_dask_misreads():
    """What fails in Dask itself counts as lost, so that the submission is handed out again."""
    asked, future = Future(), Future()
    try:
        raise TypeError("a fault of the submission's own")
    except TypeError as error:
        asked.set_exception(error)
    _pass_on(future, asked)
    assert isinstance(future.exception(), TypeError)
    namespace = {"__name__": cfexecutor.__name__}
    exec("def read(answer):\n    typ, exc, tb = answer", namespace)
    misread, passed = Future(), Future()
    try:
        namespace["read"](None)
    except TypeError as error:
        misread.set_exception(error)
    _pass_on(passed, misread)
    assert isinstance(passed.exception(), CancelledError)
