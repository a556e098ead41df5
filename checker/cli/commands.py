"""The commands: each reads its options, has a room do the work, and says what came of it."""

# ruff: noqa: PLC0415 - each command imports what it needs, so that `checker --help` is quick

from pathlib import Path
from shlex import quote

import typer

import checker.cli.options as opt
from checker.cli.beginning import new
from checker.cli.course import course
from checker.cli.difficulty import difficulty
from checker.cli.grading import NEEDS_HUMAN, class_page_of, grade, notebooks_given
from checker.cli.handout import handout
from checker.cli.regenerating import regenerate
from checker.cli.terminal import WARNING, log_visibly, progress_bar, say, say_isolation
from checker.cli.verifying import verify

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Grade a class in isolation, make assignments, and see what this machine can do.",
)


app.command(
    epilog="Example: checker grade submitted/ --jobs 8\n\n"
    "Example: checker grade submissions.zip --notebooks term/ --roster students.csv"
)(grade)


@app.command(epilog="Example: checker check submitted/alice/01_neuron/01_neuron.ipynb")
def check(
    notebook: opt.Notebook,
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
    isolation: opt.Isolation = "auto",
    seed: opt.SecretSeed = None,
) -> None:
    """Grade one notebook and print the report, cases and values included; keep nothing."""
    from checker.sandbox.system import require_forks

    require_forks()
    from checker.classroom.grading.budget import BUDGET
    from checker.classroom.grading.grade_one import check_notebook
    from checker.course.release.course import lesson_names
    from checker.errors import UsageError
    from checker.grades import Status
    from checker.reports.text import verdict_text
    from checker.reports.words import bonus_text, mark_text

    if not lesson_names(solutions):
        raise UsageError(
            f"{solutions} holds no worked solutions to grade with; "
            "a notebook of your own is tried without them by: "
            f"checker rehearse {quote(str(notebook))}"
        )
    log_visibly()
    BUDGET.enforce()  # this process does nothing else
    with progress_bar("grading"):
        chosen, graded = check_notebook(
            notebook, solutions, notebooks_given(notebooks, solutions), isolation, seed
        )
    say_isolation(chosen)
    for verdict in graded.verdicts:
        say(verdict_text(verdict) + "\n")
    for remark in (*graded.submission.repairs, *graded.submission.tampering):
        say(f"Note: {remark}.")
    bonus = bonus_text(graded.bonus, graded.max_bonus) if graded.bonus else ""
    mark = mark_text(graded.score, graded.max_score)
    say(" ".join(filter(None, (f"{graded.submission.notebook}: {mark}", bonus))))
    if graded.status is Status.NEEDS_HUMAN:
        raise typer.Exit(NEEDS_HUMAN)


@app.command(epilog="Example: checker rehearse notebooks/03_hand_backward.ipynb")
def rehearse(notebook: opt.Notebook) -> None:
    """Run a notebook of your own from top to bottom in a new kernel, and print its checks.

    It needs no worked solutions, so students can do it before they hand in: these are the points
    that the notebook earns on the cases of the classroom. The code runs as you, without a wall;
    for what others wrote there is `checker check`.
    """
    from checker.reports.words import mark_text
    from checker.student.rehearsal import rehearse as run_through

    with progress_bar("running all cells"):
        rehearsed = run_through(notebook)
    checked = rehearsed.checked
    for each in checked:
        say(f"{each.text}\n")
    for repair in rehearsed.repairs:
        say(f"Note: {repair}.")
    counted = [each for each in checked if not each.bonus]
    points = sum(each.points for each in counted)
    say(f"{notebook.stem}: {mark_text(points, sum(each.max_points for each in counted))}")


app.command(
    epilog="Example: checker regenerate --seed 2027 --out term-2027/\n\n"
    "Example: checker regenerate --roster students.csv --out term/"
)(regenerate)
app.command(epilog="Example: checker course nn2027")(course)
app.command(epilog="Example: checker handout given-out --lesson 01_neuron")(handout)
app.command(epilog="Example: checker new 06_momentum")(new)
app.command(epilog="Example: checker difficulty --seeds 1000")(difficulty)
app.command(epilog="Example: checker verify --lesson 01_neuron --jobs 2")(verify)


