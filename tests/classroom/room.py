"""A class graded in this process, by a grader that a test has set up."""

from concurrent.futures import ThreadPoolExecutor

from checker.classroom.batch.class_run import store_beside
from checker.classroom.batch.executors import AHEAD
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store


class ThreadExecutor:
    """Threads of this process, so that a test can look at what it has set up itself."""

    blaming = lost = ()
    strikes = 1

    def __init__(self, task, width, stopping):
        self.width = width + AHEAD
        self._task = task
        self._stopping = stopping
        self._executor = ThreadPoolExecutor(width)

    def submit(self, request):
        return self._executor.submit(self._task, request)

    def is_up(self):
        return True

    def renew(self):
        """Do nothing: threads are not lost."""

    def close(self, *, at_once):
        if at_once:
            self._stopping.set()
        self._executor.shutdown(wait=not at_once, cancel_futures=True)


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
