"""The instructor's face: `checker grade` and its sister commands.

This room and `notebook.py` are the only ones that print; this one alone ends the program.
"""

import sys
from io import TextIOWrapper

import checker.cli.export  # noqa: F401 - adds its commands
from checker.cli.commands import app
from checker.cli.terminal import say_error
from checker.errors import CheckerError

MISUSE = 2


def main() -> None:
    """Run the command line; what cannot be used ends in one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # letters that a terminal has not are written out
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="checker")
    except CheckerError as error:
        say_error(str(error))
        sys.exit(MISUSE)
