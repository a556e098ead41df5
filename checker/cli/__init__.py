"""The instructor's face: `checker grade` and its sister commands.

This room and `notebook.py` are the only ones that print; this one alone ends the program.
"""

import gc
import sys
from io import TextIOWrapper

import checker.cli.export  # noqa: F401 - adds its commands
from checker.cli.commands import app
from checker.cli.terminal import say_error
from checker.errors import CheckerError

MISUSE = 2
#: So many new objects are made before Python looks for rings among them. What a command loads, it
#: keeps: to go through it at every 700, as is usual, is a twentieth of the start of a run.
YOUNG = 50_000


def main() -> None:
    """Run the command line; what cannot be used ends in one sentence and exit code 2."""
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # letters that a terminal has not are written out
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="checker")
    except CheckerError as error:
        say_error(str(error))
        sys.exit(MISUSE)
