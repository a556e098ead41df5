"""The page that a student gets back: marks, what each check says, and their own code."""

from checker.grades import UNWALLED, GradedSubmission, Status
from checker.reports.content import report_of
from checker.reports.pages import rendered_page
from checker.reports.words import mark_text

#: Of longer code only the beginning is handed back; the student has it all in the notebook.
CODE_CHARACTERS = 20_000


def feedback_page(graded: GradedSubmission) -> str:
    """Return one student's feedback on one notebook as a self-contained HTML page.

    The cases used for grading stay hidden: of a failed check the page says its name, the reason
    and the misconception's sentence, but no input, no expected value and no value received.
    The seed is not told either, since the cases could be drawn again from it.
    """
    readable = graded.status is not Status.UNREADABLE
    exercises = [
        {
            "report": report_of(verdict, public=False),
            "code": _cut(graded.answers.get(verdict.exercise, "")),
        }
        for verdict in graded.verdicts
        if readable
    ]
    return rendered_page(
        "feedback.html.j2",
        submission=graded.submission,
        mark=mark_text(graded.score, graded.max_score),
        status=_status_sentence(graded),
        exercises=exercises,
        provenance=graded.provenance,
        not_isolated=graded.provenance.isolation in UNWALLED,
    )


def _status_sentence(graded: GradedSubmission) -> str:
    match graded.status:
        case Status.GRADED:
            return ""
        case Status.NEEDS_HUMAN:
            return "Your instructor will look at this notebook; the mark may still change."
        case Status.UNREADABLE:
            reason = graded.submission.unreadable
            return f"The file that was handed in could not be read as a notebook: {reason}."


def _cut(code: str) -> str:
    if len(code) <= CODE_CHARACTERS:
        return code
    return code[:CODE_CHARACTERS] + "\n# … the rest is in your notebook"
