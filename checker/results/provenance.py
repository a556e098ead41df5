"""Where the marks of a run come from: its seed, and the versions of what gives them."""

import platform
import secrets
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from checker.grades import Provenance
from checker.results.schema import Key, Result

SEED_BITS = 48


def provenance(isolation: str, seed: int) -> Provenance:
    """Return what all marks of a run rest on; submission and casebook are filled in for each."""
    return Provenance(
        submission_sha256="",
        casebook_sha256="",
        checker_version=_version(),
        python=platform.python_version(),
        numpy=np.__version__,
        isolation=isolation,
        seed=seed,
    )


def _version() -> str:
    try:
        return version("checker")
    except PackageNotFoundError:  # run from a folder, without being installed
        return "unknown"


def seed_for(recorded: Mapping[Key, Result], given: int | None) -> int:
    """Return the seed of a run: as given, as in the results to go on from, or a new secret one."""
    if given is not None:
        return given
    last = next(reversed(list(recorded)), None)
    return secrets.randbits(SEED_BITS) if last is None else recorded[last]["provenance"]["seed"]
