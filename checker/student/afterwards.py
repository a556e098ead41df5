"""What is said at full marks: what an answer is good for, another way to write it, the next."""

from collections.abc import Sequence

from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exhibits import Afterwards


def afterwards(exercise: CompiledExercise, books: Sequence[Casebook]) -> Afterwards:
    """Return what is said to whoever has answered an exercise rightly."""
    guidance = exercise.guidance
    return Afterwards(guidance.meaning, str(guidance.another), _following(exercise, books))


def _following(exercise: CompiledExercise, books: Sequence[Casebook]) -> str:
    """Name the exercise that comes next, and its notebook if that is another one."""
    course = [(each, book) for book in books for each in book.exercises]
    places = [place for place, (each, _) in enumerate(course) if each.name == exercise.name]
    if not places:
        return ""
    if places[-1] + 1 == len(course):
        return "That was the last exercise."
    (_, own), (coming, book) = course[places[-1] : places[-1] + 2]
    where = "" if book is own else f", in {book.notebook}"
    extra = ", which nobody has to do" if coming.bonus else ""
    return f"Next: {coming.number} {coming.name}{_title(coming)}{where}{extra}."


def _title(exercise: CompiledExercise) -> str:
    """Return a title as it stands within a sentence; nothing if the name says the same."""
    title = exercise.title.rstrip("?")
    title = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    same = title.removeprefix("the ") == exercise.name.replace("_", " ")
    return "" if same else f", {title}"
