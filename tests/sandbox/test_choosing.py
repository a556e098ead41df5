import subprocess

import pytest

from checker.errors import IsolationError
from checker.sandbox import choosing
from checker.sandbox.choosing import choose
from checker.sandbox.isolation import Isolation


def test_the_best_there_is(walled):
    """Where bubblewrap holds, it is taken."""
    assert choose("auto") == choose("bubblewrap") == walled


def test_none():
    """No isolation is given when it is asked for by name, and says what it is."""
    isolation = choose("none")
    assert not isolation.isolated
    assert "NOT ISOLATED" in isolation.promise


@pytest.mark.parametrize("name", ["warm", "landlock", "docker", "process"])
def test_what_is_not_there_yet(name):
    """An isolation that is known but not built is refused."""
    with pytest.raises(IsolationError, match="not built yet; use auto, bubblewrap, none"):
        choose(name)


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
    """What the system says is passed on, with what helps; nothing weaker is taken instead."""
    monkeypatch.setitem(choosing.WALLED, "bubblewrap", complaining(sentence))
    with pytest.raises(IsolationError, match=mend) as raised:
        choose("auto")
    assert sentence in str(raised.value)


def test_a_wall_that_does_not_hold(monkeypatch, unwalled):
    """An isolation whose self-test fails is refused, with the walls that fell."""
    monkeypatch.setitem(choosing.WALLED, "bubblewrap", lambda: unwalled)
    with pytest.raises(IsolationError, match=r"files cannot be seen; .*there is no network"):
        choose("auto")
