"""Finding submissions: the three layouts, what platforms and students make of them, bad input."""

import os
import stat
import zipfile
from pathlib import Path

import pytest

from checker.classroom.submissions import folder_files as entries
from checker.classroom.submissions import zip_files as archives
from checker.classroom.submissions.accounts import Fate
from checker.classroom.submissions.discovery import discover
from checker.errors import UnreadableNotebook, UsageError

COURSE = ("01_neuron", "02_forward")


def put(root, *paths, text="{}"):
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return root


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def keys(discovery):
    return [(found.student, found.notebook) for found in discovery.found]


def fates(discovery, fate):
    """The files of one fate, each with the reason."""
    return {each.path: each.reason for each in discovery.accounts if each.fate is fate}


def refusal(found):
    with pytest.raises(UnreadableNotebook) as raised:
        found.read()
    return str(raised.value)


def test_nbgrader_layout(tmp_path):
    """Folder names say student and assignment, in the order of students."""
    put(tmp_path, "bob/02_forward/02_forward.ipynb", "bob/01_neuron/01_neuron.ipynb")
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb")
    found = keys(discover(tmp_path, COURSE))
    assert found == [("alice", "01_neuron"), ("bob", "01_neuron"), ("bob", "02_forward")]


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("alice_01_neuron.ipynb", "alice"),
        ("01_neuron_alice.ipynb", "alice"),
        ("alice - 01_Neuron (2).ipynb", "alice"),
        ("alice/01_neuron.ipynb", "alice"),
        ("01_neuron/alice.ipynb", "alice"),
        ("smithjohn_LATE_123_4567_01_neuron-1.ipynb", "smithjohn_123"),
        ("smithjohn_123_4567_01_neuron.ipynb", "smithjohn_123"),
        ("John Smith_4711_assignsubmission_file_/01_neuron.ipynb", "John Smith_4711"),
        ("all/John Smith_4711_assignsubmission_file_/01_neuron.ipynb", "John Smith_4711"),
        ("John Smith_4711_assignsubmission_file_01_neuron.ipynb", "John Smith_4711"),
    ],
)
def test_file_names_of_platforms_and_people(tmp_path, path, student):
    """The student is what a path says beside the notebook's name."""
    put(tmp_path, path)
    assert keys(discover(tmp_path, COURSE)) == [(student, "01_neuron")]


def test_loose_files_when_one_assignment_is_meant(tmp_path):
    """A file that names only its student belongs to the assignment asked for."""
    put(tmp_path, "alice.ipynb", "bob.ipynb")
    found = keys(discover(tmp_path, COURSE, assignment="02_forward"))
    assert found == [("alice", "02_forward"), ("bob", "02_forward")]


def test_a_file_of_nobody_is_named(tmp_path):
    """What cannot be attributed is left out, and said to be."""
    put(tmp_path, "alice_01_neuron.ipynb", "notes.ipynb", "01_neuron.ipynb")
    found = discover(tmp_path, COURSE)
    assert keys(found) == [("alice", "01_neuron")]
    assert fates(found, Fate.UNCLAIMED).keys() == {"01_neuron.ipynb", "notes.ipynb"}


def test_junk_beside_submissions(tmp_path):
    """Checkpoints, macOS's shadows, hidden files and other kinds are not consulted."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb", "alice/01_neuron/plot.png")
    put(tmp_path, "alice/01_neuron/.ipynb_checkpoints/01_neuron-checkpoint.ipynb")
    put(tmp_path, "__MACOSX/alice/01_neuron/01_neuron.ipynb", "alice/01_neuron/._01_neuron.ipynb")
    found = discover(tmp_path, COURSE)
    assert keys(found) == [("alice", "01_neuron")]
    assert fates(found, Fate.ASIDE).keys() == {
        "__MACOSX",
        "alice/01_neuron/.ipynb_checkpoints",
        "alice/01_neuron/._01_neuron.ipynb",
    }
    assert fates(found, Fate.BESIDE).keys() == {"alice/01_neuron/plot.png"}


def test_a_copy_beside_the_notebook(tmp_path):
    """The file with the notebook's own name is graded, and the others are mentioned."""
    put(tmp_path, "alice/01_neuron/01_neuron-Copy1.ipynb", text="copy")
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb", text="own")
    (found,) = discover(tmp_path, COURSE).found
    assert found.read() == b"own"
    assert found.remarks == ("handed in 2 times; 01_neuron.ipynb was graded",)


