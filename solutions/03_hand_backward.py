# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: exercise,given,tags,alt,-all
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3 The backward pass by hand
#
# Turn one of the 25 450 numbers of the digit network, and its cost barely moves. Which must move,
# which way, how far? Trying each takes two forward passes apiece. There is a shorter way: one walk
# forward, one walk back. You take it on paper first, on a neuron with three numbers.

# %%
import sys
from pathlib import Path

# The course's package may lie beside the notebook, as a wheel; Kaggle has a folder for it.
wheels = sorted([*Path.cwd().glob("backprop*.whl"), *Path("/kaggle/input").rglob("backprop*.whl")])
sys.path[:0] = map(str, wheels[-1:])
try:
    from checker import ready
except ImportError:
    print(f"This Python, {sys.executable}, has no package checker of this course.")
    print("In Colab, upload your teacher's zip, run “!unzip -o *.zip”, then this cell again.")
    print("Type “make lab” in the course's folder, or choose another kernel for this notebook.")
else:
    ready()

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np

from checker import case, check, figures, gradient_check, hint, progress, waits_for

# %% [markdown]
# The sigmoid and its slope come from notebook 1, in the lectures' plain form; replace nothing here.
#
# Numbers that you type are yours alone, and a wrong one does not spoil what follows: what you
# compute correctly from it keeps half of its points.


# %% tags=["tools"]
def sigmoid(z):
    """Give the activation of every entry of z."""
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    """Give the slope of the sigmoid at every entry of z."""
    s = sigmoid(z)
    return s * (1 - s)


# %%
BLUE, ORANGE = "#0072B2", "#D55E00"  # values are blue, slopes and gradients orange
plt.rcParams.update(
    {
        "figure.figsize": (7, 3.6),
        "figure.constrained_layout.use": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.alpha": 0.3,
    }
)

# %% [markdown]
# ## 1 The lecture's graph by numbers
#
# Lecture 001 draws its neuron as a **computation graph**: every operation is a node, every value a
# line. The numbers are old friends: inputs $x = (-1, -2)$, weights $w = (2, -3)$, bias $b = -3$,
# target $y = 1$. The weighted sum without the bias gets a name of its own, $\Omega$, read omega.
#
# | line | how | value |
# |---|---|---|
# | $\Omega$ | $2 \cdot (-1) + (-3) \cdot (-2)$ | 4 |
# | $z$ | $\Omega + b = 4 - 3$ | 1 |
# | $a$ | $\sigma(1)$, rounded as in the lecture | 0.73 |
# | $C$ | $\frac12 (1 - 0.73)^2$ | 0.036 |
#
# **Predict.** We raise $w_1$, $w_2$ or $b$ by a thousandth. Which of the three moves the cost most?

# %%
lines = [  # what stands at the start, start, end, value above, gradient beneath
    ("$w_1$", (0, 4.8), (2, 4), "2", "0.053"),
    ("$x_1$", (0, 3.2), (2, 4), "−1", ""),
    ("$w_2$", (0, 1.8), (2, 1), "−3", "0.106"),
    ("$x_2$", (0, 0.2), (2, 1), "−2", ""),
    ("×", (2, 4), (3.7, 2.5), "−2", "−0.053"),
    ("×", (2, 1), (3.7, 2.5), "6", "−0.053"),
    ("+", (3.7, 2.5), (5.4, 2.5), "4", "−0.053"),
    ("$b$", (4, 0.8), (5.4, 2.5), "−3", "−0.053"),
    ("+", (5.4, 2.5), (6.9, 2.5), "1", "−0.053"),
    ("σ", (6.9, 2.5), (8.4, 2.5), "0.73", "−0.27"),
    ("$y$", (7, 0.8), (8.4, 2.5), "1", ""),
    ("C", (8.4, 2.5), (9.8, 2.5), "0.036", "1"),
]


# %%
def draw_graph(graph, title, gradients_shown):
    _, ax = plt.subplots(figsize=(10, 5))
    for place, (label, start, end, value, gradient) in enumerate(graph):
        middle = 0.55 * np.array(start) + 0.45 * np.array(end)  # lines come closer at their end
        across, up = np.subtract(end, start)
        gap = 0.2 * np.array([-up, across]) / np.hypot(across, up)  # at right angles to the line
        style = {"rotation": np.degrees(np.arctan2(up, across)), "ha": "center", "va": "center"}
        beneath = gradient if place >= len(graph) - gradients_shown else ""
        ax.plot(*zip(start, end, strict=True), color="gray", linewidth=1, zorder=0)
        ax.text(*(middle + gap), value, color=BLUE, fontsize=12, **style)
        ax.text(*(middle - gap), beneath, color=ORANGE, fontsize=12, fontstyle="italic", **style)
        edge = "white" if label.startswith("$") else "gray"
        box = {"boxstyle": "circle", "facecolor": "white", "edgecolor": edge}
        ax.text(*start, label, ha="center", va="center", fontsize=14, bbox=box)
    ax.set_title(title)
    ax.set_aspect("equal")
    ax.axis("off")
    plt.show()


# %% alt="Computation graph of lecture 001 after the forward pass. From left to right: w1 = 2 times x1 = -1 gives -2, w2 = -3 times x2 = -2 gives 6, their sum is 4, plus b = -3 gives z = 1, the sigmoid gives 0.73, and with y = 1 the cost is 0.036. Only two gradients stand beneath their lines: 1 behind the cost and -0.27 behind the sigmoid."
draw_graph(lines, "Forward done, and the first two numbers of the way back (no units)", 3)

# %% [markdown]
# **What to see.** Blue values fill the graph from left to right. The way back has just begun at the
# right end. Beneath the last line stands 1: the cost reacts to itself one to one. Then comes
# the cost node, and beneath $a$ stands $a - y = 0.73 - 1 = -0.27$.
#
# "How much does the cost change if *this* value changes by a little?" is what the orange numbers say,
# line by line. Your prediction waits until they have reached the left end.

# %% [markdown]
# ### Local and global
#
# Next comes the sigmoid node. Its own slope is $a(1 - a) = 0.73 \cdot 0.27 = 0.1971$. This is the
# **local gradient**: how the node's output $a$ reacts to its input $z$. The node knows nothing of
# the cost.
#
# Beneath the line of $z$ belongs the **global gradient**: how the *cost* reacts to $z$. If $z$
# rises by 1 thousandth, $a$ rises by 0.1971 thousandths, and each of these moves $C$ by $-0.27$:
#
# $$\frac{\partial C}{\partial z} = -0.27 \cdot 0.1971 = -0.053.$$
#
# **Predict.** We raise $z$ from 1 to 1.001. By how many thousandths does the cost move?


# %%
def cost_at(z):
    return (sigmoid(z) - 1) ** 2 / 2


print(f"moves by {1000 * (cost_at(1.001) - cost_at(1.0)):.4f} thousandths")

# %% [markdown]
# **What we saw.** $-0.0528$ thousandths: the global number, not 0.1971. There is one rule for the
# whole graph:
#
# > number beneath a line = number beneath the next line $\times$ local slope of the node between.
#
# The remaining nodes are easy.
#
# - **Sum.** If one of its inputs rises by 0.1, the sum rises by 0.1. The local slope is 1, for
#   each input. So $-0.053$ is *copied* to $b$, to $\Omega$ and to both products.
# - **Product.** $w_1 x_1$ reacts to $w_1$ with the slope $x_1$. Each factor gets the *other*
#   one: $-0.053 \cdot (-1) = 0.053$ for $w_1$, and $-0.053 \cdot (-2) = 0.106$ for $w_2$.

