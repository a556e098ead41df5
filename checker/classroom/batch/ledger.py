"""What is kept of a class: results, pages and verdicts, and which of them still stand."""

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from checker.classroom.batch.decided_pages import is_page_of_ours
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.store import Store
from checker.classroom.grading.grade_submission import failed
from checker.classroom.grading.messages import GradingReply, GradingRequest, request_for
from checker.classroom.grading.order import Order
from checker.classroom.grading.packed_assignment import packed_assignment
from checker.classroom.submissions.discovery import Found
from checker.course.compiling.assignments import Assignment
from checker.grades import Provenance, Status
from checker.results.schema import Result
from checker.safe_files import PRIVATE, SHOWN, keep_folder_private, place_of, write_file

log = logging.getLogger("checker")

#: What an earlier result must rest on too, so that it can be taken over.
GROUNDS = ("casebook_sha256", "checker_version", "isolation", "seed")


@dataclass(frozen=True)
class Ledger:
    """The place where submissions are handed out to be marked, and their results are kept.

    Parameters
    ----------
    assignments
        The notebooks that may be handed in, by name.
    common
        What all marks of the run rest on.
    file, store
        Where results and verdicts are kept; what stands there is not reached again.
    order
        What the run was told.
    """

    assignments: Mapping[str, Assignment]
    common: Provenance
    file: ResultsFile
    store: Store
    order: Order

    def taken_in(self, found: Found) -> GradingRequest | GradingReply:
        """Return what has to be marked, or the result that stands: same grounds, decided, pages."""
        assignment = self.assignments[found.notebook].of(found.student)
        request = request_for(found, assignment.casebook.exercises)
        earlier = self.file.recorded.get((found.student, found.notebook))
        if earlier and not self.order.force and self._stands(earlier, request):
            return GradingReply(earlier, taken_over=True, reused=len(earlier["exercises"]))
        if not self.order.force:
            request = replace(request, known=self.store.rows(found.student, found.notebook))
        if earlier:
            request = replace(
                request, earlier={each["name"]: each for each in earlier["exercises"]}
            )
        return replace(request, own=packed_assignment(assignment)) if assignment.owner else request

    def keep(self, reply: GradingReply) -> None:
        """Keep what became of a submission: its pages, its verdicts, and last the result.

        Raises
        ------
        UsageError
            If a page cannot be written.
        """
        result = reply.result
        student, notebook = result["student"], result["notebook"]
        for folder, suffix, page in (
            (self.order.feedback, ".html", reply.feedback),
            (self.order.marked, ".ipynb", reply.marked),
        ):
            if folder and page:  # nbgrader hands a page out with the mode that it has here
                keep_folder_private(folder)
                write_file(place_of(folder, student, notebook, suffix), page, SHOWN)
        if self.order.explained and reply.explained:
            keep_folder_private(self.order.explained)
            place = place_of(self.order.explained, student, notebook, ".html")
            write_file(place, reply.explained, PRIVATE)
        self.store.keep(student, notebook, reply.rows)
        self.file.append(result)
        for line in reply.said:
            log.error("%s", line)

    def failed(self, request: GradingRequest) -> GradingReply:
        """Return the result that asks for a person, because grading itself failed."""
        assignment = self.assignments[request.notebook].of(request.student)
        return failed(assignment, self.common, request.student)

    @property
    def _folders(self) -> tuple[tuple[Path | None, str], ...]:
        order = self.order
        return (order.feedback, ".html"), (order.explained, ".html"), (order.marked, ".ipynb")

    def _stands(self, earlier: Result, request: GradingRequest) -> bool:
        before: Mapping[str, object] = earlier["provenance"]
        sha256 = self.assignments[request.notebook].of(request.student).casebook_sha256
        now = asdict(replace(self.common, casebook_sha256=sha256))
        pages = [
            place_of(folder, request.student, request.notebook, suffix)
            for folder, suffix in self._folders
            if folder
        ]
        return (
            earlier["status"] != Status.NEEDS_HUMAN
            and not request.doubts
            and request.refused in ("", *earlier["repairs"][:1])
            and before["submission_sha256"] == request.sha256
            and all(before[ground] == now[ground] for ground in GROUNDS)
            and all(_is_there(page) for page in pages)
        )


def _is_there(page: Path) -> bool:
    """Whether a page stands that we have drawn; nbgrader may have drawn one of its own over it."""
    return is_page_of_ours(page) if page.suffix == ".html" else page.is_file()
