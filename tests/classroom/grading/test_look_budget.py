"""How long a class may be looked at closer, by a clock that the tests turn."""

from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.grading.look_budget import GRANT_SECONDS, LEAST_SECONDS, SHARE, LookBudget

SECONDS = st.floats(0.0, 2.0)


class Clock:
    """A clock that shows what it was turned to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def graded(budget, clock, plain, looks, longer=1.0):
    """Grade one submission: so much without looking, and looks that take all that they may."""
    spent = []
    with budget.grading():
        clock.now += plain
        for _ in range(looks):
            with budget.looking() as seconds:
                clock.now += seconds * longer
                spent.append(seconds)
    return spent


def test_few_wrong_answers():
    """Where little is wrong, the most that a look may take is what nearly all get."""
    clock = Clock()
    budget = LookBudget(0.5, clock=clock)
    spent = [each for _ in range(30) for each in graded(budget, clock, 1.0, 1)]
    assert spent == [0.5] * 30


@given(st.lists(st.tuples(SECONDS, st.integers(0, 10)), max_size=40), st.floats(0.01, 10.0))
def test_looks_beside_the_rest(submissions, each):
    """All looks together take no longer than the grant and their share of the rest."""
    clock = Clock()
    budget = LookBudget(each, clock=clock)
    looked = plain = 0.0
    for seconds, looks in submissions:
        looked += sum(graded(budget, clock, seconds, looks))
        plain += seconds
    assert looked <= GRANT_SECONDS + SHARE * plain + 1e-6


def test_late_students():
    """However many wrong answers came before, who comes late is looked at as well."""
    clock = Clock()
    budget = LookBudget(1.0, clock=clock)
    per_student = [sum(graded(budget, clock, 0.5, 1)) for _ in range(200)]
    assert min(per_student) > LEAST_SECONDS
    assert per_student[-1] > 0.8 * SHARE * 0.5


def test_looks_that_take_longer_than_they_may():
    """What they take is counted, so the others get less."""
    clock = Clock()
    budget = LookBudget(1.0, clock=clock)
    before = clock.now
    for _ in range(100):
        graded(budget, clock, 0.0, 3, longer=3.0)
    assert clock.now - before < GRANT_SECONDS + 3 * 1.0


def test_a_very_short_look():
    """What an instructor allows for a look is given, however short it is."""
    budget = LookBudget(0.01)
    with budget.looking() as seconds:
        assert seconds == 0.01


def test_several_workers():
    """They share what may be looked before anything has been graded."""
    with LookBudget(10.0, workers=4).looking() as one, LookBudget(10.0).looking() as alone:
        assert one * 4 == alone
