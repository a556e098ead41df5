"""Explanations are made once, whoever asks, and kept whole or not at all."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from checker.course.compiling.explanations import Explanations, Recipe
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump
from checker.sandbox import choose
from tests.classroom.small_course import DOUBLE, NOTEBOOK

KEY, NAME = "k", f"{NOTEBOOK}/double"
MADE = dump(Casebook(NOTEBOOK, None, {}, (DOUBLE,)))


class Shelf:
    """Keeps casebooks in memory."""

    def __init__(self):
        self.kept = {}

    def casebook(self, notebook, key):
        return self.kept.get((notebook, key))

    def keep_casebook(self, notebook, key, casebook):
        self.kept[notebook, key] = casebook


class Making:
    """Makes an explanation, and counts how often it was asked to."""

    def __init__(self, fails=False):
        self.times, self.fails = 0, fails

    def __call__(self, _):
        self.times += 1
        if self.fails:
            raise ValueError("no")
        return MADE


@pytest.fixture
def shelf():
    return Shelf()


def explaining(shelf, making, **how):
    explanations = Explanations(choose("none"), 2, shelf, **how)
    explanations.expect(KEY, Recipe(NAME, "recipe", making))
    return explanations


def test_many_who_ask_at_once(shelf):
    """They are all given what was made once, and it is kept."""
    making, together = Making(), threading.Barrier(4)
    with explaining(shelf, making) as explanations, ThreadPoolExecutor(4) as threads:

        def ask(_):
            together.wait()
            return explanations.asked(KEY).result()

        assert list(threads.map(ask, range(4))) == [MADE] * 4
        assert explanations.of(KEY).mistakes[0].sentence == DOUBLE.mistakes[0].sentence
    assert making.times == 1
    assert shelf.kept == {(NAME, "recipe"): MADE}


def test_nobody_who_asks(shelf):
    """Nothing is made."""
    making = Making()
    with explaining(shelf, making):
        pass
    assert making.times == 0
    assert shelf.kept == {}


@pytest.mark.parametrize("anew", [False, True])
def test_a_later_run(shelf, anew):
    """It takes what was kept, unless it is to begin anew."""
    making = Making()
    for _ in range(2):
        with explaining(shelf, making, anew=anew) as explanations:
            assert explanations.all() == {KEY: MADE}
    assert making.times == (2 if anew else 1)


def test_a_key_that_nobody_expects(shelf):
    """Whoever asks by it is told so, and others are answered."""
    with explaining(shelf, Making()) as explanations:
        with pytest.raises(KeyError, match="unknown"):
            explanations.of("unknown")
        assert explanations.asked(KEY).result() == MADE


def test_what_cannot_be_made(shelf):
    """Whoever asks is told the reason, and nothing is kept."""
    with explaining(shelf, Making(fails=True)) as explanations:
        for _ in range(2):
            with pytest.raises(ValueError, match="no"):
                explanations.of(KEY)
    assert shelf.kept == {}
