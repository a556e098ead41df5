# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: exercise,given,words,tags,alt,-all
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
# The network of page one has 25 450 numbers, and now and then it takes a 7 for a 1. Which of them
# must move, which way, how far? Run the next four cells.

# %% tags=["folded"]
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
import numpy as np

from checker import case, check, figures, hint, predict, predictions, progress, waits_for


# %% tags=["tools"]
# From notebook 1; replace nothing here.
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


# %% alt="Left, the picture of a handwritten 7. Right, ten bars, the outputs of the recorded network: the longest is that of the 1. Above them stands the cost, and what it is when one weight is turned by 0.1: hardly different."
figures.still.misread()

# %% [markdown]
# **What to see.** One number is turned, and the cost moves a little. Trying each takes two forward
# passes apiece. There is a shorter way: one walk forward, one walk back. You take it on paper first,
# on a neuron with three numbers.
#
# <details><summary>How typed numbers are marked</summary>
#
# They are yours alone, and a wrong one does not spoil what follows: what you compute correctly from it
# keeps half of its points.
#
# </details>
#
# ## 1 The graph
#
# In a **computation graph** every operation is a node, every value a line. The numbers are old
# friends: $x = (-1, -2)$, $w = (2, -3)$, $b = -3$, $y = 1$. The sum without the bias is called
# $\Omega$ (omega).
#
# | line | how | value |
# |---|---|---|
# | $\Omega$ | $2 \cdot (-1) + (-3) \cdot (-2)$ | 4 |
# | $z$ | $\Omega + b = 4 - 3$ | 1 |
# | $a$ | $\sigma(1)$, with two digits | 0.73 |
# | $C$ | $\frac12 (0.73 - 1)^2$ | 0.036 |

# %% [markdown]
# **Predict.** We raise $w_1$, $w_2$ or $b$ by a thousandth. Which of the three moves the cost most?


# %%
def graph_cost(w1=2.0, w2=-3.0, b=-3.0):
    return (sigmoid(-1 * w1 - 2 * w2 + b) - 1) ** 2 / 2


with predict("three knobs"):
    for name, old in [("w1", 2.0), ("w2", -3.0), ("b", -3.0)]:
        moved = graph_cost(**{name: old + 0.001}) - graph_cost()
        print(f"{name} moves the cost by {1000 * moved:.3f} thousandths")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# $w_2$, by 0.106 thousandths: its input is the larger one. The others move it by 0.053, the bias
# downwards.
#
# </details>
#
# Measuring took six costs. Now one walk back gives all three slopes. It answers, line by line from
# the right: how much does the cost change if *this* value changes a little?
#
# Behind the cost stands 1: the cost reacts to itself one to one. Beneath $a$ stands
# $a - y = 0.73 - 1 = -0.27$. Next comes the sigmoid node. Its own slope is
# $a(1 - a) = 0.73 \cdot 0.27 = 0.1971$, the **local gradient**: how $a$ reacts to $z$. The node knows
# nothing of the cost.

# %% [markdown]
# Beneath $z$ belongs the **global gradient**: how the *cost* reacts to $z$. If $z$ rises by a
# thousandth, $a$ rises by 0.1971 thousandths, and each of these moves $C$ by $-0.27$. That makes
# $-0.27 \cdot 0.1971 = -0.053$. We measure it; $b$ moves $z$ one to one:

# %%
print("thousandths:", round(1000 * (graph_cost(b=-2.999) - graph_cost()), 4))

# %% [markdown]
# There is one rule for the whole graph:
#
# > number beneath a line = number beneath the next line $\times$ local slope of the node between
#
# - **Sum.** If an input rises by 0.1, the sum does too: slope 1. So $-0.053$ is *copied* to $b$, to
#   $\Omega$ and to both products.
# - **Product.** $w_1 x_1$ reacts to $w_1$ with the slope $x_1$: each factor gets the *other* one.
#
# Go forward with the button. Then a line is marked, and you type what belongs beneath it. Two per
# cent off is close enough.

