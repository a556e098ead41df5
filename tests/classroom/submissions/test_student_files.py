"""Which of a student's files counts for which notebook, and what is said where none does."""

import json
import unicodedata
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.classroom.submissions.accounts import Fate
from checker.classroom.submissions.discovery import discover
from checker.classroom.submissions.which_notebook import CourseNotebook, which_notebook
from checker.documents import parse_notebook
from checker.errors import UnreadableNotebook
from checker.records import Cell
from tests.classroom.small_course import NOTEBOOK, RELEASE, notebook, solved

#: A second notebook of the course, with exercises of its own.
OTHER = "02_other"
OTHER_RELEASE = (
    Cell("exercise-area", "code", "def area(r):\n    raise NotImplementedError"),
    Cell("check-area", "code", 'check("area")'),
    Cell("exercise-volume", "code", "def volume(r):\n    raise NotImplementedError"),
)
COURSE = {
    NOTEBOOK: CourseNotebook(NOTEBOOK, RELEASE),
    OTHER: CourseNotebook(OTHER, OTHER_RELEASE),
}
STUB, SOLVED = notebook(RELEASE), notebook(solved())
OTHER_SOLVED = notebook(
    [Cell("exercise-area", "code", "def area(r):\n    return r * r"), *OTHER_RELEASE[1:]]
)


def found(root, files, **options):
    """Find what a folder with these files holds."""
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return discover(root, list(COURSE), course=COURSE, **options)


def outcome(item):
    try:
        return item.read()
    except UnreadableNotebook as error:
        return str(error)


def without_ids(cells):
    return notebook([Cell(f"x{at}", cell.kind, cell.source) for at, cell in enumerate(cells)])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SOLVED, NOTEBOOK),
        (STUB, NOTEBOOK),
        (OTHER_SOLVED, OTHER),
        (without_ids(solved()), NOTEBOOK),
        (without_ids(OTHER_RELEASE), OTHER),
        (b"{}", ""),
        (b"", ""),
        (SOLVED[: len(SOLVED) // 2], NOTEBOOK),
        (notebook([Cell("a", "code", '"id": "exercise-area"')]), ""),
    ],
)
def test_which_notebook_a_file_is(data, name):
    """Its cells' ids say it, else what it defines; nothing says it where neither is there."""
    assert which_notebook(data, COURSE) == name


def test_a_copy_with_the_answers(tmp_path):
    """Beside an untouched notebook of the right name, the answered copy is graded."""
    folder = f"bob/{NOTEBOOK}"
    files = {f"{folder}/{NOTEBOOK}.ipynb": STUB, f"{folder}/{NOTEBOOK}-Copy1.ipynb": SOLVED}
    (bob,) = found(tmp_path, files).found
    assert bob.read() == SOLVED
    (remark,) = bob.remarks
    assert remark == (
        f"handed in 2 times; {NOTEBOOK}-Copy1.ipynb was graded, because {NOTEBOOK}.ipynb is "
        "as it was handed out"
    )


def test_a_copy_that_can_be_read(tmp_path):
    """Beside a damaged notebook of the right name, the copy that can be read is graded."""
    folder = f"bob/{NOTEBOOK}"
    files = {f"{folder}/{NOTEBOOK}.ipynb": SOLVED[:99], f"{folder}/{NOTEBOOK} (1).ipynb": SOLVED}
    (bob,) = found(tmp_path, files).found
    assert bob.read() == SOLVED
    assert bob.remarks[0].endswith(f"because {NOTEBOOK}.ipynb cannot be read")


def test_the_last_attempt(tmp_path):
    """A platform's last attempt counts, unless it is untouched."""
    name = "HW_ada_attempt_2027-03-0{}-10-00-00_{}.ipynb"
    files = {
        name.format(1, NOTEBOOK): SOLVED,
        name.format(2, NOTEBOOK): notebook(solved(double="def double(x):\n    return 3 * x")),
        name.format(3, NOTEBOOK): STUB,
    }
    (ada,) = found(tmp_path, files).found
    assert b"3 * x" in ada.read()


def test_another_notebook_under_the_name(tmp_path):
    """It is said which it is, and the student is asked again; it counts for neither."""
    files = {f"bob/{NOTEBOOK}/{NOTEBOOK}.ipynb": OTHER_SOLVED}
    (bob,) = found(tmp_path, files).found
    assert bob.notebook == NOTEBOOK
    assert outcome(bob) == f"{NOTEBOOK}.ipynb is notebook {OTHER}, not {NOTEBOOK}"


def test_another_notebook_in_the_folder(tmp_path):
    """A notebook under its own name is what it is; the one that the folder is for is lacking."""
    files = {f"bob/{NOTEBOOK}/{OTHER}.ipynb": OTHER_SOLVED}
    lacking, other = found(tmp_path, files).found
    assert (other.notebook, other.read()) == (OTHER, OTHER_SOLVED)
    assert outcome(lacking) == f"no notebook is there for it, only {OTHER}.ipynb"


