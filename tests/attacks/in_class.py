"""The attacks of one isolation as tests: the class is graded once, then each case is looked at."""

import pytest

from tests.attacks.cases import attacks
from tests.attacks.suite import adopt_orphans, processes_left, run
from tests.selection import asked_for

ATTACKS = attacks()
#: Classes of attacks that meet the wall itself, and so are tried under each on every change. The
#: others meet what is the same under all: what reads notebooks, archives, answers and the pipe, and
#: the kernel's limits of time and memory.
AT_THE_WALL = {"escaping", "secrets"}


def graded(request, isolation, clear=lambda: None):
    """Grade the attacks that a module asks for; give what became of them, and processes left.

    `clear` ends what the isolation itself keeps running.
    """
    asked = asked_for(request, "student")
    adopt_orphans()
    report = run(isolation, [each for each in ATTACKS if not asked or each.student in asked])
    clear()
    return report, processes_left()


def each_attack():
    """Mark a test to be run for every attack, by its name; for a few that take long at night."""
    return _each(lambda attack: "slow" not in attack.marks, "a smaller one of its kind is tried")


def each_attack_at_the_wall():
    """Mark a test to be run for every attack; for those that meet no wall at night only."""
    return _each(
        lambda attack: attack.group in AT_THE_WALL and "slow" not in attack.marks,
        "it meets no wall: on every change it is tried under warm",
    )


def _each(on_every_change, reason):
    night = pytest.mark.nightly(reason)
    return pytest.mark.parametrize(
        "student",
        [pytest.param(one.student, marks=() if on_every_change(one) else night) for one in ATTACKS],
    )