@app.command(epilog="Example: checker simulate --students 30 --seed 1 --out demo/")
def simulate(
    out: opt.ClassFolder,
    students: opt.Students = 30,
    seed: opt.ClassSeed = 1,
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
    assignment: opt.Assignment = None,
    roster: opt.Roster = None,
) -> None:
    """Make up a class of submissions, with a key of the marks that each should get.

    A roster is made up too: somebody on it hands in nothing, and somebody who does is not on it.
    With a roster of yours everybody on it hands in, with the numbers of their own notebook.
    """
    from checker.classroom.simulation.made_up_class import (
        KEY,
        ROSTER,
        SUBMITTED,
        hand_in,
        on_roster,
        pretenders_for,
    )
    from checker.classroom.simulation.made_up_class import simulate as make_class
    from checker.classroom.submissions.which_notebook import known
    from checker.course.compiling.handouts import open_course
    from checker.course.compiling.roster import read_roster

    with progress_bar("making up a class"):
        place = notebooks_given(notebooks, solutions)
        course = open_course(solutions, place)
        chosen = [*course.values()] if assignment is None else [course[known(assignment, course)]]
        if roster:
            people = on_roster(read_roster(roster), chosen, place)
            students = len(people)
            hand_in(people, seed, out)
        else:
            make_class(pretenders_for(chosen, course.values()), students, seed, out)
            say(f"Who is in the class stands in {out / ROSTER}.")
    say(f"{students} students in {out / SUBMITTED}, and their marks in {out / KEY}.")


@app.command(epilog="Example: checker doctor\n\nExample: checker doctor --protect /srv/exchange")
def doctor(protect: opt.Protect = None) -> None:
    """Try what isolation this machine can give, wall by wall; exit 1 if there is none.

    The course and the class in this folder, and nbgrader's exchange, must be out of reach of
    student code: what is not is named, and the exit code is 1.
    """
    from checker.classroom.submissions.protected_places import usual_places
    from checker.cli.visit import examined, is_hidden
    from checker.sandbox.choice import WALLED
    from checker.sandbox.system import require_walls

    require_walls()
    places = [*usual_places(Path.cwd()), *(protect or ())]
    hidden = [is_hidden(place) for place in places]
    holds = [examined(name, make, places) for name, make in WALLED.items()]
    if not all(hidden):
        raise typer.Exit(NEEDS_HUMAN)
    if not any(holds):
        say("No isolation holds on this machine; `--isolation none` promises nothing.", WARNING)
        raise typer.Exit(NEEDS_HUMAN)


@app.command(
    epilog="Example: checker report results.jsonl --out class.html\n\n"
    "Example: checker report results.jsonl --for-class wall.html"
)
def report(
    results: opt.ResultsFile,
    out: opt.Page = None,
    notebooks: opt.Words = Path("notebooks"),
    gradebook: opt.DecidedIn = None,
    feedback: opt.PagesOfStudents = None,
    for_class: opt.ForClass = None,
) -> None:
    """Draw the page about a class again, and bring students' pages up to date.

    Marks by hand, comments, extra credit and penalties for lateness are those that stand in the
    gradebook at this moment; nothing is graded.
    """
    from checker.classroom.batch.decided_pages import bring_up_to_date
    from checker.classroom.batch.end_of_run import write_report
    from checker.classroom.gradebook.by_hand import counted_results
    from checker.exercises.storage import load
    from checker.results.intake import read_intake
    from checker.results.run_places import read_places
    from checker.results.schema import read_results

    places = read_places(results)
    book = places.gradebook if gradebook is None else gradebook
    rows = counted_results(read_results(results), book)
    books = [load(path.read_bytes()) for path in sorted(notebooks.glob("cases/*.npz"))]
    page = out or class_page_of(results)
    pages = feedback or places.feedback
    write_report(page, rows, books, read_intake(results), pages)
    say(f"The class is in {page}.")
    if for_class:
        from checker.reports.for_class import for_class as for_wall
        from checker.safe_files import write_file

        write_file(for_class, for_wall(rows, books).encode())
        say(f"What the class may see of itself is in {for_class}.")
    if pages:
        changed = bring_up_to_date(pages, rows)
        say(f"{changed} of the students' pages in {pages} have changed.")


@app.command(epilog="Example: checker diff last-week.jsonl results.jsonl")
def diff(old: opt.OldResults, new: opt.ResultsFile) -> None:
    """Say whose marks move between two files of results, by how much and why; exit 1 if any do."""
    from checker.cli.diff import say_moves

    if say_moves(old, new):
        raise typer.Exit(NEEDS_HUMAN)
