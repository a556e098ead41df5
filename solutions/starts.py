"""Records what the spread of the start does to learning, for notebook 2: `python solutions/starts.py`.

Networks [784, 32, 10] as in `replays.py`, nothing wrong with them but the start: weights and
biases of spread 1, or weights of spread one over the root of n and biases of 0. The share of
validation digits that are read goes to checker/figures/starts.json, five seeds each: the first
five, whatever they give.
"""

import json
from pathlib import Path

from replays import record

TARGET = Path(__file__).parents[1] / "checker" / "figures" / "starts.json"
EPOCHS, SEEDS = 6, range(5)
STARTS = {"unit": "stuck", "fan_in": "correct"}


def main():
    kept = {
        name: [[epoch["accuracy"] for epoch, _ in record(run, seed, EPOCHS)] for seed in SEEDS]
        for name, run in STARTS.items()
    }
    TARGET.write_text(json.dumps(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
