"""Runs attacks through real grading, as one class, and looks afterwards at what became of it."""

import ctypes
import json
import os
import secrets
import shutil
import socket
import stat
import tempfile
import threading
import time
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.grading.grade_submission import Grader
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Found, discover
from checker.course.compiling.reference_sandbox import ReferencePool
from checker.errors import UsageError
from checker.sandbox import Limits, SandboxPool
from tests.attacks.cases import Attack
from tests.classroom.room import graded_by
from tests.classroom.small_course import ASSIGNMENT, NOTEBOOK, PROVENANCE, notebook, solved
from tests.sandbox.processes import Watch, descendants

#: Short, so that what never ends costs seconds; a class has ten times as long.
LIMITS = Limits(
    call_seconds=2.0,
    hurry_seconds=0.7,
    exercise_seconds=4.0,
    submission_seconds=20.0,
    cpu_seconds=2,
    memory_bytes=512 << 20,
)
#: No case may take longer than this, on however busy a machine.
MOST_SECONDS = 60.0
#: What the exercises earn that are not attacked.
OTHERS = {"fourfold": 1.0, "by_hand": 2.0}
VARIABLE = "CHECKER_ATTACK_CANARY"
NOBODY = 65534
PR_SET_CHILD_SUBREAPER = 36


class Unwalled(ValueError):
    """A destructive attack was to be run where nothing would stop it."""


@dataclass
class Finding:
    """What became of one attack; `wrong` says in words what should not have."""

    attack: Attack
    outcome: str
    points: float
    seconds: float
    wrong: list[str] = field(default_factory=list)

    @property
    def escaped(self):
        """Whether it reached what lies behind the wall, or earned what it should not."""
        signs = ("wrong mark", "canary", "wrote outside")
        return any(what.startswith(signs) for what in self.wrong)


@dataclass
class Report:
    """What became of all attacks, and what none of them should have left `around`."""

    findings: list[Finding]
    around: list[str]

    def of(self, student):
        """What became of one attack, by the name it was handed in under."""
        return next(each for each in self.findings if each.attack.student == student)


class Range:
    """Where attacks are run: what they are aimed at, none of which is anybody's."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="attacked-"))
        self.folder.chmod(0o755)
        self.secret = secrets.token_hex(16)
        self.canary = self.folder / "canary"
        self.canary.write_text(self.secret, "utf-8")
        self.open = self.folder / "open"  # to anybody, so that only a wall protects it
        self.open.mkdir()
        self.open.chmod(0o777)
        (self.open / "kept").write_text("as it was", "utf-8")
        (self.open / "kept").chmod(0o666)
        if os.geteuid() == 0:  # so that the file belongs to whom student code runs as
            os.chown(self.open / "kept", NOBODY, NOBODY)
        self.exchange = self.folder / "exchange"
        inbound = self.exchange / "course" / "inbound" / "ann+01_small+2026-11-29"
        inbound.mkdir(parents=True)
        theirs = {"cells": [{"source": ["def double(x):\n", "    return 2 * x"]}]}
        (inbound / "notebook.ipynb").write_text(json.dumps(theirs), "utf-8")
        self.server = socket.create_server(("127.0.0.1", 0))
        self.heard = []
        self.left = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with suppress(OSError):
            while True:
                connection, _ = self.server.accept()
                self.heard.append(connection)

    def places(self, attack):
        """What stands for the words that a case writes between `@`."""
        return {
            "CANARY_FILE": self.canary,
            "CANARY_VARIABLE": VARIABLE,
            "OUTSIDE": self.open / attack.student,
            "KEPT": self.open / "kept",
            "FOLDER": self.folder,
            "EXCHANGE": self.exchange,
            "HOST": socket.gethostname(),
            "PORT": self.server.getsockname()[1],
            "GRADER": os.getpid(),
        }

    def close(self):
        self.server.close()
        for connection in self.heard:
            connection.close()
        shutil.rmtree(self.folder)


def run(isolation, attacks, jobs=2):
    """Grade the attacks as one class under an isolation, and say what became of each.

    Raises
    ------
    Unwalled
        If one is destructive, and the isolation promises nothing.
    """
    if not isolation.isolated and any(attack.is_destructive for attack in attacks):
        raise Unwalled
    place = Range()
    os.environ[VARIABLE] = place.secret
    try:
        results, wrong = _graded(place, isolation, attacks, jobs)
        findings = [_finding(attack, results, wrong[attack.student]) for attack in attacks]
        return Report(findings, _look_around(place, findings))
    finally:
        del os.environ[VARIABLE]
        place.close()


def _graded(place, isolation, attacks, jobs):
    wrong = {attack.student: [] for attack in attacks}
    handed_in = [(attack, *_handed_in(attack, place)) for attack in attacks]
    for attack, found, refusal in handed_in:
        if found is None and "refused" not in attack.outcomes:
            wrong[attack.student].append(f"refused: {refusal}")
        if found is None:
            wrong[attack.student] += _unsaid(attack, [refusal])
    found = [item for _, item, _ in handed_in if item is not None]
    with (
        ResultsFile(place.folder / "results.jsonl") as file,
        _pool(isolation, jobs) as pool,
        ReferencePool(isolation) as references,
    ):
        grader = Grader(
            assignments={NOTEBOOK: ASSIGNMENT},
            common=replace(PROVENANCE, isolation=isolation.name),
            take=lambda: _watched(pool, place),
            take_reference=references.take,
            order=Order(**{name: place.folder / name for name in ("feedback", "marked")}),
        )
        results = graded_by(grader, found, file, jobs)
    return {result["student"]: result for result in results}, wrong


def _pool(isolation, jobs):
    return SandboxPool(isolation, jobs, LIMITS)


@contextmanager
def _watched(pool, place):
    """A sandbox of which no process may be left."""
    with pool.take() as sandbox:
        watch = Watch([])
        yield sandbox
        connection = sandbox._connection
        if connection is not None:
            pids = [connection.process.pid, *descendants(connection.process.pid)]
            watch = Watch([pid for pid in pids if Path(f"/proc/{pid}").exists()])
    if not watch.all_gone():
        place.left.append("a process is left")


def _handed_in(attack, place):
    """Give what a case hands in, or why it was refused before anybody read it."""
    if attack.group == "notebooks":
        data = _made(attack, "submission", notebook(solved()))
        return Found(attack.student, NOTEBOOK, lambda: data), ""
    if attack.group == "archives":
        return _from_archive(attack, place)
    data = notebook(solved(double=attack.answer(place.places(attack))))
    return Found(attack.student, NOTEBOOK, lambda: data), ""


def _made(attack, name, *arguments):
    """Call the function that one of our own files defines."""
    namespace = {}
    exec(compile(attack.source, attack.name, "exec"), namespace)
    return namespace[name](*arguments)


def _from_archive(attack, place):
    """Read the zip that a case makes: alice's work is in it, and something that attacks."""
    path = place.folder / f"{attack.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"alice/{NOTEBOOK}/{NOTEBOOK}.ipynb", honest := notebook(solved()))
        raw = _made(attack, "add", archive)
    if raw is not None:
        path.write_bytes(raw(path.read_bytes()))
    try:
        discovery = discover(path, [NOTEBOOK])
    except UsageError as error:
        return None, str(error)
    found = {item.student: item for item in discovery.found}
    assert found["alice"].read() == honest, f"{attack.name} changes what alice hands in"
    mallorys = (item for name, item in found.items() if name.startswith("mallory"))
    mallory = next(mallorys, found["alice"])
    said = (f"{each.path} {each.reason}" for each in discovery.accounts if each.reason)
    remarks = (*mallory.remarks, *said)
    return replace(mallory, student=attack.student, remarks=remarks), ""


