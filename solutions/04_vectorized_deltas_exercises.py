"""What notebook 4 asks: the cases, checks, hints and known mistakes of its nine exercises."""

from itertools import pairwise

import numpy as np

from checker.exercises import (
    Call,
    Case,
    Exercise,
    Form,
    Guidance,
    Intruder,
    InWords,
    Misconception,
    MixedLines,
    Name,
    Prediction,
    Pure,
    Read,
    Relation,
    Set,
    Term,
    Values,
    Within,
    call,
    fractions_in_turn,
    read,
)

#: Says what to do about an argument that was changed.
OWN_NAME = "One of your lines writes into what was handed over. Give the result a name of its own."

#: The largest relative error that a right gradient may show against measured slopes. Right ones
#: stay below 1e-8, or 1e-6 in single precision; a slip of one part in a thousand shows 1e-3.
AGREES = 1e-5

#: Measuring instruments that stand beside a student's code: costs, their slopes by central
#: differences, and how the work of a function grows.
LAB = '''
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slopes(f, at, h=1e-5):
    """Measure the slope of the number f(at) for every entry of the array at."""
    at = np.array(at, dtype=float)
    measured = np.empty_like(at)
    for place in np.ndindex(at.shape):
        above, below = at.copy(), at.copy()
        above[place] += h
        below[place] -= h
        measured[place] = (f(above) - f(below)) / (2 * h)
    return measured


def apart(claimed, measured):
    """Give the largest error relative to the largest measured entry; 1 for any nonsense."""
    try:
        claimed = np.reshape(np.asarray(claimed, dtype=float), measured.shape)
    except (TypeError, ValueError):
        return 1.0
    error = np.abs(claimed - measured).max() / np.abs(measured).max()
    return min(float(error), 1.0) if np.isfinite(error) else 1.0


def pair(result):
    """Give the first two items of what a function returned."""
    enough = isinstance(result, (tuple, list)) and len(result) >= 2
    return (result[0], result[1]) if enough else (None, None)


def item(items, place):
    """Give one item of a list, or None if there is none."""
    there = isinstance(items, (tuple, list, np.ndarray)) and place < len(items)
    return items[place] if there else None


def delta_output_error(delta_output, y, z):
    def cost(z):
        return 0.5 * np.sum((sigmoid(z) - y) ** 2)

    return apart(delta_output(sigmoid(z), y, z), slopes(cost, z))


def delta_hidden_error(delta_hidden, W_next, delta_next, z):
    """The next layer's z moves by W_next times a, and the cost by delta_next times that."""

    def cost(z):
        return np.sum(delta_next * (W_next @ sigmoid(z)))

    return apart(delta_hidden(W_next, delta_next, z), slopes(cost, z))


def layer_error(layer_gradients, W, b, delta, a_prev):
    dW, db = pair(layer_gradients(delta, a_prev))
    by_W = slopes(lambda W: np.sum(delta * (W @ a_prev + b)), W)
    by_b = slopes(lambda b: np.sum(delta * (W @ a_prev + b)), b)
    return max(apart(dW, by_W), apart(db, by_b))


def rank_of_dW(layer_gradients, delta, a_prev):
    dW, _ = pair(layer_gradients(delta, a_prev))
    return int(np.linalg.matrix_rank(dW))


def quadratic(weights, biases, A, Y):
    """The mean over the examples of half the squared distance, for a sigmoid network."""
    for W, b in zip(weights, biases):
        A = sigmoid(W @ A + b)
    return 0.5 * np.sum((A - Y) ** 2) / Y.shape[1]


def cross_entropy(weights, biases, A, Y):
    """The mean cross-entropy of a network with ReLU inside and softmax at the end."""
    for W, b in zip(weights[:-1], biases[:-1]):
        A = np.maximum(W @ A + b, 0)
    Z = weights[-1] @ A + biases[-1]
    return np.sum(np.log(np.sum(np.exp(Z), axis=0)) - np.sum(Y * Z, axis=0)) / Y.shape[1]


def network_error(backward, cost, weights, biases, X, Y):
    """Compare all gradients with slopes measured on the cost; the worst error counts."""
    nabla_W, nabla_b = pair(backward(weights, biases, X, Y))
    errors = []
    for place in range(len(weights)):

        def by_W(W, place=place):
            return cost([*weights[:place], W, *weights[place + 1 :]], biases, X, Y)

        def by_b(b, place=place):
            return cost(weights, [*biases[:place], b, *biases[place + 1 :]], X, Y)

        errors.append(apart(item(nabla_W, place), slopes(by_W, weights[place])))
        errors.append(apart(item(nabla_b, place), slopes(by_b, biases[place])))
    return max(errors)


def difference(one, other):
    """Give the largest difference between two answers of (nabla_W, nabla_b)."""
    errors = [0.0]
    for mine, theirs in zip(pair(one), pair(other)):
        if mine is None or theirs is None or len(mine) != len(theirs):
            return 1.0
        errors += [apart(m, np.asarray(t, dtype=float)) for m, t in zip(mine, theirs)]
    return max(errors)


def permuted_error(backprop, weights, biases, x, y, order):
    """Put the neurons of the first hidden layer in another order; the gradients must follow."""
    W, W_next, b = weights[0], weights[1], biases[0]
    shuffled = [W[order], W_next[:, order], *weights[2:]], [b[order], *biases[1:]]
    nabla_W, nabla_b = pair(backprop(weights, biases, x, y))
    if nabla_W is None or len(nabla_W) < 2:
        return 1.0
    first, second, *rest = [np.asarray(gradient) for gradient in nabla_W]
    bias, *others = [np.asarray(gradient) for gradient in nabla_b]
    followed = [first[order], second[:, order], *rest], [bias[order], *others]
    return difference(backprop(*shuffled, x, y), followed)


def network_of(sizes, m):
    """Give weights, biases, inputs and targets of a network; always the same ones."""
    rng = np.random.default_rng(4)
    weights = [rng.normal(0, 0.5, (n, k)) for k, n in zip(sizes[:-1], sizes[1:])]
    biases = [rng.normal(0, 0.5, (n, 1)) for n in sizes[1:]]
    return weights, biases, rng.normal(size=(sizes[0], m)), rng.uniform(0.1, 0.9, (sizes[-1], m))


def is_brute_force(backprop):
    """Whether the work grows like that of one forward pass per parameter.

    Four times the width means 12 times the parameters, ten times the depth ten times as many.
    Backpropagation's work then grows 1-fold and 10-fold, a loop over neurons or weights up to
    12-fold and 10-fold, a new pass for each layer 1-fold and 100-fold. One pass per parameter
    grows 12-fold and, but for a fixed part, 100-fold: we measured 11 and 30.
    """

    def work(width, layers):
        return bytecodes_of(backprop, *network_of([width] * (layers + 1), 1))

    usual = work(2, 2)
    return work(8, 2) / usual > 4 and work(2, 20) / usual > 15


def loops_over_examples(backward):
    """Whether the work grows by more than one bytecode per example."""
    few, many = [bytecodes_of(backward, *network_of([4, 3, 2], m)) for m in (4, 64)]
    return (many - few) / 60 > 1


def mean_error(backprop_batch, backprop, weights, biases, X, Y):
    """Compare the gradients of a batch with the mean of those of its examples."""
    singles = [backprop(weights, biases, X[:, [i]], Y[:, [i]]) for i in range(X.shape[1])]
    mean = [
        [sum(np.asarray(single[part][place]) for single in singles) / len(singles)
         for place in range(len(weights))]
        for part in (0, 1)
    ]
    return difference(backprop_batch(weights, biases, X, Y), mean)


def rearranged_error(backprop_batch, weights, biases, X, Y):
    """Every example twice, in another order: the mean must not change."""
    order = np.r_[np.arange(X.shape[1])[::-1], np.arange(X.shape[1])]
    plain = backprop_batch(weights, biases, X, Y)
    return difference(backprop_batch(weights, biases, X[:, order], Y[:, order]), plain)


def of_many_inputs(backprop_batch):
    """A [64, 12, 10] network and 16 examples; of each gradient a few entries come back.

    It is as small as that so that its gradients can be recorded, for errors carried forward.
    """
    weights, biases, X, Y = network_of([64, 12, 10], 16)
    nabla_W, nabla_b = pair(backprop_batch([W / 4 for W in weights], biases, X, Y))
    return [float(np.ravel(item(items, place))[i])
            for items in (nabla_W, nabla_b) for place in (0, 1) for i in (0, 3, 7)]


def loss_error(softmax_cross_entropy, Z, Y):
    """Compare dZ with slopes measured on the loss that comes with it."""
    def loss(Z):
        return float(np.asarray(pair(softmax_cross_entropy(Z, Y))[0]).reshape(()))

    _, dZ = pair(softmax_cross_entropy(Z, Y))
    return apart(dZ, slopes(loss, Z))


def column_sums(softmax_cross_entropy, Z, Y):
    _, dZ = pair(softmax_cross_entropy(Z, Y))
    return np.sum(dZ, axis=0)


def is_finite_loss(softmax_cross_entropy, Z, Y):
    loss, _ = pair(softmax_cross_entropy(Z, Y))
    return bool(np.all(np.isfinite(loss)))


def step_error(step, params, X, y, lr):
    """Compare a step with the one that measured slopes of its own loss would take."""
    moved, _ = pair(step(params, X, y, lr))
    errors = []
    for place, param in enumerate(params):

        def loss(value, place=place):
            return float(step([*params[:place], value, *params[place + 1 :]], X, y, lr)[1])

        new = item(moved, place)
        taken = None if new is None else (np.asarray(param) - new) / lr
        errors.append(apart(taken, slopes(loss, param)))
    return max(errors)
'''

