"""Work shared out among threads, each with a sandbox of its own."""

import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from checker.sandbox import UNHURRIED, Isolation, Sandbox

Result = TypeVar("Result")
Task = Callable[[Sandbox], Result]


class RunTasks(Protocol):
    """`run_all`, told where and how many at once."""

    def __call__(self, tasks: Sequence[Task[Result]]) -> list[Result]:
        """Do all tasks and give their results in order."""


def run_all(
    tasks: Sequence[Task[Result]],
    isolation: Isolation,
    jobs: int,
    done: Callable[[], None] = lambda: None,
) -> list[Result]:
    """Do all tasks and give their results in order; what a task raises ends the others too.

    All tasks of a thread share one sandbox.

    Raises
    ------
    IsolationError
        If no sandbox can be started.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for place in range(len(tasks)):
        waiting.put(place)
    results: dict[int, Result] = {}

    def work() -> None:
        with Sandbox(isolation, UNHURRIED) as sandbox:
            while (place := _next(waiting)) is not None:
                results[place] = tasks[place](sandbox)
                done()

    with ThreadPoolExecutor(jobs) as threads:
        workers = [threads.submit(work) for _ in range(min(jobs, len(tasks)))]
        try:
            for worker in workers:
                worker.result()
        finally:
            while _next(waiting) is not None:
                pass
    return [results[place] for place in range(len(tasks))]


def _next(waiting: "queue.SimpleQueue[int]") -> int | None:
    try:
        return waiting.get_nowait()
    except queue.Empty:
        return None
