"""Mutants, which nobody catalogued, before the closer look: how many are told their line or cause.

Of typed answers nothing but the numbers is known, so there are no lines to tell.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from checker.course.proving.equivalents import Equivalent, load_equivalents
from checker.course.proving.forgotten_names import RETURN, forgotten_names
from checker.course.proving.mutants import Mutant, mutants_of
from checker.course.proving.wild import POINTED, Said, Wild, WildProgram, pointed_lines
from checker.course.release.parsing import parsed
from checker.grades import Verdict

#: Names that are words of English, too.
ARTICLES = {"a", "A", "I"}
#: Where one sentence ends and another begins.
END = re.compile(r"(?<=[.?!]) ")


class Telling(StrEnum):
    """What a mutant is told, by what that is worth; the last one misleads."""

    CAUSE = "known mistake named"
    LINE = "line told"
    FACT = "a fact told"
    NOTHING = "nothing told"
    WRONG_LINE = "wrong line told"


@dataclass(frozen=True)
class ToldMutant:
    """A mutant that loses points, and what was said of it."""

    mutant: Mutant
    said: Said
    told: Telling


@dataclass(frozen=True)
class ToldShares:
    """How many mutants were told what."""

    counts: Mapping[Telling, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many lose points."""
        return sum(self.counts.values())

    def share(self, *told: Telling) -> float:
        """Return the share of those that were told one of these."""
        return sum(self.counts.get(each, 0) for each in told) / max(self.total, 1)

    def lines(self) -> Iterator[str]:
        """Return a line for each kind, and one for those that are told their line or cause."""
        for each in Telling:
            yield self._line(each, each)
        yield self._line("line or cause told", Telling.CAUSE, Telling.LINE)

    def _line(self, what: str, *told: Telling) -> str:
        count = sum(self.counts.get(each, 0) for each in told)
        return f"{what:20} {count:5} of {self.total:5}  {self.share(*told):.1%}"


def mutated_programs(
    wild: Wild, lessons: Sequence[str], every: int, first: int = 0
) -> list[tuple[Mutant, WildProgram]]:
    """List one in so many mutants of the written exercises of some lessons, from a `first` one."""
    listed = load_equivalents(wild.solutions)
    found = [pair for name in lessons for pair in _of_lesson(wild, name, listed.get(name, ()))]
    return found[first::every]


def _of_lesson(
    wild: Wild, name: str, listed: Sequence[Equivalent]
) -> Iterator[tuple[Mutant, WildProgram]]:
    lesson, book = wild.lesson(name)
    for exercise in book.exercises:
        if exercise.fields:
            continue
        worked = lesson.worked(exercise.name)
        for number, mutant in enumerate(mutants_of(worked)):
            if not any(entry.fits(mutant) for entry in listed):
                text = without_placeholder(worked.source, mutant.text)
                lines = changed_lines(worked.source, text)
                called = f"{exercise.name} {number}"
                yield mutant, WildProgram(called, name, exercise.name, False, text, lines=lines)


def without_placeholder(before: str, after: str) -> str:
    """Return a mutant's text as a person would have it who has forgotten a statement.

    The `pass` that stands for the statement goes, unless nothing else is in its block.
    """
    lines = after.split("\n")
    known = before.split("\n")
    gone = [at for at, line in enumerate(lines) if line.strip() == "pass" and line not in known]
    text = "\n".join(line for at, line in enumerate(lines) if at not in gone)
    try:
        parsed(text)
    except SyntaxError:
        return after
    return text


def changed_lines(before: str, after: str) -> tuple[int, ...]:
    """Return the lines of a text that are not those before, with the rest of their statement.

    Where lines are gone, these are the ones beside the gap; where a `pass` stands for a whole
    block, it is the block's head.
    """
    matcher = SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    changed = {
        line
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag != "equal"
        for line in (range(first + 1, last + 1) if last > first else (first, first + 1))
    }
    for node in ast.walk(parsed(after)):
        if isinstance(node, ast.Pass) and node.lineno in changed:
            changed.add(node.lineno - 1)
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            own = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            changed |= own if own & changed else set()
    return tuple(sorted(changed))


def judge_mutants(
    wild: Wild,
    programs: Sequence[tuple[Mutant, WildProgram]],
    done: Callable[[], None] = lambda: None,
) -> list[ToldMutant]:
    """Judge mutants one after the other; those that keep all points are left out."""
    found = []
    for mutant, program in programs:
        said = wild.said(program)
        if said.verdict.points < said.verdict.max_points:
            told = told_of(program, said.verdict, forgotten_names(mutant))
            found.append(ToldMutant(mutant, said, told))
        done()
    return found


def told_of(program: WildProgram, verdict: Verdict, forgotten: Sequence[str] = ()) -> Telling:
    """Say what a mutant is told, of which the changed lines are known, or what it has forgotten.

    A forgotten statement has no line: what tells its cause is the name that it gave a value to or
    went through, that nothing is returned, or a name that nothing uses any more.
    """
    pointed = pointed_lines(verdict)
    if any(_is_said(name, verdict) for name in forgotten):
        return Telling.CAUSE
    if pointed and not pointed & set(program.lines):
        return Telling.WRONG_LINE
    if verdict.misconception:
        return Telling.CAUSE
    fault = verdict.fault
    stopped = {fault.call_line or fault.line} if fault else set()
    if pointed or (stopped & set(program.lines) and verdict.sentence):
        return Telling.LINE
    return Telling.FACT if verdict.sentence else Telling.NOTHING


def _is_said(name: str, verdict: Verdict) -> bool:
    """Whether a name stands where the cause is explained; where lines are named, beside these.

    What a wrong part is called explains nothing, save that nothing came back.
    """
    if name == RETURN:
        said = [verdict.sentence, *(check.yours for check in verdict.checks if check.reason)]
        return any(RETURN in each for each in said)
    said = END.split(verdict.sentence)
    pointing = [each for each in said if POINTED.search(each)]
    written = rf"[“`]{name}[”`]" if name in ARTICLES else rf"\b{re.escape(name)}\b"
    return any(re.search(written, each) for each in pointing or said)


def told_shares(found: Sequence[ToldMutant]) -> ToldShares:
    """Count what mutants were told."""
    return ToldShares(Counter(each.told for each in found))
