"""A made-up class: the same for the same seed, of every kind, and with a key that adds up."""

import json
import random
from dataclasses import replace

import pytest

from checker.classroom.simulation.made_up_class import (
    COMMON,
    KEY,
    ROSTER,
    SPECIAL,
    STRANGER,
    pretenders_for,
    simulate,
)
from checker.classroom.simulation.made_up_student import Pretender, typed
from checker.classroom.submissions.discovery import discover
from checker.classroom.submissions.which_notebook import CourseNotebook
from checker.course.compiling.roster import read_roster
from checker.documents import parse_notebook
from checker.errors import SourceError, UnreadableNotebook, UsageError
from checker.grades import Outcome
from tests.classroom.small_course import BY_HAND, answers


@pytest.fixture(scope="module")
def pretenders(course):
    return pretenders_for([course["01_neuron"]], course.values())


#: The kinds that have to hand in again.
AGAIN = ("cut off", "empty file", "only a PDF", "empty folder", "another notebook")


def key_of(out):
    return [json.loads(line) for line in (out / KEY).read_text().splitlines()]


def submission(out, student, notebook="01_neuron"):
    return out / "submitted" / student / notebook / f"{notebook}.ipynb"


def test_a_class_in_nbgraders_layout(pretenders, tmp_path):
    """Every student of the key has a folder, and every kind is there."""
    simulate(pretenders, 30, 1, tmp_path)
    key = key_of(tmp_path)
    assert len(key) == 30
    assert {line["kind"] for line in key} == {kind.name for kind in (*SPECIAL, STRANGER)}
    assert all(submission(tmp_path, line["student"]).parent.is_dir() for line in key)


def test_the_roster_of_a_class(pretenders, tmp_path):
    """It has everybody but a stranger, and one more, who has handed in nothing."""
    simulate(pretenders, 30, 3, tmp_path)
    listed = {person.id for person in read_roster(tmp_path / ROSTER)}
    key = {line["student"]: line for line in key_of(tmp_path)}
    strangers = {who for who, line in key.items() if line["kind"] == STRANGER.name}
    assert len(strangers) == 1
    assert key.keys() - listed == strangers
    assert len(listed - key.keys()) == 1
    assert {who for who, line in key.items() if line["status"] == "needs_human"} == strangers


def test_a_class_as_it_is_found(course, pretenders, tmp_path):
    """Of each student one submission is found; those who have to hand in again are the key's."""
    simulate(pretenders, 30, 2, tmp_path)
    marks = {name: CourseNotebook(name, each.cells) for name, each in course.items()}
    found = discover(tmp_path / "submitted", list(course), course=marks)
    key = {line["student"]: line for line in key_of(tmp_path)}
    assert {each.student: each.notebook for each in found.found} == dict.fromkeys(key, "01_neuron")
    assert not any(each.doubts for each in found.found)
    unreadable = set()
    for each in found.found:
        try:
            parse_notebook(each.read())
        except UnreadableNotebook:
            unreadable.add(each.student)
    assert unreadable == {who for who, line in key.items() if line["status"] == "unreadable"}


def test_the_key_adds_up(pretenders, tmp_path):
    """Scores are the sums of exercises, and lie where the kind says."""
    simulate(pretenders, 30, 1, tmp_path)
    for line in key_of(tmp_path):
        assert line["score"] == pytest.approx(sum(each["points"] for each in line["exercises"]))
        if line["kind"] in ("right", "styles of their own", "huge outputs"):
            assert line["score"] == 17
        if line["kind"] in ("untouched", "forged checks", *AGAIN):
            assert line["score"] == 0
        assert (line["status"] == "unreadable") == (line["kind"] in AGAIN)


def test_the_same_seed(pretenders, tmp_path):
    """It gives the same files, and another seed does not."""
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        simulate(pretenders, 14, seed, tmp_path / name)
    one, again, other = (
        [path.read_bytes() for path in sorted((tmp_path / name).rglob("*.ipynb"))]
        for name in ("one", "again", "other")
    )
    assert one == again
    assert one != other


def test_mistakes_stand_apart(pretenders):
    """No mistake lies below another one, so that each is worth what it is worth alone."""
    (pretender,) = pretenders
    needs = {name: set(each.needs) for name, each in pretender.exercises.items()}
    for seed in range(40):
        made = pretender.mistaken(random.Random(seed))
        flawed = {name for name, each in made.items() if each.outcome is not Outcome.PASSED}
        assert flawed
        assert not any(needs[name] & flawed for name in flawed)


def test_a_place_that_is_taken(pretenders, tmp_path):
    """Submissions that are there already are not mixed with made-up ones."""
    (tmp_path / "submitted").mkdir()
    with pytest.raises(UsageError, match="exists already"):
        simulate(pretenders, 1, 1, tmp_path)


def test_styles_that_are_none(course, tmp_path):
    """A file of styles without its dictionary is named."""
    handout = course["01_neuron"]
    (tmp_path / "01_neuron_styles.py").write_text("STYLE = {}")
    lesson = replace(handout.lesson, path=tmp_path / handout.lesson.path.name)
    with pytest.raises(SourceError, match=r"01_neuron_styles\.py:1: the file needs a dictionary"):
        pretenders_for([replace(handout, lesson=lesson)])


def test_a_course_without_styles(course):
    """Students of their own style then write what we would."""
    handout = course["01_neuron"]
    pretender = Pretender(handout, {})
    assert pretender.styled(random.Random(1)) == pretender.right(random.Random(1))


def test_typed_answers():
    """They are written as a student types them."""
    assert typed(BY_HAND, answers(6.0, 7.5)) == 'by_hand = {\n    "z": 6.0,\n    "a": 7.5,\n}'


def test_common_kinds():
    """They are among the special ones, so that small classes have them too."""
    assert set(COMMON) <= set(SPECIAL)
