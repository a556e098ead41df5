"""A real Dask scheduler with real workers on loopback, to be killed and restarted."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUIETLY = "--no-dashboard"


class Farm:
    """Processes of a cluster, each with a folder of its own; all end with the farm."""

    def __init__(self, folder):
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = None
        self.workers = []
        self._stack = ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def start_scheduler(self):
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), QUIETLY
        )

    def start_worker(self, *, nurse=False):
        """Start a worker that sees nothing of the folder in which the class lies.

        With a nurse it is a daemon, which may have no children of multiprocessing's.
        """
        scratch = self.folder / f"worker{len(self.workers)}"
        scratch.mkdir(parents=True)
        options = ("--nthreads", "1", "--nanny" if nurse else "--no-nanny")
        options = (*options, "--local-directory", str(scratch))
        worker = self._start("worker", self.address, *options, QUIETLY, cwd=scratch)
        self.workers.append(worker)

    def _start(self, *words, cwd=None):
        log = (self.folder / f"{words[0]}.log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            cwd=cwd or self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            stdout=log,
            stderr=log,
        )
        log.close()
        self._stack.callback(self.end, process)
        return process

    @staticmethod
    def end(process):
        """End a process of ours, without asking."""
        process.kill()
        process.wait()
