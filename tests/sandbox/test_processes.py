"""What tests take for a process that never began, and what they do not."""

import os
import shutil
import signal
import subprocess

import pytest

from tests.sandbox.processes import Watch, descendants, never_began

PROGRAM = ["sh", "-c", "echo begun; read never"]
COMMAND = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", *PROGRAM]


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")
def test_a_sandbox_that_runs_has_begun():
    """It is missed if it stays, and gone once who started it is gone."""
    pipe = subprocess.PIPE
    starter = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, start_new_session=True)
    try:
        assert starter.stdout.readline() == b"begun\n"
        below = descendants(starter.pid)
        assert not any(map(never_began, [starter.pid, *below]))
        assert not Watch(below).all_gone(0.0)
        watch = Watch(below)
    finally:
        os.kill(starter.pid, signal.SIGKILL)
        starter.communicate()
    assert watch.all_gone()
