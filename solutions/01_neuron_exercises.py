"""What notebook 1 asks: the cases, checks, hints and known mistakes of its nine exercises."""

import numpy as np

from checker.exercises import (
    Call,
    Case,
    Exercise,
    Gradient,
    Guidance,
    Intruder,
    InWords,
    Laid,
    Misconception,
    MixedLines,
    Name,
    Prediction,
    Pure,
    Relation,
    Term,
    Values,
    Within,
    call,
    fractions_in_turn,
    read,
)

#: Says what to do about an argument that was changed.
OWN_NAME = "One of your lines writes into what was handed over. Give the result a name of its own."

H = 1e-5
#: Far out a curve is 0 or 1 to the last digit, in single precision too, and what is cut off is not.
TAILS = {"atol": 1e-9}
#: Twice as much as single precision is off, and half of what a one-sided difference with h is.
NO_QUOTIENT = {"rtol": 2.4e-6, "atol": 1e-9}


def curve_cases(function, rng):
    """Values of a function of z in the middle of the curve: no 0, no 1, no two alike."""
    return (
        call("five numbers", function, np.array([-3.3, -1.7, 0.4, 1.3, 2.5]) + rng.uniform(0, 0.2)),
        call("a row of numbers", function, rng.uniform(-3, -0.2, 4)),
        call("a table", function, rng.uniform(0.2, 3, (2, 3))),
    )


def edge_cases(function, rng):
    """The same curve for every kind of input that the docstring names."""
    numbers = rng.uniform(-3, 3, 6)
    return (
        call("one number", function, float(numbers[0])),
        call("an integer", function, 2),
        call("a list", function, [0.7, -1.2]),
        call("whole numbers", function, np.array([-2, 3, 2])),
        call("single precision", function, numbers.astype(np.float32)),
        call("a 0-d array", function, np.array(numbers[1])),
        call("between 0 and 1", function, rng.uniform(0.1, 0.9, 3)),
        call("one number between 0 and 1", function, float(rng.uniform(0.1, 0.9))),
        call("an empty array", function, np.zeros(0)),
        call("three dimensions", function, rng.uniform(-3, 3, (2, 3, 2))),
        call("every other entry", function, Laid(rng.uniform(-3, 3, (3, 4)), "strided")),
    )


# ---------------------------------------------------------------- 1.1


def sigmoid_checks(rng):
    values = curve_cases("sigmoid", rng)
    z = rng.uniform(0.3, 4, 5)
    plus, minus = call("z", "sigmoid", z), call("-z", "sigmoid", -z)
    ordered = call("rising z", "sigmoid", np.linspace(-6, 6, 9))
    tails = call("z from -1000 to 1000", "sigmoid", np.array([-1000.0, 0.4, 1000.0, 40.0]))
    return [
        Values("values", 0.75, values),
        Relation(
            "symmetry",
            0.125,
            "σ(z) and σ(-z) do not add up to 1",
            (Term(1.0, plus), Term(1.0, minus)),
            total=1.0,
            after="values",
        ),
        Within(
            "range",
            0.125,
            "does not rise inside (0, 1)",
            (ordered,),
            0,
            1,
            "rising",
            after="values",
        ),
        Values("edge cases", 0.25, edge_cases("sigmoid", rng), after="values"),
        Values("far tails", 0.5, (tails,), quiet=True, after="values", **TAILS),
        Pure("input unchanged", 0.25, (values[0], values[2]), after="values"),
    ]


sigmoid = Exercise(
    "sigmoid",
    number="1.1",
    title="The sigmoid",
    checks=sigmoid_checks,
    hints=(
        "What should come out at z = 0, far left and far right? Test your line with these three.",
        (
            "σ(z) = 1 / (1 + e^-z), with brackets around the whole denominator. For the last half "
            "point the exponent must never become a large positive number."
        ),
        "size = np.abs(z)\nnp.where(z >= 0, 1 / (1 + np.exp(-size)), ____ / (1 + np.exp(-size)))",
    ),
    guidance=Guidance(
        rows={
            "edge cases": (
                "Single numbers, lists and empty arrays come in, too. The first line makes "
                "arrays of them: does each of your lines use what it made, and can it do "
                "without axes and without entries?"
            ),
            "far tails": (
                "On which side does your exponential become too large for a number? Multiply "
                "the fraction above and below by e^z: that form is safe where the first is not."
            ),
            "input unchanged": (
                "One of your lines writes into z itself, as z[...] = or z *= do. Give the "
                "result a name of its own."
            ),
        },
        meaning=(
            "Your sigmoid runs in every network to the end of the course. It turns any number "
            "into one between 0 and 1, and its curve is smooth enough to learn by."
        ),
        another="return 0.5 * (1 + np.tanh(0.5 * z))",
    ),
    model="return 1 / (1 + np.exp(-z))",
    misconceptions=(
        Misconception(
            "positive_exponent",
            "Your values are exactly 1 minus the expected ones: the curve falls where it should "
            "rise. Which sign has your exponent, and is anything subtracted from 1?",
            "drops the minus sign of the exponent when copying the formula",
            body="return 1 / (1 + np.exp(z))",
        ),
        Misconception(
            "minus_in_denominator",
            "Your outputs leave the interval (0, 1) and blow up near z = 0. Look at the sign in "
            "front of the exponential in the denominator.",
            "slips on the plus sign; confuses with the geometric-series form",
            body="return 1 / (1 - np.exp(-z))",
        ),
        Misconception(
            "precedence",
            "Your result is always above 1: it is 1 + e^-z. That is the denominator of σ(z). What "
            "stands above the fraction bar, and what do brackets have to hold together?",
            "Python evaluates 1/1 first; the brackets of the written fraction were lost",
            body="return 1 / 1 + np.exp(-z)",
        ),
        Misconception(
            "missing_one",
            "At z = 0 you return 1, and values grow without bound. What keeps a sigmoid from "
            "exceeding 1?",
            "forgets the constant in the denominator",
            body="return 1 / np.exp(-z)",
        ),
        Misconception(
            "tanh",
            "Your output runs from -1 to 1 and passes through 0 at z = 0. That is the other "
            "S-shaped activation the lecture mentions; the one asked for stays positive.",
            'both are called "sigmoidal"; the lecture lists tanh as an alternative',
            body="return np.tanh(z)",
        ),
        Misconception(
            "step",
            "You return only zeros and ones, as a perceptron does. A neuron returns the numbers in "
            "between, too, and learning depends on its curve being smooth.",
            "carries the perceptron over unchanged",
            body="return (z > 0).astype(float)",
        ),
        Misconception(
            "integer_buffer",
            "For integer input every result is cut to 0 (and 1 for large z), while floats are "
            "right. Which dtype does your result array inherit?",
            "allocates the result with the dtype of an integer input",
            body="""
                out = np.zeros_like(z)
                size = np.abs(z)
                out[...] = np.where(z >= 0, 1.0, np.exp(-size)) / (1 + np.exp(-size))
                return out
            """,
        ),
        Misconception(
            "mutates_input",
            "The values are right, but the array that was passed in has changed. The caller "
            "still needs z for the backward pass.",
            "saves a temporary by reusing the argument",
            body="""
                z *= -1
                return 1 / (1 + np.exp(z))
            """,
        ),
        Misconception(
            "scalar_only",
            "Works for one number, raises TypeError for an array. Networks call this on whole "
            "layers: which call of yours wants one single number?",
            "uses math instead of numpy",
            body="""
                import math

                return 1 / (1 + math.exp(-z))
            """,
        ),
        Misconception(
            "unstable",
            "Right in the middle, nan at z = 1000, where e^z is too large for a number. Can you "
            "rewrite it so that the exponential is never taken of a large positive number?",
            "algebraically equal form that overflows",
            body="return np.exp(z) / (1 + np.exp(z))",
        ),
    ),
)

