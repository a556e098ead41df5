"""A class graded in this process, by a desk that a test has set up."""

from checker.classroom.batch.class_run import store_beside
from checker.classroom.batch.executors import Threads
from checker.classroom.batch.ledger import Keeping
from checker.classroom.batch.scheduler import grade
from checker.classroom.batch.store import Store


def graded_by(desk, found, file, jobs, on_result=lambda handled: None, **options):
    """Grade submissions at a desk, keep them in a file, and give their results."""
    results = []

    def heard(handled):
        results.append(handled.result)
        on_result(handled)

    with Store(store_beside(file.path)) as store:
        keeping = Keeping(desk.assignments, desk.common, file, store, **options)
        grade(found, keeping, Threads(desk.handle, jobs, desk.stopping), heard)
    return results