# %% alt="The same computation graph with all gradients beneath the lines. From right to left: 1, -0.27 behind the sigmoid, -0.053 before it, at both sums and at the bias b, then 0.053 at w1 and 0.106 at w2. Nothing stands beneath x1, x2 and y."
draw_graph(lines, "Values above the lines, gradients beneath (no units)", len(lines))

# %% [markdown]
# **What to see.** One sweep from right to left, and every parameter has its gradient. $w_2$ moves the
# cost most, twice as much as the others. Nothing was computed twice: $-0.053$ serves the bias and
# both weights. That is the whole trick of **backpropagation**.
#
# Lecture 004 has no separate bias: it is the weight number 0, whose input is always 1. The lecture
# never writes that weight's gradient down. The product rule does: $-0.053 \cdot 1$, the number
# beneath $b$.
#
# The lines of $x_1$ and $x_2$ could have numbers too, $-0.106$ and $0.159$. Here nobody turns the
# inputs. In a network, the input of one neuron is the output of another: section 4 needs just
# these numbers.

# %% [markdown]
# ### Fill it yourself
#
# The next cell holds the same graph, empty. Go forward with its button. Then the way back begins: a line
# is marked, you type the number that belongs beneath it, and press "next backward step". Two per cent off
# is close enough; a known slip gets a sentence.
#
# **Predict.** Which of the orange numbers will be equal to each other?

# %% alt="The interactive computation graph of lecture 001. Buttons compute the values from left to right and then ask for each gradient from right to left. At the start it shows the inputs, weights, bias and target, with empty lines between the nodes."
figures.computation_graph()

# %% [markdown]
# **What to see.** The sum nodes hand on what arrives, so $z$, $b$, $\Omega$ and both products carry
# the same number. After "update with η" the graph begins anew: go forward once more and compare the
# cost.

# %% [markdown]
# ### The step, and a slip of the pen
#
# With the learning rate $\eta = 1$ each parameter moves against its gradient:
#
# | | lecture prints | exact |
# |---|---|---|
# | $w_1 = 2 - 0.053$ | 1.94 | 1.947 |
# | $w_2 = -3 - 0.106$ | $-3.106$ | $-3.106$ |
# | $b = -3 + 0.053$ | $-2.947$ | $-2.947$ |
# | new $a$ | 0.79 | 0.789 |
#
# Only one entry is off: 1.947 was cut to 1.94 where rounding gives 1.95. It does no harm there. But
# cut digits always err in the same direction, and over thousands of steps that adds up.
#
# **Predict.** With 1.94 in place of 1.947, does the new output still round to 0.79?

# %%
for first_weight in (1.94, 1.947):
    print(first_weight, "gives", np.round(sigmoid(-first_weight + 2 * 3.106 - 2.947), 4))

# %% [markdown]
# **What we saw.** Both round to 0.79. The lecture could not notice.
#
# Now a graph with gaps: $x = (2, 1)$, $w = (1, -2)$, $b = 0$, $y = 1$, $\eta = 2$.
#
# | line | value | | gradient |
# |---|---|---|---|
# | $\Omega$ | 0 | $\partial C / \partial a$ | ____ |
# | $z$ | 0 | local: $\partial a / \partial z$ | 0.25 |
# | $a$ | 0.5 | $\partial C / \partial z$, also for $b$ | ____ |
# | $C$ | 0.125 | for $w_1$ and $w_2$ | ____, ____ |
#
# <details><summary>Compare</summary>
#
# $-0.5$, then $-0.5 \cdot 0.25 = -0.125$, then $-0.125 \cdot 2 = -0.25$ and
# $-0.125 \cdot 1 = -0.125$. After the step $w = (1.5, -1.75)$ and $b = 0.25$.
#
# </details>

# %% [markdown]
# ### Exercise 3.1 — graph_by_hand
#
# Fill the graph for $x_1$ = «graph_by_hand.x1», $x_2$ = «graph_by_hand.x2»,
# $w_1$ = «graph_by_hand.w1», $w_2$ = «graph_by_hand.w2», $b$ = «graph_by_hand.b»,
# $y$ = «graph_by_hand.y», and take one step with the rate $\eta$ = «graph_by_hand.lr».
# Draw it on paper first. Keep three decimals and round, do not cut. `"dC_da"` means
# $\partial C / \partial a$.
#
# | field | meaning |
# |---|---|
# | `"Omega"`, `"z"`, `"a"`, `"C"` | the values, from left to right |
# | `"dC_da"`, `"dC_dz"` | global gradients |
# | `"da_dz"` | local gradient of the sigmoid node |
# | `"dC_db"`, `"dC_dw1"`, `"dC_dw2"` | gradients of the parameters |
# | `"w1_new"`, `"w2_new"`, `"b_new"` | parameters after the step |
# | `"a_new"` | the output they lead to |

# %% given="graph_by_hand"
x1 = -2.0
x2 = 3.0
w1 = 2.0
w2 = 1.5
b = -1.5
y = 1.0
lr = 0.5

# %% exercise="graph_by_hand"
### BEGIN SOLUTION
Omega = w1 * x1 + w2 * x2
z = Omega + b
a = 1 / (1 + np.exp(-z))
C = 0.5 * (y - a) ** 2
dC_da = a - y
da_dz = a * (1 - a)
dC_dz = dC_da * da_dz
dC_db = dC_dz
dC_dw1 = dC_dz * x1
dC_dw2 = dC_dz * x2
w1_new = w1 - lr * dC_dw1
w2_new = w2 - lr * dC_dw2
b_new = b - lr * dC_db
a_new = 1 / (1 + np.exp(-(w1_new * x1 + w2_new * x2 + b_new)))
graph_by_hand = {
    "Omega": Omega,
    "z": z,
    "a": a,
    "C": C,
    "dC_da": dC_da,
    "da_dz": da_dz,
    "dC_dz": dC_dz,
    "dC_db": dC_db,
    "dC_dw1": dC_dw1,
    "dC_dw2": dC_dw2,
    "w1_new": w1_new,
    "w2_new": w2_new,
    "b_new": b_new,
    "a_new": a_new,
}
### END SOLUTION

# %% [markdown]
# **Question.** Here the target is 0 or 1, and the new output lies closer to it however large
# $\eta > 0$ is. Why can no step be too long here? And if the target were 0.3?
#
# <details><summary>Compare with our answer</summary>
#
# The step moves $z$ against the error, and a sigmoid never goes beyond 0 or 1: further is closer. A
# target of 0.3 lies inside its range, so a long step can end beyond it, further away than before. Then
# `a_new` tells, and the gradient alone does not; section 8 comes back to this.
#
# </details>

# %% [markdown]
# ## 2 What each node does
#
# The rules of section 1 do not depend on the neuron. A node only needs to know what *arrives* from
# the right. We call that number `dout`: how the cost reacts to the node's output.
#
# Rates along a chain multiply, like gear ratios. If the pedals turn a small wheel 3 times, and each
# of its turns moves the bicycle 2 metres, one turn of the pedals moves it 6 metres, not 5.
#
# **Predict.** A product node holds 3 and 5, and $-2$ arrives. What does it hand to the 3, what to
# the 5?

# %%
arrives, nudge = -2, 0.1
for one, other in [(3 + nudge, 5), (3, 5 + nudge)]:
    rise = one * other - 3 * 5
    print(
        f"{one} · {other}: rises by {rise:.1f}, slope {rise / nudge:.0f}, cost {arrives * rise:.1f}"
    )

