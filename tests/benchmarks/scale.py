"""What a class costs as it grows: time, memory of the grader itself, and sizes of the files.

`python -m tests.benchmarks.scale 100 1000` grades made-up classes of one notebook, each by a
command of its own, and prints a row for each. The classes are made of one another's submissions
under other names, so that all have the same work to do per student.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = "01_neuron"
#: So many different submissions are made up; endless loops and the like are among them once each.
KINDS = 20
#: What a run costs before its first submission is measured with this class, and taken away.
FEW = 20
#: Made-up students hand in empty files, too.
SOME_HAND_IN_AGAIN = 1
FILES = ("results.jsonl", "results.verdicts.db", "gradebook.db", "class.html")
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Row:
    """What one class took."""

    students: int
    seconds: float
    peak_bytes: int
    sizes: tuple[int, ...]


def make_class(folder, students):
    """Lay out a class in which KINDS submissions come back again and again."""
    made = folder / "made"
    command = ["simulate", "--out", made, "--students", KINDS, "--seed", 1, "--assignment", NAME]
    checker(folder, *command, "--solutions", ROOT / "solutions").wait()
    models = [path for path in sorted((made / "submitted").iterdir()) if is_quick(made, path.name)]
    for number in range(students):
        model = models[number % len(models)]
        shutil.copytree(model, folder / "submitted" / f"student-{number:05}")


def is_quick(made, student):
    """Whether a submission does not wait for a limit: that would be measured, and nothing else."""
    key = (made / "answer_key.jsonl").read_text("utf-8").splitlines()
    line = next(each for each in key if f'"{student}"' in each)
    return "timed_out" not in line


def checker(folder, *words):
    command = [sys.executable, "-m", "checker", *map(str, words)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    environment |= {"HOME": str(folder), "MPLBACKEND": "agg"}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)


def measured(students, isolation, jobs):
    """Grade a class of a size, and give what that took."""
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = Path(name)
        make_class(folder, students)
        start = time.perf_counter()
        process = checker(
            folder, "grade", "submitted", "--solutions", ROOT / "solutions", "--seed", 1,
            "--isolation", isolation, "--jobs", jobs, "--quiet",
        )  # fmt: skip
        peak = peak_of(process)
        seconds = time.perf_counter() - start
        if process.returncode not in (0, SOME_HAND_IN_AGAIN):
            sys.exit((folder / "log").read_text("utf-8"))
        sizes = tuple((folder / file).stat().st_size for file in FILES)
        return Row(students, seconds, peak, sizes)


def peak_of(process):
    """Wait for a process and give the most memory that it had itself, its workers left out."""
    peak, pause = 0, threading.Event()
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text("ascii")
        except OSError:
            continue
        if found := re.search(r"VmHWM:\s+(\d+) kB", status):
            peak = int(found[1]) << 10
        pause.wait(0.05)
    return peak


def main():
    """Measure the sizes that are asked for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--isolation", default="bubblewrap")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    few = measured(FEW, options.isolation, options.jobs)
    print(f"before the first submission: about {few.seconds:.0f} s ({FEW} students)")
    heads = "".join(f"{name:>22}" for name in FILES)
    print(f"{'students':>8}{'seconds':>10}{'ms a student':>14}{'parent MB':>11}{heads}")
    for size in options.sizes:
        row = measured(size, options.isolation, options.jobs)
        each = 1000 * (row.seconds - few.seconds) / (size - FEW)
        sizes = "".join(f"{part / MEGABYTE:>19.2f} MB" for part in row.sizes)
        peak = row.peak_bytes / MEGABYTE
        print(f"{size:>8}{row.seconds:>10.1f}{each:>14.1f}{peak:>11.0f}{sizes}", flush=True)


if __name__ == "__main__":
    main()
