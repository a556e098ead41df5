"""Whose a file is in each platform's layout, by names as the platforms write them."""

import re
from pathlib import PurePosixPath
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.classroom.submissions.discovery import discover
from checker.classroom.submissions.layouts import Layout
from checker.classroom.submissions.student_pattern import student_pattern
from checker.errors import UsageError

N = "01_neuron"
COURSE = (N, "02_forward_pass")

#: By platform, what stands in its download, and whose each file is; None is nobody's.
TABLES = {
    "nbgrader": {
        f"alice/{N}/{N}.ipynb": "alice",
        f"bob/{N}/bob's copy/{N}.ipynb": "bob",
        f"alice/{N}/bob/{N}/{N}.ipynb": "alice",
        f"cem3/{N}/{N}/{N}.ipynb": "cem3",
        "dan/timestamp.txt": "dan",
    },
    "nbgrader, the assignment has another name": {
        f"alice/week1/{N}.ipynb": "alice",
        f"bob/week1/{N}.ipynb": "bob",
    },
    "nbgrader's folder within": {
        f"submitted/alice/{N}/{N}.ipynb": "alice",
        f"submitted/alice/{N}/submitted/bob/{N}.ipynb": "alice",
    },
    "nbgrader's exchange": {
        f"alice+ps1+2027-03-01 10:00:00 UTC/{N}.ipynb": "alice",
        f"alice+ps1+2027-03-02 10:00:00 UTC+a1b2/{N}.ipynb": "alice",
        f"bob+ps1+2027-03-01 10:00:00.123 Europe__Berlin/{N}.ipynb": "bob",
    },
    "Moodle, in folders": {
        f"Ada Lovelace_5551_assignsubmission_file/{N}.ipynb": "Ada Lovelace_5551",
        f"Bob Byte_5552_assignsubmission_file_/My {N}.ipynb": "Bob Byte_5552",
        f"Group A-Cem Dur_5553_assignsubmission_file/{N}.ipynb": "Group A-Cem Dur_5553",
        f"Participant_5554_assignsubmission_file/{N}.ipynb": "Participant_5554",
        "Dan_5555_assignsubmission_onlinetext/onlinetext.html": "Dan_5555",
        f"Eve Fox_5556_assignsubmission_file/Bob Byte_5552_assignsubmission_file/{N}.ipynb": (
            "Eve Fox_5556"
        ),
        f"Anna-Lena Groß_5557_assignsubmission_file/Kopie von {N}.ipynb": "Anna-Lena Groß_5557",
    },
    "Moodle, without folders": {
        f"Ada Lovelace_5551_assignsubmission_file_{N}.ipynb": "Ada Lovelace_5551",
        f"Bob_5552_assignsubmission_file_Ada_5551_assignsubmission_file_{N}.ipynb": "Bob_5552",
    },
    "Canvas": {
        f"lovelaceada_111_222_{N}.ipynb": "lovelaceada_111",
        f"lovelaceada_111_223_My {N}.ipynb": "lovelaceada_111",
        f"bytebob_LATE_113_223_{N}.ipynb": "bytebob_113",
        f"vondermark_müllerjörg_114_224_{N}.ipynb": "vondermark_müllerjörg_114",
        f"o'neillsean_115_question_9_225_{N}.ipynb": "o'neillsean_115",
        f"李明_116_226_{N}.ipynb": "李明_116",
        "y_120_231_Untitled.ipynb": "y_120",
        f"evil_121_232_lovelaceada_111_222_{N}.ipynb": "evil_121",
    },
    "Canvas, without names": {
        f"anon_h7Kq2_222_{N}.ipynb": "anon_h7Kq2",
        f"anon_LATE_Zz91a_223_{N}.ipynb": "anon_Zz91a",
    },
    "Blackboard": {
        f"HW_ada1_attempt_2026-10-01-12-00-00_{N}.ipynb": "ada1",
        f"HW_ada1_attempt_2026-10-02-12-00-00_final {N}.ipynb": "ada1",
        f"HW_bob2_attempt_2026-10-01-12-03-00_ada1_attempt_2026-10-03-12-00-00_{N}.ipynb": (
            "bob2"
        ),
        "HW_bob2_attempt_2026-10-01-12-03-00.txt": "bob2",
    },
    "Blackboard, of logins with an underscore": {
        f"HW_1_john_doe_attempt_2026-10-01-12-00-00_{N}.ipynb": "HW_1_john_doe",
        f"HW_1_jane_doe_attempt_2026-10-01-12-00-00_{N}.ipynb": "HW_1_jane_doe",
    },
    "Brightspace": {
        f"1234-5678 - Ada Lovelace - Oct 1, 2026 1159 PM - {N}.ipynb": "Ada Lovelace_1234",
        f"1234-5678 - Ada Lovelace - Oct 2, 2026 930 AM - {N}.ipynb": "Ada Lovelace_1234",
        f"1235-5678 - Bob - Byte - 1 Okt, 2026 2359 - {N}.ipynb": "Bob - Byte_1235",
        f"1236-5678 - Cem Dur - 2 oct. 2026 23 h 59 - {N}.ipynb": "Cem Dur_1236",
        "index.html": None,
    },
    "Brightspace, in folders": {
        f"1234-5678 - Ada Lovelace - Oct 1, 2026 1159 PM/{N}.ipynb": "Ada Lovelace_1234",
        f"1235-5678 - Bob Byte - Oct 1, 2026 1158 PM/{N}.ipynb": "Bob Byte_1235",
    },
    "Sakai": {
        f"Neuron HW/Lovelace, Ada(alovelace)/Submission attachment(s)/{N}.ipynb": "alovelace",
        "Neuron HW/Lovelace, Ada(alovelace)/timestamp.txt": "alovelace",
        f"Neuron HW/Byte, Bob(bbyte)/Submission attachment(s)/{N}.ipynb": "bbyte",
        "Neuron HW/grades.csv": None,
    },
    "Sakai, without folders": {
        f"Lovelace, Ada(alovelace)_Submission attachment(s)_{N}.ipynb": "alovelace",
        f"Byte, Bob(bbyte)_Submission attachment(s)_{N}.ipynb": "bbyte",
    },
    "ILIAS": {
        f"Neuron/Submissions/Lovelace_Ada_alovelace_4711/{N}.ipynb": "Lovelace_Ada_alovelace_4711",
        f"Neuron/Submissions/Byte_Bob_b_byte_4712/{N}.ipynb": "Byte_Bob_b_byte_4712",
        "Neuron/status.xlsx": None,
    },
    "Teams": {
        f"Submitted files/Ada Lovelace/Neuron/Version 1/{N}.ipynb": "Ada Lovelace",
        f"Submitted files/Ada Lovelace/Neuron/Version 2/{N}.ipynb": "Ada Lovelace",
        f"Submitted files/Bob Byte/Neuron/Version 1/{N}.ipynb": "Bob Byte",
        f"Working files/Bob Byte/Neuron/{N}.ipynb": None,
    },
    "Teams, in another language": {
        f"Rendus/Ada Lovelace/Neuron/Version 1/{N}.ipynb": "Ada Lovelace",
        f"Rendus/Bob Byte/Neuron/Version 1/{N}.ipynb": "Bob Byte",
    },
    "GitHub Classroom": {
        f"neuron-submissions/neuron-ada1/notebooks/{N}.ipynb": "neuron-ada1",
        f"neuron-submissions/neuron-bob-2/{N}.ipynb": "neuron-bob-2",
    },
    "Gradescope": {
        f"submission_111/{N}.ipynb": "submission_111",
        f"submission_112/sub/{N}.ipynb": "submission_112",
        "submission_metadata.yml": None,
    },
    "loose": {
        f"Ada Lovelace - {N}.ipynb": "Ada Lovelace",
        f"Bob Byte - Copy of {N}.ipynb": "Bob Byte",
        f"0012_{N} (1).ipynb": "0012",
        f"{N}_cem.ipynb": "cem",
        f"Copy of {N}.ipynb": None,
        f"Kopie von {N} (2).ipynb": None,
        f"{N}.ipynb의 사본.ipynb": None,
        f"my final {N} v2.ipynb": None,
        f"{N}.ipynb": None,
        "Untitled3.ipynb": None,
        f"{N} - Copy (3).ipynb": None,
    },
    "sorted by punctuality": {
        f"late/ada/{N}.ipynb": "ada",
        f"On-time/bob/{N}/{N}.ipynb": "bob",
        f"late/{N}.ipynb": None,
    },
    "by assignment": {
        f"{N}/alice/{N}.ipynb": "alice",
        "02_forward_pass/alice/homework.ipynb": "alice",
        f"{N}/bob.ipynb": "bob",
    },
}  # fmt: skip