def test_two_loose_copies(tmp_path):
    """Of files that fit equally well, the one changed last is graded."""
    put(tmp_path, "alice_01_neuron (1).ipynb", text="new")
    put(tmp_path, "alice_01_neuron.ipynb", text="old")
    os.utime(tmp_path / "alice_01_neuron.ipynb", (0, 0))
    (found,) = discover(tmp_path, COURSE).found
    assert found.read() == b"new"


def test_a_renamed_notebook(tmp_path):
    """The only notebook in an assignment's folder is taken, whatever its name."""
    put(tmp_path, "alice/01_neuron/homework.ipynb")
    (found,) = discover(tmp_path, COURSE).found
    assert found.notebook == "01_neuron"
    assert found.remarks == ("handed in under the name homework.ipynb",)


def test_filters(tmp_path):
    """A student and an assignment can be asked for."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb", "bob/01_neuron/01_neuron.ipynb")
    put(tmp_path, "bob/02_forward/02_forward.ipynb")
    found = keys(discover(tmp_path, COURSE, student="bob", assignment="02_forward"))
    assert found == [("bob", "02_forward")]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"student": "alcie"}, "no submission of a student 'alcie'; the nearest name is 'alice'"),
        ({"student": "zoe"}, "no submission of a student 'zoe'"),
        ({"assignment": "03"}, "the course has no assignment '03'; it has 01_neuron, 02_forward"),
        ({"assignment": "02_forward"}, "holds no submission of 02_forward"),
    ],
)
def test_unknown_wishes(tmp_path, wanted, message):
    """An unknown student or assignment gets one sentence."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb")
    with pytest.raises(UsageError, match=message):
        discover(tmp_path, COURSE, **wanted)


def test_an_empty_folder(tmp_path):
    """The sentence says what was expected."""
    with pytest.raises(UsageError, match="holds no notebooks: expected <student>/01_neuron/"):
        discover(tmp_path, COURSE)


def test_a_folder_of_nobodys_notebooks(tmp_path):
    """Notebooks without owners are no submissions."""
    put(tmp_path, "notes.ipynb")
    with pytest.raises(UsageError, match="no notebook whose path says whose it is"):
        discover(tmp_path, COURSE)


def test_a_place_that_does_not_exist(tmp_path):
    """The sentence names the place."""
    with pytest.raises(UsageError, match="nowhere does not exist"):
        discover(tmp_path / "nowhere", COURSE)


def test_a_file_that_is_no_zip(tmp_path):
    """A notebook in place of a folder is misuse."""
    put(tmp_path, "01_neuron.ipynb")
    with pytest.raises(UsageError, match="neither a folder of submissions nor a zip"):
        discover(tmp_path / "01_neuron.ipynb", COURSE)


def test_a_folder_that_may_not_be_read(tmp_path, monkeypatch):
    """A missing permission is the instructor's to mend, before anything is graded."""

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UsageError, match="cannot be opened: permission denied"):
        discover(tmp_path, COURSE)


def test_a_link_in_place_of_a_notebook(tmp_path):
    """A link is found but never followed."""
    put(tmp_path, "secret.txt")
    folder = tmp_path / "submitted" / "alice" / "01_neuron"
    folder.mkdir(parents=True)
    (folder / "01_neuron.ipynb").symlink_to(tmp_path / "secret.txt")
    (found,) = discover(tmp_path / "submitted", COURSE).found
    with pytest.raises(UnreadableNotebook, match="it is a link"):
        found.read()