# %% alt="An interactive computation graph of one neuron. Buttons compute the values from left to right and then ask for each gradient from right to left. At the start it shows the inputs, weights, bias and target, with empty lines between the nodes."
figures.computation_graph()

# %% [markdown]
# **What to see.** One sweep back, and every parameter has its gradient: this is **backpropagation**.
#
# With gaps: $x = (2, 1)$, $w = (1, -2)$, $b = 0$, $y = 1$, $\eta = 2$.
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
#
# <details><summary>If you read lectures 001 and 004</summary>
#
# The graph is that of lecture 001. It prints 1.94 for $2 - 0.053 = 1.947$; cut digits always err in
# one direction. Lecture 004 makes the bias a weight whose input is 1, and never writes its gradient
# down: $-0.053 \cdot 1$.
#
# </details>

# %% [markdown]
# ### Exercise 3.1 — graph_by_hand
#
# The graph for $x_1$ = «graph_by_hand.x1», $x_2$ = «graph_by_hand.x2»,
# $w_1$ = «graph_by_hand.w1», $w_2$ = «graph_by_hand.w2», $b$ = «graph_by_hand.b»,
# $y$ = «graph_by_hand.y», with a step of the rate $\eta$ = «graph_by_hand.lr». Draw it on paper. Keep
# three decimals and round. `"dC_da"` means $\partial C / \partial a$.
#
# | field | meaning |
# |---|---|
# | `"Omega"`, `"z"`, `"a"`, `"C"` | values |
# | `"dC_da"`, `"dC_dz"` | global gradients |
# | `"da_dz"` | local gradient of the sigmoid |
# | `"dC_db"`, `"dC_dw1"`, `"dC_dw2"` | of parameters |
# | `"w1_new"`, `"w2_new"`, `"b_new"` | after the step |
# | `"a_new"` | the new output |

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
# target of 0.3 lies inside its range, and a long step can end beyond it. Section 8 comes back to this.
#
# </details>

# %% [markdown]
# ## 2 What each node does
#
# A node only needs to know what *arrives* from the right. We call it `dout`: how the cost reacts to
# the node's output. Rates along a chain multiply, like gear ratios.
#
# A product node holds 3 and 5, and $-2$ arrives. What does it hand to the 3, what to the 5?

# %%
for u, v in [(3.1, 5), (3, 5.1)]:
    print(f"{u} · {v} rises by {u * v - 15:.1f}, so the cost moves by {-2 * (u * v - 15):.1f}")

# %% [markdown]
# So the 3 is handed $-2 \cdot 5 = -10$, and the 5 is handed $-6$.
#
# | node | output | handed to its inputs |
# |---|---|---|
# | sum | $u + v$ | what arrives, copied |
# | product | $u \cdot v$ | what arrives times the other factor |
# | sigmoid | $\sigma(z)$ | what arrives times the slope |
# | cost | $\frac12 (a - y)^2$ | what arrives times $a - y$ |

# %% [markdown]
# ### Exercise 3.2 — add_backward
#
# Write the way back through four nodes, one line each. Numbers and arrays of equal shapes both work,
# entry by entry. `check(add_backward)` looks at all four.
#
# | name | shape | meaning |
# |---|---|---|
# | `dout` | number or array | what arrives |
# | `u`, `v` | as `dout` | inputs of the product |
# | `out` | as `dout` | the sigmoid's *output* |
# | `a`, `y` | as `dout` | activation and target |
# | `du`, `dv`, `dz`, `da` | as `dout` | what the inputs are handed |


# %% exercise="add_backward"
def add_backward(dout):
    """Give (du, dv) for a node that computes u + v.

    Examples
    --------
    >>> add_backward(-0.25)
    (-0.25, -0.25)
    """
    ### BEGIN SOLUTION
    return dout, dout
    ### END SOLUTION


def mul_backward(dout, u, v):
    """Give (du, dv) for a node that computes u * v."""
    ### BEGIN SOLUTION
    return dout * v, dout * u
    ### END SOLUTION


