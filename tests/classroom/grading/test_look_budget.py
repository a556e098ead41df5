"""How long a class may be looked at closer, by a clock that the tests turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.grading.look_budget import GRANT_SECONDS, LEAST_SECONDS, TIMES, LookBudget
from checker.grades import Outcome, Verdict

#: What an exercise takes that is right, and what goes with a submission.
RIGHT, AROUND = 0.01, 0.03


class Clock:
    """A clock that shows what it was turned to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def graded(budget, clock, right, wrong, dearer=2.0, longer=1.0):
    """Grade one submission: so many right answers and wrong ones, each wrong one looked at.

    A wrong one costs so many times a right one before it is looked at; gives what looks took.
    """
    spent = []
    with budget.grading() as verdicts:
        clock.now += AROUND
        for _ in range(right):
            clock.now += RIGHT
            verdicts.append(Verdict("f", "1.1", "f", Outcome.PASSED, (), seconds=RIGHT))
        for _ in range(wrong):
            start = clock.now
            clock.now += dearer * RIGHT
            with budget.looking() as seconds:
                clock.now += longer * seconds
                spent.append(longer * seconds)
            took = clock.now - start
            verdicts.append(Verdict("f", "1.1", "f", Outcome.FAILED, (), seconds=took))
    return spent


def run(submissions, expected=0, **costs):
    """Grade some submissions; give the clock, and what the looks at each took."""
    clock = Clock()
    budget = LookBudget(1.0, expected=expected, clock=clock)
    return clock, [graded(budget, clock, *each, **costs) for each in submissions]


def if_right(submissions):
    return sum(AROUND + RIGHT * sum(each) for each in submissions)


SUBMISSIONS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=60)


@given(SUBMISSIONS, st.floats(0.5, 1.9))
def test_twice_a_right_class(submissions, dearer):
    """A class with looks costs no more than twice a right one and the grant."""
    clock, _ = run(submissions, dearer=dearer)
    assert clock.now <= GRANT_SECONDS + TIMES * if_right(submissions) + 1e-6


@pytest.mark.parametrize("dearer", [3.0, 10.0])
def test_wrong_answers_that_cost_much_by_themselves(dearer):
    """Where they cost more than twice a right one without a look, the grant alone is left."""
    _, looked = run([(1, 8)] * 300, dearer=dearer)
    assert sum(map(sum, looked)) <= GRANT_SECONDS


@given(st.lists(st.just((5, 4)), min_size=4, max_size=60), st.floats(2.5, 5.0))
def test_wrong_answers_to_come(submissions, dearer):
    """What those to come will take beyond twice a right one is kept for them, if it is there."""
    clock, looked = run(submissions, len(submissions), dearer=dearer)
    most = GRANT_SECONDS + TIMES * if_right(submissions)
    first = sum(looked[0])  # of which nothing is known before it
    assert clock.now <= max(most, clock.now - sum(map(sum, looked)) + first) + 1e-6


def test_a_class_of_which_it_is_not_known_how_large_it_is():
    """It is looked at as if there were none to come."""
    _, looked = run([(5, 4)] * 40, dearer=5.0)
    _, foreseen = run([(5, 4)] * 40, 40, dearer=5.0)
    assert sum(map(sum, looked)) > sum(map(sum, foreseen))


def test_few_wrong_answers():
    """Where one answer in ten is wrong, all of them are looked at, also of who comes late."""
    _, looked = run([(8, 1)] * 300)
    assert all(each > LEAST_SECONDS for (each,) in looked)


def test_half_wrong():
    """Where half is wrong, the last ones are looked at as the earlier ones were, if at all."""
    _, looked = run([(5, 4)] * 200)
    late = [sum(each) for each in looked[100:]]
    assert sum(late[:50]) == pytest.approx(sum(late[50:]), rel=0.2)


def test_looks_that_take_longer_than_they_may():
    """What they take is counted, so the others get less."""
    clock, _ = run([(1, 3)] * 100, longer=3.0)
    assert clock.now < GRANT_SECONDS + TIMES * if_right([(1, 3)] * 100) + 1.0


def test_nothing_right_yet():
    """Until an answer was right, looks take the grant and no more."""
    _, looked = run([(0, 9)] * 50)
    assert 0 < sum(map(sum, looked)) <= GRANT_SECONDS


def test_right_beside_a_wrong_helper():
    """What such an answer takes is not taken for what a right one does."""
    clock = Clock()
    budget = LookBudget(100.0, clock=clock)
    with budget.grading() as verdicts:
        clock.now += 1.0
        told = Verdict("f", "1.1", "f", Outcome.PASSED, (), carried_forward=True, seconds=1.0)
        verdicts.append(told)
    with budget.looking() as seconds:
        assert seconds == pytest.approx(0.2 * GRANT_SECONDS)


def test_a_very_short_look():
    """What an instructor allows for a look is given, however short it is."""
    budget = LookBudget(0.01)
    with budget.looking() as seconds:
        assert seconds == 0.01


def test_several_workers():
    """They share what may be looked before anything has been graded."""
    with LookBudget(10.0, workers=4).looking() as one, LookBudget(10.0).looking() as alone:
        assert one * 4 == alone


def looked_at_on_a_machine(slower):
    """Grade on one that needs so many times the processor's time by the clock; give the looks'."""
    clock, processor = Clock(), Clock()
    budget = LookBudget(1.0, clock=clock)

    def works(seconds):
        processor.now += seconds
        clock.now += slower * seconds
        return slower * seconds

    looked = []
    for _ in range(20):
        with budget.grading(processor) as verdicts:
            works(AROUND)
            right = [works(RIGHT) for _ in range(3)]
            with budget.looking() as seconds:
                looked.append(seconds)
                wrong = works(seconds)
            taken = [(Outcome.PASSED, each) for each in right] + [(Outcome.FAILED, wrong)]
            verdicts += [Verdict("f", "1.1", "f", how, (), seconds=each) for how, each in taken]
    return looked


def test_a_busy_machine():
    """It looks as much as a quiet one: what counts is the time of the processor."""
    assert looked_at_on_a_machine(7.0) == pytest.approx(looked_at_on_a_machine(1.0))
