"""Workers that are lost: what they had at hand comes back once, and a culprit is found out."""

import multiprocessing.forkserver
import os
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor, CancelledError, Future
from pathlib import Path

import pytest

from checker.classroom.batch.executors import ProcessExecutor
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store
from checker.classroom.batch.worker_process import GradingWorker, handle, provenance, worker_setup
from checker.classroom.grading.grade_submission import Grader
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Found
from checker.errors import UsageError
from checker.results.schema import read_results
from checker.sandbox import choose
from tests.classroom.small_course import ASSIGNMENT, NOTEBOOK, PROVENANCE, notebook, solved
from tests.sandbox.processes import Watch, descendants

RIGHT = notebook(solved())
STUDENTS = [f"student-{place}" for place in range(12)]


class Fragile:
    """An executor of which all workers go down together when they are handed what is too much."""

    blaming = (BrokenExecutor,)
    lost = (CancelledError,)
    strikes = 3

    def __init__(self, poison=(), leaves_after=None, width=4):
        self.width = width
        self.poison = poison
        self.leaves_after = leaves_after
        self.under_way = []
        self.most = self.renewed = self.given = 0
        self.closed = None

    def submit(self, request):
        future = Future()
        self.under_way.append((future, request))
        self.most = max(self.most, len(self.under_way))
        self.given += 1
        return future

    def is_up(self):
        """Called once a round: the moment at which work is done, or not."""
        if self.leaves_after is not None and self.given > self.leaves_after:
            self.leaves_after = None
            self.under_way = []
            return False
        return True

    def work(self):
        if any(request.student in self.poison for _, request in self.under_way):
            for future, _ in self.under_way:
                future.set_exception(BrokenExecutor())
            self.under_way = []
        elif self.under_way:
            future, request = self.under_way.pop(0)
            future.set_result(GRADER.handle(request))

    def renew(self):
        self.renewed += 1

    def close(self, *, at_once):
        self.closed = at_once


def no_sandbox():
    raise AssertionError("nothing is asked here")


GRADER = Grader({NOTEBOOK: ASSIGNMENT}, PROVENANCE, no_sandbox, no_sandbox, Order())


@pytest.fixture
def ledger(tmp_path):
    results = ResultsFile(tmp_path / "results.jsonl")
    with results as file, Store(tmp_path / "verdicts.db") as store:
        yield Ledger({NOTEBOOK: ASSIGNMENT}, PROVENANCE, file, store, Order())


def found(data=b"%PDF"):
    return (Found(student, NOTEBOOK, lambda: data) for student in STUDENTS)


def run(monkeypatch, ledger, executor):
    """Grade the class with work done whenever the grader waits; give what came of each."""
    monkeypatch.setattr(
        "checker.classroom.batch.scheduler.wait",
        lambda futures, *_: (executor.work(), ({each for each in futures if each.done()}, set()))[
            1
        ],
    )
    seen = []
    grade_submissions(found(), ledger, executor, lambda reply: seen.append(reply.result))
    assert sorted(result["student"] for result in seen) == sorted(STUDENTS)
    return {result["student"]: result["status"] for result in seen}


def test_submissions_read_ahead(monkeypatch, ledger):
    """No more are read than the executor has under way, however large the class is."""
    executor = Fragile()
    run(monkeypatch, ledger, executor)
    assert executor.most == executor.width
    assert executor.closed is False


def test_a_submission_that_brings_its_worker_down(monkeypatch, ledger):
    """It is found out, tried one by one with those that were at hand; only it asks for a person."""
    executor = Fragile(poison={"student-5"})
    statuses = run(monkeypatch, ledger, executor)
    assert [student for student in STUDENTS if statuses[student] != "unreadable"] == ["student-5"]
    assert statuses["student-5"] == "needs_human"
    assert executor.renewed == executor.strikes


def test_workers_that_leave(monkeypatch, ledger):
    """What they had is handed out again, and nobody is to blame."""
    executor = Fragile(leaves_after=6)
    assert set(run(monkeypatch, ledger, executor).values()) == {"unreadable"}
    assert executor.renewed == 1
    assert executor.given > len(STUDENTS)


def workers():
    """The processes that mark: children of the one that multiprocessing forks them from."""
    words = {}
    for pid in descendants(os.getpid()):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            parent = int(Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")")[-1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        words[pid] = (b"forkserver" in command, parent)
    return [pid for pid, (is_one, parent) in words.items() if is_one and words.get(parent, (0,))[0]]


def nurse():
    """The process that workers are forked from."""
    return multiprocessing.forkserver._forkserver._forkserver_pid


BOTH = pytest.mark.nightly("a worker and their parent are killed one at a time on every change")


@pytest.mark.slow
@pytest.mark.parametrize("which", ["a worker", "their parent", pytest.param("both", marks=BOTH)])
def test_processes_that_are_killed(tmp_path, which):
    """Every student has one result, and it is right; in the end no process is left."""
    common = provenance(choose("none").name, 7)
    watched = []

    def on_reply(reply):
        if not watched:
            watched.append(Watch(workers()))
            doomed = {"a worker": [workers()[0]], "their parent": [nurse()]}
            for pid in doomed.get(which, [nurse(), *workers()]):
                os.kill(pid, signal.SIGKILL)

    results = ResultsFile(tmp_path / "results.jsonl")
    with results as file, Store(tmp_path / "verdicts.db") as store:
        ledger = Ledger({NOTEBOOK: ASSIGNMENT}, common, file, store, Order())
        executor = ProcessExecutor(worker_setup(Order(), [ASSIGNMENT], common), 2)
        grade_submissions(found(RIGHT), ledger, executor, on_reply)
    recorded = read_results(tmp_path / "results.jsonl")
    assert [each["score"] for each in recorded.values()] == [5.0] * len(STUDENTS)
    assert len((tmp_path / "results.jsonl").read_text().splitlines()) == len(STUDENTS)
    assert watched[0].all_gone()
    assert workers() == []


def test_a_station_of_another_version():
    """It refuses to mark: what it gives might be other marks."""
    setup = worker_setup(Order(), [ASSIGNMENT], PROVENANCE)
    with pytest.raises(UsageError, match=r"grading was begun with 0\.1"):
        GradingWorker(setup, choose("none"))


def test_a_worker_that_was_told_nothing():
    """It says so, and marks nothing."""
    with pytest.raises(UsageError, match="was not told what to mark"):
        handle("nobody", None)


@pytest.mark.slow
def test_what_is_begun_ahead():
    """The process that forks workers is there before anybody asks for one, and goes with ours."""
    text = (
        "import os\n"
        "from checker.classroom.batch.executors import begin_ahead\n"
        "from tests.sandbox.processes import descendants\n"
        "begin_ahead()\n"
        "print(len(descendants(os.getpid())))"
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert int(done.stdout) >= 1