def sigmoid_backward(dout, out):
    """Give dz for a sigmoid node whose output is out."""
    ### BEGIN SOLUTION
    return dout * out * (1 - out)
    ### END SOLUTION


def half_square_backward(dout, a, y):
    """Give da for a node that computes (a - y)² / 2."""
    ### BEGIN SOLUTION
    return dout * (a - y)
    ### END SOLUTION


# %% [markdown]
# **Question.** A product node computes $u \cdot v$ with $u = 0$. Which of its two inputs gets the
# gradient 0, whatever arrives?
#
# <details><summary>Compare with our answer</summary>
#
# The $v$: its local slope is $u = 0$. As long as $u$ is 0, moving $v$ changes nothing. The $u$ may
# well get some.
#
# </details>
#
# ## 3 A value used twice
#
# What if a value goes to two places? The smallest such graph is $x \cdot x$: a product node that gets
# the same $x$ on both sides.
#
# **Predict.** $x = 3$, and 1 arrives. The node hands 3 to its left input and 3 to its right input.
# What is the slope of $x \cdot x$ at 3?

# %%
with predict("x times x"):
    print("measured slope:", round((3.001**2 - 2.999**2) / 0.002, 6))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# 6, as school's rule $2x$ says. Both sides move when $x$ moves.
#
# </details>
#
# **At a fork, the numbers that come back are added.** Along one road slopes multiply; over parallel
# roads they add up.
#
# In the next figure one value $u$ feeds two sigmoids, and their sum should be $y$:
#
# $$C = \tfrac12 \bigl(\sigma(w_1 u) + \sigma(w_2 u) - y\bigr)^2.$$
#
# With $u = 1$, weights 2 and 1, and $y = 1$ the error is $0.881 + 0.731 - 1 = 0.612$. Back at the
# products are $0.612 \cdot 0.105 = 0.064$ and $0.612 \cdot 0.197 = 0.120$.

# %% [markdown]
# **Predict.** What stands beneath $u$?


# %%
def fork_cost(u):
    return (sigmoid(2 * u) + sigmoid(1 * u) - 1) ** 2 / 2


with predict("beneath the fork"):
    print("measured slope:", round((fork_cost(1.001) - fork_cost(0.999)) / 0.002, 3))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# The upper road brings $0.064 \cdot 2 = 0.128$, the lower one $0.120 \cdot 1$. Together, added before
# rounding, they make 0.249.
#
# </details>
#
# Fill this graph, too. Then try $w_2 = -w_1$ and $y = 1$: what comes back to $u$?

# %% alt="The interactive graph of the fork. The value u goes to two products, each followed by a sigmoid; their sum is compared with y. A plus sign appears at u when both gradients have come back."
figures.computation_graph("fork")

# %% [markdown]
# **What to see.** At the plus sign the numbers of both roads are added. Whoever takes one road only
# gets a number that looks just as good.
#
# <details><summary>If you read lectures 001 and 004</summary>
#
# Lecture 001 walks back along one road only, which is right for its neuron. Lecture 004 writes in
# front of a slope a sum over $k$, though nothing behind the sign depends on $k$: taken literally it
# counts the same road once for each output.
#
# </details>

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
#
# ## 4 Two layers by hand
#
# A network is nothing but more nodes. From $C$ to the weight $w_{11}$ of the first hidden neuron: how
# many local slopes are multiplied on the way?

# %% alt="The interactive graph of a network with two inputs, two hidden neurons and one output neuron: each neuron is two products, a sum and a sigmoid. Its weights are called w with two indices, to and from."
figures.computation_graph("network")

# %% [markdown]
# **What to see.** Seven, one for each node: cost, sigmoid, sum, product, sigmoid, sum, product. The
# first five, down to $z_1$, serve $w_{12}$ as well.
#
# Whoever has done a whole layer by hand reads the formulas of notebook 4 like plain text. So: three
# inputs, four hidden nodes, two outputs. The activation is **linear**, output = input, with the slope
# 1, and all numbers stay whole.

