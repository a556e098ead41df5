"""Every layer of a wall is needed: with one taken away, some harmless attack comes through."""

import os
import subprocess
from dataclasses import replace

import pytest

from checker.sandbox import bubblewrap, landlock, warm
from checker.sandbox.doctor import probe
from checker.sandbox.filters import OUTER, _compiled
from checker.sandbox.limits import Limits
from checker.sandbox.unisolated import bare
from tests.attacks.cases import Attack, attacks
from tests.attacks.suite import Unwalled, run

pytestmark = pytest.mark.slow

HARMLESS = {attack.student: attack for attack in attacks() if "harmless" in attack.marks}


def comes_through(isolation, student):
    """Whether a harmless attack ends otherwise than behind a whole wall."""
    return bool(run(isolation, [HARMLESS[student]], jobs=1).findings[0].wrong)


@pytest.mark.nightly("each layer is taken away alone on every change, and lets its attack through")
def test_no_wall_at_all():
    """Without isolation every harmless attack comes through: none of them tests nothing."""
    report = run(bare(), list(HARMLESS.values()))
    as_expected = {each.attack.student for each in report.findings if not each.wrong}
    assert as_expected == {"resources-a_dump_of_memory"}  # limits hold without a wall too
    assert "reached the network" in report.around
    assert len(HARMLESS) > 60


def test_an_attack_that_needs_a_wall():
    """A destructive attack is never handed to an isolation that promises nothing."""
    attack = Attack("escaping", "any", "", ("failed",), 0.0, frozenset({"destructive"}))
    with pytest.raises(Unwalled):
        run(bare(), [attack])


def test_an_attack_that_looks_for_its_wall():
    """It would not act there either: it looks for the wall itself."""
    source = "def double(x): return 2 * x"
    attack = Attack("escaping", "any", source, ("crashed",), 0.0, frozenset({"destructive"}))
    pretended = replace(bare(), isolated=True)
    assert run(pretended, [attack]).findings[0].wrong == []


@pytest.mark.parametrize("make", [warm.warm, bubblewrap.bubblewrap, landlock.landlock])
def test_without_the_strict_filter(make):
    """A fork could start processes."""
    assert comes_through(replace(make(), instructions=b""), "escaping-forks_once")


@pytest.mark.parametrize("make", [warm.warm, bubblewrap.bubblewrap, landlock.landlock])
def test_without_limits(make, monkeypatch):
    """What a process may use would not be its to keep to."""
    monkeypatch.setattr(Limits, "resources", lambda self, own_users: {"CPU": (9, 10)})
    assert comes_through(make(), "resources-a_dump_of_memory")


def harmless_filter():
    return _compiled([("lookup_dcookie", ())])


def test_bubblewrap_without_the_outer_filter(monkeypatch):
    """Memory could be had that no limit counts."""
    monkeypatch.setattr(bubblewrap, "outer_filter", harmless_filter)
    assert comes_through(bubblewrap.bubblewrap(), "resources-memory_without_a_name")


def with_options(monkeypatch, change):
    original = bubblewrap._options
    monkeypatch.setattr(bubblewrap, "_options", lambda *given: change(list(original(*given))))
    return bubblewrap.bubblewrap()


def test_bubblewrap_with_the_files_of_the_machine(monkeypatch):
    """What is mounted can be read."""
    isolation = with_options(
        monkeypatch, lambda words: [*words[:-4], "--ro-bind", "/tmp", "/tmp", *words[-4:]]
    )
    assert comes_through(isolation, "secrets-reads_the_canary")


def test_bubblewrap_with_the_environment_of_the_grader(monkeypatch):
    """Variables that are passed on can be read."""
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, env, **rest: popen(command, env=os.environ, **rest)
    )
    isolation = with_options(
        monkeypatch, lambda words: [word for word in words if word != "--clearenv"]
    )
    assert comes_through(isolation, "secrets-reads_the_canary_variable")


KINDS = ("user", "ipc", "uts", "cgroup-try")


@pytest.mark.parametrize(
    ("shared", "opened"),
    [("pid", "other processes cannot be seen"), ("net", None)],
)
def test_bubblewrap_with_shared_namespaces(monkeypatch, shared, opened):
    """Other processes would be numbered in; the network is refused by the filter as well."""
    kept = [kind for kind in (*KINDS, "pid", "net") if kind != shared]
    shares = [f"--unshare-{kind}" for kind in kept]
    isolation = with_options(
        monkeypatch, lambda words: [*shares, *(word for word in words if word != "--unshare-all")]
    )
    fallen = {what for what, held in probe(isolation) if not held}
    assert fallen == ({opened} if opened else set())


def test_bubblewrap_without_the_network_filter_and_namespace(monkeypatch):
    """With both taken away the listener is reached."""
    monkeypatch.setattr(bubblewrap, "outer_filter", harmless_filter)
    shares = [f"--unshare-{kind}" for kind in (*KINDS, "pid")]
    isolation = with_options(
        monkeypatch, lambda words: [*shares, *(word for word in words if word != "--unshare-all")]
    )
    assert comes_through(isolation, "secrets-connects_to_a_listener")


def test_bubblewrap_with_a_root_that_can_be_written(monkeypatch):
    """The worker's own folder could be written into."""

    def writable(words):
        at = len(words) - 1 - words[::-1].index("--remount-ro")
        return [*words[:at], *words[at + 2 :]]

    isolation = with_options(monkeypatch, writable)
    assert ("files cannot be written", False) in probe(isolation)


def with_plan(monkeypatch, **changes):
    original = landlock._plan
    monkeypatch.setattr(landlock, "_plan", lambda is_root: original(is_root) | changes)
    return landlock.landlock()


def test_landlock_that_lets_everything_be_read(monkeypatch):
    """What Landlock allows can be read."""
    isolation = with_plan(monkeypatch, read=["/"])
    assert comes_through(isolation, "secrets-reads_the_canary")


def test_landlock_with_the_environment_of_the_grader(monkeypatch):
    """Variables that are passed on can be read."""
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess,
        "Popen",
        lambda command, env, **rest: popen(command, env={**env, **os.environ}, **rest),
    )
    assert comes_through(landlock.landlock(), "secrets-reads_the_canary_variable")


@pytest.mark.parametrize(
    "student",
    [
        "escaping-closes_a_file_outside",
        "escaping-dates_a_file_outside",
        "resources-memory_without_a_name",
    ],
)
def test_landlock_without_its_filter(monkeypatch, student):
    """What Landlock does not refuse would be permitted."""
    isolation = with_plan(monkeypatch, instructions=harmless_filter().hex())
    assert comes_through(isolation, student)


def test_landlock_with_bubblewraps_filter(monkeypatch):
    """Files outside have a filter of their own, for bubblewrap needs none."""
    instructions = _compiled([(name, ()) for name in OUTER]).hex()
    isolation = with_plan(monkeypatch, instructions=instructions)
    assert comes_through(isolation, "escaping-closes_a_file_outside")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_landlock_as_root(monkeypatch):
    """Root that stays root is found out."""
    assert ("the user is nobody", False) in probe(with_plan(monkeypatch, user=None))
