"""A new lesson works as it stands, and goes on working when its exercises are changed."""

import json

import pytest

from checker.course.compiling.casebooks import recorded_casebook
from checker.course.proving.course import ProofPlan, prove
from checker.course.proving.trial import TrialExtent
from checker.course.release.beginning import begin_lesson
from checker.course.release.course import load_course
from checker.course.release.regenerate import regenerate
from checker.errors import SourceError, UsageError
from checker.sandbox import Sandbox, choose

NAME = "07_decay"


@pytest.fixture
def begun(tmp_path):
    """A folder with a new lesson in it."""
    begin_lesson(NAME, tmp_path / "solutions")
    return tmp_path


@pytest.fixture
def edit(begun):
    """Exchange a piece of one of the lesson's files."""

    def exchange(old, new, name=f"{NAME}_exercises.py"):
        path = begun / "solutions" / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    return exchange


@pytest.fixture
def points(begun):
    """Make the notebook, and give the points of its check cells by exercise."""

    def made():
        with Sandbox(choose("none")) as sandbox:
            path, _ = regenerate(
                begun / "solutions",
                begun / "notebooks",
                lambda lesson, seed: recorded_casebook(lesson, seed, sandbox),
            )
        cells = {cell["id"]: cell["metadata"] for cell in json.loads(path.read_bytes())["cells"]}
        return {
            name.removeprefix("check-"): metadata["nbgrader"]["points"]
            for name, metadata in cells.items()
            if name.startswith("check-")
        }

    return made


def test_files_of_a_new_lesson(tmp_path):
    """Both are named after the lesson, and speak of it."""
    paths = begin_lesson("12_weight_decay", tmp_path)
    assert [path.name for path in paths] == ["12_weight_decay.py", "12_weight_decay_exercises.py"]
    assert "# # 12 Weight decay\n" in paths[0].read_text("utf-8")
    (lesson,) = load_course(tmp_path)
    assert [(each.number, each.name) for each in lesson.exercises] == [
        ("12.1", "weight_decay_line"),
        ("12.2", "weight_decay_by_hand"),
    ]


@pytest.mark.parametrize(
    "name", ["momentum", "6_momentum", "06", "06_", "06_Momentum", "06_a-b", "00_guide", "../06_a"]
)
def test_a_name_that_is_none(tmp_path, name):
    """It is refused with an example, and nothing is written."""
    with pytest.raises(UsageError, match="cannot be a lesson's name; it is of the form 06_mom"):
        begin_lesson(name, tmp_path / "solutions")
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_is_taken(begun):
    """Nobody's lesson is written over."""
    with pytest.raises(UsageError, match=r"has a lesson 07 already: 07_decay\.py"):
        begin_lesson("07_growth", begun / "solutions")


@pytest.mark.slow
def test_a_new_lesson_proven(begun, points):
    """All that is promised of a lesson holds of it, the refusal of every mutant included."""
    assert points() == {"decay_line": 2, "decay_by_hand": 1}
    order = ProofPlan(begun / "solutions", begun / "notebooks", extent=TrialExtent(2, 5))
    findings = prove(order, choose("none"), lambda *_: lambda: None)
    assert findings.faults == ()
    assert [row.figure("mistakes") for row in findings.rows] == ["2", "1"]


@pytest.mark.slow
def test_an_exercise_with_another_weight(edit, points):
    """The notebook shows the new points."""
    edit('Values("values", 1.5,', 'Values("values", 4.5,')
    assert points() == {"decay_line": 5, "decay_by_hand": 1}


@pytest.mark.slow
def test_an_exercise_that_is_dropped(begun, edit, points):
    """It has to leave both files; then the rest stands."""
    edit("EXERCISES = [line, by_hand]", "EXERCISES = [by_hand]")
    with pytest.raises(SourceError, match=r"07_decay.py:\d+: there is no exercise decay_line"):
        points()
    path = begun / "solutions" / f"{NAME}.py"
    text = path.read_text("utf-8")
    start, end = text.index('# %% exercise="decay_line"'), text.index("# %% [markdown]\n# ### Ex")
    path.write_text(text[:start] + text[text.index("# %% [markdown]", start) :], "utf-8")
    assert end
    assert points() == {"decay_by_hand": 1}
