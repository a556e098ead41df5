"""Holds the marks of a made-up class to its key: python .ci/marks.py KEY RESULTS."""

import json
import sys
from pathlib import Path


def by_student(path: str) -> dict[tuple[str, str], dict]:
    """Return the lines of a key or of results, by student and notebook."""
    lines = Path(path).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return {(row["student"], row["notebook"]): row for row in rows}


def differences(due: dict, got: dict | None) -> list[str]:
    """Say in which marks and outcomes a result differs from its line of the key."""
    if got is None:
        return ["there is no result"]
    found = [f"{name} {got[name]}, due {due[name]}" for name in ("status", "score")
             if got[name] != due[name]]  # fmt: skip
    earned = {item["name"]: (item["points"], item["outcome"]) for item in got["exercises"]}
    asked = {item["name"]: (item["points"], item["outcome"]) for item in due["exercises"]}
    return found + [
        f"{name} {earned.get(name)}, due {asked.get(name)}"
        for name in sorted(earned.keys() | asked.keys())
        if earned.get(name) != asked.get(name)
    ]


if __name__ == "__main__":
    key, results = map(by_student, sys.argv[1:])
    wrong = [
        f"{student}, {notebook}: {difference}"
        for (student, notebook), due in key.items()
        for difference in differences(due, results.get((student, notebook)))
    ]
    wrong += [
        f"{student}, {notebook}: not in the key" for student, notebook in results.keys() - key
    ]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(key)} submissions, {len(wrong)} marks that are not those of the key.")
    sys.exit(bool(wrong) or not key)
