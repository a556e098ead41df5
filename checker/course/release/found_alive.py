"""Lessons in which nothing dead was found before need not be looked through again.

That takes longer than to read them, and `checker grade` reads again what `checker regenerate` read.
"""

import hashlib
import json
import platform
from pathlib import Path

import numpy as np

from checker.course.release.dead_material import require_alive
from checker.course.release.material import Material
from checker.kept_files import cache_folder, keep_file, kept_file, package_sha256, sha256_of


class FoundAlive:
    """Remembers of a lesson, as its folder is when this is made, whether it was found alive."""

    def __init__(self, source: Path):
        self._source = source
        self._place = self._place_now()

    def require(self, material: Material) -> None:
        """Refuse what the lesson was read to be if anything in it is dead.

        Raises
        ------
        SourceError
            As `require_alive` says.
        """
        if self._place and kept_file(self._place) is not None:
            return
        require_alive(material)
        if self._place and self._place_now() == self._place:  # it was read as it still is
            keep_file(self._place, b"")

    def _place_now(self) -> Path | None:
        """Return where it is kept: by all that lies beside the source, and by who looks at it.

        Beside files that cannot be read nothing is remembered.
        """
        try:
            beside = sha256_of(self._source.parent.glob("*.py"))
        except OSError:
            return None
        parts = [self._source.name, beside, package_sha256()]
        parts += [platform.python_version(), np.__version__]
        name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return cache_folder("found_alive") / f"{name}.txt"
