"""Tables of what was measured, in Markdown, ready to be pasted into the README."""

import datetime as dt
import os
import platform
from statistics import median

import numpy as np


def markdown(columns, rows):
    """Give a table as Markdown: the first column to the left, numbers to the right."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def show(title, columns, rows):
    """Print a table with the day, the machine, and the versions that matter."""
    print(f"\n\n{title}: {where()}\n\n{markdown(columns, rows)}\n")


def where():
    """Say when and on what something was measured."""
    cores = len(os.sched_getaffinity(0))
    today = dt.datetime.now(dt.UTC).date().isoformat()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "all")
    machine = f"{cores} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f}"
    return f"{today}, {machine}, {versions}, BLAS threads: {threads}"


def in_turn(rounds, takes):
    """Measure several things in turn, `rounds` times: `{name: [each round's value]}`."""
    measured = {name: [] for name in takes}
    for _ in range(rounds):
        for name, take in takes.items():
            measured[name].append(take())
    return measured


def median_ratio(ours, theirs):
    """Give the median of the ratios of what was measured in the same round."""
    return median(other / mine for mine, other in zip(ours, theirs, strict=True))
