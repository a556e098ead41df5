"""Runs every attack in every isolation with a wall, and prints what became of them."""

import resource
import sys
import time
from collections import Counter

from rich.console import Console
from rich.table import Table

from checker.sandbox import choose
from checker.sandbox.warm import close
from tests.attacks.cases import attacks
from tests.attacks.suite import adopt_orphans, processes_left, run

ISOLATIONS = ("warm", "bubblewrap", "landlock")
COLUMNS = ("isolation", "class", "cases", "as expected", "wrong marks", "other", "seconds")


def main():
    """Print the table and what went wrong; give the exit code."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    adopt_orphans()
    console, table, failures, around, left = Console(), Table(*COLUMNS), [], [], 0
    for name in ISOLATIONS:
        start = time.monotonic()
        report = run(choose(name), attacks(), jobs=2)
        findings = report.findings
        console.print(f"{name}: {time.monotonic() - start:.0f} seconds")
        for group in sorted({finding.attack.group for finding in findings}):
            table.add_row(name, group, *_counts([f for f in findings if f.attack.group == group]))
        table.add_row(name, "all", *_counts(findings), end_section=True)
        close()  # the zygote is meant to stay, and nothing else is
        left += len(processes_left())
        around += [f"{name}: {what}" for what in report.around]
        failures += [(name, finding) for finding in findings if finding.wrong]
    console.print(table)
    escapes = sum(finding.escaped for _, finding in failures) + len(around)
    console.print(f"escapes: {escapes}, processes left: {left}")
    for what in around:
        console.print(what, highlight=False)
    for name, finding in failures:
        console.print(
            f"{name}: {finding.attack.student}: {'; '.join(finding.wrong)}", highlight=False
        )
    return 1 if failures or around or left else 0


def _counts(findings):
    kinds = Counter(
        "mark" if any("wrong mark" in what for what in finding.wrong) else "other"
        for finding in findings
        if finding.wrong
    )
    right = len(findings) - kinds.total()
    seconds = sum(finding.seconds for finding in findings)
    return [str(x) for x in (len(findings), right, kinds["mark"], kinds["other"], f"{seconds:.0f}")]


if __name__ == "__main__":
    sys.exit(main())
