"""Unmodified nbgrader, a list of its commands at a time: each process of its own takes seconds."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: Runs one command after the other as nbgrader's own tests do, and prints what each ended with.
RUN = """
import json, os, sys
from jupyter_core.application import NoStart
from nbgrader.apps import NbGraderApp
codes = []
for words in json.loads(sys.argv[1]):
    if words[0] == "cd":  # another person, with another memory of what was handed in
        os.chdir(words[1])
        os.environ["JUPYTER_DATA_DIR"] = os.path.join(words[1], "home", "data")
        continue
    app = NbGraderApp.instance()
    try:
        app.initialize(words)
        app.start()
        codes.append(0)
    except NoStart:  # how an application says that it has handed on to a command of its own
        codes.append(0)
    except SystemExit as ended:
        codes.append(ended.code or 0)
    app.reset()
    NbGraderApp.clear_instance()
print("CODES", json.dumps(codes))
"""


def environment(home):
    """The environment of somebody with a home, and with an exchange, of their own."""
    home.mkdir(exist_ok=True, parents=True)
    return os.environ | {
        "HOME": str(home),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "MPLBACKEND": "agg",
    }


def nbgrader(folder, *commands):
    """Run commands in a folder; give their exit codes, and everything that they said.

    After `cd FOLDER` they run there, as somebody else.
    """
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([command.split() for command in commands])],
        cwd=folder, env=environment(folder / "home"), capture_output=True, text=True,
        timeout=900, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert "CODES" in done.stdout, said[-3000:]
    codes = json.loads(done.stdout.rsplit("CODES ", 1)[1].splitlines()[0])
    return codes, said


def checker(folder, *words):
    """Run one of our own commands in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "checker", *words],
        cwd=folder, env=environment(folder / "home"), capture_output=True, text=True,
        timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def cells_of(path):
    return {cell["id"]: cell for cell in json.loads(path.read_text("utf-8"))["cells"]}


def fill(path, answers, words=""):
    """Write answers, and words of one's own, into a notebook as a student does."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix("exercise-")
        if name in answers and cell["cell_type"] == "code":
            cell["source"] = answers[name]
        if cell["id"].startswith("words-") and words:
            cell["source"] = words
    path.write_text(json.dumps(notebook), "utf-8")
