"""What notebook 5 asks: the cases, checks, hints and known mistakes of its twelve exercises."""

from itertools import pairwise

import numpy as np

from checker.exercises import (
    Call,
    Case,
    Differ,
    Digits,
    Exercise,
    File,
    Form,
    Guidance,
    Intruder,
    InWords,
    Laid,
    Misconception,
    MixedLines,
    Name,
    Prediction,
    Pure,
    Read,
    Relation,
    Sample,
    Set,
    Share,
    Term,
    Values,
    Within,
    call,
    read,
)

#: Says what to do about an argument that was changed.
OWN_NAME = "One of your lines writes into what was handed over. Give the result a name of its own."


def generator(rng, into="rng"):
    """A step that makes a fresh generator for student code, with a seed of its own."""
    return Call("np.random.default_rng", (int(rng.integers(10**6)),), into=into)


def network(rng, *sizes):
    """Weights and biases that leave the units in the steep part of the curve; no bias near 0."""
    pairs = list(pairwise(sizes))
    weights = [rng.normal(size=(n, k)) / np.sqrt(k) for k, n in pairs]
    return weights, [rng.choice([-1, 1], (n, 1)) * rng.uniform(0.3, 0.9, (n, 1)) for _, n in pairs]


def examples(rng, n_in, n_out, m):
    """A batch: one example a column, with targets of no particular class."""
    return rng.normal(size=(n_in, m)), rng.uniform(0.1, 0.9, (n_out, m))


def classified(rng, sizes, m):
    """A network, examples and targets, of which it gets about half right.

    Its winners vary: a network that gives nearly all examples to one class answers like one that
    does not look at them.
    """
    while True:
        weights, biases = network(rng, *sizes)
        weights = [4 * W for W in weights]
        X = a = rng.normal(size=(sizes[0], m))
        for W, b in zip(weights, biases, strict=True):
            a = 1 / (1 + np.exp(-(W @ a + b)))
        winners = a.argmax(axis=0)
        if np.bincount(winners).max() <= 0.6 * m:
            break
    labels = np.where(rng.uniform(size=m) < 0.4, winners, rng.integers(0, sizes[-1], m))
    return (weights, biases), X, np.eye(sizes[-1])[:, labels]


# ---------------------------------------------------------------- 5.1


def prepare_checks(rng):
    def digits(m, labels=None):
        images = rng.integers(0, 256, (m, 28, 28), dtype=np.uint8)
        # never brighter than 250, so that the largest value differs from image to image
        images = np.minimum(images, np.arange(250, 250 - m, -1)[:, None, None]).astype(np.uint8)
        labels = rng.permutation(10)[:m] if labels is None else labels
        return images, np.asarray(labels, dtype=np.uint8)

    def part(name, place, images, labels):
        return Case(name, (Call("prepare", (images, labels), into="data"), Read("data", place)))

    seven, four = digits(7, [3, 1, 4, 1, 5, 8, 2]), digits(4, [7, 0, 7, 2])
    blank = np.zeros((3, 28, 28), np.uint8), np.array([2, 0, 5], np.uint8)
    full = np.full((2, 28, 28), 255, np.uint8), np.array([9, 6], np.uint8)
    strided = tuple(Laid(array, "strided") for array in digits(3))
    bright = part("all pixels 255", 0, *full)
    edge = (
        call("one image", "prepare", *digits(1, [6])),
        call("all pixels 0", "prepare", *blank),
        call("every other entry", "prepare", *strided),
        call("forty images", "prepare", *digits(40, np.resize(rng.permutation(10), 40))),
    )
    return [
        Values("pixels", 0.75, (part("seven images", 0, *seven), part("four images", 0, *four))),
        Values("targets", 0.5, (part("labels without a 9", 1, *seven),
                                part("a label that comes twice", 1, *four))),
        Within("range", 0.125, "leaves the range from 0 to 1", (bright,), 0, 1, after="pixels"),
        Values("edge cases", 0.375, edge, ("X", "Y"), after="pixels"),
        Pure("input unchanged", 0.25, (call("four images", "prepare", *four),), after="pixels"),
    ]  # fmt: skip


def prepared(pixels="images.reshape(len(images), -1).T / 255", rows="labels"):
    """The worked solution of 5.1 with one of its lines as a student with a slip would write it."""
    return f"""
        X = {pixels}
        Y = np.zeros((10, len(labels)))
        Y[{rows}, np.arange(len(labels))] = 1
        return X, Y
    """


prepare = Exercise(
    "prepare",
    number="5.1",
    title="Images to columns",
    checks=prepare_checks,
    hints=(
        "Plot column 0 of your result as a picture of 28 times 28 pixels.",
        "Flatten each image to a row, then exchange the axes. Divide everything by one constant.",
        "X = images.reshape(len(images), -1).____ / 255",
    ),
    guidance=Guidance(
        rows={
            "targets": (
                "Labels without a 9 still need ten rows. Where does your number of rows come from?"
            ),
            "range": (
                "The brightest pixel is 255 in every set of images. By which number do you divide?"
            ),
            "edge cases": "One image and no image come in, too. Does any of your lines count them by hand?",
            "input unchanged": OWN_NAME,
        },
        meaning="This is all that a network ever sees of a picture: 784 numbers between 0 and 1.",
        another=(
            "X = images.reshape(len(images), 784).T / 255\n"
            "Y = np.equal.outer(np.arange(10), labels).astype(float)\n"
            "return X, Y"
        ),
    ),
    model=prepared(),
    misconceptions=(
        Misconception(
            "not_scaled",
            "Your largest value is 255. With such inputs the hidden sigmoids are flat and the "
            "network hardly learns. Which range should a pixel have?",
            "normalisation forgotten",
            body=prepared("images.reshape(len(images), -1).T.astype(float)"),
        ),
        Misconception(
            "scaled_twice",
            "Your largest value is 0.0039, which is 1 / 255, and should be 1. How often do you "
            "divide by 255, here and where the data is loaded?",
            "the division stands both where the data is loaded and here",
            body=prepared("images.reshape(len(images), -1).T / 255 / 255"),
        ),
        Misconception(
            "integer_division",
            "Your images are pure black and white: the grey levels are gone. Which of your steps "
            "makes whole numbers out of fractions?",
            "integer operator",
            body=prepared("(images // 255).reshape(len(images), -1).T"),
        ),
        Misconception(
            "reshape_scrambles",
            "The shape is right, but the pixels of different images are mixed. Show column 0 as a "
            "picture. Which axis has to be flattened, and which exchanged?",
            "one reshape to the final shape in place of a transposition",
            body=prepared("images.reshape(784, len(images)) / 255"),
        ),
        Misconception(
            "per_image_scaling",
            "Each of your images has the maximum 1: faint strokes were brightened. All images "
            "share one constant; which?",
            "normalises each image by its own maximum",
            body=prepared(
                "(images / np.maximum(images.max(axis=(1, 2), keepdims=True), 1))"
                ".reshape(len(images), -1).T"
            ),
        ),
        Misconception(
            "largest_scaling",
            "You divide by the largest value of these pictures, and the same grey is another number "
            "in other pictures. What is the largest value that a pixel can have?",
            "normalises all images by their own maximum",
            body=prepared("(images / max(images.max(), 1)).reshape(len(images), -1).T"),
        ),
        Misconception(
            "transposed_pixels",
            "Your digits are mirrored along the diagonal. Which two axes were exchanged too many?",
            "rows and columns of the image exchanged",
            body=prepared("images.transpose(0, 2, 1).reshape(len(images), -1).T / 255"),
        ),
        Misconception(
            "labels_as_column_order",
            "Digit d must light up row d, also when a digit is missing from the batch. Yours "
            "numbers the digits by their size among those that are present.",
            "numbers the classes that are present",
            body=prepared(rows="np.unique(labels, return_inverse=True)[1]"),
        ),
        Misconception(
            "labels_by_occurrence",
            "Digit d must light up row d. Yours numbers the digits in the order in which they "
            "first occur: the first label of the batch is always row 0.",
            "numbers the classes as they are met",
            body=prepared(
                rows="[list(dict.fromkeys(labels.tolist())).index(d) for d in labels.tolist()]"
            ),
        ),
    ),
)

# ---------------------------------------------------------------- 5.2

#: Every column carries its number in row 0; row 1 tells whether the column came through whole.
BATCHES = """
def drained(minibatches, *args):
    return [tuple(batch) for batch in minibatches(*args)]

def taken(batches):
    pairs = [(np.asarray(X_b), np.asarray(Y_b)) for X_b, Y_b in batches]
    if not pairs:
        return np.zeros((3, 0)), np.zeros((2, 0))
    return tuple(np.hstack([pair[side] for pair in pairs]) for side in (0, 1))

def collected(batches):
    return tuple(table[:, np.argsort(table[0], kind="stable")] for table in taken(batches))

def apart(batches):
    X, Y = taken(batches)
    return X[0] - Y[0]

def sizes(batches):
    return [int(np.shape(X_b)[1]) for X_b, _ in batches]

def twice(first, second):
    one, other = (taken(batches)[0][0] for batches in (first, second))
    again = 2.0 if np.all(np.diff(one) > 0) else 1.0  # 2 says that nothing was shuffled at all
    return again if np.array_equal(one, other) else 0.0

def regrouped(first, second):
    one, other = (
        {tuple(sorted(np.asarray(X_b)[0].tolist())) for X_b, _ in batches}
        for batches in (first, second)
    )
    return float(one == other)

def state():
    return list(np.random.get_state()[1:3])

def disturbed(before, after):
    return float(not all(np.array_equal(one, other) for one, other in zip(before, after)))
"""


def minibatches_checks(rng):
    def tagged(m):
        tags = np.arange(m) + 0.5
        return np.vstack([tags, tags**2 + 3, -tags]), np.vstack([tags, 7 * tags])

    def drained(m, size, into="batches", rng="rng"):
        arguments = (Name("minibatches"), *tagged(m), size, Name(rng))
        return Call("lab.drained", arguments, into=into)

    def asked(what, m, size):
        return Case(f"{m} examples in batches of {size}",
                    (generator(rng), drained(m, size),
                     Call(f"outside.{what}", (Name("batches"),))))  # fmt: skip

    def twice(name, second, size=7):
        seed = int(rng.integers(10**6))
        steps = [
            Call("np.random.seed", (seed,)),
            Call("np.random.default_rng", (seed,), into="rng"),
            Call("np.random.default_rng", (seed,), into="equal"),
            drained(30, size, "first"),
            drained(30, size, "second", second),
        ]
        return Case(name, (*steps, Call("outside.twice", (Name("first"), Name("second")))))

    regrouped = Case(
        "24 examples in batches of 4",
        (
            generator(rng),
            drained(24, 4, "first"),
            drained(24, 4, "second"),
            Call("outside.regrouped", (Name("first"), Name("second"))),
        ),
    )
    untouched = Case("8 examples in batches of 3", (generator(rng), drained(8, 3, None)))
    disturbed = Case(
        "10 examples in batches of 4",
        (
            generator(rng),
            Call("np.random.seed", (int(rng.integers(10**6)),)),
            Call("lab.state", (), into="before"),
            drained(10, 4),
            Call("lab.state", (), into="after"),
            Call("outside.disturbed", (Name("before"), Name("after"))),
        ),
    )
    shuffled = twice("two epochs with one rng", "rng")
    all_at_once = twice("two epochs of one batch", "rng", 100)
    repeated = twice("two rngs with equal seeds", "equal")
    unpaired = tuple(asked("apart", m, size) for m, size in ((10, 4), (12, 3), (9, 9)))
    covered = tuple(asked("collected", m, size) for m, size in ((10, 4), (10, 10), (12, 5)))
    cut = tuple(
        asked("sizes", m, size)
        for m, size in ((10, 4), (10, 100), (1, 1), (12, 3), (50, 3), (101, 2))
    )
    edge = (asked("collected", 1, 1), asked("collected", 0, 4), asked("collected", 10, 100))
    return [
        Values("every example once", 0.5, covered, ("X", "Y")),
        Within("still paired", 0.5, "an image and the label beside it do not belong together",
               unpaired, -0.25, 0.25, after="every example once"),
        Values("sizes", 0.25, cut),
        Within("shuffled anew", 0.25, "two epochs have the same batches",
               (shuffled, regrouped, all_at_once), 0, 0.5, after="every example once"),
        Within("the order comes from rng", 0.125, "equal generators give different batches",
               (repeated,), 0.5, 2, after="every example once"),
        Within("others keep their random numbers", 0.125, "NumPy's global generator was used",
               (disturbed,), 0, 0.5, after="every example once"),
        Values("edge cases", 0.125, edge, ("X", "Y"), after="every example once"),
        Pure("input unchanged", 0.125, (untouched,), after="every example once"),
    ]  # fmt: skip