def students(folder, paths):
    """Whose each file is, of a folder with such files in it."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("{}")
    accounts = discover(folder, COURSE).accounts
    return {account.path: account.student or None for account in accounts}


def owners(paths, **options):
    places = Layout(COURSE, **options).places(map(PurePosixPath, paths))
    return {str(path): place.owner.name if place.owner else None for path, place in places.items()}


@pytest.mark.parametrize("platform", TABLES)
def test_whose_files_are(tmp_path, platform):
    """Each file is whom the platform wrote, whatever the student's own text says."""
    assert students(tmp_path, TABLES[platform]) == TABLES[platform]


@pytest.mark.parametrize("platform", ["Moodle, in folders", "Canvas", "Blackboard", "Sakai"])
def test_a_folder_with_nothing_but_the_zip_of_a_platform(platform):
    """It is the class all the same: what lies in the zip is signed."""
    paths = [path for path, owner in TABLES[platform].items() if owner]
    inside = {f"download.zip/{path}": TABLES[platform][path] for path in paths}
    assert owners(inside) == inside


def test_attempts():
    """What a platform says of when orders the attempts."""
    for platform, earlier, later in (
        ("Blackboard", 0, 1), ("Brightspace", 0, 1), ("Teams", 0, 1), ("nbgrader's exchange", 0, 1),
    ):  # fmt: skip
        places = list(Layout(COURSE).places(map(PurePosixPath, TABLES[platform])).values())
        assert places[earlier].attempt < places[later].attempt, platform


