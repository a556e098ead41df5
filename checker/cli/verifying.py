"""`checker verify`: what is promised of a release, held against the release."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

import checker.cli.options as opt
from checker.cli.terminal import WARNING, say, say_isolation
from checker.cli.wild import judge_wild, tell_mutants

if TYPE_CHECKING:
    from checker.course.proving.course import Findings
    from checker.course.proving.readings import Measure

BROKEN = 1


def verify(
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
    lesson: opt.Lessons = None,
    seeds: opt.Seeds = 20,
    variants: opt.Variants = 20,
    jobs: opt.Jobs = None,
    isolation: opt.Isolation = "auto",
    mutants: opt.Mutants = True,
    table: opt.Table = False,
    right_seeds: opt.RightSeeds = 50,
    wrong_seeds: opt.WrongSeeds = 10,
    stated: opt.Stated = None,
    wild: opt.Wild = None,
    told: opt.Told = None,
    told_from: opt.ToldFrom = 0,
) -> None:
    """Prove a release: worked solutions, stubs, known mistakes, styles, secrets and mutants.

    Each notebook runs to its end with every exercise solved. Every worked solution is changed in
    each small way that can be thought of, and the judge must refuse what comes out. With `--table`
    the judge is also measured as an instrument. The exit code is 0 if all that is promised holds,
    1 if not, and 2 for misuse.

    With `--wild FILE` nothing else is done: the programs of the file, right and wrong ones as
    people write them, are judged as in class, and what is said of each is printed with the shares
    of what it is worth. With `--told 20` one in twenty mutants is judged so, and of those that
    lose points it is counted how many are told the line that was changed.
    """
    place = notebooks or solutions.parent / "notebooks"
    if wild:
        judge_wild(wild, solutions, place, isolation)
        return
    if told:
        tell_mutants(told, told_from, solutions, place, lesson or (), isolation)
        return
    from checker.cli.proving import Pieces
    from checker.course.proving.course import ProofPlan, prove
    from checker.course.proving.stated import stated_shares
    from checker.course.proving.trial import TrialExtent
    from checker.errors import UsageError
    from checker.sandbox import choose

    if stated and (lesson or not table):
        raise UsageError("--stated is about the whole course: it goes with --table, not --lesson")
    measured = (right_seeds, wrong_seeds) if table else (0, 0)
    shares = stated_shares(stated, *measured) if stated else {}
    chosen = choose(isolation)
    say_isolation(chosen)
    extent = TrialExtent(seeds, variants, mutants, *measured, walk=True)
    cores = os.cpu_count() or 1
    order = ProofPlan(solutions, place, tuple(lesson or ()), extent, jobs or cores)
    with Pieces() as pieces:
        findings = prove(order, chosen, pieces.stage)
    _tell(findings, shares, measured if table else None)


def _tell(
    findings: "Findings", shares: "Mapping[Measure, float]", measured: tuple[int, int] | None
) -> None:
    """Print what was proven, and measured if anything was; exit 1 if something does not hold."""
    from checker.cli.proving import print_readings, print_table, proof_conclusion
    from checker.course.proving.stated import worse

    print_table(findings)
    if measured:
        print_readings(findings, *measured)
    for note in findings.notes:
        say(note, WARNING)
    faults = [*findings.faults, *worse(findings.readings, shares)]
    for fault in faults:
        say(fault, WARNING)
    say(proof_conclusion(findings, faults))
    if faults:
        raise typer.Exit(BROKEN)
