"""Sandboxes of every kind that this machine should be able to give."""

import shutil

import pytest

from checker.sandbox import Limits, Sandbox
from checker.sandbox.bubblewrap import bubblewrap
from checker.sandbox.landlock import landlock
from checker.sandbox.unisolated import bare
from checker.sandbox.warm import warm
from tests.selection import others_at_night

KINDS = {"warm": warm, "bubblewrap": bubblewrap, "landlock": landlock, "none": bare}
#: Tests share sandboxes, and break them more often than a submission may.
SHARED = Limits(submission_seconds=1e6)


#: Warm sandboxes are forked behind the same wall.
EVERY_CHANGE = KINDS.keys() - {"bubblewrap"}


@pytest.fixture(scope="session", params=others_at_night(KINDS, EVERY_CHANGE))
def isolation(request):
    """Each kind of isolation. Where bubblewrap is installed it has to work: no test is skipped."""
    if request.param in ("warm", "bubblewrap") and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    return KINDS[request.param]()


@pytest.fixture(scope="session")
def walled():
    """Isolation by bubblewrap, for tests of what only a wall can stop."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    return bubblewrap()


@pytest.fixture(scope="session")
def warmed():
    """Isolation by forking, from a zygote that the tests share."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    return warm()


@pytest.fixture(scope="session")
def landlocked():
    """Isolation by Landlock, which every kernel that the tests run on has."""
    return landlock()


@pytest.fixture(scope="session")
def unwalled():
    """No isolation, for negative controls."""
    return bare()


@pytest.fixture(scope="module")
def sandbox(isolation):
    """A sandbox that the tests of a module share, each with a fork of its own."""
    with Sandbox(isolation, SHARED) as shared:
        yield shared


@pytest.fixture(scope="module")
def brisk(isolation):
    """A sandbox that stops a call after a second, for code that has to be stopped."""
    with Sandbox(isolation, Limits(call_seconds=1.0, cpu_seconds=1)) as shared:
        yield shared
