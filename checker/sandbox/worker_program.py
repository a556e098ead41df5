"""The program that runs in a sandbox: its files, its command and its environment."""

import compileall
import os
import sys
from pathlib import Path

from checker.errors import IsolationError
from checker.sandbox.python_files import interpreter, numpy_folder

#: The package's folder, of which a sandbox sees only the leaves and `sandbox/inside`.
PACKAGE = Path(__file__).parents[1]
LEAVES = ("errors.py", "fingerprints.py", "records.py", "steps.py", "trees.py", "wire.py")
INSIDE = Path("sandbox", "inside")

#: Whom root becomes before any student code is near.
NOBODY = "65534"
#: What the machine is called inside.
HOST = "sandbox"
#: One thread, because the last digits of a product depend on how many there are.
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "PYTHONHASHSEED": "0",
}


def compile_ahead() -> None:
    """Compile what a sandbox mounts, once: in there nothing can be kept for the next one.

    Where the package cannot be written, each worker compiles it anew, which only takes time.
    """
    for path in (*(PACKAGE / leaf for leaf in LEAVES), *(PACKAGE / INSIDE).rglob("*.py")):
        compileall.compile_file(path, quiet=2)


def worker_command(package: Path) -> list[str]:
    """Return the command of a worker whose package lies in the folder `package`.

    Without `site` no `.pth` file of the environment is run, which also takes a tenth less time.
    """
    start = str(package / INSIDE / "start.py")
    flags = ["-S", "-s", "-P", "-B", "-X", "utf8", "-W", "ignore"]
    return [str(interpreter()), *flags, start, str(numpy_folder())]


def python_folders() -> list[Path]:
    """List the folders that hold all of Python and NumPy, less those within another or in /usr.

    A sandbox is shown little of them; but whoever starts it has to reach them.
    """
    system = Path("/usr")
    folders = {Path(sys.base_prefix).resolve(), numpy_folder()}
    return sorted(
        folder
        for folder in folders
        if folder != system
        and not any(folder.is_relative_to(other) for other in {*folders, system} - {folder})
    )


def held(data: bytes) -> int:
    """Return a descriptor from which a child can read some bytes, without a file or a deadlock."""
    descriptor = os.memfd_create("sandbox")
    try:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
    except OSError as error:  # where files may not grow, memory that is one may not either
        os.close(descriptor)
        raise IsolationError(f"what a sandbox is told cannot be written: {error}") from error
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