ERROR = "does not agree with slopes measured on the cost"


def measured(points, instrument, *args, says=ERROR, after="values", agrees=AGREES):
    """The check that a gradient agrees with slopes that the lab measures."""
    case = call("measured slopes", f"lab.{instrument}", *args)
    return Within("measured slopes", points, says, (case,), 0, agrees, after=after)


def sigma(z):
    return 1 / (1 + np.exp(-z))


# ---------------------------------------------------------------- 4.1


def delta_output_checks(rng):
    def output(name, *shape):
        z = rng.normal(0, 1.5, shape)
        return call(name, "delta_output", sigma(z), rng.uniform(0.1, 0.9, shape), z)

    values = (
        output("three outputs", 3, 1),
        output("one output", 1, 1),
        output("three outputs, five examples", 3, 5),
        output("four outputs, four examples", 4, 4),
    )
    z = rng.normal(size=(3, 1))
    far = np.array([[-1000.0], [1000.0]])
    whole = np.array([[-1], [2], [1]])
    edge = (
        call("a equal to y", "delta_output", sigma(z), sigma(z), z),
        call("z = -1000 and 1000", "delta_output", (far > 0) * 1.0, np.array([[0.3], [0.4]]), far),
        call("whole numbers in y", "delta_output", sigma(z), np.array([[0], [1], [0]]), z),
        call(
            "whole numbers in z", "delta_output", sigma(whole), rng.uniform(0.1, 0.9, (3, 1)), whole
        ),
    )
    y, z = rng.uniform(0.1, 0.9, (3, 1)), rng.normal(size=(3, 1))
    return [
        Values("values", 0.5, values),
        measured(0.125, "delta_output_error", Name("delta_output"), y, z),
        Values("edge cases", 0.125, edge, after="values"),
        Form("shapes", 0.125, values, after="values"),
        Pure("input unchanged", 0.125, (values[0], values[2]), after="values"),
    ]


delta_output = Exercise(
    "delta_output",
    number="4.1",
    title="Delta at the output",
    checks=delta_output_checks,
    lab=LAB,
    hints=(
        "Two nodes lie between C and z: the cost and the sigmoid. Each gives one factor.",
        "The error a - y times the slope of the sigmoid at z, entry by entry.",
        "return (____) * sigmoid_prime(____)",
    ),
    guidance=Guidance(
        rows={
            "edge cases": (
                "One output, many, and an error of 0 come in. Is your result a product, entry "
                "by entry?"
            ),
            "shapes": "The result has the shape of a. Which of your lines loses an axis, or makes one?",
            "input unchanged": OWN_NAME,
        },
        meaning="BP1: here the way back begins.",
        another=("s = sigmoid(z)\nreturn (a - y) * s * (1 - s)"),
    ),
    misconceptions=(
        Misconception(
            "no_sigma_prime",
            "Your delta fits cross-entropy, which comes in section 6. With the quadratic cost, "
            "one factor between a and z remains. Which node have you not passed yet?",
            "softmax/cross-entropy shortcut",
            body="return a - y",
        ),
        Misconception(
            "sign",
            "The size is right and the sign is not. Does raising a lower or raise the cost when "
            "a is above y?",
            "target minus output",
            body="return (y - a) * sigmoid_prime(z)",
        ),
        Misconception(
            "prime_of_a",
            "The slope was taken at the activation a, but the function for the slope expects a "
            "pre-activation. Which of your three arguments is that?",
            "passes a",
            body="return (a - y) * sigmoid_prime(a)",
        ),
        Misconception(
            "matrix_product",
            "Your delta is a table in which every error meets every slope. Neuron j's error is "
            "multiplied with neuron j's slope only: which kind of product is that?",
            "dot for Hadamard",
            body="return (a - y) @ sigmoid_prime(z).T",
        ),
        Misconception(
            "dot_scalar",
            "You return one number for the whole layer. How many deltas does a layer of three "
            "neurons have?",
            "sums over the outputs",
            body="return np.sum((a - y) * sigmoid_prime(z))",
        ),
        Misconception(
            "slope_only",
            "The target y does not appear in your result. Where does it enter the way back?",
            "cost derivative forgotten",
            body="return sigmoid_prime(z)",
        ),
    ),
)

# ---------------------------------------------------------------- 4.2


def delta_hidden_checks(rng):
    def drawn(n_next, n, m=1):
        W = rng.normal(size=(n_next, n))
        return W, rng.normal(size=(n_next, m)), rng.normal(0, 1.5, (n, m))

    def hidden(name, *sizes):
        return call(name, "delta_hidden", *drawn(*sizes))

    values = (
        hidden("two neurons from four", 2, 4),
        hidden("five neurons from three", 5, 3),
        hidden("as many neurons in both layers", 4, 4),
        hidden("three examples at once", 2, 4, 3),
    )
    W, one, z = drawn(3, 4)
    other = rng.normal(size=one.shape)
    unused = W.copy()
    unused[:, 1] = 0
    far = np.array([[-1000.0], [0.4], [1000.0], [-0.7]])
    edge = (
        hidden("one neuron in the next layer", 1, 3),
        call("a symmetric W", "delta_hidden", W.T @ W, rng.normal(size=(4, 1)), z),
        call("a neuron with no way out", "delta_hidden", unused, one, z),
        call("z = -1000 and 1000", "delta_hidden", W, one, far),
        *fractions_in_turn("delta_hidden", W_next=W, delta_next=one, z=z),
    )
    both = call("two signals added", "delta_hidden", W, 2 * one + other, z)
    first = call("the first signal", "delta_hidden", W, one, z)
    second = call("the second signal", "delta_hidden", W, other, z)
    return [
        Values("values", 0.75, values),
        measured(0.375, "delta_hidden_error", Name("delta_hidden"), W, one, z),
        Relation(
            "linear in the signal",
            0.25,
            "two signals sent back together do not give the sum of both results",
            (Term(1.0, both), Term(-2.0, first), Term(-1.0, second)),
            after="values",
        ),
        Values("edge cases", 0.25, edge, after="values"),
        Form("shapes", 0.25, values, after="values"),
        Pure("input unchanged", 0.125, (values[0], values[3]), after="values"),
    ]


