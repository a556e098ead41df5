"""A Python that has NumPy, matplotlib, IPython and nothing else, as a student's laptop may.

It takes no network: the packages of the environment that runs the tests are linked into it, with
what they require.
"""

import subprocess
import sys
import venv
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

#: All that a student is taken to have.
PACKAGES = ("numpy", "matplotlib", "ipython")
OWN = {"PATH": "/usr/bin:/bin", "MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1"}


class BareEnvironment:
    """A virtual environment in a folder, with only those packages, and without pip."""

    def __init__(self, folder: Path):
        venv.create(folder, symlinks=True)
        self.python = folder / "bin" / "python"
        (self.site,) = folder.glob("lib/python*/site-packages")
        for each in closure(PACKAGES):
            for top in {Path(file).parts[0] for file in each.files or ()} - {"..", "__pycache__"}:
                (self.site / top).symlink_to(Path(str(each.locate_file(top))))

    def install(self, wheel: Path) -> None:
        """Install a wheel by pip, from the file and without what it requires."""
        pip = (sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet")
        subprocess.run(
            [*pip, "--no-index", "--no-deps", "--disable-pip-version-check", str(wheel)], check=True
        )

    def run(self, code: str, folder: Path, home: Path) -> str:
        """Run a program in a folder; return what it prints, errors included."""
        environment = {**OWN, "HOME": str(home), "MPLCONFIGDIR": str(home)}
        done = subprocess.run(
            [str(self.python), "-W", "ignore", "-c", code],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout + done.stderr


def closure(names: tuple[str, ...]) -> list[Distribution]:
    """List the distributions of these names and all that they require here."""
    found: dict[str, Distribution] = {}
    left = list(names)
    while left:
        name = left.pop().lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # an extra, or for another system
            continue
        asked = [Requirement(each) for each in found[name].requires or ()]
        left += [each.name for each in asked if not each.marker or each.marker.evaluate()]
    return list(found.values())
