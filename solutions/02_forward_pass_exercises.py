"""What notebook 2 asks: the cases, checks, hints and known mistakes of its nine exercises."""

import numpy as np

from checker.exercises import (
    Call,
    Case,
    Exercise,
    Guidance,
    InWords,
    Laid,
    Misconception,
    Name,
    Prediction,
    Pure,
    Read,
    Relation,
    Term,
    Values,
    call,
    fractions_in_turn,
    read,
)

#: Says what to do about an argument that was changed.
OWN_NAME = "One of your lines writes into what was handed over. Give the result a name of its own."


def column(rng, n):
    """One example, or one bias vector: no entry near 0, no two alike."""
    return rng.choice([-1, 1], (n, 1)) * rng.uniform(0.3, 1.5, (n, 1))


def layer(rng, n_out, n_in):
    """Weights and bias of one layer that leave its units in the steep part of the curve."""
    return rng.normal(size=(n_out, n_in)) / np.sqrt(n_in), column(rng, n_out)


def network(rng, *sizes):
    """Weights and biases of a network with these layer sizes."""
    pairs = [layer(rng, *pair) for pair in zip(sizes[1:], sizes[:-1], strict=True)]
    return [W for W, _ in pairs], [b for _, b in pairs]


#: Answers in single precision are as right as those that were worked out more exactly.
SINGLE = {"rtol": 1e-4}


def single(arrays):
    """The same arrays in single precision."""
    return [array.astype(np.float32) for array in arrays]


# ---------------------------------------------------------------- 2.1


def by_hand_checks(rng):
    def field(name, atol):
        case = read(name, "network_by_hand", name)
        return Values(name, 0.4, (case,), rtol=0, atol=atol)

    # z6 adds three hidden values that may each be rounded to three decimals
    return [*(field(name, 0.003) for name in ("n3", "n4", "n5")), field("z6", 0.005),
            field("n6", 0.003)]  # fmt: skip


WEIGHTS_BY_HAND = ("w13", "w14", "w15", "w23", "w24", "w25", "w36", "w46", "w56")
BIASES_BY_HAND = ("b3", "b4", "b5", "b6")


def by_hand_numbers(rng):
    """Numbers with one decimal that leave all four neurons in the steep part of the curve."""
    weights = np.concatenate([np.arange(-18, -3), np.arange(4, 19)]) / 10
    biases = np.array([-9, -8, -7, -6, -5, -4, -3, 3, 4, 5, 6, 7, 8, 9]) / 10
    while True:
        n1, n2 = rng.choice(np.arange(2, 13), 2, replace=False) / 10
        w = rng.choice(weights, 9, replace=False)
        b = rng.choice(biases, 4, replace=False)
        hidden = w[:3] * n1 + w[3:6] * n2 + b[:3]
        output = w[6:] @ (1 / (1 + np.exp(-hidden))) + b[3]
        sizes = np.abs([*hidden, output])
        if abs(n1 - n2) >= 0.3 and sizes.min() >= 0.2 and sizes.max() <= 2:
            break
    names = ("n1", "n2", *WEIGHTS_BY_HAND, *BIASES_BY_HAND)
    return {name: float(value) for name, value in zip(names, (n1, n2, *w, *b), strict=True)}


def by_hand_paper(n):
    """What is written on paper, on numbers that count the steps."""
    done = {}
    for node in ("3", "4", "5"):
        z = n[f"w1{node}"] * n["n1"] + n[f"w2{node}"] * n["n2"] + n[f"b{node}"]
        done[f"n{node}"] = 1 / (1 + np.exp(-z))
    done["z6"] = sum(n[f"w{node}6"] * done[f"n{node}"] for node in "345") + n["b6"]
    return done | {"n6": 1 / (1 + np.exp(-done["z6"]))}


BY_HAND_SOLUTION = {
    "z3": "w13 * n1 + w23 * n2 + b3",
    "z4": "w14 * n1 + w24 * n2 + b4",
    "z5": "w15 * n1 + w25 * n2 + b5",
    "n3": "sigmoid(z3)",
    "n4": "sigmoid(z4)",
    "n5": "sigmoid(z5)",
    "z6": "w36 * n3 + w46 * n4 + w56 * n5 + b6",
    "n6": "sigmoid(z6)",
}


def by_hand(**wrong):
    """The worked solution with some of its lines written as a student with a slip would."""
    lines = [f"{name} = {line}" for name, line in (BY_HAND_SOLUTION | wrong).items()]
    fields = ", ".join(f'"{name}": {name}' for name in ("n3", "n4", "n5", "z6", "n6"))
    return "\n".join([*lines, f"network_by_hand = {{{fields}}}"])


network_by_hand = Exercise(
    "network_by_hand",
    number="2.1",
    title="A network by hand",
    checks=by_hand_checks,
    fields={
        "n3": "value of the first hidden node",
        "n4": "value of the second hidden node",
        "n5": "value of the third hidden node",
        "z6": "pre-activation of the output node",
        "n6": "value of the output node",
    },
    numbers=by_hand_numbers,
    paper=by_hand_paper,
    bounds={"steps": (22, 26), "digits": (48, 68), "minus signs": (9, 16), "largest": (0, 8)},
    hints=(
        "Which two weights end in node 3? Which bias belongs to it?",
        "n3 = σ(w13 n1 + w23 n2 + b3), and so on; then z6 from n3, n4 and n5.",
        (
            "For the lecture's numbers, with blanks in the second line:\n"
            "n3 = σ(4 · 0.2 + 5 · 0.3 + 1) = σ(3.3) = 0.9644\n"
            "n4 = σ(____ · 0.2 + ____ · 0.3 + 1) = σ(____) = 0.9781"
        ),
    ),
    guidance=Guidance(
        rows={
            "n4": (
                "Two weights end in node 4. Their second digit is a 4, and so is that of the bias."
            ),
            "n5": (
                "Two weights end in node 5. Their second digit is a 5, and so is that of the bias."
            ),
            "z6": "z6 comes before the sigmoid: three products of a weight and a node, and b6.",
            "n6": "n6 is the sigmoid of your z6.",
        },
        meaning=(
            "You went through a network node by node. A matrix does the same for a whole layer "
            "at once."
        ),
    ),
    model=by_hand(),
    misconceptions=(
        Misconception(
            "index_order",
            "Your hidden values are what you get with the two inputs exchanged. In this lecture "
            "the weight with index 13 runs from node 1 to node 3.",
            'reads the double index as "to, from"',
            body=by_hand(
                z3="w13 * n2 + w23 * n1 + b3",
                z4="w14 * n2 + w24 * n1 + b4",
                z5="w15 * n2 + w25 * n1 + b5",
            ),
        ),
        Misconception(
            "no_bias",
            "Your hidden pre-activations are off by their biases. Input nodes have none, all the "
            "others do.",
            "biases overlooked, since the lecture's are all 1",
            body=by_hand(
                z3="w13 * n1 + w23 * n2",
                z4="w14 * n1 + w24 * n2",
                z5="w15 * n1 + w25 * n2",
                z6="w36 * n3 + w46 * n4 + w56 * n5",
            ),
        ),
        Misconception(
            "no_output_bias",
            "Your hidden values are right, the output is off by the last bias. Does the output "
            "node have one?",
            '"a bias with each hidden layer" (lecture 000) taken literally',
            body=by_hand(z6="w36 * n3 + w46 * n4 + w56 * n5"),
        ),
        Misconception(
            "linear_hidden",
            "Your hidden values are pre-activations. What does a neuron send on: the weighted "
            "sum, or something made from it?",
            "forgets the activation in the hidden layer",
            body=by_hand(n3="z3", n4="z4", n5="z5"),
        ),
        Misconception(
            "feeds_z_forward",
            "Your hidden activations are right, yet the output was computed from the numbers "
            "before squashing.",
            "activation computed but not used",
            body=by_hand(z6="w36 * z3 + w46 * z4 + w56 * z5 + b6"),
        ),
        Misconception(
            "no_output_activation",
            "Your last value is the pre-activation of the output node. What does this node still "
            "have to do with it?",
            "stops before the last activation",
            body=by_hand(n6="z6"),
        ),
        Misconception(
            "rounded_early",
            "Close, but the difference is too big for rounding the final answer: keep at least "
            "four digits until the end.",
            "rounds intermediate results to one digit",
            body=by_hand(
                n3="round(float(sigmoid(z3)), 1)",
                n4="round(float(sigmoid(z4)), 1)",
                n5="round(float(sigmoid(z5)), 1)",
            ),
        ),
    ),
)

