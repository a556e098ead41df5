"""The attacks of one isolation as tests: the class is graded once, then each case is looked at."""

import pytest

from tests.attacks.cases import attacks
from tests.attacks.suite import adopt_orphans, processes_left, run

QUICK = [attack for attack in attacks() if "slow" not in attack.marks]
#: Classes of attacks that meet the wall itself, and so are tried under each on every change. The
#: others meet what is the same under all: what reads notebooks, archives, answers and the pipe.
AT_THE_WALL = {"escaping", "resources", "secrets"}


def graded(request, isolation, clear=lambda: None):
    """Grade the attacks that a module asks for; give what became of them, and processes left.

    `clear` ends what the isolation itself keeps running.
    """
    items = (item for item in request.session.items if item.module is request.module)
    asked = {item.callspec.params["student"] for item in items if hasattr(item, "callspec")}
    adopt_orphans()
    report = run(isolation, [each for each in QUICK if not asked or each.student in asked])
    clear()
    return report, processes_left()


def each_attack():
    """Mark a test to be run for every quick attack, by its name."""
    return pytest.mark.parametrize("student", [attack.student for attack in QUICK])


def each_attack_at_the_wall():
    """Mark a test to be run for every quick attack; of those at no wall each runs at night only."""
    night = pytest.mark.nightly("it meets no wall: on every change it is run under warm")
    return pytest.mark.parametrize(
        "student",
        [
            pytest.param(attack.student, marks=() if attack.group in AT_THE_WALL else night)
            for attack in QUICK
        ],
    )
