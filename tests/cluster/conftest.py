"""A scheduler with two workers on loopback, and a class whose answers take a moment."""

import gc
import warnings
from contextlib import contextmanager
from dataclasses import replace

import pytest
from distributed import Client

from checker.classroom.batch.dask import DaskExecutor
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.store import Store
from checker.classroom.batch.worker_process import provenance, worker_setup
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Found
from checker.records import Cell
from tests.classroom.small_course import ASSIGNMENT, NOTEBOOK, notebook, solved
from tests.cluster.farm import Farm

SECRET = "only-the-worked-solution-says-this"
MARKED = replace(
    ASSIGNMENT,
    solutions=tuple(
        Cell(cell.id, cell.kind, f"{cell.source}\n# {SECRET}") for cell in ASSIGNMENT.solutions
    ),
)


@contextmanager
def planted(folder, *, nurse):
    with Farm(folder) as farm:
        farm.start_scheduler()
        farm.start_worker()
        farm.start_worker(nurse=nurse)
        with Client(farm.address, timeout=300) as client:
            client.wait_for_workers(2)
        yield farm
    # Dask leaves sockets to a killed scheduler open: they are collected here, not in another test.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="module")
def farm(tmp_path_factory):
    """A scheduler and two workers, one of them a daemon, to be left as they are."""
    with planted(tmp_path_factory.mktemp("farm"), nurse=True) as farm:
        yield farm


@pytest.fixture
def doomed(tmp_path_factory):
    """A scheduler and two workers that may be killed."""
    with planted(tmp_path_factory.mktemp("doomed"), nurse=False) as farm:
        yield farm


class Class:
    """Submissions whose `double` takes a moment, and what is kept of them."""

    def __init__(self, folder, isolation="none", assignment=MARKED):
        self.folder = folder
        self.assignment = assignment
        self.common = provenance(isolation, 7)
        pages = {name: folder / name for name in ("feedback", "marked")}
        self.order = Order(**pages)
        self.setup = worker_setup(self.order, [assignment], self.common)

    def found(self, count, seconds=0.05):
        for place in range(count):
            answer = f"import time\ndef double(x):\n    time.sleep({seconds})\n    return 2 * x"
            data = notebook(solved(double=f"{answer}  # {place}"))
            yield Found(f"student-{place:02}", NOTEBOOK, lambda data=data: data)

    @contextmanager
    def ledger(self):
        folder = self.folder
        results = ResultsFile(folder / "results.jsonl")
        with results as file, Store(folder / "results.verdicts.db") as store:
            yield Ledger({NOTEBOOK: self.assignment}, self.common, file, store, self.order)

    def executor(self, cluster):
        return DaskExecutor(self.setup, cluster, patience=300.0)
