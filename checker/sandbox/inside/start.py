"""The program that a sandbox runs: makes `checker` what lies around this file, then works.

Only some modules of the package are mounted, and another copy of it may be installed: the two
packages above this one are therefore made by hand, and empty. The first argument is the folder
in which NumPy is installed; the second, if there is one, is the descriptor of the plan for walls
that the worker has to raise itself, or the word `zygote` if workers are to be forked when asked,
followed by folders of Python's in `/tmp`.
"""

import sys
import types
from pathlib import Path


def make_packages(root: Path) -> None:
    """Let `checker` be the folder `root`, and `checker.sandbox` the one in it."""
    for name, folder in (("checker", root), ("checker.sandbox", root / "sandbox")):
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


if __name__ == "__main__":
    make_packages(Path(__file__).parents[2])
    if sys.argv[1] not in sys.path:
        sys.path.append(sys.argv[1])
    forks_workers = sys.argv[2:3] == ["zygote"]
    if sys.argv[2:] and not forks_workers:
        from checker.sandbox.inside.walls import raise_walls

        raise_walls(int(sys.argv[2]))
    # NumPy's docstrings, which nobody reads in here, are a tenth of what its import costs
    sys.modules["numpy._core._add_newdocs"] = types.ModuleType("numpy._core._add_newdocs")
    if forks_workers:
        from checker.sandbox.inside import zygote

        zygote.main(sys.argv[3:])
    from checker.sandbox.inside import worker

    worker.main()
