"""What notebook 3 asks: the cases, checks, hints and known mistakes of its eight exercises."""

import numpy as np

from checker.exercises import (
    Call,
    Case,
    Examined,
    Exercise,
    Gradient,
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
    Within,
    call,
    fractions_in_turn,
    read,
)

#: Says what to do about an argument that was changed.
OWN_NAME = "One of your lines writes into what was handed over. Give the result a name of its own."

H = 1e-5


def typed(exercise, solution, **wrong):
    """Typed answers, worked out with some lines as a student with a slip would write them."""
    lines = [f"{name} = {line}" for name, line in (solution | wrong).items()]
    fields = ", ".join(f'"{name}": {name}' for name in solution)
    return "\n".join([*lines, f"{exercise} = {{{fields}}}"])


def shifted(target, arguments, place, entry, before=()):
    """Two calls of a function, with one entry of one argument a step of H above and below."""
    pair = []
    for sign, step in (("+", H), ("-", -H)):
        moved = np.array(arguments[place], dtype=float)
        moved[entry] += step
        given = [*arguments[:place], moved, *arguments[place + 1 :]]
        pair.append(call(f"argument {place} {sign} h", target, *before, *given))
    return tuple(pair)


def around(target, arguments, place, before=()):
    """Such pairs of calls for all entries of one argument."""
    entries = np.ndindex(np.shape(arguments[place]))
    return tuple(shifted(target, arguments, place, entry, before) for entry in entries)


# ---------------------------------------------------------------- 3.1

GRAPH_POINTS = {
    "Omega": 0.125, "z": 0.125, "a": 0.125, "C": 0.125,
    "dC_da": 0.25, "da_dz": 0.25, "dC_dz": 0.25,
    "dC_db": 0.25, "dC_dw1": 0.25, "dC_dw2": 0.25,
    "w1_new": 0.25, "w2_new": 0.25, "b_new": 0.25, "a_new": 0.25,
}  # fmt: skip

GRAPH_SOLUTION = {
    "Omega": "w1 * x1 + w2 * x2",
    "z": "Omega + b",
    "a": "1 / (1 + np.exp(-z))",
    "C": "0.5 * (y - a) ** 2",
    "dC_da": "a - y",
    "da_dz": "a * (1 - a)",
    "dC_dz": "dC_da * da_dz",
    "dC_db": "dC_dz",
    "dC_dw1": "dC_dz * x1",
    "dC_dw2": "dC_dz * x2",
    "w1_new": "w1 - lr * dC_dw1",
    "w2_new": "w2 - lr * dC_dw2",
    "b_new": "b - lr * dC_db",
    "a_new": "1 / (1 + np.exp(-(w1_new * x1 + w2_new * x2 + b_new)))",
}


def graph_checks(rng):
    def field(name, points):
        # values to half a hundredth; gradients to 2 %, which lets two-digit working pass
        rtol, atol = (0.02, 0.001) if name.startswith("d") else (0, 0.005)
        return Values(name, points, (read(name, "graph_by_hand", name),), rtol=rtol, atol=atol)

    return [field(name, points) for name, points in GRAPH_POINTS.items()]


def graph_values(numbers, digits=None):
    """Every number of the graph; with `digits`, the activation is rounded before it is used."""
    x1, x2, w1, w2, b, y, lr = (numbers[name] for name in ("x1", "x2", "w1", "w2", "b", "y", "lr"))
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    a = a if digits is None else round(a, digits)
    delta = (a - y) * a * (1 - a)
    gradients = [a - y, a * (1 - a), delta, delta * x1, delta * x2]
    return z, a, gradients, [w1 - lr * delta * x1, w2 - lr * delta * x2, b - lr * delta]


def two_digits_do(numbers):
    """Whether a student who rounds the activation to two digits, as the lecture does, is right."""
    _, _, exact, new = graph_values(numbers)
    _, _, rough, rough_new = graph_values(numbers, 2)
    near = all(abs(r - e) <= 0.0005 + 0.02 * abs(e) for r, e in zip(rough, exact, strict=True))
    return near and all(abs(r - e) <= 0.0045 for r, e in zip(rough_new, new, strict=True))


def graph_numbers(rng):
    """Numbers that stay small on paper; draws that hide a mistake are drawn again."""
    inputs = np.array([-3.0, -2.0, -1.5, 1.5, 2.0, 3.0])
    tenths = np.concatenate([np.arange(-30, -11), np.arange(12, 31)]) / 10
    halves = np.array([-3.0, -2.5, -2.0, -1.5, 1.5, 2.0, 2.5, 3.0])
    while True:
        x1, x2 = rng.choice(inputs, 2, replace=False)
        w1, w2 = rng.choice(halves), rng.choice(tenths)
        b = rng.choice(tenths)
        drawn = {"x1": x1, "x2": x2, "w1": w1, "w2": w2, "b": b}
        numbers = {name: float(value) for name, value in drawn.items()}
        numbers |= {"y": float(rng.integers(2)), "lr": float(rng.choice([0.5, 2.0]))}
        z, _, gradients, _ = graph_values(numbers)
        # neither flat nor already right, so that every slip shows in the third decimal
        tells = 0.3 <= abs(z) <= 1.5 and abs(gradients[0]) >= 0.25 and abs(x1) != abs(x2)
        if tells and two_digits_do(numbers):
            return numbers


def graph_paper(n):
    """What is written on paper, on numbers that count the steps."""
    omega = n["w1"] * n["x1"] + n["w2"] * n["x2"]
    z = omega + n["b"]
    a = 1 / (1 + np.exp(-z))
    error, slope = a - n["y"], a * (1 - a)
    delta = error * slope
    gradients = {"w1": delta * n["x1"], "w2": delta * n["x2"], "b": delta}
    new = {name: n[name] - n["lr"] * gradient for name, gradient in gradients.items()}
    moved = new["w1"] * n["x1"] + new["w2"] * n["x2"] + new["b"]
    return {
        "Omega": omega, "z": z, "a": a, "C": error * error / 2,
        "dC_da": error, "da_dz": slope, "dC_dz": delta,
        **{f"dC_d{name}": gradient for name, gradient in gradients.items()},
        **{f"{name}_new": value for name, value in new.items()},
        "a_new": 1 / (1 + np.exp(-moved)),
    }  # fmt: skip


def graph(**wrong):
    """The graph of 3.1, some of it as a student with a slip would fill it in."""
    return typed("graph_by_hand", GRAPH_SOLUTION, **wrong)


