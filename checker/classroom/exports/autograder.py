"""A folder, or its zip, that Gradescope takes as an autograder: the course, and two scripts."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from checker.errors import UsageError

#: What the package is installed from; of these, what there is.
ROOT_FILES = ("pyproject.toml", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
RUNNABLE = 0o755

SETUP = """\
#!/bin/sh
# Gradescope runs this once, when the autograder is uploaded. Its Ubuntu has an older Python than
# the course needs, so uv brings one.
set -e
apt-get update
apt-get install -y --no-install-recommends bubblewrap libseccomp2 python3-pip python3-venv
python3 -m venv /autograder/tools
/autograder/tools/bin/pip install uv
/autograder/tools/bin/uv venv --python 3.12 /autograder/venv
/autograder/tools/bin/uv pip install --python /autograder/venv/bin/python /autograder/source
/autograder/venv/bin/python -m checker doctor || true # its answer stands in the build's output
"""

RUN = """\
#!/bin/sh
# Gradescope runs this for each submission. Student code is run in isolation or not at all. There
# are results in any case: at first those that say that we failed, and graded ones in their place.
set -u
root=${AUTOGRADER_ROOT:-/autograder}
mkdir -p "$root/results"
cat >"$root/results/results.json" <<'END'
FAILED
END
python=${AUTOGRADER_PYTHON:-$root/venv/bin/python}
work=$(mktemp -d)
mkdir "$work/submitted" "$work/submitted/student"
cp -RP "$root/submission" "$work/submitted/student/NOTEBOOK"
cd "$root/source"
"$python" -m checker grade "$work/submitted" --assignment NOTEBOOK --jobs 1 --gradebook "" \\
    --results "$work/results.jsonl" --feedback "$work/feedback" --report "$work/class.html"
code=$?
[ $code -le 1 ] || exit 0 # what was printed is the instructor's to read
"$python" -m checker export "$work/results.jsonl" --format gradescope \\
    --out "$root/results/results.json"
rm -rf "$work"
exit 0 # that a person must look stands in results.json too
"""
#: What stands in place of results where grading itself failed.
FAILED = {
    "score": 0,
    "output": "This submission could not be graded, through no fault of yours. Your instructor "
    "will look at it, and the mark will change.",
    "output_format": "text",
    "visibility": "visible",
    "stdout_visibility": "hidden",
    "tests": [],
}


def write_autograder(out: Path, notebook: str, solutions: Path, notebooks: Path) -> None:
    """Write an autograder for one notebook: a folder, or a zip if `out` ends so.

    Raises
    ------
    UsageError
        If the place is taken or cannot be written, or the course is not whole.
    """
    if out.exists():
        raise UsageError(f"{out} is there already: name another place")
    root = solutions.resolve().parent
    if not (root / "pyproject.toml").is_file():
        raise UsageError(f"{root} holds no pyproject.toml, so the course cannot be installed there")
    try:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "autograder"
            _fill(folder, notebook, root, solutions, notebooks)
            _hand_over(folder, out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error


def _fill(folder: Path, notebook: str, root: Path, solutions: Path, notebooks: Path) -> None:
    folder.mkdir()
    for name, script in (("setup.sh", SETUP), ("run_autograder", RUN)):
        path = folder / name
        text = script.replace("NOTEBOOK", notebook).replace("FAILED\n", json.dumps(FAILED) + "\n")
        path.write_bytes(text.encode())
        path.chmod(RUNNABLE)
    for name in ROOT_FILES:
        if (root / name).is_file():
            shutil.copy(root / name, folder / name)
    package = Path(__file__).resolve().parents[2]
    _copy({"checker": package, "solutions": solutions, "notebooks": notebooks}.items(), folder)
    if (root / "data").is_dir():
        _copy([("data", root / "data")], folder)


def _copy(folders: Iterable[tuple[str, Path]], to: Path) -> None:
    for name, folder in folders:
        shutil.copytree(folder, to / name, ignore=LEFT_OUT)


def _hand_over(folder: Path, out: Path) -> None:
    """Put the folder in its place; in a zip its contents lie at the root, as Gradescope wants."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".zip":
        shutil.make_archive(str(out.with_suffix("")), "zip", folder)
    else:
        shutil.move(folder, out)
