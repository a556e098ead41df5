"""Disks that fill up, folders that may not be written, clocks that jump, runs beside each other.

After each the run is given again, and the results are those of a run that nothing happened to.
"""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys

import pytest

from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.gradebook.writing import GradedNotebook, write_gradebook
from checker.errors import UsageError
from tests.classroom.gradebook.test_writing import grade_of, opened, result
from tests.classroom.small_course import CASEBOOK, RELEASE
from tests.faults.grader import ANSWERS
from tests.faults.test_kills import ROOT, finish, recorded, start

pytestmark = pytest.mark.slow

#: The pages of the small class are some ten thousand bytes long; what starts a sandbox is shorter.
SIZES = range(6_000, 14_000)
PAGES = ("feedback/*/*/*.html", "marked/*/*/*.ipynb")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A run that nothing happened to: its results and its pages."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert finish(start(folder, "landlock")) == 0
    return recorded(folder), written(folder)


def written(folder):
    """The bytes of every page, by its place."""
    paths = [path for pattern in PAGES for path in folder.glob(pattern)]
    return {path.relative_to(folder): path.read_bytes() for path in paths}


def unlucky(kind, number, folder):
    """Run a grader that has bad luck to its end; give its exit code and what it said."""
    words = [sys.executable, "-m", "tests.faults.misfortunes", kind, str(number), folder]
    ended = subprocess.run(
        [*words, "landlock"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stderr


def as_undisturbed(folder, undisturbed):
    """Whether the run, given again, leaves what an undisturbed one does."""
    assert finish(start(folder, "landlock")) == 0
    assert recorded(folder) == undisturbed[0]
    assert written(folder) == undisturbed[1]
    return True


def test_files_that_cannot_grow(undisturbed, tmp_path, kills):
    """Wherever the room ends, the run ends with a sentence, and given again it is whole."""
    rng = random.Random(kills.seed)
    codes = []
    for number in range(max(2, kills.count // 4)):
        folder = tmp_path / str(number)
        folder.mkdir()
        code, said = unlucky("short", rng.choice(SIZES), folder)
        codes.append(code)
        assert code == 0 or "cannot be written" in said
        assert as_undisturbed(folder, undisturbed)
    assert any(codes)


@contextlib.contextmanager
def mounted(place, options):
    """A small file system of its own in memory, for as long as the test needs it."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "checker-test", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a file system, and not everywhere")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def remounted(place, options):
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)


@pytest.mark.parametrize(
    "kibibytes",
    [40, pytest.param(8, marks=pytest.mark.nightly("on every change the larger disk is full"))],
)
def test_a_disk_that_is_full(undisturbed, tmp_path, kibibytes):
    """The run ends with a sentence; with room again, it goes on from there."""
    with mounted(tmp_path / "disk", f"size={kibibytes}k") as folder:
        assert finish(start(folder, "landlock")) != 0
        remounted(folder, "size=16m")
        assert as_undisturbed(folder, undisturbed)


def test_a_folder_that_may_not_be_written(undisturbed, tmp_path):
    """Nothing is graded for nothing: the run refuses at once, and goes on when it may."""
    with mounted(tmp_path / "disk", "size=16m") as folder:
        remounted(folder, "ro")
        with pytest.raises(UsageError, match="cannot be written: Read-only file system"):
            ResultsFile(folder / "results.jsonl")
        remounted(folder, "rw")
        assert as_undisturbed(folder, undisturbed)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write wherever it wants")
def test_a_folder_of_somebody_else(tmp_path):
    """The sentence names the file."""
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match=r"results\.jsonl cannot be written: Permission denied"):
        ResultsFile(tmp_path / "results.jsonl")


def test_a_clock_that_jumps(undisturbed, tmp_path, kills):
    """No mark and no page depends on the time of day, and no limit on it either."""
    assert unlucky("jumping", kills.seed, tmp_path)[0] == 0
    assert recorded(tmp_path) == undisturbed[0]
    assert written(tmp_path) == undisturbed[1]


def test_two_runs_at_once(undisturbed, tmp_path):
    """The second is told of the first, and touches nothing; the results are those of one run."""
    first = start(tmp_path, "landlock")
    with pytest.raises(UsageError, match="is being written by another run"):
        ResultsFile(tmp_path / "results.jsonl")
    assert finish(first) == 0
    assert recorded(tmp_path) == undisturbed[0]
    assert len((tmp_path / "results.jsonl").read_bytes().splitlines()) == len(ANSWERS)
    assert as_undisturbed(tmp_path, undisturbed)


@pytest.mark.nightly("on every change a second run is refused while the first one writes")
def test_many_runs_at_once(undisturbed, tmp_path):
    """However many begin together, no line is lost, halved or doubled."""
    command = [sys.executable, "-m", "tests.faults.grader", str(tmp_path), "landlock"]
    runs = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [run.communicate()[1] for run in runs]
    codes = [run.returncode for run in runs]
    assert 0 in codes
    assert all(b"another run" in err for err, code in zip(said, codes, strict=True) if code)
    assert recorded(tmp_path) == undisturbed[0]
    assert as_undisturbed(tmp_path, undisturbed)


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """A gradebook without marks."""
    path = tmp_path_factory.mktemp("book") / "gradebook.db"
    write_gradebook(str(path), [GradedNotebook(RELEASE, CASEBOOK)], [])
    return path


def marked(path):
    """What the gradebook says of alice, and how many grades it holds."""
    with opened(path) as book, sqlite3.connect(path) as database:
        ((grades,),) = database.execute("select count(*) from grade")
        return grade_of(book, "alice").auto_score, grades


def test_a_gradebook_that_is_locked(gradebook, monkeypatch):
    """As formgrader may lock it: one sentence, and given again each mark is there once."""
    course, results = [GradedNotebook(RELEASE, CASEBOOK)], [result("alice")]
    connect = sqlite3.dbapi2.connect
    monkeypatch.setattr(  # so that nobody waits for five seconds
        sqlite3.dbapi2, "connect", lambda *a, **k: connect(*a, **(k | {"timeout": 0}))
    )
    with contextlib.closing(connect(gradebook)) as other:
        other.execute("begin exclusive")
        with pytest.raises(UsageError, match=r"cannot be written: .*locked"):
            write_gradebook(str(gradebook), course, results)
        other.rollback()
    for _ in range(2):
        write_gradebook(str(gradebook), course, results)
        assert marked(gradebook) == (2.0, len(CASEBOOK.exercises))
