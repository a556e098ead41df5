"""Files that were handed in beside a notebook, laid out where its code finds and imports them."""

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath


def lay_out(files: Mapping[str, bytes]) -> None:
    """Write files into the working folder, and have Python look for modules there, too."""
    for name, data in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            continue
        with contextlib.suppress(OSError):  # then it is not there, and nothing else is lost
            Path(path.parent).mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(data)
    own = str(Path.cwd())
    if own in sys.path:
        return
    at = next((at for at, entry in enumerate(sys.path) if "-packages" in entry), len(sys.path))
    sys.path.insert(at, own)  # behind Python's own modules, which nothing may stand in for