def test_a_single_student_in_a_folder_of_unknown_name():
    """A platform's sign within could be the student's own work, so a person is asked."""
    path = PurePosixPath(f"eve/Bob_5552_assignsubmission_file/{N}.ipynb")
    place = Layout(COURSE).places([path])[path]
    assert "could be a student's" in place.doubt


def test_a_single_student_on_the_roster():
    """Whoever stands on the roster is no folder around a class."""
    path = f"eve/Bob_5552_assignsubmission_file/{N}.ipynb"
    assert owners([path], students=["Eve"]) == {path: "eve"}


SORTED = f"Tutorial Mia/ada/{N}.ipynb", f"Tutorial Max/bob/{N}.ipynb", f"Tutorial Max/cem/{N}.ipynb"


def doubts(paths, **options):
    places = Layout(COURSE, **options).places(map(PurePosixPath, paths))
    return [place.doubt for place in places.values()]


def test_folders_around_parts_of_a_class():
    """What an instructor has sorted into folders of any name is a person's to settle."""
    assert doubts(SORTED) == [
        "Tutorial Mia is taken for the student, who could as well be ada within",
        *2 * ["Tutorial Max is taken for the student, who could as well be bob within"],
    ]


@pytest.mark.parametrize("students", [["ada", "BOB", "Cem"], ["ada", "bob", "cem", "dan"]])
def test_folders_around_parts_of_a_class_that_is_known(students):
    """Where all within stand on the roster and none of the folders does, the class is within."""
    assert [*owners(SORTED, students=students).values()] == ["ada", "bob", "cem"]
    assert doubts(SORTED, students=students) == ["", "", ""]


@pytest.mark.parametrize("students", [["ada", "bob"], ["Tutorial Mia", "ada", "bob", "cem"]])
def test_folders_of_whom_some_are_known(students):
    """As soon as a name is strange, or a folder's is known, nothing typed below it counts."""
    owned = [*owners(SORTED, students=students).values()]
    assert owned == ["Tutorial Mia", "Tutorial Max", "Tutorial Max"]


@pytest.mark.parametrize(
    "paths",
    [
        (f"alice/week1/{N}.ipynb", f"bob/week1/{N}.ipynb"),
        (f"alice/{N}/{N}.ipynb", f"bob/stuff/{N}.ipynb"),
        (f"alice/project/{N}.ipynb", f"bob/{N}.ipynb"),
        (f"alice.zip/project/{N}.ipynb", f"bob.zip/other/{N}.ipynb"),
        (f"alice/alice hw/{N}.ipynb", f"bob/stuff/{N}.ipynb"),
        (f"alice/homework/{N}.ipynb", f"bob/final/{N}.ipynb"),
    ],
)
def test_folders_within_those_of_students(paths):
    """Nobody is asked where students may well have sorted their own work."""
    assert doubts(paths) == ["", ""]


