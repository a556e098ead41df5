"""F12: the learner's own neuron learns OR before their eyes: play, pause, scrub."""

from collections.abc import Callable
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np

from checker.figures.drawing import as_text
from checker.figures.embedded import Embedded, locked_page
from checker.figures.network import smooth_step

TrainNeuron = Callable[..., Any]
CORNERS = np.array([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)])
TARGETS = np.array([0.0, 1.0, 1.0, 1.0])
#: The learning rate and the number of epochs of notebook 1, and how many pictures are made of them.
RATE, LAST, FRAMES = 1.0, 2000, 100
STILLS = (0, 10, 100, 2000)
_TITLE, _HEIGHT, _NARROW = "Your neuron learns", 560, 980


def player(train_neuron: TrainNeuron) -> Embedded:
    """Return the training as a film, and as four stills in words.

    A neuron that cannot be trained is told of in its place. Only the exercise that is not written
    yet goes on raising what it raises, so that the cell says what it waits for.
    """
    try:
        frames = film(train_neuron)
    except NotImplementedError:
        raise
    except Exception as error:  # noqa: BLE001  the function is the student's own
        return _nothing(f"train_neuron stopped with {type(error).__name__}: {error!s:.200}")
    if not frames:
        return _nothing("train_neuron gives no two finite weights and no finite bias")
    page = locked_page(
        "neuron_player.html",
        styles=("page.css", "neuron_player.css"),
        scripts=("film.js", "neuron_player.js"),
        data={"frames": frames, "corners": CORNERS.tolist(), "targets": TARGETS.tolist()},
        title=_TITLE,
    )
    return Embedded(page, _TITLE, film_in_words(frames), _HEIGHT, _NARROW)


def _nothing(said: str) -> Embedded:
    page = locked_page("said.html", ("page.css",), (), {}, title=_TITLE, said=escape(said))
    return Embedded(page, _TITLE, f"{_TITLE}: {said}.", 90)


def film(train_neuron: TrainNeuron) -> list[dict[str, Any]]:
    """Return the neuron after ever more epochs, each time trained on from where it was.

    The list ends where a parameter is no finite number any more.
    """
    w, b = np.zeros(2), 0.0
    frames = [_frame(0, w, b)]
    for before, epoch in pairwise(epochs()):
        w, b = _trained(train_neuron, w, b, epoch - before)
        if w.shape != (2,) or not np.isfinite([*w, b]).all():
            return frames if len(frames) > 1 else []
        frames.append(_frame(epoch, w, b))
    return frames


def epochs() -> list[int]:
    """Return the epochs that are shown: each of the first ones, then ever fewer."""
    spread = np.geomspace(1, LAST, FRAMES).round().astype(int)
    return sorted({0, *STILLS, *spread.tolist()})


def _trained(train_neuron: TrainNeuron, w: Any, b: float, more: int) -> tuple[np.ndarray, float]:
    """Train on for some epochs, on one example a column."""
    found = train_neuron(CORNERS.T, TARGETS, w, b, RATE, more)
    weights, bias = found[0], found[1]
    return np.array(weights, float).ravel(), float(np.asarray(bias, float).reshape(()))


def _frame(epoch: int, w: np.ndarray, b: float) -> dict[str, Any]:
    outputs = smooth_step(CORNERS @ w + b)
    cost = float(np.mean((outputs - TARGETS) ** 2) / 2)
    numbers = {"w": w.tolist(), "b": float(b), "outputs": outputs.tolist(), "cost": cost}
    return {"epoch": epoch} | numbers


def film_in_words(frames: list[dict[str, Any]]) -> str:
    """Tell four moments of the training."""
    lines = [_TITLE]
    for frame in frames:
        if frame["epoch"] in STILLS:
            right = sum(
                (output > 0.5) == (target > 0.5)
                for output, target in zip(frame["outputs"], TARGETS, strict=True)
            )
            numbers = ", ".join(as_text(number) for number in (*frame["w"], frame["b"]))
            lines.append(
                f"Epoch {frame['epoch']}: cost {as_text(frame['cost'])}, {right} of 4 corners "
                f"right; w₁, w₂, b: {numbers}."
            )
    return "\n".join(lines)