graph_by_hand = Exercise(
    "graph_by_hand",
    number="3.1",
    title="The graph by hand",
    checks=graph_checks,
    fields={
        "Omega": "w1 x1 + w2 x2",
        "z": "Omega + b",
        "a": "sigmoid of z",
        "C": "quadratic cost of a against y",
        "dC_da": "how C reacts to a",
        "da_dz": "how a reacts to z, the local slope",
        "dC_dz": "how C reacts to z",
        "dC_db": "how C reacts to b",
        "dC_dw1": "how C reacts to w1",
        "dC_dw2": "how C reacts to w2",
        "w1_new": "w1 after the step",
        "w2_new": "w2 after the step",
        "b_new": "b after the step",
        "a_new": "the output with the new w1, w2 and b",
    },
    numbers=graph_numbers,
    paper=graph_paper,
    bounds={"steps": (25, 26), "digits": (72, 102), "minus signs": (11, 20), "largest": (0, 20)},
    hints=(
        "Start at the right end, at C, and go back one node at a time.",
        (
            "The number beneath a line is the number beneath the next line times the local slope "
            "of the node between them."
        ),
        (
            "The lecture's graph beside yours:\n"
            "Omega = 4       z = 1           a = 0.73       C = 0.036\n"
            "dC_da = -0.27   da_dz = 0.1971  dC_dz = -0.27 · 0.1971 = -0.053\n"
            "dC_db = -0.053  dC_dw1 = -0.053 · (-1) = 0.053  dC_dw2 = -0.053 · ____ = 0.106\n"
            "w1_new = 2 - 1 · 0.053 = 1.947   b_new = -3 - 1 · (____) = -2.947   a_new = 0.79"
        ),
    ),
    guidance=Guidance(
        rows={
            "C": "Half of the square of the difference between a and y.",
            "dC_da": (
                "Raise a a little: does C rise or fall? With a below y it falls, so which sign "
                "has the slope?"
            ),
            "da_dz": "The slope of the sigmoid can be worked out from a alone.",
            "dC_dz": (
                "Two nodes lie between z and C. Each has a local slope, and along a road they "
                "are multiplied."
            ),
            "dC_db": "b goes into a sum. What is the local slope of a sum?",
            "dC_dw1": "w1 is multiplied by something on its way into z. That is its local slope.",
            "dC_dw2": "w2 is multiplied by something on its way into z. That is its local slope.",
            "w1_new": "Downhill: the old number, minus the rate times its slope.",
            "w2_new": "Downhill: the old number, minus the rate times its slope.",
            "b_new": "Downhill: the old number, minus the rate times its slope.",
            "a_new": "Once more forward, with all three new numbers.",
        },
        meaning="You have done by hand what a network does in every step of its learning.",
    ),
    model=graph(),
    misconceptions=(
        Misconception(
            "sign",
            "dC/da has the right size and the wrong sign, and everything below inherits it. "
            "Differentiate ½ (y - a)² with respect to a, including the inside.",
            "inner derivative of (y - a) lost",
            body=graph(dC_da="y - a"),
        ),
        Misconception(
            "local_not_global",
            "You put the local gradient under the edge. It says how a reacts to z; the number "
            "under the edge says how C does. What is missing between the two?",
            "writes the local gradient under the edge",
            body=graph(dC_dz="da_dz"),
        ),
        Misconception(
            "activation_skipped",
            "The gradient passed the sigmoid node unchanged. Only addition nodes do that.",
            "no factor for the sigmoid node",
            body=graph(dC_dz="dC_da"),
        ),
        Misconception(
            "sigma_prime_with_z",
            "Your gradient at the sigmoid node holds z (1 - z). The shortcut for its slope uses "
            "the output of the node: which number is that?",
            "a(1 - a) with the wrong letter",
            body=graph(da_dz="z * (1 - z)"),
        ),
        Misconception(
            "sum_splits",
            "At each addition you divided the gradient. If one input of a sum rises by 0.1, by "
            "how much does the sum rise?",
            '"shares" the gradient between the inputs of a sum',
            body=graph(dC_db="dC_dz / 2", dC_dw1="dC_dz / 4 * x1", dC_dw2="dC_dz / 4 * x2"),
        ),
        Misconception(
            "times_w",
            "You multiplied by the weight itself. At a product node the local gradient with "
            "respect to one factor is which factor?",
            "keeps the same factor instead of the other one",
            body=graph(dC_dw1="dC_dz * w1", dC_dw2="dC_dz * w2"),
        ),
        Misconception(
            "inputs_swapped",
            "Your two weight gradients are exchanged or use each other's input. Follow the edge "
            "of w1 to its product node.",
            "pairs weights with the wrong inputs",
            body=graph(dC_dw1="dC_dz * x2", dC_dw2="dC_dz * x1"),
        ),
        Misconception(
            "weight_local_only",
            "Your weight gradients equal the inputs: the signal arriving from the right was not "
            "multiplied in.",
            "local gradient only",
            body=graph(dC_dw1="x1", dC_dw2="x2"),
        ),
        Misconception(
            "bias_times_b",
            "b is added, not multiplied. What does an addition do with the gradient?",
            "treats b like a factor",
            body=graph(dC_db="dC_dz * b"),
        ),
        Misconception(
            "bias_local",
            "1 is how z reacts to b. How does C react?",
            "local gradient only",
            body=graph(dC_db="1.0"),
        ),
        Misconception(
            "ascent",
            "Your a_new is further from the target than a. Which way does the gradient point?",
            "wrong sign in the update",
            body=graph(
                w1_new="w1 + lr * dC_dw1", w2_new="w2 + lr * dC_dw2", b_new="b + lr * dC_db"
            ),
        ),
        Misconception(
            "bias_not_updated",
            "b has a gradient too, and a_new shows that it was left out.",
            "only the weights updated",
            body=graph(b_new="b"),
        ),
        Misconception(
            "truncated",
            "You cut w1_new off instead of rounding it. (The lecture prints 1.94 at this place; "
            "check its other two values.)",
            "cuts digits off, as the lecture does",
            body=graph(w1_new="np.trunc(100 * (w1 - lr * dC_dw1)) / 100"),
        ),
    ),
)

# ---------------------------------------------------------------- 3.2

NODES_LAB = """
def product(dout, x, y):
    return float(np.sum(dout * x * y))


def curve(dout, z):
    return float(np.sum(dout / (1 + np.exp(-z))))


def half_square(dout, a, y):
    return float(np.sum(dout * (a - y) * (a - y) / 2))
"""


def node_checks(rng):
    def numbers(*shape):
        return rng.uniform(0.3, 2, shape) * rng.choice([-1, 1], shape)

    def out(*shape):
        return rng.uniform(0.1, 0.9, shape)

    def four(name, dout, x, y, a):
        return (
            call(f"sum, {name}", "add_backward", dout),
            call(f"product, {name}", "mul_backward", dout, x, y),
            call(f"sigmoid, {name}", "sigmoid_backward", dout, a),
            call(f"cost, {name}", "half_square_backward", dout, a, y),
        )

    dout, x, y, z = numbers(3), numbers(3), numbers(3), numbers(3)
    a = out(3)
    one = four("numbers", -0.27, 2.0, -1.0, 0.73)
    three = four("three at once", dout, x, y, a)
    table = four("a table", numbers(2, 3), numbers(2, 3), numbers(2, 3), out(2, 3))
    silent = four("nothing arrives", 0.0, 1.7, -0.6, 0.4)
    whole = four("whole numbers", 3, 5, 2, 1)
    none = (
        call("product, u = 0", "mul_backward", -0.8, 0.0, 1.4),
        call("product, v = 0", "mul_backward", 0.6, -1.1, 0.0),
    )
    doubled = four("twice as much arrives", 2 * dout, x, y, a)
    curve = call("sigmoid", "sigmoid_backward", dout, 1 / (1 + np.exp(-z)))
    ratio = tuple(
        Term(weight * factor, case, part)
        for weight, place, part in ((1, 0, 0), (3, 1, 0), (5, 1, 1), (7, 2, None), (11, 3, None))
        for factor, case in ((1.0, doubled[place]), (-2.0, three[place]))
    )
    pair = ("du", "dv")
    return [
        Values("sum node", 0.25, (one[0], three[0], table[0]), pair),
        Values("product node", 0.25, (one[1], three[1], table[1]), pair),
        Values("sigmoid node", 0.375, (one[2], three[2], table[2])),
        Values("cost node", 0.25, (one[3], three[3], table[3])),
        Gradient(
            "slope of a product", 0.125, three[1], around("lab.product", (dout, x, y), 1), H, part=0
        ),
        Gradient("slope of the sigmoid", 0.125, curve, around("lab.curve", (dout, z), 1), H),
        Gradient(
            "slope of the cost", 0.125, three[3], around("lab.half_square", (dout, a, y), 1), H
        ),
        Relation(
            "twice as much arrives",
            0.125,
            "when dout is doubled, the results do not double",
            ratio,
            after="product node",
        ),
        Values("edge cases", 0.25, (*silent, *whole, *none)),
        Pure("input unchanged", 0.125, three, after="product node"),
    ]


def nodes(add=None, mul=None, sigmoid=None, cost=None):
    """The node functions that a student with a slip would write; the others stay right."""
    written = {
        "add_backward": add,
        "mul_backward": mul,
        "sigmoid_backward": sigmoid,
        "half_square_backward": cost,
    }
    return {name: f"return {line}" for name, line in written.items() if line}


add_backward = Exercise(
    "add_backward",
    number="3.2",
    title="What each node hands back",
    checks=node_checks,
    defines=("add_backward", "mul_backward", "sigmoid_backward", "half_square_backward"),
    lab=NODES_LAB,
    hints=(
        "If u rises by 0.1, what happens to the node's output?",
        "Every result is dout times the local slope of the node for that input.",
        (
            "mul_backward:      return dout * ____, dout * ____\n"
            "sigmoid_backward:  return dout * out * (____)"
        ),
    ),
    guidance=Guidance(
        rows={
            "sum node": (
                "If u rises by 0.1, by how much does u + v rise? That is the local slope, for "
                "each of the two."
            ),
            "product node": "If u rises by 0.1, by how much does u v rise? The other factor decides.",
            "sigmoid node": (
                "The node has kept its output, `out`. Its slope can be worked out from that "
                "alone."
            ),
            "cost node": "½ (a - y)²: if a rises by a little, by how much does it rise?",
            "twice as much arrives": (
                "If twice as much arrives, twice as much goes back. Is `dout` in each of your "
                "results?"
            ),
            "edge cases": (
                "Nothing may arrive, and whole numbers may. Is every result a product with "
                "`dout`?"
            ),
            "input unchanged": OWN_NAME,
        },
        meaning="With these four nodes you can walk back through every network of the course.",
        another={
            "return dout * out * (1 - out)": "return dout * (out - out**2)",
        },
    ),
    misconceptions=(
        Misconception(
            "mul_not_swapped",
            "Test your product node with u = 0, v = 5: does moving u change the product? Your "
            "function says no.",
            "each factor gets itself",
            body=nodes(mul="dout * u, dout * v"),
        ),
        Misconception(
            "add_halves",
            "An addition passes on the full signal to both inputs; the two are not competing for "
            "it.",
            "splits the signal",
            body=nodes(add="dout / 2, dout / 2"),
        ),
        Misconception(
            "sigmoid_on_out",
            "The node handed you its output, so no further sigmoid is needed.",
            "does not use that out is the output",
            body=nodes(sigmoid="dout * sigmoid_prime(out)"),
        ),
        Misconception(
            "no_upstream",
            "Your results do not change when dout is doubled.",
            "forgets to chain",
            body=nodes("np.ones_like(dout), np.ones_like(dout)", "v, u", "out * (1 - out)", "a - y"),
        ),
        Misconception(
            "cost_for_its_slope",
            "Your cost node hands back its own value. Asked is how the cost changes as a changes: "
            "what is the derivative of half a square?",
            "the cost where its derivative belongs",
            body=nodes(cost="dout * 0.5 * (a - y) ** 2"),
        ),
        Misconception(
            "cost_sign",
            "The cost node hands back the right size and the wrong sign. Which of a and y is the "
            "variable?",
            "sign",
            body=nodes(cost="dout * (y - a)"),
        ),
        Misconception(
            "adds_upstream",
            "You added the two gradients. Rates along a chain combine like gear ratios.",
            "adds where the chain rule multiplies",
            body=nodes("dout + 1, dout + 1", "dout + v, dout + u", "dout + out * (1 - out)",
                       "dout + a - y"),
        ),
    ),
)  # fmt: skip

