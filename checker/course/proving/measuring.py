"""The judge as a measuring instrument: right and wrong programs before it, on many seeds.

A mistake that is named counts as there, in a program, if the program was made from it, or if it
answers as that mistake does on every seed, wherever the mistake can be told from the right
answer: then it is that mistake in other words. Anything else that is named is a wrong accusation.
"""

from collections.abc import Iterator, Sequence

from checker.course.proving.answers import own_names
from checker.course.proving.books import Book, Both, as_of_seeds
from checker.course.proving.readings import (
    ACCUSED,
    MISTAKES,
    NAMED,
    PAIRS,
    PAIRS_NAMED,
    REFUSED,
    WORDY,
    Readings,
    added,
    once,
)
from checker.course.proving.subjects import Subject, is_full, marks
from checker.exercises import Misconception
from checker.grades import Verdict
from checker.judging import contradicts, explains, judge
from checker.judging.evidence import alike, tolerances
from checker.judging.sentences import is_unfit
from checker.records import Answer
from checker.sandbox import Sandbox

#: What one program answers, by the place of the book.
Answered = Sequence[Sequence[Answer]]


def right_programs(
    subject: Subject, texts: Sequence[str], seeds: int, sandbox: Sandbox
) -> Readings:
    """Try every right program on the cases of many seeds.

    Raises
    ------
    BrokenReference
        If the worked solution fails on the cases of a seed.
    """
    books = as_of_seeds(subject, seeds, sandbox) if texts else ()
    return added(
        reading
        for book in books
        for place, text in enumerate(texts, 1)
        for reading in _right(book, place, text, sandbox)
    )


def _right(book: Subject, place: int, text: str, sandbox: Sandbox) -> Iterator[Readings]:
    where = f"style {place} on {book.where}"
    verdict = book.quick.verdict(book.recorded, sandbox, text=text)
    unwanted = f"{where} earns {marks(verdict)}"
    yield once(REFUSED, found=not is_full(verdict), unwanted=unwanted)
    if not is_full(verdict):  # nobody who is right has made a mistake
        whole = book.recorded if book.seed is None else book.fresh(book.seed, sandbox)
        told = book.verdict(whole, sandbox, text=text).misconception
        if told:
            yield once(ACCUSED, found=True, unwanted=f"{where} is right, and called {told}")


def known_wrong(books: Sequence[Book]) -> Readings:
    """Try every known mistake, and every pair that can be made together, on all books."""
    return added((_singles(books), _both(books)))


def _singles(books: Sequence[Book]) -> Readings:
    written = books[0].subject.exercise.misconceptions
    return added(
        reading
        for place, known in enumerate(written)
        for book in books
        for reading in _single(books, book, place, known)
    )


def _single(
    books: Sequence[Book], book: Book, place: int, known: Misconception
) -> Iterator[Readings]:
    mistake = book.compiled.mistakes[place]
    verdict = judge(book.compiled, mistake.answers)
    where = f"{mistake.id} on {book.subject.where}"
    yield once(MISTAKES, found=is_full(verdict), unwanted=f"{where} earns {marks(verdict)}")
    yield worded(verdict, where)
    said = names(verdict)
    itself = said in [(name,) for name in own_names(book.subject, known)]
    yield once(NAMED, found=itself, unwanted=f"{where} is called {_shown(said)}")
    if said:
        answered = [each.compiled.mistakes[place].answers for each in books]
        wrong = not itself and not contains(books, answered, said, books.index(book))
        yield once(ACCUSED, found=wrong, unwanted=f"{where} is called {_shown(said)}")


def _both(books: Sequence[Book]) -> Readings:
    rows = zip(*(book.pairs for book in books), strict=True)
    return added(
        reading
        for row in rows
        if not all(map(_cancels, books, row))
        for book, both in zip(books, row, strict=True)
        for reading in _pair(books, book, both, [each.whole.answers for each in row])
    )


def _cancels(book: Book, both: Both) -> bool:
    """Whether two mistakes undo each other: what they make together is a right program."""
    compiled = book.compiled
    return all(map(alike, both.whole.answers, compiled.expected, tolerances(compiled)))


def _pair(books: Sequence[Book], book: Book, both: Both, answered: Answered) -> Iterator[Readings]:
    verdict = judge(book.compiled, both.whole.answers)
    where = f"{both.whole.id} on {book.subject.where}"
    yield once(PAIRS, found=is_full(verdict), unwanted=f"{where} earns {marks(verdict)}")
    yield worded(verdict, where)
    said, made = names(verdict), {both.first.id, both.second.id}
    yield once(PAIRS_NAMED, found=set(said) == made, unwanted=f"{where} is called {_shown(said)}")
    if said:
        wrong = not set(said) <= made and not contains(books, answered, said, books.index(book))
        yield once(ACCUSED, found=wrong, unwanted=f"{where} is called {_shown(said)}")


def worded(verdict: Verdict, where: str) -> Readings:
    """Return the reading of what a verdict explains, if it explains anything."""
    text = verdict.sentence
    return once(WORDY, found=is_unfit(text), unwanted=f"{where}: {text}") if text else {}


def names(verdict: Verdict) -> tuple[str, ...]:
    """Return the mistakes that a verdict names: none, one, or two."""
    named = (verdict.misconception, verdict.second_misconception)
    return tuple(name for name in named if name)


def contains(
    books: Sequence[Book], answered: Answered, said: Sequence[str], place: int = 0
) -> bool:
    """Whether a program answers as what was named on one book does, wherever that can be told.

    It may say too little for a name on another book, but nothing against it on any. Of typed
    answers only the numbers are known, and those of one book say nothing of another's: they are a
    mistake's where they are the numbers that it gives.
    """
    book = books[place]
    if not explains(book.compiled, book.named(*said), answered[place]):
        return False
    if book.compiled.fields:
        return True
    return not any(
        contradicts(book.compiled, book.named(*said), answers)
        for book, answers in zip(books, answered, strict=False)
    )


def _shown(said: Sequence[str]) -> str:
    return " and ".join(said) or "nothing"
