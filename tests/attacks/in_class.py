"""The attacks of one isolation as tests: the class is graded once, then each case is looked at."""

import pytest

from tests.attacks.cases import attacks
from tests.attacks.suite import adopt_orphans, processes_left, run

QUICK = [attack for attack in attacks() if "slow" not in attack.marks]


def graded(isolation, clear=lambda: None):
    """Grade the quick attacks; give what became of them, and the processes that are left.

    `clear` ends what the isolation itself keeps running.
    """
    adopt_orphans()
    report = run(isolation, QUICK)
    clear()
    return report, processes_left()


def each_attack():
    """Mark a test to be run for every quick attack, by its name."""
    students = [attack.student for attack in QUICK]
    return pytest.mark.parametrize("student", students)
