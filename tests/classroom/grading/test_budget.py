"""What judging may cost: the kernel holds it, a breach costs one part, and the next goes on."""

import multiprocessing
import resource
import signal

import numpy as np
import pytest

from checker.classroom.grading.budget import MEMORY_BYTES, JudgingBudget, OverBudget

FORK = multiprocessing.get_context("spawn")


def in_process_of_its_own(work):
    """Run a function where limits harm nobody, and give what it gives."""
    with FORK.Pool(1) as pool:
        return pool.apply(work)


def loops_for_ever():
    budget = JudgingBudget()
    budget.enforce()
    budget._left = 0.0  # so that a part has its least
    try:
        with budget.spent():
            while True:
                sum(range(1000))
    except OverBudget:
        pass
    with budget.spent():
        return "went on", signal.getitimer(signal.ITIMER_PROF)[0] > 0


def takes_memory():
    budget = JudgingBudget()
    budget.enforce()
    before = resource.getrlimit(resource.RLIMIT_AS)
    try:
        with budget.spent():
            np.ones(MEMORY_BYTES // 4)
    except MemoryError:
        pass
    with budget.spent():
        return len(np.ones(MEMORY_BYTES // 32)), resource.getrlimit(resource.RLIMIT_AS) != before


def leaves_no_trace():
    budget = JudgingBudget()
    budget.enforce()
    before = resource.getrlimit(resource.RLIMIT_AS)
    with budget.spent():
        sum(range(10_000))
    return (
        resource.getrlimit(resource.RLIMIT_AS) == before,
        signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0),
    )


@pytest.mark.slow
def test_loop_without_end():
    """It is stopped within its processor time, and the next part has time again."""
    assert in_process_of_its_own(loops_for_ever) == ("went on", True)


@pytest.mark.slow
def test_too_much_memory():
    """It is refused by the kernel, and the next part may take its own."""
    assert in_process_of_its_own(takes_memory) == (MEMORY_BYTES // 32, True)


@pytest.mark.slow
def test_limits_afterwards():
    """Between two parts the process has the limits that it had."""
    assert in_process_of_its_own(leaves_no_trace) == (True, True)


def test_process_that_is_not_a_worker():
    """Where nothing was enforced, nothing is limited: the process may be anybody's."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    with JudgingBudget().spent():
        assert resource.getrlimit(resource.RLIMIT_AS) == before