# %%
lecture_a1 = np.array([[2, 3, 4], [2, 1, 2], [3, 5, 1], [2, 3, 4]]) @ [2, 1, 3] + [4, 1, 1, 2]
lecture_W2 = np.array([[3, 1, 1, 1], [1, 4, 2, 2]])
print("a1", lecture_a1, "  a2", lecture_W2 @ lecture_a1 + [2, 3])

# %% [markdown]
# The first hidden node has the weights 2, 3, 4 and the bias 4. From the input $(2, 1, 3)$ it makes
# $2 \cdot 2 + 3 \cdot 1 + 4 \cdot 3 + 4 = 23$. The others work alike. With the target (4, 5) the cost
# is $C = \frac12 (115^2 + 141^2) = 16\,553$. A bad start.
#
# Now back. With the slope 1 everywhere the output's delta is the error alone:
# $\delta_2 = a_2 - y = (115, 141)$. How does $C$ react to the first hidden node? Output 1 uses it with
# the weight 3, output 2 with the weight 1. It is a fork, so we add.

# %% alt="The 3-4-2 network. From the two output nodes, with deltas 115 and 141, orange lines run back to the first hidden node, labelled with the weights 3 and 1; beside that node stands 486 = 3 times 115 plus 1 times 141. The second hidden node shows a question mark, the others 397 and 397. All other connections are grey."
figures.still.two_roads_back()

# %% [markdown]
# **What to see.** Each output sends its blame back along its weights. Going forward, output 1 collects
# along a *row* of `W2`; going back, a hidden node collects along a *column*, the weights that leave
# it. A table read by columns is the transposed table: $\delta_1 = W_2^T \delta_2$.
#
# **Predict.** The second column of `W2` is $(1, 4)$. What is the delta of hidden node 2?

# %%
with predict("hidden node 2"):
    print("delta1", lecture_W2.T @ np.array([115, 141]))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# $1 \cdot 115 + 4 \cdot 141 = 679$. Together $\delta_1 = (486, 679, 397, 397)$.
#
# </details>
#
# A weight sits on a product node. Its gradient is the delta at its end times the value at its start.
# The input is $(2, 1, 3)$, so the first row of the gradient for `W1` is
# $486 \cdot (2, 1, 3) = (972, 486, 1458)$: one row for each delta, one column for each value. The
# gradient of a bias is the delta itself. Here is all of it, `dW2` above `dW1`:

# %%
print(np.outer([115, 141], lecture_a1), np.outer([486, 679, 397, 397], [2, 1, 3]), sep="\n\n")

# %% [markdown]
# Your turn, smaller: inputs $(1, 2)$, two hidden nodes, one output, linear. `W1` has the rows $(1, 2)$
# and $(3, 1)$, its biases are 0 and 1. `W2` is $(2, -1)$ with the bias 3. The target is 5.
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
#
# <details><summary>If you read lecture 003</summary>
#
# This is its exercise 1. It writes $E$ for our $C$, $\alpha$ for $\eta$, $t$ for $y$, and $x_0$ to
# $x_2$ for the layers, and it says of the way without matrices: "Don't do it. Seriously."
#
# </details>

# %% [markdown]
# ### Exercise 3.4 — backward_by_hand
#
# Your own 3-4-2 network, linear, one step of rate $\eta$ = «backward_by_hand.lr». Given are
# `a0` = `«backward_by_hand.a0»`, `y` = `«backward_by_hand.y»`.
#
# - `W1` = `«backward_by_hand.W1»`, `b1` = `«backward_by_hand.b1»`
# - `W2` = `«backward_by_hand.W2»`, `b2` = `«backward_by_hand.b2»`
#
# Type lists; nothing needs rounding. Of tables only the first row is asked.
#
# | field | form |
# |---|---|
# | `"a1"`, `"delta1"` | 4 numbers |
# | `"a2"`, `"delta2"`, `"b2_new"` | 2 numbers |
# | `"C"` | one number |
# | `"dW2_row1"` | 4 numbers |
# | `"dW1_row1"`, `"W1_new_row1"` | 3 numbers |

