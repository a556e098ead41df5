"""Mutants, which nobody catalogued, before the closer look: how many are told their line or cause.

Of typed answers nothing but the numbers is known, so there are no lines to tell.
"""

import ast
import builtins
import keyword
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeGuard

from checker.course.proving.equivalents import Equivalent, load_equivalents
from checker.course.proving.mutants import Mutant, mutants_of
from checker.course.proving.wild import POINTED, Said, Wild, WildProgram, pointed_lines
from checker.course.release.parsing import parsed
from checker.grades import Verdict

#: Words in a line of code that are nobody's variables.
NOT_VARIABLES = {*dir(builtins), *keyword.kwlist, "np"}
#: Names that are words of English, too.
ARTICLES = {"a", "A", "I"}
#: Stands for the name that a statement lacks which should have handed something back.
RETURN = "return"
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


def forgotten_names(mutant: Mutant) -> list[str]:
    """Name what a left-out statement gave a value to or went through; "return" for what it gave.

    Of another change, name what was used before it and is not used in the whole program any more.
    """
    if mutant.after != "pass":
        used = {node.id for node in ast.walk(parsed(mutant.text)) if _is_use(node)}
        return [name for name in _words(mutant.before) if name not in used]
    try:
        (statement,) = parsed(mutant.before).body
    except (SyntaxError, ValueError):
        return [*_of_head(mutant.before), *_given_less_often(mutant)]
    match statement:
        case ast.Return():
            return [RETURN]
        case ast.Assign(targets=targets):
            return [name for target in targets for name in _names(target)]
        case (
            ast.AugAssign(target=target)
            | ast.Expr(value=ast.Call(func=ast.Attribute(value=target)))
        ):
            return _names(target)
    return []


def _given_less_often(mutant: Mutant) -> list[str]:
    """Name what gets a value in a left-out block, beside what it gets elsewhere."""
    before, after = (
        Counter(node.id for node in ast.walk(parsed(text)) if isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Store))
        for text in (mutant.original, mutant.text)
    )  # fmt: skip
    return sorted(before - after)


def _is_use(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _words(line: str) -> list[str]:
    """Return the variables in a line, in their order, whether or not it is a whole statement."""
    found = dict.fromkeys(re.findall(r"(?<![\w.\"'])[A-Za-z]\w*", line))
    return [name for name in found if name not in NOT_VARIABLES]


def _of_head(line: str) -> list[str]:
    """Name what the head of a loop goes through, or what a condition looks at."""
    return _words(line) if line.endswith(":") else []


def _names(target: ast.expr) -> list[str]:
    """Return the names that a target stands for: `b` of `self.b[0]`, and the key of an entry."""
    match target:
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return [name for item in items for name in _names(item)]
        case ast.Subscript(value=value, slice=ast.Constant(value=str() as key)):
            return [*_names(value), key]
        case ast.Subscript(value=value):
            return _names(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return [name]
    return []


def told_shares(found: Sequence[ToldMutant]) -> ToldShares:
    """Count what mutants were told."""
    return ToldShares(Counter(each.told for each in found))