# %% [markdown]
# **What we saw.** Moving the 3 by 0.1 moves the product by 0.5: slope 5, the *other* factor. The
# cost follows with $-2 \cdot 0.5$. So the 3 is handed $-2 \cdot 5 = -10$, and the 5 is handed
# $-2 \cdot 3 = -6$.
#
# | node | output | handed to its inputs |
# |---|---|---|
# | sum | $x + y$ | what arrives, copied |
# | product | $x \cdot y$ | what arrives times the other factor |
# | sigmoid | $\sigma(z)$ | what arrives times the slope |
# | cost | $\frac12 (a - y)^2$ | what arrives times $a - y$ |
#
# The sigmoid node remembers its output, and that is enough: from $a = 0.73$ alone we found the
# slope 0.1971.

# %% [markdown]
# ### Exercise 3.2 — add_backward
#
# Write the way back through four nodes, one function each. `dout` is what arrives from the right.
# Numbers and arrays of equal shapes both work, entry by entry. All four are one line long.
#
# | name | shape | meaning |
# |---|---|---|
# | `dout` | number or array | how the cost reacts to the node's output |
# | `x`, `y` | as `dout` | the node's inputs; for the cost node, `y` is the target |
# | `out` | as `dout` | the *output* of the sigmoid node |
# | `dx`, `dy`, `da` | as `dout` | how the cost reacts to each input |


# %% exercise="add_backward"
def add_backward(dout):
    """Give (dx, dy) for a node that computes x + y.

    Examples
    --------
    >>> add_backward(-0.25)
    (-0.25, -0.25)
    """
    ### BEGIN SOLUTION
    return dout, dout
    ### END SOLUTION


def mul_backward(dout, x, y):
    """Give (dx, dy) for a node that computes x * y."""
    ### BEGIN SOLUTION
    return dout * y, dout * x
    ### END SOLUTION


def sigmoid_backward(dout, out):
    """Give dx for a sigmoid node whose output is out."""
    ### BEGIN SOLUTION
    return dout * out * (1 - out)
    ### END SOLUTION


def half_square_backward(dout, a, y):
    """Give da for a node that computes (a - y)² / 2."""
    ### BEGIN SOLUTION
    return dout * (a - y)
    ### END SOLUTION


# %% [markdown]
# **Question.** A product node computes $x \cdot y$ with $x = 0$. Which of its two inputs gets no
# blame, whatever arrives?
#
# <details><summary>Compare with our answer</summary>
#
# The $y$: its local slope is $x = 0$. As long as $x$ is 0, moving $y$ changes nothing. The $x$ may
# well get some.
#
# </details>

# %% [markdown]
# With the four functions the lecture's backward pass is a walk from right to left.
#
# **Predict.** Which three numbers does it print?
#
# *Run the next cell once exercise 3.2 is right.*

# %%
with waits_for("add_backward"):
    behind_sigmoid = half_square_backward(1, 0.73, 1)
    behind_sum = sigmoid_backward(behind_sigmoid, 0.73)
    behind_products, for_bias = add_backward(behind_sum)
    for_first_weight, _ = mul_backward(behind_products, 2, -1)
    for_second_weight, _ = mul_backward(behind_products, -3, -2)
    print(f"{for_bias:.3f}  {for_first_weight:.3f}  {for_second_weight:.3f}")

# %% [markdown]
# **What we saw.** $-0.053$, 0.053 and 0.106: the numbers beneath $b$, $w_1$ and $w_2$.
#
# ## 3 A value used twice
#
# In the lectures' graph every value is used once. What if a value goes to two places? The smallest
# such graph is $x \cdot x$, a product node that gets the same $x$ on both sides.
#
# **Predict.** $x = 3$ and 1 arrives. The node hands 3 to its left input and 3 to its right input.
# Is the slope of $x \cdot x$ at 3 equal to 3?

# %%
print("measured slope:", round((3.001**2 - 2.999**2) / 0.002, 6))

# %% [markdown]
# **What we saw.** 6, as school's rule $2x$ says. Both sides move when $x$ moves, so both
# contributions count: $3 + 3$.
#
# **At a fork, the numbers that come back are added.** Along one road slopes multiply; over parallel
# roads they add up.
#
# Lecture 001 walks back along one road only, which is right for its neuron. Try it on
# $\frac12 (w x_1 + w x_2)^2$, with $w = 1.5$ used twice and inputs 2 and $-0.7$. The error is
# $1.5 \cdot 1.3 = 1.95$. The road through 2 gives $1.95 \cdot 2 = 3.9$, the other one
# $1.95 \cdot (-0.7) = -1.365$.
#
# **Predict.** What is the slope along $w$?


# %%
def forked_cost(w):
    return (w * 2 + w * -0.7) ** 2 / 2


print("measured slope:", round((forked_cost(1.501) - forked_cost(1.499)) / 0.002, 6))

# %% [markdown]
# **What we saw.** 2.535, which is $3.9 - 1.365$.
#
# The exercise asks for the fork in the next figure. One value $u$ feeds two sigmoids, and their sum
# should be $y$:
#
# $$C = \tfrac12 \bigl(\sigma(w_1 u) + \sigma(w_2 u) - y\bigr)^2.$$
#
# The figure takes $u = 1$, weights 2 and 1, and $y = 1$. The error $e$ is
# $0.881 + 0.731 - 1 = 0.612$.
#
# **Predict.** $0.612 \cdot 0.105 = 0.064$ comes back to the upper product, and
# $0.612 \cdot 0.197 = 0.120$ to the lower one. What stands beneath $u$?

# %% alt="Computation graph of a fork. The value u = 1 on the left goes to two product nodes, the upper with weight 2, the lower with weight 1. Sigmoids give 0.881 and 0.731, the sum is 1.612, and with y = 1 the cost is 0.187. Going back, 0.612 is copied to both sigmoids. The upper road brings 0.128 back to u, the lower road 0.120; together 0.249."
fork_lines = [
    ("", (-1.5, 2.5), (0, 2.5), "1", "0.249"),
    ("$u$", (0, 2.5), (2.2, 4), "1", "0.128"),
    ("", (0, 2.5), (2.2, 1), "1", "0.120"),
    ("$w_1$", (1, 5), (2.2, 4), "2", ""),
    ("$w_2$", (1, 0), (2.2, 1), "1", ""),
    ("×", (2.2, 4), (4, 4), "2", "0.064"),
    ("×", (2.2, 1), (4, 1), "1", "0.120"),
    ("σ", (4, 4), (6, 2.5), "0.881", "0.612"),
    ("σ", (4, 1), (6, 2.5), "0.731", "0.612"),
    ("+", (6, 2.5), (7.6, 2.5), "1.612", "0.612"),
    ("$y$", (6.6, 0.8), (7.6, 2.5), "1", ""),
    ("C", (7.6, 2.5), (9, 2.5), "0.187", "1"),
]
draw_graph(fork_lines, "At the fork the two roads back are added (no units)", len(fork_lines))

# %% [markdown]
# **What to see.** The upper road brings $0.064 \cdot 2 = 0.128$, the lower one $0.120 \cdot 1$.
# Together, added before rounding, 0.249 stands beneath $u$.
#
# A sum sign says over *what* one adds, and that matters. Lecture 004 writes in front of one of its
# slopes a sum over $k$, though nothing behind the sign depends on $k$. Taken literally it counts
# the same road once for each output: with two outputs, everything doubles.

# %% [markdown]
# **Predict.** In the next graph you can change $u$, $w_1$, $w_2$ and $y$. For $w_2 = -w_1$ and $y = 1$:
# what comes back to $u$?