# %% given="backward_by_hand"
a0 = [1, 2, 1]
W1 = [[3, 1, 3], [2, 2, 2], [1, 3, 2], [1, 2, 1]]
b1 = [2, 3, 3, 1]
W2 = [[3, 1, 2, 2], [1, 1, 3, 2]]
b2 = [3, 4]
y = [3, 5]
lr = 0.001

# %% exercise="backward_by_hand"
### BEGIN SOLUTION
# np.ravel and np.array: a student's own fields, from which we may go on, can be lists or columns
a1 = np.dot(W1, a0) + b1
a2 = np.dot(W2, np.ravel(a1)) + b2
C = 0.5 * np.sum((np.ravel(a2) - y) ** 2)
delta2 = np.ravel(a2) - y
delta1 = np.dot(np.transpose(W2), np.ravel(delta2))
dW2_row1 = np.ravel(delta2)[0] * np.ravel(a1)
dW1_row1 = np.ravel(delta1)[0] * np.array(a0)
W1_new_row1 = W1[0] - lr * np.ravel(dW1_row1)
b2_new = b2 - lr * np.ravel(delta2)
backward_by_hand = {
    "a1": a1,
    "a2": a2,
    "C": C,
    "delta2": delta2,
    "delta1": delta1,
    "dW2_row1": dW2_row1,
    "dW1_row1": dW1_row1,
    "W1_new_row1": W1_new_row1,
    "b2_new": b2_new,
}
### END SOLUTION

# %% [markdown]
# **Question.** You sent the deltas back through the *old* weights. What would be wrong with the new
# ones? They are better, after all.
#
# <details><summary>Compare with our answer</summary>
#
# The gradient says how $C$ reacts at the place where the network made its prediction, and there the
# weights were old. A mix is the gradient of your network neither before nor after the step.
#
# </details>
#
# *A good place to stop. You have sent an error back through a network by hand.* `progress()` says
# where to go on.
#
# ## 5 Measuring a gradient
#
# Every rule can be misremembered, but a slope can be *measured*. Take
# $f(x, y) = 2x^2 + 3xy + y^3$ at $(1, 2)$, where $f = 16$. We hold $y$ still and move $x$ by 0.1:
# $f(1.1, 2) = 17.02$ gives $(17.02 - 16) / 0.1 = 10.2$. The right slope is 10.

# %% [markdown]
# From the left to the right, with $f(0.9, 2) = 15.02$, it is $(17.02 - 15.02) / 0.2 = 10$.
#
# **Predict.** For $y$ the right slope is 15. How does the error shrink when $h$ goes from 0.1 to 0.01,
# on one side and from both?


# %%
def lecture_f(p):
    x, y = p
    return 2 * x**2 + 3 * x * y + y**3