# ---------------------------------------------------------------- 3.3

FORK_LAB = """
def cost(u, w1, w2, y):
    one, two = 1 / (1 + np.exp(-w1 * u)), 1 / (1 + np.exp(-w2 * u))
    return float(0.5 * (one + two - y) ** 2)
"""


def fork_checks(rng):
    def fork(name, u, w1, w2, y):
        return call(name, "fork_gradient", float(u), float(w1), float(w2), float(y))

    def drawn(name):
        u, w1, w2 = rng.uniform(0.4, 1.5, 3) * (1, 1, -1)
        return fork(name, u, w1, w2, rng.uniform(0.1, 0.6))

    # the two roads do not cancel: of a slope near 0, measuring would tell little
    u, w1, w2, y = 0.8, rng.uniform(1.4, 2), rng.uniform(-0.8, -0.5), rng.uniform(0.1, 0.6)
    there, back = fork("two roads", u, w1, w2, y), fork("the roads exchanged", u, w2, w1, y)
    point = (np.array(u), float(w1), float(w2), float(y))
    special = (
        fork("w2 = 0: one road", 1.3, w1, 0, y),
        fork("w1 = w2: twice the same road", 0.7, w1, w1, y),
        fork("w2 = -w1 and y = 1", 0.9, w1, -w1, 1),
        fork("far out, where the curve is flat", 1000, 1.5, -0.7, 0.5),
        fork("steep roads", 0.004, 300, -120, 0.5),
        call("whole numbers", "fork_gradient", 1, 2, -1, 0),
    )
    return [
        Values("values", 0.75, (drawn("a fork"), drawn("another fork"), drawn("a third fork"))),
        Gradient("measured slope", 0.5, there, around("lab.cost", point, 0), H),
        Relation(
            "the roads exchanged",
            0.25,
            "exchanging w1 and w2 changes the result",
            (Term(1.0, there), Term(-1.0, back)),
            after="values",
        ),
        Values("special forks", 0.5, special, after="values"),
    ]


def fork(result):
    """The worked solution with its last line as a student with a slip would write it."""
    return f"""
        s1, s2 = sigmoid(w1 * u), sigmoid(w2 * u)
        e = s1 + s2 - y
        one = e * s1 * (1 - s1) * w1
        two = e * s2 * (1 - s2) * w2
        return {result}
    """


fork_gradient = Exercise(
    "fork_gradient",
    number="3.3",
    title="A value used twice",
    checks=fork_checks,
    needs=("add_backward",),
    lab=FORK_LAB,
    hints=(
        "Count the roads from u to C.",
        "Multiply the local slopes along each road; add up over the roads.",
        "e = sigmoid(w1 * u) + sigmoid(____) - y\nreturn e * (____ * w1 + ____ * w2)",
    ),
    guidance=Guidance(
        rows={
            "measured slope": (
                "Raise u by 0.0001, and both roads carry something to C. Does your result add "
                "what comes back on each?"
            ),
            "the roads exchanged": "Exchange w1 and w2, and the result stays. Which of your terms has no twin?",
            "special forks": (
                "A weight of 0 closes a road, and equal weights make two roads alike. What does"
                " each of your terms give then?"
            ),
        },
        meaning=(
            "Where a value is used twice, what comes back is added. That is why the delta of a "
            "hidden neuron is a sum."
        ),
        another=(
            "p, q = sigmoid(w1 * u), sigmoid(w2 * u)\n"
            "dout = p + q - y\n"
            "return dout * w1 * p * (1 - p) + dout * w2 * q * (1 - q)"
        ),
    ),
    misconceptions=(
        Misconception(
            "first_path",
            "Only the road through w1 is in your result. What happens at a fork?",
            "stops at the first match",
            body=fork("one"),
        ),
        Misconception(
            "last_path",
            "Only the road through w2 is in your result. Where did the road through w1 go?",
            "= instead of +=",
            body=fork("two"),
        ),
        Misconception(
            "errors_apart",
            "Each of your roads has an error of its own. How many costs are there, and what goes "
            "into each?",
            "two costs instead of one",
            body=fork("(s1 - y) * s1 * (1 - s1) * w1 + (s2 - y) * s2 * (1 - s2) * w2"),
        ),
        Misconception(
            "averaged",
            "You averaged the two roads. If u moves, both change the cost at the same time.",
            '"shares" the influence',
            body=fork("(one + two) / 2"),
        ),
        Misconception(
            "product",
            "Factors multiply along one road; what do parallel roads do?",
            "multiplies parallel paths",
            body=fork("one * two"),
        ),
        Misconception(
            "slopes_multiplied",
            "The slopes of both roads are factors of one product. Factors multiply along one road; "
            "what do parallel roads do?",
            "one chain through both",
            body=fork("e * s1 * (1 - s1) * w1 * s2 * (1 - s2) * w2"),
        ),
    ),
)

# ---------------------------------------------------------------- 3.4

#: 25 numbers in all: of a table the first row tells whether somebody knows how it is made.
BACKWARD_POINTS = {
    "a1": 0.25, "a2": 0.25, "C": 0.25, "delta2": 0.375, "delta1": 0.625, "dW2_row1": 0.375,
    "dW1_row1": 0.375, "W1_new_row1": 0.25, "b2_new": 0.25,
}  # fmt: skip

# whatever form a student's own earlier field has: list, array or column
BACKWARD_SOLUTION = {
    "a1": "np.dot(W1, a0) + b1",
    "a2": "np.dot(W2, np.ravel(a1)) + b2",
    "C": "0.5 * np.sum((np.ravel(a2) - y) ** 2)",
    "delta2": "np.ravel(a2) - y",
    "delta1": "np.dot(np.transpose(W2), np.ravel(delta2))",
    "dW2_row1": "np.ravel(delta2)[0] * np.ravel(a1)",
    "dW1_row1": "np.ravel(delta1)[0] * np.array(a0)",
    "W1_new_row1": "W1[0] - lr * np.ravel(dW1_row1)",
    "b2_new": "b2 - lr * np.ravel(delta2)",
}


def backward_checks(rng):
    def field(name, points):
        case = read(name, "backward_by_hand", name)
        return Values(name, points, (case,), rtol=0, atol=1e-6)

    return [field(name, points) for name, points in BACKWARD_POINTS.items()]


def backward_numbers(rng):
    """A 3-4-2 network of small whole numbers, no two of whose hidden nodes are alike."""
    while True:
        W1, W2 = rng.integers(1, 4, (4, 3)), rng.integers(1, 4, (2, 4))
        a0, b1, b2 = rng.integers(1, 4, 3), rng.integers(1, 5, 4), rng.integers(1, 5, 2)
        y = rng.integers(3, 10, 2)
        a1 = W1 @ a0 + b1
        a2 = W2 @ a1 + b2
        delta1 = W2.T @ (a2 - y)
        small = a1.max() <= 25 and a2.max() <= 120
        if small and len({*a1}) == len({*delta1}) == 4 and len({*a2}) == len({*y}) == 2:
            break
    drawn = {"a0": a0, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "y": y}
    return {name: array.tolist() for name, array in drawn.items()} | {"lr": 0.001}


def backward_paper(n):
    """What is written on paper, on numbers that count the steps."""
    a1 = n["W1"] @ n["a0"] + n["b1"]
    a2 = n["W2"] @ a1 + n["b2"]
    delta2 = a2 - n["y"]
    delta1 = n["W2"].T @ delta2
    dW1_row1 = delta1[0] * n["a0"]
    return {
        "a1": a1, "a2": a2, "C": (delta2[0] * delta2[0] + delta2[1] * delta2[1]) / 2,
        "delta2": delta2, "delta1": delta1, "dW2_row1": delta2[0] * a1, "dW1_row1": dW1_row1,
        "W1_new_row1": n["W1"][0] - n["lr"] * dW1_row1, "b2_new": n["b2"] - n["lr"] * delta2,
    }  # fmt: skip