def test_a_link_in_place_of_a_folder(tmp_path):
    """Another student's folder cannot be handed in through a link."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb")
    (tmp_path / "mallory").symlink_to(tmp_path / "alice")
    first, second = discover(tmp_path, COURSE).found
    assert (first.student, second.student) == ("alice", "mallory")
    assert refusal(second) == "no notebook is there: mallory is a link to a folder"


def test_a_link_in_a_circle(tmp_path):
    """It leads nowhere, and is one student's to hand in again; the others are found."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb")
    place = tmp_path / "mallory" / "01_neuron" / "01_neuron.ipynb"
    place.parent.mkdir(parents=True)
    place.symlink_to(place.name)
    (tmp_path / "eve").symlink_to("eve")
    found = {each.student: each for each in discover(tmp_path, COURSE).found}
    assert found.keys() == {"alice", "mallory"}
    with pytest.raises(UnreadableNotebook, match="it is a link"):
        found["mallory"].read()


def test_a_pipe_in_place_of_a_notebook(tmp_path):
    """A named pipe is refused without waiting for a writer."""
    os.mkfifo(tmp_path / "alice_01_neuron.ipynb")
    (found,) = discover(tmp_path, COURSE).found
    with pytest.raises(UnreadableNotebook, match="no regular file"):
        found.read()


def test_a_file_above_the_limit(tmp_path, monkeypatch):
    """A file is read no further than the limit."""
    monkeypatch.setattr(entries, "RAW_BYTES", 1 << 20)
    put(tmp_path, "alice_01_neuron.ipynb", text="x" * ((1 << 20) + 1))
    (found,) = discover(tmp_path, COURSE).found
    with pytest.raises(UnreadableNotebook, match="larger than 1 MB"):
        found.read()


def test_a_file_removed_meanwhile(tmp_path):
    """What has gone since it was found is one student's result, not the batch's end."""
    put(tmp_path, "alice_01_neuron.ipynb")
    (found,) = discover(tmp_path, COURSE).found
    (tmp_path / "alice_01_neuron.ipynb").unlink()
    with pytest.raises(UnreadableNotebook, match="No such file"):
        found.read()


HOSTILE = ["\x1b[2Jeve", "eve\nbob", "\u202eeve", "-rf", "<img onerror=x>", "=cmd()", "e" * 200]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(tmp_path, name):
    """A student's name is taken as it is; those who show it make it safe."""
    put(tmp_path, f"{name}/01_neuron/01_neuron.ipynb")
    assert keys(discover(tmp_path, COURSE)) == [(name, "01_neuron")]


def test_a_name_that_is_no_text(tmp_path):
    """Bytes that are no UTF-8 become escapes, so that every report can be written."""
    place = os.fsencode(tmp_path) + b"/ev\xe9_01_neuron.ipynb"
    Path(os.fsdecode(place)).touch()
    assert keys(discover(tmp_path, COURSE)) == [("ev\\xe9", "01_neuron")]


def test_a_zip_in_each_layout(tmp_path):
    """Members are told apart as files are."""
    members = {
        "submitted/alice/01_neuron/01_neuron.ipynb": "a",
        "bob_01_neuron.ipynb": "b",
        "__MACOSX/._bob_01_neuron.ipynb": "x",
        "readme.txt": "x",
    }
    found = discover(zipped(tmp_path / "all.zip", members), COURSE)
    assert keys(found) == [("alice", "01_neuron"), ("bob", "01_neuron")]
    assert [item.read() for item in found.found] == [b"a", b"b"]


@pytest.mark.parametrize(
    "name",
    [
        "../eve_01_neuron.ipynb",
        "/eve_01_neuron.ipynb",
        "C:\\eve_01_neuron.ipynb",
        "a\\..\\eve.ipynb",
    ],
)
def test_a_zip_that_leads_outside(tmp_path, name):
    """Members with paths out of the zip are passed over, and said to be."""
    members = {"alice_01_neuron.ipynb": "a", name: "evil"}
    found = discover(zipped(tmp_path / "all.zip", members), COURSE)
    assert keys(found) == [("alice", "01_neuron")]
    slashed = name.replace("\\", "/")
    assert fates(found, Fate.UNCLAIMED) == {slashed: "leads out of the zip"}


