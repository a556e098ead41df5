"""What the command line does with letters that a terminal has not."""

import subprocess
import sys

ASK = """
import sys
from checker.cli import main
sys.argv = ["checker", "report", "\u65af.jsonl"]
main()
"""


def test_a_terminal_of_windows():
    """Letters that a terminal's alphabet lacks are written out; the command ends as it would."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", ASK],
        capture_output=True,
        env={"PYTHONIOENCODING": "cp1252:strict", "PATH": "/usr/bin"},
        check=False,
    )
    assert done.returncode == 2
    assert b"\\u65af.jsonl cannot be read" in done.stderr