def backward(**wrong):
    """The network of 3.4, some of it as a student with a slip would work it out."""
    return typed("backward_by_hand", BACKWARD_SOLUTION, **wrong)


backward_by_hand = Exercise(
    "backward_by_hand",
    number="3.4",
    title="A 3-4-2 network by hand",
    checks=backward_checks,
    fields={
        "a1": "hidden layer, a list of 4 numbers",
        "a2": "output layer, 2 numbers",
        "C": "cost, half the sum of the squared errors, one number",
        "delta2": "how C reacts to each output, 2 numbers",
        "delta1": "how C reacts to each hidden node, 4 numbers",
        "dW2_row1": "gradient for the first row of W2, 4 numbers",
        "dW1_row1": "gradient for the first row of W1, 3 numbers",
        "W1_new_row1": "first row of W1 after the step, 3 numbers",
        "b2_new": "b2 after the step, 2 numbers",
    },
    numbers=backward_numbers,
    paper=backward_paper,
    bounds={"steps": (54, 64), "digits": (105, 160), "largest": (8000, 22000)},
    hints=(
        "Which two weights leave the first hidden node? They stand in a column of W2.",
        (
            "δ2 = a2 - y. δ1 = W2ᵀ δ2. A gradient of weights is delta times the layer's input, "
            "one row for each delta: row 1 of dW1 is the first entry of δ1, times each entry of a0."
        ),
        (
            "The lecture's δ1, with δ2 = (115, 141):\n"
            "node 1:  3 · 115 + 1 · 141 = 486\n"
            "node 2:  1 · 115 + 4 · 141 = 679\n"
            "node 3:  ____ · 115 + ____ · 141 = 397\n"
            "node 4:  1 · 115 + 2 · 141 = 397"
        ),
    ),
    guidance=Guidance(
        rows={
            "a2": "a2 is W2 times your a1, plus b2: two numbers, each from a row of W2.",
            "C": "Half of the sum of both squared errors.",
            "delta2": (
                "At this output there is no sigmoid, so there is one factor: by how much is "
                "each output off?"
            ),
            "delta1": (
                "Which two weights leave a hidden node? They stand in a column of W2, and lead "
                "back as they led there."
            ),
            "dW2_row1": (
                "Row 1 belongs to the first output: its delta, times each entry of the layer's "
                "input, a1."
            ),
            "dW1_row1": (
                "Row 1 belongs to the first hidden node: its delta, times each entry of the "
                "layer's input, a0."
            ),
            "W1_new_row1": "Downhill: the old row, minus the rate times its gradient.",
            "b2_new": "The gradient of a bias is the delta of its node.",
        },
        meaning="A whole step of learning, by hand. Notebook 4 writes it in a dozen lines.",
    ),
    model=backward(),
    misconceptions=(
        Misconception(
            "sign",
            "All gradients have the opposite sign. The lecture writes the delta in both orders; "
            "only one fits its update rule.",
            "lecture 003 itself switches the sign half-way",
            body=backward(delta2="y - np.ravel(a2)"),
        ),
        Misconception(
            "no_bias",
            "Your layer values are those without the bias vectors. The exercise gives them.",
            '"ignoring biases" in the derivation',
            body=backward(a1="np.dot(W1, a0)", a2="np.dot(W2, a1)"),
        ),
        Misconception(
            "updated_weights",
            "Your delta1 was sent back through the weights after the update. The gradient belongs "
            "to the network that made the prediction.",
            "updates layer 2 before going back",
            body=backward(
                delta1="np.dot(np.transpose(W2 - lr * np.outer(delta2, a1)), delta2)",
            ),
        ),
        Misconception(
            "outer_transposed",
            "A row of your gradient holds one value times all deltas. A row of W belongs to one "
            "delta, and has an entry for each value that comes in.",
            "order of the outer product",
            body=backward(
                dW2_row1="np.ravel(a1)[0] * np.ravel(delta2)",
                dW1_row1="a0[0] * np.ravel(delta1)",
                W1_new_row1="W1[0] - lr * np.ravel(delta1)[0] * np.array(a0)",
            ),
        ),
        Misconception(
            "averaged_delta",
            "Your delta1 is divided by the number of output nodes. Contributions over parallel "
            "roads are added.",
            "takes the mean over the next layer",
            body=backward(delta1="np.dot(np.transpose(W2), delta2) / 2"),
        ),
        Misconception(
            "ascent",
            "Gradients are right, the update goes uphill.",
            "sign of the update",
            body=backward(
                W1_new_row1="W1[0] + lr * np.ravel(dW1_row1)",
                b2_new="b2 + lr * np.ravel(delta2)",
            ),
        ),
        Misconception(
            "factor_two",
            "Everything behind the output is doubled. Look at the constant in C.",
            "cost without 1/2",
            body=backward(C="np.sum((np.ravel(a2) - y) ** 2)", delta2="2 * (np.ravel(a2) - y)"),
        ),
        Misconception(
            "cost_not_halved",
            "Your C is twice ours: which number stands in front of the sum of squares?",
            "cost without 1/2, and its slope with it",
            body=backward(C="np.sum((np.ravel(a2) - y) ** 2)"),
        ),
    ),
)

# ---------------------------------------------------------------- 3.5

MEASURING_LAB = '''
def landscape(steep, bound):
    """Every entry has its own slope, and neighbours in a table act on each other, as drawn.

    Whoever hands over the entries in another shape gives them other neighbours.
    """

    def f(x):
        x = np.asarray(x, dtype=float)
        total = 0.0
        for place, value in enumerate(x.ravel().tolist()):
            total += (place + 1) * steep * value * value * value / 3
        for axis in range(x.ndim):
            along = x.swapaxes(0, axis)
            total += bound * float((along[1:] * along[:-1]).sum())
        return total

    return f


def kinked(steep):
    """A roof over 0.5 for every entry: no slope exactly there, a clear one beside it."""

    def f(x):
        values = np.asarray(x, dtype=float).ravel().tolist()
        return sum((place + 1) * steep * abs(value - 0.5) for place, value in enumerate(values))

    return f


class Remembering:
    """Saves work: what it is asked a second time, it answers from memory."""

    def __init__(self, function):
        self.function, self.asked, self.answer = function, None, 0.0

    def __call__(self, x):
        if self.asked is None or not np.array_equal(self.asked, x):
            self.asked, self.answer = x, self.function(x)
        return self.answer


class Counted:
    """A function that counts its calls."""

    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, x):
        self.calls += 1
        return self.function(x)


def after_a_failure(numerical_gradient, f, x):
    """What x looks like after the third call of f has stopped with an error."""
    calls = 0

    def failing(values):
        nonlocal calls
        calls += 1
        if calls == 3:
            raise ArithmeticError("this place has no value")
        return f(values)

    try:
        numerical_gradient(failing, x)
    except ArithmeticError:
        pass
    return x
'''


#: Of measured slopes: those of one side are off by half of h, so they have to be told from others.
FINE = {"rtol": 1e-6, "atol": 1e-9}


def measuring_checks(rng):
    steep, bound = (float(each) for each in rng.uniform(0.8, 1.2, 2))
    land = Call("lab.landscape", (steep, bound), into="f")

    def place(*shape):
        return rng.uniform(0.6, 1.6, shape)

    def measured(name, x, *h):
        return Case(name, (land, Call("numerical_gradient", (Name("f"), x, *h))))

    values = (
        measured("three numbers in a row", place(3)),
        measured("four numbers in a row", place(4)),
    )
    tables = measured("a table", place(2, 3)), measured("a column", place(3, 1))
    edge = (
        measured("one number, shape ()", np.array(float(place()))),
        measured("one entry", place(1)),
        measured("whole numbers", np.array([2, 1, 3])),
        measured("a list", [1.5, 0.7]),
        measured("single precision", place(3).astype(np.float32)),
        measured("every other entry", Laid(place(3, 4), "strided")),
        measured("columns one after the other in memory", Laid(place(2, 3), "fortran")),
        measured("an array that refuses changes", Laid(place(4), "readonly")),
    )
    bend = 0.5 + np.array([1, -1, 1]) * rng.uniform(0.02, 0.06, 3)
    counting = Case(
        "calls of f for 6 entries",
        (
            land,
            Call("lab.Counted", (Name("f"),), into="f"),
            Call("numerical_gradient", (Name("f"), place(2, 3))),
            Read("f.calls"),
        ),
    )
    remembering = Case(
        "a function that remembers its last argument",
        (
            land,
            Call("lab.Remembering", (Name("f"),), into="f"),
            Call("numerical_gradient", (Name("f"), place(3))),
        ),
    )
    failure = Case(
        "f stops with an error",
        (
            land,
            Call("lab.after_a_failure", (Name("numerical_gradient"), Name("f"), place(3))),
        ),
    )
    kink = Case(
        "a kink 0.02 away",
        (
            Call("lab.kinked", (steep,), into="f"),
            Call("numerical_gradient", (Name("f"), bend)),
        ),
    )
    return [
        Values("values", 0.75, values, **FINE),
        Values("tables and columns", 0.5, tables, columns=False, **FINE),
        Values("edge cases", 0.5, edge, columns=False, after="values", **FINE),
        Values(
            "a step of 0.5", 0.125, (measured("h = 0.5", place(3), 0.5),), after="values", **FINE
        ),
        Values("near a kink", 0.125, (kink,), after="values", **FINE),
        Values("a function that remembers", 0.25, (remembering,), after="values", **FINE),
        Within(
            "calls of f",
            0.25,
            "f is not called twice for each entry",
            (counting,),
            low=12,
            high=14,
            after="values",
        ),
        Pure("input unchanged", 0.25, (values[0], tables[0]), after="values"),
        Values("unchanged if f stops", 0.25, (failure,), after="values", **FINE),
    ]


