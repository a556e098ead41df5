"""Runs a command and prints what it and all its processes have cost, as JSON.

Bubblewrap leaves its child without waiting for it, so whatever outlives its parent is adopted and
waited for here: the kernel charges us for sandboxes too. Memory is that of the largest process.
"""

import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


def main(*command):
    """Print `{"cpu", "wall", "memory"}` in seconds and bytes; give the command's exit code."""
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - start
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": memory}))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