# ---------------------------------------------------------------- 2.2

SHAPES = """
def shapes(made):
    \"\"\"Write the shapes down: where numbers are compared, a flat result may pass for a column.\"\"\"
    z, a = made[:2]
    return f"z {np.shape(z)}, a {np.shape(a)}"
"""


def layer_forward_checks(rng):
    def forward(name, n_out, n_in, *activation):
        return call(name, "layer_forward", *layer(rng, n_out, n_in), column(rng, n_in), *activation)

    W, b = layer(rng, 4, 3)
    a = column(rng, 3)
    rect = call("three inputs, four neurons", "layer_forward", W, b, a)
    square = forward("three inputs, three neurons", 3, 3)
    shapes = tuple(
        Case(f"W of shape ({n_out}, {n_in})", (
            Call("layer_forward", (*layer(rng, n_out, n_in), column(rng, n_in)), into="made"),
            Call("outside.shapes", (Name("made"),)),
        ))
        for n_out, n_in in ((4, 3), (1, 5))
    )  # fmt: skip
    order = np.array([2, 0, 3, 1])
    turned = call("neurons in another order", "layer_forward", W[order], b[order], a)
    steps = (
        Call("layer_forward", (W, b, a), into="plain"),
        Call("np.take", (Name("plain", 0), order, 0)),
    )
    reordered = Case("z put into that order", steps)
    edge = (
        forward("one input, one neuron", 1, 1),
        forward("one neuron", 1, 5),
        forward("784 inputs", 10, 784),
        call("whole numbers", "layer_forward", np.array([[2, -1, 1], [1, 3, -2]]),
             np.array([[1], [-2]]), np.array([[1], [2], [-1]])),
        *fractions_in_turn("layer_forward", W=W, b=b, a_prev=a),
        call("W is a view of a transposed array", "layer_forward", Laid(W, "fortran"), b, a),
        call("every other entry", "layer_forward", Laid(W, "strided"), Laid(b, "strided"),
             Laid(a, "strided")),
    )  # fmt: skip
    parts = ("z", "a")
    coarse = (call("single precision", "layer_forward", *single([W, b, a])),)
    activations = (
        forward("tanh", 4, 2, Name("np.tanh")),
        forward("turned upside down", 4, 2, Name("np.flip")),  # a function of all entries together
    )
    return [
        Values("values", 1.0, (rect, forward("five inputs, two neurons", 2, 5), square), parts),
        Values("columns stay columns", 0.25, shapes),
        Values("another activation", 0.25, activations, parts),
        Relation(
            "each neuron has its row",
            0.125,
            "with the rows of W and b in another order, z is not in that order",
            (Term(1.0, turned, 0), Term(-1.0, reordered)),
            after="values",
        ),
        Values("edge cases", 0.125, edge, parts, after="values"),
        Values("single precision", 0.125, coarse, parts, after="values", **SINGLE),
        Pure("input unchanged", 0.125, (rect, square), after="values"),
    ]


def wrong_layer(z, a="activation(z)"):
    """The worked solution with its z or its a as a student with a slip would write it."""
    return f"z = {z}\na = {a}\nreturn z, a"


