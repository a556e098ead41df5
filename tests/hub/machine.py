"""A machine with a hub, as the instructor's guide sets it up: accounts, an environment, a proxy.

What the guide types is typed as it stands, but for its places and names: they lie in a folder that
is removed, and have a tag that no other account on this machine has.
"""

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import jupytext

from tests.browser.lab import SECONDS
from tests.syntax_trees import ROOT

GUIDE = ROOT / "solutions" / "00_instructors_guide.py"
CELLS = [cell.source for cell in jupytext.read(GUIDE).cells]
BLOCK = re.compile(r"```(sh|python)\n(.*?)\n```", re.DOTALL)
PEOPLE = ("iris", "ann", "ben")
#: Whose interpreter everybody on a machine may run; one in root's home is root's alone.
PYTHON = "/usr/bin/python3"
PORTS = """
c.JupyterHub.bind_url = "http://127.0.0.1:{}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{}"
"""


def blocks(opening):
    """Give the guide's blocks from the heading or the sentence with which their cell opens."""
    (cell,) = (text for text in CELLS if text.startswith(opening))
    return [text for _, text in BLOCK.findall(cell)]


class Machine:
    """The accounts of an instructor and two students, and the folder in which all else lies."""

    def __init__(self, place):
        self.place = place
        self.tag = f"-{secrets.token_hex(3)}"
        self.password = secrets.token_urlsafe()
        self.address = ""

    def account(self, person):
        """Give the name of somebody's account; it is also who nbgrader says that they are."""
        return person + self.tag

    def home(self, person):
        return self.place / "home" / self.account(person)

    def here(self, text):
        """Give what the guide says, with the places and the names of this machine."""
        for theirs, ours in (
            ("/opt/hub", f"{self.place}/hub"),
            ("/srv/nn2027", f"{self.place}/srv/nn2027"),
            ("/home/*", f"{self.place}/home/*"),
            ("python3 -m venv", f"{PYTHON} -m venv"),
        ):
            text = text.replace(theirs, ours)
        return re.sub(rf"\b({'|'.join(PEOPLE)})\b", rf"\1{self.tag}", text)

    def as_root(self, text):
        """Type what root types, where the instructor has put the course."""
        subprocess.run(["bash", "-euc", self.here(text)], cwd=self.home("iris"), check=True)

    def type(self, person, text):
        """Type what somebody types in their home, and give what is printed."""
        own = {"HOME": self.home(person), "PATH": os.defpath, "LANG": "C.UTF-8"}
        account = self.account(person)
        done = subprocess.run(
            ["bash", "-euc", self.here(text)], cwd=self.home(person), env=own, user=account,
            group=account, extra_groups=[], umask=0o022, capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{text}\n{done.stdout[-2000:]}{done.stderr[-3000:]}"
        return done.stdout + done.stderr

    def open_accounts(self):
        """Make the accounts, each with a home and a password."""
        (self.place / "home").mkdir()
        for person in PEOPLE:
            command = ["useradd", "--create-home", "--shell", "/bin/bash", "--user-group"]
            subprocess.run(
                [*command, "--home-dir", self.home(person), self.account(person)],
                check=True, capture_output=True,
            )  # fmt: skip
        lines = "".join(f"{self.account(person)}:{self.password}\n" for person in PEOPLE)
        subprocess.run(["chpasswd"], input=lines, text=True, check=True)

    def close_accounts(self):
        """Stop what the accounts still run, and remove them."""
        for person in PEOPLE:
            subprocess.run(["pkill", "-KILL", "-u", self.account(person)], check=False)
            subprocess.run(["userdel", self.account(person)], check=False, capture_output=True)

    def bring_the_course(self):
        """Copy into the instructor's home what a clone of the course holds."""
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for name in filter(None, listed.stdout.split("\0")):
            target = self.home("iris") / "course" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
        account = self.account("iris")
        subprocess.run(["chown", "-R", f"{account}:{account}", self.home("iris")], check=True)

    def set_up(self):
        """Type what root types, and write the two configurations that the guide gives."""
        commands, everybody, hub = blocks("### A term on JupyterHub with nbgrader")
        self.as_root(commands)
        (self.place / "hub/etc/jupyter/nbgrader_config.py").write_text(self.here(everybody))
        (self.place / "hub/jupyterhub_config.py").write_text(self.here(hub))

    @contextlib.contextmanager
    def hub(self):
        """Start the hub on ports of its own, and wait until it answers."""
        ports = free_ports(3)
        state = self.place / "state"
        state.mkdir()
        config = self.place / "hub/jupyterhub_config.py"
        with config.open("a") as file:
            file.write(PORTS.format(*ports))
        self.address = f"http://127.0.0.1:{ports[0]}"
        env = os.environ | {"PATH": f"{self.place}/hub/bin:{os.environ['PATH']}"}
        with (state / "hub.log").open("wb") as log:
            server = subprocess.Popen(
                [self.place / "hub/bin/jupyterhub", "-f", config],
                cwd=state, env=env, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            wait_for(f"{self.address}/hub/health", server)
            yield
        finally:
            server.terminate()
            server.wait(SECONDS)


def free_ports(count):
    """Give ports on which nobody listens."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_for(address, server):
    """Ask until there is an answer; a server that has ended gives none."""
    while server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.2)
    raise AssertionError("the hub has ended")


@contextlib.contextmanager
def machine():
    """Give a machine with its accounts and the course, and leave nothing of it behind."""
    place = Path(tempfile.mkdtemp(prefix="hub-"))
    place.chmod(0o755)  # everybody goes through it
    made = Machine(place)
    try:
        made.open_accounts()
        made.bring_the_course()
        yield made
    finally:
        made.close_accounts()
        shutil.rmtree(place)
