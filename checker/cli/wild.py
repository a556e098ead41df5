"""`checker verify --wild` and `--told`: what is said of programs, and what that is worth."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.terminal import say, say_isolation

if TYPE_CHECKING:
    from checker.course.proving.wild import Said

BROKEN = 1


def judge_wild(file: Path, solutions: Path, notebooks: Path, isolation: str) -> None:
    """Judge programs; exit 1 if one is misled, a wrong one accepted or a right one refused."""
    from checker.cli.proving import Pieces
    from checker.course.proving.wild import UNWANTED, Wild, judge_all, read_programs
    from checker.sandbox import choose

    programs = read_programs(file)
    chosen = choose(isolation)
    say_isolation(chosen)
    with Pieces() as pieces:
        done = pieces.stage("programs", len(programs))
        said = judge_all(Wild(solutions, notebooks, chosen), programs, done)
    _print(said)
    if any(each.grade in UNWANTED for each in said):
        raise typer.Exit(BROKEN)


def tell_mutants(
    every: int, first: int, solutions: Path, notebooks: Path, lessons: Sequence[str], isolation: str
) -> None:
    """Judge one in so many mutants, and print those that are not told their line, and shares."""
    from checker.cli.proving import Pieces
    from checker.course.proving.told import (
        Telling,
        judge_mutants,
        mutated_programs,
        told_shares,
    )
    from checker.course.proving.wild import Wild, text_of_verdict
    from checker.course.release.course import lesson_names
    from checker.sandbox import choose

    chosen = choose(isolation)
    say_isolation(chosen)
    wild = Wild(solutions, notebooks, chosen)
    names = lessons or lesson_names(solutions)
    programs = mutated_programs(wild, names, every, first)
    with Pieces() as pieces:
        found = judge_mutants(wild, programs, pieces.stage("mutants", len(programs)))
    for each in found:
        if each.told not in (Telling.CAUSE, Telling.LINE):
            program = each.said.program
            say(f"{program.id}  {each.told}  line {program.lines[0]}: {each.mutant}")
            say(f"    {text_of_verdict(each.said.verdict) or '-'}")
    say("")
    for line in told_shares(found).lines():
        say(line)


def _print(said: "Sequence[Said]") -> None:
    """Print what was said of each program, and the shares of what that is worth."""
    from checker.course.proving.wild import Grade, grade_shares, text_of_verdict

    for each in said:
        verdict, program = each.verdict, each.program
        marks = f"{verdict.points:g} of {verdict.max_points:g}"
        say(f"{program.id}  {program.exercise}  {marks}  {each.grade}")
        if each.grade is not Grade.RIGHT:
            say(f"    {text_of_verdict(verdict) or '-'}")
            say(f"    cause: {program.cause or '-'}")
    say("")
    for line in grade_shares(said).lines():
        say(line)