@pytest.mark.parametrize(
    "name",
    [
        f"{NOTEBOOK}.ipynb.txt", f"{NOTEBOOK}.ipynb.json", f"{NOTEBOOK}.json", NOTEBOOK,
        f"{NOTEBOOK}.IPYNB", f"{NOTEBOOK}.ipynb.html", "work.py", "Untitled", "data.csv",
    ],
)  # fmt: skip
def test_a_notebook_of_any_ending(tmp_path, name):
    """A file that is a notebook inside is read, whatever it is called."""
    (bob,) = found(tmp_path, {f"bob/week1/{name}": SOLVED}).found
    assert (bob.notebook, bob.read()) == (NOTEBOOK, SOLVED)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (["notes.pdf"], "no notebook is there, only notes.pdf"),
        (["a.py", "b.py", "c.py", "d.py"], "only a.py, b.py, c.py and 1 more"),
        (["timestamp.txt"], "the folder is empty"),
        ([f".ipynb_checkpoints/{NOTEBOOK}-checkpoint.ipynb"], "only a checkpoint is there"),
        ([".DS_Store"], "the folder is empty"),
        (["work.rar"], "work.rar is an archive, which is not unpacked"),
    ],
)
def test_nothing_that_could_be_graded(tmp_path, files, reason):
    """The student is asked again, with what was there."""
    there = {f"bob/{NOTEBOOK}/{name}": b"x" for name in files}
    _, bob = found(tmp_path, {f"alice/{NOTEBOOK}/{NOTEBOOK}.ipynb": SOLVED} | there).found
    assert (bob.student, bob.notebook) == ("bob", NOTEBOOK)
    assert reason in outcome(bob)


def test_empty_folders(tmp_path):
    """A student's folder without anything in it is asked about too, in a folder and in a zip."""
    for name in ("bob", f"carol/{NOTEBOOK}"):
        (tmp_path / "all" / name).mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(f"alice/{NOTEBOOK}/{NOTEBOOK}.ipynb", SOLVED)
        for name in ("bob/", "carol/", f"carol/{NOTEBOOK}/"):
            archive.writestr(name, b"")
    in_folder = found(tmp_path / "all", {f"alice/{NOTEBOOK}/{NOTEBOOK}.ipynb": SOLVED})
    for one in (in_folder, discover(tmp_path / "all.zip", list(COURSE), course=COURSE)):
        _, bob, carol = one.found
        assert outcome(bob) == outcome(carol) == "the folder is empty"


def test_a_student_whose_notebook_is_not_known(tmp_path):
    """Where several notebooks are handed in, what was there is named without one."""
    files = {
        f"alice/{NOTEBOOK}.ipynb": SOLVED,
        f"alice/{OTHER}.ipynb": OTHER_SOLVED,
        "bob/notes.pdf": b"%PDF",
    }
    assert found(tmp_path, files).again == {"bob": "no notebook is there, only notes.pdf"}


def test_a_folder_within_another_students(tmp_path):
    """What Alice puts into her folder is hers, whatever it is called, and nobody loses a mark."""
    inner = f"alice/{NOTEBOOK}/bob/{NOTEBOOK}/{NOTEBOOK}.ipynb"
    files = {f"{who}/{NOTEBOOK}/{NOTEBOOK}.ipynb": SOLVED for who in ("alice", "bob")}
    alice, bob = found(tmp_path, files | {inner: STUB}).found
    assert (alice.student, alice.read()) == ("alice", SOLVED)
    assert (bob.student, bob.read(), bob.remarks) == ("bob", SOLVED, ())


def test_two_loose_files_of_one_name(tmp_path):
    """Anybody can give a file a name, so a person has to settle which of them counts."""
    other = notebook(solved(double="def double(x):\n    return 3 * x"))
    files = {f"bob_{NOTEBOOK}.ipynb": SOLVED, f"bob_{NOTEBOOK} (1).ipynb": other}
    (bob,) = found(tmp_path, files).found
    assert "2 files of this name, which anybody can give" in bob.doubts[0]


def test_a_class_in_one_folder(tmp_path):
    """Several notebooks for different people in a folder of nobody's are never silently merged."""
    files = {f"hw/{name}_{NOTEBOOK}.ipynb": SOLVED for name in ("ada", "bob")}
    (hw,) = found(tmp_path, files).found
    assert "different people" in hw.doubts[0]


def test_students_below_a_folder_of_unknown_name(tmp_path):
    """One level too high, the layout cannot be known: the doubt says what to do about it."""
    files = {f"group 1/{name}/{NOTEBOOK}.ipynb": SOLVED for name in ("ada", "bob")}
    (group,) = found(tmp_path, files).found
    assert "--student-pattern" in group.doubts[0]


def test_students_in_folders_below_the_first(tmp_path):
    """However deep folders part that hold the notebook, a person settles whose they are."""
    deep = {f"term/group a/late/{who}/{NOTEBOOK}.ipynb": SOLVED for who in ("ada", "bob")}
    (term,) = found(tmp_path, deep | {f"eve/{NOTEBOOK}.ipynb": SOLVED}).found[1:]
    assert "2 folders hold this notebook" in term.doubts[0]


