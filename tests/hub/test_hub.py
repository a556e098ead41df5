"""A term on a real JupyterHub, by the commands of the guide and the buttons of a browser.

Root sets up the hub, an instructor releases and grades with an account of her own, and two
students fetch, work, submit and read their pages.
"""

import json
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.lab import CHROMIUM, FLAGS
from tests.course_lessons import course_lesson
from tests.hub.machine import PYTHON, blocks, machine
from tests.hub.student import Visitor
from tests.parity.steps import ROOT, cells_of, fill

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.nightly("tests/parity/test_exchange.py types the same commands without a hub"),
    pytest.mark.skipif(os.getuid() != 0, reason="only root can make accounts"),
    pytest.mark.skipif(shutil.which("npm") is None, reason="the hub's proxy comes from npm"),
    pytest.mark.skipif(not os.access(PYTHON, os.X_OK), reason=f"there is no {PYTHON}"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
]
NAME = "01_neuron"
LESSON = course_lesson(NAME)
ANSWERS = {each.name: LESSON.worked(each.name).source for each in LESSON.exercises}
#: What Ben hands in instead of answers: he looks for Ann's, where she has put them.
THIEF = """
import json, os
from tests.course_lessons import course_lesson
top = "{top}"
for folder in sorted(os.listdir(top)):
    if folder.startswith("{ann}+"):
        cells = json.load(open(f"{{top}}/{{folder}}/01_neuron.ipynb"))["cells"]
        exec("".join(next(c for c in cells if c["id"] == "{cell}")["source"]), globals())
"""


@pytest.fixture(scope="module")
def hub():
    """A hub that runs, with the course on it and its first notebook released."""
    with machine() as made:
        made.set_up()
        once, each = blocks("The rest of the term on the hub")
        made.type("iris", f"cd course\n{once}\n{each}")
        with made.hub():
            yield made


@pytest.fixture(scope="module")
def visitors(hub):
    """Both students in their browsers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield {person: Visitor(browser, hub, person) for person in ("ann", "ben")}
        browser.close()


def notebook(hub, person):
    return hub.home(person) / NAME / f"{NAME}.ipynb"


@pytest.fixture(scope="module")
def fetched(hub, visitors):
    """Both have pressed Fetch."""
    for visitor in visitors.values():
        visitor.open_assignments()
        visitor.press("Fetch", "Submit")
    return hub


def test_what_is_fetched(fetched):
    """It is the notebook of the course, alone: cases and digits lie in one place for all."""
    theirs = cells_of(notebook(fetched, "ann"))
    ours = cells_of(ROOT / "notebooks" / f"{NAME}.ipynb")
    assert {name: "".join(cell["source"]) for name, cell in theirs.items()} == {
        name: "".join(cell["source"]) for name, cell in ours.items()
    }
    assert [path.name for path in (fetched.home("ann") / NAME).iterdir()] == [f"{NAME}.ipynb"]


def test_what_a_student_can_read(fetched):
    """Nothing of the instructor's, and no solution in the package that all import."""
    look = "python3 -c 'import checker; print(checker.__file__)'"
    package = fetched.type("ann", f"PATH={fetched.place}/hub/bin:$PATH {look}").strip()
    assert package.startswith(f"{fetched.place}/hub/lib/")
    assert not list((fetched.place / "hub").rglob("01_neuron.py"))
    with pytest.raises(AssertionError, match="Permission denied"):
        fetched.type("ann", "ls ../iris")


@pytest.fixture(scope="module")
def worked(fetched, visitors):
    """Ann answers everything and runs it; Ben answers one exercise and steals the next."""
    fill(notebook(fetched, "ann"), ANSWERS)
    visitors["ann"].run_all(f"{NAME}/{NAME}.ipynb")
    inbound = fetched.place / "srv/nn2027/exchange/nn2027/inbound"
    thief = THIEF.format(top=inbound, ann=fetched.account("ann"), cell="exercise-sigmoid_prime")
    fill(notebook(fetched, "ben"), {"sigmoid": ANSWERS["sigmoid"], "sigmoid_prime": thief})
    for visitor in visitors.values():
        visitor.open_assignments()
        visitor.press("Submit", "Fetch Feedback")
    return fetched


def test_verdict_on_the_hub(worked):
    """`check` finds the cases that all share, and judges."""
    cell = cells_of(notebook(worked, "ann"))["check-sigmoid"]
    said = "".join(cell["outputs"][0]["data"]["text/plain"])
    assert said.startswith("1.1 sigmoid")
    assert said.splitlines()[0].endswith("2 / 2")


@pytest.fixture(scope="module")
def graded(worked, visitors):
    """The instructor grades as the guide says, and both fetch their pages."""
    (day,) = blocks("### Grading day with the exchange")
    worked.type("iris", f"export PATH={worked.place}/hub/bin:$PATH\ncd course/nn2027\n{day}")
    for visitor in visitors.values():
        visitor.open_assignments()
        visitor.press("Fetch Feedback", "view feedback")
    return worked


def test_marks_on_the_hub(graded):
    """Everything for Ann; for Ben what is his own, though the grader may read what he could not."""
    results = graded.home("iris") / "course/nn2027/results.jsonl"
    rows = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    assert {row["student"]: row["score"] for row in rows} == {
        graded.account("ann"): 17.0,
        graded.account("ben"): 2.0,
    }


def test_pages_on_the_hub(graded):
    """Each reads the page of their own, and nothing else came along."""
    for person, mark in (("ann", "17 / 17"), ("ben", "2 / 17")):
        (page,) = graded.home(person).glob(f"{NAME}/feedback/*/{NAME}.html")
        assert f"{mark}</title>" in page.read_text("utf-8")
    inbound = graded.place / "srv/nn2027/exchange/nn2027/inbound"
    handed_in = {path.name for folder in inbound.iterdir() for path in folder.iterdir()}
    assert handed_in == {f"{NAME}.ipynb", "submission_secret.txt", "timestamp.txt"}