with predict("one side or both"):
    for h in (0.1, 0.01):
        up, down = lecture_f([1, 2 + h]), lecture_f([1, 2 - h])
        print(f"h = {h}: one-sided {(up - 16) / h:.4f}, centred {(up - down) / (2 * h):.4f}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# One-sided, the error falls from 0.61 to 0.06, to a tenth. Centred, it falls from 0.01 to 0.0001, to a
# *hundredth*: the bends on both sides cancel.
#
# </details>
#
# The **central difference** along entry $i$ is $\frac{f(x + h e_i) - f(x - h e_i)}{2h}$: one entry
# moves, all others are held still. At a **kink**, as $|x|$ has at 0, it gives the mean of two slopes.
#
# <details><summary>Two traps of Python</summary>
#
# `array[0] += 0.00001` does nothing to an array of whole numbers: the step is rounded away. And it
# changes the array for everybody who kept it: for the caller, and for an `f` that remembers what it
# was asked last.
#
# </details>

# %% [markdown]
# ### Exercise 3.5 — numerical_gradient
#
# Write `numerical_gradient(f, x, h=1e-5)`: the gradient of `f` at `x` by central differences. Call `f`
# twice for each entry, with a *new* array in `float64` each time; then `x` stays as it is, even if `f`
# stops half-way. `np.ndindex(x.shape)` runs through the places of an array of any shape, even `()`.
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
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        gradient[place] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
    ### END SOLUTION


# %% [markdown]
# **Question.** The network of page one has 25 450 parameters. How many forward passes would a
# measured gradient take? Why not train with it?
#
# <details><summary>Compare with our answer</summary>
#
# 50 900 for a single gradient. Backpropagation costs about as much as two or three forward passes.
# Measuring is for checking.
#
# </details>
#
# The smaller the step, the smaller the error: so $h = 10^{-12}$? A computer keeps about 16 digits.
# At $h = 10^{-12}$ the two costs agree in nearly all of them. Where is the best step?

# %% alt="An interactive plot of the relative error of a measured slope over the step h, both logarithmic, for the one-sided and the central difference, with a marker at the chosen step; beside it the two secants on the curve."
figures.step_size()

# %% [markdown]
# **What to see.** On the right the one-sided error follows $h$ and the centred one $h^2$. On the left
# both grow by about ten when $h$ falls to a tenth: rounding errors of a fixed size are divided by $h$.
# At $h = 10^{-5}$ the central difference has about ten right digits: a check can be strict.
#
# ## 6 Designing the check
#
# A gradient from a formula and a measured one never agree to the last digit. When are they the same?
# Write your rule down first: we shall attack it.
#
# **Predict.** The rule is "equal if they differ by less than $10^{-6}$". We try slopes around a
# million, right to nine digits, and slopes around a billionth, all of them doubled.

# %%
with predict("a fixed limit"):
    for size, factor in [(1e6, 1 + 1e-9), (1e-9, 2)]:
        print(f"slope {0.9 * size:.0e}, off by {0.9 * size * (factor - 1):.1e}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# The right one differs by 0.0009 and is refused, the doubled one by $9 \cdot 10^{-10}$ and is accepted.
#
# </details>
#
# A difference means nothing until it is compared with the size of the numbers.
#
# **Predict.** 400 differences must become one number. One entry is off by $10^{-4}$; in another
# gradient two are off, by $+0.3$ and $-0.3$. Which summary sees both?

# %%
differences = np.zeros((2, 400))
differences[0, 137], differences[1, [12, 305]] = 1e-4, [0.3, -0.3]
with predict("one number of 400"):
    for d in differences:
        print(f"mean {np.mean(abs(d)):.1e}, sum {np.sum(d):.1e}, largest {np.max(abs(d)):.1e}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# The mean hides one bad entry behind 399 good ones, $2.5 \cdot 10^{-7}$. In the sum two errors cancel.
# The largest sees both.
#
# </details>
#
# Three odd cases: 0 / 0 is nan ("not a number"), though a gradient may well be 0. With nan
# both `<=` and `>` are false. A row minus a column is a table, without a word.

# %% [markdown]
# ### Exercise 3.6 — accepts_gradient
#
# Write `accepts_gradient(f, grad_f, x, tol=1e-6)`: is `grad_f` the gradient of `f` at `x`? Use
# `numerical_gradient`. We examine it with 9 right gradients and 12 wrong ones. Points: 3 times the
# share of right ones accepted times the share of wrong ones refused.
#
# | name | shape | meaning |
# |---|---|---|
# | `f` | function | from an array to a number |
# | `grad_f` | function | from the same array to the claimed gradient |
# | `x` | any array | where to compare |
# | `tol` | number | how far off, relative to the size, is equal |
# | result | `True` or `False` | |


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
# **Question.** $f(x) = |x|$ has a kink at 0. What does a central difference measure exactly there, and
# what would you do about it?
#
# <details><summary>Compare with our answer</summary>
#
# $(h - h) / 2h = 0$, the mean of the slopes $-1$ and 1, which belongs to neither side. Check at a place
# that is further than $h$ from every kink.
#
# </details>
#
# From now on no gradient in this course has to be believed. The course's own tool works like yours for
# a list of parameters: `gradient_check(function, parameters, gradients)`.
#
# ## 7 A published formula to mend
#
# For two layers these lines were published; $\odot$ multiplies entry by entry:
#
# $$\delta_2 = (y - a_2) \odot \sigma'(W_2 a_1), \qquad \delta_1 = W_2^T \delta_2 \odot \sigma'(W_1 x).$$
#
# We measure them on a network with three inputs, four hidden nodes and two outputs, at first with all
# biases 0. `delta @ x.T` builds the table of section 4.


# %%
def printed_gradients(W1, b1, W2, b2, x, y):
    a1 = sigmoid(W1 @ x + b1)
    delta2 = (y - sigmoid(W2 @ a1 + b2)) * sigmoid_prime(W2 @ a1)
    delta1 = W2.T @ delta2 * sigmoid_prime(W1 @ x)
    return delta1 @ x.T, delta1, delta2 @ a1.T, delta2


# %%
from checker import gradient_check


def cost_of(parameters):
    hidden = sigmoid(parameters[0] @ example + parameters[1])
    return np.sum((sigmoid(parameters[2] @ hidden + parameters[3]) - target) ** 2) / 2


rng = np.random.default_rng(8)
example, target = rng.uniform(-1, 1, (3, 1)), np.array([[0.2], [0.9]])
no_biases = [rng.normal(size=(4, 3)), np.zeros((4, 1)), rng.normal(size=(2, 4)), np.zeros((2, 1))]
gradient_check(cost_of, no_biases, printed_gradients(*no_biases, example, target))

# %% [markdown]
# Every error is 2: $-1$ in place of 1 is off by 2. With this sign each step would climb. So we turn
# all signs round.
#
# **Predict.** Are the gradients right now, with biases that are 0, and with others?

# %%
with_biases = [no_biases[0], rng.normal(size=(4, 1)), no_biases[2], rng.normal(size=(2, 1))]
with predict("signs turned round"):
    for network in (no_biases, with_biases):
        gradient_check(cost_of, network, [-g for g in printed_gradients(*network, example, target)])

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Without biases all is well. With biases all four are badly off.
#
# </details>
#
# Something in the formulas is right only where every bias is 0. What did the forward pass really put
# into the sigmoid?
#
# <details><summary>If you read lecture 003</summary>
#
# The formulas are its own, "ignoring biases". It prints $x_2 - y$ first and $y - \dots$ a paragraph
# later, and elsewhere says to move in the gradient's direction: two wrong signs would cancel.
#
# </details>

# %% [markdown]
# ### Exercise 3.7 — two_layer_gradients
#
# Mend the formulas. Write `two_layer_gradients(W1, b1, W2, b2, x, y)` for two sigmoid layers and
# the cost $\frac12 \sum_j (a_{2,j} - y_j)^2$. It returns `(dW1, db1, dW2, db2)`.
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
# **Question.** With which network could somebody test the printed formulas, and still miss the second
# fault?
#
# <details><summary>Compare with our answer</summary>
#
# With any network whose biases are all 0: then $Wx$ and $Wx + b$ are the same. Zeros are a common
# start, and a poor choice for a test.
#
# </details>
#
# *Run the next cell once exercise 3.7 is right.*

# %%
with waits_for("two_layer_gradients"):
    gradient_check(cost_of, with_biases, two_layer_gradients(*with_biases, example, target))

# %% [markdown]
# Four errors far below $10^{-6}$. Notebook 4 makes a loop of these four lines, for any number of
# layers.
#
# ## 8 How long may a step be?
#
# Back to the linear 3-4-2 network: $C = 16\,553$, outputs $(119, 146)$, targets $(4, 5)$. Five rates
# are on offer: 0.1, 0.01, 0.001, 0.0007 and 0.0001. The direction is right for all of them.
#
# **Predict.** Which one lowers the cost most in one step?


# %% alt="The cost after one step over the learning rate, both on logarithmic scales. From the left the curve lies at the old value 16553, falls to a narrow minimum of about 30 near 0.0007, rises, dips once more near 0.003, crosses the old value at 0.0036 and climbs steeply to 4e11 at 0.1. Dots mark the five rates, each with its cost."
def cost_after(rate):
    hidden = lecture_a1 - rate * np.array([486, 679, 397, 397]) * (2**2 + 1**2 + 3**2 + 1)
    new_W2 = lecture_W2 - rate * np.outer([115, 141], lecture_a1)
    return np.sum((new_W2 @ hidden + [2, 3] - rate * np.array([115, 141]) - [4, 5]) ** 2) / 2


with predict("five rates"):
    figures.still.step_lengths(cost_after, [0.1, 0.01, 0.001, 0.0007, 0.0001])

# %% [markdown]
# **What to see.** Below the dashed line the step helped. (In the second dip two errors cancel.) The
# curve crosses the line at the rate 0.00355 *here*, with values around 20; larger ones would lower it.
# A gradient is a promise about a *small* step.

# %% [markdown]
# ### Exercise 3.8 — step_length
#
# Draw the conclusions. `"limit_set_by"` asks what decides which rates work: `"rule"` if it is a fixed
# range such as 0.1 to 0.0001, `"numbers"` if it is the size of the values in the network.
#
# | field | form | meaning |
# |---|---|---|
# | `"largest_that_lowers"` | number | the largest of the five after which $C$ is lower |
# | `"best"` | number | the one of the five that lowers $C$ most |
# | `"limit_set_by"` | `"rule"` or `"numbers"` | what decides which rates work |

# %% exercise="step_length"
### BEGIN SOLUTION
step_length = {
    "largest_that_lowers": 0.001,
    "best": 0.0007,
    "limit_set_by": "numbers",
}
### END SOLUTION

# %% [markdown]
# **Question.** The outputs should move by $-1 \cdot \delta_2$. The second layer alone moves them by
# $-\eta\,(|a_1|^2 + 1)\,\delta_2$, and $|a_1|^2 = 1339$. Which $\eta$ would hit exactly?
#
# <details><summary>Compare with our answer</summary>
#
# $\eta = 1/1340 \approx 0.00075$. With 0.1 the outputs move 134 times too far. The first layer moves as
# well, so the best rate is a little smaller.
#
# </details>
#
# On a map the limit can be seen. It opens on the function of section 5. From $(1, 2)$ with the rate
# 0.1: does the walk end at a lowest place?

# %% alt="An interactive map of the function 2x squared plus 3xy plus y cubed with contour lines. From the start at (1, 2) an orange arrow shows the gradient (10, 15), a blue one the next step. Beside it, the height over the steps taken."
figures.downhill("lecture")

# %% [markdown]
# **What to see.** The first step ends at $(0, 0.5)$, the walk near $(-0.56, 0.75)$: a valley, and no
# lowest place, for towards $y = -\infty$ the function falls for ever. With 0.2 the walk leaves the map.
#
# <details><summary>If you read lectures 000, 002 and 003</summary>
#
# Lecture 003 asks for the step with 0.1 and names a range from 0.1 to 0.0001; lecture 002 says 0.01 to
# 0.1; lecture 001 learns well with 3.0. None is a law. And no step "ensures" progress, as lecture 000
# says.
#
# </details>

# %% [markdown]
# ### Exercise 3.9 — trust_in_gradients
#
# A friend has measured the slope of one weight, found it equal to their formula to six digits, and
# says: “All my gradients are right.” Answer in two or three sentences what they know and what they do
# not know yet. What you write is read by a person, not by `check`.

# %% [markdown] words="trust_in_gradients"
# *Write here, in place of this line.*

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
predictions()
progress()