def quotient(line="(above - below) / (2 * h)", first="", below="f(x - step)"):
    """The worked solution with its quotient as a student with a slip would write it."""
    return f"""
        x = np.array(x, dtype=float)
        {first or "gradient = np.zeros(x.shape)"}
        gradient = np.zeros(x.shape)
        for place in np.ndindex(x.shape):
            step = np.zeros(x.shape)
            step[place] = h
            above, below = f(x + step), {below}
            gradient[place] = {line}
        return gradient
    """


numerical_gradient = Exercise(
    "numerical_gradient",
    number="3.5",
    title="A gradient, measured",
    checks=measuring_checks,
    lab=MEASURING_LAB,
    hints=(
        "One coordinate at a time, in both directions.",
        "(f(x + h e) - f(x - h e)) / (2h), where e is 1 in one place and 0 elsewhere.",
        (
            "gradient = np.zeros(____)  # x is a copy in floating-point numbers\n"
            "for place in np.ndindex(____):\n"
            "    step = ...  # zeros, and h in this place\n"
            "    gradient[place] = ____\n"
            "return gradient"
        ),
    ),
    guidance=Guidance(
        rows={
            "edge cases": (
                "x can be a table, a single number or whole numbers, and an entry then cannot "
                "hold 0.00001. Do you work on a copy in floating-point numbers?"
            ),
            "tables and columns": (
                "f is a function of arrays of the shape of x. Do both of its points have that "
                "shape, and differ in a single entry?"
            ),
            "a step of 0.5": "The step is the argument `h`. Does another number stand anywhere in your lines?",
            "near a kink": (
                "Right beside a kink a step that is too long reaches beyond it. Do you step by "
                "h, to either side?"
            ),
            "a function that remembers": (
                "f may keep the array that you hand over. Hand over a new one each time, not "
                "one that you change afterwards."
            ),
            "calls of f": "Two calls for each entry are enough. Which of yours are asked again and again?",
            "input unchanged": "x has to be as it was when you are done. Change a copy.",
            "unchanged if f stops": "If f stops with an error, x has to be as it was all the same. Change a copy.",
        },
        meaning=(
            "A judge that knows no formula: every gradient that you write from here on can be "
            "held against it."
        ),
        another=(
            "x = np.array(x, dtype=float)\n"
            "steps = h * np.eye(x.size).reshape(x.size, *x.shape)\n"
            "slopes = [(f(x + step) - f(x - step)) / (2 * h) for step in steps]\n"
            "return np.reshape(slopes, x.shape)"
        ),
    ),
    model=quotient(),
    misconceptions=(
        Misconception(
            "divided_by_h",
            "Exactly twice too large: how far apart are the two points?",
            "forgets the 2",
            body=quotient("(above - below) / h"),
        ),
        Misconception(
            "forward_difference",
            "Your error shrinks only in proportion to h. Use a step to both sides.",
            "one-sided quotient from school",
            body=quotient("(above - below) / h", below="f(1 * x)"),
        ),
        Misconception(
            "not_divided",
            "Your numbers are tiny and grow with h. A slope is a rise divided by something.",
            "difference, not quotient",
            body=quotient("above - below"),
        ),
        Misconception(
            "all_at_once",
            "All entries of your result are equal: each is the slope when all coordinates move at "
            "the same time. A partial derivative moves one.",
            "moves every entry together",
            body="""
                x = np.array(x, dtype=float)
                return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))
            """,
        ),
        Misconception(
            "one_number",
            "You move all entries at once and get one number. A partial derivative moves one entry: "
            "how many numbers does the gradient have?",
            "one quotient for all entries",
            body="return (f(x + h) - f(x - h)) / (2 * h)",
        ),
        Misconception(
            "reversed",
            "Right size, wrong sign.",
            "order of the two evaluations",
            body=quotient("(below - above) / (2 * h)"),
        ),
        Misconception(
            "one_array",
            "You hand f the same array twice and change it in between: a function that keeps what "
            "it was handed sees it change. How does each call of f get an array of its own?",
            "changes one entry and puts it back, as in the cs231n notes",
            body="""
                x = np.array(x, dtype=float)
                gradient = np.zeros(x.shape)
                for place in np.ndindex(x.shape):
                    old = x[place]
                    x[place] = old + h
                    above = f(x)
                    x[place] = old - h
                    below = f(x)
                    x[place] = old
                    gradient[place] = (above - below) / (2 * h)
                return gradient
            """,
        ),
        Misconception(
            "step_too_small",
            "Your slopes are 0: f was handed the same digits twice, and a number keeps 16 of them. "
            "How far apart are the two points, and are they two arrays, each a copy of its own?",
            '"smaller is more exact"',
            body=quotient(first="h = 1e-17"),  # at 1e-14 the result is noise, and no two are alike
        ),
        Misconception(
            "step_too_big",
            "Only the first digits are right. The error of the centred quotient falls with the "
            "square of h.",
            "too coarse",
            body=quotient(first="h = 0.1"),
        ),
        Misconception(
            "not_restored",
            "The array you were given is different afterwards. Each entry has to be measured at "
            "the point itself: what has to be undone, and when?",
            "forgets to undo the step",
            body="""
                gradient = np.zeros(np.shape(x))
                for place in np.ndindex(np.shape(x)):
                    x[place] += h
                    above = f(x)
                    x[place] -= 2 * h
                    gradient[place] = (above - f(x)) / (2 * h)
                return gradient
            """,
        ),
        Misconception(
            "integer_input",
            "For integer input the step of 0.00001 is rounded away and every slope is 0.",
            "dtype of the input kept",
            body="""
                x = np.array(x)
                gradient = np.zeros(x.shape)
                for place in np.ndindex(x.shape):
                    above, below = x.copy(), x.copy()
                    above[place] = x[place] + h
                    below[place] = x[place] - h if x.dtype.kind == "f" else x[place]
                    gradient[place] = (f(above) - f(below)) / (2 * h)
                return gradient
            """,
        ),
        Misconception(
            "flattened",
            "f is handed a flat row where x is a table. Which shape does f expect of what it is "
            "given, and which shape have your two points?",
            "goes through the flat entries and leaves them flat",
            body="""
                x = np.array(x, dtype=float)
                slopes = []
                for place in range(x.size):
                    above, below = x.flatten(), x.flatten()
                    above[place] += h
                    below[place] -= h
                    slopes.append((f(above) - f(below)) / (2 * h))
                return np.array(slopes).reshape(x.shape)
            """,
        ),
        Misconception(
            "row_by_row",
            "In a table you move a whole row at once, and each of its entries gets the sum of "
            "their slopes. How do you reach one entry by itself?",
            "counts along the first axis",
            body="""
                x = np.array(x, dtype=float)
                gradient = np.zeros(x.shape)
                for place in range(len(x)):
                    above, below = x.copy(), x.copy()
                    above[place] += h
                    below[place] -= h
                    gradient[place] = (f(above) - f(below)) / (2 * h)
                return gradient
            """,
        ),
        Misconception(
            "ravel_copy",
            "For a transposed or sliced input every slope is 0, as if f never saw the step. Is "
            "what you change the array that f is given, or a copy of it?",
            "ravel copies a non-contiguous array",
            body="""
                x = np.asarray(x, dtype=float)
                gradient = np.zeros(x.size)
                for place in range(x.size):
                    kept = x.ravel()[place]
                    x.ravel()[place] = kept + h
                    above = f(x)
                    x.ravel()[place] = kept - h
                    gradient[place] = (above - f(x)) / (2 * h)
                    x.ravel()[place] = kept
                return gradient.reshape(x.shape)
            """,
        ),
    ),
)

# ---------------------------------------------------------------- 3.6

