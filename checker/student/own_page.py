"""`page`: the learner's own network as one file that a friend can open."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import UsageError
from checker.figures.layers import Layers, layers_of
from checker.figures.own_page import Told, page_of
from checker.figures.some_digits import Digits, asked, new_digits, one_of_each
from checker.safe_files import write_file
from checker.student.never_raises import never_raises

#: No page is larger: a megabyte travels in any message.
MOST_BYTES = 1_000_000
#: The names of what `fit` records, as a page says them.
_CURVES = {"cost": "Cost of the training digits", "accuracy": "Share of new digits read right"}
_TEXT, _EPOCHS = 4000, 1000


@never_raises(otherwise=None)
def page(
    file: str | Path,
    network: Any,
    history: Mapping[str, Sequence[float]] | None = None,
    *,
    title: str = "My network reads digits",
    name: str = "",
    words: str = "",
    activations: Sequence[str] = (),
) -> None:
    """Write a page on which your network reads what somebody draws.

    It is one file. It works without a server and without the internet: send it to a friend.

    Parameters
    ----------
    file
        Its name, such as "my_network.html".
    network
        Your network, with lists `weights` and `biases`; or a dict of arrays W1, b1, W2, b2, ….
    history
        What `fit` has returned; drawn as curves.
    title, name, words
        Stand at the top of the page: a heading, who you are, and whatever you want to say.
    activations
        Their names, the last layer's last, such as ("relu", "softmax"): sigmoid, relu, tanh,
        softmax or linear. Needed where the network has no method `forward` to find them by.

    Examples
    --------
    In a notebook: `page("my_network.html", trained, history_95, words="It took me a week.")`.
    """
    place = Path(file) if isinstance(file, str | Path) else Path()
    if place.suffix.lower() not in {".html", ".htm"}:
        raise UsageError("the name of a page ends with .html, as in “my_network.html”")
    digits = new_digits()
    layers = layers_of(network, activations, asked(digits))
    told = Told(
        title=str(title)[:200] or "My network",
        name=str(name)[:200],
        words=str(words)[:_TEXT],
        curves=_curves(history),
        confusion=_confusion(layers, digits),
        samples=one_of_each(digits),
    )
    content = page_of(layers, told).encode("utf-8", "replace")
    if len(content) > MOST_BYTES:
        raise UsageError(f"the page would have {len(content)} bytes, and at most {MOST_BYTES} fit")
    write_file(place, content)
    print(f"{place} is written, {len(content) / 1000:.0f} kB. Open it in a browser, and draw.")


def _curves(history: Mapping[str, Sequence[float]] | None) -> dict[str, list[float]]:
    """Return what was recorded epoch by epoch; what is no number is left out."""
    if history is None:
        return {}
    if not isinstance(history, Mapping):
        raise UsageError("history is what fit returns: a dict of lists, a number for each epoch")
    curves = {}
    for name, title in _CURVES.items():
        try:
            values = np.asarray(history.get(name, ()), float).ravel()[:_EPOCHS]
        except (TypeError, ValueError) as error:
            raise UsageError(f"the {name} of history is a list of numbers") from error
        if values.size and np.isfinite(values).all():
            curves[title] = values.tolist()
    return curves


def _confusion(layers: Layers, digits: Digits | None) -> np.ndarray | None:
    if digits is None:
        return None
    images, labels = digits
    seen = layers.forward(images.reshape(len(images), -1).T / 255).argmax(axis=0)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, seen), 1)
    return counts
