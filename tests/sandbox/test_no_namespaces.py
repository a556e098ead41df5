"""Machines that refuse every namespace to whoever grades, as containers and hubs of users do.

A process maps itself to an ordinary user in a user namespace of its own, allows that no more of
them, and becomes the grader. Nothing of the machine is changed.
"""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
#: Exits with 77 where even this first namespace is refused.
LOCK_IN = """
import ctypes, os, sys
from pathlib import Path
user, group = os.geteuid(), os.getegid()
if ctypes.CDLL(None).unshare(0x10000000):
    sys.exit(77)
for name, text in (
    ("self/setgroups", "deny"),
    ("self/uid_map", f"{sys.argv[1]} {user} 1"),
    ("self/gid_map", f"{sys.argv[1]} {group} 1"),
    ("sys/user/max_user_namespaces", "0"),
):
    Path("/proc", name).write_text(text)
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""
ORDINARY, NOBODY = "1001", "65534"


def locked_in(user, *words):
    """Run Python as a user for whom no namespace is left; give its exit code and what it said."""
    command = [sys.executable, "-c", LOCK_IN, user, *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if ran.returncode == 77:
        pytest.skip("this machine refuses namespaces by itself")
    return ran.returncode, ran.stdout + ran.stderr


CHOOSE = """
import sys
from checker.errors import IsolationError
from checker.sandbox import Sandbox, choose
from tests.sandbox.student import call, job
try:
    isolation = choose(sys.argv[1])
    with Sandbox(isolation) as own:
        print(isolation.name, own.run(job("def f(): return 7", "f"), [call("f")])[0].value)
except IsolationError as error:
    print(error)
"""


@pytest.mark.parametrize("user", [ORDINARY, NOBODY])
def test_the_best_there_is(user):
    """It is Landlock, which needs no namespace, and answers."""
    code, said = locked_in(user, "-c", CHOOSE, "auto")
    assert (code, said) == (0, "landlock 7\n")


@pytest.mark.parametrize("user", [ORDINARY, NOBODY])
@pytest.mark.parametrize("name", ["warm", "bubblewrap"])
def test_what_needs_namespaces(user, name):
    """Asked for by name it is refused in a sentence that says why, and what helps."""
    code, said = locked_in(user, "-c", CHOOSE, name)
    assert code == 0
    assert "does not start: " in said
    assert "to mend it, " in said


def test_a_doctors_visit():
    """Two isolations are said not to start, the third is examined, and the exit code is 0."""
    code, said = locked_in(ORDINARY, "-m", "checker", "doctor")
    assert said.count("does not start: ") >= 2
    assert "landlock: Isolated by Landlock" in said
    assert code == 0
