"""Sixty fixed wrong answers: how many are told their cause."""

import pytest

from checker.student import beneath
from tests.lessons.sixty import IDEAS, SLIPS, told


@pytest.mark.nightly("judges sixty answers; others are judged one by one on every change")
def test_sixty_wrong_answers(monkeypatch):
    """All lose points, four in five are told their cause, and few of the others are asked nothing.

    Beyond what is told, each has a hint.
    """
    monkeypatch.setattr(beneath, "WALL_SECONDS", 60)  # of the processor it has no more
    rows = list(told())
    assert len(rows) == len(SLIPS) + len(IDEAS) == 60
    assert [row[:2] for row in rows if not row[4]] == []
    assert [row[:2] for row in rows if not row[2]] == []
    assert sum(row[3] for row in rows) >= 48
    assert len([row[:3] for row in rows if not row[3] and "?" not in row[2]]) <= 3
