import stat

import pytest

from checker.errors import IsolationError
from checker.sandbox.choice import choose
from checker.sandbox.containers import command, docker
from checker.sandbox.worker_program import PACKAGE


def options(words):
    """What follows each option, in the order of the command."""
    return [(word, words[at + 1]) for at, word in enumerate(words) if word.startswith("--")]


@pytest.mark.parametrize("program", ["docker", "podman"])
def test_what_is_never_missing(program):
    """The options without which a container is no wall are all there."""
    words = command(program, "image")
    assert words[:2] == [program, "run"]
    assert {"--rm", "--interactive", "--read-only"} <= set(words)
    assert {
        ("--network", "none"),
        ("--ipc", "none"),
        ("--cap-drop", "ALL"),
        ("--security-opt", "no-new-privileges"),
        ("--user", "65534:65534"),
        ("--pids-limit", "64"),
        ("--pull", "never"),
    } <= set(options(words))
    assert not {"--privileged", "--volume", "-v"} & set(words)


def test_what_is_mounted():
    """Our own few files, read-only, and nothing else of this machine."""
    mounts = [after for option, after in options(command("docker", "image")) if option == "--mount"]
    assert all(mount.endswith(",readonly") for mount in mounts)
    sources = [mount.split(",")[1].removeprefix("source=") for mount in mounts]
    names = ("errors.py", "records.py", "steps.py", "trees.py", "wire.py", "sandbox/inside")
    assert sources == [str(PACKAGE / name) for name in names]


def test_what_is_run():
    """The worker is what the image runs, with its memory and scratch folder limited."""
    words = command("podman", "my-image")
    assert words[words.index("my-image") + 1] == "python3"
    assert words[-2:] == ["/w/checker/sandbox/inside/start.py", "/nonexistent"]
    said = dict(options(words))
    assert said["--memory"] == said["--memory-swap"] == str(1280 << 20)
    assert "size=16777216" in said["--tmpfs"]


def test_a_machine_without_it(monkeypatch):
    """What is missing is named, with how the image is made."""
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(IsolationError, match=r"the program docker.*docker build"):
        docker()


def test_an_image_that_is_not_there(monkeypatch, tmp_path):
    """What the program says when it does not start is passed on."""
    program = tmp_path / "podman"
    program.write_text('#!/bin/sh\necho "no image $CHECKER_IMAGE" >&2\nexit 125\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("CHECKER_IMAGE", "mine")
    with pytest.raises(IsolationError, match="no image mine"):
        choose("podman")
