"""Canvas: a comment for each submission, as its API takes those of a whole assignment at once.

A gradebook's sheet holds no comments, so they go by `POST
/api/v1/courses/COURSE/assignments/ASSIGNMENT/submissions/update_grades`, whose body this is.
Students are named by Canvas's own number, which its gradebook has in the column ID.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.classroom.exports.canvas import gradebook_people
from checker.classroom.exports.csv_sheet import Sheet
from checker.classroom.exports.student_matching import match, rounded_ids
from checker.classroom.exports.student_sentences import one_line
from checker.results.schema import Result

#: How our comments begin, by which they are told from a person's.
OURS = "Graded by checker: "


@dataclass(frozen=True)
class Comments:
    """The body of the request, how many comments it holds, and what a person has to see to."""

    data: bytes
    written: int
    remarks: tuple[str, ...]


def canvas_comments(
    results: Sequence[Result], sentences: Mapping[str, str], sheet: Sheet
) -> Comments:
    """Return the comments on one notebook, for the students of a gradebook that Canvas exported.

    Raises
    ------
    UsageError
        If the sheet is no Canvas gradebook.
    """
    people = {person.row: person for person in gradebook_people(sheet)}
    matching = match({result["student"]: () for result in results}, list(people.values()))
    told = {
        people[matching.rows[result["student"]]].number: {
            "text_comment": OURS + one_line(result, sentences)
        }
        for result in sorted(results, key=lambda each: each["student"])
        if result["student"] in matching.rows
    }
    strangers = [f"{student}: {why}" for student, why in sorted(matching.unmatched.items())]
    text = json.dumps({"grade_data": told}, indent=1, ensure_ascii=False) + "\n"
    remarks = (*strangers, *rounded_ids(people.values()))
    return Comments(text.encode("utf-8", "backslashreplace"), len(told), remarks)