#: Functions with their right gradients, and gradients with one fault each. All are made by the
#: same code and have the same two names: only their numbers tell them apart, and of these there
#: are several sets, from which each run draws.
SETS = 8
EXAMINATION_LAB = """
def pair(a, w, c, A, W, C, order, shape):
    def f(x):
        v = np.ravel(x)
        return float(np.sum(a * v**3 / 3 + w * v**2 / 2 + c * v))

    def grad_f(x):
        v = np.ravel(x)
        return (A * v**2 + W * v + C)[order].reshape(shape or x.shape)

    return f, grad_f


def pairs(number):
    rng = np.random.default_rng(number)
    n, every = 6, np.arange(6)
    o = np.zeros(n)
    bowl = np.arange(1, n + 1) / n * rng.uniform(0.95, 1.05, n)
    # beside slopes around 1, whose last digits are noise, these are right only as a whole
    half = np.where(every < 3, 2, 1e-7) * bowl
    wide = np.linspace(0.5, 1.0, 400) * rng.uniform(0.98, 1.02, 400)
    wide[137] = 0.03
    all_400, o_400 = np.arange(400), np.zeros(400)
    one_off = np.where(all_400 == 137, 1.005 * wide, wide)
    flat = np.full(n, 0.7 * rng.uniform(0.9, 1.1))
    apart = 0.2 * (every == 1) - 0.2 * (every == 4)
    lost = np.where(every == 2, np.nan, 0)

    def cubic(a, A, C=o, order=every, shape=None):
        return pair(a, o, o, A, o, C, order, shape)

    def square(w, W):
        return pair(o_400, w, o_400, o_400, W, o_400, all_400, None)

    right = [
        cubic(bowl, bowl),
        cubic(1e6 * bowl, 1e6 * bowl),
        cubic(1e-9 * bowl, 1e-9 * bowl),
        pair(o[:4], o[:4], o[:4], o[:4], o[:4], o[:4], every[:4], None),
        cubic(half, half),
        square(wide, wide),
    ]
    wrong = [
        cubic(bowl, -bowl),
        cubic(bowl, 2 * bowl),
        cubic(bowl, o),
        square(wide, one_off),
        cubic(bowl, bowl, apart),
        cubic(bowl, bowl, order=every[::-1]),
        cubic(1e-9 * bowl, 2e-9 * bowl),
        cubic(bowl, 1.001 * bowl),
        pair(o, o, flat, o, o, flat, every, (n,)),  # all alike, so that only its shape is wrong
        cubic(bowl, bowl, order=every[:-1], shape=(n - 1,)),
        cubic(bowl, bowl, lost),
        cubic(1e6 * bowl, 1.01e6 * bowl),
    ]
    return right + wrong


for number in range(8):
    for place, (f, grad_f) in enumerate(pairs(number)):
        globals().update({f"f{number}_{place}": f, f"g{number}_{place}": grad_f})
"""

#: The place of each pair in a set, its name and the shape of its argument.
RIGHT_GRADIENTS = [
    (0, "a vector", (6,)),
    (0, "a table", (2, 3)),
    (0, "a column", (6, 1)),
    (1, "slopes around a million", (6,)),
    (2, "slopes around a billionth", (6,)),
    (3, "a gradient that is 0 everywhere", (4,)),
    (4, "a gradient that is almost 0 in half of its entries", (6,)),
    (5, "400 entries", (20, 20)),
    (13, "off by 0.1 percent, where a tol of 1 percent is handed over", (6,), 0.01),
]
WRONG_GRADIENTS = [
    (6, "all signs turned round", (6,)),
    (7, "everything doubled", (6,)),
    (8, "only zeros", (6,)),
    (9, "one entry of 400 off by half a percent", (20, 20)),
    (10, "two errors of opposite sign", (6,)),
    (11, "the right entries in the wrong order", (6,)),
    (12, "slopes around a billionth, doubled", (6,)),
    (13, "everything off by 0.1 percent", (6,)),
    (14, "shape (6,) for a column of shape (6, 1)", (6, 1)),
    (15, "the last entry missing", (6,)),
    (16, "one entry is nan", (6,)),
    (17, "slopes around a million, off by 1 percent", (6,)),
]

#: What a check does not see, by the names of gradients to which it says yes, and no.
DOUBLED = "everything doubled"
TURNED = "all signs turned round"
ZEROS = "only zeros"
ONE_OF_400 = "one entry of 400 off by half a percent"
OPPOSITE = "two errors of opposite sign"
REORDERED = "the right entries in the wrong order"
TINY_DOUBLED = "slopes around a billionth, doubled"
SLIGHTLY_OFF = "everything off by 0.1 percent"
HUGE_OFF = "slopes around a million, off by 1 percent"
BLIND_SPOTS = (
    (
        (
            "Your check says yes to wrong gradients and no to right ones. Which answer does its last "
            "line give when the two agree?"
        ),
        (DOUBLED, TURNED, REORDERED),
        ("a vector", "a table"),
    ),
    (
        (
            "Your check refuses even right gradients, of which a measured one differs in its last "
            "digits. How small a difference does it ask for, and does it answer yes where there is one?"
        ),
        (),
        tuple(name for _, name, *_ in RIGHT_GRADIENTS[:-1]),
    ),
    (
        (
            "A gradient that is too large in every entry passes your check, and one that is too small "
            "is refused. Which sign has each difference, and on which side of your limit does it lie?"
        ),
        (DOUBLED, SLIGHTLY_OFF, HUGE_OFF),
        (TURNED, ZEROS),
    ),
    (
        (
            "A gradient that is too small in every entry passes your check, and one that is too large "
            "is refused. Which sign has each difference, and on which side of your limit does it lie?"
        ),
        (TURNED, ZEROS),
        (DOUBLED, SLIGHTLY_OFF, HUGE_OFF),
    ),
    (
        (
            "A gradient that is wrong in one or two entries passes your check, and one that is wrong "
            "in all of them is refused. What becomes of what you found in one entry once you have "
            "seen the others?"
        ),
        (ONE_OF_400, OPPOSITE),
        (DOUBLED, TURNED),
    ),
    (
        (
            "One wrong entry among 400 passes your check, and two among six are refused. What becomes "
            "of one error where many entries are put together?"
        ),
        (ONE_OF_400,),
        (OPPOSITE, DOUBLED, SLIGHTLY_OFF),
    ),
    (
        (
            "Two errors of opposite sign pass your check, and a single one is refused. What becomes of "
            "errors that point both ways when they are put together?"
        ),
        (OPPOSITE,),
        (ONE_OF_400, DOUBLED),
    ),
    (
        (
            "The right entries in the wrong order pass your check. Does it compare entry with entry, "
            "or one number of each gradient?"
        ),
        (REORDERED,),
        (DOUBLED,),
    ),
    (
        (
            "A gradient that points the wrong way in every entry passes your check, and a doubled one "
            "is refused. Where does the sign get lost?"
        ),
        (TURNED,),
        (DOUBLED,),
    ),
    (
        (
            "A gradient with one entry that is nan passes your check. Every comparison with nan is "
            "False: for which answer does your line take that?"
        ),
        ("one entry is nan",),
        (DOUBLED, OPPOSITE),
    ),
    (
        (
            "A gradient of shape (6,) passes your check for a column of shape (6, 1). What can be "
            "compared before any number is?"
        ),
        ("shape (6,) for a column of shape (6, 1)",),
        (DOUBLED,),
    ),
    (
        (
            "A gradient whose last entry is missing passes your check. How many entries does it "
            "compare, and how many are there?"
        ),
        ("the last entry missing",),
        (DOUBLED,),
    ),
    (
        (
            "A gradient that is exactly 0 is refused, though it is right. What does your formula give "
            "for 0 beside 0?"
        ),
        ("a vector",),
        ("a gradient that is 0 everywhere",),
    ),
    (
        (
            "A right gradient is refused where half of its entries are almost 0. Rounding leaves the "
            "same error in all of them: with what is it compared?"
        ),
        ("a vector", "a gradient that is 0 everywhere"),
        ("a gradient that is almost 0 in half of its entries",),
    ),
    (
        (
            "Right slopes around a million are refused, and right ones around 1 are not. Rounding "
            "leaves larger errors in larger numbers: with what does your limit grow?"
        ),
        ("a vector",),
        ("slopes around a million",),
    ),
    (
        (
            "Slopes around a billionth pass your check even doubled. How large is your limit beside "
            "such numbers?"
        ),
        (TINY_DOUBLED,),
        (DOUBLED,),
    ),
    (
        (
            "A right gradient of 400 entries is refused, and one of six is not. What in your check "
            "grows with the number of entries?"
        ),
        ("a vector",),
        ("400 entries",),
    ),
    (
        (
            "Right gradients are refused where x is no flat vector. Which of your lines counts on a "
            "flat one?"
        ),
        ("a vector",),
        ("a table", "a column"),
    ),
    (
        (
            "A difference of 0.1 percent is refused where a tol of 1 percent is handed over. Where "
            "does tol take part?"
        ),
        ("a vector",),
        ("off by 0.1 percent, where a tol of 1 percent is handed over",),
    ),
    (
        (
            "A gradient that is off by 0.1 percent passes your check, and a doubled one is refused. To "
            "how many digits is a centred difference right, and how many do you ask for?"
        ),
        (SLIGHTLY_OFF,),
        (DOUBLED,),
    ),
    (
        (
            "A doubled gradient passes your check. Which of the numbers that it compares changes when "
            "the claimed gradient is doubled?"
        ),
        (DOUBLED,),
        (),
    ),
)