def test_folders_within_a_submission(tmp_path):
    """Below a folder of the notebook's name all is one student's, and no doubt."""
    files = {f"ada/{NOTEBOOK}/{name}/{NOTEBOOK}.ipynb": SOLVED for name in ("one", "two")}
    (ada,) = found(tmp_path, files).found
    assert not ada.doubts


def test_accents_as_macos_writes_them(tmp_path):
    """A name is one name, in whatever way its letters are made."""
    two = unicodedata.normalize("NFD", "Zoë")
    folders = {f"{two}/{NOTEBOOK}.ipynb": SOLVED, f"bob/{NOTEBOOK}.ipynb": SOLVED}
    assert [each.student for each in found(tmp_path, folders).found] == ["Zoë", "bob"]


def test_what_goes_along(tmp_path):
    """Files beside the notebook and below go along, but no other notebooks, stamps or giants."""
    folder = f"bob/{NOTEBOOK}"
    files = {
        f"{folder}/{NOTEBOOK}.ipynb": SOLVED,
        f"{folder}/helper.py": b"a = 1",
        f"{folder}/data/x.csv": b"1,2",
        f"{folder}/timestamp.txt": b"2027-03-01 10:00:00 UTC",
        f"{folder}/large.bin": bytes(2 << 20),
        f"{folder}/{OTHER}.ipynb": OTHER_SOLVED,
        f"carol/{NOTEBOOK}/helper.py": b"not bob's",
    }
    first, second, carol = found(tmp_path, files).found
    assert (first.student, first.helpers()) == (
        "bob",
        {"helper.py": b"a = 1", "data/x.csv": b"1,2"},
    )
    assert second.notebook == OTHER
    assert first.stamp() == b"2027-03-01 10:00:00 UTC"
    assert carol.helpers() == {}


def test_what_lies_beside_loose_files(tmp_path):
    """Where a class lies in one folder, a file of another student's never goes along."""
    files = {f"bob_{NOTEBOOK}.ipynb": SOLVED, "helper.py": b"", ".checker-progress.json": b"{}"}
    (bob,) = found(tmp_path, files).found
    assert bob.helpers() == {}
    assert bob.beside(".checker-progress.json") is None


def test_what_a_student_remembers_of_checks(tmp_path):
    """The student's own diary is found, though it is hidden."""
    files = {f"bob/{NOTEBOOK}/{NOTEBOOK}.ipynb": SOLVED,
             f"bob/{NOTEBOOK}/.checker-progress.json": b"{}"}  # fmt: skip
    (bob,) = found(tmp_path, files).found
    assert bob.beside(".checker-progress.json") == b"{}"
    assert bob.helpers() == {}


PARTS = st.sampled_from(
    ["alice", "bob", NOTEBOOK, OTHER, "submitted", "__MACOSX", ".git", "ada_1_2_x", "week1",
     "Ada_41_assignsubmission_file", "Byte, Bob(bbyte)"]
)  # fmt: skip
NAMES = st.sampled_from(
    [f"{NOTEBOOK}.ipynb", f"bob_{NOTEBOOK}.ipynb", f"ada_1_2_{NOTEBOOK}.ipynb", "notes.pdf",
     "helper.py", "timestamp.txt", ".DS_Store", "x.zip", "a.rar", f"{OTHER}.json", "Untitled"]
)  # fmt: skip
CONTENTS = st.sampled_from(
    [SOLVED, STUB, OTHER_SOLVED, b"", b"{}", b"PK", b"x", json.dumps([1]).encode()]
)
FILES = st.dictionaries(
    st.builds(lambda folders, name: "/".join([*folders, name]), st.lists(PARTS, max_size=4), NAMES),
    CONTENTS,
    min_size=1,
    max_size=12,
)


@given(FILES)
@settings(deadline=None, max_examples=80)
def test_everything_is_accounted_for(tmp_path_factory, files):
    """Of whatever comes in each file has one account; of each submission one file is graded."""
    root = tmp_path_factory.mktemp("in")
    path = root / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    meant = {f"zoe/{NOTEBOOK}/{NOTEBOOK}.ipynb": SOLVED}
    with zipfile.ZipFile(path, "a") as archive:
        for name, data in meant.items():
            archive.writestr(name, data)
    result = discover(path, list(COURSE), course=COURSE)
    paths = [account.path for account in result.accounts]
    assert sorted(paths) == sorted({*files, *meant})
    graded = [(each.student, each.notebook) for each in result.accounts if each.fate is Fate.GRADED]
    there = [(each.student, each.notebook) for each in result.found if _readable_file(each)]
    assert sorted(graded) == sorted(there)
    assert len({(each.student, each.notebook) for each in result.found}) == len(result.found)
    asked = {each.student for each in result.found} | result.again.keys()
    assert {each.student for each in result.accounts if each.student} <= asked


def _readable_file(item):
    """Whether a submission stands for a file, be it damaged, and not for the want of one."""
    words = ("no notebook is there", "is notebook", "the folder is empty", "only a checkpoint")
    text = outcome(item)
    return isinstance(text, bytes) or not any(word in text for word in words)


def test_a_notebook_that_parses():
    """The second notebook of these tests is one."""
    assert parse_notebook(OTHER_SOLVED).cells