def test_a_zip_with_a_link(tmp_path):
    """A link as a member is never followed, nor are pipes and devices: the file is asked for."""
    path = zipped(tmp_path / "all.zip", {"alice_01_neuron.ipynb": "a"})
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR):
        link = zipfile.ZipInfo(f"eve{kind}_01_neuron.ipynb")
        link.external_attr = (kind | 0o777) << 16
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(link, "/etc/passwd")
    found = discover(path, COURSE)
    alice, *eves = found.found
    assert alice.read() == b"a"
    assert len(eves) == 3
    assert all("is a link or a device, and no file" in refusal(eve) for eve in eves)


def test_a_zip_whose_members_share_a_body(tmp_path):
    """Overlapping members are a bomb."""
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x" * 99, "b_01_neuron.ipynb": "y"})
    data = path.read_bytes()
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 1)
    path.write_bytes(
        data[: second + 42] + data[directory + 42 : directory + 46] + data[second + 46 :]
    )
    with pytest.raises(UsageError, match="its members overlap"):
        discover(path, COURSE)


def test_a_zip_with_too_much_in_it(tmp_path, monkeypatch):
    """The number of members is limited."""
    monkeypatch.setattr(archives, "MEMBERS", 1)
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x", "b_01_neuron.ipynb": "y"})
    with pytest.raises(UsageError, match="unpack it and name the folder"):
        discover(path, COURSE)


def test_a_zip_that_lies_of_a_size(tmp_path):
    """A member whose contents are not what the directory says is that student's result."""
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x" * 99})
    data = path.read_bytes()
    crc = data.index(b"PK\x01\x02") + 16
    path.write_bytes(data[:crc] + b"\0\0\0\0" + data[crc + 4 :])
    (found,) = discover(path, COURSE).found
    with pytest.raises(UnreadableNotebook, match="damaged inside the zip"):
        found.read()


def test_a_zip_that_is_cut_off(tmp_path):
    """A zip without its end is no zip."""
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x" * 99})
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UsageError, match="nor a zip"):
        discover(path, COURSE)


def test_a_zip_with_two_files_of_one_name(tmp_path):
    """Which of them is meant cannot be told: the student's result says so, and nobody else's."""
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x", "b_01_neuron.ipynb": "y"})
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a_01_neuron.ipynb", "z")
    first, second = discover(path, COURSE).found
    with pytest.raises(UnreadableNotebook, match="more than one file of this name"):
        first.read()
    assert second.read() == b"y"


def test_a_zip_with_an_encrypted_member(tmp_path):
    """It is said to be encrypted; no password is asked for."""
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x" * 99})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    (found,) = discover(path, COURSE).found
    with pytest.raises(UnreadableNotebook, match="encrypted inside the zip"):
        found.read()


@pytest.mark.parametrize("method", [12, 93, 99])
def test_a_zip_packed_in_an_unknown_way(tmp_path, method):
    """A way of packing that the library does not know is damage."""
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x" * 99})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = method
    path.write_bytes(data)
    (found,) = discover(path, COURSE).found
    with pytest.raises(UnreadableNotebook, match="damaged inside the zip"):
        found.read()


def test_a_zip_with_a_bomb(tmp_path):
    """A member that is packed as tightly as no notebook is refused without being unpacked."""
    members = {"a_01_neuron.ipynb": "0" * (5 << 20), "b_01_neuron.ipynb": "0" * (1 << 20)}
    bomb, small = discover(zipped(tmp_path / "all.zip", members), COURSE).found
    with pytest.raises(UnreadableNotebook, match="packed more than 200 to 1"):
        bomb.read()
    assert len(small.read()) == 1 << 20


