"""The three graphs of the course: the lecture's neuron, a fork, and a network of three neurons."""

from checker.figures.graph import COPY, COST, GIVEN, PRODUCT, SIGMOID, SUM, Graph, Node

NEURON = Graph(
    "The neuron of lecture 001 as a computation graph",
    [
        Node("w₁", GIVEN, (40, 40)),
        Node("x₁", GIVEN, (40, 150)),
        Node("w₂", GIVEN, (40, 230)),
        Node("x₂", GIVEN, (40, 340)),
        Node("w₁x₁", PRODUCT, (180, 95), ("w₁", "x₁")),
        Node("w₂x₂", PRODUCT, (180, 285), ("w₂", "x₂")),
        Node("Ω", SUM, (310, 190), ("w₁x₁", "w₂x₂")),
        Node("b", GIVEN, (330, 330)),
        Node("z", SUM, (430, 190), ("Ω", "b")),
        Node("a", SIGMOID, (550, 190), ("z",)),
        Node("y", GIVEN, (560, 330)),
        Node("C", COST, (665, 190), ("a", "y")),
    ],
    {"w₁": 2, "x₁": -1, "w₂": -3, "x₂": -2, "b": -3, "y": 1},
    learned=("w₁", "w₂", "b"),
    silent=("x₁", "x₂", "y"),
    width=780,
    height=390,
    seam=517,
)

FORK = Graph(
    "A fork: the value u goes two ways",
    [
        Node("input", GIVEN, (30, 190), label="in"),
        Node("u", COPY, (140, 190), ("input",)),
        Node("w₁", GIVEN, (170, 40)),
        Node("w₂", GIVEN, (170, 340)),
        Node("w₁u", PRODUCT, (280, 95), ("w₁", "u")),
        Node("w₂u", PRODUCT, (280, 285), ("w₂", "u")),
        Node("a₁", SIGMOID, (410, 95), ("w₁u",)),
        Node("a₂", SIGMOID, (410, 285), ("w₂u",)),
        Node("s", SUM, (540, 190), ("a₁", "a₂")),
        Node("y", GIVEN, (560, 330)),
        Node("C", COST, (665, 190), ("s", "y")),
    ],
    {"input": 1, "w₁": 2, "w₂": 1, "y": 1},
    learned=("w₁", "w₂"),
    silent=("y",),
    width=780,
    height=390,
    seam=505,
)


def _sum(name: str, x: float, y: float, one: str, two: str) -> list[Node]:
    """Return the nodes of a neuron with two inputs: two products, their sum, the sigmoid."""
    upper, lower = f"w{name}₁", f"w{name}₂"
    return [
        Node(upper, GIVEN, (x + 20, y - 150)),
        Node(lower, GIVEN, (x + 20, y + 150)),
        Node(f"{upper}·", PRODUCT, (x, y - 60), (upper, one)),
        Node(f"{lower}·", PRODUCT, (x, y + 60), (lower, two)),
        Node(f"z{name}", SUM, (x + 120, y), (f"{upper}·", f"{lower}·")),
        Node(f"a{name}", SIGMOID, (x + 225, y), (f"z{name}",)),
    ]


NETWORK = Graph(
    "Two inputs, two hidden neurons, one output",
    [
        Node("x₁", GIVEN, (30, 180)),
        Node("x₂", GIVEN, (30, 530)),
        *_sum("₁", 190, 180, "x₁", "x₂"),
        *_sum("₂", 190, 530, "x₁", "x₂"),
        *_sum("₃", 600, 350, "a₁", "a₂"),
        Node("y", GIVEN, (860, 480)),
        Node("C", COST, (915, 350), ("a₃", "y")),
    ],
    {
        "x₁": 1, "x₂": -0.5, "w₁₁": 1.5, "w₁₂": 2, "w₂₁": -1, "w₂₂": 0.8, "w₃₁": 1.2, "w₃₂": -1.4,
        "y": 1,
    },
    learned=("w₁₁", "w₁₂", "w₂₁", "w₂₂", "w₃₁", "w₃₂"),
    silent=("x₁", "x₂", "y"),
    width=1000,
    height=700,
    seam=465,
)  # fmt: skip
PRESETS = {"neuron": NEURON, "fork": FORK, "network": NETWORK}