def _finding(attack, results, wrong):
    result = results.get(attack.student)
    if result is None:
        if not wrong and "refused" not in attack.outcomes:
            wrong.append("no result")
        return Finding(attack, "refused", 0.0, 0.0, wrong)
    exercises = {exercise["name"]: exercise for exercise in result["exercises"]}
    if attack.group in ("notebooks", "archives"):
        outcome, points = result["status"], result["score"]
    else:
        outcome, points = exercises["double"]["outcome"], exercises["double"]["points"]
        for name, full in OTHERS.items():
            if exercises[name]["points"] != full:
                wrong.append(f"{name} earned {exercises[name]['points']} of {full}")
    wrong += _unsaid(attack, [*result["repairs"], *result["tampering"]])
    if outcome not in attack.outcomes:
        wrong.append(f"{outcome} instead of {' or '.join(attack.outcomes)}")
    if points != attack.points:
        wrong.append(f"wrong mark: {points} instead of {attack.points}")
    if result["seconds"] > MOST_SECONDS:
        wrong.append(f"took {result['seconds']:.0f} seconds")
    return Finding(attack, outcome, points, result["seconds"], wrong)


def _unsaid(attack, remarks):
    """What should have been said of a case, and was not."""
    for part in attack.says:
        if not any(part in remark for remark in remarks):
            yield f"not said: {part}"


def _look_around(place, findings):
    """Look for what no case may leave behind, and list what cannot be laid at one's door."""
    by_student = {finding.attack.student: finding for finding in findings}
    around = [*_told(place, by_student), *_written(place, by_student), *place.left]
    if place.heard:
        around.append("reached the network")
    return around


def _told(place, by_student):
    """Look for the canary's secret in everything that was written about the class."""
    for whose, where, data in _outputs(place):
        if place.secret.encode() in data:
            finding = next((by_student[name] for name in whose if name in by_student), None)
            if finding is None:
                yield f"canary in {where}"
            else:
                finding.wrong.append(f"canary in {where}")


def _outputs(place):
    """Give whose it may be, its name and its bytes, for each result and each file."""
    results = place.folder / "results.jsonl"
    for line in results.read_bytes().splitlines():
        yield (json.loads(line)["student"],), "the results", line
    for path in place.folder.rglob("*"):
        if stat.S_ISREG(path.lstat().st_mode) and path not in (place.canary, results):
            yield path.parts, path.name, path.read_bytes()


def _written(place, by_student):
    """Look for what was made or changed outside of scratch folders."""
    for path in place.open.iterdir():
        if path.name in by_student:
            by_student[path.name].wrong.append("wrote outside")
        elif path.name != "kept":
            yield f"made {path.name} outside"
    kept = place.open / "kept"
    if kept.read_text("utf-8") != "as it was" or stat.S_IMODE(kept.stat().st_mode) != 0o666:
        yield "changed a file outside"
    if place.canary.read_text("utf-8") != place.secret:
        yield "changed the canary"


def adopt_orphans():
    """Have the kernel hand this process whatever outlives its parent, so that it can be seen."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def processes_left(seconds=5.0):
    """List what still runs of all that was started, after waiting for it for a while."""
    deadline = time.monotonic() + seconds
    while True:
        running = [pid for pid in descendants(os.getpid()) if _runs(pid)]
        if not running or time.monotonic() > deadline:
            return running
        time.sleep(0.05)


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
