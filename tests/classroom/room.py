"""A class graded in this process, by a grader that a test has set up."""

from checker.classroom.batch.class_run import store_beside
from checker.classroom.batch.executors import ThreadExecutor
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store


def graded_by(grader, found, file, jobs, on_result=lambda reply: None):
    """Grade submissions at a grader, keep them in a file, and give their results."""
    results = []

    def on_reply(reply):
        results.append(reply.result)
        on_result(reply)

    with Store(store_beside(file.path)) as store:
        ledger = Ledger(grader.assignments, grader.common, file, store, grader.order)
        grade_submissions(
            found, ledger, ThreadExecutor(grader.handle, jobs, grader.stopping), on_reply
        )
    return results
