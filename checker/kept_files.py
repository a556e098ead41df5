"""Files that can be made again, kept in the user's folder for such things.

They are thrown away when they were not used for a month, and can be deleted at any time: nothing
depends on them but time.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from checker.errors import UsageError
from checker.safe_files import write_file

#: Names a folder for what is kept, if it is not to be the user's own.
VARIABLE = "CHECKER_CACHE"
MONTH = 30 * 24 * 3600.0
#: For every account of this machine to read, as other programs' caches are.
READABLE = 0o644


def cache_folder(kind: str) -> Path:
    """Return the folder of what is kept of one kind, whether it is there or not."""
    if named := os.environ.get(VARIABLE):
        return Path(named) / kind
    if caches := os.environ.get("XDG_CACHE_HOME"):
        return Path(caches) / "checker" / kind
    try:
        return Path.home() / ".cache" / "checker" / kind
    except RuntimeError:  # an account without a home keeps nothing
        return Path(os.devnull) / kind


def sha256_of(paths: Iterable[Path]) -> str:
    """Return one fingerprint of many files, names included."""
    hashed = [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(paths)]
    return hashlib.sha256(json.dumps(hashed).encode()).hexdigest()


@cache
def package_sha256() -> str:
    """Return one fingerprint of all modules of this package."""
    return sha256_of(Path(__file__).parent.rglob("*.py"))


def kept_file(place: Path) -> bytes | None:
    """Return what is kept at a place, which counts as a use; None if there is nothing."""
    try:
        data = place.read_bytes()
        os.utime(place)
    except OSError:
        return None
    return data


def keep_file(place: Path, data: bytes) -> None:
    """Keep a file and throw old ones of its kind away, as far as that can be done."""
    with suppress(OSError, UsageError):
        write_file(place, data, READABLE)
        for path in place.parent.glob(f"*{place.suffix}"):
            if path.stat().st_mtime < time.time() - MONTH:
                path.unlink()