def examination_checks(rng):
    def cases(gradients):
        return tuple(asked(*gradient) for gradient in gradients)

    def asked(place, name, shape, *tol):
        number = int(rng.integers(SETS))
        functions = Name(f"lab.f{number}_{place}"), Name(f"lab.g{number}_{place}")
        return call(name, "accepts_gradient", *functions, rng.uniform(0.6, 1.2, shape), *tol)

    return [
        Examined(
            "9 right and 12 wrong gradients",
            3.0,
            accepts=cases(RIGHT_GRADIENTS),
            refuses=cases(WRONG_GRADIENTS),
            blind=BLIND_SPOTS,
        )
    ]


def examiner(verdict, shapes="if g.shape != n.shape:\n    return False\n"):
    """A check of gradients that ends in the line of a student with a blind spot."""
    return f"g, n = np.asarray(grad_f(x)), numerical_gradient(f, x)\n{shapes}return {verdict}"


accepts_gradient = Exercise(
    "accepts_gradient",
    number="3.6",
    title="Design the check",
    checks=examination_checks,
    needs=("numerical_gradient",),
    lab=EXAMINATION_LAB,
    hints=(
        "Invent a wrong gradient that your check would accept.",
        (
            "The largest difference, compared with the largest entry. Shapes and nan come first, "
            "and zero compared with zero is fine."
        ),
        (
            "g, n = np.asarray(grad_f(x), dtype=float), numerical_gradient(f, x)\n"
            "if g.shape != n.shape:\n"
            "    return False\n"
            "scale = max(np.max(np.abs(g)), ____)\n"
            "return bool(np.max(np.abs(g - n)) <= tol * scale)  # nan <= anything is False"
        ),
    ),
    guidance=Guidance(
        meaning="You can trust a gradient now without trusting its formula.",
        another={
            "return bool(np.max(np.abs(claimed - measured)) <= tol * scale)": "return np.allclose(claimed, measured, rtol=0, atol=tol * scale)",
        },
    ),
    misconceptions=(
        Misconception(
            "absolute_only",
            "Your check rejects a right gradient of size 1e6 or accepts a wrong one of size 1e-9. "
            "Compare the difference with the size of the numbers.",
            "no scale",
            body=examiner("bool(np.max(np.abs(g - n)) < 1e-6)"),
        ),
        Misconception(
            "mean_error",
            "One wrong entry among many slips through your check. Which statistic cannot hide a "
            "single bad entry?",
            "averages errors away",
            body=examiner("bool(np.mean(np.abs(g - n)) <= tol * np.max(np.abs(n)))"),
        ),
        Misconception(
            "signed_sum",
            "A gradient with two opposite errors passes your check.",
            "positive and negative errors cancel",
            body=examiner("bool(np.abs(np.sum(g - n)) <= tol * np.max(np.abs(n)))"),
        ),
        Misconception(
            "norms_only",
            "A gradient with the wrong direction or sign but the right length passes.",
            "compares lengths",
            body=examiner(
                "bool(abs(np.linalg.norm(g) - np.linalg.norm(n)) <= tol * np.linalg.norm(n))"
            ),
        ),
        Misconception(
            "zero_over_zero",
            "A gradient that is exactly 0 is rejected: look at what your formula does when both "
            "numbers are 0.",
            "0/0 is nan, and nan < tol is False",
            body=examiner("bool(np.max(np.abs(g - n) / (np.abs(g) + np.abs(n))) <= tol)"),
        ),
        Misconception(
            "allclose_defaults",
            "Your rule lets an error of about 1e-8 pass, however small the gradient is: so much do "
            "ready-made comparisons allow unless told otherwise. Against what should an error be "
            "measured?",
            "default tolerances: relative 1e-5, absolute 1e-8",
            body=examiner("bool(np.allclose(g, n))"),
        ),
        Misconception(
            "first_entry",
            "A gradient that is wrong in one or two entries passes your check, and one that is "
            "wrong in all of them is refused. Which entries decide, and what becomes of what you "
            "find in the others?",
            "checks one entry, for speed",
            body=examiner("bool(abs(g.flat[0] - n.flat[0]) <= tol * abs(n.flat[0]))"),
        ),
        Misconception(
            "shape_ignored",
            "A gradient of shape (n,) passes for a parameter of shape (n, 1). Compare shapes "
            "first.",
            "shapes not compared",
            body=examiner(
                "g.size == n.size"
                " and bool(np.max(np.abs(g.ravel() - n.ravel())) <= tol * np.max(np.abs(n)))",
                shapes="",
            ),
        ),
        Misconception(
            "too_loose",
            "A gradient that is 1 % off passes. A centred difference is mostly good to eight digits "
            "and more: how strict can you be?",
            "avoids false alarms",
            body=examiner("bool(np.max(np.abs(g - n)) <= 0.1 * np.max(np.abs(n)))"),
        ),
        Misconception(
            "always_true",
            "The check has to reject the twelve faulty gradients as well.",
            "gaming, or an error caught and taken for a yes",
            body="return True",
        ),
    ),
)

# ---------------------------------------------------------------- 3.7

NETWORK_LAB = """
def cost(W1, b1, W2, b2, x, y):
    hidden = 1 / (1 + np.exp(-(W1 @ x + b1)))
    output = 1 / (1 + np.exp(-(W2 @ hidden + b2)))
    return float(0.5 * np.sum((output - y) ** 2))
"""
FOUR = ("dW1", "db1", "dW2", "db2")
PARAMETERS = "W1", "b1", "W2", "b2", "x", "y"


def network_checks(rng):
    def network(sizes, bias):
        n0, n1, n2 = sizes
        biases = [bias * rng.choice([-1, 1], (n, 1)) * rng.uniform(0.6, 1, (n, 1))
                  for n in (n1, n2)]  # fmt: skip
        W1, W2 = rng.normal(size=(n1, n0)), rng.normal(size=(n2, n1))
        x, y = rng.uniform(-1, 1, (n0, 1)), rng.uniform(0.1, 0.3, (n2, 1))
        z2 = W2 @ (1 / (1 + np.exp(-(W1 @ x + biases[0])))) + biases[1]
        # far off: of a small slope rounding takes a larger part
        return W1, biases[0], W2, biases[1], x, np.where(z2 < 0, 1 - y, y)

    def gradients(name, sizes, bias=1.0):
        return call(name, "two_layer_gradients", *network(sizes, bias))

    values = (gradients("3-4-2", (3, 4, 2)), gradients("2-5-3", (2, 5, 3)))
    parameters = network((3, 4, 2), 1.0)
    claimed = call("3-4-2", "two_layer_gradients", *parameters)
    whole = [np.array(table) for table in ([[1, -2]], [[1]], [[2], [-1]], [[0], [1]], [[1], [2]])]
    edge = (
        gradients("1-1-1", (1, 1, 1)),
        call("whole numbers", "two_layer_gradients", *whole, np.array([[1], [0]])),
        *fractions_in_turn("two_layer_gradients", **dict(zip(PARAMETERS, parameters, strict=True))),
    )
    return [
        Values("values", 1.0, values, FOUR),
        Values("equal sizes", 0.5, (gradients("3-3-3", (3, 3, 3)),), FOUR),
        Values("no biases", 0.25, (gradients("3-4-2, biases 0", (3, 4, 2), 0.0),), FOUR),
        Values("large biases", 0.25, (gradients("3-4-2, biases 3", (3, 4, 2), 3.0),), FOUR),
        *(
            Gradient(
                f"measured {name}",
                0.125,
                claimed,
                around("lab.cost", parameters, place),
                H,
                part=place,
            )
            for place, name in enumerate(FOUR)
        ),
        Values("edge cases", 0.25, edge, FOUR, after="values"),
        Pure("input unchanged", 0.25, values, after="values"),
    ]


DELTAS = {
    "z1": "W1 @ x + b1",
    "x1": "sigmoid(z1)",
    "z2": "W2 @ x1 + b2",
    "x2": "sigmoid(z2)",
    "delta2": "(x2 - y) * sigmoid_prime(z2)",
    "delta1": "W2.T @ delta2 * sigmoid_prime(z1)",
}


def deltas(result="delta1 @ x.T, delta1, delta2 @ x1.T, delta2", **wrong):
    """The worked solution with some lines as a student with a slip would write them."""
    lines = [f"{name} = {line}" for name, line in (DELTAS | wrong).items()]
    return "\n".join([*lines, f"return {result}"])


