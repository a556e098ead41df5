"""What no student code may see, wherever an instructor keeps it."""

from pathlib import Path

import pytest

from checker.classroom.submissions.protected_places import (
    DEFAULT_EXCHANGE,
    exchanges,
    gradebook_file,
    open_to_others,
    usual_places,
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nbgrader_config.py", 'c = get_config()\nc.Exchange.root = "/srv/exchange"\n'),
        ("nbgrader_config.py", "c.Exchange.root='/srv/exchange'"),
        (
            "nbgrader_config.json",
            '{"Exchange": {"path_includes_course": true, "root": "/srv/exchange"}}',
        ),
    ],
)
def test_an_exchange_that_is_configured(tmp_path, name, text):
    """It is read in both of nbgrader's forms, and the default one is protected too."""
    (tmp_path / name).write_text(text)
    assert {DEFAULT_EXCHANGE, Path("/srv/exchange")} <= set(exchanges(tmp_path))


def test_a_configuration_of_jupyters(tmp_path, monkeypatch):
    """On hubs it lies where Jupyter looks."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    (tmp_path / "nbgrader_config.py").write_text('c.Exchange.root = "/srv/hub"')
    assert Path("/srv/hub") in set(exchanges())


def test_no_configuration(tmp_path):
    """The exchange is where nbgrader has it by itself."""
    assert DEFAULT_EXCHANGE in set(exchanges(tmp_path))


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/gradebook.db", Path("/srv/gradebook.db")),
        ("gradebook.db", Path("gradebook.db")),
        ("postgresql://grader@db.example.org/course", None),
        ("", None),
        (None, None),
    ],
)
def test_where_a_gradebook_lies(url, path):
    """A server's is out of reach anyway."""
    assert gradebook_file(url) == path


def test_a_courses_folder(tmp_path):
    """Worked solutions, submissions, marks and the secret are named."""
    names = {path.name for path in usual_places(tmp_path) if path.parent == tmp_path}
    assert {"solutions", "submitted", "results.jsonl", "gradebook.db", "course.secret"} <= names


def test_what_is_open_to_others(tmp_path, monkeypatch):
    """It can be read, and so can each folder on the way be entered."""
    place = tmp_path / "solutions"
    place.mkdir()
    monkeypatch.setattr(Path, "parents", property(lambda _: [tmp_path]))
    for mode, above, is_open in (
        (0o755, 0o755, True),
        (0o750, 0o755, False),
        (0o755, 0o700, False),
    ):
        place.chmod(mode)
        tmp_path.chmod(above)
        assert list(open_to_others([place, tmp_path / "nothing"])) == ([place] if is_open else [])
