"""The page that a student gets back, and the one that answers their question about a mark."""

from collections.abc import Sequence

from checker.grades import UNWALLED, GradedSubmission, Status
from checker.reports.content import report_of
from checker.reports.folded_code import folded_code
from checker.reports.pages import PARTS, rendered_page
from checker.reports.words import bonus_text, mark_text

FEEDBACK, EXPLAINED = "feedback.html.j2", "explained.html.j2"
STUDENT_TEMPLATES = (FEEDBACK, EXPLAINED, PARTS, "page.html.j2", "macros.html.j2")
#: Of longer code only the beginning is handed back; the student has it all in the notebook.
CODE_CHARACTERS = 20_000
#: What a case is labelled with; the rest of the evidence says where code stopped.
OF_CASES = ("case", "given", "yours", "expected")


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
            "code": (shown := _cut(graded.answers.get(verdict.exercise, ""))),
            "parts": folded_code(shown),
        }
        for verdict in graded.verdicts
        if readable
    ]
    return rendered_page(
        FEEDBACK,
        submission=graded.submission,
        mark=mark_text(graded.score, graded.max_score),
        bonus=bonus_text(graded.bonus, graded.max_bonus),
        status=_status_sentence(graded),
        exercises=exercises,
        provenance=graded.provenance,
        not_isolated=graded.provenance.isolation in UNWALLED,
    )


def explained_page(graded: GradedSubmission, links: Sequence[tuple[str, str]] = ()) -> str:
    """Return what `check` would have shown, as a page for the instructor alone.

    Of every check that lost points it has the reason, the smallest failing case, what was answered
    and what is right. `links` lead to other pages: words and address of each.
    """
    exercises = [
        {
            "report": (report := report_of(verdict, public=True)),
            "stop": [row for row in report.evidence if row[0] not in OF_CASES],
            "misconception": verdict.misconception or "",
            "code": (shown := _cut(graded.answers.get(verdict.exercise, ""))),
            "parts": folded_code(shown),
        }
        for verdict in graded.verdicts
    ]
    submission = graded.submission
    return rendered_page(
        EXPLAINED,
        submission=submission,
        mark=mark_text(graded.score, graded.max_score),
        bonus=bonus_text(graded.bonus, graded.max_bonus),
        exercises=exercises if graded.status is not Status.UNREADABLE else [],
        remarks=(*submission.doubts, *graded.remarks, *submission.tampering, *submission.repairs),
        provenance=graded.provenance,
        not_isolated=graded.provenance.isolation in UNWALLED,
        links=links,
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
