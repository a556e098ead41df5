from dataclasses import replace

from checker.sandbox.doctor import probe, unpromised


def fallen(isolation):
    return {what for what, held in probe(isolation) if not held}


def test_walls_of_bubblewrap(walled):
    """Every wall holds."""
    assert fallen(walled) == set()


def test_walls_of_forks(warmed):
    """Every wall holds, and so do those between two sandboxes of one parent."""
    walls = dict(probe(warmed))
    assert all(walls.values())
    assert walls["other submissions' files cannot be seen"]
    assert walls["other submissions' processes cannot be seen"]


def test_walls_between_what_has_none(unwalled):
    """Processes that share their numbers are found out."""
    neighbours = replace(unwalled, one_parent=True)
    assert "other submissions' processes cannot be seen" in fallen(neighbours)


def test_walls_of_landlock(landlocked):
    """Every wall that is promised holds, and that files can be seen is not promised."""
    assert fallen(landlocked) == set()
    assert "files cannot be seen" in unpromised(landlocked)


def test_walls_that_are_none(unwalled):
    """Without isolation most walls are found to be missing: the probes can tell."""
    missing = {
        "files cannot be read",
        "files cannot be changed",
        "files cannot be seen",
        "the environment is not passed on",
        "there is no network",
        "no process can be started",
        "no program can be run",
        "no other process can be signalled",
        "files cannot be written",
        "other processes cannot be looked into",
        "other processes cannot be seen",
    }
    assert missing <= fallen(unwalled)


def test_walls_without_the_strict_filter(walled):
    """Each wall that only the filter makes is seen to fall without it."""
    assert fallen(replace(walled, instructions=b"")) == {
        "no process can be started",
        "no program can be run",
        "no other process can be signalled",
    }


def test_walls_without_limits_of_their_own(walled, monkeypatch):
    """Without a limit of memory the probe of memory fails."""
    monkeypatch.setattr("checker.sandbox.client.Limits.resources", _only_processor_time)
    assert "memory is limited" in fallen(walled)


def _only_processor_time(limits, own_users):
    return {"CPU": (limits.cpu_seconds, limits.cpu_seconds + 1)}
