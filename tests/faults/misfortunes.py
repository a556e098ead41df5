"""A grader that has bad luck: files that may not grow, or a clock that jumps.

Run as `python -m tests.faults.misfortunes KIND NUMBER FOLDER ISOLATION`.
"""

import random
import resource
import sys
import time
from pathlib import Path

from tests.faults.grader import main


def short(size):
    """Let no file of this process grow beyond a size, as on a disk that fills up."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))


def jumping(seed):
    """Have the clock on the wall show any moment of a century, earlier or later, at each look."""
    rng = random.Random(seed)
    time.time = lambda: rng.uniform(0, 4e9)
    time.time_ns = lambda: int(rng.uniform(0, 4e18))


KINDS = {"short": short, "jumping": jumping}

if __name__ == "__main__":
    KINDS[sys.argv[1]](int(sys.argv[2]))
    main(Path(sys.argv[3]), sys.argv[4])
