"""A results file as it is written: a line for each submission, as soon as it is graded.

A run that was killed leaves whole lines and perhaps half a last one; the half is dropped when
the file is opened again.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from checker.closing import Closing
from checker.errors import UsageError
from checker.results.recorded import Recorded
from checker.results.schema import Key, Result
from checker.safe_files import keep_private, owner_of

if sys.platform != "win32":
    import fcntl


class ResultsFile(Closing):
    """A results file that is being written; `recorded` holds what stood in it when opened.

    Raises
    ------
    UsageError
        If the file holds anything but results, cannot be written, or another run writes it.
    """

    def __init__(self, path: Path):
        self.path = path
        self.recorded: Mapping[Key, Result] = Recorded(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            keep_private(path)  # the seed stands in it, from which the cases can be drawn
            self._file = path.open("ab")
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror}{owner_of(path)}"
            raise UsageError(message) from error
        _keep_others_out(self._file, path)
        _drop_half_line(path)

    def append(self, result: Result) -> None:
        """Write one line and hand it to the system at once, so that a killed run keeps it.

        Raises
        ------
        UsageError
            If it cannot be written, as on a disk that is full.
        """
        text = json.dumps(result, ensure_ascii=False, allow_nan=False)
        try:
            self._file.write(text.encode("utf-8", "backslashreplace") + b"\n")
            self._file.flush()
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror}") from error

    def close(self) -> None:
        """Close the file, and let others write it."""
        with suppress(OSError):  # what a full disk did not take, and was said
            self._file.close()


def _keep_others_out(file: IO[bytes], path: Path) -> None:
    """Lock a file until it is closed or this process ends, where the system can do that."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise UsageError(f"{path} is being written by another run: wait until it ends") from error
    except OSError:  # a file system without locks
        return


def _drop_half_line(path: Path) -> None:
    """Cut the file behind its last whole line."""
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)