# ---------------------------------------------------------------- 1.2


def sigmoid_prime_checks(rng):
    values = curve_cases("sigmoid_prime", rng)
    z = rng.uniform(0.3, 4, 5)
    plus, minus = call("z", "sigmoid_prime", z), call("-z", "sigmoid_prime", -z)
    steep = call("z = 0", "sigmoid_prime", np.linspace(-4, 4, 9))
    at = rng.uniform(-5, 5, 6)
    around = ((call("z + h", "sigmoid", at + H), call("z - h", "sigmoid", at - H)),)
    tails = call("z = -1000 and 1000", "sigmoid_prime", np.array([-1000.0, 1000.0, 40.0]))
    return [
        Values("values", 0.75, values, **NO_QUOTIENT),
        Gradient("slope of your sigmoid", 0.375, call("z", "sigmoid_prime", at), around, H),
        Relation(
            "symmetry",
            0.125,
            "the slopes at z and -z are not the same",
            (Term(1.0, plus), Term(-1.0, minus)),
            after="values",
        ),
        Within("range", 0.125, "leaves the range from 0 to 1/4", (steep,), 0, 0.25, after="values"),
        Values("edge cases", 0.25, edge_cases("sigmoid_prime", rng), after="values"),
        Values("far tails", 0.25, (tails,), after="values", **TAILS),
        Pure("input unchanged", 0.125, (values[0], values[2]), after="values"),
    ]


