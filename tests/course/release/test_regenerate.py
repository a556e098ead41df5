"""The folder that students get is made whole, the same each time, or not at all."""

from dataclasses import replace

import pytest

from checker.course.release.regenerate import regenerate
from checker.errors import SourceError, UsageError
from checker.exercises.storage import dump, load


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_from_nothing(solutions, tmp_path, compile_casebook):
    """Notebook and casebook are written, and nothing else is left behind."""
    out = tmp_path / "new" / "notebooks"
    paths = regenerate(solutions, out, compile_casebook)
    assert paths == [out / "01_small.ipynb", out / "cases" / "01_small.npz"]
    assert list(contents(out)) == ["01_small.ipynb", "cases/01_small.npz"]


@pytest.mark.parametrize("seed", [None, 7])
def test_running_twice(solutions, tmp_path, compile_casebook, seed):
    """Two runs give the same bytes."""
    for name in ("once", "twice"):
        regenerate(solutions, tmp_path / name, compile_casebook, seed)
    assert contents(tmp_path / "once") == contents(tmp_path / "twice")


def test_what_is_there_already(solutions, tmp_path, compile_casebook):
    """A second run into the same folder writes nothing, and so leaves nothing to commit."""
    out = tmp_path / "out"
    written = regenerate(solutions, out, compile_casebook)
    for path in written:
        path.chmod(0o400)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in written}
    assert regenerate(solutions, out, compile_casebook) == []
    now = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in written}
    assert now == before


def nudged(casebook, by):
    """The casebook with the first number of the answers another one, by a share of it."""
    exercise, *rest = casebook.exercises
    first, *others = exercise.expected
    moved = replace(first, value=first.value * (1 + by))
    return replace(casebook, exercises=(replace(exercise, expected=(moved, *others)), *rest))


@pytest.mark.parametrize(("by", "written"), [(2e-15, 0), (1e-3, 1)])
def test_a_casebook_of_another_machine(solutions, tmp_path, compile_casebook, by, written):
    """A casebook is written when its meaning changed, and not for its last digits."""
    out = tmp_path / "out"
    _, cases = regenerate(solutions, out, compile_casebook)
    there = dump(nudged(load(cases.read_bytes()), by))
    assert there != cases.read_bytes()
    cases.write_bytes(there)
    assert regenerate(solutions, out, compile_casebook) == [cases][:written]
    assert (cases.read_bytes() == there) == (not written)


@pytest.mark.parametrize("damaged", [b"", b"PK", b"{}"])
def test_a_damaged_casebook(solutions, tmp_path, compile_casebook, damaged):
    """It is written anew."""
    _, cases = regenerate(solutions, tmp_path / "out", compile_casebook)
    whole = cases.read_bytes()
    cases.write_bytes(damaged)
    assert regenerate(solutions, tmp_path / "out", compile_casebook) == [cases]
    assert cases.read_bytes() == whole


def test_one_lesson(solutions, tmp_path, compile_casebook):
    """Only that one is compiled and written; one that there is not is named."""
    for path in list(solutions.iterdir()):
        (solutions / path.name.replace("01_small", "02_small")).write_bytes(path.read_bytes())
    asked = []

    def compile_noted(lesson, seed):
        asked.append(lesson.name)
        return compile_casebook(lesson, seed)

    written = regenerate(solutions, tmp_path / "out", compile_noted, only=["02_small"])
    assert [path.name for path in written] == ["02_small.ipynb", "02_small.npz"]
    assert asked == ["02_small"]
    with pytest.raises(UsageError, match=r"holds no lesson 03_small"):
        regenerate(solutions, tmp_path / "out", compile_noted, only=["03_small"])


def test_another_seed(solutions, tmp_path, compile_casebook):
    """The seed reaches the casebook, and its numbers the notebook."""
    notebook, cases = regenerate(solutions, tmp_path / "out", compile_casebook, 7)
    book = load(cases.read_bytes())
    assert book.seed == 7
    assert f"x = {book.numbers['by_hand']['x']}" in notebook.read_text(encoding="utf-8")


def test_a_solution_in_the_prose(solutions, tmp_path, edit, compile_casebook):
    """A lesson whose prose gives a solution away is refused, and nothing is written."""
    edit("# A line through", "# Write `height = slope * x + 0.0 * slope`.\n# A line through")
    with pytest.raises(SourceError, match=r"01_small.py:1: .* the solution of line"):
        regenerate(solutions, tmp_path / "out", compile_casebook)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made(solutions, tmp_path, compile_casebook):
    """Where nothing can be written, one sentence says so."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match=r"01_small.ipynb cannot be written: .*"):
        regenerate(solutions, tmp_path / "out", compile_casebook)


def test_a_file_that_cannot_be_replaced(solutions, tmp_path, compile_casebook):
    """A file that cannot be put in its place leaves nothing unfinished behind."""
    (tmp_path / "out" / "01_small.ipynb").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"01_small.ipynb cannot be written"):
        regenerate(solutions, tmp_path / "out", compile_casebook)
    assert contents(tmp_path / "out") == {}
