"""From bytes to a submission: answers under their ids, repairs and tampering in sentences."""

import zipfile
from dataclasses import replace

import pytest

from checker.classroom.submissions.discovery import Found, discover
from checker.classroom.submissions.reading import FILE_BYTES, take_in
from checker.documents.cell_text import binds
from checker.errors import UnreadableNotebook
from checker.records import Cell
from tests.classroom.small_course import CASEBOOK, NOTEBOOK, RELEASE, SOLUTIONS, notebook, solved


def take(data, remarks=()):
    found = Found("alice", NOTEBOOK, lambda: data, remarks)
    return take_in(found, RELEASE, CASEBOOK.exercises)


def without_ids(cells, *, metadata=True):
    return [
        Cell(f"new-{place}", cell.kind, cell.source, cell.metadata if metadata else {})
        for place, cell in enumerate(cells)
    ]


def sources(submission):
    return {cell.id: cell.source for cell in submission.cells}


def test_a_notebook_as_it_should_be():
    """Nothing is repaired and nothing was tampered with."""
    submission = take(notebook(solved()))
    assert (submission.repairs, submission.tampering) == ((), ())
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]
    assert len(submission.sha256) == 64


def test_helper_files_that_were_handed_in():
    """The submission carries them, and its fingerprint tells one content and name from another."""

    def submission(files):
        data = notebook(solved())
        found = Found("alice", NOTEBOOK, lambda: data, helpers=lambda: files)
        return take_in(found, RELEASE, CASEBOOK.exercises)

    helper = submission({"tools/helper.py": b"a = 1"})
    assert helper.beside == {"tools/helper.py": b"a = 1"}
    others = (
        submission({}),
        submission({"helper.py": b"a = 1"}),
        submission({"tools/helper.py": b""}),
    )
    assert len({helper.sha256, *(other.sha256 for other in others)}) == 4


def test_files_beside_the_notebook(tmp_path):
    """What exercises ask for is read with the notebook, and is part of its fingerprint."""
    exercises = [replace(CASEBOOK.exercises[0], files=("w.npz", "no.npz", "link.npz", "big.npz"))]
    path = tmp_path / "alice" / NOTEBOOK / f"{NOTEBOOK}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(notebook(solved()))
    path.with_name("w.npz").write_bytes(b"weights")
    path.with_name("big.npz").write_bytes(bytes(FILE_BYTES + 1))
    path.with_name("link.npz").symlink_to(path)
    packed = tmp_path / "class.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in ("w.npz", path.name):
            archive.write(path.with_name(file), f"alice/{NOTEBOOK}/{file}")
    submissions = [
        take_in(discover(source, [NOTEBOOK]).found[0], RELEASE, exercises)
        for source in (tmp_path, packed)
    ]
    assert [dict(each.files) for each in submissions] == [{"w.npz": b"weights"}] * 2
    assert submissions[0].sha256 == submissions[1].sha256
    assert submissions[0].sha256 != take(notebook(solved())).sha256


def test_ids_lost_but_not_nbgraders():
    """Answers are found by the id that nbgrader keeps in the metadata."""
    submission = take(notebook(without_ids(solved())))
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]
    assert submission.tampering == ()


def test_all_ids_lost():
    """Answers are found by the names that they define, and each repair is told."""
    submission = take(notebook(without_ids(solved(), metadata=False)))
    assert sources(submission)["exercise-fourfold"] == SOLUTIONS["fourfold"]
    assert "exercise-double was found by its function name" in submission.repairs
    assert "exercise-by_hand was found by its variable name" in submission.repairs
    assert submission.tampering == ()


def test_an_answer_moved_to_another_cell():
    """An exercise whose cell was deleted is found where its function is defined."""
    cells = [cell for cell in solved() if cell.id != "exercise-double"]
    submission = take(notebook([*cells, Cell("mine", "code", SOLUTIONS["double"])]))
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]


def test_a_function_defined_twice():
    """It is said which one counts."""
    submission = take(notebook([*solved(), Cell("mine", "code", "def double(x):\n    return x")]))
    assert submission.repairs == ("double is defined in 2 cells; the last one that works counts",)


def test_locked_cells_changed_and_removed():
    """Each is named with what became of it."""
    cells = [
        Cell(cell.id, cell.kind, "1 / 1", cell.metadata) if cell.id == "check-double" else cell
        for cell in solved()
        if cell.id != "given-by_hand"
    ]
    assert take(notebook(cells)).tampering == (
        "the cell of given numbers given-by_hand was removed",
        "the check cell check-double was changed",
    )


def test_spaces_at_the_ends_of_lines():
    """What an editor strips or adds there is no tampering."""
    cells = [Cell(cell.id, cell.kind, cell.source + " \n", cell.metadata) for cell in solved()]
    assert take(notebook(cells)).tampering == ()


def test_a_file_that_is_no_notebook():
    """It gives a submission without cells that says why, and blames no cell."""
    submission = take(b"%PDF-1.7")
    assert submission.cells == ()
    assert "PDF" in submission.unreadable
    assert submission.tampering == ()


def test_a_file_that_cannot_be_read():
    """So does a file that is a link or too large."""

    def refuse():
        raise UnreadableNotebook("the file cannot be opened: it is a link")

    submission = take_in(Found("alice", NOTEBOOK, refuse), RELEASE, CASEBOOK.exercises)
    assert submission.unreadable == "the file cannot be opened: it is a link"


def test_remarks_of_discovery():
    """What was unusual about the file stands among the repairs."""
    submission = take(notebook(solved()), ("handed in under the name a.ipynb",))
    assert submission.repairs == ("handed in under the name a.ipynb",)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("def double(x):", True),
        ("    def double (x):", True),
        ("class double:", True),
        ("double = f", True),
        ("double: object = f", True),
        ("double == f", False),
        ("double(x)", False),
        ("def doubled(x):", False),
        ("# def double(x):", False),
    ],
)
def test_definitions_in_text(text, bound):
    """A definition is told from a use by the line's beginning."""
    assert binds(text, "double") is bound