def test_a_zip_that_would_be_too_large(tmp_path, monkeypatch):
    """The size of all members together is limited, by what they say of themselves."""
    monkeypatch.setattr(archives, "ARCHIVE_BYTES", 100)
    path = zipped(tmp_path / "all.zip", {"a_01_neuron.ipynb": "x" * 99, "b.txt": "y" * 9})
    with pytest.raises(UsageError, match="unpack it and name the folder"):
        discover(path, COURSE)


@pytest.mark.parametrize("name", ["bob.rar", "bob.zip"])
def test_archives_of_nobody(tmp_path, name):
    """An archive that is not unpacked could be somebody's work, so it is named."""
    put(tmp_path / "folder", "alice_01_neuron.ipynb", name)
    members = {"alice_01_neuron.ipynb": "{}", name: "PK"}
    for source in (tmp_path / "folder", zipped(tmp_path / "all.zip", members)):
        found = discover(source, COURSE)
        assert keys(found) == [("alice", "01_neuron")]
        assert fates(found, Fate.UNCLAIMED).keys() == {name}


@pytest.mark.parametrize("name", ["bob/01_neuron/work.7z", "bob/01_neuron/a.TAR"])
def test_archives_of_students(tmp_path, name):
    """Whoever handed in nothing but an archive is asked again."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb", name)
    _, bob = discover(tmp_path, COURSE).found
    archive = Path(name).name
    assert refusal(bob) == f"no notebook is there: {archive} is an archive, which is not unpacked"


def test_a_zip_that_a_student_handed_in(tmp_path):
    """It is opened as if it were a folder, and what lies in it is the student's."""
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb")
    members = {"work/01_neuron.ipynb": "mine", "work/helper.py": "a = 1", "bob/x.txt": ""}
    (tmp_path / "carol" / "01_neuron").mkdir(parents=True)
    zipped(tmp_path / "carol" / "01_neuron" / "all my work.zip", members)
    _, carol = discover(tmp_path, COURSE).found
    assert (carol.student, carol.read()) == ("carol", b"mine")
    assert carol.helpers() == {"helper.py": b"a = 1"}


def test_a_zip_within_a_zip(tmp_path):
    """A student's own zip in the platform's is opened; one within that is not."""
    inner = zipped(tmp_path / "inner.zip", {"01_neuron.ipynb": "x"}).read_bytes()
    twice = zipped(tmp_path / "twice.zip", {"inner.zip": inner}).read_bytes()
    members = {"ada_1_2_work.zip": inner, "bob_3_4_work.zip": twice}
    ada, bob = discover(zipped(tmp_path / "all.zip", members), COURSE[:1]).found
    assert ada.read() == b"x"
    assert refusal(bob).endswith("inner.zip is an archive, which is not unpacked")


def test_a_student_zip_with_too_much_in_it(tmp_path, monkeypatch):
    """It is not opened, and the student is told so."""
    monkeypatch.setattr(archives, "NESTED_MEMBERS", 1)
    put(tmp_path, "alice/01_neuron/01_neuron.ipynb")
    (tmp_path / "bob").mkdir()
    zipped(tmp_path / "bob" / "01_neuron.zip", {"01_neuron.ipynb": "x", "b": "y"})
    _, bob = discover(tmp_path, COURSE).found
    assert "01_neuron.zip holds more than 1 files" in refusal(bob)


def test_nothing_but_archives(tmp_path):
    """The sentence says why there is nothing to grade."""
    put(tmp_path, "alice.rar")
    with pytest.raises(UsageError, match=r"alice\.rar is an archive, which is not unpacked"):
        discover(tmp_path, COURSE)


def test_a_notebook_in_a_deep_folder(tmp_path):
    """Folders are followed ten levels deep, and it is said where more were."""
    deep = "/".join("abcdefghijk")
    put(tmp_path, "alice_01_neuron.ipynb", f"bob/{deep}/01_neuron.ipynb")
    found = discover(tmp_path, COURSE)
    assert keys(found) == [("alice", "01_neuron"), ("bob", "01_neuron")]
    assert "j lies more than 10 folders deep" in refusal(found.found[1])
