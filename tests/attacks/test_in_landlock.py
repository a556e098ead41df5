import pytest

from checker.sandbox.landlock import landlock
from tests.attacks.in_class import each_attack_at_the_wall, graded

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def after(request):
    """What became of the attacks, all graded as one class."""
    return graded(request, landlock())


@each_attack_at_the_wall()
def test_an_attack(after, student):
    """It ends as its file says, earns what it should, and costs no other exercise a point."""
    report, _ = after
    assert report.of(student).wrong == []


def test_nothing_is_left_around(after):
    """No file outside was read or changed, nobody listened to, and no process runs on."""
    report, left = after
    assert report.around == []
    assert left == []
