import sys

from checker.sandbox.inside import no_op_checker as inert


def test_every_use_of_a_stand_in():
    """It accepts calls, attributes and items, and is 0.0 as a number."""
    checker = inert.InertModule("checker")
    assert checker.check(1, answer=2) + checker.hint.level["all"]() == 0.0


def test_what_a_stand_in_does_not_have():
    """Special attributes are missing, so that Python itself is not misled."""
    checker = inert.InertModule("checker")
    assert not hasattr(checker, "__path__")
    assert not hasattr(checker.check, "__array__")


def test_installing(monkeypatch):
    """Every import finds the stand-in, also of modules that were loaded before."""
    monkeypatch.setattr(sys, "modules", {"checker": 1, "checker.wire": 2, "numpy": 3})
    inert.install()
    assert sys.modules.keys() == {"numpy", *inert.STOOD_IN_FOR}
    assert sys.modules["checker"].check() == 0.0


def test_looking_into_what_does_nothing():
    """To look for something in it, or to go through it, comes to an end."""
    checker = inert.InertModule("checker")
    assert "key" not in checker.config
    assert list(checker.things()) == []
