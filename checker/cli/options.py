"""The options of the commands, each with what `--help` says of it."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

SOLUTIONS = Path("solutions")
SECRET = Path("course.secret")

Solutions = Annotated[Path, Option(help="The folder with the course's source.")]
Notebooks = Annotated[
    Path | None,
    Option(help="What students were given; `notebooks` beside the solutions if not said."),
]
Isolation = Annotated[
    str,
    Option(
        "--isolation",
        help="auto, warm, bubblewrap or landlock; none: no wall.",
    ),
]
SecretSeed = Annotated[
    int | None, Option(min=0, help="Draws the cases; a new secret one if not said.")
]

Roster = Annotated[
    Path | None,
    Option(
        help="A CSV file of students; it needs a column `id`, and each gets their own numbers. "
        "`due`, `due_01` or `extra_days` give a student more time."
    ),
]
Due = Annotated[
    list[str] | None,
    Option(help="Until when, as NOTEBOOK=DATE, for the gradebook; may be given again."),
]
DatesFile = Annotated[
    Path | None,
    Option(help="When notebooks were handed in: Moodle's worksheet, Gradescope's or your own CSV."),
]
SecretFile = Annotated[
    Path | None, Option(help="The file with the secret that students' own numbers are drawn from.")
]

Submitted = Annotated[
    Path, Argument(help="nbgrader's folder, a folder of notebooks, or an LMS's zip.")
]
Jobs = Annotated[int | None, Option(min=1, help="How many at once; all cores if not said.")]
Results = Annotated[Path, Option(help="Results, one JSON object a line.")]
Gradebook = Annotated[str, Option(help="nbgrader's gradebook, a URL or a file; empty for none.")]
DecidedIn = Annotated[
    str | None,
    Option(
        "--gradebook",
        help="The gradebook with marks by hand and penalties; that of the run if not said, "
        "empty for none.",
    ),
]
PagesOfStudents = Annotated[
    Path | None,
    Option("--feedback", help="The folder of students' pages; that of the run if not said."),
]
Feedback = Annotated[str, Option(help="The folder for students' pages; none are drawn if empty.")]
Report = Annotated[
    Path | None, Option(help="The page about the class; class.html beside the results if not said.")
]
Autograded = Annotated[Path | None, Option(help="A folder for notebooks that formgrader can open.")]
Student = Annotated[str | None, Option(help="Grade this student only.")]
Assignment = Annotated[str | None, Option(help="This assignment only.")]
Force = Annotated[bool, Option("--force", help="Grade again what has a result.")]
NeverLower = Annotated[
    bool, Option("--never-lower", help="Let no exercise earn less than in the results so far.")
]
StudentPattern = Annotated[
    str | None,
    Option(
        metavar="REGEX",
        help="Says whose a path is, in a layout that is not known: a regular expression with a "
        "group (?P<student_id>...), as nbgrader's zip_collect has it.",
    ),
]
LookCloser = Annotated[
    float,
    Option(
        help="Processor time to look closer at a wrong answer that no known mistake explains.",
        metavar="SECONDS",
        min=0,
        max=10,
    ),
]
Cluster = Annotated[
    str | None, Option(help="A Dask scheduler whose workers grade, as tcp://HOST:PORT.")
]
Protect = Annotated[
    list[Path] | None,
    Option(help="Another file or folder that student code may not see; may be given again."),
]
Quiet = Annotated[bool, Option("--quiet", help="Say only what a person has to look at.")]

NewLesson = Annotated[
    str, Argument(metavar="NAME", help="Two digits and a word, such as 06_momentum.")
]
Notebook = Annotated[Path, Argument(help="A notebook file, wherever it lies.")]
Out = Annotated[Path | None, Option(help="Where to; `notebooks` beside the solutions if not said.")]
NumbersSeed = Annotated[
    int | None, Option(min=0, help="Draws the given numbers; the source's if not said.")
]
OneLesson = Annotated[
    str | None, Option("--lesson", help="This lesson only, such as 01_neuron: takes seconds.")
]
Compare = Annotated[bool, Option("--check", help="Write nothing; name what has drifted.")]
CourseFolder = Annotated[Path, Argument(help="nbgrader's folder of the course; made if need be.")]
HandoutFolder = Annotated[Path, Argument(help="Where the zips go; made if need be.")]
ClassFolder = Annotated[
    Path, Option("--out", help="Where to; it gets `submitted` and the answer key.")
]
Students = Annotated[int, Option(min=1, help="How many students.")]
ClassSeed = Annotated[int, Option(help="The same seed gives the same class.")]
ResultsFile = Annotated[Path, Argument(help="A results file of `checker grade`.")]
OldResults = Annotated[Path, Argument(help="The results to compare with.")]
Page = Annotated[
    Path | None, Option("--out", help="The page; class.html beside the results if not said.")
]
ForClass = Annotated[
    Path | None,
    Option(help="Also write a page for the wall: no names, what is often misunderstood, a plan."),
]
Words = Annotated[
    Path,
    Option("--notebooks", help="What students were given: it has the misconceptions' words."),
]

Lessons = Annotated[
    list[str] | None, Option("--lesson", help="Prove this lesson only; may be given again.")
]
Seeds = Annotated[int, Option(min=1, help="How many seeds fresh cases are drawn from.")]
Variants = Annotated[int, Option(min=1, help="How many draws of varying numbers are tried.")]
Draws = Annotated[int, Option("--seeds", min=2, help="How many seeds numbers are drawn for.")]
Mutants = Annotated[
    bool, Option("--mutants/--no-mutants", help="Try every mutant of the worked solutions.")
]
Table = Annotated[bool, Option("--table", help="Measure the judge too, and print its figures.")]
RightSeeds = Annotated[int, Option(min=1, help="With --table: seeds for each right program.")]
WrongSeeds = Annotated[int, Option(min=1, help="With --table: seeds for each wrong program.")]
Wild = Annotated[
    Path | None,
    Option(
        help="Judge the programs of this file instead, and print what is said of each.",
        exists=True,
        dir_okay=False,
    ),
]
Told = Annotated[
    int | None,
    Option(
        help="Judge one in so many mutants as in class instead, and count who is told the line.",
        metavar="EVERY",
        min=1,
    ),
]
ToldFrom = Annotated[
    int, Option(help="With --told: begin with this mutant; the first is 0.", min=0)
]
Stated = Annotated[
    Path | None,
    Option(help="With --table: a file with the table; no figure may be worse than in it."),
]