delta_hidden = Exercise(
    "delta_hidden",
    number="4.2",
    title="Delta of a hidden layer",
    checks=delta_hidden_checks,
    lab=LAB,
    hints=(
        "Along which weights did neuron k influence the next layer? The same ones lead back.",
        (
            "W_next, transposed, times delta_next; then times the slope at this layer's z, entry by "
            "entry."
        ),
        "return (W_next.____ @ delta_next) * ____",
    ),
    guidance=Guidance(
        rows={
            "linear in the signal": (
                "If twice as much comes back, twice as much goes on. Is delta_next in your "
                "result once, as a factor?"
            ),
            "shapes": (
                "The result has one row for each neuron of this layer. Which shape has your "
                "product of weights and delta?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "BP2: what a hidden neuron has to answer for comes back along the weights that "
            "leave it."
        ),
        another="return sigmoid_prime(z) * np.dot(W_next.T, delta_next)",
    ),
    misconceptions=(
        Misconception(
            "no_transpose",
            "Between layers of unequal sizes this stops; between equal ones it sends neuron k's "
            "error along the weights that lead into k. On the way back we need those that leave "
            "k. Are they a row or a column?",
            "forward matrix used for the way back",
            body="return (W_next @ delta_next) * sigmoid_prime(z)",
        ),
        Misconception(
            "no_sigma_prime",
            "You stopped at the slope for this layer's activations. One node separates a from z: "
            "what does it multiply by?",
            "error propagated without the slope",
            body="return W_next.T @ delta_next",
        ),
        Misconception(
            "prime_of_next",
            "Your slopes belong to the next layer. The slope that is missing belongs to the "
            "layer whose delta you are computing: which of the arguments carries it?",
            "index slip: z of the wrong layer",
            body="return W_next.T @ (delta_next * sigmoid_prime(W_next @ sigmoid(z)))",
        ),
        Misconception(
            "prime_of_a",
            "Your slopes all lie between 0.196 and 0.25: they were taken at activations. At "
            "which number does the slope function want to be asked?",
            "double squashing",
            body="return (W_next.T @ delta_next) * sigmoid_prime(sigmoid(z))",
        ),
        Misconception(
            "grouping",
            "The slopes have the size of this layer, not of the next one. On the way back, does "
            "a signal meet the weights first or this layer's activation?",
            "multiplies from the right",
            body="return W_next.T @ (delta_next * sigmoid_prime(z))",
        ),
        Misconception(
            "elementwise_sum",
            "You added up the errors of all connections into one number. Which of them leave "
            "neuron k?",
            "sums over everything",
            body="return np.sum(W_next * delta_next[:, :1]) * sigmoid_prime(z)",
        ),
        Misconception(
            "mean_not_sum",
            "Your result is smaller by the number of neurons in the next layer. Several roads "
            "lead back: do their contributions add, or is an average taken?",
            "average over the next layer",
            body="return (W_next.T @ delta_next) / len(W_next) * sigmoid_prime(z)",
        ),
        Misconception(
            "ignores_weights",
            "Every neuron of this layer gets the same signal. What decides how strongly neuron k "
            "took part in the error?",
            "distributes the error equally",
            body="return delta_next.sum(axis=0) * sigmoid_prime(z)",
        ),
        Misconception(
            "abs_share",
            "Splitting the error into shares that add up to the whole is a picture, not the "
            "derivative. A derivative keeps each weight as it is: what of its sign, and what of "
            "its size?",
            '"error split in proportion to the weights"',
            body="""
                share = np.abs(W_next) / np.abs(W_next).sum(axis=1, keepdims=True)
                return (share.T @ delta_next) * sigmoid_prime(z)
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 4.3


def layer_gradients_checks(rng):
    def layer(name, n, n_prev):
        delta, a_prev = rng.normal(size=(n, 1)), rng.uniform(0.1, 0.9, (n_prev, 1))
        return call(name, "layer_gradients", delta, a_prev)

    values = (
        layer("two neurons, four inputs", 2, 4),
        layer("five neurons, three inputs", 5, 3),
        layer("as many neurons as inputs", 3, 3),
    )
    W, b = rng.normal(size=(2, 4)), rng.normal(size=(2, 1))
    delta, a_prev = rng.normal(size=(2, 1)), rng.uniform(0.2, 0.9, (4, 1))
    silent = a_prev * np.array([[1.0], [0.0], [1.0], [0.0]])
    edge = (
        layer("one neuron, one input", 1, 1),
        call("two silent inputs", "layer_gradients", delta, silent),
        *fractions_in_turn("layer_gradients", delta=delta, a_prev=a_prev),
        call("a delta of zeros", "layer_gradients", np.zeros((2, 1)), a_prev),
    )
    flat = call(
        "a table of one direction", "lab.rank_of_dW", Name("layer_gradients"), delta, a_prev
    )
    parts = ("dW", "db")
    return [
        Values("values", 0.75, values, parts),
        measured(0.25, "layer_error", Name("layer_gradients"), W, b, delta, a_prev),
        Within(
            "rows are multiples",
            0.125,
            "the rows of dW are not multiples of one another",
            (flat,),
            1,
            1,
            after="values",
        ),
        Values("edge cases", 0.25, edge, parts, after="values"),
        Form("shapes", 0.375, values, after="values"),
        Pure("new arrays", 0.25, values[:2], fresh=True, after="values"),
    ]


layer_gradients = Exercise(
    "layer_gradients",
    number="4.3",
    title="Weights and biases of a layer",
    checks=layer_gradients_checks,
    lab=LAB,
    hints=(
        "The weight W_jk connects which j with which k?",
        "dW_jk = delta_j a_k, for every j and every k; and db_j = delta_j.",
        "dW = delta @ a_prev.____\nreturn dW, delta.____()",
    ),
    guidance=Guidance(
        rows={
            "rows are multiples": (
                "Each row of dW is the same activations, times one delta. Which of the two is "
                "the column, and which the row?"
            ),
            "shapes": "dW is shaped as the weights, db as the biases. How many rows has each?",
            "new arrays": (
                "db must not be the array that came in as delta: changing one would change the "
                "other. What makes a copy?"
            ),
        },
        meaning=(
            "BP3 and BP4: a weight's share is the delta at its end times the activation at its "
            "beginning."
        ),
        another="return np.outer(delta, a_prev), np.array(delta)",
    ),
    misconceptions=(
        Misconception(
            "outer_transposed",
            "Your dW is transposed. It will be subtracted from W: which shape must it have?",
            "order of the outer product",
            body="return a_prev @ delta.T, delta.copy()",
        ),
        Misconception(
            "elementwise",
            "Every neuron j is connected with every input k: that makes rows times columns many "
            "weights, and you have fewer gradients than that. Which kind of product makes all pairs?",
            "Hadamard for outer product",
            body="return delta * a_prev, delta.copy()",
        ),
        Misconception(
            "inner",
            "A single number cannot be the gradient of a table of weights. Which order of the "
            "factors multiplies every delta with every input, without adding?",
            "inner product",
            body="return delta.T @ a_prev, delta.copy()",
        ),
        Misconception(
            "db_is_sum",
            "Your db is one number for the whole layer. How many biases does the layer have?",
            "sums over neurons",
            body="return delta @ a_prev.T, delta.sum()",
        ),
        Misconception(
            "db_times_a",
            "Your db depends on the activations. The bias has an input of its own: which number "
            "is it, always?",
            "treats the bias like a weight",
            body="return delta @ a_prev.T, delta * a_prev.mean()",
        ),
        Misconception(
            "no_activation",
            "All columns of your dW are equal. A weight whose input is 0 has no influence: what "
            "must its gradient be?",
            "a forgotten",
            body="return delta @ np.ones(a_prev.shape).T, delta.copy()",
        ),
    ),
)

# ---------------------------------------------------------------- 4.4

NABLAS = ("nabla_W", "nabla_b")


def drawn_network(rng, sizes, m=1, spread=0.9):
    """Draw weights, biases, inputs and targets; no unit is saturated."""
    weights = [rng.normal(0, spread, (n, n_prev)) for n_prev, n in pairwise(sizes)]
    biases = [rng.normal(0, spread, (n, 1)) for n in sizes[1:]]
    return weights, biases, rng.normal(size=(sizes[0], m)), rng.uniform(0.1, 0.9, (sizes[-1], m))


def output_of(weights, biases, a):
    for W, b in zip(weights, biases, strict=True):
        a = sigma(W @ a + b)
    return a


def backprop_checks(rng):
    def network(name, *sizes):
        return call(name, "backprop", *drawn_network(rng, sizes))

    single_layer = (network("a 3-2 network", 3, 2), network("a 4-3 network", 4, 3))
    values = (
        network("a 3-4-2 network", 3, 4, 2),
        network("a 3-4-5-2 network", 3, 4, 5, 2),
        network("a 4-4-4 network", 4, 4, 4),
    )
    weights, biases, x, y = drawn_network(rng, [3, 4, 2])
    right = output_of(weights, biases, x)
    single = [[array.astype(np.float32) for array in arrays] for arrays in (weights, biases)]
    edge = (
        network("six layers of weights", 2, 3, 2, 4, 3, 2, 2),
        network("one neuron after another", 1, 1, 1),
        call("output equal to y", "backprop", weights, biases, x, right),
        call("saturated neurons", "backprop", [60 * W for W in weights], biases, x, y),
        call("single precision", "backprop", *single, x.astype(np.float32), y.astype(np.float32)),
        *fractions_in_turn("backprop", weights=weights, biases=biases, x=x, y=y),
    )
    own = Name("backprop")
    order = np.array([2, 0, 3, 1])
    permuted = call(
        "hidden neurons reordered", "lab.permuted_error", own, weights, biases, x, y, order
    )
    brute = call("does the work grow with every weight", "lab.is_brute_force", own)
    return [
        Values("one layer of weights", 0.25, single_layer, NABLAS, flow="backward"),
        Values("values", 0.75, values, NABLAS, flow="backward"),
        measured(
            0.375, "network_error", own, Name("lab.quadratic"), *drawn_network(rng, [2, 4, 3, 2])
        ),
        Within(
            "one way back",
            1.0,
            "the work grows as if the network were run again for every single weight",
            (brute,),
            0,
            0,
            after="values",
        ),
        Within(
            "order of hidden neurons",
            0.25,
            "reordering the hidden neurons does not reorder their gradients",
            (permuted,),
            0,
            AGREES,
            after="values",
        ),
        Values("edge cases", 0.375, edge, NABLAS, flow="backward", after="values"),
        Form("shapes", 0.5, values, after="values"),
        Pure("input unchanged", 0.5, values[:2], after="values"),
    ]


FIRST_DELTA = "delta_output(activations[-1], y, zs[-1])"
ONE_BACK = "delta_hidden(weights[layer], delta, zs[layer - 1])"
STORE = "layer_gradients(delta, activations[layer])"
EMPTY = "[None] * len(weights), [None] * len(weights)"
ZEROS = "[np.zeros(W.shape) for W in weights], [np.zeros(b.shape) for b in biases]"
BACK = "    if layer > 0:\n        delta = delta_hidden(weights[layer], delta, pre[layer - 1])"

backprop = Exercise(
    "backprop",
    number="4.4",
    title="The loop: backprop",
    checks=backprop_checks,
    needs=("delta_output", "delta_hidden", "layer_gradients"),
    lab=LAB,
    hints=(
        (
            "For one layer: what do you need from the layer behind it, and what from the forward "
            "pass? Keep all of that on the way forward."
        ),
        (
            "delta of the last layer by BP1. Then, for each layer from the last to the first: store "
            "BP3 and BP4, and go one layer back by BP2."
        ),
        (
            "for layer in reversed(range(len(weights))):\n"
            "    nabla_W[layer], nabla_b[layer] = layer_gradients(delta, activations[layer])\n"
            "    if layer > 0:\n"
            "        delta = delta_hidden(____, delta, ____)"
        ),
    ),
    guidance=Guidance(
        rows={
            "one layer of weights": (
                "With one layer there is nothing to go back through: BP1, then BP3 and BP4. "
                "Does your loop reach for a layer that is not there?"
            ),
            "one way back": (
                "The work should grow with the layers, not with the weights. Where do you run "
                "the network again?"
            ),
            "order of hidden neurons": (
                "If two hidden neurons change places, so do their gradients. Where is a weight "
                "paired with another neuron's delta?"
            ),
            "edge cases": (
                "Six layers, and layers of one neuron come in. Does any of your lines count on "
                "two or three layers?"
            ),
            "shapes": (
                "Gradients are shaped as what they belong to. Print the shapes of your lists "
                "beside those of weights and biases."
            ),
            "input unchanged": (
                "One of your lines writes into weights, biases, x or y. Give the result a name "
                "of its own."
            ),
        },
        order=MixedLines(
            (
                "pre, post, grads_W, grads_b = [], [x], [], []",
                "for W, b in zip(weights, biases):",
                "    pre.append(W @ post[-1] + b)",
                "    post.append(sigmoid(pre[-1]))",
                "delta = delta_output(post[-1], y, pre[-1])",
                "for layer in range(len(weights) - 1, -1, -1):",
                "    dW, db = layer_gradients(delta, post[layer])",
                [
                    "    grads_W.insert(0, dW)",
                    "    grads_b.insert(0, db)",
                    BACK,
                ],
                "return grads_W, grads_b",
            ),
            (
                Intruder(
                    BACK.replace("layer - 1", "layer"),
                    BACK,
                    "a slope is taken at the z of the layer that delta arrives at.",
                ),
                Intruder(
                    "    dW, db = layer_gradients(delta, post[layer + 1])",
                    "    dW, db = layer_gradients(delta, post[layer])",
                    "a weight's gradient has the activation at its beginning, not at its end.",
                ),
            ),
        ),
        meaning=(
            "Backpropagation, for any depth, in a dozen lines. The great libraries do the same,"
            " with more kinds of nodes."
        ),
        another={
            "nabla_W[layer], nabla_b[layer] = layer_gradients(delta, activations[layer])": "nabla_W[layer], nabla_b[layer] = delta * activations[layer].T, +delta",
        },
    ),
    misconceptions=(
        Misconception(
            "sign",
            "All your gradients have the opposite sign. Which way round is the error at the "
            "output?",
            "sign",
            swap={FIRST_DELTA: "(y - activations[-1]) * sigmoid_prime(zs[-1])"},
        ),
        Misconception(
            "cross_entropy_delta",
            "Your delta at the output fits cross-entropy, and the cost here is quadratic. All "
            "earlier layers inherit it. Which factor lies between a and z?",
            'BP1 without the slope (lecture 004: "for both sigmoid and linear units")',
            swap={FIRST_DELTA: "activations[-1] - y"},
        ),
        Misconception(
            "no_hidden_slopes",
            "The last layer is right, the earlier ones are wrong, and mostly too large. Something "
            "between a and z was skipped at each hidden layer: what?",
            "slope forgotten on the way back",
            swap={ONE_BACK: "weights[layer].T @ delta"},
        ),
        Misconception(
            "slope_one_layer_late",
            "The last layer is right and so is each layer's own slope, but the signal handed on "
            "lacks the slope of the layer it leaves. Decide once: does delta stand before or "
            "behind the sigmoid?",
            "delta is dJ/dx in one line and dJ/dz in the next (lecture 004, general case)",
            swap={
                FIRST_DELTA: "activations[-1] - y",
                STORE: "layer_gradients(delta * sigmoid_prime(zs[layer]), activations[layer])",
                ONE_BACK: "weights[layer].T @ delta",
            },
        ),
        Misconception(
            "prime_of_a",
            "The last layer is right. Your hidden slopes were taken at activations: which list "
            "holds what the slope function expects?",
            "slope at activations",
            swap={ONE_BACK: "delta_hidden(weights[layer], delta, activations[layer])"},
        ),
        Misconception(
            "no_transpose",
            "This can run for layers of equal size only, and it is wrong there too. Along which "
            "weights did a hidden neuron act on the next layer?",
            "transposition forgotten",
            swap={ONE_BACK: "weights[layer] @ delta * sigmoid_prime(zs[layer - 1])"},
        ),
        Misconception(
            "updated_weights",
            "Your last layer is right; the earlier ones were computed through weights that had "
            "already moved. Computing the gradient and using it are two jobs: in which order?",
            "mixes gradient and update",
            swap={ONE_BACK: "delta_hidden(weights[layer] - nabla_W[layer], delta, zs[layer - 1])"},
        ),
        Misconception(
            "activation_of_same_layer",
            "Your weight gradients use the activation that comes out of the layer. Which one "
            "goes in?",
            "off by one in the list",
            swap={STORE: "layer_gradients(delta, activations[layer + 1])"},
        ),
        Misconception(
            "z_instead_of_a",
            "The first layer's weights are right, the others met pre-activations as their "
            "inputs. What does a neuron send to the next layer?",
            "picks the wrong list",
            swap={STORE: "layer_gradients(delta, zs[layer - 1] if layer else x)"},
        ),
        Misconception(
            "first_layer_zero",
            "The gradient of the first weight matrix is still all zeros. How many weight matrices "
            "does a network of three layers of neurons have, and how many does your loop fill?",
            "off by one: layers counted as weight matrices (lecture 002)",
            swap={
                EMPTY: ZEROS,
                "reversed(range(len(weights)))": (
                    "reversed(range(min(1, len(weights) - 1), len(weights)))"
                ),
            },
        ),
        Misconception(
            "bias_gradient_missing",
            "Your bias gradients are all zeros. What is the slope of the cost when a bias moves?",
            "initialised but never filled",
            swap={EMPTY: ZEROS, "nabla_W[layer], nabla_b[layer] =": "nabla_W[layer], _ ="},
        ),
        Misconception(
            "reversed_lists",
            "The right arrays in reverse order. You met the last layer first; at which end of "
            "the list does the first layer belong?",
            "lists appended while walking back",
            swap={"return nabla_W, nabla_b": "return nabla_W[::-1], nabla_b[::-1]"},
        ),
        Misconception(
            "slope_of_last_layer",
            "The slope belongs to the layer at which delta arrives; yours is that of a layer "
            "behind it. Whose z did you take?",
            "loop variable not used",
            swap={ONE_BACK: "delta_hidden(weights[layer], delta, zs[-1])"},
        ),
    ),
)

# ---------------------------------------------------------------- 4.5


def backprop_batch_checks(rng):
    def batch(name, sizes, m):
        return call(name, "backprop_batch", *drawn_network(rng, sizes, m))

    single_layer = (batch("a 3-2 network, 4 examples", [3, 2], 4),)
    values = (
        batch("a 3-4-2 network, 5 examples", [3, 4, 2], 5),
        batch("a 2-3-4-3 network, 64 examples", [2, 3, 4, 3], 64),
        batch("a 4-4-4 network, 4 examples", [4, 4, 4], 4),
    )
    weights, biases, X, Y = drawn_network(rng, [3, 4, 2], 5)
    alike = np.repeat(X[:, :1], 6, axis=1), np.repeat(Y[:, :1], 6, axis=1)
    own = Name("backprop_batch")
    edge = (
        batch("one example", [3, 4, 2], 1),
        call("six equal examples", "backprop_batch", weights, biases, *alike),
        *fractions_in_turn("backprop_batch", weights=weights, biases=biases, X=X, Y=Y),
        call("a 64-12-10 network, 16 examples", "lab.of_many_inputs", own),
    )
    network = (weights, biases, X, Y)
    singles = call("example by example", "lab.mean_error", own, Name("backprop"), *network)
    rearranged = call("every example twice", "lab.rearranged_error", own, *network)
    loops = call("does the work grow with the examples", "lab.loops_over_examples", own)
    return [
        Values("one layer of weights", 0.25, single_layer, NABLAS, flow="backward"),
        Values("values", 0.75, values, NABLAS, flow="backward"),
        measured(0.375, "network_error", own, Name("lab.quadratic"), *network),
        Within(
            "mean of the examples",
            0.25,
            "is not the mean of what backprop gives for each example",
            (singles,),
            0,
            AGREES,
            after="values",
        ),
        Within(
            "examples rearranged",
            0.25,
            "the same examples twice over, in another order, give another mean",
            (rearranged,),
            0,
            AGREES,
            after="values",
        ),
        Values("edge cases", 0.375, edge, after="values"),
        Form("shapes", 0.5, values, after="values"),
        Pure("input unchanged", 0.25, values[:2], after="values"),
        Within(
            "no loop over examples",
            1.0,
            "Python walks through the examples one by one",
            (loops,),
            0,
            0,
            after="values",
        ),
    ]


COUNT = "m = X.shape[1]"
BATCH_DELTA = "delta_output(activations[-1], Y, zs[-1])"
BATCH_W = "delta @ activations[layer].T / m"
BATCH_B = "delta.sum(axis=1, keepdims=True) / m"

backprop_batch = Exercise(
    "backprop_batch",
    number="4.5",
    title="A batch at once",
    checks=backprop_batch_checks,
    needs=("delta_output", "delta_hidden", "layer_gradients", "backprop"),
    lab=LAB,
    hints=(
        (
            "Which dimension disappears when delta (n, m) is multiplied with the transposed "
            "activations (m, n_prev)?"
        ),
        (
            "For each layer dW is delta times the transposed activations, divided by m; db is the "
            "row sums of delta, divided by m. Delta itself is not averaged."
        ),
        "nabla_b[layer] = delta.sum(axis=____, keepdims=True) / m",
    ),
    guidance=Guidance(
        rows={
            "one layer of weights": (
                "With one layer there is nothing to go back through. What do BP1, BP3 and BP4 "
                "give, as a mean over the columns?"
            ),
            "mean of the examples": (
                "A batch's gradient is the mean of its examples' gradients. Where do you divide"
                " by m, and how often?"
            ),
            "examples rearranged": (
                "The order of the columns makes no difference to a mean. Which of your lines "
                "picks single columns?"
            ),
            "shapes": "A bias's gradient is a column: adding along the examples has to keep that axis.",
            "no loop over examples": (
                "The result is right, and the work grows with every example. Which product adds"
                " over the examples by itself?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "A batch costs little more than one example. That is what lets a network learn from"
            " thousands."
        ),
        another={
            "nabla_b[layer] = delta.sum(axis=1, keepdims=True) / m": "nabla_b[layer] = delta.mean(axis=1, keepdims=True)",
        },
    ),
    misconceptions=(
        Misconception(
            "sum",
            "Everything is m times too large. Should twice as many examples mean steps twice as "
            "long?",
            "sum over the batch",
            swap={COUNT: "m = 1"},
        ),
        Misconception(
            "bias_sum",
            "The weights are right, and the bias gradients are m times too large. Are both not "
            "averages over the same examples?",
            "divides dW only",
            swap={BATCH_B: "delta.sum(axis=1, keepdims=True)"},
        ),
        Misconception(
            "averaged_twice",
            "Everything is m times too small, as if the average were taken twice. How often, all "
            "in all, do you divide by m?",
            "divides in both places",
            swap={BATCH_DELTA: f"{BATCH_DELTA} / m"},
        ),
        Misconception(
            "averaged_per_layer",
            "The last layer is right, and each earlier layer is smaller by another factor m. The "
            "average belongs to the cost, so how often can it occur?",
            "divides delta in every layer",
            swap={
                BATCH_DELTA: f"{BATCH_DELTA} / m",
                BATCH_W: "delta @ activations[layer].T",
                BATCH_B: "delta.sum(axis=1, keepdims=True)",
                ONE_BACK: f"{ONE_BACK} / m",
            },
        ),
        Misconception(
            "per_output",
            "You divided by the number of outputs. What is averaged over here: outputs or "
            "examples?",
            "mean over everything, or the wrong axis length",
            swap={COUNT: "m = len(biases[-1])"},
        ),
        Misconception(
            "bias_mean_all",
            "All neurons of a layer got the same bias gradient. Over which of the two axes of "
            "delta should be averaged, and over which not?",
            "axis missing",
            swap={BATCH_B: "np.full(biases[layer].shape, delta.mean())"},
        ),
        Misconception(
            "bias_wrong_axis",
            "For the biases you averaged over the neurons. With one example per column, which "
            "axis counts the examples?",
            "averages over neurons",
            swap={BATCH_B: "delta.mean(axis=0)"},
        ),
        Misconception(
            "first_example",
            "Your gradient depends on the first example only. Where do the others get lost?",
            "only one example",
            swap={COUNT: "m, X, Y = 1, X[:, :1], Y[:, :1]"},
        ),
        Misconception(
            "last_example",
            "Your gradient depends on the last example of the batch only. What becomes of what the "
            "others give?",
            "overwrites instead of accumulating",
            swap={COUNT: "m, X, Y = 1, X[:, -1:], Y[:, -1:]"},
        ),
        Misconception(
            "gradient_of_mean",
            "Your gradient is that of one average example. Each gradient is a delta times an "
            "input, and both vary: is a mean of products the product of the means?",
            "averages inputs instead of gradients",
            swap={
                COUNT: "m, X, Y = 1, X.mean(axis=1, keepdims=True), Y.mean(axis=1, keepdims=True)"
            },
        ),
        Misconception(
            "product_of_means",
            "You multiply a mean delta by a mean activation. Both vary from example to example: is "
            "a mean of products the product of the means?",
            "averages over the examples before the product",
            swap={
                BATCH_W: "delta.mean(axis=1, keepdims=True)"
                " @ activations[layer].mean(axis=1, keepdims=True).T"
            },
        ),
        Misconception(
            "slope_of_next_layer",
            "The last layer is right. The slope on the way back belongs to the layer at which "
            "delta arrives; yours is that of the layer it leaves. Whose Z did you take?",
            "off by one in the list",
            swap={ONE_BACK: "delta_hidden(weights[layer], delta, zs[layer])"},
        ),
        Misconception(
            "hardcoded_32",
            "Right only for batches of 32. The last batch of an epoch is usually smaller: where "
            "can the number be read off?",
            "lecture 000 divides by the literal 32",
            swap={COUNT: "m = 32"},
        ),
        Misconception(
            "python_loop",
            "All numbers are right. A sum over examples of outer products is one matrix product: "
            "what do its inner dimensions have to be?",
            "re-uses the single-example version",
            body="""
                m = X.shape[1]
                singles = [backprop(weights, biases, X[:, [i]], Y[:, [i]]) for i in range(m)]
                nabla_W, nabla_b = (
                    [sum(arrays) / m for arrays in zip(*lists)] for lists in zip(*singles)
                )
                return nabla_W, nabla_b
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 4.6


def item_of(case, place, *deeper):
    """The same call, of whose answer only one item is asked, or an item of that item."""
    (asked,) = case.steps
    steps = [Call(asked.target, asked.args, into="answer"), Read("answer", place)]
    if deeper:
        steps[1] = Call("lab.item", (Name("answer", place), *deeper))
    return Case(case.name, tuple(steps))


def one_hot_columns(rng, n, m):
    return np.eye(n)[rng.integers(0, n, m)].T


#: Of a loss: many add a small number, up to 1e-7, to what they take the logarithm of, and are
#: right. For a probability of 0.01 that moves the loss by 1e-5.
GUARDED = 1e-4
#: And of slopes that are measured on it; against what is certain, the number stands alone.
GUARDED_SLOPES, GUARDED_ZERO = 1e-3, 2e-6


def softmax_cross_entropy_checks(rng):
    def scores(name, n, m):
        Z = rng.normal(0, 1.3, (n, m))
        return call(name, "softmax_cross_entropy", Z, one_hot_columns(rng, n, m))

    values = (
        scores("four classes, three examples", 4, 3),
        scores("three classes, five examples", 3, 5),
        scores("three classes, three examples", 3, 3),
    )
    Z, Y = rng.normal(size=(4, 3)), one_hot_columns(rng, 4, 3)
    edge = (
        scores("one example", 5, 1),
        scores("two classes", 2, 4),
        call(
            "equal scores for ten classes",
            "softmax_cross_entropy",
            np.zeros((10, 2)),
            np.eye(10)[:, :2],
        ),
        call("large scores", "softmax_cross_entropy", Z + 300, Y),
        *fractions_in_turn("softmax_cross_entropy", but="Y", Z=Z, Y=Y),
        call("whole numbers in Y", "softmax_cross_entropy", Z, Y.astype(int)),
    )
    extreme = np.array(  # the columns' largest scores lie far apart, too
        [
            [1000.0, -1000.0, 1000.0, -2000.0],
            [-1000.0, 1000.0, 0.0, -2001.0],
            [0, 300, -1000, -3000],
        ]
    )
    labels = np.eye(3)[:, [0, 0, 2, 1]]  # certain and right, certain and wrong twice, in doubt
    asked = Call("softmax_cross_entropy", (extreme, labels), into="pair")
    dZ_far = Case("scores of 1000 and -1000", (asked, Read("pair", 1)))
    own = Name("softmax_cross_entropy")
    finite = call("scores 2000 apart", "lab.is_finite_loss", own, extreme, labels)
    sums = call("columns of dZ", "lab.column_sums", own, Z, Y)
    plain = call("scores", "softmax_cross_entropy", Z, Y)
    shift = np.array([[0.7, -1.3, 2.1]])
    moved = call("a number added to each column", "softmax_cross_entropy", Z + shift, Y)
    parts = ("loss", "dZ")
    return [
        Values("loss", 0.375, tuple(item_of(case, 0) for case in values), rtol=GUARDED),
        Values("values", 0.625, values, parts, rtol=GUARDED),
        measured(
            0.5,
            "loss_error",
            own,
            Z,
            Y,
            says="dZ is not the slope of the loss that you return",
            agrees=GUARDED_SLOPES,
        ),
        Relation(
            "scores raised together",
            0.25,
            "adding one number to all scores of an example changes dZ",
            (Term(1.0, plain, 1), Term(-1.0, moved, 1)),
            after="values",
        ),
        Relation(
            "column sums",
            0.125,
            "the columns of dZ do not add up to 0",
            (Term(1.0, sums),),
            after="values",
        ),
        Values("edge cases", 0.25, edge, parts, after="values", rtol=GUARDED),
        Values("far scores: dZ", 0.25, (dZ_far,), quiet=True, after="values", atol=1e-9),
        Within(
            "far scores: loss",
            0.25,
            "the loss is inf or nan when a score lies 2000 below the largest",
            (finite,),
            1,
            1,
            after="values",
        ),
        Form("shapes", 0.125, values, after="values"),
        Pure("input unchanged", 0.25, values[:2], after="values"),
    ]


LOSS = "-np.sum(Y * logp) / m"
DZ = "(np.exp(logp) - Y) / m"

softmax_cross_entropy = Exercise(
    "softmax_cross_entropy",
    number="4.6",
    title="Softmax with cross-entropy",
    checks=softmax_cross_entropy_checks,
    lab=LAB,
    hints=(
        "The logarithm of a fraction needs no division: subtract the logarithm of the sum.",
        (
            "The loss is the mean over the examples of minus the log-probability of the true class; "
            "dZ = (P - Y) / m."
        ),
        ("S = Z - ____\nlogp = S - np.log(np.exp(S).sum(____))"),
    ),
    guidance=Guidance(
        rows={
            "loss": (
                "Of each column one probability counts, that of the true class. What is done to"
                " it, and over what is the mean taken?"
            ),
            "scores raised together": (
                "Raise all scores of a column by the same number, and nothing changes. Which "
                "part of yours does?"
            ),
            "column sums": (
                "Each column of dZ adds up to 0, since probabilities and labels both add up to "
                "1. Which of the two is not as it should be?"
            ),
            "far scores: dZ": (
                "e^1000 is too large for a number. What can be taken from every score of a "
                "column without changing its softmax?"
            ),
            "far scores: loss": (
                "The logarithm of a probability that was rounded to 0 is −∞. Where can the "
                "logarithm be taken before anything is rounded?"
            ),
            "shapes": (
                "The loss is one number, and dZ is shaped as Z. Which axis does your sum go along?"
            ),
            "input unchanged": (
                "One of your lines writes into Z, as Z -= does. Give the result a name of its own."
            ),
        },
        meaning=(
            "p − y: softmax and cross-entropy fit together, and no flat slope is left at the "
            "output."
        ),
        another={
            "loss = -np.sum(Y * logp) / m": "loss = -np.mean(np.sum(Y * logp, axis=0))",
        },
    ),
    misconceptions=(
        Misconception(
            "delta_not_averaged",
            "Your loss is a mean and your dZ belongs to the sum: they differ by the factor m. "
            "What would slopes measured on your own loss say?",
            "lecture 000's dZ2 (its 1/N comes later)",
            swap={DZ: "np.exp(logp) - Y"},
        ),
        Misconception(
            "sum_loss",
            "Your loss and your dZ fit each other, but both are m times too large. What is asked "
            "for: the sum over the examples, or the mean?",
            "sum convention",
            swap={"m = Z.shape[1]": "m = 1"},
        ),
        Misconception(
            "times_slope",
            "The difference of P and Y already contains the derivative of softmax, and you "
            "multiplied by it once more. Where did it cancel in the derivation?",
            'multiplies by a "softmax derivative"',
            swap={DZ: "(np.exp(logp) - Y) * np.exp(logp) * (1 - np.exp(logp)) / m"},
        ),
        Misconception(
            "diagonal_only",
            "Only the entry of the true class is not 0. Raising any other score lowers the true "
            "class's probability too: does the loss then stay as it is?",
            "treats softmax as element-wise",
            swap={DZ: "-Y * (1 - np.exp(logp)) / m"},
        ),
        Misconception(
            "stops_at_p",
            "This is the derivative with respect to the probabilities. The question asks for the "
            "scores: which node still lies between?",
            "derivative with respect to the probabilities",
            swap={DZ: "-Y / np.exp(logp) / m"},
        ),
        Misconception(
            "sign",
            "The score of the true class should rise when the gradient is subtracted. With yours "
            "it falls: which way round is the difference?",
            "sign",
            swap={DZ: "(Y - np.exp(logp)) / m"},
        ),
        Misconception(
            "binary_ce",
            "Your loss is the one for independent yes/no outputs. With softmax, whose "
            "probability enters the loss, and do the others enter on their own?",
            "binary cross-entropy of lecture 000's text",
            swap={LOSS: "-np.sum(Y * logp + (1 - Y) * np.log(1 - np.exp(logp))) / m"},
        ),
        Misconception(
            "mean_over_all",
            "Smaller by the number of classes. The average goes over the examples: what happens "
            "to the classes?",
            "divides by classes times examples",
            swap={"m = Z.shape[1]": "m = Z.size"},
        ),
        Misconception(
            "loss_sign",
            "Your loss is negative. A log-probability is negative too, and a loss should be "
            "positive: what is missing?",
            "minus forgotten",
            swap={LOSS: "np.sum(Y * logp) / m"},
        ),
        Misconception(
            "quadratic_loss",
            "Your dZ is the one of cross-entropy, but the loss you return is quadratic. What "
            "should the loss be for equal scores over ten classes?",
            "mixes two costs",
            swap={LOSS: "0.5 * np.sum((np.exp(logp) - Y) ** 2) / m"},
        ),
        Misconception(
            "log_of_mean",
            "You took the logarithm of an average probability. The loss averages over the "
            "examples: what exactly is averaged?",
            "order of log and mean",
            swap={LOSS: "-np.log(np.mean(np.sum(Y * np.exp(logp), axis=0)))"},
        ),
        Misconception(
            "log10",
            "Your loss is off by the factor 2.303, the natural logarithm of 10. Which logarithm "
            "undoes the exponential of softmax?",
            "wrong base",
            swap={LOSS: "-np.sum(Y * logp) / m / np.log(10)"},
        ),
        Misconception(
            "log_of_zero",
            "Right for usual scores, but inf or nan when a score lies far below the largest: its "
            "probability was rounded to 0. Can you get the log-probability without forming the "
            "probability first?",
            "log of an underflowed probability",
            swap={LOSS: "-np.sum(Y * np.log(np.exp(logp))) / m"},
        ),
    ),
)

# ---------------------------------------------------------------- 4.7


def relu_network(rng, sizes, m):
    """Draw a ReLU network and one-hot labels, with no z so near to 0 that a kink disturbs."""
    while True:
        weights, biases, X, _ = drawn_network(rng, sizes, m)
        a, nearest = X, 1.0
        for W, b in zip(weights, biases, strict=True):
            z = W @ a + b
            a, nearest = np.maximum(z, 0), min(nearest, float(np.abs(z).min()))
        if nearest > 1e-3:
            return weights, biases, X, one_hot_columns(rng, sizes[-1], m)


def backprop_relu_softmax_checks(rng):
    def network(name, sizes, m):
        return call(name, "backprop_relu_softmax", *relu_network(rng, sizes, m))

    values = (
        network("a 4-5-3 network, 6 examples", [4, 5, 3], 6),
        network("a 3-5-4-2 network, 5 examples", [3, 5, 4, 2], 5),
        network("a 4-4-4 network, 4 examples", [4, 4, 4], 4),
    )
    weights, biases, X, Y = relu_network(rng, [3, 4, 3], 5)
    low, off = [biases[0], biases[1] - 9], [biases[0] - 50, biases[1]]
    # the first hidden neuron has z = 0, where a slope may be 0 or 1, and no way out
    still = np.array([0.0, 1, 1, 1])
    on_the_kink = (
        [weights[0] * still[:, None], weights[1] * still],
        [biases[0] * still[:, None], biases[1]],
    )
    edge = (
        network("one example", [4, 5, 3], 1),
        network("one layer", [4, 3], 5),
        call("all scores negative", "backprop_relu_softmax", weights, low, X, Y),
        call("hidden neurons all off", "backprop_relu_softmax", weights, off, X, Y),
        call("a hidden z of 0", "backprop_relu_softmax", *on_the_kink, X, Y),
        # X stays as it is: of whole numbers alone some z may be 0, where the slope is a choice
        *fractions_in_turn(
            "backprop_relu_softmax", but="X", weights=weights, biases=biases, X=X, Y=Y.astype(int)
        ),
    )
    own = Name("backprop_relu_softmax")
    loops = call("does the work grow with the examples", "lab.loops_over_examples", own)
    seen = tuple(
        call(f"{cost} cost", "layers_right", cost) for cost in ("quadratic", "cross-entropy")
    )
    return [
        Values("values", 0.875, values, NABLAS, flow="backward"),
        measured(
            0.375,
            "network_error",
            own,
            Name("lab.cross_entropy"),
            *relu_network(rng, [3, 5, 4, 3], 4),
        ),
        Values("edge cases", 0.375, edge, NABLAS, flow="backward", after="values"),
        Form("shapes", 0.375, values, after="values"),
        Pure("input unchanged", 0.25, values[:2], after="values"),
        Within(
            "no loop over examples",
            0.25,
            "Python walks through the examples one by one",
            (loops,),
            0,
            0,
            after="values",
        ),
        Values("lecture 004", 0.5, seen),
    ]


RELU_DELTA = "_, delta = softmax_cross_entropy(zs[-1], Y)"
GATE = "(zs[layer - 1] > 0)"

backprop_relu_softmax = Exercise(
    "backprop_relu_softmax",
    number="4.7",
    title="Repair the backward passes of lectures 002 and 004",
    checks=backprop_relu_softmax_checks,
    needs=("softmax_cross_entropy",),
    defines=("backprop_relu_softmax", "layers_right"),
    lab=LAB,
    hints=(
        (
            "Which factor of the listing's delta had a reason that is gone, once no ReLU stands "
            "between the scores and softmax?"
        ),
        (
            "At the output (P - Y) / m; at a hidden layer the signal passes where z > 0 and is 0 "
            "elsewhere."
        ),
        (
            "_, delta = softmax_cross_entropy(____, Y)\n"
            "delta = (weights[layer].T @ delta) * (____ > 0)"
        ),
    ),
    guidance=Guidance(
        rows={
            "no loop over examples": (
                "The result is right, and the work grows with every example. Which product adds"
                " over the examples by itself?"
            ),
            "shapes": (
                "Gradients are shaped as what they belong to. Print the shapes of your lists "
                "beside those of weights and biases."
            ),
            "lecture 004": (
                "Measure each layer's gradient under either cost, as section 7 does: which of "
                "them agree?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "ReLU lets a signal through or stops it: its slope is 1 or 0, so what passes does "
            "not shrink on the way back."
        ),
        another={
            "delta = (weights[layer].T @ delta) * (zs[layer - 1] > 0)": "delta = np.where(zs[layer - 1] > 0, weights[layer].T @ delta, 0)",
        },
    ),
    misconceptions=(
        Misconception(
            "relu_mask_on_output",
            "Output neurons with negative scores get no gradient. After the repair no ReLU "
            "stands between the scores and softmax: which factor has lost its reason?",
            "keeps the listing's factor but with a clean softmax",
            swap={RELU_DELTA: "delta = softmax_cross_entropy(zs[-1], Y)[1] * (zs[-1] > 0)"},
        ),
        Misconception(
            "listing_unchanged",
            "Your gradient fits the listing's own forward pass. But the forward pass was to be "
            "repaired too: what goes into softmax?",
            "forward left as published",
            swap={
                RELU_DELTA: "delta = softmax_cross_entropy(activations[-1], Y)[1] * (zs[-1] > 0)"
            },
        ),
        Misconception(
            "sigmoid_slope",
            "Your hidden slopes are those of the sigmoid. The hidden layers use ReLU: which two "
            "values can its slope take?",
            "habit",
            swap={GATE: "sigmoid_prime(zs[layer - 1])"},
        ),
        Misconception(
            "no_mask",
            "Neurons that were switched off in the forward pass still receive a gradient. If "
            "their z moves a little, does anything behind them notice?",
            "thinks of ReLU as linear",
            swap={GATE: "1"},
        ),
        Misconception(
            "relu_as_slope",
            "You multiplied by the activation. How steep is ReLU where the neuron is on?",
            "multiplies by the value",
            swap={GATE: "np.maximum(zs[layer - 1], 0)"},
        ),
        Misconception(
            "mask_on_signal",
            "The gate is set by the forward pass. Does it matter whether the signal that comes "
            "back is positive?",
            "applies ReLU to the backward signal",
            swap={GATE: "(weights[layer].T @ delta > 0)"},
        ),
        Misconception(
            "ge_zero_of_a",
            "Your gate lets everything through, also where a neuron is off. A ReLU output is never "
            "negative: which question about it tells on from off?",
            "tests the activation with >=",
            swap={GATE: "(activations[layer] >= 0)"},
            alias="no_mask",
        ),
        Misconception(
            "sum_not_mean",
            "Everything is m times too large. Where does the mean over the examples enter?",
            "sum over the batch",
            swap={RELU_DELTA: "delta = softmax_cross_entropy(zs[-1], Y)[1] * X.shape[1]"},
        ),
        Misconception(
            "sign",
            "Everything has the opposite sign. A sentence of lecture 002 and its code disagree "
            "about the order of the difference: which of the two goes downhill?",
            'follows the sentence "subtracting the prediction from the target"',
            swap={RELU_DELTA: "delta = -softmax_cross_entropy(zs[-1], Y)[1]"},
        ),
    ),
)

# ---------------------------------------------------------------- 4.8


def rows_network(rng, N, n, hidden, classes):
    params = (
        rng.normal(0, 0.8, (n, hidden)),
        rng.normal(0, 0.8, hidden),
        rng.normal(0, 0.8, (hidden, classes)),
        rng.normal(0, 0.8, classes),
    )
    labels = rng.integers(0, classes, N)
    labels[:2] = [0, classes - 1][: len(labels)]
    return params, rng.normal(size=(N, n)), labels


def share_right(params, X, y):
    W1, b1, W2, b2 = params
    return np.mean((sigma(X @ W1 + b1) @ W2 + b2).argmax(axis=1) == y)


def moved_by_a_step(rng, lr, *sizes):
    """Draw a network of which a step makes more examples right, so that before is not after."""
    while True:
        params, X, y = rows_network(rng, *sizes)
        W1, b1, W2, b2 = params
        hidden = sigma(X @ W1 + b1)
        scores = np.exp(hidden @ W2 + b2)
        slope = scores / scores.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]
        last = W2 - lr * hidden.T @ slope / len(y), b2 - lr * slope.mean(axis=0)
        if share_right((W1, b1, *last), X, y) > share_right(params, X, y) + 0.1:
            return params, X, y


def two_layer_step_rows_checks(rng):
    def step(name, *sizes, lr=0.7):
        return call(name, "two_layer_step_rows", *rows_network(rng, *sizes), lr)

    large = moved_by_a_step(rng, 0.7, 32, 3, 5, 4)
    values = (
        step("6 examples", 6, 3, 5, 4),
        call("32 examples", "two_layer_step_rows", *large, 0.7),
        step("as many examples as hidden neurons", 5, 4, 5, 3),
        step("all sizes equal", 4, 4, 4, 4, lr=1.3),
    )
    params, X, y = rows_network(rng, 7, 3, 4, 3)
    other = (y + 1) % 3
    # the hidden neurons answer (1, 0) and (0, 1), so the scores are (900, 100) and (-900, -100)
    sure = (50 * np.eye(2), np.zeros(2), np.array([[900.0, 100.0], [-900.0, -100.0]]), np.zeros(2))
    apart = np.array([[1.0, -1.0], [-1.0, 1.0]])
    planted = Case(
        "another y elsewhere in the notebook",
        (Set("y", other), Call("two_layer_step_rows", (params, X, y, 0.7))),
    )
    edge = (
        step("one example", 1, 3, 4, 3),
        step("two classes", 5, 3, 4, 2),
        step("learning rate 0", 6, 3, 4, 3, lr=0.0),
        *fractions_in_turn("two_layer_step_rows", params=params, X=X, y=y, lr=0.7),
        call("certain and right", "two_layer_step_rows", sure, apart, np.array([0, 1]), 0.7),
    )
    parts = ("new_params", "loss", "accuracy")
    own = Name("two_layer_step_rows")
    return [
        Values("loss", 0.25, tuple(item_of(case, 1) for case in values), rtol=GUARDED),
        Values("accuracy", 0.25, tuple(item_of(case, 2) for case in values)),
        Values(
            "second layer", 0.25, tuple(item_of(case, 0, at) for case in values for at in (2, 3))
        ),
        Values("values", 0.5, values, parts, rtol=GUARDED),
        measured(
            0.5,
            "step_error",
            own,
            params,
            X,
            y,
            0.7,
            says="the step does not follow the slopes measured on the loss that you return",
            agrees=GUARDED_SLOPES,
        ),
        Values("only the labels passed in", 0.25, (planted,), parts, after="values", rtol=GUARDED),
        Values("edge cases", 0.25, edge, parts, after="values", rtol=GUARDED, atol=GUARDED_ZERO),
        Form("shapes", 0.5, values, after="values"),
        Pure("input unchanged", 0.25, values[:2], after="values"),
    ]


two_layer_step_rows = Exercise(
    "two_layer_step_rows",
    number="4.8",
    title="Rows: the step of lecture 000",
    checks=two_layer_step_rows_checks,
    needs=("softmax_cross_entropy",),
    lab=LAB,
    hints=(
        (
            "Try the listing with 16 examples. Then restart the notebook's kernel and see which "
            "names are not there any more."
        ),
        (
            "Translate with the dictionary of section 8, and let every division use the number of "
            "rows of X."
        ),
        "N = ____\ndW2 = A1.T @ ____ / N\ndb2 = np.sum(dZ2, axis=____) / N",
    ),
    guidance=Guidance(
        rows={
            "accuracy": (
                "An example is right if its largest score stands at its label. Along which axis"
                " do you look for the largest?"
            ),
            "second layer": (
                "The second layer's gradients come from what is left at the output. Which of "
                "your lines turns a table that should stay, or the other way round?"
            ),
            "only the labels passed in": (
                "One of your lines uses a name of the notebook. Which one is not among the "
                "arguments?"
            ),
            "edge cases": (
                "One example, or another number of classes: does any of your lines hold a "
                "number of its own?"
            ),
            "shapes": (
                "Examples are rows here, and a bias is flat. Print the shapes of what you hand "
                "back beside those of params."
            ),
            "input unchanged": "`W1 -= …` writes into the arrays that were handed in. What makes a new one?",
        },
        meaning=(
            "Rows or columns, the mathematics stays. Most libraries have rows, and now you read"
            " both."
        ),
        another={
            "db2 = np.sum(dZ2, axis=0) / N": "db2 = dZ2.mean(axis=0)",
            "db1 = np.sum(dZ1, axis=0) / N": "db1 = dZ1.mean(axis=0)",
        },
    ),
    misconceptions=(
        Misconception(
            "hardcoded_32",
            "Your step is right for 32 examples and for no other number. Where can the number be "
            "read off?",
            "literal from the listing",
            swap={"N = len(X)": "N = 32"},
        ),
        Misconception(
            "sum",
            "Your steps are N times too long. The loss is a mean: what of its gradient?",
            "sum convention",
            swap={"N = len(X)": "N = 1"},
        ),
        Misconception(
            "bias_not_averaged",
            "The weights are right, and the biases move N times too far. Are both not averages "
            "over the same examples?",
            "divides the weights only",
            swap={
                "np.sum(dZ2, axis=0) / N": "np.sum(dZ2, axis=0)",
                "np.sum(dZ1, axis=0) / N": "np.sum(dZ1, axis=0)",
            },
        ),
        Misconception(
            "updated_w2",
            "W2 and b2 are right, W1 and b1 are not: the error went back through weights that had "
            "already moved. Which weights were in place on the way forward?",
            "order of statements",
            swap={"(dZ2 @ W2.T)": "(dZ2 @ (W2 - lr * dW2).T)"},
        ),
        Misconception(
            "no_slope",
            "Only the first layer is wrong: a factor between A1 and Z1 is missing. Which node "
            "lies there?",
            "slope forgotten",
            swap={"(dZ2 @ W2.T) * sigmoid_prime(Z1)": "dZ2 @ W2.T"},
        ),
        Misconception(
            "slope_of_activation",
            "Only the first layer is wrong: the slope was taken at activations. What does the "
            "slope function expect?",
            "derivative function given A instead of Z",
            swap={"sigmoid_prime(Z1)": "sigmoid_prime(A1)"},
        ),
        Misconception(
            "loss_after",
            "The parameters are right. Loss and accuracy should describe the network before the "
            "step: at which parameters did you compute them?",
            "order",
            swap={
                "return new_params, loss, accuracy": (
                    "if lr:\n"
                    "        _, loss, accuracy = two_layer_step_rows(new_params, X, y, 0.0)\n"
                    "    return new_params, loss, accuracy"
                )
            },
        ),
        Misconception(
            "classes_from_labels",
            "You counted the classes in this batch's labels. The highest class may be missing "
            "there: which array always knows how many there are?",
            "infers the number of classes from the labels",
            swap={"np.eye(len(b2))[y]": "np.eye(np.max(y) + 1)[y]"},
        ),
        Misconception(
            "accuracy_axis",
            "You looked for the best row of each column. With one example per row, along which "
            "axis do the classes compete?",
            "columns for rows",
            swap={"Z2.argmax(axis=1) == y": "Z2.argmax(axis=0) == y"},
        ),
        Misconception(
            "accuracy_count",
            "You return how many are right. The accuracy is the share of them: what is the "
            "largest value it can take?",
            "count",
            swap={"np.mean(Z2.argmax(axis=1) == y)": "np.sum(Z2.argmax(axis=1) == y)"},
        ),
        Misconception(
            "accuracy_entries",
            "Predicting nothing at all already scores 75 % on your measure with four classes. "
            "Which one class does the network choose for each example?",
            "compares all entries of the one-hot table",
            swap={"Z2.argmax(axis=1) == y": "(np.exp(logp) > 0.5) == Y"},
        ),
        Misconception(
            "biases_frozen",
            "The biases did not move. Which two of the four parameters did you update?",
            "biases not updated",
            swap={"b1 - lr * db1": "b1", "b2 - lr * db2": "b2"},
        ),
        Misconception(
            "global_labels",
            "Your accuracy ignores the labels that were passed in: the name it compares with is "
            "no parameter of your function. Where does its value come from?",
            "lecture 000's compute_accuracy",
            swap={
                "accuracy = np.mean(Z2.argmax(axis=1) == y)": (
                    "def compute_accuracy(ypred):\n"
                    "        global y\n"
                    "        return np.mean(ypred.argmax(axis=1) == y)\n\n"
                    "    accuracy = compute_accuracy(Z2)"
                )
            },
        ),
        Misconception(
            "bias_column",
            "A column of biases does not fit a table with one example per row; with as many "
            "examples as hidden neurons it does, wrongly. Which shape goes along the row?",
            "lecture 000's dimension list",
            swap={"X @ W1 + b1": "X @ W1 + np.reshape(b1, (-1, 1))"},
        ),
    ),
)

# ---------------------------------------------------------------- 4.9


def depth_checks(rng):
    def field(name):
        return read(name, "depth", name)

    return [
        # wide enough for 1/4 and for what any other draw of the networks shows
        Values("factor", 0.5, (field("factor"),), rtol=0, atol=0.03),
        Values("reason", 0.5, (field("reason"),)),
    ]


def beliefs(reason="slopes"):
    """The typed conclusions, with the reason of a student of this belief."""
    return f"""
        depth = {{
            "factor": 0.23,
            "reason": "{reason}",
        }}
    """


depth = Exercise(
    "depth",
    number="4.9",
    title="How deep can a signal go?",
    checks=depth_checks,
    fields={
        "factor": "by how much one layer multiplies the size of delta, about",
        "reason": '"copied" (nothing is lost), "paths" (they add up) or "slopes" (one per layer)',
    },
    hints=(
        "One slope per layer.",
        (
            "Each step back multiplies by a slope of at most 1/4, and by what the weights do; these "
            "weights keep the size of a signal about as it is."
        ),
        (
            "layers of weights    delta 1 / delta L\n"
            "2                    0.23\n"
            "4                    ____\n"
            "6                    ____"
        ),
    ),
    guidance=Guidance(
        rows={
            "reason": (
                "On each step back delta is multiplied by the weights and by a slope. Which of "
                "the two is at most 1/4?"
            ),
        },
        meaning=(
            "This is why deep networks of sigmoids would not learn, and one reason why ReLU "
            "took their place."
        ),
    ),
    misconceptions=(
        Misconception(
            "constant",
            "You expect delta to arrive unchanged. Look at the factors it picks up in each "
            "layer: how large can the slope of a sigmoid be?",
            'backprop "copies" the error',
            body=beliefs(reason="copied"),
        ),
        Misconception(
            "grows",
            "Paths do add up, but each of them carries a product of slopes, none above 1/4. "
            "Which effect wins for these weights?",
            "counts paths only",
            body=beliefs(reason="paths"),
        ),
    ),
)

EXERCISES = [
    delta_output,
    delta_hidden,
    layer_gradients,
    backprop,
    backprop_batch,
    softmax_cross_entropy,
    backprop_relu_softmax,
    two_layer_step_rows,
    depth,
]

PREDICTIONS = [
    Prediction(
        "shape of y",
        {
            "(2, 1)": "It would be, if both were columns. A plain row is laid across.",
            "(2,)": "NumPy does not turn the column; it lays the row across it.",
            "(2, 2)": "Every target is subtracted from every output, without a word.",
            "an error": "NumPy finds a way to fit them, and that is the trap.",
        },
        "(2, 2)",
    ),
    Prediction(
        "wrong order",
        {
            "yes, with an error": "All shapes fit: three by three times three by one.",
            "no, and the numbers agree": "It runs, and each of the three gives other numbers.",
            "no, and the numbers differ": "All shapes fit, so nothing warns you.",
        },
        "no, and the numbers differ",
    ),
    Prediction(
        "one too few",
        {
            "all three": "With 4 they are. One turn less leaves out one layer.",
            "the last two": "The loop ends one turn early, before the first layer.",
            "the first two": "The loop walks back, so it is the first layer that it misses.",
            "an error stops it": "Nothing is out of range: the loop only ends early.",
        },
        "the last two",
    ),
    Prediction(
        "a last batch",
        {
            "as long as it should be": "The sum has 16 summands, and is divided by 32.",
            "half as long": "16 summands divided by 32 give half of their mean.",
            "twice as long": "Too large a divisor makes it shorter.",
        },
        "half as long",
    ),
    Prediction(
        "a bias after its step",
        {
            "(2, 1)": "It would be, if the row had kept its axis.",
            "(2,)": "The column is not turned; the row is laid across it.",
            "(2, 2)": "Two biases have become a table of four numbers.",
        },
        "(2, 2)",
    ),
    Prediction(
        "loop or batch",
        {
            "about as long": "The multiplications are the same, and most of the time is Python's.",
            "two or three times": "It is more: each of 500 turns runs a dozen lines of Python.",
            "twenty times or more": "Each of 500 turns runs a dozen lines of Python.",
        },
        "twenty times or more",
    ),
    Prediction(
        "two costs",
        {
            "about as many": "The slope that slowed it down is gone.",
            "about half": "It is far fewer: the first step alone is 57 times as long.",
            "less than a tenth": "The first step alone is 57 times as long.",
            "more": "Cross-entropy is largest for a confident mistake, and so is its delta.",
        },
        "less than a tenth",
    ),
    Prediction(
        "slopes of scores",
        {
            "all three": "Raising the right score makes its class more probable: the cost falls.",
            "only the first": "Raising the right score makes its class more probable.",
            "the second and the third": "Both take probability from the right class.",
            "only the largest": "The third takes probability from the right class too, a little.",
        },
        "the second and the third",
    ),
    Prediction(
        "general case",
        {
            "all, with one of the costs": "One layer agrees with each cost, and the others do not.",
            "only the last, with either": "With cross-entropy the last has one slope too many.",
            "one for each cost": "And not the same one: you will need which in a moment.",
            "none": "There is one for each cost.",
        },
        "one for each cost",
    ),
    Prediction(
        "eight layers",
        {
            "about as large": "Each step back multiplies by a slope, and none is above 1/4.",
            "about 1/100": "Each step back leaves less than 1/4, not about 1/2.",
            "less than 1/10000": "Seven slopes of at most 1/4 make less than 1/16000, and the weights hardly help.",
            "larger": "Roads do add up, but each of them carries seven slopes.",
        },
        "less than 1/10000",
    ),
]

IN_WORDS = [
    InWords(
        "delta_in_words",
        "4.10",
        "What a delta is",
        (
            "A delta says how the cost changes when that neuron's z changes a little.",
            "It is the deltas of the next layer, each by the weight that leads there, added up, times the slope.",
            "From the back, because each layer's deltas need those of the layer behind it, and are used once.",
            "There is no formula in it, and somebody else could follow.",
        ),
    ),
]
