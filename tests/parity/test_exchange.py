"""Two students through nbgrader's exchange, from `checker course` to the page that they fetch.

All commands are nbgrader's own, in its own configuration, but for `checker course` and
`checker grade`.
"""

import json
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

from tests.course_lessons import course_lesson
from tests.parity.steps import ROOT, cells_of, checker, environment, fill, nbgrader

pytestmark = pytest.mark.slow
NAME = "01_neuron"
RELEASED = ROOT / "notebooks" / f"{NAME}.ipynb"
LESSON = course_lesson(NAME)
ANSWERS = {
    "ada": {each.name: LESSON.worked(each.name).source for each in LESSON.exercises},
    "ben": {"sigmoid": LESSON.worked("sigmoid").source},
}
WORDS = "words-slow_and_wrong"
SAID = "Its slope is nearly 0, <b>however</b> large the error."
EXCHANGE = "\nc.Exchange.root = {!r}\nc.CourseDirectory.course_id = 'nn'\n"
#: What a student runs: the setup cell, the exercise cells, and the first check.
RUN = """
import json, sys
from tests.course_lessons import course_lesson
cells = json.load(open("01_neuron.ipynb"))["cells"]
space = {}
for cell in cells:
    if cell["id"] == "setup" or cell["id"].startswith("exercise-") and cell["cell_type"] == "code":
        exec("".join(cell["source"]), space)
print("POINTS", eval("check(sigmoid)", space))
"""