# %% alt="The interactive graph of the fork. The value u goes to two products, each followed by a sigmoid; their sum is compared with y. A plus sign appears at u when both gradients have come back."
figures.computation_graph("fork")

# %% [markdown]
# **What to see.** At the plus sign the numbers of both roads are added, and the sum stands beneath the
# line that enters $u$. Whoever takes one road only gets a number that looks just as good.

# %% [markdown]
# ### Exercise 3.3 — fork_gradient
#
# Write `fork_gradient(u, w1, w2, y)`: how $C = \frac12 (\sigma(w_1 u) + \sigma(w_2 u) - y)^2$
# reacts to $u$. All four are numbers, and so is the result.
#
# | name | shape | meaning |
# |---|---|---|
# | `u` | number | the value that is used twice |
# | `w1`, `w2` | numbers | one weight on each road |
# | `y` | number | what the sum should be |
# | result | number | $\partial C / \partial u$ |


# %% exercise="fork_gradient"
def fork_gradient(u, w1, w2, y):
    """Give the slope of (σ(w1 u) + σ(w2 u) - y)² / 2 along u.

    Examples
    --------
    >>> print(round(float(fork_gradient(1.0, 2.0, 1.0, 1.0)), 3))
    0.249
    """
    ### BEGIN SOLUTION
    e = sigmoid(w1 * u) + sigmoid(w2 * u) - y
    return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * u) * w2)
    ### END SOLUTION


# %% [markdown]
# **Question.** For $w_2 = -w_1$ and $y = 1$ the gradient is 0, whatever $u$ is. Why?
#
# <details><summary>Compare with our answer</summary>
#
# The sigmoid is symmetric: $\sigma(z) + \sigma(-z) = 1$. The sum is always 1, so the error is 0 and
# nothing comes back on either road.
#
# </details>

# %% [markdown]
# A network is nothing but more nodes. Here are two inputs, two hidden neurons and an output.
#
# **Predict.** From $C$ to the weight $u_1$ of the first hidden neuron: how many local slopes are
# multiplied on the way?

# %% alt="The interactive graph of a network with two inputs, two hidden neurons and one output neuron: each neuron is two products, a sum and a sigmoid. Its weights are called u and v with the neuron's number."
figures.computation_graph("network")

# %% [markdown]
# **What to see.** Seven, one for each node on the way: cost, sigmoid, sum, product, sigmoid, sum,
# product. The first five, down to $z_1$, serve $v_1$ as well: what is computed once is used twice.

# %% [markdown]
# ## 4 Two layers by hand
#
# Lecture 003 has a section called "Non-vectorized backpropagation". It reads: "Don't do it.
# Seriously." We do it once. Whoever has sent blame through a network by hand will read the formulas
# of notebook 4 like plain text.
#
# It is the lecture's exercise 1: three inputs, four hidden nodes, two outputs. Instead of
# the sigmoid it uses the linear activation, output = input, whose slope is always 1. So all
# numbers stay whole. We write `a0`, `a1`, `a2` for the layers; the lecture says $x_0, x_1, x_2$.
#
# The first hidden node has the weights 2, 3, 4 and the bias 4. The input is $(2, 1, 3)$.
#
# **Predict.** What is the first entry of `a1`?

# %%
lecture_W1 = np.array([[2, 3, 4], [2, 1, 2], [3, 5, 1], [2, 3, 4]])
lecture_b1 = np.array([4, 1, 1, 2])
lecture_W2 = np.array([[3, 1, 1, 1], [1, 4, 2, 2]])
lecture_b2 = np.array([2, 3])
lecture_a0 = np.array([2, 1, 3])
print("node 1:", 2 * 2 + 3 * 1 + 4 * 3 + 4)

# %% [markdown]
# **What we saw.** 23. The other nodes work alike, each with its own row of `W1`, and then each
# output with its row of `W2`:
#
# | layer | values |
# |---|---|
# | `a1` | 23, 12, 15, 21 |
# | `a2` | 119, 146 |
# | target $t$ | 4, 5 |
#
# Lecture 003 calls the cost $E$: $E = \frac12 (115^2 + 141^2) = 16\,553$. That is a bad start.
#
# Now the way back. With slope 1 everywhere the output delta is the error alone:
# $\delta_2 = a_2 - t = (115, 141)$. The lecture also prints it the other way round, as
# $y - \dots$; section 7 says which of the two fits.

# %% [markdown]
# ### Blame flows along the weights
#
# How does $E$ react to the first hidden node? The node is used twice: by output 1 with the weight 3
# and by output 2 with the weight 1. It is a fork, so we add:
#
# $$3 \cdot 115 + 1 \cdot 141 = 486.$$
#
# Going forward, output 1 collects along a *row* of `W2`. Going back, hidden node 1 collects
# along a *column*: the weights that leave it. A table read by columns is the transposed table, and
# that is all that $W_2^T$ means in $\delta_1 = W_2^T \delta_2$.
#
# **Predict.** The second column of `W2` is $(1, 4)$. What blame does hidden node 2 get?

# %% alt="The lecture's 3-4-2 network. From the two output nodes, with deltas 115 and 141, orange lines run back to the first hidden node, labelled with the weights 3 and 1; beside that node stands 486 = 3 times 115 plus 1 times 141. The other three hidden nodes show 679, 397 and 397. All other connections are grey."
fig, ax = plt.subplots(figsize=(8, 4.6))
columns = [(0, [3.4, 2.2, 1.0]), (3, [4, 2.8, 1.6, 0.4]), (6.5, [3, 1.4])]
labels = [["2", "1", "3"], ["486", "679", "397", "397"], ["115", "141"]]
for (left, starts), (right, ends) in (columns[:2], columns[1:]):
    for bottom in starts:
        for top in ends:
            blamed = left == 3 and bottom == 4
            color, width = (ORANGE, 2.5) if blamed else ("lightgray", 1)
            ax.plot([left, right], [bottom, top], color=color, linewidth=width, zorder=0)
for (across, heights), texts in zip(columns, labels, strict=True):
    for height, text in zip(heights, texts, strict=True):
        shown = BLUE if across == 0 else ORANGE
        box = {"boxstyle": "circle", "facecolor": "white", "edgecolor": "gray"}
        ax.text(across, height, text, color=shown, ha="center", va="center", bbox=box)
ax.text(4.9, 3.65, "weight 3", color=ORANGE)
ax.text(5.4, 2.35, "weight 1", color=ORANGE, backgroundcolor="white")
ax.text(3, 4.5, "486 = 3 · 115 + 1 · 141", color=ORANGE, ha="center", style="italic")
ax.set_ylim(0, 4.9)
ax.set_title("Each hidden node collects along the weights that leave it (no units)")
ax.axis("off")
plt.show()

# %% [markdown]
# **What to see.** Two roads lead from the outputs back to the first hidden node; what they
# bring is added. Node 2 gets $1 \cdot 115 + 4 \cdot 141 = 679$, nodes 3 and 4 get 397 each.
#
# Together $\delta_1 = (486, 679, 397, 397)$. The lecture says that matrices follow the chain rule
# "just like a normal derivative". Here is why $W_2$ changes sides and turns: each weight is used in
# both directions, once to carry a value and once to carry blame.

# %% [markdown]
# ### From deltas to gradients
#
# A weight sits on a product node. Its gradient is what arrives, the delta at its end, times the
# other factor, the value at its start. For `W1`, with the inputs $(2, 1, 3)$, the first row is
# $486 \cdot (2, 1, 3) = (972, 486, 1458)$.
#
# One row for each delta, one column for each value: the table has the shape of the weights
# it belongs to.
#
# **Predict.** What is the first row of the gradient for `W2`, with $\delta = 115$ and the values
# 23, 12, 15, 21?