sigmoid_prime = Exercise(
    "sigmoid_prime",
    number="1.2",
    title="The slope of the sigmoid",
    checks=sigmoid_prime_checks,
    needs=("sigmoid",),
    hints=(
        "The argument is z, not a.",
        "The slope can be written with the curve itself: σ'(z) = σ(z) (1 - σ(z)).",
        "s = sigmoid(____)\nreturn s * (1 - s)",
    ),
    guidance=Guidance(
        rows={
            "slope of your sigmoid": (
                "Measure it at one z: (sigmoid(z + 0.0001) - sigmoid(z)) / 0.0001. What does "
                "your function give there?"
            ),
            "edge cases": (
                "Single numbers, lists and empty arrays come in, too. Your `sigmoid` takes all "
                "of them: does your line rest on it?"
            ),
            "far tails": (
                "Far out the slope is nearly 0, and a number all the same. Has your line an "
                "exponential of its own, beside the one inside `sigmoid`?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "This slope is the factor that each layer puts on the way back. Where it is near 0,"
            " a neuron hardly learns."
        ),
        another=("s = sigmoid(z)\nreturn s - s**2"),
    ),
    model="return sigmoid(z) * (1 - sigmoid(z))",
    misconceptions=(
        Misconception(
            "takes_activation",
            "Your formula is right when its input is already an activation a. This function "
            "receives z: what has to happen to z first?",
            "the a(1-a) shortcut applied to z",
            body="return z * (1 - z)",
        ),
        Misconception(
            "double_sigmoid",
            "All your values lie between 0.196 and 0.25, whatever z is, as if the squashing had "
            "been applied twice. Count the sigmoids between z and your result.",
            "applies sigma to something that is already sigma(z)",
            body="""
                s = sigmoid(sigmoid(z))
                return s * (1 - s)
            """,
        ),
        Misconception(
            "sign",
            "The size is right and the sign is not. The curve rises everywhere: what does that "
            "say about its slope?",
            "factor written in the wrong order",
            body="return sigmoid(z) * (sigmoid(z) - 1)",
        ),
        Misconception(
            "returns_sigma",
            "You return the activation itself. At z = 0 the slope of the curve is 0.25, not 0.5: "
            "draw the tangent.",
            "returns the function instead of its slope",
            body="return sigmoid(z)",
        ),
        Misconception(
            "one_minus_sigma",
            "Your output tends to 1 on the far left, where the curve is flat. One of the two "
            "factors is missing.",
            "drops one factor of the product",
            body="return 1 - sigmoid(z)",
        ),
        Misconception(
            "squared",
            "At z = 0 you get 1/8 and the slope is 1/4: your values are the right ones times σ(z). "
            "Which factor is there once too often?",
            "starts from the quotient rule and keeps the squared denominator",
            body="return sigmoid(z) ** 2 * (1 - sigmoid(z))",
        ),
        Misconception(
            "literal_nan",
            "Right for moderate z, nan at z = -1000, where e^1000 is too large for a number. Which "
            "form of the slope needs nothing but σ(z)?",
            "types the unsimplified form of lecture 004",
            body="return np.exp(-z) / (1 + np.exp(-z)) ** 2",
        ),
        Misconception(
            "tanh_prime",
            "At z = 0 you get 1. That is the slope of tanh; sigma is four times flatter there.",
            "formula of the other activation",
            body="return 1 - np.tanh(z) ** 2",
        ),
    ),
)

# ---------------------------------------------------------------- 1.3


def neuron_forward_checks(rng):
    def forward(name, n, *activation):
        x, w, b = rng.normal(size=n), rng.normal(size=n), rng.uniform(1.2, 2)
        return call(name, "neuron_forward", x, w, float(b), *activation)

    values = (forward("three inputs", 3), forward("five inputs", 5), forward("four inputs", 4))
    x, w, v, b = rng.normal(size=3), rng.normal(size=3), rng.normal(size=3), 1.7
    shifted = call("bias raised by 0.4", "neuron_forward", x, w, b + 0.4)
    plain = call("bias as it was", "neuron_forward", x, w, b)
    both = call("two sets of weights added", "neuron_forward", x, w + v, b)
    other = call("the second set", "neuron_forward", x, v, b)
    activations = forward("tanh", 3, Name("np.tanh")), forward("exp", 3, Name("np.exp"))
    edge = (
        forward("one input", 1),
        forward("784 inputs", 784),
        forward("no input", 0),
        call("whole numbers", "neuron_forward", np.array([2, -3]), np.array([3, 2]), 2),
        *fractions_in_turn("neuron_forward", x=x, w=w, b=b),
        call("lists", "neuron_forward", [0.5, -2.0], [1.5, 0.3], 0.2),
        call(
            "every other entry",
            "neuron_forward",
            Laid(rng.normal(size=4), "strided"),
            Laid(rng.normal(size=4), "strided"),
            0.7,
        ),
        call(
            "single precision",
            "neuron_forward",
            x.astype(np.float32),
            w.astype(np.float32),
            0.3,
        ),
    )
    parts = ("z", "a")
    return [
        Values("values", 1.0, values, parts),
        Values("another activation", 0.25, activations, parts),
        Relation(
            "the bias shifts z",
            0.125,
            "raising b by 0.4 does not raise z by 0.4",
            (Term(1.0, shifted, 0), Term(-1.0, plain, 0)),
            total=0.4,
            after="values",
        ),
        Relation(
            "linear in the weights",
            0.125,
            "z is not linear in w",
            (Term(1.0, both, 0), Term(-1.0, plain, 0), Term(-1.0, other, 0)),
            total=-b,
            after="values",
        ),
        Values("edge cases", 0.25, edge, parts, after="values"),
        Pure("input unchanged", 0.25, values[:2], after="values"),
    ]


neuron_forward = Exercise(
    "neuron_forward",
    number="1.3",
    title="One neuron forward",
    checks=neuron_forward_checks,
    needs=("sigmoid",),
    hints=(
        "How many numbers come out of one neuron?",
        "z is the sum of all w_i x_i, plus b, the bias once.",
        "z = np.dot(____, ____) + b\nreturn z, activation(____)",
    ),
    guidance=Guidance(
        rows={
            "another activation": (
                "This case hands over another function as `activation`. Which function does "
                "your last line call?"
            ),
            "the bias shifts z": (
                "Raise b by 0.4, and z has to rise by 0.4. Where does b enter your line, and "
                "how often?"
            ),
            "linear in the weights": (
                "With two sets of weights added, the weighted sums add, too. Is each weight "
                "multiplied by its own input, once?"
            ),
            "edge cases": (
                "One input, 784 or none come in, and plain lists. Does any of your lines count "
                "on two inputs?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "Every network is this, repeated: a layer is a row of such neurons with the same "
            "inputs."
        ),
        another=("z = sum(w_i * x_i for w_i, x_i in zip(w, x)) + b\nreturn z, activation(z)"),
    ),
    misconceptions=(
        Misconception(
            "no_bias",
            "Your z differs from ours by exactly b. Which term of the pre-activation has no "
            "input attached to it?",
            "forgets b",
            body="""
                z = np.dot(w, x)
                return z, activation(z)
            """,
        ),
        Misconception(
            "bias_inside_sum",
            "Your z is too large by (n-1) times b: the bias has been counted once for every "
            "input. When in the calculation is it added?",
            "adds b before summing, so it is added once per input",
            body="""
                z = np.sum(w * x + b)
                return z, activation(z)
            """,
        ),
        Misconception(
            "bias_minus",
            "You subtract the bias. A threshold is subtracted, a bias is added: they are each "
            "other's negative.",
            "thinks of b as a threshold to subtract (perceptron habit)",
            body="""
                z = np.dot(w, x) - b
                return z, activation(z)
            """,
        ),
        Misconception(
            "no_sum",
            "You return one number per input; a neuron has a single pre-activation. What turns "
            "the products into one number?",
            "element-wise product without the sum",
            body="""
                z = w * x + b
                return z, activation(z)
            """,
        ),
        Misconception(
            "mean_of_products",
            "You take the mean of the products. A neuron adds them up: what would a mean do to z if "
            "inputs of 0 came in besides?",
            "averages over the inputs",
            body="""
                z = np.mean(w * x) + b
                return z, activation(z)
            """,
        ),
        Misconception(
            "two_inputs",
            "Your z uses the first two inputs and leaves out all others. How do you add up "
            "products, however many there are?",
            "written out for two inputs",
            body="""
                z = w[0] * x[0] + w[1] * x[1] + b
                return z, activation(z)
            """,
        ),
        Misconception(
            "hardcoded_sigma",
            "Right with the default, wrong when another activation is passed in. Which function "
            "was handed over, and which one gave your a?",
            "ignores the activation argument",
            body="""
                z = np.dot(w, x) + b
                return z, sigmoid(z)
            """,
        ),
        Misconception(
            "swapped_return",
            "Both numbers are right but in the opposite order. The docstring says which one "
            "comes first.",
            "order of the returned pair",
            body="""
                z = np.dot(w, x) + b
                return activation(z), z
            """,
        ),
        Misconception(
            "activation_before_bias",
            "Your a can leave the range of the activation. Does the bias shift the input of the "
            "activation or its output?",
            "adds the bias after squashing",
            body="""
                z = np.dot(w, x)
                return z + b, activation(z) + b
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 1.4


def by_hand_checks(rng):
    def field(name):
        case = read(name, "forward_by_hand", name)
        return Values(name, 0.5, (case,), rtol=0, atol=0.005)

    return [field("z"), field("a"), field("cost"), field("perceptron_output")]


def by_hand_numbers(rng):
    """Numbers that stay small on paper; draws that hide a mistake are drawn again."""
    tenths = np.concatenate([np.arange(-30, -11), np.arange(12, 31)]) / 10
    halves = np.array([-3.0, -2.5, -2.0, -1.5, 1.5, 2.0, 2.5, 3.0])
    while True:
        x1, x2 = rng.choice(halves, 2, replace=False)
        w1, w2, b = rng.choice(tenths, 3, replace=False)
        if 0.3 <= abs(w1 * x1 + w2 * x2 + b) <= 2.5:
            break
    numbers = {"x1": x1, "x2": x2, "w1": w1, "w2": w2, "b": b}
    return {name: float(value) for name, value in numbers.items()} | {"y": float(rng.integers(2))}


def by_hand_paper(n):
    """What is written on paper, on numbers that count the steps."""
    z = n["w1"] * n["x1"] + n["w2"] * n["x2"] + n["b"]
    a = 1 / (1 + np.exp(-z))
    error = a - n["y"]
    return {"z": z, "a": a, "cost": error * error / 2}


BY_HAND_SOLUTION = {
    "z": "w1 * x1 + w2 * x2 + b",
    "a": "1 / (1 + np.exp(-z))",
    "cost": "0.5 * (y - a) ** 2",
    "perceptron_output": "int(z > 0)",
}


def by_hand(**wrong):
    """The worked solution with some of its lines written as a student with a slip would."""
    lines = [f"{name} = {line}" for name, line in (BY_HAND_SOLUTION | wrong).items()]
    fields = ", ".join(f'"{name}": {name}' for name in BY_HAND_SOLUTION)
    return "\n".join([*lines, f"forward_by_hand = {{{fields}}}"])


forward_by_hand = Exercise(
    "forward_by_hand",
    number="1.4",
    title="Forward by hand",
    checks=by_hand_checks,
    fields={
        "z": "pre-activation",
        "a": "activation, sigmoid of z",
        "cost": "quadratic cost of a against y",
        "perceptron_output": "what a perceptron with the same w and b returns: 0 or 1",
    },
    numbers=by_hand_numbers,
    paper=by_hand_paper,
    bounds={"steps": (8, 9), "digits": (18, 32), "minus signs": (3, 7), "largest": (0, 11)},
    hints=(
        "Write the two products with their signs first.",
        "z = w1 x1 + w2 x2 + b and C = ½ (y - a)². The perceptron compares z with 0.",
        (
            "The lecture's neuron, with one cell left blank:\n"
            "w1 x1 = -2    w2 x2 = 6    b = -3    z = ____    a = 0.731    C = 0.036"
        ),
    ),
    guidance=Guidance(
        rows={
            "a": (
                "a is the sigmoid of your z: between 0 and 1, and above one half where z is "
                "above 0."
            ),
            "cost": (
                "Half of the square of the difference between a and y. Which y stands in the "
                "given numbers?"
            ),
            "perceptron_output": "A perceptron compares z with 0. How far z is from 0 makes no difference to it.",
        },
        meaning=(
            "You have run a neuron without a computer. From here on you know what each number "
            "in it is."
        ),
    ),
    model=by_hand(),
    misconceptions=(
        Misconception(
            "lost_minus",
            "Your z is off by twice the first product, w1 times x1: it went in with the wrong "
            "sign. One minus makes a product negative, two make it positive. Which is it here?",
            "product of two numbers entered with the wrong sign",
            body=by_hand(z="-w1 * x1 + w2 * x2 + b"),
        ),
        Misconception(
            "lost_second_minus",
            "Your z is off by twice the second product, w2 times x2: it went in with the wrong "
            "sign. One minus makes a product negative, two make it positive. Which is it here?",
            "product of two numbers entered with the wrong sign",
            body=by_hand(z="w1 * x1 - w2 * x2 + b"),
        ),
        Misconception(
            "no_bias",
            "Your z is off by exactly b.",
            "b left out",
            body=by_hand(z="w1 * x1 + w2 * x2"),
        ),
        Misconception(
            "cost_without_half",
            "Your cost is exactly twice ours. The lecture's cost has a constant in front that is "
            "there to cancel something later.",
            "other texts use no 1/2",
            body=by_hand(cost="(y - a) ** 2"),
        ),
        Misconception(
            "cost_absolute",
            "Your cost is a distance. The quadratic cost treats an error of 0.2 as four times "
            "cheaper than one of 0.4: does yours?",
            "forgets the square",
            body=by_hand(cost="abs(y - a)"),
        ),
        Misconception(
            "cost_of_z",
            "Your cost is that of z against the target. Which of the two values is the output of "
            "the neuron?",
            "uses the pre-activation in the cost",
            body=by_hand(cost="0.5 * (y - z) ** 2"),
        ),
        Misconception(
            "wrong_side",
            "A perceptron returns 1 where z is above 0, and 0 elsewhere; that an activation is "
            "positive tells nothing. Which sign has your z?",
            "applies the threshold to a, which is always positive, or takes the other side",
            body=by_hand(perceptron_output="int(z <= 0)"),
        ),
    ),
)

# ---------------------------------------------------------------- 1.5


def quadratic_cost_checks(rng):
    pairs = [(rng.uniform(0.1, 0.9, (n, 1)), rng.uniform(1.1, 2, (n, 1))) for n in (3, 2, 10)]
    names = ("three outputs", "two outputs", "ten outputs")
    costs = tuple(
        call(name, "quadratic_cost", *pair) for name, pair in zip(names, pairs, strict=True)
    )
    primes = tuple(
        call(name, "quadratic_cost_prime", *pair) for name, pair in zip(names, pairs, strict=True)
    )
    a, y = pairs[0]
    shifts = [H * np.eye(3)[:, [j]] for j in range(3)]
    around = tuple(
        (
            call("a + h", "quadratic_cost", a + shift, y),
            call("a - h", "quadratic_cost", a - shift, y),
        )
        for shift in shifts
    )
    back = call("a and y exchanged", "quadratic_cost_prime", y, a)
    swapped = call("a and y exchanged", "quadratic_cost", y, a)
    functions = "quadratic_cost", "quadratic_cost_prime"
    edge = tuple(
        call(name, function, *pair)
        for function in functions
        for name, pair in {
            "one number": (0.7, 0.2),
            "whole numbers": (np.array([3, 5]), np.array([1, 8])),
            "lists": ([0.2, 0.9], [1.0, 0.0]),
            "a equal to y": (a, a),
            "one output": (a[:1], y[:1]),
            "large numbers": (1e6 * a, 1e6 * y),
        }.items()
    ) + tuple(case for each in functions for case in fractions_in_turn(each, a=a, y=y))
    return [
        Values("cost", 0.5, costs),
        Values("derivative", 0.5, primes),
        Gradient("the two belong together", 0.25, primes[0], around, H),
        Relation(
            "symmetry",
            0.25,
            "exchanging a and y must keep the cost and turn the derivative round",
            (Term(1.0, primes[0]), Term(1.0, back), Term(1.0, costs[0]), Term(-1.0, swapped)),
            after="derivative",
        ),
        Values("edge cases", 0.25, edge),
        Pure("input unchanged", 0.25, (costs[0], primes[0]), after="derivative"),
    ]


def cost_pair(cost="0.5 * np.sum((a - y) ** 2)", prime="a - y"):
    """Both functions, one of them or both written as a student with a slip would."""
    return {"quadratic_cost": f"return {cost}", "quadratic_cost_prime": f"return {prime}"}


quadratic_cost = Exercise(
    "quadratic_cost",
    number="1.5",
    title="The quadratic cost and its derivative",
    checks=quadratic_cost_checks,
    defines=("quadratic_cost", "quadratic_cost_prime"),
    hints=(
        "Which of the two results is one number, which has the shape of a?",
        "C = ½ Σ (a_j - y_j)²; the factor ½ cancels something.",
        "difference = a - y\ncost = 0.5 * np.____(difference * difference)\nprime = ____",
    ),
    guidance=Guidance(
        rows={
            "derivative": (
                "Raise one entry of a and leave the others: by how much does the cost rise? The"
                " result has one number for each entry."
            ),
            "the two belong together": (
                "The derivative is the slope of your own cost. Which factor stands in one of "
                "the two and has no match in the other?"
            ),
            "symmetry": (
                "Exchange a and y, and the cost stays, while its derivative changes the sign. "
                "Which of your two does not?"
            ),
            "edge cases": (
                "One entry, many, and plain lists come in. Does each of your lines take the "
                "arrays that the first line made?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning="Learning is to make this number smaller, and its derivative says which way that is.",
        another="return 0.5 * np.sum((a - y) ** 2)",
    ),
    model=cost_pair(),
    misconceptions=(
        Misconception(
            "no_half",
            "Your cost is exactly twice ours while the derivative matches: the two no longer "
            "belong together. Differentiate your own cost.",
            "cost without 1/2, derivative without 2",
            body=cost_pair(cost="np.sum((a - y) ** 2)"),
        ),
        Misconception(
            "no_half_consistent",
            "Cost and derivative are both exactly twice ours, so they are consistent with each "
            "other but with a different definition. Check the constant in this course's "
            "definition.",
            "convention of 3Blue1Brown and others",
            body=cost_pair("np.sum((a - y) ** 2)", "2 * (a - y)"),
        ),
        Misconception(
            "mean",
            "Your cost is smaller by the number of outputs. Here the squared differences of one "
            "example are summed; the mean is only taken over examples.",
            '"mean squared error" read as mean over the outputs',
            body=cost_pair(cost="0.5 * np.mean((a - y) ** 2)"),
        ),
        Misconception(
            "norm_not_squared",
            "You return half the length of the difference. The lecture's sentence calls it the "
            "magnitude; its formula has an exponent.",
            'drops the square ("magnitude of the difference" in lecture 003)',
            body=cost_pair(cost="0.5 * np.linalg.norm(a - y)"),
        ),
        Misconception(
            "sign",
            "Same size, opposite sign. If a is above y, should raising a raise or lower the cost?",
            "derivative with the inner derivative of y-a forgotten",
            body=cost_pair(prime="y - a"),
        ),
        Misconception(
            "length",
            "You return the length of the difference. The lecture's sentence calls it the "
            "magnitude; what does its formula do with it?",
            "the norm, neither halved nor squared",
            body=cost_pair(cost="np.linalg.norm(a - y)"),
        ),
        Misconception(
            "absolute",
            "Your cost adds up sizes of errors. The quadratic cost treats an error of 0.2 as four "
            "times cheaper than one of 0.4: does yours?",
            "absolute values for squares",
            body=cost_pair(cost="0.5 * np.sum(np.abs(a - y))"),
        ),
        Misconception(
            "sum_squared",
            "You add up the differences before you square, so opposite ones cancel. Which comes "
            "first, the sum or the square?",
            "squares the sum",
            body=cost_pair(cost="0.5 * np.sum(a - y) ** 2"),
        ),
        Misconception(
            "squares_subtracted",
            "You take the difference of the squares, which can be below zero. Which comes first, "
            "the difference or the square?",
            "(a - y)² taken for a² - y²",
            body=cost_pair(cost="0.5 * np.sum(a**2 - y**2)"),
        ),
        Misconception(
            "doubled",
            "Your cost can be below zero: the difference is doubled where it should be squared. How "
            "is a square written?",
            "* 2 for ** 2",
            body=cost_pair(cost="0.5 * np.sum((a - y) * 2)"),
        ),
        Misconception(
            "vector_cost",
            "The cost must be a single number per example; yours has the shape of the output. "
            "What is missing?",
            "no sum: one cost per output",
            body=cost_pair(cost="0.5 * (a - y) ** 2"),
        ),
        Misconception(
            "half_prime",
            "Your derivative is half of ours. When the square is differentiated a factor "
            "appears: what does it do to the 1/2?",
            "halves the derivative as well",
            body=cost_pair(prime="0.5 * (a - y)"),
        ),
    ),
)

# ---------------------------------------------------------------- 1.6


def cost_of_neuron(name, x, w, b, y):
    """The cost as the student's own forward pass and cost give it."""
    return Case(
        name,
        (
            Call("neuron_forward", (x, w, b), into="forward"),
            Call("quadratic_cost", (Name("forward", 1), y)),
        ),
    )


def neuron_gradients_checks(rng):
    def neuron(name, n, y):
        x, w = rng.uniform(0.4, 2, n), rng.uniform(-1, 1, n)
        return call(name, "neuron_gradients", x, w, float(rng.uniform(0.2, 0.6)), y)

    lecture = call(
        "the lecture's neuron", "neuron_gradients", np.array([-1.0, -2.0]), np.array([2.0, -3.0]),
        -3.0, 1.0,
    )  # fmt: skip
    values = (lecture, neuron("three inputs", 3, 0.9), neuron("five inputs", 5, 0.1))
    x, w, b = rng.uniform(0.4, 2, 3), rng.uniform(-1, 1, 3), 0.4
    y = 0.85 if w @ x + b < 0 else 0.15  # far off: of a small slope rounding takes a larger part
    gradients = call("three inputs", "neuron_gradients", x, w, b, y)
    shifts = [H * row for row in np.eye(3)]
    around_w = tuple(
        (
            cost_of_neuron("w + h", x, w + shift, b, y),
            cost_of_neuron("w - h", x, w - shift, b, y),
        )
        for shift in shifts
    )
    around_b = ((cost_of_neuron("b + h", x, w, b + H, y), cost_of_neuron("b - h", x, w, b - H, y)),)
    flat = tuple(
        call(f"z = {z:g}", "neuron_gradients", np.array([2.0, 3.0]), np.array([0.0, 0.0]), z, 0.5)
        for z in (-1000.0, 1000.0)
    )
    edge = (
        neuron("one input", 1, 0.3),
        call("an input of 0", "neuron_gradients", np.array([0.0, 1.5]), w[:2], 0.3, 0.2),
        # σ(0.3) is 0.5744
        call("almost on target", "neuron_gradients", np.array([0.0, 40.0]), np.zeros(2), 0.3, 0.575),
        call("whole numbers", "neuron_gradients", np.array([2, -1]), np.array([1, 3]), 1, 0),
        *fractions_in_turn("neuron_gradients", x=x, w=w, b=b, y=y),
        call(
            "single precision", "neuron_gradients", x.astype(np.float32), w.astype(np.float32),
            0.5, 0.1,
        ),
    )  # fmt: skip
    parts = ("dw", "db")
    return [
        Values("values", 1.25, values, parts),
        Gradient("slope along the weights", 0.5, gradients, around_w, H, part=0),
        Gradient("slope along the bias", 0.25, gradients, around_b, H, part=1),
        Relation(
            "each weight's share",
            0.25,
            "dw is not db times the inputs",
            (Term(1.0, gradients, 0), Term(-x, gradients, 1)),
            after="values",
        ),
        Values("edge cases", 0.25, edge, parts, after="values"),
        Values("flat tails", 0.25, flat, parts, after="values", **TAILS),
        Pure("input unchanged", 0.25, (values[1], values[2]), after="values"),
    ]


def gradients(delta="(a - y) * sigmoid_prime(z)", result="delta * x, delta"):
    """The worked solution with its delta or its result as a student with a slip would write it."""
    return f"""
        z, a = neuron_forward(x, w, b)
        delta = {delta}
        return {result}
    """


neuron_gradients = Exercise(
    "neuron_gradients",
    number="1.6",
    title="The gradients of one neuron",
    checks=neuron_gradients_checks,
    needs=("sigmoid", "sigmoid_prime", "neuron_forward", "quadratic_cost"),
    hints=(
        "Walk back from the cost: cost node, sigmoid node, then sum. How many factors for db?",
        "δ = (a - y) σ'(z); the weight's own input completes dw.",
        (
            "z, a = neuron_forward(x, w, b)\n"
            "delta = (a - y) * sigmoid_prime(____)\n"
            "return delta * ____, delta"
        ),
    ),
    guidance=Guidance(
        rows={
            "slope along the weights": (
                "Raise one weight by 0.0001 and see by how much the cost rises. By which factor"
                " is your dw another?"
            ),
            "slope along the bias": "A bias is the weight of an input that is 1. What becomes of dw_i where x_i is 1?",
            "each weight's share": (
                "The entries of dw stand to each other as the inputs do. What is each "
                "multiplied by?"
            ),
            "edge cases": (
                "One input, whole numbers and lists come in, too. Which of your lines cannot "
                "take them?"
            ),
            "flat tails": (
                "Far out the curve is flat and the gradient nearly 0. At which number do you "
                "take the slope, z or a?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning=(
            "One walk forward, one back, and you know which way every number has to move. That "
            "is backpropagation, for one neuron."
        ),
        another=(
            "z, a = neuron_forward(x, w, b)\n"
            "db = quadratic_cost_prime(a, y) * sigmoid_prime(z)\n"
            "return db * x, db"
        ),
    ),
    model=gradients(),
    misconceptions=(
        Misconception(
            "no_sigma_prime",
            "Your result is ours divided by sigma'(z). Which node lies between the cost and z?",
            "skips the activation when walking back (or uses the cross-entropy shortcut)",
            body=gradients(delta="a - y"),
        ),
        Misconception(
            "cost_for_its_slope",
            "Your delta begins with the cost itself. The chain begins with how the cost changes as "
            "a changes: what is that?",
            "the cost where its derivative belongs",
            body=gradients(delta="0.5 * (a - y) ** 2 * sigmoid_prime(z)"),
        ),
        Misconception(
            "sigma_prime_of_a",
            "The factor for the activation was evaluated at a. At which value of its input does "
            "the sigmoid node stand during the forward pass?",
            "feeds the activation to a function of z",
            body=gradients(delta="(a - y) * sigmoid_prime(a)"),
        ),
        Misconception(
            "z_times_one_minus_z",
            "The shortcut a(1-a) works with the activation; you used the pre-activation in it.",
            "a(1-a) written with z",
            body=gradients(delta="(a - y) * z * (1 - z)"),
        ),
        Misconception(
            "sign",
            "All gradients have the opposite sign. Stepping against them would move the output "
            "away from the target.",
            "takes error as target minus output",
            body=gradients(delta="(y - a) * sigmoid_prime(z)"),
        ),
        Misconception(
            "w_instead_of_x",
            "You obtained the gradient with respect to the inputs. At a multiplication, which of "
            "the two factors ends up in the derivative with respect to w?",
            "takes the other factor of the product node",
            body=gradients(result="delta * w, delta"),
        ),
        Misconception(
            "no_x",
            "All entries of dw are equal to db. A weight acts through its input, a bias does not.",
            "treats the weight like the bias",
            body=gradients(result="delta * np.ones_like(x), delta"),
        ),
        Misconception(
            "db_times_b",
            "Your db is ours times b. What is the slope of z as b alone is varied?",
            "multiplies by the bias value",
            body=gradients(result="delta * x, delta * b"),
        ),
        Misconception(
            "db_zero",
            "Your db is always 0. The bias is a parameter that training changes: how does z react "
            "when it moves?",
            '"b is a constant, its derivative is 0"',
            body=gradients(result="delta * x, 0.0"),
        ),
        Misconception(
            "db_one",
            "Your db is always 1. That is how z reacts to b, but the question is how the cost "
            "reacts. What has to be multiplied with a local gradient?",
            "records the local gradient only",
            body=gradients(result="delta * x, 1.0"),
        ),
        Misconception(
            "no_upstream",
            "Your result does not depend on y at all. Where does the target enter the backward "
            "pass?",
            "omits the derivative of the cost",
            body=gradients(delta="sigmoid_prime(z)"),
        ),
        Misconception(
            "factor_two",
            "Everything is exactly twice ours. Check the constant in front of the cost.",
            "differentiates (a-y)^2 without the 1/2",
            body=gradients(delta="2 * (a - y) * sigmoid_prime(z)"),
        ),
    ),
)

# ---------------------------------------------------------------- 1.7


def sgd_step_checks(rng):
    def step(name, shapes, lr):
        params = [rng.normal(size=shape) for shape in shapes]
        grads = [rng.normal(size=shape) for shape in shapes]
        return call(name, "sgd_step", params, grads, lr)

    values = (
        step("weights and a bias", [(3,), (1,)], 0.7),
        step("two layers", [(2, 3), (2, 1), (4, 2), (4, 1)], 3.0),
        step("a small rate", [(2,), (1,)], 0.05),
    )
    p, g = rng.normal(size=3), rng.normal(size=3)
    once = call("one step of 0.6", "sgd_step", [p], [g], 0.6)
    first = Call("sgd_step", ([p], [g], 0.3), into="moved")
    twice = Case("two steps of 0.3", (first, Call("sgd_step", (Name("moved"), [g], 0.3))))
    edge = (
        call("learning rate 0", "sgd_step", [p], [g], 0.0),
        call("nothing to move", "sgd_step", [], [], 0.7),
        call("plain numbers", "sgd_step", [2.0, np.array(-1.5)], [0.5, np.array(2.5)], 0.7),
        *fractions_in_turn("sgd_step", params=[p], grads=[g], lr=0.7),
        call("read-only arrays", "sgd_step", [Laid(p, "readonly")], [Laid(g, "readonly")], 0.7),
    )
    level = call("a gradient of zeros", "sgd_step", [p], [0 * g], 0.6)
    return [
        Values("values", 0.5, values),
        Values("edge cases", 0.125, edge, after="values"),
        Relation(
            "two half steps",
            0.125,
            "two steps of 0.3 along one gradient do not lead as far as one of 0.6",
            (Term(1.0, once, 0), Term(-1.0, twice, 0)),
            after="values",
        ),
        Pure("new arrays", 0.25, (values[0], edge[0], level), fresh=True, after="values"),
    ]


sgd_step = Exercise(
    "sgd_step",
    number="1.7",
    title="One step downhill",
    checks=sgd_step_checks,
    hints=(
        "Downhill.",
        "p - η g for each pair.",
        "return [p - ____ for p, g in zip(params, grads)]",
    ),
    guidance=Guidance(
        rows={
            "edge cases": (
                "Plain numbers, empty lists and arrays that cannot be written into come in, "
                "too. Does your line make something new for each pair?"
            ),
            "two half steps": (
                "Two steps of 0.3 along one gradient end where one of 0.6 does. Where does the "
                "rate enter your line?"
            ),
            "new arrays": (
                "The old parameters have to stay as they were, and `p -= …` writes into them. "
                "What makes a new array?"
            ),
        },
        meaning=(
            "This line moves every weight of the course. All that changes from here on is where"
            " the gradients come from."
        ),
        another=(
            "moved = []\n"
            "for p, g in zip(params, grads):\n"
            "    moved.append(p - lr * g)\n"
            "return moved"
        ),
    ),
    model="return [p - lr * g for p, g in zip(params, grads)]",
    misconceptions=(
        Misconception(
            "plus",
            "You moved uphill. The gradient points to where the cost grows fastest.",
            'moves along the gradient (lecture 003: "move in that direction")',
            body="return [p + lr * g for p, g in zip(params, grads)]",
        ),
        Misconception(
            "no_lr",
            "Your step does not change with lr.",
            "learning rate unused",
            body="return [p - g for p, g in zip(params, grads)]",
        ),
        Misconception(
            "divide_lr",
            "A larger learning rate should make the step longer; yours makes it shorter.",
            "thinks of lr as a damping constant",
            body="return [p - g / lr for p, g in zip(params, grads)]",
        ),
        Misconception(
            "only_weights",
            "The bias never moves. A network with frozen biases still trains on MNIST, so "
            "accuracy will not warn you.",
            "biases returned unchanged",
            body="""
                pairs = enumerate(zip(params, grads))
                return [p - lr * g if place % 2 == 0 else p for place, (p, g) in pairs]
            """,
        ),
        Misconception(
            "returns_step",
            "You return the step, not the place where it leads.",
            "returns the update instead of the updated value",
            body="return [lr * g for p, g in zip(params, grads)]",
        ),
        Misconception(
            "in_place",
            "The values are right, but the caller's arrays changed as well (and integer arrays "
            "would raise an error).",
            "mutates the arrays of the caller",
            body="""
                for p, g in zip(params, grads):
                    p -= lr * g
                return params
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 1.8

OR_INPUTS = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
OR_TARGETS = np.array([0.0, 1.0, 1.0, 1.0])
AND_TARGETS = np.array([0.0, 0.0, 0.0, 1.0])


def train_neuron_checks(rng):
    w, b = rng.uniform(-0.8, 0.8, 2), float(rng.uniform(0.1, 0.5))
    X, y = rng.normal(size=(3, 5)), rng.uniform(0.1, 0.9, 5)
    v = rng.uniform(-0.8, 0.8, 3)
    values = (
        call("OR, 5 epochs", "train_neuron", OR_INPUTS, OR_TARGETS, w, b, 0.9, 5),
        call("AND, 5 epochs", "train_neuron", OR_INPUTS, AND_TARGETS, w, b, 0.5, 5),
        call("five examples of three inputs", "train_neuron", X, y, v, b, 0.7, 4),
        call("OR, one epoch", "train_neuron", OR_INPUTS, OR_TARGETS, w, b, 0.9, 1),
        call("as many examples as inputs", "train_neuron", X[:, :3], y[:3], v, b, 0.7, 4),
    )
    turned = call("examples in another order", "train_neuron", X[:, ::-1], y[::-1], v, b, 0.7, 4)
    doubled = call(
        "every example twice", "train_neuron", np.hstack([X, X]), np.concatenate([y, y]), v, b,
        0.7, 4,
    )  # fmt: skip
    edge = (
        call("one example", "train_neuron", X[:, :1], y[:1], v, b, 0.7, 3),
        call("learning rate 0", "train_neuron", X, y, v, b, 0.0, 2),
        call("no epoch", "train_neuron", X, y, v, b, 0.7, 0),
        call(
            "two of OR, learned before",
            "train_neuron",
            OR_INPUTS[:, :2],
            OR_TARGETS[:2],
            np.array([2e3, 2e3]),
            -1e3,
            0.9,
            2,
        ),
        *fractions_in_turn(
            "train_neuron", but="w", X=X[:, :2], y=y[:2], w=v, b=b, lr=0.7, epochs=1
        ),
    )
    parts = ("w", "b", "costs")
    return [
        Values("values", 1.0, values, parts),
        Within(
            "the cost falls",
            0.25,
            "the recorded costs do not fall from epoch to epoch",
            (values[0],),
            order="falling",
            part=2,
        ),
        Relation(
            "order of the examples",
            0.125,
            "the same examples in another order give other weights",
            (Term(1.0, values[2], 0), Term(-1.0, turned, 0)),
            after="values",
        ),
        Relation(
            "every example twice",
            0.125,
            "the same examples twice over give other weights",
            (Term(1.0, values[2], 0), Term(-1.0, doubled, 0)),
            after="values",
        ),
        Values("edge cases", 0.25, edge, parts, after="values"),
        Pure("input unchanged", 0.25, (values[2], values[3]), after="values"),
    ]


def training(step=None, record="before", z="w @ X + b", m="len(y)"):
    """The worked solution of 1.8 with one of its lines as a student with a slip would write it."""
    step = step or "w = w - lr * X @ delta / m\nb = b - lr * delta.sum() / m"
    lines = [f"z = {z}", "a = sigmoid(z)", "delta = (a - y) * sigmoid_prime(z)"]
    cost = "costs.append(float(np.sum((a - y) ** 2) / (2 * m)))"
    again = [f"a = sigmoid({z})", cost]
    body = [*lines, cost, *step.split("\n")] if record == "before" else [
        *lines, *step.split("\n"), *again
    ]  # fmt: skip
    loop = "\n".join(f"    {line}" for line in body)
    return f"m = {m}\ncosts = []\nfor _ in range(epochs):\n{loop}\nreturn w, b, costs"


train_neuron = Exercise(
    "train_neuron",
    number="1.8",
    title="One neuron learns",
    checks=train_neuron_checks,
    needs=(
        "sigmoid",
        "sigmoid_prime",
        "neuron_forward",
        "quadratic_cost",
        "neuron_gradients",
        "sgd_step",
    ),
    hints=(
        "Compute everything at the old parameters, then move both at once.",
        "δ = (a - y) σ'(z), one entry per example. w ← w - η Xδ / m and b ← b - η mean(δ).",
        (
            "for epoch in range(epochs):\n"
            "    z = w @ X + b\n"
            "    a = sigmoid(z)\n"
            "    costs.append(np.mean(0.5 * (a - y) ** 2))\n"
            "    delta = (a - y) * ____(z)\n"
            "    w = w - lr * ____\n"
            "    b = b - lr * ____"
        ),
    ),
    guidance=Guidance(
        rows={
            "the cost falls": "Print the first costs. If they rise, your step goes uphill or is much too long.",
            "order of the examples": (
                "All examples count at the same w and b. Does anything move while you go "
                "through them?"
            ),
            "every example twice": (
                "With every example twice the mean stays what it was. Where do you add over the"
                " examples, and by what do you divide?"
            ),
            "edge cases": (
                "One example, a rate of 0 and no epoch at all come in, too. What do you hand "
                "back if the loop never turns?"
            ),
            "input unchanged": "`w -= …` writes into the array that was handed in. What makes a new one?",
        },
        order=MixedLines(
            (
                "history = []",
                "for epoch in range(epochs):",
                "    z = w @ X + b",
                "    error = sigmoid(z) - y",
                [
                    "    history.append((error**2).mean() / 2)",
                    (
                        "    delta = error * sigmoid_prime(z)",
                        [
                            "    w = w - lr * (X @ delta) / len(y)",
                            "    b = b - lr * delta.mean()",
                        ],
                    ),
                ],
                "return w, b, history",
            ),
            (
                Intruder(
                    "    w = w + lr * (X @ delta) / len(y)",
                    "    w = w - lr * (X @ delta) / len(y)",
                    "it leads uphill.",
                ),
                Intruder(
                    "    b = b - lr * delta.sum()",
                    "    b = b - lr * delta.mean()",
                    "with more examples it would make a longer step.",
                ),
            ),
        ),
        meaning="Forward, error, delta, step: this loop trains the network of notebook 5, too.",
        another=(
            "costs = []\n"
            "for _ in range(epochs):\n"
            "    grads = [neuron_gradients(x, w, b, t) for x, t in zip(X.T, y)]\n"
            "    errors = sigmoid(w @ X + b) - y\n"
            "    costs.append(0.5 * np.mean(errors**2))\n"
            "    dw, db = (np.mean(part, axis=0) for part in zip(*grads))\n"
            "    w, b = sgd_step([w, b], [dw, db], lr)\n"
            "return w, b, costs"
        ),
    ),
    model=training(),
    misconceptions=(
        Misconception(
            "cost_after_step",
            "Your list is shifted by one: the first entry should be the cost before anything was "
            "learned.",
            "records the cost of the next state",
            body=training(record="after"),
        ),
        Misconception(
            "sum_gradient",
            "Your steps are as many times too long as there are examples. The learning rate "
            "should not have to change when more data is added.",
            "sum instead of mean over the examples",
            body=training(step="w = w - lr * X @ delta\nb = b - lr * delta.sum()"),
        ),
        Misconception(
            "counts_inputs",
            "You divide by the number of inputs. The mean runs over the examples: which axis of X "
            "counts those?",
            "takes the length of X for the number of examples",
            body=training(
                step="w = w - lr * X @ delta / len(X)\nb = b - lr * delta.sum() / len(X)"
            ),
        ),
        Misconception(
            "counts_inputs_for_w",
            "For the weights you divide by the number of inputs. Their mean runs over the "
            "examples, as that of the bias does: which axis of X counts those?",
            "takes the length of X for the number of examples, in one of two places",
            body=training(step="w = w - lr * X @ delta / len(X)\nb = b - lr * delta.mean()"),
        ),
        Misconception(
            "counts_inputs_everywhere",
            "Your cost and your gradients are divided by the number of inputs. A mean over the "
            "examples is asked: which axis of X counts those?",
            "takes the length of X for the number of examples throughout",
            body=training(m="len(X)"),
        ),
        Misconception(
            "rows",
            "You read one example per row of X; here each column is one. With as many examples as "
            "inputs that runs, and trains on other examples. What does each axis of X count?",
            "takes the rows of X for the examples, as most libraries do",
            body=training(
                z="X @ w + b", step="w = w - lr * X.T @ delta / m\nb = b - lr * delta.mean()"
            ),
        ),
        Misconception(
            "online",
            "You step after each example, the task asks for one step per epoch with the average "
            "gradient. (Both are valid methods; they give different numbers.)",
            "stochastic instead of full-batch",
            body="""
                costs = []
                for _ in range(epochs):
                    costs.append(float(np.mean(0.5 * (sigmoid(w @ X + b) - y) ** 2)))
                    for x, target in zip(X.T, y):
                        z = w @ x + b
                        delta = (sigmoid(z) - target) * sigmoid_prime(z)
                        w = w - lr * delta * x
                        b = b - lr * delta
                return w, b, costs
            """,
        ),
        Misconception(
            "sequential",
            "Your weights match after one epoch, your bias does not: it was computed at a point "
            "where the weights had already moved. All partial derivatives belong to the same "
            "point.",
            "updates one parameter, then differentiates again",
            body=training(
                step="w = w - lr * X @ delta / m\n"
                "z = w @ X + b\n"
                "b = b - lr * np.mean((sigmoid(z) - y) * sigmoid_prime(z))"
            ),
        ),
        Misconception(
            "bias_frozen",
            "The bias is still at its starting value after training.",
            "forgets b",
            body=training(step="w = w - lr * X @ delta / m"),
        ),
        Misconception(
            "ascent",
            "The recorded costs go up from epoch to epoch.",
            "sign",
            body=training(step="w = w + lr * X @ delta / m\nb = b + lr * delta.mean()"),
        ),
    ),
)

# ---------------------------------------------------------------- 1.9


def which_learns_faster_checks(rng):
    def field(name):
        return read(name, "which_learns_faster", name)

    return [
        Values("factor", 0.5, (field("factor"),)),
        # wide enough for 0.98 * 0.02, worked out from the rounded activation
        Values("slope_B", 0.25, (field("slope_B"),), rtol=0, atol=0.0025),
        Values("small_gradient_means", 0.25, (field("small_gradient_means"),)),
    ]


def conclusions(factor="slope", slope_B="0.0177", meaning="flat"):
    """The typed conclusions, one of them as a student with this belief would draw it."""
    return f"""
        which_learns_faster = {{
            "factor": "{factor}",
            "slope_B": {slope_B},
            "small_gradient_means": "{meaning}",
        }}
    """


which_learns_faster = Exercise(
    "which_learns_faster",
    number="1.9",
    title="Which neuron learns faster?",
    checks=which_learns_faster_checks,
    needs=(),
    fields={
        "factor": 'what makes C slow: "error", "slope" or "input"',
        "slope_B": "the slope of the sigmoid where neuron B starts, at a = 0.982",
        "small_gradient_means": '"flat" if the curve is flat there, "learned" if the cost is low',
    },
    hints=(
        "What multiplies the error?",
        "Work out a (1 - a) for the three neurons.",
        (
            "neuron    error a - y    slope a(1 - a)\n"
            "A         0.818          ____\n"
            "B         0.982          ____\n"
            "C         0.9997         ____"
        ),
    ),
    guidance=Guidance(
        rows={
            "factor": (
                "Of the factors of the gradient, which one is near 0 for C while its error is "
                "large?"
            ),
            "slope_B": "a (1 - a) with a = 0.982: one difference, one product.",
            "small_gradient_means": (
                "C is far off, and its gradient is small. So what does a small gradient not "
                "tell you?"
            ),
        },
        meaning=(
            "A small gradient says that the curve is flat, not that the answer is good. "
            "Notebook 4 changes the cost because of that."
        ),
    ),
    model=conclusions(),
    misconceptions=(
        Misconception(
            "worse_learns_faster",
            "You name the error. It is largest for the slowest of the three: the step carries one "
            "more factor. How large is that at a = 0.98?",
            '"the further off, the bigger the step"; true for cross-entropy and linear units',
            body=conclusions(factor="error"),
        ),
        Misconception(
            "flat_means_done",
            "A small gradient says the curve is flat here, not that the cost is low. Compare the "
            "two costs.",
            '"gradient near 0, so it has learned"',
            body=conclusions(meaning="learned"),
        ),
        Misconception(
            "slope_constant",
            "The slope you give is that of neuron A at its start. B stands at another place of the "
            "same curve: how steep is it there?",
            '"the slope is the same for both starts, only the error differs"',
            body=conclusions(factor="error", slope_B="0.1491"),
        ),
    ),
)

EXERCISES = [
    sigmoid,
    sigmoid_prime,
    neuron_forward,
    forward_by_hand,
    quadratic_cost,
    neuron_gradients,
    sgd_step,
    train_neuron,
    which_learns_faster,
]

PREDICTIONS = [
    Prediction(
        "ten turns",
        {
            "none": "The turn from 0.5 to 0.6 lifts the sum above 0; all others leave the step alone.",
            "one": "The sum crosses 0 once, and only there does a step notice anything.",
            "five": "Half of the weights ring, but the output changes only where it crosses.",
            "all ten": "The sum moves at every turn; the step shows it only where it crosses 0.",
        },
        "one",
    ),
    Prediction(
        "bias up by one",
        {
            "it stays 1": "The bias is added to the sum, so it moves z by its own amount.",
            "it becomes 2": "The bias moves z by its own amount, whatever the inputs are.",
            "it becomes -1": "Inputs turn the sign of their weights' part, and the bias has none.",
        },
        "it becomes 2",
    ),
    Prediction(
        "a larger k",
        {
            "it nears the step": "At z = 0 all of them keep one half, and beside it they steepen.",
            "it becomes flatter": "In the tails it does; in the middle it steepens.",
            "it moves to the right": "At z = 0 the product kz is 0 for every k: that point stays.",
            "it grows above 1": "Whatever k is, the sigmoid stays between 0 and 1.",
        },
        "it nears the step",
    ),
    Prediction(
        "slopes of the curve",
        {
            "the same": "By symmetry the curve is as steep to the left as to the right.",
            "negative": "The curve rises everywhere, to the left of 0 too.",
            "smaller": "It is smaller than in the middle, and as large as at z = 1.",
        },
        "the same",
    ),
    Prediction(
        "measured and multiplied",
        {
            "the same": "The chain rule and the measurement tell the same slope.",
            "much smaller": "The product has all three factors already; nothing is left out.",
            "the other sign": "Two of the three factors are negative, and both ways know it.",
        },
        "the same",
    ),
    Prediction(
        "three rates",
        {
            "arrives first": "Its steps are the longest, and each leads past the lowest place.",
            "jumps from side to side": "It does, and further each time: at 1.0 it would stay level.",
            "runs away": "Each step overshoots by more than the one before.",
        },
        "runs away",
    ),
    Prediction(
        "hardest corner",
        {
            "no button": "Only the bias speaks there, and three other corners pull it up.",
            "the first alone": "Its weight and the bias both help it.",
            "both buttons": "Both weights add up there: it is the easiest.",
            "all are equal": "Three corners pull the bias up, and one alone pulls it down.",
        },
        "no button",
    ),
    Prediction(
        "quickest first",
        {
            "A, B, C": "The error of C is largest, but its slope is nearly 0, and both multiply.",
            "C, B, A": "So it would be if the error alone made the step; the slope is a factor too.",
            "all three alike": "Their errors are nearly alike. Their slopes are not.",
        },
        "A, B, C",
    ),
]

IN_WORDS = [
    InWords(
        "slow_and_wrong",
        "1.10",
        "The worst one learned last",
        (
            "A step is a product, and the error is one factor of it.",
            "The slope of the sigmoid is another, and in the tail, where C stands, it is nearly 0.",
            "A large error times a slope near 0 is a small step: the friend's sentence is wrong.",
            "It can be followed by somebody who has not seen the notebook.",
        ),
    ),
]