def work(folder):
    """Run what a student runs first, in the folder into which nbgrader has put the notebook."""
    ran = subprocess.run(
        [sys.executable, "-c", RUN], cwd=folder, capture_output=True, text=True, check=False,
        env=environment(folder.parent / "home"), timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


class Exchange:
    """The folders of an instructor and of two students, and what was said in them."""

    def __init__(self, root):
        self.root = root
        self.course = root / "nn"
        (root / "exchange").mkdir()
        (root / "exchange").chmod(0o777)  # as nbgrader demands

    def run(self, *commands):
        """Let nbgrader do what is asked, first in the course's folder."""
        codes, said = nbgrader(self.course, *commands)
        assert set(codes) == {0}, said[-3000:]

    def each(self, command):
        """List what both students type, each in their own folder."""
        for name in ANSWERS:
            yield f"cd {self.root / name}"
            yield f"{command} {NAME} --student={name}"  # all of them have one account here

    def notebook(self, student):
        return self.root / student / NAME / f"{NAME}.ipynb"

    def grade(self):
        checker(
            self.course, "grade", "submitted", "--solutions", str(ROOT / "solutions"),
            "--jobs", "1", "--isolation", "none", "--autograded", "autograded",
        )  # fmt: skip

    def mark_by_hand(self, student):
        """Enter what formgrader enters: a mark for an exercise, and a comment."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as book:
            book.find_grade("check-sigmoid_prime", NAME, NAME, student).manual_score = 1.25
            cell = book.find_comment("exercise-sigmoid_prime", NAME, NAME, student)
            cell.manual_comment = "You explained it at the board."
            book.find_comment(WORDS, NAME, NAME, student).manual_comment = "A good sentence."
            book.db.commit()


@pytest.fixture(scope="module")
def exchange(tmp_path_factory):
    """A course that was made, generated and released, and was fetched by both."""
    exchange = Exchange(tmp_path_factory.mktemp("exchange"))
    checker(exchange.root, "course", "nn", "--solutions", str(ROOT / "solutions"), "--lesson", NAME)
    settings = EXCHANGE.format(str(exchange.root / "exchange"))
    with (exchange.course / "nbgrader_config.py").open("a") as config:
        config.write(settings)
    for name in ANSWERS:
        (exchange.root / name).mkdir()
        (exchange.root / name / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}")
    exchange.run(
        f"generate_assignment {NAME}", f"release_assignment {NAME}",
        *exchange.each("fetch_assignment"),
    )  # fmt: skip
    return exchange


def test_what_is_fetched_is_what_we_hand_out(exchange):
    """Every cell says, and every cell's metadata say, what the notebook of the course says."""
    theirs, ours = cells_of(exchange.notebook("ada")), cells_of(RELEASED)
    assert list(theirs) == list(ours)
    for name, cell in ours.items():
        assert "".join(theirs[name]["source"]) == "".join(cell["source"]), name
        assert theirs[name]["metadata"].get("nbgrader") == cell["metadata"].get("nbgrader"), name


def test_fetched_notebook_works_where_it_lies(exchange):
    """Its setup and its stubs run, and `check` finds the cases and judges."""
    said = work(exchange.notebook("ada").parent)
    assert "POINTS 0" in said
    assert "todo  values" in said


@pytest.fixture(scope="module")
def returned(exchange):
    """Both hand in, are graded, and fetch their pages; generating once more does no harm."""
    for name, answers in ANSWERS.items():
        fill(exchange.notebook(name), answers, SAID)
    exchange.run(*exchange.each("submit"), f"cd {exchange.course}", f"collect {NAME}")
    exchange.grade()
    exchange.mark_by_hand("ben")
    checker(exchange.course, "report", "results.jsonl", "--notebooks", str(ROOT / "notebooks"))
    exchange.run(
        f"release_feedback {NAME}", f"generate_assignment {NAME} --force",
        *exchange.each("fetch_feedback"),
    )  # fmt: skip
    return {name: exchange.notebook(name).parent for name in ANSWERS}


def test_marks(exchange, returned):
    """The marks are in nbgrader's gradebook, and nothing counts as changed."""
    lines = (exchange.course / "results.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert {row["student"]: row["score"] for row in rows} == {"ada": 17.0, "ben": 2.0}
    assert [row["tampering"] for row in rows] == [[], []]
    with Gradebook(f"sqlite:///{exchange.course}/gradebook.db") as book:
        assert book.find_submission(NAME, "ada").score == 17.0
        assert book.find_submission(NAME, "ada").timestamp is not None


def test_what_a_person_has_entered_is_fetched(exchange, returned):
    """Mark and comment are on the page that the student fetches, and on the class page."""
    (page,) = returned["ben"].glob(f"feedback/*/{NAME}.html")
    assert "You explained it at the board." in page.read_text("utf-8")
    assert "3.25 / 17</title>" in page.read_text("utf-8")
    assert "In 1 of these marks" in (exchange.course / "class.html").read_text("utf-8")


def test_words_and_what_is_said_to_them(exchange, returned):
    """Formgrader's notebook shows them as text, nothing waits, and a comment comes back."""
    marked = exchange.course / "autograded" / "ben" / NAME / f"{NAME}.ipynb"
    assert "".join(cells_of(marked)[WORDS]["source"]) == f"```\n{SAID}\n```"
    with Gradebook(f"sqlite:///{exchange.course}/gradebook.db") as book:
        assert not book.find_submission(NAME, "ben").needs_manual_grade
    (page,) = returned["ben"].glob(f"feedback/*/{NAME}.html")
    assert "Its slope is nearly 0, &lt;b&gt;however" in page.read_text("utf-8")
    assert "A good sentence." in page.read_text("utf-8")


def test_feedback_is_fetched_and_opens(exchange, returned):
    """Each has the page of their own, and the files that say whose it is are nobody else's."""
    for name in ANSWERS:
        (page,) = returned[name].glob(f"feedback/*/{NAME}.html")
        theirs = exchange.course / "feedback" / name / NAME
        assert page.read_bytes() == (theirs / f"{NAME}.html").read_bytes()
        assert "How this mark came about" in page.read_text("utf-8")
        assert (theirs / "submission_secret.txt").stat().st_mode & 0o077 == 0
        autograded = exchange.course / "autograded" / name / NAME
        assert (autograded / "timestamp.txt").read_text() == (theirs / "timestamp.txt").read_text()
