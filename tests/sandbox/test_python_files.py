import os
import subprocess
import sys
import venv
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import IsolationError
from checker.sandbox import Sandbox, choose
from checker.sandbox.python_files import (
    Visible,
    interpreter,
    numpy_folder,
    require_hidden,
    visible,
)
from tests.sandbox.student import call, job

ROOT = Path(__file__).parents[2]
#: Where courses, exchanges, gradebooks and their passwords have been found to lie.
KEPT_ELSEWHERE = (
    *("/usr/local/share/nbgrader/exchange", "/usr/local/etc/jupyter", "/usr/share", "/usr/src"),
    *("/srv", "/home", "/root", "/etc", "/opt", "/var"),
    *(f"{sys.prefix}/share", f"{sys.prefix}/etc/jupyter", f"{sys.prefix}/solutions"),
    *(f"{sys.base_prefix}/share", f"{sys.base_prefix}/etc", sys.prefix, sys.base_prefix),
)
LOOKS = """
import os
import matplotlib, tqdm
def opened(path):
    try:
        return os.listdir(path) if os.path.isdir(path) else open(path).read(40)
    except OSError:
        return None
def readable(top):
    found = []
    for folder, _, names in os.walk(top):
        for name in names:
            try:
                open(os.path.join(folder, name)).close()
                found.append(os.path.join(folder, name))
            except OSError:
                pass
    return found[:1000]
"""


@pytest.mark.parametrize("place", KEPT_ELSEWHERE)
def test_where_courses_are_kept(place):
    """It lies in nothing that a sandbox is shown."""
    require_hidden([Path(place)])


@pytest.mark.parametrize(
    "place", [interpreter(), Path(os.__file__), numpy_folder() / "numpy" / "x", Path("/usr/lib/x")]
)
def test_what_lies_in_what_python_needs(place):
    """It is refused, by its name and that of what holds it."""
    with pytest.raises(IsolationError, match=rf"{place} lies in .* student code can read"):
        require_hidden([Path("/srv"), place])


def test_links_into_what_python_needs(tmp_path):
    """A link is followed before anything is promised."""
    link = tmp_path / "solutions"
    link.symlink_to(Path(os.__file__).parent)
    with pytest.raises(IsolationError, match="lies in"):
        require_hidden([link])


def test_other_packages(isolation):
    """What else is installed, such as a course, is not shown; what students may import is."""
    packages = numpy_folder()
    others = [packages / "pytest" / "__init__.py", *packages.glob("*.pth")]
    assert not any(map(visible().around, others))
    if isolation.isolated:
        with Sandbox(isolation) as own:
            looks = [call("opened", str(each)) for each in others]
            answers = own.run(job(LOOKS, "opened", "readable"), looks)
        assert [answer.value for answer in answers] == [None] * len(others)


PARTS = st.lists(st.sampled_from("abc"), max_size=4)
PATHS = PARTS.map(lambda parts: PurePosixPath("/", *parts))


@given(st.frozensets(PATHS), st.frozensets(PATHS), PATHS)
def test_of_two_places_the_inner_one_decides(shown, hidden, path):
    """Walking up from a path, the first place that is known says whether it is shown."""
    known = [place for place in shown | hidden if path.is_relative_to(place)]
    inner = max(known, key=lambda place: len(place.parts), default=None)
    expected = inner if inner in shown - hidden else None
    assert Visible(shown, hidden).around(path) == expected


def test_by_parts_where_nothing_can_be_hidden_again(tmp_path):
    """What is allowed of a folder is all that lies in it but what is hidden."""
    for name in ("a", "b/c", "b/d", "e"):
        (tmp_path / name).mkdir(parents=True)
    allowed = Visible(frozenset({tmp_path}), frozenset({tmp_path / "b" / "d"})).allowed()
    assert {path.relative_to(tmp_path).as_posix() for path in allowed} == {"a", "b/c", "e"}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose environment was made in its own folder, and Python there."""
    folder = tmp_path_factory.mktemp("course")
    venv.create(folder, symlinks=True)
    for place in ("solutions/01_neuron.py", "share/nbgrader/exchange/bob.ipynb", "results.jsonl"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text("secret")
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    return folder


PROGRAM = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(numpy_folder())!r}]
from pathlib import Path
from checker.sandbox import Sandbox, choose
from tests.sandbox.student import call, job
from tests.sandbox.test_python_files import LOOKS
prefix = Path(sys.prefix)
isolation = choose(sys.argv[1], [prefix / "solutions", prefix / "share", prefix / "results.jsonl"])
with Sandbox(isolation) as own:
    places = ["solutions", "solutions/01_neuron.py", "share/nbgrader/exchange", "results.jsonl"]
    calls = [call("opened", str(prefix / place)) for place in places]
    answers = own.run(job(LOOKS, "opened", "readable"), [*calls, call("readable", str(prefix))])
print([answer.value for answer in answers])
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["warm", "bubblewrap", "landlock"])
def test_an_environment_in_the_courses_root(course, name):
    """Python runs from there, and student code reads neither solutions, exchange nor results."""
    ran = subprocess.run(
        [course / "bin" / "python", "-c", PROGRAM, name],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert ran.stdout.strip() == str([None, None, None, None, []]), ran.stderr


def test_what_protects_is_tried(monkeypatch, tmp_path):
    """Where a protected file can be read after all, no isolation is given, and it is named."""
    (tmp_path / "key").write_text("secret")
    monkeypatch.setattr("checker.sandbox.choice.require_hidden", lambda _: None)
    shown = visible()
    wider = Visible(shown.shown | {tmp_path}, shown.hidden)
    monkeypatch.setattr("checker.sandbox.landlock.visible", lambda: wider)
    for path in (tmp_path, *tmp_path.parents):
        if path.owner() == Path.home().owner() and path != Path("/tmp"):
            path.chmod(0o755)
    with pytest.raises(IsolationError, match=r"does not hold here .*key cannot be read"):
        choose("landlock", [tmp_path])