# %%
print(115 * np.array([23, 12, 15, 21]))

# %% [markdown]
# **What we saw.** All answers to the lecture's exercise 1, for you to compare with:
#
# | | rows |
# |---|---|
# | `dW2` | (2645, 1380, 1725, 2415), (3243, 1692, 2115, 2961) |
# | `dW1` | (972, 486, 1458), (1358, 679, 2037), (794, 397, 1191), (794, 397, 1191) |
# | `db2`, `db1` | the deltas themselves |
#
# The lecture's step uses the rate $\alpha = 0.1$; its $\alpha$ is our $\eta$. So the first entry of
# `W2` becomes $3 - 264.5 = -261.5$: a wild jump. Section 8 asks where it leads.
#
# Its exercises 2 to 4 ask for the same in NumPy: see notebook 2, notebook 4 and notebook 5.

# %% [markdown]
# ### Your turn, smaller
#
# Two inputs $(1, 2)$, two hidden nodes, one output, linear. `W1` has the rows $(1, 2)$ and
# $(3, 1)$, its biases are 0 and 1. `W2` is $(2, -1)$ with the bias 3. The target is 5.
#
# | step | value |
# |---|---|
# | `a1` | 5, ____ |
# | `a2` | $2 \cdot 5 - 1 \cdot 6 + 3 = 7$ |
# | $\delta_2$ | ____ |
# | $\delta_1$ | $2 \cdot 2 = 4$, ____ |
# | `dW2` | ____, 12 |
# | `dW1`, by rows | (4, 8), (____, ____) |
#
# <details><summary>Compare</summary>
#
# `a1` is 5 and $3 + 2 + 1 = 6$. $\delta_2 = 7 - 5 = 2$. $\delta_1 = (4, -2)$. `dW2` is $(10, 12)$,
# and the second row of `dW1` is $-2 \cdot (1, 2) = (-2, -4)$.
#
# </details>

# %% [markdown]
# ### Exercise 3.4 — backward_by_hand
#
# Your own 3-4-2 network, linear, with one step of rate $\alpha$ = «backward_by_hand.alpha»:
# input `a0` = `«backward_by_hand.a0»`, target `t` = `«backward_by_hand.t»`.
#
# - `W1` = `«backward_by_hand.W1»`, `b1` = `«backward_by_hand.b1»`
# - `W2` = `«backward_by_hand.W2»`, `b2` = `«backward_by_hand.b2»`
#
# Type lists, tables as lists of rows. All numbers are exact; a calculator is welcome.
#
# | field | form |
# |---|---|
# | `"a1"`, `"delta1"`, `"b1_new"` | 4 numbers |
# | `"a2"`, `"delta2"`, `"b2_new"` | 2 numbers |
# | `"dW2"`, `"W2_new"` | 2 rows of 4 |
# | `"dW1"`, `"W1_new"` | 4 rows of 3 |

# %% given="backward_by_hand"
a0 = [1, 2, 1]
W1 = [[3, 1, 3], [2, 2, 2], [1, 3, 2], [1, 2, 1]]
b1 = [2, 3, 3, 1]
W2 = [[3, 1, 2, 2], [1, 1, 3, 2]]
b2 = [3, 4]
t = [3, 5]
alpha = 0.001

# %% exercise="backward_by_hand"
### BEGIN SOLUTION
# np.ravel and np.array: a student's own fields, from which we may go on, can be lists or columns
a1 = np.dot(W1, a0) + b1
a2 = np.dot(W2, np.ravel(a1)) + b2
delta2 = np.ravel(a2) - t
dW2 = np.outer(delta2, a1)
delta1 = np.dot(np.transpose(W2), np.ravel(delta2))
dW1 = np.outer(delta1, a0)
W2_new = W2 - alpha * np.array(dW2)
b2_new = b2 - alpha * np.ravel(delta2)
W1_new = W1 - alpha * np.array(dW1)
b1_new = b1 - alpha * np.ravel(delta1)
backward_by_hand = {
    "a1": a1,
    "a2": a2,
    "delta2": delta2,
    "dW2": dW2,
    "delta1": delta1,
    "dW1": dW1,
    "W2_new": W2_new,
    "b2_new": b2_new,
    "W1_new": W1_new,
    "b1_new": b1_new,
}
### END SOLUTION

# %% [markdown]
# **Question.** You sent the blame back through the *old* weights. What would be wrong with the new
# ones? They are better, after all.
#
# <details><summary>Compare with our answer</summary>
#
# The gradient says how $E$ reacts at the place where the network made its prediction, and there the
# weights were old. A mix of old and new is the gradient of your network neither before nor after the
# step.
#
# </details>

# %% [markdown]
# ## 5 Measuring a gradient
#
# Every rule can be misremembered, and none of the lectures checks a gradient. A slope can be
# *measured*: move a little, see what happens. We take lecture 003's function
# $f(x, y) = 2x^2 + 3xy + y^3$ at $(1, 2)$, where $f = 2 + 6 + 8 = 16$. Its partial derivatives are
# $4x + 3y = 10$ and $3x + 3y^2 = 15$.
#
# Move $x$ alone by 0.1 to the right: $f(1.1, 2) = 17.02$, a slope of $(17.02 - 16) / 0.1 = 10.2$.
# To the left it is $f(0.9, 2) = 15.02$. From left to right:
#
# $$\frac{17.02 - 15.02}{0.2} = 10.$$
#
# **Predict.** For $y$ the right answer is 15. Which comes closer, one side or both?


# %%
def lecture_f(x, y):
    return 2 * x**2 + 3 * x * y + y**3


for h in (0.1, 0.01):
    one_sided = (lecture_f(1, 2 + h) - lecture_f(1, 2)) / h
    centred = (lecture_f(1, 2 + h) - lecture_f(1, 2 - h)) / (2 * h)
    print(f"h = {h}: one-sided {one_sided:.4f}, centred {centred:.4f}")

# %% [markdown]
# **What we saw.** One-sided, the error falls from 0.61 to 0.06: with a tenth of the step, a tenth
# of the error. Centred, it falls from 0.01 to 0.0001: a *hundredth*. The bends on both
# sides cancel.
#
# The **central difference** along entry $i$ is
#
# $$\frac{f(x + h e_i) - f(x - h e_i)}{2h},$$
#
# where $e_i$ is 1 at entry $i$ and 0 elsewhere: one entry moves, all others are held still. An
# array with $n$ entries needs $2n$ calls of $f$.
#
# Two traps wait in Python.
#
# **Predict.** What does each line print?

# %%
whole_numbers = np.array([1, 2, 3])
whole_numbers[0] += 0.00001
print("an array of whole numbers:", whole_numbers)

original = np.array([1.0, 2.0])
remembered = original  # as a function might keep what it was given
original[0] += 0.5
print("what was remembered:", remembered)

# %% [markdown]
# **What we saw.** An array of whole numbers rounds the step away. And whoever changes an array in
# place changes it for everybody who kept it: for the caller, and for an $f$ that remembers what it
# was asked last.
#
# So: compute with a copy in floating-point numbers, and hand $f$ a *new* array at every call. Then
# nothing needs to be restored, even if $f$ stops with an error half-way.