layer_forward = Exercise(
    "layer_forward",
    number="2.2",
    title="One layer forward",
    checks=layer_forward_checks,
    lab=SHAPES,
    hints=(
        "Write down the three shapes and the shape you want.",
        "z = W a + b, with a matrix product, and b a column. Then a = σ(z), entry by entry.",
        "z = W ____ a_prev + b\nreturn z, activation(____)",
    ),
    guidance=Guidance(
        rows={
            "columns stay columns": (
                "Print the shapes of W @ a_prev, of b and of their sum. What becomes of a "
                "column to which a flat array is added?"
            ),
            "another activation": (
                "This case hands over another function as `activation`. Which function does "
                "your last line call?"
            ),
            "each neuron has its row": (
                "Exchange two rows of W, and two results change places. What does your line do "
                "with the rows?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "One line for a whole layer, whatever its size. Everything that follows is built of it."
        ),
        another=("z = b + np.dot(W, a_prev)\nreturn z, activation(z)"),
    ),
    model=wrong_layer("W @ a_prev + b"),
    misconceptions=(
        Misconception(
            "transposed",
            "With a square W your numbers are those of the transposed matrix; with a 4 by 3 "
            "matrix the product fails. In this course row j of W holds the weights into neuron j.",
            "thinks of W as (in, out)",
            body=wrong_layer("W.T @ a_prev + b"),
        ),
        Misconception(
            "row_vector",
            "You summed over the first index of W. The sum in the pre-activation runs over the "
            "neurons of the previous layer: which index is that?",
            "writes the product the other way round",
            body=wrong_layer("(a_prev.T @ W).T + b"),
            alias="transposed",
        ),
        Misconception(
            "first_column",
            "You took columns of W for the neurons. The formula and the sentence in the lecture "
            "disagree here: compute the first pre-activation by hand from the formula.",
            "follows the sentence in lecture 001 instead of the formula",
            body=wrong_layer(
                "np.array([[sum(W[k, j] * a_prev[k, 0] for k in range(len(a_prev)))]"
                " for j in range(len(b))]) + b"
            ),
        ),
        Misconception(
            "elementwise",
            "You multiplied entry by entry, so the result has the shape of W. Which operator sums "
            "over the inputs?",
            "uses * for the matrix product",
            body=wrong_layer("W * a_prev.T + b"),
        ),
        Misconception(
            "bias_broadcast",
            "Your z has become a square table: a row of biases was added to a column of sums. "
            "Compare the shapes (n, 1) and (n,).",
            "1-D bias added to a column",
            body=wrong_layer("W @ a_prev + b.ravel()"),
        ),
        Misconception(
            "no_bias",
            "Your z is off by exactly b. Which term of the pre-activation has no input attached "
            "to it?",
            "bias forgotten",
            body=wrong_layer("W @ a_prev"),
        ),
        Misconception(
            "bias_after",
            "Your z would be right without the bias, and your a leaves its range. Where does the "
            "bias enter?",
            "bias added after squashing",
            body=wrong_layer("W @ a_prev", "activation(z) + b"),
        ),
        Misconception(
            "returns_flat",
            "The numbers are right. The shape should stay a column, so that the next layer can "
            "multiply it: what does its bias do to a flat row?",
            "returns (n,) vectors",
            body=wrong_layer("(W @ a_prev + b).ravel()"),
        ),
    ),
)

# ---------------------------------------------------------------- 2.3

INSTRUMENTS = """
def shapes(made):
    \"\"\"Write all shapes down: in a comparison of numbers a flat bias may pass for a column.\"\"\"
    weights, biases = made
    return tuple(" ".join(map(_shape, items)) for items in (weights, biases))


def _shape(array):
    return f"{np.shape(array)}{' complex' if np.iscomplexobj(array) else ''}"


def statistics(arrays, spreads):
    \"\"\"Give the means and the spreads of arrays, in units of the spread asked for, to one digit.

    So coarse, they say the same of every draw: right ones give 0 and 1.
    \"\"\"
    pairs = list(zip(arrays, spreads, strict=True))
    means, stds = ([round(float(f(a)) / s, 1) + 0.0 for a, s in pairs] for f in (np.mean, np.std))
    return means, stds


def changed_one(biases):
    \"\"\"Change the first bias in place, and give the second, which must not know of it.\"\"\"
    first, second = biases
    first += 1
    return second


def overlap(weights):
    \"\"\"Give the largest correlation between two layers' numbers, to one digit.\"\"\"
    flat = [np.ravel(item) for item in weights]
    size = min(map(len, flat))
    pairs = [(a[:size], b[:size]) for place, a in enumerate(flat) for b in flat[:place]]
    return max(1.0 if np.std(a) * np.std(b) == 0 else _correlation(a, b) for a, b in pairs)


def _correlation(a, b):
    return round(abs(float(np.corrcoef(a, b)[0, 1])), 1)


def repeated(first, again, other, before, after):
    \"\"\"Say whether one seed gives the same numbers twice, another others, and what else moved.\"\"\"
    touched = "untouched" if _alike(before, after) else "used"
    said = {True: "the same numbers", False: "other numbers"}
    return said[_all_alike(first, again)], said[_all_alike(first, other)], touched


def state():
    \"\"\"Give the state of NumPy's global generator.\"\"\"
    return list(np.random.get_state()[1:3])


def _all_alike(one, other):
    pairs = [(a, b) for mine, theirs in zip(one, other) for a, b in zip(mine, theirs)]
    return all(_alike(a, b) for a, b in pairs)


def _alike(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other))
"""


def init_network_checks(rng):
    def made(name, sizes, scale, *last):
        seed = int(rng.integers(1000))
        drawn = (
            Call("np.random.default_rng", (seed,), into="rng"),
            Call("init_network", (sizes, Name("rng"), scale), into="made"),
        )
        return Case(name, (*drawn, *last))

    def shaped(sizes, scale):
        return made(f"{sizes}, {scale}", sizes, scale, Call("outside.shapes", (Name("made"),)))

    def drawn(name, sizes, scale, item, spreads):
        return made(name, sizes, scale, Call("outside.statistics", (Name("made", item), spreads)))

    def zero_biases(scale):
        return made(f"biases of {scale}", [3, 4, 2], scale, Read("made", 1))

    sizes = [200, 100, 300]
    pairs = [(200, 100), (100, 300)]
    fan_in = [1 / np.sqrt(n_in) for n_in, _ in pairs]
    glorot = [np.sqrt(2 / (n_in + n_out)) for n_in, n_out in pairs]
    measured = "{}, in units of the spread asked for"
    found = ("means", "spreads")
    shapes = (
        shaped([3, 4, 2], "fan_in"),
        shaped([784, 32, 10], "unit"),
        shaped([1, 1], "unit"),
        shaped([5, 5, 5], "glorot"),
    )
    nothing = made("[3], an input and nothing else", [3], "unit")
    unit = (
        drawn(measured.format("weights"), sizes, "unit", 0, [1.0, 1.0]),
        drawn(measured.format("biases"), [2, 20000], "unit", 1, [1.0]),
    )
    others = made(
        "two layers compared", [150] * 4, "unit", Call("outside.overlap", (Name("made", 0),))
    )

    def repeat(scale):
        seed = int(rng.integers(1000))
        kept = {"first": seed, "again": seed, "other": seed + 1}
        steps = [Call("lab.state", (), into="before")]
        for name, own in kept.items():
            steps.append(Call("np.random.default_rng", (own,), into="rng"))
            steps.append(Call("init_network", ([4, 3, 2], Name("rng"), scale), into=name))
        steps.append(Call("lab.state", (), into="after"))
        slots = tuple(map(Name, (*kept, "before", "after")))
        return Case(f"equal and unequal seeds, {scale}",
                    (*steps, Call("outside.repeated", slots)))  # fmt: skip

    repeats = tuple(map(repeat, ("unit", "fan_in")))
    zeros = (
        zero_biases("fan_in"),
        zero_biases("glorot"),
        made("the second bias, once the first is moved", [4, 4, 4], "fan_in",
             Call("outside.changed_one", (Name("made", 1),))),
    )  # fmt: skip
    return [
        Values("no layer at all", 0.125, (nothing,), ("weights", "biases")),
        Values("shapes", 0.5, shapes, ("weights", "biases")),
        Values("spread of unit", 0.25, unit, found),
        Values(
            "spread of fan_in",
            0.25,
            (drawn(measured.format("weights"), sizes, "fan_in", 0, fan_in),),
            found,
        ),
        Values(
            "spread of glorot",
            0.25,
            (drawn(measured.format("weights"), sizes, "glorot", 0, glorot),),
            found,
        ),
        Values("biases start at 0", 0.125, zeros),
        Values("layers are drawn apart", 0.25, (others,), after="shapes"),
        Values(
            "all chance comes from rng",
            0.25,
            repeats,
            ("the same seed again", "another seed", "NumPy's global generator"),
            after="shapes",
        ),
    ]


def start(weight="spread * rng.standard_normal((n_out, n_in))", bias="(n_out, 1)", **spreads):
    """The worked solution with one of its choices as a student with a slip would make it."""
    known = {"unit": "1.0", "fan_in": "n_in**-0.5", "glorot": "(2 / (n_in + n_out)) ** 0.5"}
    table = ", ".join(f'"{name}": {text}' for name, text in (known | spreads).items())
    return f"""
        weights, biases = [], []
        for n_in, n_out in pairwise(sizes):
            spread = {{{table}}}[scale]
            weights.append({weight})
            biases.append(rng.standard_normal({bias}) if scale == "unit" else np.zeros({bias}))
        return weights, biases
    """


init_network = Exercise(
    "init_network",
    number="2.3",
    title="Starting values",
    checks=init_network_checks,
    lab=INSTRUMENTS,
    hints=(
        "How many weight matrices belong to a list of four sizes?",
        (
            "Pair each size with the next; the next one gives the rows. A standard normal draw "
            "times s has the spread s."
        ),
        (
            "for n_in, n_out in pairwise(sizes):\n"
            "    weights.append(s * rng.standard_normal((____, ____)))"
        ),
    ),
    guidance=Guidance(
        rows={
            "no layer at all": (
                "A list with one size has no pair of neighbours. Which two lists do you hand "
                "back then?"
            ),
            "shapes": (
                "Each pair of neighbouring sizes makes a matrix: rows for the later one, "
                "columns for the earlier. And a bias is a column."
            ),
            "spread of unit": "The plain scale leaves draws as they are, for weights and biases.",
            "spread of fan_in": (
                "The more inputs, the smaller the weights. A draw of spread 1 times s has the "
                "spread s."
            ),
            "spread of glorot": "Here both sizes count, the one of the rows and the one of the columns.",
            "biases start at 0": "With the scaled starts biases are not drawn. Which shape do the zeros have?",
            "layers are drawn apart": (
                "Two layers of one size must not share their numbers. Where in your loop do you"
                " draw?"
            ),
            "all chance comes from rng": (
                "Draw from the generator that was handed over, not from np.random and not from "
                "a new one."
            ),
        },
        meaning=(
            "A start that keeps signals about as large from layer to layer decides whether "
            "learning begins at all."
        ),
        another={
            "weights.append(spread * rng.standard_normal((n_out, n_in)))": "weights.append(rng.normal(scale=spread, size=(n_out, n_in)))",
        },
    ),
    model=start(),
    misconceptions=(
        Misconception(
            "shapes_transposed",
            "Your matrices are the transposes of the ones asked for. The number of rows is the "
            "number of neurons the layer produces.",
            "(in, out) habit of lecture 000 and of Keras",
            body=start(weight="spread * rng.standard_normal((n_in, n_out))"),
        ),
        Misconception(
            "input_bias",
            "You have one bias vector too many: input nodes only hold values. Which sizes belong "
            "to neurons?",
            "gives the input layer biases",
            body="""
                weights, biases = [], []
                for n_in, n_out in pairwise(sizes):
                    spreads = {"unit": 1.0, "fan_in": n_in**-0.5, "glorot": (2/(n_in+n_out))**0.5}
                    weights.append(spreads[scale] * rng.standard_normal((n_out, n_in)))
                for n in sizes:
                    bias = rng.standard_normal((n, 1)) if scale == "unit" else np.zeros((n, 1))
                    biases.append(bias)
                return weights, biases
            """,
        ),
        Misconception(
            "bias_1d",
            "A bias of shape (n,) added to a column (n, 1) silently becomes a table. Keep the "
            "second axis.",
            "flat bias",
            body=start(bias="n_out"),
        ),
        Misconception(
            "ragged_array",
            "NumPy refuses to stack matrices of different shapes, and stacks equal ones into one "
            "cube. Which Python container holds arrays of different sizes?",
            "copies lecture 002",
            body=start().replace("return weights", "return np.array(weights)"),
        ),
        Misconception(
            "uniform",
            "All your weights are positive. The lecture draws from a distribution centred at 0.",
            "rand for randn",
            body=start(weight="spread * rng.random((n_out, n_in))"),
        ),
        Misconception(
            "zeros",
            "All your weights start at 0. With zero biases, too, all hidden neurons stay equal in "
            "every step of training. What breaks the tie?",
            '"start neutral"',
            body=start(weight="np.zeros((n_out, n_in))"),
        ),
        Misconception(
            "same_draw",
            "Two of your layers contain the same numbers. The generator has to move on between "
            "them.",
            "a new generator with the same seed for each layer",
            body=start(weight="spread * np.random.default_rng(0).standard_normal((n_out, n_in))"),
        ),
        Misconception(
            "variance_as_std",
            "Your spread is the square of the one asked for. The rules of the start are stated "
            "for the variance too: what multiplies a standard normal draw?",
            "uses the variance as the scale",
            body=start(fan_in="1 / n_in", glorot="2 / (n_in + n_out)"),
        ),
        Misconception(
            "global_rng",
            "Two calls with equal generators give different weights: the numbers came from "
            "somewhere else.",
            "ignores the generator argument",
            body=start(weight="spread * np.random.standard_normal((n_out, n_in))"),
        ),
        Misconception(
            "fan_swapped",
            "Your spread fits another scheme. Compare your formula with the numbers of inputs and "
            "of neurons of each layer: which of the two makes a sum long?",
            "mixes He, Glorot and Nielsen scaling",
            body=start(fan_in="n_out**-0.5"),
        ),
        Misconception(
            "ends_of_the_network",
            "Your spread is the same in every layer: it counts the first and the last layer of the "
            "network. Which two numbers of neurons belong to one matrix?",
            "sizes of the network for those of the layer",
            body=start(fan_in="sizes[0] ** -0.5", glorot="(2 / (sizes[0] + sizes[-1])) ** 0.5"),
        ),
    ),
)

# ---------------------------------------------------------------- 2.4

CHAINED = """
def in_two_pieces(forward, weights, biases, x, cut):
    \"\"\"Run the first layers, then the others on what came out.\"\"\"
    first = forward(weights[:cut], biases[:cut], x)
    return forward(weights[cut:], biases[cut:], first[1][-1])[1][-1]
"""


def forward_checks(rng):
    def asked(name, sizes, *activation):
        return call(name, "forward", *network(rng, *sizes), column(rng, sizes[0]), *activation)

    weights, biases = network(rng, 3, 4, 2, 3)
    x = column(rng, 3)
    rect = call("sizes 3, 4, 2, 3", "forward", weights, biases, x)
    values = (
        rect,
        asked("sizes 2, 5, 3", (2, 5, 3)),
        asked("sizes 3, 3, 3, 3", (3, 3, 3, 3)),
    )
    pieces = call(
        "one layer, then two", "lab.in_two_pieces", Name("forward"), weights, biases, x, 1
    )
    edge = (
        call("whole numbers", "forward", [np.array([[1, -2], [2, 1], [-1, 3]])],
             [np.array([[1], [-2], [2]])], np.array([[2], [-1]])),
        *fractions_in_turn("forward", weights=weights, biases=biases, x=x),
        call("transposed views", "forward", Laid(weights, "fortran"), biases, x),
        call("read-only arrays", "forward", Laid(weights, "readonly"), Laid(biases, "readonly"),
             Laid(x, "readonly")),
    )  # fmt: skip
    parts = ("zs", "activations")
    coarse = (
        call("single precision", "forward", single(weights), single(biases), x.astype(np.float32)),
    )
    return [
        Values("values", 1.5, values, parts, flow="forward"),
        Values("a single layer", 0.25, (asked("sizes 3, 2", (3, 2)),), parts, flow="forward"),
        Values(
            "no layer at all",
            0.25,
            (call("no weights", "forward", [], [], column(rng, 3)),),
            parts,
            after="values",
        ),
        Values(
            "another activation",
            0.25,
            (asked("tanh", (4, 3, 2), Name("np.tanh")),),
            parts,
            flow="forward",
        ),
        Relation(
            "in two pieces",
            0.25,
            "the first layer and then the other two do not lead where all three lead at once",
            (Term(1.0, pieces), Term(-1.0, rect, (1, 3))),
            after="values",
        ),
        Values("edge cases", 0.125, edge, parts, after="values", flow="forward"),
        Values("single precision", 0.125, coarse, parts, after="values", flow="forward", **SINGLE),
        Pure("input unchanged", 0.25, (rect, values[2]), after="values"),
    ]


def wrong_forward(step="z = W @ a + b", after="a = activation(z)", start="[x]", result=""):
    """The worked solution with one of its lines as a student with a slip would write it."""
    inner = "\n".join(f"    {line}" for line in (*step.split("\n"), *after.split("\n")))
    stored = "" if "append" in step + after else "\n    zs.append(z)\n    activations.append(a)"
    return (
        f"zs, activations, a = [], {start}, x\nfor W, b in zip(weights, biases):\n{inner}{stored}"
        f"\n{result}return zs, activations"
    )


forward = Exercise(
    "forward",
    number="2.4",
    title="The whole network forward",
    checks=forward_checks,
    needs=("layer_forward",),
    lab=CHAINED,
    hints=(
        "What changes from one turn of the loop to the next?",
        (
            "Compute z from the last activation and store it; squash it, and store that. "
            "z^l = W^l a^(l-1) + b^l and a^l = σ(z^l)."
        ),
        (
            "zs, activations = [], [x]\n"
            "for W, b in zip(weights, biases):\n"
            "    z, a = layer_forward(W, b, ____, activation)\n"
            "    zs.append(____)\n"
            "    activations.append(____)\n"
            "return zs, activations"
        ),
    ),
    guidance=Guidance(
        rows={
            "a single layer": "With one layer the loop turns once. How long is each of your two lists then?",
            "no layer at all": (
                "Without a layer the input comes back as it is. How long is each of your two "
                "lists then?"
            ),
            "another activation": "This case hands over another function as `activation`. Do you pass it on?",
            "in two pieces": (
                "The first layers and then the others have to give what all of them give. With "
                "what does each turn of your loop begin?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning="The two lists that you kept are all that the way back will need, in notebook 4.",
        another=(
            "zs, activations = [], [x]\n"
            "for layer in range(len(weights)):\n"
            "    zs.append(weights[layer] @ activations[layer] + biases[layer])\n"
            "    activations.append(activation(zs[layer]))\n"
            "return zs, activations"
        ),
    ),
    model=wrong_forward(),
    misconceptions=(
        Misconception(
            "no_append",
            "Your lists did not grow: zs is empty and activations holds only the input. The "
            "backward pass will need every layer's values.",
            "computes without storing, as published in lectures 001 and 002",
            body="""
                zs, activations = [], [x]
                a = x
                for W, b in zip(weights, biases):
                    a = activation(W @ a + b)
                return zs, activations
            """,
        ),
        Misconception(
            "input_missing",
            "One activation is missing at the front. The first weight gradient needs the "
            "activation that went into the first layer: what is that?",
            "forgets that the input is the activation of layer 0",
            body=wrong_forward(start="[]"),
        ),
        Misconception(
            "always_from_x",
            "Every layer was fed with the network input. What should the second layer receive?",
            "loop variable not updated",
            body=wrong_forward("z = W @ x + b"),
        ),
        Misconception(
            "feeds_z",
            "Your z list agrees for the first layer only. What is handed to the next layer, z or "
            "a?",
            "activation stored but not passed on",
            body=wrong_forward(
                after="zs.append(z)\nactivations.append(activation(z))\na = z",
            ),
        ),
        Misconception(
            "first_weights",
            "All layers used the same weights. What should change with each turn of the loop?",
            "loop variable ignored",
            body=wrong_forward("z = weights[0] @ a + b"),
        ),
        Misconception(
            "no_bias",
            "Each z of the first layer is off by its bias. Which term of the pre-activation has no "
            "input attached to it?",
            "forgets b",
            body=wrong_forward("z = W @ a"),
        ),
        Misconception(
            "linear_output",
            "All but the last activation agree. This network squashes its output too.",
            "thinks of regression, or of a softmax that comes later",
            body=wrong_forward(result="activations[-1:] = zs[-1:] or [x]\n"),
        ),
        Misconception(
            "zs_hold_a",
            "Your zs all lie between 0 and 1: they are activations. The slope must be evaluated "
            "before squashing.",
            "stores the same thing twice",
            body=wrong_forward(after="a = activation(z)\nzs.append(a)\nactivations.append(a)"),
        ),
        Misconception(
            "stops_early",
            "The last layer was not computed. How many turns does the loop take for a network "
            "with two weight matrices?",
            "off by one",
            body=wrong_forward().replace("zip(weights,", "zip(weights[:-1],"),
        ),
        Misconception(
            "double_activation",
            "From the second layer on your values are squashed twice. Where in the loop, and "
            "where in the layer, is the activation applied?",
            "activation in the layer function and again in the loop",
            body=wrong_forward(
                after="a = activation(z)\nzs.append(z)\nactivations.append(a)\na = activation(a)"
            ),
        ),
    ),
)

# ---------------------------------------------------------------- 2.5

COUNTED = """
def way(forward_batch, weights, biases):
    \"\"\"Say whether the number of bytecodes grows with the number of examples.

    A matrix product costs none for an example more, a loop at least twenty.
    \"\"\"
    few, many = (np.ones((weights[0].shape[1], m)) for m in (4, 34))
    forward_batch(weights, biases, few)  # what runs only the first time is not counted
    growth = bytecodes_of(forward_batch, weights, biases, many)
    growth -= bytecodes_of(forward_batch, weights, biases, few)
    return "one by one" if growth > 30 else "all at once"
"""


def forward_batch_checks(rng):
    def asked(name, sizes, m):
        X = rng.normal(size=(sizes[0], m))
        return call(name, "forward_batch", *network(rng, *sizes), X)

    weights, biases = network(rng, 3, 4, 2)
    X = rng.normal(size=(3, 5))
    five = call("sizes 3, 4, 2, five examples", "forward_batch", weights, biases, X)
    values = (
        five,
        asked("sizes 2, 5, 3, 64 examples", (2, 5, 3), 64),
        asked("four examples, layers of four", (4, 4, 4), 4),
    )
    order = np.array([3, 0, 4, 1, 2])
    turned = call("examples in another order", "forward_batch", weights, biases, X[:, order])
    steps = (
        Call("forward_batch", (weights, biases, X), into="A"),
        Call("np.take", (Name("A"), order, 1)),
    )
    reordered = Case("A put into that order", steps)
    edge = (
        asked("a single layer", (3, 2), 6),
        call("no example", "forward_batch", weights, biases, np.zeros((3, 0))),
        *fractions_in_turn("forward_batch", but="weights", weights=weights, biases=biases, X=X),
        call("every other entry", "forward_batch", weights, biases, Laid(X, "strided")),
    )  # fmt: skip
    ways = tuple(
        call(f"sizes {sizes}", "lab.way", Name("forward_batch"), *network(rng, *sizes))
        for sizes in ((3, 4, 2), (2, 5, 5, 3), (4, 3))
    )
    coarse = (
        call(
            "single precision",
            "forward_batch",
            single(weights),
            single(biases),
            X.astype(np.float32),
        ),
    )
    return [
        Values("values", 0.75, values),
        Values("one example", 0.25, (asked("sizes 3, 4, 2, one example", (3, 4, 2), 1),)),
        Relation(
            "examples keep apart",
            0.125,
            "with the examples in another order, the results are not in that order",
            (Term(1.0, turned), Term(-1.0, reordered)),
            after="values",
        ),
        Values("edge cases", 0.125, edge, after="values"),
        Values("single precision", 0.125, coarse, after="values", **SINGLE),
        Values("no loop over the examples", 0.5, ways, after="values"),
        Pure("input unchanged", 0.125, (five, values[2]), after="values"),
    ]


def wrong_batch(z="W @ A + b", result="A"):
    """The worked solution with one of its lines as a student with a slip would write it."""
    return f"""
        A = X
        for W, b in zip(weights, biases):
            A = sigmoid({z})
        return {result}
    """


forward_batch = Exercise(
    "forward_batch",
    number="2.5",
    title="Many examples forward",
    checks=forward_batch_checks,
    needs=("layer_forward", "forward"),
    lab=COUNTED,
    hints=(
        "Does anything in your code for one example fail with more columns?",
        "Z = W A + b. A bias of shape (n, 1) is repeated along the columns by itself.",
        (
            "A = X\n"
            "for W, b in zip(weights, biases):  # a loop over the ____, not over the examples\n"
            "    A = sigmoid(____)\n"
            "return A"
        ),
    ),
    guidance=Guidance(
        rows={
            "one example": (
                "A batch of one example is a table with one column. Does any of your lines make"
                " it flat?"
            ),
            "examples keep apart": (
                "Change one example, and one column changes. Does any of your lines add or "
                "average along the examples?"
            ),
            "no loop over the examples": (
                "The result is right, and the work grows with every example. What does a matrix"
                " product do with a table of many columns?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "The same lines for one picture or for ten thousand: without that no network would "
            "be trained in an evening."
        ),
        another=("for W, b in zip(weights, biases):\n    _, X = layer_forward(W, b, X)\nreturn X"),
    ),
    model=wrong_batch(),
    misconceptions=(
        Misconception(
            "bias_along_batch",
            "With as many examples as neurons your numbers are wrong without any error: the bias "
            "was spread over the examples instead of over the neurons.",
            "flat bias broadcasts along the columns",
            body=wrong_batch("W @ A + b.ravel()"),
        ),
        Misconception(
            "sigmoid_at_the_end",
            "Your sigmoid comes once, behind the last layer, and with nothing in between all layers "
            "are as good as one. Where does each layer end?",
            "the sigmoid behind the loop",
            body="""
                A = X
                for W, b in zip(weights, biases):
                    A = W @ A + b
                return sigmoid(A)
            """,
        ),
        Misconception(
            "rows_returned",
            "Right numbers, but one row per example. In this notebook an example is a column.",
            "examples as rows",
            body=wrong_batch(result="A.T"),
        ),
        Misconception(
            "averaged",
            "You return one column for the whole batch. A forward pass keeps the examples apart; "
            "only costs and gradients are averaged.",
            "averages predictions over the batch",
            body=wrong_batch(result="A.mean(axis=1, keepdims=True)"),
        ),
        Misconception(
            "first_example_only",
            "Only the first example went through. Where did the other columns go?",
            "column sliced to keep a shape",
            body=wrong_batch(result="A[:, :1]"),
        ),
        Misconception(
            "no_bias",
            "Your outputs are those of a network without biases. Which term of a pre-activation "
            "has no input attached to it?",
            "forgets b",
            body=wrong_batch("W @ A"),
        ),
        Misconception(
            "python_loop",
            "All values are right, but a batch of 2000 takes much longer than one matrix product. "
            "The same product works with many columns at once.",
            "re-uses the function for one example in a loop",
            body="""
                A = np.zeros((len(biases[-1]), X.shape[1]))
                for j in range(X.shape[1]):
                    zs, activations = forward(weights, biases, X[:, [j]])
                    A[:, [j]] = activations[-1]
                return A
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 2.6


def softmax_checks(rng):
    def scores(name, *shape):
        return call(name, "softmax", rng.normal(0, 1.5, shape))

    Z = rng.normal(0, 1.5, (4, 5))
    five = call("five columns", "softmax", Z)
    shifted = call("5 added to every score", "softmax", Z + 5.0)
    steps = (Call("softmax", (Z,), into="P"), Call("np.sum", (Name("P"), 0)))
    sums = Case("sums of the columns", steps)
    values = (scores("one column", 3, 1), five, scores("three columns of three", 3, 3))
    far = (
        # so far below the largest that their mean is no help
        call("scores 1000 and -1000", "softmax",
             np.array([[1000.0], [-1000.0], [999.0], [-1000.0], [-1000.0]])),
        call("columns 2000 apart", "softmax", np.array([[1.5, 1001.5, -1000.0],
                                                        [0.5, 1000.5, -1000.5],
                                                        [-1.0, 999.0, -998.0]])),
    )  # fmt: skip
    edge = (
        call("equal scores", "softmax", np.full((4, 2), 0.7)),
        call("one class", "softmax", rng.normal(size=(1, 3))),
        call("no column", "softmax", np.zeros((3, 0))),
        call("whole numbers", "softmax", np.array([[2, -1], [0, 3], [1, 1]])),
        call("every other entry", "softmax", Laid(Z, "strided")),
    )
    coarse = (call("single precision", "softmax", Z.astype(np.float32)),)
    return [
        Values("values", 0.75, values),
        Relation(
            "columns add up to 1",
            0.125,
            "a column does not add up to 1",
            (Term(1.0, sums),),
            total=1.0,
            after="values",
        ),
        Relation(
            "shifted scores",
            0.125,
            "adding 5 to all scores changes the probabilities",
            (Term(1.0, five), Term(-1.0, shifted)),
            after="values",
        ),
        Values("along rows", 0.125, (call("axis=1", "softmax", Z, 1),), after="values"),
        Values("edge cases", 0.125, edge, after="values"),
        Values("single precision", 0.125, coarse, after="values", **SINGLE),
        Values("far scores", 0.5, far, quiet=True, after="values", atol=1e-9),
        Pure("input unchanged", 0.125, (five, values[0]), after="values"),
    ]


def wrong_softmax(line="e / np.sum(e, axis=axis, keepdims=True)",
                  shift="np.max(Z, axis=axis, keepdims=True)"):  # fmt: skip
    """The worked solution with one of its lines as a student with a slip would write it."""
    return f"e = np.exp(Z - {shift})\nreturn {line}"


softmax = Exercise(
    "softmax",
    number="2.6",
    title="Scores to probabilities",
    checks=softmax_checks,
    hints=(
        "Each column for itself.",
        "e^(z - the largest of its column), divided by the sum of its column.",
        (
            "e = np.exp(Z - np.max(Z, axis=axis, keepdims=____))\n"
            "return e / np.____(e, axis=axis, keepdims=____)"
        ),
    ),
    guidance=Guidance(
        rows={
            "columns add up to 1": (
                "Add up a column of your result. By which sum do you divide, and along which "
                "axis does it go?"
            ),
            "shifted scores": (
                "Raise all scores of a column by the same number, and nothing changes. Which "
                "part of yours does?"
            ),
            "along rows": (
                "With axis=1 it is the rows that add up to 1. Does everything that goes along "
                "an axis get `axis`?"
            ),
            "far scores": (
                "e^1000 is too large for a number. What can be taken from every score of a "
                "column without changing the result?"
            ),
            "input unchanged": (
                "One of your lines writes into Z, as Z -= does. Give the result a name of its own."
            ),
        },
        meaning=(
            "Scores become probabilities: the last layer of a network that reads digits can say"
            " how sure it is."
        ),
        another=(
            "shifted = Z - np.max(Z, axis=axis, keepdims=True)\n"
            "log_of_sum = np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))\n"
            "return np.exp(shifted - log_of_sum)"
        ),
    ),
    model=wrong_softmax(),
    misconceptions=(
        Misconception(
            "wrong_axis",
            "Your rows sum to 1, the columns should: one column is one example.",
            "rows for columns",
            body=wrong_softmax(
                "e / np.sum(e, axis=1, keepdims=True)",
                "np.max(Z, axis=1, keepdims=True, initial=-np.inf)",
            ),
        ),
        Misconception(
            "global_sum",
            "The whole table sums to 1, so the examples share one unit of probability. Each "
            "example needs its own.",
            "no axis (lecture 002 works on one example only)",
            body="return np.exp(Z) / np.sum(np.exp(Z))",
        ),
        Misconception(
            "sigmoid",
            "Each entry lies in (0, 1) but a column does not sum to 1: the classes do not compete.",
            "one probability per class, not normalised",
            body="return sigmoid(Z)",
        ),
        Misconception(
            "no_exp",
            "Columns sum to 1, yet negative scores stay negative. What makes every score positive "
            "first?",
            "normalises the raw scores",
            body="return Z / np.sum(Z, axis=axis, keepdims=True)",
        ),
        Misconception(
            "exp_of_the_sum",
            "Below your fraction bar stands the exponential of a sum. Which comes first there, the "
            "exponential or the sum?",
            "e to the sum for the sum of the powers",
            body="return np.exp(Z) / np.exp(np.sum(Z, axis=axis, keepdims=True))",
        ),
        Misconception(
            "log_softmax",
            "Your values are negative: they are logarithms of the ones asked for.",
            "stops at the log form",
            body="""
                Z = Z - np.max(Z, axis=axis, keepdims=True)
                return Z - np.log(np.sum(np.exp(Z), axis=axis, keepdims=True))
            """,
        ),
        Misconception(
            "relu_first",
            "All negative scores were set to the same value before the exponential, so the "
            'network cannot say "very unlikely".',
            "as in lecture 002",
            body="Z = np.maximum(Z, 0)\n" + wrong_softmax(),
        ),
        Misconception(
            "max_division",
            "You rescaled the scores, which changes the probabilities. Which operation on the "
            "exponent cancels in the fraction?",
            "stabilises by dividing instead of subtracting",
            body="""
                e = np.exp(Z / np.max(Z))
                return e / np.sum(e, axis=axis, keepdims=True)
            """,
        ),
        Misconception(
            "unstable",
            "Correct for moderate scores, nan for 1000: the exponential overflows. Adding the "
            "same number to all scores of a column does not change the result.",
            "no shift",
            body=wrong_softmax(shift="0"),
        ),
        Misconception(
            "global_max",
            "Fine for one example. In a batch whose columns differ by 1000, a whole column "
            "underflows to 0/0. Whose largest score should a column use?",
            "one shift for the whole batch",
            body=wrong_softmax(shift="np.max(Z)"),
        ),
    ),
)

# ---------------------------------------------------------------- 2.7


def one_hot_checks(rng):
    def labels(n_classes, m):
        return rng.permutation(np.resize(np.arange(n_classes), m))

    digits = np.array([*labels(9, 7), 4, 4])  # no 9 among them, and a 4 that is there again
    few = np.array([2, 0, *labels(3, 2)])  # as many examples as classes, and no 3 among them
    tens = call("ten classes, without a 9", "one_hot", digits)
    into = Call("one_hot", (digits,), into="table")
    back = Case("the row of the largest entry", (into, Call("np.argmax", (Name("table"), 0))))
    sums = Case("the sums of the columns", (into, Call("np.sum", (Name("table"), 0))))
    edge = (
        call("a list", "one_hot", [3, 1, 0], 5),
        call("bytes", "one_hot", digits.astype(np.uint8)),
        call("no label", "one_hot", np.zeros(0, dtype=int), 4),
        call("one class", "one_hot", np.zeros(3, dtype=int), 1),
        call("twelve classes", "one_hot", labels(12, 7), 12),
    )
    four = call("four classes, without a 3", "one_hot", few, 4)
    return [
        Values("values", 0.5, (tens, four)),
        Relation(
            "labels come back",
            0.125,
            "the row of the largest entry is not the label",
            (Term(1.0, back),),
            total=digits.astype(float),
            after="values",
        ),
        Relation(
            "a single 1 in each column",
            0.125,
            "a column does not add up to 1",
            (Term(1.0, sums),),
            total=1.0,
            after="values",
        ),
        Values("edge cases", 0.125, edge, after="values"),
        Pure("input unchanged", 0.125, (four,), after="values"),
    ]


one_hot = Exercise(
    "one_hot",
    number="2.7",
    title="Labels as columns",
    checks=one_hot_checks,
    hints=(
        "One column per example.",
        "In the column of an example the 1 stands in the row whose number is the label.",
        (
            "table = np.zeros((n_classes, ____))\n"
            "table[____, np.arange(len(labels))] = 1\n"
            "return table"
        ),
    ),
    guidance=Guidance(
        rows={
            "labels come back": "In which row of a column does your 1 stand? That row has to be the label.",
            "a single 1 in each column": "Add up the columns. Is the table full of zeros before you write into it?",
            "edge cases": (
                "No label at all, or a class that nobody has: how many rows and columns are "
                "there then?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning="This is what a network should answer, in the form in which it answers.",
        another="return np.eye(n_classes)[labels].T",
    ),
    misconceptions=(
        Misconception(
            "rows",
            "Right content, but examples are rows. Which operation exchanges the axes?",
            "one row per example (lecture 001's way)",
            body="return np.eye(n_classes)[labels]",
        ),
        Misconception(
            "classes_from_data",
            "With a batch that misses the highest digit your table is too short. The number of "
            "classes is an argument.",
            "number of classes guessed from the batch",
            body="return np.eye(labels.max() + 1)[:, labels]",
        ),
        Misconception(
            "off_by_one",
            "Every 1 sits one row too high, and digit 0 landed in the last row.",
            "counts classes from 1",
            body="""
                table = np.zeros((n_classes, len(labels)))
                table[labels - 1, np.arange(len(labels))] = 1
                return table
            """,
        ),
        Misconception(
            "label_for_one",
            "Where a 1 should stand you have written the label itself. What does the table mark in "
            "each column?",
            "writes the digit, not a mark",
            body="""
                table = np.zeros((n_classes, len(labels)))
                table[labels, np.arange(len(labels))] = labels
                return table
            """,
        ),
        Misconception(
            "swapped_index",
            "Your 1s are at (example, label) instead of (label, example). Which index of the "
            "table is the row?",
            "index order",
            body="""
                table = np.zeros((n_classes, len(labels)))
                table[np.arange(len(labels)), labels] = 1
                return table
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 2.8


#: Of scores near 1000: in single precision they are off by 1e-5, and what comes of them, too.
FAR = {"rtol": 1e-4, "atol": 1e-3}


def forward_fixed_checks(rng):
    def scored(sizes, *, low, high):
        """A network whose output scores lie in a range, whatever comes in."""
        weights, biases = network(rng, *sizes)
        weights[-1] = rng.uniform(0.01, 0.05, weights[-1].shape)
        biases[-1] = rng.permutation(np.linspace(low, high, sizes[-1]))[:, None]
        return weights, biases

    def asked(name, parameters, m):
        X = rng.normal(size=(parameters[0][0].shape[1], m))
        return call(name, "forward_fixed", *parameters, X)

    grow = (
        asked("one example, all scores positive", scored((4, 6, 3), low=0.5, high=2), 1),
        asked("two hidden layers", scored((3, 5, 4, 2), low=0.5, high=2), 1),
    )
    squashed = (
        asked("one example, a negative score", scored((4, 6, 3), low=-2, high=1), 1),
        asked("one example, all scores negative", scored((4, 6, 3), low=-3, high=-1), 1),
    )
    far = (asked("scores near 1000", scored((4, 6, 3), low=998, high=1001), 1),)
    five = asked("five examples, all scores positive", scored((4, 6, 3), low=0.5, high=2), 5)
    weights, biases = network(rng, 4, 4, 4)
    lowered = weights, [biases[0], biases[1] - 2]  # so that some score is negative
    square = asked("four examples, layers of four", lowered, 4)
    edge = (
        square,
        asked("a single layer", network(rng, 3, 2), 3),
        asked("no example", network(rng, 3, 4, 2), 0),
        call("whole numbers", "forward_fixed", [np.array([[1, -2], [2, 1]]), np.array([[1, -1]])],
             [np.array([[1], [0]]), np.array([[2]])], np.array([[2, 1], [1, -3]])),
        *fractions_in_turn("forward_fixed", weights=weights, biases=biases, X=rng.normal(size=(4, 2))),
    )  # fmt: skip
    parts = ("zs", "activations")
    return [
        Values("(a) the lists grow", 1.0, grow, parts, flow="forward"),
        Values("(b) negative scores survive", 0.75, squashed, parts, flow="forward"),
        Values("(c) large scores", 0.5, far, parts, quiet=True, flow="forward", **FAR),
        Values("(d) one unit for each example", 0.5, (five,), parts, flow="forward"),
        Values("edge cases", 0.125, edge, parts, after="(a) the lists grow", flow="forward"),
        Pure("input unchanged", 0.125, (grow[1], square), after="(a) the lists grow"),
    ]


def fixed(output):
    """The worked solution with its last activation as a student with a slip would write it."""
    return f"""
        zs, activations = [], [X]
        for W, b in zip(weights, biases):
            zs.append(W @ activations[-1] + b)
            activations.append(relu(zs[-1]))
        z = zs[-1]
        activations[-1] = {output}
        return zs, activations
    """


forward_fixed = Exercise(
    "forward_fixed",
    number="2.8",
    title="Debug the lecture: forward pass of lecture 002",
    checks=forward_fixed_checks,
    needs=("layer_forward", "softmax"),
    hints=(
        "Print the length of the lists after the loop.",
        "Which layers get ReLU? All but the last; the last gets softmax, column by column.",
        "a = relu(z) if ____ else softmax(z)",
    ),
    guidance=Guidance(
        rows={
            "(a) the lists grow": (
                "Print the length of both lists after the loop. Which line should put something"
                " into them?"
            ),
            "(b) negative scores survive": (
                "Softmax wants the scores as they are, negative ones too. What is done to the "
                "last layer's z before that?"
            ),
            "(c) large scores": (
                "For large scores NumPy warns here. Exercise 2.6 has a softmax that stays calm:"
                " which one runs?"
            ),
            "(d) one unit for each example": "Each column has to add up to 1 by itself. Along which axis does the sum go?",
            "input unchanged": OWN_NAME,
        },
        meaning="You mended a program by its symptoms. That is most of what debugging is.",
        another=(
            "zs, activations = [], [X]\n"
            "squashes = [relu] * (len(weights) - 1) + [softmax]\n"
            "for W, b, squash in zip(weights, biases, squashes):\n"
            "    zs.append(W @ activations[-1] + b)\n"
            "    activations.append(squash(zs[-1]))\n"
            "return zs, activations"
        ),
    ),
    model=fixed("softmax(z)"),
    misconceptions=(
        Misconception(
            "relu_before_softmax",
            "The output agrees only where all scores are positive. The listing squashes the scores "
            "before softmax sees them: about half of the correct-class scores are lost at the start.",
            'keeps the listing\'s "relu on every layer"',
            body=fixed("softmax(relu(z))"),
        ),
        Misconception(
            "no_softmax",
            "Your output columns do not sum to 1. What is missing after the last layer?",
            "softmax lines were outside the loop",
            body=fixed("relu(z)"),
        ),
        Misconception(
            "softmax_of_input",
            "Your result is the softmax of the input images: no layer has touched them. What does "
            "your list hold at its end when the softmax is taken?",
            "appends not restored",
            body="""
                zs, activations = [], [X]
                a = X
                for W, b in zip(weights, biases):
                    a = relu(W @ a + b)
                activations[-1] = softmax(activations[-1])
                return zs, activations
            """,
        ),
        Misconception(
            "global_softmax",
            "One batch shares one unit of probability. What should add up to 1: the whole table, "
            "or each column?",
            "the listing handles one example",
            body=fixed("np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z)))"),
        ),
        Misconception(
            "sigmoid_output",
            "The output entries are independent of each other; softmax makes them compete.",
            "habit of the other lectures",
            body=fixed("sigmoid(z)"),
        ),
    ),
)

# ---------------------------------------------------------------- 2.9


def count_parameters_checks(rng):
    sizes = [int(n) for n in rng.permutation(np.arange(3, 12))[:4]]
    values = (
        call("[3, 4, 2]", "count_parameters", [3, 4, 2]),
        call("[784, 32, 10]", "count_parameters", [784, 32, 10]),
        call("four sizes", "count_parameters", sizes),
    )
    edge = (
        call("an input and nothing else", "count_parameters", [3]),
        call("a single layer", "count_parameters", [5, 7]),
        call("equal sizes", "count_parameters", [4, 4, 4]),
    )
    return [
        Values("values", 0.75, values),
        Values("edge cases", 0.125, edge, after="values"),
        Pure("input unchanged", 0.125, values[2:], after="values"),
    ]


PAIRS = "pairwise(sizes)"

count_parameters = Exercise(
    "count_parameters",
    number="2.9",
    title="How many parameters?",
    checks=count_parameters_checks,
    hints=(
        "Who has a bias?",
        "For each layer n_in · n_out weights and n_out biases; add up over the layers.",
        "return sum(n_in * n_out + ____ for n_in, n_out in pairwise(sizes))",
    ),
    guidance=Guidance(
        rows={
            "edge cases": (
                "One size alone has no layer, and two sizes have one. How many pairs of "
                "neighbours does your line find?"
            ),
            "input unchanged": (
                "The list of sizes is shorter or otherwise afterwards. Does one of your lines take "
                "out of it what it should only read?"
            ),
        },
        meaning=(
            "The network that reads digits has 25 450 numbers, and now you know where each of "
            "them is."
        ),
        another="return sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))",
    ),
    misconceptions=(
        Misconception(
            "no_biases",
            "You are short by one number per neuron outside the input layer.",
            "counts weights only",
            body=f"return sum(n * k for n, k in {PAIRS})",
        ),
        Misconception(
            "input_biases",
            "You are over by the number of inputs: do input nodes have biases?",
            "gives the inputs biases",
            body=f"return sum(n * k for n, k in {PAIRS}) + sum(sizes)",
        ),
        Misconception(
            "one_bias_per_layer",
            "You counted one bias per layer; each neuron has its own.",
            "one shared bias per layer",
            body=f"return sum(n * k for n, k in {PAIRS}) + len(sizes) - 1",
        ),
        Misconception(
            "product_of_sizes",
            "You multiplied all sizes with each other. Which layers does one weight matrix join?",
            "one product for the whole network",
            body="return int(np.prod(sizes))",
        ),
        Misconception(
            "first_layer",
            "You counted the first layer's weights and biases and no others. How many matrices has "
            "a network of four sizes?",
            "counts one layer",
            body="return sizes[0] * sizes[1] + sizes[1]",
        ),
        Misconception(
            "neurons",
            "You counted the neurons, not the connections between them.",
            "counts neurons",
            body="return sum(sizes)",
        ),
    ),
)

EXERCISES = [
    network_by_hand,
    layer_forward,
    init_network,
    forward,
    forward_batch,
    softmax,
    one_hot,
    forward_fixed,
    count_parameters,
]

PREDICTIONS = [
    Prediction(
        "node 6",
        {
            "near 0.97": "Its inputs are near 0.97; multiplied by 9, 10 and 11 they make 30.",
            "next to 1": "The sum is above 30, and so far out the curve has reached 1.",
            "above 1": "The weighted sum is above 30; the sigmoid brings it back below 1.",
        },
        "next to 1",
    ),
    Prediction(
        "weights into node 6",
        {
            "(3, 1)": "That is the shape of the three values; two columns do not fit together.",
            "(1, 3)": "One neuron is one row, and it has an entry for each input.",
            "(3, 3)": "It fits, and it is the matrix of three neurons.",
        },
        "(1, 3)",
    ),
    Prediction(
        "a column and a flat bias",
        {
            "an error": "NumPy repeats both of them until they fit, and does not ask.",
            "three numbers": "It would be so if the bias were a column too.",
            "nine numbers": "The column is repeated to the right, the flat bias downwards.",
        },
        "nine numbers",
    ),
    Prediction(
        "all weights zero",
        {
            "always 0": "The weighted sum is 0, and the sigmoid of 0 is one half.",
            "always one half": "The weighted sum is 0, whatever comes in.",
            "it depends on the input": "Each input is multiplied by 0 before it can tell anything.",
        },
        "always one half",
    ),
    Prediction(
        "flat at the start",
        {
            "a tenth": "4.6 is less than half of the spread 10, and most draws lie beyond it.",
            "a third": "Between -4.6 and 4.6 lies about a third; the others are flat.",
            "two thirds": "4.6 is less than half of the spread 10.",
        },
        "two thirds",
    ),
    Prediction(
        "everything is 3",
        {
            "nothing": "All shapes fit, so NumPy cannot object. The numbers are others.",
            "the shapes do not fit": "They do: 3 by 3, turned over, is 3 by 3.",
            "nothing, and the numbers are right": "Rows and columns of W have changed places.",
        },
        "nothing",
    ),
    Prediction(
        "another bias at the end",
        {
            "0, 1, 1, 0": "With one hidden neuron on, z was 20 − 30. Now it is 20 − 10, above 0.",
            "0, 1, 1, 1": "At (0, 0) the second hidden neuron fires: not both are pressed.",
            "1, 1, 1, 1": "One hidden neuron that fires is enough now, and one always does.",
        },
        "1, 1, 1, 1",
    ),
    Prediction(
        "one score rises",
        {
            "only the first": "Together they stay 1, so what the first gains the others lose.",
            "all three": "The sum beneath the fraction has grown, and it is beneath all three.",
            "the first and the second": "The third is divided by the same larger sum.",
        },
        "all three",
    ),
    Prediction(
        "scores near 1000",
        {
            "the same as for 2, 1, 0": "So it should be; but a computer cannot hold e to the 1000.",
            "1, 0, 0": "The differences are those of 2, 1 and 0, and only they should count.",
            "no numbers at all": "The exponential overflows, and infinity by infinity is no number.",
        },
        "no numbers at all",
    ),
    Prediction(
        "ReLU before softmax",
        {
            "it rises as before": "ReLU makes 0 of both scores, -3 and -2.",
            "it does not move": "ReLU makes 0 of both scores, and softmax sees no difference.",
            "it falls": "Nothing moves: for softmax both scores are 0.",
        },
        "it does not move",
    ),
]

IN_WORDS = [
    InWords(
        "why_columns",
        "2.10",
        "Why shapes are written down",
        (
            "The sum is a table of 3 by 3: NumPy repeats the flat array for every row.",
            "Nothing complained because repeating is allowed wherever an axis has length 1 or is missing.",
            "A way to notice is named: print or assert the shape, or test with layers of different sizes.",
            "It is said that a program which runs is not yet right.",
        ),
    ),
]
