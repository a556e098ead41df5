"""A PostgreSQL server of a test's own, from Debian's package, reached by a socket in its folder."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

#: Who runs the server where the tests are run by root, which PostgreSQL refuses to be run by.
SERVANT = "nobody"
#: Nothing here outlives the test, so nothing has to reach a disk.
HURRIED = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


class Databases:
    """The databases of a server."""

    def __init__(self, folder):
        self.folder = folder
        self._numbers = count()
        self._latest = "template1"

    def url(self, name):
        return f"postgresql://grader@/{name}?host={self.folder}"

    def new(self):
        """The URL of an empty database."""
        self._latest = self._made("template1")
        return self.url(self._latest)

    def copy(self):
        """The URL of a copy of the latest that was new."""
        return self.url(self._made(self._latest))

    def _made(self, template):
        name = f"course{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name


def program(name):
    """Where a program of PostgreSQL is: Debian keeps the server's off the PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(places[-1]) if places else shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name}: `.ci/packages database` installs PostgreSQL")
    return found


@contextmanager
def server(folder):
    """A server that runs for a while; its folder is short enough for the name of a socket."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    is_root = os.geteuid() == 0
    place = Path(tempfile.mkdtemp(prefix="pg-", dir=None if is_root else folder))
    servant = {"user": SERVANT, "group": "nogroup"} if is_root else {}
    if is_root:
        shutil.chown(place, **servant)
        servant["extra_groups"] = []

    def run(*command):
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL, **servant)

    data, options = place / "data", " ".join((*HURRIED, "-c listen_addresses=''", f"-k {place}"))
    control = (pg_ctl, "-D", data, "-w")
    try:
        run(initdb, "-D", data, "--no-sync", "--auth=trust", "-U", "grader", "-E", "UTF8")
        run(*control, "-l", place / "log", "-o", options, "start")
        try:
            yield Databases(place)
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place)