# %% [markdown]
# ### Exercise 3.5 — numerical_gradient
#
# Write `numerical_gradient(f, x, h=1e-5)`: the gradient of `f` at `x` by central differences. `f`
# takes an array of the shape of `x` and returns one number. It is called twice for each entry, with
# a new array each time. Whatever happens, `x` stays as it is. Whole numbers and single precision
# (`float32`) work too, because all computing is done in `float64`.
#
# `np.ndindex(x.shape)` runs through the places of an array of any shape, even `()`.
#
# | name | shape | meaning |
# |---|---|---|
# | `f` | function | from such an array to a number |
# | `x` | any: number, list, array | where the slopes are measured |
# | `h` | number | step to each side |
# | result | as `x` | slope along every entry |


# %% exercise="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    """Give the gradient of f at x, measured with a step h to both sides of every entry.

    Parameters
    ----------
    f : function of an array shaped like x, returns a number
    x : number, list or array of any shape
    h : number

    Returns
    -------
    floating-point array of the shape of x

    Examples
    --------
    >>> numerical_gradient(lambda p: p[0] ** 2 + 3 * p[1], [2.0, 5.0]).round(6)
    array([4., 3.])
    """
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    gradient = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        gradient[place] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
    ### END SOLUTION


# %% [markdown]
# **Question.** The network of notebook 5 has 25 450 parameters. How many forward passes would a
# measured gradient take? Why not train with it?
#
# <details><summary>Compare with our answer</summary>
#
# 50 900 for a single gradient. Backpropagation needs one forward and one backward pass, which costs
# about as much as two or three forward passes. Measuring is for checking.
#
# </details>

# %% [markdown]
# ### How small should the step be?
#
# The smaller the step, the smaller the error: so $h = 10^{-12}$? A computer keeps about 16 digits.
# At $h = 10^{-12}$ the two values of $f$ agree in nearly all of them, and the difference consists of
# rounding errors.
#
# We measure the slope of the lecture's cost along $w_1$, which is 0.0529, with steps from
# $10^{-1}$ down to $10^{-12}$. In single precision (`float32`, 7 digits) as well.
#
# **Predict.** Where is the best step of the central difference: near $10^{-2}$, $10^{-5}$ or
# $10^{-10}$?


# %%
def cost_of_first_weight(value):
    return (sigmoid(3 - value) - 1) ** 2 / 2  # z = -w1 + 6 - 3


true_slope = sigmoid_prime(1.0) * (1 - sigmoid(1.0))
sizes = 10.0 ** np.arange(-1, -12.5, -0.5)
errors = {"one-sided": [], "centred": [], "centred, float32": []}
for size in sizes:
    up, down = cost_of_first_weight(2 + size), cost_of_first_weight(2 - size)
    single = [cost_of_first_weight(np.float32(2 + sign * size)) for sign in (1, -1)]
    quotients = [(up - cost_of_first_weight(2.0)) / size, (up - down) / (2 * size)]
    quotients.append((single[0] - single[1]) / np.float32(2 * size))
    for kind, quotient in zip(errors, quotients, strict=True):
        errors[kind].append(abs(quotient - true_slope) / true_slope)

# %% alt="Relative error of a measured slope over the step h, both on logarithmic scales, h from 0.1 down to 1e-12. The centred curve falls steeply to about 1e-11 between h = 1e-5 and 1e-6 and rises again. The one-sided curve falls half as steeply to about 1e-8 near h = 1e-8. The float32 curve is best near h = 3e-3, rises again and stays at an error of 1 from h = 1e-7 on."
fig, ax = plt.subplots()
styles = {
    "one-sided": ("s--", "black"),
    "centred": ("o-", ORANGE),
    "centred, float32": ("^:", BLUE),
}
for kind, (line, color) in styles.items():
    ax.loglog(sizes, np.maximum(errors[kind], 1e-12), line, color=color, label=kind, markersize=4)
ax.invert_xaxis()
ax.set_title("Error of a measured slope: neither too long a step nor too short")
ax.set_xlabel("step h (no unit)")
ax.set_ylabel("relative error (no unit)")
ax.legend()
plt.show()

# %% [markdown]
# **What to see.** From the left, both curves fall as the step gets shorter, the centred one twice as
# steeply. Then rounding takes over and they rise again. At $h = 10^{-5}$ the central difference
# is right to ten digits here: so a check can be strict.
#
# In single precision the curve turns between $10^{-2}$ and $10^{-3}$, and from $10^{-7}$ on the error
# is 1: the measured slope is 0. Gradients are checked in `float64`.

# %% [markdown]
# Move the step yourself.
#
# **Predict.** When $h$ shrinks to a tenth, the error of the central difference shrinks to a hundredth.
# By how much does it *grow* on the other side?

# %% alt="An interactive plot of the relative error of a measured slope over the step h, both logarithmic, for the one-sided and the central difference, with a marker at the chosen step; beside it the two secants on the curve."
figures.step_size()

# %% [markdown]
# **What to see.** On the right the one-sided error follows $h$ and the centred one $h^2$: slopes of 1
# and 2 on these axes. On the left both grow by about ten when $h$ falls to a tenth. There, rounding
# errors of a fixed size are divided by $h$. The best step lies where the two meet.

# %% [markdown]
# ## 6 Designing the check
#
# A gradient from a formula and one from measuring never agree to the last digit. When are they the
# same? Every simple answer has a hole. Let us look for the holes.
#
# **The size.** Say, "equal if they differ by less than $10^{-6}$". We try slopes around a million,
# right to nine digits, and slopes around a billionth, all of them doubled.
#
# **Predict.** Which of the two does the rule accept?

# %%
pattern = np.array([0.2, 0.5, 0.9])
right, wrong = 1e6 * pattern * (1 + 1e-9), 2 * 1e-9 * pattern
print(f"million, right:     {np.max(np.abs(right - 1e6 * pattern)):.1e}")
print(f"billionth, doubled: {np.max(np.abs(wrong - 1e-9 * pattern)):.1e}")

# %% [markdown]
# **What we saw.** The right one differs by 0.0009 and is refused. The doubled one differs by
# $9 \cdot 10^{-10}$ and is accepted. A difference means nothing until it is compared with the size
# of the numbers.
#
# **The summary.** 400 differences must become one number. Mean? Sum? Largest?
#
# **Predict.** One entry of 400 is off by $10^{-4}$. In another gradient two entries are off, by
# $+0.3$ and $-0.3$. Which summaries fall below $10^{-6}$?

# %%
one_off, cancelling = np.zeros(400), np.zeros(400)
one_off[137] = 1e-4
cancelling[[12, 305]] = 0.3, -0.3
for name, difference in [("one off", one_off), ("two cancel", cancelling)]:
    print(f"{name}: mean {np.mean(np.abs(difference)):.1e}, sum {np.sum(difference):.1e}")

# %% [markdown]
# **What we saw.** The mean of the first is $2.5 \cdot 10^{-7}$: one bad entry hides behind 399 good
# ones. The sum of the second is 0.
#
# **The odd cases.** What becomes of 0 divided by 0, of nan ("not a number") in a comparison, and of
# a row of 3 minus a column of 3?
#
# **Predict.** Write down what each line prints.

# %%
with np.errstate(invalid="ignore"):  # else NumPy would warn of 0 / 0
    quotient = np.abs(np.zeros(2) - np.zeros(2)) / np.zeros(2)
print("0 / 0:        ", quotient, quotient <= 1e-6)
nan = quotient[0]
print("nan both ways:", nan <= 1e-6, nan > 1e-6)
print("row - column: ", (np.ones(3) - np.ones((3, 1))).shape)

# %% [markdown]
# **What we saw.** 0 / 0 is nan, and every comparison with nan is False. So a gradient that is
# rightly 0 may be refused; and a check that asks "is the error *above* the limit?" lets nan
# pass. The last line shows the trap of shapes: NumPy makes a 3 by 3 table of it without a word.

# %% [markdown]
# ### Exercise 3.6 — accepts_gradient
#
# Write `accepts_gradient(f, grad_f, x, tol=1e-6)`, which returns `True` if `grad_f` is the gradient
# of `f` at `x`, and `False` if not. Use your `numerical_gradient`.
#
# We examine it: 8 right gradients and 12 wrong ones, with every fault of this section and some
# more. The points are the share of right ones accepted, times the share of wrong ones
# refused, times 3.
#
# | name | shape | meaning |
# |---|---|---|
# | `f` | function | from an array to a number |
# | `grad_f` | function | from the same array to the claimed gradient |
# | `x` | any array | where to compare |
# | `tol` | number | how far off, relative to the size, still counts as equal |


# %% exercise="accepts_gradient"
def accepts_gradient(f, grad_f, x, tol=1e-6):
    """Tell whether grad_f(x) is the gradient of f at x, by measuring it.

    Parameters
    ----------
    f : function of an array shaped like x, returns a number
    grad_f : function of such an array, returns what is claimed to be the gradient of f
    x : array of any shape
    tol : number, relative to the largest entry

    Returns
    -------
    True or False

    Examples
    --------
    >>> accepts_gradient(lambda p: np.sum(p**2), lambda p: 2 * p, np.array([1.0, -3.0]))
    True
    """
    ### BEGIN SOLUTION
    claimed, measured = np.asarray(grad_f(x), dtype=float), numerical_gradient(f, x)
    if claimed.shape != measured.shape:
        return False
    scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))
    return bool(np.max(np.abs(claimed - measured)) <= tol * scale)  # false for nan, true for 0 <= 0
    ### END SOLUTION


# %% [markdown]
# **Question.** $f(x) = |x|$ has a kink at 0. What does a central difference measure exactly there,
# and what would you do about it?
#
# <details><summary>Compare with our answer</summary>
#
# $(h - h) / 2h = 0$, the mean of the slopes $-1$ and 1, which belongs to neither side. Check at a
# place that is further than $h$ from every kink.
#
# </details>

# %% [markdown]
# Your check can judge lecture 003's partial derivatives. We plant a slip in the second pair: $y^2$
# in place of $3y^2$.
#
# *Run the next cell once exercise 3.6 is right.*


# %%
def surface(p):
    return lecture_f(p[0], p[1])


def slipped(p):
    return np.array([4 * p[0] + 3 * p[1], 3 * p[0] + p[1] ** 2])


def printed(p):
    return np.array([4 * p[0] + 3 * p[1], 3 * p[0] + 3 * p[1] ** 2])


with waits_for("accepts_gradient"):
    for claim in (printed, slipped):
        print(claim.__name__, accepts_gradient(surface, claim, np.array([1.0, 2.0])))

# %% [markdown]
# **What we saw.** The lecture is right, and the slip is caught. From now on no gradient in this
# course has to be believed.
#
# The course's own tool works like yours and is built for lists of parameters:
# `gradient_check(function, parameters, gradients)` prints the largest error for each array,
# relative to its largest entry.
#
# ## 7 Debug the lecture
#
# Lecture 003 derives for its network of two layers, "ignoring biases",
#
# $$\delta_1 = W_2^T \delta_2 \odot \sigma'(W_1 x_0),$$
#
# where $\odot$ multiplies entry by entry. For $\delta_2$ it first prints
# $(x_2 - y) \odot \sigma'(W_2 x_1)$. A paragraph later it is
# $(y - \sigma(W_2 x_1)) \odot \sigma'(W_2 x_1)$. Here is the second one as code.


# %%
def printed_gradients(W1, b1, W2, b2, x, y):
    x1 = sigmoid(W1 @ x + b1)
    x2 = sigmoid(W2 @ x1 + b2)
    delta2 = (y - x2) * sigmoid_prime(W2 @ x1)
    delta1 = W2.T @ delta2 * sigmoid_prime(W1 @ x)
    return delta1 @ x.T, delta1, delta2 @ x1.T, delta2


# %% [markdown]
# We measure it on a network with three inputs, four hidden nodes and two outputs, at first with all
# biases 0. `delta @ x.T` builds the table of section 4: one row for each delta, one column for each
# value.
#
# **Predict.** If a gradient has exactly the wrong sign, how large is its error relative to the
# largest entry?

# %%
rng = np.random.default_rng(3)
W_in, W_out = rng.normal(size=(4, 3)), rng.normal(size=(2, 4))
example, target = rng.uniform(-1, 1, (3, 1)), np.array([[0.2], [0.9]])


def cost_of(parameters):
    hidden = sigmoid(parameters[0] @ example + parameters[1])
    return np.sum((sigmoid(parameters[2] @ hidden + parameters[3]) - target) ** 2) / 2


no_biases = [W_in, np.zeros((4, 1)), W_out, np.zeros((2, 1))]
gradient_check(cost_of, no_biases, printed_gradients(*no_biases, example, target))

# %% [markdown]
# **What we saw.** Every error is 2: $-1$ in place of 1 is off by 2. The lecture's update *subtracts*
# the gradient, so with this delta each step would climb. (In another place the lecture says to move
# in the gradient's direction. Two wrong signs would cancel, but that is no way to build a house.)
#
# So we turn all signs round.
#
# **Predict.** Are the gradients right now? With biases that are not 0, too?

# %%
biases = [np.array([[1.5], [-1.0], [2.0], [0.5]]), np.array([[-1.5], [1.0]])]
with_biases = [W_in, biases[0], W_out, biases[1]]
for network in (no_biases, with_biases):
    turned = [-gradient for gradient in printed_gradients(*network, example, target)]
    gradient_check(cost_of, network, turned)
    print()

# %% [markdown]
# **What we saw.** Without biases all is well. With biases all four are badly off.
# Something in the formulas is only right when every bias is 0. Which quantity did the forward pass
# really put into the sigmoid?

# %% [markdown]
# ### Exercise 3.7 — two_layer_gradients
#
# Mend the formulas. Write `two_layer_gradients(W1, b1, W2, b2, x, y)` for two sigmoid layers and
# the cost $\frac12 \sum_j (x_{2,j} - y_j)^2$. It returns `(dW1, db1, dW2, db2)`.
#
# | name | shape | meaning |
# |---|---|---|
# | `W1`, `b1` | `(n1, n0)`, `(n1, 1)` | first layer |
# | `W2`, `b2` | `(n2, n1)`, `(n2, 1)` | second layer |
# | `x`, `y` | `(n0, 1)`, `(n2, 1)` | one example and its target, columns |
# | results | as the parameters | how the cost reacts to each |


# %% exercise="two_layer_gradients"
def two_layer_gradients(W1, b1, W2, b2, x, y):
    """Give (dW1, db1, dW2, db2), each shaped like its parameter, for one example.

    Examples
    --------
    >>> one = np.array([[1.0]])
    >>> dW1, db1, dW2, db2 = two_layer_gradients(0 * one, 0 * one, 4 * one, -2 * one, 3 * one, one)
    >>> print(dW1, db1, dW2, db2)
    [[-0.375]] [[-0.125]] [[-0.0625]] [[-0.125]]
    """
    ### BEGIN SOLUTION
    z1 = W1 @ x + b1
    x1 = sigmoid(z1)
    z2 = W2 @ x1 + b2
    x2 = sigmoid(z2)
    delta2 = (x2 - y) * sigmoid_prime(z2)
    delta1 = W2.T @ delta2 * sigmoid_prime(z1)
    dW1, dW2 = delta1 @ x.T, delta2 @ x1.T
    return dW1, delta1, dW2, delta2  # the deltas are the gradients of the biases
    ### END SOLUTION


# %% [markdown]
# **Question.** The lecture tests its formulas nowhere. With which network could it have tested them
# and still missed the second fault?
#
# <details><summary>Compare with our answer</summary>
#
# With any network whose biases are all 0: then $Wx$ and $Wx + b$ are the same. Zeros are a common
# start for biases, and a poor choice for a test. Test with numbers that are all different.
#
# </details>

# %% [markdown]
# *Run the next cell once exercise 3.7 is right: it measures your gradients on the network with
# biases.*

# %%
with waits_for("two_layer_gradients"):
    claimed = two_layer_gradients(*with_biases, example, target)
    largest_error = gradient_check(cost_of, with_biases, claimed)
    print("good enough:", largest_error < 1e-6)

# %% [markdown]
# **What we saw.** Four errors far below $10^{-6}$. These four lines are lecture 003's exercise 3,
# and notebook 4 makes a loop of them for any number of layers.
#
# ## 8 How long may a step be?
#
# Back to the lecture's 3-4-2 network: $E = 16\,553$, outputs $(119, 146)$, targets $(4, 5)$. The
# lecture asks for one step with $\alpha = 0.1$, and says that the rate "normally ranges from 0.1 to
# 0.0001". Five rates are on offer:
#
# $$0.1 \qquad 0.01 \qquad 0.001 \qquad 0.0007 \qquad 0.0001$$
#
# **Predict.** Which of them lower $E$, and which lowers it most?
#
# Only the new weights *and* the new outputs can tell. You may work them out with your table of
# section 4, or type your prediction first and run the cells beneath the exercise.

# %% [markdown]
# ### Exercise 3.8 — step_length
#
# Type your prediction before you run anything further down; it is not marked. Fill in the rest
# when you know. `"limit_set_by"` asks what decides which rates work: `"rule"` if it is a
# fixed range such as 0.1 to 0.0001, `"numbers"` if it is the size of the values in the network.
#
# | field | form | meaning |
# |---|---|---|
# | `"prediction"` | number | the rate that you expect to lower $E$ most |
# | `"largest_that_lowers"` | number | the largest of the five after which $E$ is lower |
# | `"best"` | number | the one of the five that lowers $E$ most |
# | `"limit_set_by"` | `"rule"` or `"numbers"` | what decides which rates work |

# %% exercise="step_length"
### BEGIN SOLUTION
step_length = {
    "prediction": 0.0001,
    "largest_that_lowers": 0.001,
    "best": 0.0007,
    "limit_set_by": "numbers",
}
### END SOLUTION

# %% [markdown]
# **Question.** The outputs should move by $-115$ and $-141$, that is by $-1 \cdot \delta_2$. Moving
# the second layer alone moves them by $-\alpha\,(|a_1|^2 + 1)\,\delta_2$, and $|a_1|^2 = 1339$. Which
# $\alpha$ would hit exactly?
#
# <details><summary>Compare with our answer</summary>
#
# $\alpha = 1/1340 \approx 0.00075$. With the lecture's 0.1 the outputs move 134 times too far. The
# first layer moves as well, so the best rate is a little smaller.
#
# </details>

# %% [markdown]
# Now we take the step. The tables of section 4 are all that is needed; a step is the rate times
# these numbers, subtracted.

# %%
rates = [0.1, 0.01, 0.001, 0.0007, 0.0001]
delta_out, delta_in = np.array([115, 141]), np.array([486, 679, 397, 397])
table_2 = np.array([[2645, 1380, 1725, 2415], [3243, 1692, 2115, 2961]])
table_1 = np.array([[972, 486, 1458], [1358, 679, 2037], [794, 397, 1191], [794, 397, 1191]])


def E_after(rate):
    hidden = (lecture_W1 - rate * table_1) @ lecture_a0 + lecture_b1 - rate * delta_in
    output = (lecture_W2 - rate * table_2) @ hidden + lecture_b2 - rate * delta_out
    return np.sum((output - [4, 5]) ** 2) / 2


for rate in rates:
    print(f"rate {rate}: E = {E_after(rate):,.0f}")

# %% alt="E after one step over the learning rate, both on logarithmic scales. From the left the curve lies at the old value 16553, falls to a narrow minimum of about 30 near 0.0007, rises, dips once more near 0.003, crosses the old value at 0.0036 and climbs steeply to 4e11 at 0.1. Dots mark the five rates: 0.0001, 0.0007 and 0.001 lie below the old value, 0.01 and 0.1 far above."
rate_axis = 10 ** np.linspace(-5, -1, 400)
fig, ax = plt.subplots()
ax.loglog(rate_axis, [E_after(rate) for rate in rate_axis], color=BLUE, linewidth=2)
ax.loglog(rates, [E_after(rate) for rate in rates], "o", color=ORANGE, label="the five rates")
ax.axhline(16553, color="gray", linestyle="--", linewidth=1, label="E before the step")
ax.set_title("One step in the right direction, shorter or longer")
ax.set_xlabel("learning rate α (no unit, log scale)")
ax.set_ylabel("E after the step (no unit, log scale)")
ax.legend()
plt.show()

# %% [markdown]
# **What to see.** Below the dashed line the step helped. 0.0001 lowers $E$ to 11 272, 0.0007 to 34,
# and 0.001 to 1500. (The second dip is a coincidence: both layers are far off, and their errors
# cancel.) Then the curve shoots up: 18.5 million at 0.01, and at the lecture's 0.1 it is 390 billion.
# The direction was right each time.
#
# The break-even rate is 0.00355 *here*, with values around 20; larger ones would lower it. So neither
# lecture 003's range nor the "0.01 to 0.1" of lecture 002 is a law; lecture 001 learns well with
# 3.0. And no step "ensures" progress, as lecture 000 says: a gradient is a promise about a
# *small* step.

# %% [markdown]
# On a map the limit can be seen. The next cell opens on lecture 003's $2x^2 + 3xy + y^3$.
#
# **Predict.** From $(1, 2)$ with the rate 0.1: does the walk end at a lowest place?

# %% alt="An interactive map of lecture 003's function 2x squared plus 3xy plus y cubed with contour lines. From the start at (1, 2) an orange arrow shows the gradient (10, 15), a blue one the next step. Beside it, the height over the steps taken."
figures.downhill("lecture")

# %% [markdown]
# **What to see.** With 0.1 the first step ends at $(0, 0.5)$, and the walk settles near
# $(-0.56, 0.75)$, a valley. It is no lowest place of the whole map: towards $y = -\infty$ the function
# falls for ever. With 0.2 the first step jumps across, and the walk leaves the map.

# %% [markdown]
# ## Recall
#
# Five questions, without looking back.
#
# 1. What do a sum, a product and a fork do to a gradient?
# 2. Why is a slope measured on both sides?
# 3. What do relative errors of 1e-2, 1e-6 and 1e-10 say of a gradient?
# 4. May the old delta use the new weights?
# 5. From notebook 2: which index of $W$ belongs to the neuron *to* which a line leads?
#
# <details><summary>Compare with our answers</summary>
#
# 1: a sum hands it on, a product multiplies by the other factor, at a fork the roads back add up.
# 2: the errors of both sides nearly cancel. 3: wrong; doubtful, unless there is a kink; right.
# 4: no, all gradients belong to the old parameters. 5: the first one, the row.
#
# </details>
#
# **You can now** give every number of a network its share, and prove it by measuring.

# %%
progress()