def test_a_pattern_of_ones_own():
    """It says whose a path is, with nbgrader's names of groups; the rest is nobody's."""
    pattern = student_pattern(r"week\d/(?P<student_id>\w+) v(?P<timestamp>\d+)/(?P<file_id>.+)")
    paths = [f"week1/ada v1/{N}.ipynb", f"week1/ada v2/{N}.ipynb", f"other/{N}.ipynb"]
    assert list(owners(paths, pattern=pattern).values()) == ["ada", "ada", None]
    places = list(Layout(COURSE, pattern=pattern).places(map(PurePosixPath, paths)).values())
    assert places[0].attempt < places[1].attempt


@pytest.mark.parametrize("text", ["(", r"(?P<student>\w+)"])
def test_a_pattern_that_is_none(text):
    """It is refused in a sentence that names the option."""
    with pytest.raises(UsageError, match="--student-pattern"):
        student_pattern(text)


def test_logins_in_the_names_of_repositories():
    """What stands behind the part that all have in common is a word for the roster."""
    paths = [f"hw-1-ada-l/{N}.ipynb", f"hw-1-bob/{N}.ipynb"]
    places = Layout(COURSE).places(map(PurePosixPath, paths)).values()
    assert [place.owner.words for place in places] == [("ada-l",), ("bob",)]


#: What a student can type: names of others, of notebooks and of platforms' folders among it.
TYPED = st.sampled_from(
    ["bob", N, "02_forward_pass", "submitted", "Submissions", "Submitted files", "Version 9",
     "Bob Byte_5552_assignsubmission_file", "bob+ps1+2027-03-01 10:00:00 UTC", "a", "..ipynb",
     "Byte, Bob(bbyte)", "Submission attachment(s)", "1-2 - Bob - Oct 1, 2026 1159 PM"]
) | st.from_regex(r"[\w .()+-]{1,12}", fullmatch=True).filter(
    lambda text: text.strip(". ")
)  # fmt: skip
#: What platforms write first, and what separates it from the student's own text.
FIRST = [
    ("alice/", "alice"),
    ("Mia Moss_41_assignsubmission_file/", "Mia Moss_41"),
    ("Mia Moss_41_assignsubmission_file_", "Mia Moss_41"),
    ("mossmia_41_901_", "mossmia_41"),
    ("HW_mia_attempt_2026-10-01-12-00-00_", "mia"),
    ("12-34 - Mia Moss - Oct 1, 2026 1159 PM - ", "Mia Moss_12"),
    ("12-34 - Mia Moss - Oct 1, 2026 1159 PM/", "Mia Moss_12"),
    ("Moss, Mia(mia)/", "mia"),
    ("Moss_Mia_mia_41/", "Moss_Mia_mia_41"),
]
OTHERS = (f"ned/{N}/{N}.ipynb", f"ola/{N}/{N}.ipynb")


@given(st.sampled_from(FIRST), st.lists(TYPED, min_size=1, max_size=5))
@settings(deadline=None, max_examples=300)
def test_nothing_typed_changes_whose_a_file_is(first, typed):
    """Below the first component, and behind a platform's prefix, any text is the owner's own."""
    prefix, owner = first
    separator = "/" if prefix.endswith("/") else " "
    path = str(PurePosixPath(prefix + separator.join(typed) + ".ipynb"))
    assert owners([path, *OTHERS])[path] == owner


@given(st.sets(st.sampled_from(
    [path for table in TABLES.values() for path in table] + list(OTHERS)), min_size=1))  # fmt: skip
@settings(deadline=None)
def test_no_two_owners_have_one_name(paths):
    """Whatever comes together, owners with different keys are called differently."""
    places = Layout(COURSE).places(map(PurePosixPath, paths)).values()
    names = {place.owner.key: place.owner.name for place in places if place.owner}
    assert len(set(names.values())) == len(names)


@given(st.lists(st.from_regex(r"[\w .()+,_-]{1,20}", fullmatch=True), min_size=2, unique=True))
@settings(deadline=None)
def test_folders_of_any_name(names):
    """Folders of different names are different students, unless one platform's sign says else."""
    paths = [str(PurePosixPath(name, N, f"{N}.ipynb")) for name in names]
    names = {place.owner.name for place in Layout(COURSE).places(map(PurePosixPath, paths)).values()
             if place.owner}  # fmt: skip
    folders = {normalize("NFC", PurePosixPath(path).parts[0]) for path in paths}
    assert all(name in folders or re.search(r"_\d+$|\(", str(folders)) for name in names)