minibatches = Exercise(
    "minibatches",
    number="5.2",
    title="Minibatches",
    checks=minibatches_checks,
    lab=BATCHES,
    hints=(
        "Shuffle the numbers of the examples, not the arrays.",
        "Draw one permutation of 0 to m - 1, cut it into slices, and use each slice for X and Y.",
        (
            "order = rng.permutation(____)\n"
            "for start in range(0, len(order), batch_size):\n"
            "    chosen = order[start : ____]\n"
            "    yield X[:, chosen], ____"
        ),
    ),
    guidance=Guidance(
        rows={
            "still paired": (
                "A picture and its label have to stay together. By which numbers do you choose "
                "columns of X, and by which those of Y?"
            ),
            "sizes": "The last batch can be smaller: it is neither left out nor filled up.",
            "shuffled anew": "Each call goes through the examples in a new order. When do you draw yours?",
            "the order comes from rng": (
                "Draw from the generator that was handed over, not from np.random and not from "
                "a new one."
            ),
            "others keep their random numbers": (
                "np.random.shuffle and np.random.seed change what everybody else draws. What "
                "can draw instead?"
            ),
            "edge cases": (
                "A batch may be as large as everything, or larger. Does any of your lines count"
                " on a remainder?"
            ),
            "input unchanged": (
                "rng.shuffle changes the array that it is given. What can be shuffled in place "
                "of X and Y?"
            ),
        },
        order=MixedLines(
            (
                "places = rng.permutation(X.shape[1])",
                "for first in range(0, X.shape[1], batch_size):",
                "    part = places[first : first + batch_size]",
                "    yield X[:, part], Y[:, part]",
            ),
            (
                Intruder(
                    "places = np.arange(X.shape[1])",
                    "places = rng.permutation(X.shape[1])",
                    "each epoch would go through the examples in one and the same order.",
                ),
                Intruder(
                    "    yield X[part], Y[part]",
                    "    yield X[:, part], Y[:, part]",
                    "examples are columns, and this takes rows.",
                ),
                Intruder(
                    "    return X[:, part], Y[:, part]",
                    "    yield X[:, part], Y[:, part]",
                    "the function would end with its first batch.",
                ),
            ),
        ),
        meaning=(
            "A few examples give a rough gradient, and hundreds of rough steps lead further "
            "than one exact one."
        ),
        another=(
            "order = rng.permutation(X.shape[1])\n"
            "cuts = range(batch_size, len(order), batch_size)\n"
            "for chosen in np.split(order, cuts):\n"
            "    yield X[:, chosen], Y[:, chosen]"
        ),
    ),
    misconceptions=(
        Misconception(
            "pairs_broken",
            "Images and labels no longer belong together; accuracy will stay at 10 %. How many "
            "shuffles do two tables need if their columns have to stay side by side?",
            "two calls of permutation",
            body="""
                first, second = rng.permutation(X.shape[1]), rng.permutation(X.shape[1])
                for start in range(0, X.shape[1], batch_size):
                    here = slice(start, start + batch_size)
                    yield X[:, first[here]], Y[:, second[here]]
            """,
        ),
        Misconception(
            "drops_last",
            "Some examples are never seen: with 10 examples and batch size 4 you hand out 8. "
            "What should happen to the two that are left?",
            "partial batch dropped",
            body="""
                order = rng.permutation(X.shape[1])
                for number in range(X.shape[1] // batch_size):
                    chosen = order[number * batch_size : (number + 1) * batch_size]
                    yield X[:, chosen], Y[:, chosen]
            """,
        ),
        Misconception(
            "no_shuffle",
            "Two epochs give the same batches in the same order. On data sorted by label training "
            "fails. What was the generator handed over for?",
            "shuffle forgotten",
            body="""
                for start in range(0, X.shape[1], batch_size):
                    yield X[:, start : start + batch_size], Y[:, start : start + batch_size]
            """,
        ),
        Misconception(
            "shuffles_batches",
            "The same examples meet in every epoch; only their batches change places. On data "
            "sorted by label each batch would hold one digit. What has to be put in random order?",
            "permutes the starts of the batches instead of the examples",
            body="""
                starts = rng.permutation(np.arange(0, X.shape[1], batch_size))
                for start in starts:
                    yield X[:, start : start + batch_size], Y[:, start : start + batch_size]
            """,
        ),
        Misconception(
            "even_batches",
            "Your batches share the examples evenly: ten in fours come as 4, 3 and 3. How many does "
            "each batch hold but the last?",
            "np.array_split",
            body="""
                count = max(1, -(-X.shape[1] // batch_size))
                for chosen in np.array_split(rng.permutation(X.shape[1]), count):
                    yield X[:, chosen], Y[:, chosen]
            """,
        ),
        Misconception(
            "too_few_batches",
            "Your batches are larger than `batch_size` where examples are left over. How many "
            "batches does it take to hold all of them if the division has a remainder?",
            "np.array_split with the number of batches rounded down",
            body="""
                count = max(1, X.shape[1] // batch_size)
                for chosen in np.array_split(rng.permutation(X.shape[1]), count):
                    yield X[:, chosen], Y[:, chosen]
            """,
        ),
        Misconception(
            "empty_batch",
            "Your last batch has no column where `batch_size` divides the number of examples. "
            "When is something left over, and what if nothing is?",
            "hands out what is left, be it nothing",
            body="""
                order = rng.permutation(X.shape[1])
                for number in range(X.shape[1] // batch_size + 1):
                    chosen = order[number * batch_size : (number + 1) * batch_size]
                    yield X[:, chosen], Y[:, chosen]
            """,
        ),
        Misconception(
            "with_replacement",
            "Some examples appear twice and some never within one epoch. Drawing each batch anew "
            "does not know what was drawn before; what does?",
            "samples each batch independently",
            body="""
                for start in range(0, X.shape[1], batch_size):
                    size = min(batch_size, X.shape[1] - start)
                    chosen = rng.choice(X.shape[1], size)
                    yield X[:, chosen], Y[:, chosen]
            """,
        ),
        Misconception(
            "shuffles_features",
            "You shuffled the pixels, not the examples: examples are columns here. Along which "
            "axis must the order change?",
            "shuffles along the first axis, as for examples in rows",
            body="""
                mixed = X[rng.permutation(X.shape[0])]
                for start in range(0, X.shape[1], batch_size):
                    here = slice(start, start + batch_size)
                    yield mixed[:, here], Y[:, here]
            """,
        ),
        Misconception(
            "shuffles_all_rows",
            "You mixed the rows of images and labels with one another: examples are columns here. "
            "Along which axis must the order change?",
            "glues both together and shuffles along the first axis",
            body="""
                both = rng.permutation(np.concatenate([X, Y]))
                for start in range(0, X.shape[1], batch_size):
                    part = both[:, start : start + batch_size]
                    yield part[: len(X)], part[len(X) :]
            """,
        ),
        Misconception(
            "in_place",
            "The batches are right, but the data set of the caller has been reordered. Can you "
            "shuffle something else than the data?",
            "shuffles the caller's arrays",
            body="""
                order = rng.permutation(X.shape[1])
                X[...], Y[...] = X[:, order], Y[:, order]
                for start in range(0, X.shape[1], batch_size):
                    yield (X[:, start : start + batch_size].copy(),
                           Y[:, start : start + batch_size].copy())
            """,
        ),
        Misconception(
            "global_rng",
            "Same rng, different batches: the order does not come from the generator you were "
            "given. Whoever wants to repeat a training run cannot.",
            "ignores the generator that was handed over",
            body="""
                order = np.random.permutation(X.shape[1])
                for start in range(0, X.shape[1], batch_size):
                    chosen = order[start : start + batch_size]
                    yield X[:, chosen], Y[:, chosen]
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 5.3

#: A generator whose permutations are known beforehand, so that the weights after training are.
ORDERS = """
class Order:
    def __init__(self, orders):
        self.orders = [np.array(order) for order in orders]

    def permutation(self, items):
        order = self.orders.pop(0)
        if np.ndim(items) == 0 and items != len(order):
            raise ValueError(f"an order of {items} examples, and there are {len(order)}")
        return order if np.ndim(items) == 0 else np.asarray(items)[order]

    def shuffle(self, items):
        items[:] = self.permutation(items)

def parameters(network):
    return list(network.weights), list(network.biases)

def costs(network):
    return np.array([float(cost) for cost in network.costs])
"""


def lecture_class_checks(rng):
    def made(sizes, parameters=None):
        weights, biases = parameters or network(rng, *sizes)
        return (
            generator(rng),
            Call("ArtificialNeuralNetwork", (list(sizes), Name("rng")), into="net"),
            Set("net.weights", weights),
            Set("net.biases", biases),
        )

    def backward(name, sizes, *, before=0, evaluated=0):
        """The gradient of one example, perhaps with others looked at in between."""
        steps = list(made(sizes))
        for _ in range(before):
            x, y = examples(rng, sizes[0], sizes[-1], 1)
            steps += [Call("net.forward", (x,)), Call("net._backward", (y,))]
        x, y = examples(rng, sizes[0], sizes[-1], 1)
        steps.append(Call("net.forward", (x,)))
        if evaluated:
            steps.append(Call("net.num_correct", examples(rng, sizes[0], sizes[-1], evaluated)))
        return Case(name, (*steps, Call("net._backward", (y,))))

    def trained(name, sizes, m, size, epochs, what="parameters"):
        X, Y = examples(rng, sizes[0], sizes[-1], m)
        order = rng.permutation(m)
        # no epoch has the batches of another one: that would hide an order which never changes
        orders = [np.roll(order, epoch) for epoch in range(epochs)]
        lr = float(rng.uniform(0.5, 1.5))
        steps = (
            Call("lab.Order", (orders,), into="order"),
            Call("net.train", (X, Y, epochs, size, lr, Name("order"))),
            Call(f"lab.{what}", (Name("net"),)),
        )
        return Case(name, (*made(sizes), *steps))

    def counted(name, sizes, m):
        parameters, X, Y = classified(rng, sizes, m)
        # forward comes first: whoever puts the lists back afterwards has some to put back
        seen = Call("net.forward", (X[:, :1],))
        return Case(name, (*made(sizes, parameters), seen, Call("net.num_correct", (X, Y))))

    parts, gradients = ("weights", "biases"), ("nabla_W", "nabla_b")
    first = (
        backward("one example", (3, 4, 2)),
        backward("all layers of three", (3, 3, 3)),
        backward("two hidden layers", (2, 4, 3, 2)),
        backward("the second example", (3, 3, 3), before=1),
    )
    step = (
        trained("four examples, one batch", (3, 4, 2), 4, 4, 1),
        trained("all layers of three, one batch", (3, 3, 3), 3, 3, 1),
    )
    many = (
        trained("two batches of three", (3, 4, 2), 6, 3, 1),
        trained("two epochs of two batches", (3, 3, 3), 4, 2, 2),
    )
    partial = (
        trained("ten examples in batches of eight", (3, 4, 2), 10, 8, 1),
        trained("three examples, batch size 100", (2, 3, 2), 3, 100, 1),
    )
    costs = (
        trained("two epochs in batches of two", (3, 4, 2), 6, 2, 2, "costs"),
        trained("seven examples in batches of three", (2, 3, 2), 7, 3, 3, "costs"),
    )
    between = (
        backward("evaluated in between", (3, 4, 2), evaluated=3),
        backward("layers of three, evaluated in between", (3, 3, 3), evaluated=2),
        counted("how many of forty are right", (3, 5, 4), 40),
        counted("how many of fifty are right", (4, 6, 5), 50),
        counted("how many of sixty are right", (2, 5, 6), 60),
    )
    return [
        Values("gradient of one example", 0.75, first, gradients, flow="backward"),
        Values("one batch", 0.75, step, parts),
        Values("several batches", 0.75, many, parts),
        Values("a smaller last batch", 0.75, partial, parts),
        Values("cost of an epoch", 0.5, costs),
        Values("evaluation in between", 0.5, between, gradients, flow="backward"),
    ]


def training(
    zero="batch", order="epoch", count="len(batch)", step="self._step()", cost="epoch_cost / m"
):
    """The worked training loop of 5.3, with one of its lines missing or elsewhere."""
    places = {place: "self._zero_grad()" if place == zero else "pass"
              for place in ("once", "epoch", "batch", "example")}  # fmt: skip
    drawn = {place: "order = rng.permutation(m)" if place == order else "pass"
             for place in ("once", "epoch")}  # fmt: skip
    return f"""
        self.learning_rate = learning_rate
        m = X.shape[1]
        {places["once"]}
        {drawn["once"]}
        for _ in range(num_epochs):
            {drawn["epoch"]}
            {places["epoch"]}
            epoch_cost = 0.0
            sum_of_means = sum_of_own_means = 0.0
            for start in range(0, m, minibatch_size):
                batch = order[start : start + minibatch_size]
                self.minibatch_size = {count}
                {places["batch"]}
                for i in batch:
                    {places["example"]}
                    x, y = X[:, [i]], Y[:, [i]]
                    a = self.forward(x)
                    self._accumulate_grad(*self._backward(y))
                    epoch_cost += 0.5 * np.sum((a - y) ** 2)
                    sum_of_means += 0.5 * np.sum((a - y) ** 2) / minibatch_size
                    sum_of_own_means += 0.5 * np.sum((a - y) ** 2) / len(batch)
                {step}
            self.costs.append({cost})
    """


def in_class(**bodies):
    """Bodies of the lecture's methods, under the names by which the worked class has them."""
    return {f"ArtificialNeuralNetwork.{method}": body for method, body in bodies.items()}


lecture_class = Exercise(
    "ArtificialNeuralNetwork",
    number="5.3",
    title="Debug the lecture: the class of lecture 001",
    checks=lecture_class_checks,
    lab=ORDERS,
    hints=(
        (
            "Go by symptoms. An index out of range: is anything put into the lists? A missing "
            "attribute: who makes it? Weights that stay: which method is never called?"
        ),
        (
            "Forward fills both lists. Zero before each batch, step after it, divide by the examples "
            "that were there. An evaluation has to leave both lists alone."
        ),
        (
            "for start in range(0, m, minibatch_size):\n"
            "    batch = order[start : ____]\n"
            "    self.minibatch_size = ____\n"
            "    self._zero_grad()\n"
            "    ...\n"
            "    self.____()"
        ),
    ),
    guidance=Guidance(
        rows={
            "one batch": (
                "After one batch the weights should have moved. Which method moves them, and "
                "who calls it?"
            ),
            "several batches": (
                "The second batch must not start with the gradients of the first. What has to "
                "happen before each batch?"
            ),
            "a smaller last batch": "The last batch can be smaller. By how many examples is its sum divided?",
            "cost of an epoch": (
                "The cost of an epoch is the mean over all its examples. What do you add, and "
                "by what do you divide?"
            ),
            "evaluation in between": (
                "Counting right answers must leave alone what the way back uses. Into which "
                "lists does it write?"
            ),
        },
        meaning=(
            "Six faults in thirty lines, and with some of them it would have learned all the "
            "same. So numbers are compared, not curves."
        ),
        another={
            "self.zs.append(W @ a + b)": "self.zs.append(W.dot(self.activations[-1]) + b)",
        },
    ),
    misconceptions=(
        Misconception(
            "never_steps",
            "Training runs without error and no weight changes. Is no step taken, or is every step "
            "0?",
            "as published",
            body=in_class(train=training(step="pass")),
        ),
        Misconception(
            "never_zeroes",
            "Gradients of all earlier batches are still in the sum: the second step is about "
            "twice too long, the third three times. When must the sum begin again?",
            "moved out of the loop over the batches",
            body=in_class(train=training(zero="once")),
        ),
        Misconception(
            "zeroes_per_epoch",
            "Gradients of the earlier batches of an epoch are still in the sum of the later ones. "
            "For how many examples does one step add up?",
            "one level too far out",
            body=in_class(train=training(zero="epoch")),
        ),
        Misconception(
            "zeroes_per_example",
            "Only the last example of each batch counts. What does starting again erase?",
            "one level too deep",
            body=in_class(train=training(zero="example")),
        ),
        Misconception(
            "one_order_of_examples",
            "All your epochs go through the examples in the same order. How often is a new one "
            "drawn?",
            "the order is drawn once, before the loop over the epochs",
            body=in_class(train=training(order="once")),
        ),
        Misconception(
            "partial_batch",
            "Your last, smaller batch makes a step that is too short. How many examples were "
            "added up there?",
            "as published",
            body=in_class(train=training(count="minibatch_size")),
        ),
        Misconception(
            "no_cache",
            "The backward pass finds empty lists. Who should have filled them on the way forward?",
            "as published",
            body=in_class(
                forward="""
                    self.activations, self.zs = [a], []
                    for W, b in zip(self.weights, self.biases):
                        a = sigmoid(W @ a + b)
                    return a
                """
            ),
        ),
        Misconception(
            "stale_cache",
            "From the second example on, the backward pass reads values of the first one. When "
            "do the lists have to begin anew?",
            "the lists are begun once, for the first example",
            body=in_class(
                forward="""
                    if not hasattr(self, "zs"):
                        self.activations, self.zs = [a], []
                    for W, b in zip(self.weights, self.biases):
                        self.zs.append(W @ a + b)
                        a = sigmoid(self.zs[-1])
                        self.activations.append(a)
                    return a
                """
            ),
        ),
        Misconception(
            "evaluation_breaks_cache",
            "Calling the evaluation changed the next gradient: forward stores its values in the "
            "object. Whose values does the backward pass need?",
            "evaluation and training share one store",
            body=in_class(
                num_correct="""
                    outputs = [self.forward(X[:, [i]]) for i in range(X.shape[1])]
                    pairs = zip(outputs, Y.T)
                    return sum(int(a.argmax() == y.argmax()) for a, y in pairs)
                """
            ),
        ),
        Misconception(
            "evaluation_of_all",
            "After an evaluation the next gradient is made from all the examples evaluated: "
            "forward stores what it was last given. Whose values does the backward pass need?",
            "evaluation of a whole table in the store that training uses",
            body=in_class(
                num_correct="""
                    outputs = self.forward(X)
                    return int(np.sum(outputs.argmax(axis=0) == Y.argmax(axis=0)))
                """
            ),
        ),
        Misconception(
            "evaluation_leaves_zs",
            "After an evaluation the activations are those of before, and the pre-activations are "
            "not: `forward` writes into both lists. Which of them does the way back read?",
            "puts back one of two lists",
            body=in_class(
                num_correct="""
                    kept = self.activations
                    outputs = [self.forward(X[:, [i]]) for i in range(X.shape[1])]
                    self.activations = kept
                    pairs = zip(outputs, Y.T)
                    return sum(int(a.argmax() == y.argmax()) for a, y in pairs)
                """
            ),
        ),
        Misconception(
            "evaluation_leaves_all_zs",
            "After an evaluation the activations are those of before, and the pre-activations "
            "belong to all the examples evaluated. Which of the two lists does the way back read?",
            "evaluates a whole table and puts back one of two lists",
            body=in_class(
                num_correct="""
                    kept = self.activations
                    outputs = self.forward(X)
                    self.activations = kept
                    return int(np.sum(outputs.argmax(axis=0) == Y.argmax(axis=0)))
                """
            ),
        ),
        Misconception(
            "mean_of_batch_means",
            "Your cost of an epoch is the mean of the batches' means: an example of a small last "
            "batch counts more than others. Over how many examples is the mean asked?",
            "averages averages",
            body=in_class(
                train=training(cost="sum_of_own_means / len(range(0, m, minibatch_size))")
            ),
        ),
        Misconception(
            "cost_after_epoch",
            "Your cost of an epoch is measured when it is over. Asked is the cost of each example "
            "in its turn: with which weights was it at that moment?",
            "one look at all examples at the end",
            body=in_class(train=training(cost="0.5 * np.sum((self.forward(X) - Y) ** 2) / m")),
        ),
        Misconception(
            "epoch_loss_sum",
            "Your loss doubles when the batch size is halved: it is a sum over batches. By what "
            "does a mean over the examples divide?",
            "as published",
            body=in_class(train=training(cost="sum_of_means")),
        ),
    ),
)

# ---------------------------------------------------------------- 5.4

NETWORK = """
def parameters(network):
    return list(network.weights), list(network.biases)

def kept(network):
    return [np.array(array) for array in (*network.weights, *network.biases)]

def moved(network, before):
    pairs = zip((*network.weights, *network.biases), before)
    return max(float(np.max(np.abs(now - old))) if now.shape == old.shape else 9.0
               for now, old in pairs)

def curves(history):
    return np.array(history["cost"], float), np.array(history["accuracy"], float)

def growth(method, n_in, n_out):
    few, many = (
        bytecodes_of(method, np.full((n_in, m), 0.3), np.full((n_out, m), 0.4)) for m in (4, 64)
    )
    return (many - few) / 60
"""


def network_checks(rng):
    def made(sizes, parameters=None, scale=()):
        weights, biases = parameters or network(rng, *sizes)
        start = (
            generator(rng),
            Call("Network", (list(sizes), Name("rng"), *scale), into="net"),
        )
        return (*start, Set("net.weights", weights), Set("net.biases", biases))

    def started(name, sizes, *scale):
        build = (generator(rng), Call("Network", (list(sizes), Name("rng"), *scale), into="net"))
        return Case(name, (*build, Call("lab.parameters", (Name("net"),))))

    def asked(name, sizes, m, method):
        X, Y = examples(rng, sizes[0], sizes[-1], m)
        arguments = (X, Y) if method == "gradients" else (X,)
        return Case(name, (*made(sizes), Call(f"net.{method}", arguments)))

    def predicted(name, sizes, m):
        parameters, X, _ = classified(rng, sizes, m)
        return Case(name, (*made(sizes, parameters), Call("net.predict", (X,))))

    def updated(name, sizes, m, times):
        steps = [
            Call("net.update", (*examples(rng, sizes[0], sizes[-1], m), float(rng.uniform(0.5, 2))))
            for _ in range(times)
        ]
        return Case(name, (*made(sizes), *steps, Call("lab.parameters", (Name("net"),))))

    def fitted(name, sizes, m, epochs, *, copies=1, size=None):
        """`copies` of each example make the result independent of the order of the examples."""
        X, Y = (np.tile(table, copies) for table in examples(rng, sizes[0], sizes[-1], m))
        lr = float(rng.uniform(0.5, 2))
        steps = (
            generator(rng),
            Call("net.fit", (X, Y, epochs, size or m * copies, lr, Name("rng"))),
            Call("lab.parameters", (Name("net"),)),
        )
        return Case(name, (*made(sizes), *steps))

    def told(name, sizes, m, epochs, *, apart=0, size=None, still=False):
        """The history of a training in batches of everything, the last `apart` examples apart.

        In smaller batches it depends on their order, unless all weights stand `still`.
        """
        parameters, X, Y = classified(rng, sizes, m + apart)
        checked = (X[:, m:], Y[:, m:]) if apart else ()
        lr = 0.0 if still else float(rng.uniform(0.5, 2))
        steps = (
            generator(rng),
            Call("net.fit", (X[:, :m], Y[:, :m], epochs, size or m, lr, Name("rng"), *checked),
                 into="history"),
            Call("lab.curves", (Name("history"),)),
        )  # fmt: skip
        return Case(name, (*made(sizes, parameters), *steps))

    def told_again(name, sizes, m):
        """The history of a second training, which begins anew."""
        X, Y = examples(rng, sizes[0], sizes[-1], m)
        fits = [
            Call("net.fit", (X, Y, epochs, m, 0.7, Name("rng")), into="history")
            for epochs in (2, 3)
        ]
        return Case(
            name, (*made(sizes), generator(rng), *fits, Call("lab.curves", (Name("history"),)))
        )

    parts, gradients, curves = ("weights", "biases"), ("nabla_W", "nabla_b"), ("cost", "accuracy")
    shapes = (started("start of [3, 4, 2]", (3, 4, 2)), started("start of [5, 2]", (5, 2)))
    big = started("start of [64, 100, 10]", (64, 100, 10))
    unit = started("start of [64, 100, 10], scale unit", (64, 100, 10), "unit")
    sizes, square, deep = (3, 4, 2), (3, 3, 3), (2, 4, 3, 2)
    X, Y = examples(rng, 3, 2, 4)
    net = made(sizes)
    untouched = Case("gradients of four examples", (*net, Call("net.gradients", (X, Y))))
    other = Case(
        "a second network is built and trained",
        (
            generator(rng, "first"),
            Call("Network", (list(sizes), Name("first")), into="one"),
            Call("lab.kept", (Name("one"),), into="before"),
            generator(rng, "second"),
            Call("Network", (list(sizes), Name("second")), into="two"),
            Call("two.update", (X, Y, 1.0)),
            Call("lab.moved", (Name("one"), Name("before"))),
        ),
    )
    seeded = Case(
        "random numbers of others",
        (
            Call("np.random.seed", (int(rng.integers(1, 10**6)),)),
            generator(rng),
            Call("Network", (list(sizes), Name("rng")), into="net"),
            generator(rng, "more"),
            Call("net.fit", (X, Y, 2, 2, 0.5, Name("more"))),
            Call("np.random.random"),
        ),
    )
    seed, order = generator(rng), generator(rng, "order")
    repeat = (
        seed,
        Call("Network", (list(sizes), Name("rng")), into="net"),
        order,
        Call("net.fit", (X, Y, 2, 3, 0.5, Name("order"))),
        Read("net.weights"),
    )
    rows = examples(rng, 3, 2, 12)
    orders = [
        (Case(f"12 examples one by one, in {which} order",
              (*net, order, Call("net.fit", (*rows, 1, 1, 1.5, Name("order"))),
               Call("lab.parameters", (Name("net"),)))), (0, 0))
        for which, order in (("one", generator(rng, "order")), ("another", generator(rng, "order")))
    ]  # fmt: skip
    # A second call with an equal generator begins in the order of the first.
    fits = {epochs: Call("net.fit", (*rows, epochs, 1, 1.5, Name("order"))) for epochs in (1, 2)}
    parameters = Call("lab.parameters", (Name("net"),))
    anew, same = (
        (Case(name, (*net, *steps, parameters)), (0, 0))
        for name, steps in (
            ("two epochs of 12 examples one by one", (order, fits[2])),
            ("one epoch, and one more in the same order", (order, fits[1], order, fits[1])),
        )
    )
    growth = Case(
        "64 examples against 4", (*net, Call("lab.growth", (Name("net.gradients"), 3, 2)))
    )
    one, two = Case("a training run", repeat), Case("the same run again", repeat)
    return [
        Form("shapes of the start", 0.125, shapes),
        Within("biases start at 0", 0.125, "the biases do not start at 0", (big,), 0, 0, part=(1, 0)),
        Sample("scaled start", 0.125, "the first weights do not spread like 1/√n_in", (big,),
               0.0, 1 / 8, part=(0, 0)),
        Sample("scaled start of the second layer", 0.125,
               "the second weights do not spread like 1/√n_in", (big,), 0.0, 1 / 10, part=(0, 1)),
        Differ("two generators, two starts", 0.125,
               "generators with different seeds give the same start",
               (Term(1.0, started("start of [6, 5, 4]", (6, 5, 4)), (0, 0)),
                Term(1.0, started("start of [6, 5, 4], another seed", (6, 5, 4)), (0, 0)))),
        Sample("start of the lecture", 0.0625, 'with "unit" the weights do not spread like 1',
               (unit,), 0.0, 1.0, part=(0, 0)),
        Sample("biases of the lecture", 0.0625, 'with "unit" the biases do not spread like 1',
               (unit,), 0.0, 1.0, part=(1, 0)),
        Differ("two layers, two draws", 0.125, "two layers start with the same numbers",
               (Term(1.0, started("start of [6, 6, 6]", (6, 6, 6)), (0, 0)),
                Term(1.0, started("start of [6, 6, 6] ", (6, 6, 6)), (0, 1)))),
        Values("forward", 0.375, (asked("five examples", sizes, 5, "forward"),
                                asked("all sizes three", square, 3, "forward"),
                                asked("two hidden layers, one example", deep, 1, "forward"))),
        Values("gradients", 0.875, (asked("five examples", sizes, 5, "gradients"),
                                  asked("all sizes three", square, 3, "gradients"),
                                  asked("one example", deep, 1, "gradients"),
                                  asked("no hidden layer", (4, 3), 6, "gradients")),
               gradients, flow="backward"),
        Within("no loop over examples", 0.25, "the work grows with every example, as in a loop",
               (growth,), high=1, after="gradients"),
        Values("update", 0.75, (updated("one update", sizes, 4, 1),
                                updated("all sizes three, one update", square, 3, 1),
                                updated("ten updates", deep, 5, 10)),
               parts, flow="forward"),
        Values("fit", 0.5, (fitted("one batch of everything, 3 epochs", sizes, 5, 3),
                             fitted("six copies of an example in batches of 2", sizes, 1, 3,
                                    copies=6, size=2),
                             fitted("seven copies in batches of 3", square, 1, 2, copies=7, size=3),
                             fitted("no epoch", sizes, 4, 0)),
               parts, flow="forward"),
        Differ("two generators, two orders", 0.125,
               "whatever the generator, the examples come in the same order",
               (Term(1.0, *orders[0]), Term(1.0, *orders[1])), after="fit"),
        Differ("a new order in each epoch", 0.125, "all epochs go through the examples in one order",
               (Term(1.0, *anew), Term(1.0, *same)), after="fit"),
        Values("history", 0.375, (told("history of 4 epochs", (3, 4, 3), 24, 4),
                                  told("forty examples, 4 classes", (3, 5, 4), 40, 3),
                                  told("fifty examples, 6 classes", (4, 5, 6), 50, 3),
                                  told("with validation examples", (3, 5, 4), 12, 3, apart=40),
                                  told("history of no epoch", (3, 4, 3), 24, 0),
                                  told_again("history of a second training", (3, 4, 2), 9),
                                  told("eleven examples in batches of 4, rate 0", (3, 5, 4), 11, 2,
                                       size=4, still=True)),
               curves),
        Values("predict", 0.25, (predicted("forty examples", (3, 5, 4), 40),
                                 asked("one example", (2, 3, 3), 1, "predict"))),
        Within("two networks share nothing", 0.125, "building or training a network changed another",
               (other,), 0, 0),
        Values("others keep their random numbers", 0.125, (seeded,)),
        Relation("same seed, same run", 0.125, "equal generators do not give equal weights",
                 (Term(1.0, one, 0), Term(-1.0, two, 0))),
        Pure("input unchanged", 0.125, (untouched,), after="gradients"),
    ]  # fmt: skip


def start(drawn="rng.normal(size=(n_out, 1))", scaled="np.zeros_like(b)"):
    """The worked start of 5.4 with other biases."""
    return f"""
    pairs = list(pairwise(sizes))
    self.weights = [rng.normal(size=(n_out, n_in)) for n_in, n_out in pairs]
    self.biases = [{drawn} for _, n_out in pairs]
    if scale == "fan_in":
        self.weights = [W / np.sqrt(W.shape[1]) for W in self.weights]
        self.biases = [{scaled} for b in self.biases]
"""


NETWORK_START = start()


def fitting(before="", batches="{}", cost="self.forward(X) - Y"):
    """The worked `fit` of 5.4 with its mini-batches drawn elsewhere, or another cost."""
    draw = "minibatches(X, Y, batch_size, rng)"
    return f"""
        X_val, Y_val = (X, Y) if X_val is None else (X_val, Y_val)
        history = {{"cost": [], "accuracy": []}}
        {before.format(draw)}
        for _ in range(epochs):
            errors = []
            for X_b, Y_b in {batches.format(draw)}:
                errors.append(self.forward(X_b) - Y_b)
                self.update(X_b, Y_b, lr)
            cost = 0.5 * np.sum(({cost}) ** 2) / X.shape[1]
            history["cost"].append(float(cost))
            right = self.predict(X_val) == Y_val.argmax(axis=0)
            history["accuracy"].append(float(np.mean(right)))
        return history
    """


def updating(weights="self.weights, nabla_W", biases="self.biases, nabla_b", lr="lr", rest="[]"):
    """The worked update of 5.4 with a slip in what is paired with what."""
    return {
        "Network.update": f"""
            nabla_W, nabla_b = self.gradients(X, Y)
            lr = {lr}
            self.weights = [W - lr * grad for W, grad in zip({weights})] + {rest}
            self.biases = [b - lr * grad for b, grad in zip({biases})]
        """
    }


full_network = Exercise(
    "Network",
    number="5.4",
    title="The network",
    checks=network_checks,
    lab=NETWORK,
    hints=(
        "You have written every part in notebooks 2 to 4. Which method calls which?",
        (
            "fit: for every epoch, for every minibatch, update. Then forward once over all examples "
            "for the mean cost, and predict for the accuracy."
        ),
        (
            "for _ in range(epochs):\n"
            "    for X_b, Y_b in minibatches(____):\n"
            "        self.update(____)\n"
            '    history["cost"].append(____)'
        ),
    ),
    guidance=Guidance(
        rows={
            "shapes of the start": (
                "Each pair of neighbouring sizes makes a matrix with a row for each neuron of "
                "the later layer, and a bias is a column."
            ),
            "biases start at 0": "With the scaled start biases are zeros, and are not drawn.",
            "scaled start": (
                "The more inputs, the smaller the weights: by what does a draw of spread 1 have"
                " to be multiplied?"
            ),
            "two generators, two starts": "Draw from the generator that was handed over, and from no other.",
            "two layers, two draws": "Two layers must not share their numbers. Where do you draw?",
            "forward": "Each layer takes what the one before it gave. What does your loop hand on?",
            "gradients": (
                "Your `backprop_batch` of notebook 4 gives the gradients of the mean cost. What"
                " does yours do otherwise?"
            ),
            "no loop over examples": (
                "The result is right, and the work grows with every example. Which product adds"
                " over the examples by itself?"
            ),
            "update": (
                "Every array moves by the rate times its own gradient, all at the same old weights."
            ),
            "fit": (
                "In each epoch every minibatch makes one update. What does yours do with a "
                "minibatch?"
            ),
            "two generators, two orders": "`fit` has a generator of its own, for the order. Is it handed on?",
            "a new order in each epoch": (
                "Each epoch cuts the examples into other batches. How often are yours drawn: once "
                "for the training, or once an epoch?"
            ),
            "history": (
                "One cost and one accuracy for each epoch, at its end: the mean over all "
                "examples, not over the last batch."
            ),
            "predict": (
                "For each column the number of the row that is largest. Along which axis do you"
                " look?"
            ),
            "two networks share nothing": (
                "What belongs to the class is shared by all its objects. Where are your lists made?"
            ),
            "same seed, same run": (
                "Equal generators have to give equal weights. Does anything draw from another one?"
            ),
            "input unchanged": "One of your methods writes into X or Y. Give the result a name of its own.",
        },
        order=MixedLines(
            (
                [
                    "X_val, Y_val = (X, Y) if X_val is None else (X_val, Y_val)",
                    "costs, shares = [], []",
                ],
                "for epoch in range(epochs):",
                "    for X_b, Y_b in minibatches(X, Y, batch_size, rng):",
                "        self.update(X_b, Y_b, lr)",
                [
                    (
                        "    error = self.forward(X) - Y",
                        "    costs.append((error**2).sum() / 2 / X.shape[1])",
                    ),
                    "    shares.append((self.predict(X_val) == Y_val.argmax(axis=0)).mean())",
                ],
                'return {"cost": costs, "accuracy": shares}',
            ),
            (
                Intruder(
                    "        self.update(X, Y, lr)",
                    "        self.update(X_b, Y_b, lr)",
                    "every step would take all examples, and the batches would be for nothing.",
                ),
                Intruder(
                    "    costs.append((error**2).sum() / 2 / X_b.shape[1])",
                    "    costs.append((error**2).sum() / 2 / X.shape[1])",
                    "the mean is over all examples, not over those of the last batch.",
                ),
            ),
            "Network.fit",
        ),
        meaning="A library of one class, and you know every line of it.",
        another={
            "delta = self.weights[layer].T @ delta * sigmoid_prime(zs[layer - 1])": "delta = self.weights[layer].T @ delta * activations[layer] * (1 - activations[layer])",
        },
    ),
    misconceptions=(
        Misconception(
            "lr_over_batch_twice",
            "Your gradients are right and your steps are m times too short. By what do you divide "
            "on the way from one to the other?",
            "both conventions at once",
            body=updating(lr="lr / X.shape[1]"),
        ),
        Misconception(
            "hidden_only",
            "One layer never changes. Count the pairs that your update goes through.",
            "last layer skipped",
            body=updating(weights="self.weights[:-1], nabla_W", rest="self.weights[-1:]"),
        ),
        Misconception(
            "biases_frozen",
            "After an update your weights are right and the biases are where they were. Which "
            "gradients does your update use?",
            "biases forgotten",
            body=updating(biases="self.biases, [0 * b for b in self.biases]"),
        ),
        Misconception(
            "aliases",
            "Building or training one network changes the other: they hold the same arrays. Where "
            "do yours live: in each object, in the class, in a default value?",
            "the lists belong to the class, so that all its objects share them",
            body={
                "Network.__init__": NETWORK_START
                + "    Network.weights, Network.biases = self.weights, self.biases\n"
                + "    del self.weights, self.biases\n"
            },
        ),
        Misconception(
            "zip_misaligned",
            "Each layer was moved by the gradient of another one. In which order do your two lists "
            "run?",
            "the backward pass collected them from the last layer on",
            body=updating(
                weights="self.weights, nabla_W[::-1]", biases="self.biases, nabla_b[::-1]"
            ),
        ),
        Misconception(
            "gradients_anew",
            "The gradients are computed anew when a part of the network has moved already. One "
            "step goes down one gradient: at which weights was it taken?",
            "asks for the gradients for each array",
            body={
                "Network.update": """
                    for layer in range(len(self.weights)):
                        self.weights[layer] = (
                            self.weights[layer] - lr * self.gradients(X, Y)[0][layer]
                        )
                        self.biases[layer] = (
                            self.biases[layer] - lr * self.gradients(X, Y)[1][layer]
                        )
                """
            },
        ),
        Misconception(
            "momentum",
            "Your first step is right, and later ones carry on the steps before: that is momentum. "
            "What moves the weights here besides the rate and the gradient?",
            "momentum, as an optimiser of PyTorch has it",
            body={
                "Network.update": """
                    nabla_W, nabla_b = self.gradients(X, Y)
                    if not hasattr(self, "v_W"):
                        self.v_W = [0 * W for W in self.weights]
                        self.v_b = [0 * b for b in self.biases]
                    self.v_W = [0.9 * v - lr * grad for v, grad in zip(self.v_W, nabla_W)]
                    self.v_b = [0.9 * v - lr * grad for v, grad in zip(self.v_b, nabla_b)]
                    self.weights = [W + v for W, v in zip(self.weights, self.v_W)]
                    self.biases = [b + v for b, v in zip(self.biases, self.v_b)]
                """
            },
        ),
        Misconception(
            "global_seed",
            "Creating or training a network changes the random numbers of everyone else. Which "
            "generator were you given?",
            "attempt at reproducibility",
            body={"Network.__init__": "    np.random.seed(0)" + NETWORK_START},
        ),
        Misconception(
            "one_order",
            "All your epochs go through the same batches in the same order. Where is a new order "
            "drawn, and how often does that line run?",
            "the batches are made once, before the loop over the epochs",
            body={"Network.fit": fitting(before="batches = list({})", batches="batches")},
        ),
        Misconception(
            "cost_on_the_way",
            "Your cost of an epoch is gathered while the weights still move: each batch was asked "
            "before its step. Which network should be asked, and when?",
            "a running loss, as loops of PyTorch print it",
            body={"Network.fit": fitting(cost="np.hstack(errors)")},
        ),
        Misconception(
            "biases_never_drawn",
            'With "unit" the biases should be drawn as well, and yours are zeros in both starts. '
            "Which of the two starts has zeros?",
            "zeros whatever the scale",
            body={"Network.__init__": start(drawn="np.zeros((n_out, 1))")},
        ),
        Misconception(
            "biases_always_drawn",
            "Your biases are drawn in both starts, and in one of them they should be zeros. Which?",
            "draws whatever the scale",
            body={"Network.__init__": start(scaled="b")},
        ),
    ),
)

# ---------------------------------------------------------------- 5.5


def accuracy_checks(rng):
    def asked(name, n, m, *, low=0.0, high=1.0, right=None):
        outputs = rng.uniform(low, high, (n, m))
        winners = outputs.argmax(axis=0)
        labels = rng.integers(0, n, m)
        labels = labels if right is None else (winners + (np.arange(m) >= right)) % n
        return call(name, "accuracy", outputs, labels)

    mixed = (
        asked("twelve examples, seven right", 4, 12, right=7),
        asked("ten classes, thirty examples, nine right", 10, 30, right=9),
        asked("as many classes as examples", 5, 5, right=3),
        asked("six classes, six examples", 6, 6, right=2),
        asked("seven classes, seven examples", 7, 7, right=5),
        asked("eight classes, eight examples", 8, 8, right=3),
    )
    low = asked("all outputs below 0.5", 6, 8, high=0.4, right=5)
    outputs = rng.uniform(0, 1, (3, 6))
    winners = outputs.argmax(axis=0)
    labels = (winners + np.array([0, 1, 0, 0, 1, 0])) % 3
    planted = Case(
        "with another y in the notebook",
        (Set("y", (winners + 1) % 3), Call("accuracy", (outputs, labels))),
    )
    # whole numbers: equal fractions would be told apart by their last digits
    ties = call("ties", "accuracy", np.array([[2, 7, 1], [2, 1, 6], [1, 7, 6]]),
                np.array([0, 0, 2]))  # fmt: skip
    edge = (
        asked("all right", 4, 6, right=6),
        asked("none right", 4, 6, right=0),
        asked("one example", 3, 1, right=1),
        ties,
        call("lists", "accuracy", [[0.1, 0.8, 0.3], [0.9, 0.2, 0.7]], [1, 1, 1]),
    )
    return [
        Values("share", 0.5, (*mixed, low)),
        Within("from 0 to 1", 0.125, "leaves the range from 0 to 1", mixed, 0, 1, after="share"),
        Values("only its arguments", 0.125, (planted,), after="share"),
        Values("edge cases", 0.125, edge, after="share"),
        Pure("input unchanged", 0.125, (mixed[0],), after="share"),
    ]


accuracy = Exercise(
    "accuracy",
    number="5.5",
    title="The share that is right",
    checks=accuracy_checks,
    hints=(
        "Every column has one winner.",
        "Take the class with the largest output in each column, compare with the labels, average.",
        "return np.mean(np.argmax(outputs, axis=____) == labels)",
    ),
    guidance=Guidance(
        rows={
            "from 0 to 1": "A share is the number of right answers divided by the number of all.",
            "only its arguments": (
                "One of your lines uses a name of the notebook. Which one is not among the "
                "arguments?"
            ),
            "edge cases": (
                "One example, or labels as a list, come in, too. Which of your lines cannot "
                "take them?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "One number that everybody understands, and that hides a lot. Exercise 5.9 shows what."
        ),
        another=(
            "right = [column.argmax() == label for column, label in zip(np.transpose(outputs), labels)]\n"
            "return sum(right) / len(right)"
        ),
    ),
    misconceptions=(
        Misconception(
            "entries",
            "You compare entry by entry. A network that answers 0 everywhere gets 90 % on that "
            "measure with ten classes. How many answers does one example have?",
            "compares one-hot entries",
            body="""
                outputs = np.asarray(outputs)
                return np.mean(np.round(outputs) == (np.arange(len(outputs))[:, None] == labels))
            """,
        ),
        Misconception(
            "axis",
            "You looked for the best example of each class instead of the best class of each "
            "example. Which axis holds the classes?",
            "examples are columns here",
            body="""
                winners = np.argmax(outputs, axis=1)
                labels = np.asarray(labels)
                shared = min(len(winners), len(labels))
                return np.mean(winners[:shared] == labels[:shared])
            """,
        ),
        Misconception(
            "threshold",
            "Examples whose best output is below 0.5 were counted as wrong. Does the winner need "
            "a majority?",
            "threshold instead of the largest",
            body="""
                outputs, labels = np.asarray(outputs), np.asarray(labels)
                fired = outputs[labels, np.arange(len(labels))] > 0.5
                return np.mean(fired & ((outputs > 0.5).sum(axis=0) == 1))
            """,
        ),
        Misconception(
            "half_is_enough",
            "An example counts as right for you once its own output is above 0.5. Which of the "
            "outputs decides what is answered?",
            "looks at the right output alone",
            body="return np.mean(np.asarray(outputs)[labels, np.arange(len(labels))] > 0.5)",
        ),
        Misconception(
            "count",
            "You return a number of examples; accuracy is a share between 0 and 1. A share of "
            "what?",
            "adds up instead of averaging",
            body="return np.sum(np.argmax(outputs, axis=0) == labels)",
        ),
        Misconception(
            "percent",
            "Your numbers are 100 times ours: percent where a share is asked.",
            "percent",
            body="return 100 * np.mean(np.argmax(outputs, axis=0) == labels)",
        ),
        Misconception(
            "global_y",
            "Your result does not depend on the labels handed over, but on another variable of "
            "the notebook. Lecture 000 has the same slip. Which names does the function read?",
            "as published in lecture 000: the argument is ignored",
            body="""
                truth = globals().get("y", labels)
                winners = np.argmax(outputs, axis=0)
                return np.mean(winners == np.resize(truth, winners.shape))
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 5.6

COSTS = """
def told(costs):
    return [float(costs[-1]), float(costs[0]), len(costs)]

def twice(columns):
    # the same in another order: with labels mixed up, nobody can learn both
    return np.asarray(columns)[:, [*range(10), 3, 1, 4, 0, 5, 9, 2, 6, 8, 7]]
"""


#: An output begins near 0.5, and its squared error near 0.25.
CHANCE = (
    "the first cost is not that of an untrained network, whose cost of an example is near 1.3: "
    "half of what ten squared errors add up to"
)


def learn_by_heart_checks(rng):
    start = int(rng.integers(0, 2900)) * 20
    images, labels = (Digits("train", start, start + 10, what) for what in ("images", "labels"))
    data = (
        Call("prepare", (images, labels), into="data"),
        Call("lab.twice", (Name("data", 0),), into="X"),
        Call("lab.twice", (Name("data", 1),), into="Y"),
    )
    heart = Call("learn_by_heart", (Name("X"), Name("Y"), Name("rng")), into="costs")
    told = Call("lab.told", (Name("costs"),))
    last, first, count = 0, 1, 2  # one training is asked for all three
    learned = Case(
        "20 digits: last cost, first cost, how many", (*data, generator(rng), heart, told)
    )
    fewer = Case(
        "10 digits: last cost, first cost, how many",
        (
            data[0],
            generator(rng),
            Call("learn_by_heart", (Name("data", 0), Name("data", 1), Name("rng")), into="costs"),
            told,
        ),
    )
    elsewhere = Case("20 digits, with another generator", (*data, generator(rng), heart, told))
    plateau = (
        "the last cost is not below 0.01. Near 0.43 only the frequencies of the digits are "
        "learned; each image whose digit is never answered costs 0.025"
    )
    return [
        Within("learned by heart", 0.625, plateau, (learned,), 1e-9, 0.01, part=last),
        # of any untrained network: who draws a larger hidden layer has written the program, too
        Within("starts at chance", 0.125, CHANCE,
               (learned, fewer), 0.8, 2, part=first, after="learned by heart"),
        Differ("two generators, two trainings", 0.125,
               "whatever the generator, the first cost is the same",
               (Term(1.0, learned, first), Term(1.0, elsewhere, first)), after="learned by heart"),
        Within("at most 2000 updates", 0.125, "there are not between 1 and 2000 costs",
               (learned,), 1, 2000, part=count, after="learned by heart"),
    ]  # fmt: skip


learn_by_heart = Exercise(
    "learn_by_heart",
    number="5.6",
    title="Twenty digits by heart",
    checks=learn_by_heart_checks,
    needs=("prepare",),
    lab=COSTS,
    patience=6,
    hints=(
        (
            "Near 0.43 the network has learned how frequent each digit is, and no more. Each image "
            "whose digit is never answered costs 0.025."
        ),
        "First the gradient check, then the learning rate: 3.0 with the scaled start is enough.",
        (
            "network = Network([784, 32, 10], rng)\n"
            "costs = []\n"
            "for _ in range(300):\n"
            "    costs.append(0.5 * np.sum((____ - Y) ** 2) / Y.shape[1])\n"
            "    network.update(X, Y, ____)\n"
            "return costs"
        ),
    ),
    guidance=Guidance(
        rows={
            "starts at chance": (
                "The first cost is half the squared length of the error, a mean over the examples, "
                "before the first step. When do you record it, and what do you divide by?"
            ),
            "two generators, two trainings": "Another generator gives another start. Is `rng` handed on to your network?",
            "at most 2000 updates": (
                "At most 2000 steps are needed, with a cost for each. How often does your loop "
                "turn?"
            ),
        },
        meaning=(
            "A program that cannot learn twenty digits by heart will not learn sixty thousand. "
            "No test of a whole program is cheaper."
        ),
        another={
            "while len(costs) < 300:": "for _ in range(300):",
        },
    ),
    misconceptions=(
        Misconception(
            "cost_plateau",
            "The cost stops at a plateau, where the right program with the scaled start gets by. "
            "Run your gradient check, and look at the start, before you touch the learning rate.",
            "saturated or symmetric start, a dead class, or wrong gradients",
            body="""
                network = Network([784, 32, 10], rng)
                network.weights = [np.zeros_like(W) for W in network.weights]
                costs = []
                for _ in range(300):
                    costs.append(0.5 * np.sum((network.forward(X) - Y) ** 2) / X.shape[1])
                    network.update(X, Y, 3.0)
                return costs
            """,
        ),
        Misconception(
            "last_cost_missing",
            "Your loop ends once the cost is below 0.01, and that cost is not in your list. What "
            "has to be done first: to write it down, or to look at it?",
            "leaves the loop before the last cost is kept",
            body="""
                network = Network([784, 32, 10], rng)
                costs = []
                while len(costs) < 2000:
                    cost = 0.5 * np.sum((network.forward(X) - Y) ** 2) / X.shape[1]
                    if cost < 0.01:
                        break
                    costs.append(cost)
                    network.update(X, Y, 3.0)
                return costs
            """,
        ),
        Misconception(
            "mean_over_all",
            "Your costs are a tenth of the asked ones. Half a sum over the outputs is a mean over "
            "the examples: how many numbers do you divide by?",
            "np.mean over all entries",
            body="""
                network = Network([784, 32, 10], rng)
                costs = []
                while not costs or (costs[-1] >= 0.01 and len(costs) < 2000):
                    costs.append(0.5 * np.mean((network.forward(X) - Y) ** 2))
                    network.update(X, Y, 3.0)
                return costs
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 5.7

TRAINED = """
def network(trained):
    return trained[0] if isinstance(trained, (tuple, list)) else trained

def labels(predicted):
    return np.asarray(predicted)

def seven(images):
    return np.array(images[:7])

def otherwise(many, few):
    many, few = np.ravel(many), np.ravel(few)
    return int(len(many) != 150 or len(few) != 7 or bool(np.any(many[:7] != few)))
"""


def of_test_digits(predict, seed):
    """All test digits, as an array: ten thousand numbers in a list are too many to carry."""
    steps = (
        Call(predict, (Digits("test", 0, 10_000, "images", seed),), into="predicted"),
        Call("lab.labels", (Name("predicted"),)),
    )
    return Case("10 000 test digits", steps)


#: One figure has many causes, of which none is asserted: the function that reads the saved arrays
#: may be wrong as well as the training. So each band says how to tell.
SAVED_BANDS = (
    (0.0, 0.13, ("No better than guessing. What accuracy did the same network have right after "
                 "training? If a good one, `digits_95` reads it otherwise. If not: are inputs "
                 "between 0 and 1, images and labels paired, gradients means and begun at zero?")),
    (0.13, 0.87, ("What accuracy did the same network have right after training? If a better one, "
                  "`digits_95` prepares the pixels or reads the arrays in another way. If not, "
                  "look whether both layers move and whether two rows of the first are alike")),
    (0.87, 0.93, ("What accuracy did the same network have right after training? If a better one, "
                  "does `digits_95` use the same pixels, from 0 to 1, and the same activations? If "
                  "not: how large is the start, how long was it trained, is the gradient right?")),
    (0.93, 0.95, ("Near. Compare with the accuracy right after training: if that was higher, the "
                  "two read the pixels differently. If not: the scale of the start, the number of "
                  "epochs, the gradient check")),
)  # fmt: skip

RETRAINED_BANDS = (
    (0.0, 0.25, ("Hardly better than guessing: are the inputs between 0 and 1, images and labels "
                "paired, gradients means; does the first layer move, do its rows differ?")),
    (0.25, 0.72, ("Does every layer move, and how large are the initial weights? Look at the "
                 "accuracy after each epoch: does it rise, and then fall?")),
    (0.72, 0.8, ("Near. How large are the initial weights, and how long is a step? Does the "
                "gradient check pass?")),
)  # fmt: skip


def digits_95_checks(rng):
    start = int(rng.integers(0, 52)) * 1000

    def prepared(begin, count, into):
        images, labels = (Digits("train", begin, begin + count, what)
                          for what in ("images", "labels"))  # fmt: skip
        return Call("prepare", (images, labels), into=into)

    retrained = Case(
        "two epochs on 5000 digits",
        (
            prepared(start, 5000, "seen"),
            prepared(start + 5000, 200, "validation"),
            prepared(start + 5200, 2000, "unseen"),
            generator(rng),
            Call(
                "train_digits",
                (Name("seen", 0), Name("seen", 1), Name("validation", 0), Name("validation", 1),
                 Name("rng"), 2),
                into="trained",
            ),
            Call("lab.network", (Name("trained"),), into="network"),
            Call("network.predict", (Name("unseen", 0),)),
        ),
    )  # fmt: skip
    seed = int(rng.integers(10**6))
    saved = of_test_digits("digits_95", seed)
    unseen = Digits("train", start + 5200, start + 7200, "labels")
    many = Digits("test", 0, 150, "images", seed)
    few = Case(
        "7 test digits, and 150",
        (
            Call("lab.seven", (many,), into="seven"),
            Call("digits_95", (many,), into="among_many"),
            Call("digits_95", (Name("seven"),), into="alone"),
            Call("lab.otherwise", (Name("among_many"), Name("alone"))),
        ),
    )
    return [
        Share("trained again here", 2.0, "fewer than 80 % of unseen digits are right", retrained,
              unseen, 0.70, 0.80, RETRAINED_BANDS),
        Share("your saved network", 1.75, "fewer than 95 % of the test digits are right", saved,
              Digits("test", 0, 10_000, "labels", seed), 0.90, 0.95, SAVED_BANDS),
        Within("a few digits", 0.25, "seven digits are read otherwise by themselves than among 150",
               (few,), 0, 0, after="your saved network"),
    ]  # fmt: skip


def trained(fit="X, Y, epochs, 16, 3.0, rng, X_val, Y_val", *, kind="Network", scale="fan_in",
            before="pass"):  # fmt: skip
    """The worked training of 5.7 with a slip in what it starts from or is fed with."""
    return {
        "train_digits": f"""
            class Half(Network):
                def gradients(self, X, Y):
                    nabla_W, nabla_b = super().gradients(X, Y)
                    return ([0 * nabla_W[0], *nabla_W[1:]], [0 * nabla_b[0], *nabla_b[1:]])

            network = {kind}([784, 32, 10], rng, "{scale}")
            {before}
            history = network.fit({fit})
            return network, history
        """
    }


digits_95 = Exercise(
    "digits_95",
    number="5.7",
    title="More than 95 %",
    checks=digits_95_checks,
    needs=("prepare",),
    defines=("digits_95", "train_digits"),
    lab=TRAINED,
    patience=6,
    files=("digits_95.npz",),
    hints=(
        (
            "Look at the accuracy after the first epoch. With the scaled start it is near 94 %. The "
            "check says what lower figures usually come from."
        ),
        (
            "Four things decide: the learning rate, the scale of the start, the range of the inputs, "
            "and gradients that are means."
        ),
        (
            "network = Network([784, 32, 10], rng)\n"
            "history = network.fit(X, Y, epochs, 16, ____, rng, X_val, Y_val)\n"
            "return network, history"
        ),
    ),
    guidance=Guidance(
        rows={
            "your saved network": (
                "The file has to hold what you trained, saved after training, and be read with "
                "pictures prepared as in training. Which of the three may be otherwise?"
            ),
            "a few digits": (
                "What a picture shows has nothing to do with how many others there are. Which of "
                "your lines counts on a number of pictures, or mixes one with the rest?"
            ),
        },
        meaning="It reads digits that it was never shown, and you wrote every line of it.",
        another={
            'return np.argmax(saved["W2"] @ hidden + saved["b2"], axis=0)': 'return (saved["W2"] @ hidden + saved["b2"]).argmax(axis=0)',
        },
    ),
    misconceptions=(
        Misconception(
            "pairs_broken",
            "Chance level: what the network learned has nothing to do with the pictures. Are "
            "images and labels still paired when they come to `fit`?",
            "labels shuffled on their own",
            body=trained("X, Y[:, rng.permutation(Y.shape[1])], epochs, 16, 3.0, rng"),
        ),
        Misconception(
            "dead_class",
            "One digit is never predicted. An output neuron that is pushed to 0 in the first steps "
            "sits where the curve is flat, and stays there: how large are your initial weights, "
            "and how long the steps?",
            "the lecture's unscaled start with an unlucky seed",
            body=trained(scale="unit", before="network.biases[-1][1] = -20"),
        ),
        Misconception(
            "hidden_frozen",
            "What your network reads is what one reads that learns in its last layer only. Which "
            "of your layers move?",
            "first layer not updated",
            body=trained(kind="Half"),
        ),
        Misconception(
            "zero_init",
            "All hidden neurons are copies of each other. Compare two rows of the first weights: "
            "what could ever make them differ?",
            "all weights start at 0",
            body=trained(before="network.weights = [0 * W for W in network.weights]"),
        ),
    ),
)

# ---------------------------------------------------------------- 5.8


def digits_98_checks(rng):
    bands = (
        (0.0, 0.2, ("Hardly better than guessing: do the shapes and the order of the saved arrays "
                   "fit the network that reads them, and are the pixels scaled as in training?")),
        (0.2, 0.94, ("What accuracy did the same network have right after training? If a better "
                    "one, the reading differs. If not, go back to the checks of section 5")),
        (0.94, 0.972, ("32 sigmoid neurons level off near 96 %. Which of width, activation, cost "
                      "and start have you changed?")),
        (0.972, 0.98, ("Near. Is the hidden layer wide enough, and does the learning rate fall "
                      "towards the end?")),
    )  # fmt: skip
    seed = int(rng.integers(10**6))
    saved = of_test_digits("digits_98", seed)
    return [
        Share("your saved network", 2.0, "fewer than 98 % of the test digits are right", saved,
              Digits("test", 0, 10_000, "labels", seed), 0.97, 0.98, bands),
    ]  # fmt: skip


digits_98 = Exercise(
    "digits_98",
    number="5.8",
    title="More than 98 %",
    checks=digits_98_checks,
    lab=TRAINED,
    patience=6,
    # the first network too: whoever hands it in again is told what it lacks
    files=("digits_98.npz", "digits_95.npz"),
    hints=(
        "There are four levers: width, activation, cost, start. Which one is missing?",
        (
            "ReLU, softmax with cross-entropy, a start that spreads like the root of 2/n_in, and a "
            "learning rate that falls to 0."
        ),
        "sizes [784, 256, 10], batches of 32, 4 epochs, learning rate from ____ falling to 0",
    ),
    guidance=Guidance(
        meaning="98 of 100, found by measuring one thing at a time.",
        another={
            'hidden = np.maximum(saved["W1"] @ X + saved["b1"], 0)': 'hidden = (saved["W1"] @ X + saved["b1"]).clip(0)',
        },
    ),
    misconceptions=(
        Misconception(
            "same_recipe",
            "Your digits are those of the network of 5.7. 32 sigmoid neurons level off near 96 %: "
            "which of width, activation, cost and start would you change first?",
            "32 hidden neurons kept",
            body={
                "digits_98": """
                    saved = np.load("digits_95.npz")
                    X = images.reshape(len(images), -1).T / 255
                    hidden = sigmoid(saved["W1"] @ X + saved["b1"])
                    return np.argmax(saved["W2"] @ hidden + saved["b2"], axis=0)
                """
            },
        ),
    ),
)

# ---------------------------------------------------------------- 5.9


def what_accuracy_proves_checks(rng):
    def field(name):
        return read(name, "what_accuracy_proves", name)

    return [
        Values("passing", 0.25, (field("passing"),)),
        Values("finds_A", 0.125, (field("finds_A"),)),
        Values("finds_B", 0.125, (field("finds_B"),)),
        Values("zero_start", 0.25, (field("zero_start"),)),
        Values("lr_300", 0.25, (field("lr_300"),)),
    ]


def conclusions(finds_A="one step", finds_B="gradient check", zero_start="copies", lr_300="stuck"):
    """The typed conclusions, one of them as a student with this belief would draw it."""
    return f"""
        what_accuracy_proves = {{
            "passing": "AB",
            "finds_A": "{finds_A}",
            "finds_B": "{finds_B}",
            "zero_start": "{zero_start}",
            "lr_300": "{lr_300}",
        }}
    """


what_accuracy_proves = Exercise(
    "what_accuracy_proves",
    number="5.9",
    title="What do 95 % prove?",
    checks=what_accuracy_proves_checks,
    fields={
        "passing": 'the two bugs that cost least, in the order of the alphabet: "XY"',
        "finds_A": 'the check that finds A: "accuracy", "gradient check" or "one step"',
        "finds_B": 'the check that finds B: "accuracy", "gradient check" or "one step"',
        "zero_start": 'hidden neurons that start at zero become "copies" or "different"',
        "lr_300": 'learning rate 300 makes the network learn "faster" or get "stuck"',
    },
    hints=(
        "Can a network learn with biases that never move?",
        "Think of what the output layer can do alone, and of what only the first layer can do.",
        "A check finds what it looks at: the gradient check looks at ____, one step at `update`.",
    ),
    guidance=Guidance(
        rows={
            "finds_A": (
                "In A the gradients are right, and one array does not move. Which check looks "
                "at what moves?"
            ),
            "finds_B": "In B a gradient is wrong. Which check looks at gradients?",
            "zero_start": "Neurons that start alike get the same gradients. What are they after a step?",
            "lr_300": "A first step that is far too long leads into the tails. What is the slope there?",
        },
        meaning="High accuracy proves little. You know which check finds which fault, and would look.",
    ),
    misconceptions=(
        Misconception(
            "zero_is_neutral",
            "A start at zero is not neutral. Compare two rows of the first weights after "
            "training: what could have made them differ?",
            '"zero start learns like any other"; symmetry not considered',
            body=conclusions(zero_start="different"),
        ),
        Misconception(
            "bigger_lr_faster",
            "A hundred times the learning rate is not a hundred times the speed. Look at the "
            "activations after the first step: where on the curve are they?",
            '"lr 300 learns 100 times faster"; proportionality',
            body=conclusions(lr_300="faster"),
        ),
        Misconception(
            "accuracy_proves",
            "With frozen biases this network loses hardly any accuracy, as the bars show. What "
            "would show the fault at once?",
            '"95 % proves that the program is right"; accuracy as a test',
            body=conclusions(finds_A="accuracy"),
        ),
        Misconception(
            "accuracy_proves_gradients",
            "With random matrices on the way back this network loses hardly any accuracy, as the "
            "bars show. What would show the fault at once?",
            '"95 % proves the gradients are right"; accuracy as a test',
            body=conclusions(finds_B="accuracy"),
        ),
        Misconception(
            "gradient_check_finds_all",
            "A gradient check asks whether the gradients are right, and with frozen biases they "
            "are. Which check looks at what is done with them?",
            "a gradient check is taken for a proof of the whole training",
            body=conclusions(finds_A="gradient check"),
        ),
        Misconception(
            "step_finds_all",
            "The step does with your gradients what the formula says, and with a random matrix on "
            "the way back they are wrong. Which check looks at the gradients themselves?",
            "the step is taken for a proof of the gradients",
            body=conclusions(finds_B="one step"),
        ),
    ),
)

# ---------------------------------------------------------------- the end: bonus points

#: What was handed in beside the notebook, read without running anything of the student's. Tables
#: are read byte by byte: of such a file nothing is believed, not even how large it becomes.
OWN_FILES = """
import base64
import io
import json
import math
import re
import zipfile
from html import unescape

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "softmax": lambda z: z,  # in the order of its scores, which is all that is asked
    "linear": lambda z: z,
}


def content(data, name, most):
    if not data.size:
        raise FileNotFoundError(f"{name} is not beside the notebook yet")
    if data.size > most:
        raise ValueError(f"{name} has more than {most // 1000} kB")
    return data.tobytes()


def table(raw):
    stream = io.BytesIO(raw)
    np.lib.format.read_magic(stream)
    shape, by_columns, dtype = np.lib.format.read_array_header_1_0(stream)
    numbers = raw[stream.tell():]
    if dtype.kind != "f" or math.prod(shape) * dtype.itemsize != len(numbers):
        raise ValueError("its arrays do not hold floats")
    read = np.frombuffer(numbers, dtype).reshape(shape, order="F" if by_columns else "C")
    return read.astype(np.float32)


def layers(data, name, most):
    whole = io.BytesIO(content(data, name, most))
    if not zipfile.is_zipfile(whole):
        raise ValueError(f"{name} is no file that np.savez has written")
    with zipfile.ZipFile(whole) as archive:
        members = archive.infolist()
        if len(members) > 40 or sum(each.file_size for each in members) > 4_000_000:
            raise ValueError(f"{name} holds more than a network")
        tables = {each.filename.removesuffix(".npy"): table(archive.read(each)) for each in members}
    places = range(1, len(tables) // 2 + 1)
    if sorted(tables) != sorted(f"{letter}{place}" for place in places for letter in "Wb"):
        raise ValueError(f"{name} holds W1, b1, W2, b2 and so on, and nothing else")
    found = [(tables[f"W{place}"], tables[f"b{place}"].reshape(-1, 1)) for place in places]
    widths = [found[0][0].shape[-1], *(len(b) for _, b in found)]
    shapes = [(n_out, n_in) for n_in, n_out in zip(widths, widths[1:])]
    if [W.shape for W, _ in found] != shapes or widths[-1] != 10:
        raise ValueError(f"the layers of {name} do not lead from pixels to ten outputs")
    return found


def outputs(network, names, X):
    for (W, b), name in zip(network, names):
        X = ACTIVATIONS[name](W @ X + b)
    return X


def saved(data):
    network = layers(data, "digits_95.npz", 4_000_000)
    return network, ["sigmoid"] * len(network)


def columns(images):
    return images.reshape(len(images), -1).T / np.float32(255)


def page_of(data):
    text = content(data, "my_network.html", 1_000_000).decode("utf-8", "replace")
    held = re.search('<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    if held is None:
        raise ValueError("my_network.html is no page of a network")
    packed = json.loads(held[1])["layers"]
    network = []
    for layer in packed:
        W, b = unpacked(layer["weights"]), unpacked(layer["biases"])
        network.append((W.reshape(len(b), -1), b.reshape(-1, 1)))
    return network, [layer["activation"] for layer in packed], text


def unpacked(packed):
    kind = {"float32": "<f4", "int16": "<i2"}[packed["kind"]]
    numbers = np.frombuffer(base64.b64decode(packed["data"]), kind)
    return np.float32(packed["scale"]) * numbers.astype(np.float32)


def alike_on_page(page, data, images):
    network, names, _ = page_of(page)
    mine, theirs = saved(data)
    if [W.shape for W, _ in network] != [W.shape for W, _ in mine]:
        return 0.0
    pairs = [pair for one, other in zip(network, mine) for pair in zip(one, other)]
    if any(np.abs(one - other).max() > 0.01 * np.abs(other).max() for one, other in pairs):
        return 0.0
    X = columns(images)
    read = [outputs(*each, X).argmax(axis=0) for each in ((network, names), (mine, theirs))]
    return float(np.mean(read[0] == read[1]))


def words_on_page(page):
    said = re.search('<p class="words">(.*?)</p>', page_of(page)[2], re.DOTALL)
    return len(unescape(said[1]).split()) if said else 0


def digit(typed):
    if isinstance(typed, bool) or np.ndim(typed) or typed not in range(10):
        raise ValueError("a digit is a whole number from 0 to 9, such as 5")
    return int(typed)


def is_most_mixed_up(written, read, page, images, labels):
    if written is None or read is None:
        return None
    written, read = digit(written), digit(read)
    network, names, _ = page_of(page)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, outputs(network, names, columns(images)).argmax(axis=0)), 1)
    np.fill_diagonal(counts, 0)
    return bool(counts[written, read] == counts.max() and written != read)


def sheets(data):
    kept = json.loads(content(data, "my_digits.json", 300_000))[:60]
    pixels = [base64.b64decode(each["pixels"]) for each in kept]
    if not kept or any(len(each) != 784 for each in pixels):
        raise ValueError("my_digits.json holds no digits from the figure")
    return pixels, np.array([int(each["digit"]) for each in kept])


def of_each_digit(data):
    pixels, labels = sheets(data)
    inked = {(label, each) for label, each in zip(labels.tolist(), pixels) if any(each)}
    return min(sum(label == digit for label, _ in inked) for digit in range(10))


def own_digits(data, weights):
    pixels, labels = sheets(data)
    images = np.frombuffer(b"".join(pixels), np.uint8).reshape(-1, 28, 28)
    return labels, outputs(*saved(weights), columns(images)).argmax(axis=0)


def is_own_accuracy(typed, data, weights):
    if typed is None:
        return None
    if np.ndim(typed) or isinstance(typed, str) or not 0 <= typed <= 1:
        raise ValueError("a share goes from 0 to 1: 95 % is 0.95")
    labels, read = own_digits(data, weights)
    return bool(abs(typed - np.mean(labels == read)) <= 0.006)


def is_worst(typed, data, weights):
    if typed is None:
        return None
    labels, read = own_digits(data, weights)
    misread = np.bincount(labels[labels != read], minlength=10)
    return bool(misread[digit(typed)] == misread.max())


def smallest(data):
    network = layers(data, "smallest.npz", 300_000)
    if len(network[0][0].T) not in (784, 196, 49):
        raise ValueError("its first layer reads 784 pixels, or 196 or 49 averages of pixels")
    return network


def size(data):
    return sum(W.size + b.size for W, b in smallest(data))


def is_size(typed, data):
    return None if typed is None else bool(typed == size(data))


def moved(images, seed):
    rng = np.random.default_rng(seed)
    steps = rng.integers(0, 3, (2, len(images)))
    wide = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    result = np.empty_like(images)
    for down, right in np.ndindex(3, 3):
        mine = (steps[0] == down) & (steps[1] == right)
        result[mine] = wide[mine, down:down + 28, right:right + 28]
    return result


def read_moved(data, images, seed):
    network = smallest(data)
    if size(data) > 51_000:
        raise ValueError(f"smallest.npz holds {size(data)} numbers, and at most 51000 count")
    side = math.isqrt(len(network[0][0].T))
    patch = 28 // side
    sharp = moved(images, seed).reshape(-1, side, patch, side, patch)
    X = sharp.mean(axis=(2, 4), dtype=np.float32).reshape(len(images), -1).T / 255
    names = ["relu"] * (len(network) - 1) + ["linear"]
    return outputs(network, names, X).argmax(axis=0).astype(np.uint8)
"""

TEST_DIGITS = Digits("test", 0, 10_000, "images"), Digits("test", 0, 10_000, "labels")
SAVED = File("digits_95.npz")


def looked_at(name, instrument, *args):
    """A case in which nothing of the student's runs: an instrument looks at files."""
    return Case(name, (Call(f"outside.{instrument}", args),))


# ---------------------------------------------------------------- 5.10


def my_page_checks(rng):
    page = File("my_network.html")
    pair = Name("my_page", "written"), Name("my_page", "read")
    mixed = "the pair mixed up most"
    return [
        Within(mixed, 0.5, "in the table of your page another pair is mixed up more often",
               (looked_at("the table", "is_most_mixed_up", *pair, page, *TEST_DIGITS),), 1),
        Within("the network of digits_95.npz", 0.25,
               "the page holds another network than digits_95.npz: write it again",
               (looked_at("100 test digits", "alike_on_page", page, SAVED,
                          Digits("test", 0, 100, "images")),), 0.99, 1, after=mixed),
        Within("words of your own", 0.25, "fewer than ten words stand beneath the title",
               (looked_at("the words", "words_on_page", page),), 10, after=mixed),
    ]  # fmt: skip


my_page = Exercise(
    "my_page",
    number="5.10",
    title="My page",
    checks=my_page_checks,
    bonus=True,
    lab=OWN_FILES,
    files=("my_network.html", "digits_95.npz"),
    fields={
        "written": "of the pair mixed up most, the digit that was written",
        "read": "the digit that it was read as",
    },
    hints=(
        "Open my_network.html and look at the table, away from its diagonal.",
        "A row belongs to the digit that was written, a column to the one that was read.",
        'Look for the largest number off the diagonal. "written" is its row: ____',
    ),
    guidance=Guidance(
        rows={
            "the network of digits_95.npz": (
                "The page keeps the network as it was when you wrote it. Has it been trained "
                "again since?"
            ),
            "words of your own": (
                "Beneath the title a paragraph of yours belongs: what it is, how you made it, "
                "what surprised you."
            ),
        },
        meaning=(
            "One file that opens on any machine, with a network inside that you made. Send it "
            "to somebody."
        ),
    ),
)

# ---------------------------------------------------------------- 5.11


def my_digits_checks(rng):
    own = File("my_digits.json"), SAVED
    accuracy = "accuracy on my digits"
    return [
        Within(accuracy, 0.25, "the share of your digits that digits_95.npz reads is another",
               (looked_at("all digits kept", "is_own_accuracy",
                          Name("my_digits", "accuracy"), *own),), 1),
        Within("the digit read worst", 0.25, "another digit is misread more often",
               (looked_at("each digit", "is_worst", Name("my_digits", "worst"), *own),), 1),
        Within("two of each digit", 0.5, "of some digit fewer than two different drawings are kept",
               (looked_at("drawings of each digit", "of_each_digit", own[0]),), 2, after=accuracy),
    ]  # fmt: skip


my_digits = Exercise(
    "my_digits",
    number="5.11",
    title="My digits",
    checks=my_digits_checks,
    bonus=True,
    lab=OWN_FILES,
    files=("my_digits.json", "digits_95.npz"),
    fields={
        "accuracy": "the share of your digits that it reads rightly, from 0 to 1",
        "worst": "the digit that it misreads most often; of several, any",
    },
    hints=(
        "The figure says how many of your digits were read rightly.",
        "Those that were read as something else have a frame of another colour.",
        "The accuracy is a share: rightly read digits divided by ____",
    ),
    guidance=Guidance(
        rows={
            "the digit read worst": (
                "Of each digit, count the drawings that were read as something else. Where are "
                "they most?"
            ),
            "two of each digit": "Draw each digit twice or more; a drawing that is kept twice counts once.",
        },
        meaning=(
            "It reads your hand. What it reads badly shows where your digits differ from those "
            "it learned."
        ),
    ),
)

# ---------------------------------------------------------------- 5.12


def smallest_network_checks(rng):
    seed, network = int(rng.integers(10**6)), File("smallest.npz")
    images, labels = TEST_DIGITS
    good = "97 % of moved digits"
    bands = (
        (
            0.0,
            0.9,
            (
                "Hardly trained for this: are its pixels averaged, rectified and divided by "
                "255 as here, and are the training digits moved, too?"
            ),
        ),
        (
            0.9,
            0.97,
            (
                "A network that saw centred digits only reads about 94 % of moved ones. Were "
                "the training digits moved, otherwise in each epoch?"
            ),
        ),
    )
    return [
        Within("how many numbers it has", 0.25, "the arrays of smallest.npz hold another number",
               (looked_at("all arrays", "is_size", Name("smallest_network", "numbers"),
                          network),), 1),
        Share(good, 0.75, "fewer than 97 % of the moved test digits are right",
              looked_at("10 000 moved digits", "read_moved", network, images, seed), labels,
              0.969, 0.97, bands, after="how many numbers it has"),
        Within("at most 15 000 numbers", 1.0, "it has more than 15 000 numbers",
               (looked_at("numbers in the file", "size", network),), 1, 15_000, after=good),
    ]  # fmt: skip


smallest_network = Exercise(
    "smallest_network",
    number="5.12",
    title="The smallest network",
    checks=smallest_network_checks,
    bonus=True,
    ranked_by="numbers in the file",
    lab=OWN_FILES,
    files=("smallest.npz",),
    patience=6,
    fields={"numbers": "how many numbers smallest.npz holds, biases and all"},
    hints=(
        "Most of the numbers lead from the pixels to the first layer. How many pixels does it need?",
        "Average 2 by 2 pixels, and move every training digit by a pixel, otherwise in each epoch.",
        "A layer from n to k neurons has n * k + ____ numbers.",
    ),
    guidance=Guidance(
        rows={
            "97 % of moved digits": (
                "The digits that decide are moved by up to a pixel. What has to be done to "
                "those that it learns from?"
            ),
            "at most 15 000 numbers": (
                "Most of the numbers lead from the pixels to the first layer. What if a picture"
                " had fewer pixels?"
            ),
        },
        meaning=(
            "Most of a network's numbers can go if you know what the picture needs. Large labs "
            "do the same with theirs."
        ),
    ),
)

EXERCISES = [
    prepare,
    minibatches,
    lecture_class,
    full_network,
    accuracy,
    learn_by_heart,
    digits_95,
    digits_98,
    what_accuracy_proves,
    my_page,
    my_digits,
    smallest_network,
]

PREDICTIONS = [
    Prediction(
        "pixels up to 255",
        {
            "steep in both cases": "784 products add up: with pixels up to 255 they spread by 2.4.",
            "flat with 255, steep with 1": "About a fifth is flat with 255, and none with 1.",
            "flat in both cases": "With pixels up to 1 the sums stay near 0, where it is steepest.",
        },
        "flat with 255, steep with 1",
    ),
    Prediction(
        "a sum of means",
        {
            "0.2": "That would be the mean. Here the means of 3750 batches are added up.",
            "750": "3750 means of 0.2 are added up.",
            "12000": "That would be the sum over the examples; each batch gives its mean.",
        },
        "750",
    ),
    Prediction(
        "twenty by heart",
        {
            "about 15": "Each update is one step for all twenty; it takes more of them.",
            "about 150": "25 450 numbers have room enough for twenty digits.",
            "about 1500": "It is faster than that, at this rate.",
            "never": "25 450 numbers have room enough for twenty digits.",
        },
        "about 150",
    ),
    Prediction(
        "five rates for digits",
        {
            "0.03": "It is on its way, and has not come far in two epochs.",
            "0.3": "It is on its way; ten times as long a step comes further.",
            "3": "Shorter steps come less far, and much longer ones get stuck.",
            "30": "Its steps are too long already: the outputs end in their tails.",
            "300": "Its steps lead far into the tails, where it stays.",
        },
        "3",
    ),
    Prediction(
        "the worst pair",
        {
            "4 and 9": "They differ by one closed stroke.",
            "1 and 7": "They differ in one stroke, and yet are told apart well.",
            "0 and 6": "Both are round, and yet are told apart well.",
        },
        "4 and 9",
    ),
    Prediction(
        "pictures of weights",
        {
            "digits": "No neuron has to know a whole digit: ten outputs combine what 32 find.",
            "strokes": "It looks like that in drawings of networks. Here they are blots.",
            "neither": "Each is whatever made the cost fall, and noise where there is no ink.",
        },
        "neither",
    ),
    Prediction(
        "six bugs",
        {
            "A and B": "Both still get steps that point roughly downhill.",
            "A and D": "D costs some points: the output learns as if by another cost.",
            "C and D": "Both cost some points, and would look like a lack of patience.",
            "D and E": "E costs most of those that learn at all.",
        },
        "A and B",
    ),
]

IN_WORDS = [
    InWords(
        "open_project",
        "5.13",
        "An open project",
        (
            "Question and prediction were written down before the first run.",
            "One thing was changed at a time, with several seeds.",
            "Choices were made by validation digits, and the test digits were used once, at the end.",
            "Something that did not work is shown, and explained.",
            "Another person runs it and gets the same numbers.",
        ),
    ),
]