two_layer_gradients = Exercise(
    "two_layer_gradients",
    number="3.7",
    title="Debug the lecture's deltas",
    checks=network_checks,
    needs=("add_backward", "numerical_gradient"),
    lab=NETWORK_LAB,
    hints=(
        "Measure the printed formulas: which arrays fail, and by which factor?",
        "Every σ' is taken at the z of the forward pass, and z has a bias.",
        ("delta2 = (x2 - y) * sigmoid_prime(____)\ndelta1 = (W2.T @ delta2) * sigmoid_prime(____)"),
    ),
    guidance=Guidance(
        rows={
            "equal sizes": (
                "With equal sizes a matrix fits turned and unturned. Which weights led from a "
                "hidden node to the outputs?"
            ),
            "no biases": (
                "Without biases your result is wrong as well, so look elsewhere: which factor "
                "do the measured gradients have and yours not?"
            ),
            "large biases": (
                "With large biases the curve is met at another place. Has every z at which you "
                "take a slope its bias?"
            ),
            "edge cases": "One node in each layer, and whole numbers. Which of your lines cannot take them?",
            "input unchanged": OWN_NAME,
        },
        meaning="You found the faults of a printed formula by measuring, and had to believe nobody.",
        another={
            "delta2 = (x2 - y) * sigmoid_prime(z2)": "delta2 = sigmoid_backward(half_square_backward(1, x2, y), x2)",
            "delta1 = W2.T @ delta2 * sigmoid_prime(z1)": "delta1 = sigmoid_backward(W2.T @ delta2, x1)",
        },
    ),
    model=deltas(),
    misconceptions=(
        Misconception(
            "sign_left",
            "All four gradients have the opposite sign. The lecture defines the delta twice; "
            'which of the two agrees with "subtract the gradient"?',
            "took the second of the two printed definitions",
            body=deltas(delta2="(y - x2) * sigmoid_prime(z2)"),
        ),
        Misconception(
            "sigma_prime_without_bias",
            "The slope of the sigmoid was taken at a place where the neuron never was: the "
            "forward pass had biases.",
            'formula copied; it was derived "ignoring biases"',
            body=deltas(
                delta2="(x2 - y) * sigmoid_prime(W2 @ x1)",
                delta1="W2.T @ delta2 * sigmoid_prime(W1 @ x)",
            ),
        ),
        Misconception(
            "bias_ignored_everywhere",
            "Your result does not depend on the biases at all.",
            'reads "ignoring biases" as an instruction',
            body=deltas(z1="W1 @ x", z2="W2 @ x1"),
        ),
        Misconception(
            "bias_gradient_zero",
            "Biases are learned: which of your deltas is their gradient?",
            '"ignoring biases" taken to mean that they stay',
            body=deltas(
                "delta1 @ x.T, np.zeros_like(delta1), delta2 @ x1.T, np.zeros_like(delta2)"
            ),
        ),
        Misconception(
            "grouping",
            "Between layers of unequal sizes this stops, and between equal ones the numbers are "
            "wrong: the element-by-element factor belongs to the layer you arrive at, so it comes "
            "last.",
            "reads the product of three from the right",
            body=deltas(delta1="W2.T @ (delta2 * sigmoid_prime(z1))"),
        ),
        Misconception(
            "no_hidden_slope",
            "You arrived at the hidden activations, not at their pre-activations.",
            "forgets the activation of the hidden layer",
            body=deltas(delta1="W2.T @ delta2"),
        ),
        Misconception(
            "no_output_slope",
            "Your output delta fits another cost function than the one in the lecture.",
            "cross-entropy shortcut with a quadratic error",
            body=deltas(delta2="x2 - y"),
        ),
    ),
)

# ---------------------------------------------------------------- 3.8


def step_checks(rng):
    def field(name, points):
        return Values(name, points, (read(name, "step_length", name),))

    return [field("largest_that_lowers", 0.5), field("best", 0.25), field("limit_set_by", 0.25)]


def steps(largest="0.001", best="0.0007", limit="numbers"):
    """The typed conclusions, one of them as a student with this belief would draw it."""
    return f"""
        step_length = {{
            "largest_that_lowers": {largest},
            "best": {best},
            "limit_set_by": "{limit}",
        }}
    """


step_length = Exercise(
    "step_length",
    number="3.8",
    title="How long may a step be?",
    checks=step_checks,
    fields={
        "largest_that_lowers": "the largest of the five rates after which C is lower than before",
        "best": "the rate of the five that lowers C most",
        "limit_set_by": '"rule" if 0.1 to 0.0001 holds anywhere, "numbers" if the inputs decide',
    },
    hints=(
        "The gradient knows only the slope here, not how long that slope lasts.",
        "W2 and b2 alone move the outputs by -1340 η δ2. By how much should they move?",
        "η = 0.0001: C = 11272\nη = 0.01: C = 18.5 million\nη = 0.001: C = ____",
    ),
    guidance=Guidance(
        rows={
            "best": "Of the rates that lower C, which one leaves it lowest?",
            "limit_set_by": "Would the same rates do if all inputs were a tenth as large?",
        },
        meaning="A gradient says which way. How far has to be tried, and in notebook 5 you do.",
    ),
    misconceptions=(
        Misconception(
            "always_decreases",
            "The direction guarantees a decrease only for a small enough step. Compute C after one "
            "step with each rate.",
            "believes that the direction guarantees the result",
            body=steps(largest="0.1"),
        ),
        Misconception(
            "smaller_is_best",
            "The smallest step is safe, but the question asks for the one that lowers C most.",
            '"small steps are safest"',
            body=steps(best="0.0001"),
        ),
        Misconception(
            "printed_rule",
            "The usable range depends on the size of the inputs: here the squared length of the "
            "hidden layer is above 1000.",
            "takes the rule of thumb as a law",
            body=steps("0.1", "0.1", "rule"),
        ),
    ),
)

EXERCISES = [
    graph_by_hand,
    add_backward,
    fork_gradient,
    backward_by_hand,
    numerical_gradient,
    accepts_gradient,
    two_layer_gradients,
    step_length,
]

PREDICTIONS = [
    Prediction(
        "three knobs",
        {
            "w1": "Its input is -1, and w2 has an input twice as large.",
            "w2": "Its input is -2, the largest of the three; that of the bias is 1.",
            "b": "The bias has the input 1; w2 has one twice as large.",
            "all alike": "Each is multiplied by its own input: -1, -2 and, for the bias, 1.",
        },
        "w2",
    ),
    Prediction(
        "x times x",
        {
            "3": "That is one side only. When x moves, both sides move.",
            "6": "Both sides move, and both contributions count.",
            "9": "Roads side by side are added, not multiplied.",
        },
        "6",
    ),
    Prediction(
        "beneath the fork",
        {
            "the larger of the two": "When u moves, both roads carry it to the cost.",
            "their mean": "The roads do not share the move: each carries all of it.",
            "their sum": "Both roads carry the move of u, each times its own weight.",
            "their product": "Slopes multiply along one road, and these are two.",
        },
        "their sum",
    ),
    Prediction(
        "hidden node 2",
        {
            "1 · 115 + 4 · 141": "Each delta comes back times the weight on its way.",
            "115 + 141": "What comes back is multiplied by the weight on the way.",
            "(1 + 4) · (115 + 141)": "Each weight goes with the delta at its own end.",
        },
        "1 · 115 + 4 · 141",
    ),
    Prediction(
        "one side or both",
        {
            "both to a tenth": "One side does; from both sides the errors of the bends cancel.",
            "to a tenth, and to a hundredth": "Measured from both sides the bends cancel.",
            "both to a hundredth": "From both sides it does; on one side the bend remains.",
        },
        "to a tenth, and to a hundredth",
    ),
    Prediction(
        "a fixed limit",
        {
            "it accepts the right one only": "The right one is off by more than the wrong one.",
            "it accepts the doubled one only": "Small numbers differ little, even if doubled.",
            "it accepts both": "Of a million even a billionth part is more than the limit.",
            "it refuses both": "A billionth, doubled, is off by a billionth: below the limit.",
        },
        "it accepts the doubled one only",
    ),
    Prediction(
        "one number of 400",
        {
            "the mean": "One bad entry is divided by 400, and hides behind good ones.",
            "the sum": "It sees the first; in the second +0.3 and -0.3 cancel.",
            "the largest": "Nothing can hide from it, and nothing cancels.",
        },
        "the largest",
    ),
    Prediction(
        "signs turned round",
        {
            "both are right": "With biases, one more quantity is not what it should be.",
            "right only where biases are 0": "The slope is taken at a place that leaves them out.",
            "both are wrong": "Where all biases are 0 nothing else is amiss.",
        },
        "right only where biases are 0",
    ),
    Prediction(
        "five rates",
        {
            "0.1": "The longest step goes far beyond the target: the cost is 390 billion.",
            "0.01": "Still too long: the outputs fly past their targets.",
            "0.001": "It lowers the cost to 1500; one of the others lowers it further.",
            "0.0007": "It nearly hits: 34 are left of 16 553.",
            "0.0001": "It lowers the cost a little. A step can be too short, too.",
        },
        "0.0007",
    ),
]

IN_WORDS = [
    InWords(
        "trust_in_gradients",
        "3.9",
        "When a gradient can be trusted",
        (
            "One weight at one point is right: that is known.",
            "Other weights, the biases and other points were not looked at; a wrong factor can be 1 there.",
            "A better check is named: every parameter, at a point without zeros, with layers of unlike sizes.",
            "It is said why measuring does not replace the formula: it takes a run of the network for each.",
        ),
    ),
]
