"""A class is graded: several submissions at once, each result kept as soon as it is there."""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from checker.classroom.desk import Desk, Handled
from checker.classroom.discovery import Found
from checker.classroom.results import Key, Result, ResultsFile
from checker.errors import UsageError

log = logging.getLogger(__name__)

SEED_BITS = 48


def grade(
    found: Iterable[Found],
    desk: Desk,
    file: ResultsFile,
    jobs: int,
    on_result: Callable[[Handled], None],
) -> list[Result]:
    """Grade submissions, `jobs` at a time, and give their results in the order they came.

    Each result is in the file before `on_result` hears of it. One that cannot be graded does
    not stop the others. An interruption drops what is not done and goes on to the caller.

    Raises
    ------
    UsageError
        If a page cannot be written.
    """
    executor = ThreadPoolExecutor(jobs)
    futures = {executor.submit(desk.handle, item): item for item in found}
    results = []
    try:
        for future in as_completed(futures):
            handled = _outcome(future, desk, futures[future])
            if not handled.taken_over:
                file.append(handled.result)
            results.append(handled.result)
            on_result(handled)
    except BaseException:
        desk.stopping.set()
        raise
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
    return results


def _outcome(future: "Future[Handled]", desk: Desk, found: Found) -> Handled:
    try:
        return future.result()
    except UsageError:
        raise
    except Exception:
        log.exception("%s of %r", found.notebook, found.student)
        return desk.failed(found)


def seed_for(recorded: Mapping[Key, Result], given: int | None) -> int:
    """Give the seed of a run: as given, as in the results to go on from, or a new secret one."""
    if given is not None:
        return given
    seeds = [result["provenance"]["seed"] for result in recorded.values()]
    return seeds[-1] if seeds else secrets.randbits(SEED_BITS)
