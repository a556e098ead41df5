import subprocess

import pytest

from checker.errors import IsolationError
from checker.grades import UNWALLED
from checker.sandbox import choice as choosing
from checker.sandbox.choice import choose
from checker.sandbox.isolation import Isolation


def test_the_best_there_is(warmed):
    """Where forking within bubblewrap holds, it is taken."""
    assert choose("auto") == choose("warm") == warmed


def test_none():
    """No isolation is given when it is asked for by name, and says what it is."""
    isolation = choose("none")
    assert not isolation.isolated
    assert "NOT ISOLATED" in isolation.promise


def test_pages_know_what_promises_nothing():
    """The isolations that have to be typed are those that every page marks."""
    assert set(choosing.TYPED) == set(UNWALLED)


def test_what_never_was():
    """A name that means nothing is refused with those that do."""
    with pytest.raises(IsolationError, match="no isolation 'sandboxie'; use auto"):
        choose("sandboxie")


def complaining(sentence):
    """An isolation that does not start, and says why."""

    def start():
        return subprocess.Popen(
            ["sh", "-c", 'echo "$1" >&2; exit 1', "sh", sentence],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return lambda: Isolation("bubblewrap", "", True, b"", start)


@pytest.mark.parametrize(
    ("sentence", "mend"),
    [
        ("bwrap: setting up uid map: Permission denied", "bwrap-userns-restrict"),
        ("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "apparmor_parser"),
        ("bwrap: No permissions to create new namespace", "in a container"),
        ("unshare: unshare failed: Operation not permitted", "user namespaces"),
        ("bwrap: Unknown option --disable-userns", "checker doctor"),
    ],
)
def test_a_machine_that_forbids_it(monkeypatch, sentence, mend):
    """What the system says is passed on, with what helps."""
    monkeypatch.setitem(choosing.WALLED, "bubblewrap", complaining(sentence))
    with pytest.raises(IsolationError, match=mend) as raised:
        choose("bubblewrap")
    assert sentence in str(raised.value)


def test_the_second_best(monkeypatch, walled):
    """Where namespaces within bubblewrap's are forbidden, `auto` takes bubblewrap alone."""
    monkeypatch.setitem(choosing.WALLED, "warm", complaining("zygote: No space left on device"))
    assert choose("auto") == walled


def test_the_third_best(monkeypatch, landlocked):
    """Where bubblewrap is forbidden, `auto` takes Landlock, whose walls were tried."""
    for name in ("warm", "bubblewrap"):
        monkeypatch.setitem(choosing.WALLED, name, complaining("bwrap: No permissions"))
    assert choose("auto").name == landlocked.name == "landlock"


def test_a_machine_that_forbids_everything(monkeypatch):
    """Nothing weaker is taken, and each isolation's reason is given."""
    for name in choosing.WALLED:
        monkeypatch.setitem(choosing.WALLED, name, complaining(f"{name} is forbidden"))
    with pytest.raises(IsolationError, match=r"bubblewrap is forbidden.*landlock is forbidden"):
        choose("auto")


def test_a_wall_that_does_not_hold(monkeypatch, unwalled):
    """An isolation whose self-test fails is refused, with the walls that fell."""
    monkeypatch.setitem(choosing.WALLED, "bubblewrap", lambda: unwalled)
    with pytest.raises(IsolationError, match=r"files cannot be read; .*there is no network"):
        choose("bubblewrap")
