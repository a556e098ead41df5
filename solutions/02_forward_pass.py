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
# # 2 The forward pass
#
# One neuron draws one straight line, and no line solves XOR: ring if exactly *one* button is
# pressed. Three neurons do. Now networks of any size: node by node, then a layer in one line.
#
# One habit carries you: **before you run a line with matrices, say its shape.**
#
# Now run the next four cells.

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
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from checker import case, check, figures, hint, progress, waits_for


# %% tags=["tools"]
# From notebook 1, in the lectures' plain form; replace nothing here.
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


def relu(z):  # for section 8, which explains it
    return np.maximum(0, z)


# %%
BLUE, ORANGE = "#0072B2", "#D55E00"  # values are blue, what is pointed out is orange
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
# ## 1 Node by node
#
# Lecture 003 builds a network from six nodes. Nodes 1 and 2 are **input nodes**: they only hold
# numbers. Nodes 3, 4 and 5 form the **hidden layer**, node 6 is the output.
#
# The index of a weight says from where to where: $w_{13}$ leads from node 1 to node 3. The inputs
# are $n_1 = 0.2$ and $n_2 = 0.3$, and every bias is 1.
#
# | to | from node 1 | from node 2 |
# |---|---|---|
# | node 3 | $w_{13} = 4$ | $w_{23} = 5$ |
# | node 4 | $w_{14} = 5$ | $w_{24} = 6$ |
# | node 5 | $w_{15} = 6$ | $w_{25} = 7$ |
#
# The output node has $w_{36} = 9$, $w_{46} = 10$ and $w_{56} = 11$.

# %% [markdown]
# Node 3 is a neuron as in notebook 1: products, sum, bias, sigmoid.
#
# $4 \cdot 0.2 + 5 \cdot 0.3 + 1 = 3.3$ and $\sigma(3.3) = 0.964$, so $n_3 = 0.964$.
#
# The order *inside* a layer is free; node 4 does not need node 3. The order *of the layers* is not:
# node 6 has to wait for all three.
#
# Fill the table:
#
# | node | pre-activation | value |
# |---|---|---|
# | 3 | 3.3 | 0.964 |
# | 4 | ____ | 0.978 |
# | 5 | ____ | 0.987 |
# | 6 | $9 n_3 + 10 n_4 + 11 n_5 + 1 =$ ____ | ____ |
#
# **Predict.** Is $n_6$ nearer to 0.97 or to 1?

# %%
lecture_hidden = sigmoid(np.array([4 * 0.2 + 5 * 0.3, 5 * 0.2 + 6 * 0.3, 6 * 0.2 + 7 * 0.3]) + 1)
lecture_z6 = np.array([9, 10, 11]) @ lecture_hidden + 1
print("hidden nodes", np.round(lecture_hidden, 3))
print("output node  z =", np.round(lecture_z6, 6), "  value =", sigmoid(lecture_z6))

# %% [markdown]
# **What we saw.** The missing pre-activations are 3.8, 4.3 and 30.314. The lecture writes
# $n_6 = 1$; what is missing from 1 is $7 \cdot 10^{-14}$.
#
# All four neurons sit in the flat part of the curve; we say they are **saturated**. The lecture
# chose its weights to be easy to remember, and calls this a weak point of the sigmoid. For learning
# it would be a disaster: where the curve is flat, a moved weight leaves no trace. In the exercise
# the weights are smaller.
#
# One sentence of lecture 000 needs an addition: it gives a bias to "each hidden layer". The output
# layer has one too. Only input nodes have none, for they compute nothing.

# %% [markdown]
# ### Exercise 2.1 — network_by_hand
#
# The same network with other numbers. Inputs: $n_1$ = «network_by_hand.n1»,
# $n_2$ = «network_by_hand.n2». Biases: $b_3$ = «network_by_hand.b3»,
# $b_4$ = «network_by_hand.b4», $b_5$ = «network_by_hand.b5», $b_6$ = «network_by_hand.b6».
# Replace each `None` by a number. Keep four decimals on the way; three are enough in the answer.
#
# | to | from node 1 | from node 2 |
# |---|---|---|
# | node 3 | $w_{13}$ = «network_by_hand.w13» | $w_{23}$ = «network_by_hand.w23» |
# | node 4 | $w_{14}$ = «network_by_hand.w14» | $w_{24}$ = «network_by_hand.w24» |
# | node 5 | $w_{15}$ = «network_by_hand.w15» | $w_{25}$ = «network_by_hand.w25» |
#
# | to | from node 3 | from node 4 | from node 5 |
# |---|---|---|---|
# | node 6 | $w_{36}$ = «network_by_hand.w36» | $w_{46}$ = «network_by_hand.w46» | $w_{56}$ = «network_by_hand.w56» |

# %% given="network_by_hand"
n1 = 0.5
n2 = 0.8
w13 = 1.5
w14 = -1.2
w15 = 0.6
w23 = -0.8
w24 = 1.4
w25 = 0.9
w36 = 1.1
w46 = -1.6
w56 = 1.3
b3 = 0.4
b4 = -0.3
b5 = 0.7
b6 = -0.6

# %% exercise="network_by_hand"
### BEGIN SOLUTION
n3 = sigmoid(w13 * n1 + w23 * n2 + b3)
n4 = sigmoid(w14 * n1 + w24 * n2 + b4)
n5 = sigmoid(w15 * n1 + w25 * n2 + b5)
z6 = w36 * n3 + w46 * n4 + w56 * n5 + b6
network_by_hand = {"n3": n3, "n4": n4, "n5": n5, "z6": z6, "n6": sigmoid(z6)}
### END SOLUTION

# %% [markdown]
# **Question.** Nodes 3 and 5 change places in the drawing, and every weight moves along with its
# node. What happens to $n_6$?
#
# <details><summary>Compare with our answer</summary>
#
# Nothing: node 6 adds the same three products in another order. A hidden neuron has no place of its
# own, only its connections count.
#
# </details>

# %% [markdown]
# ## 2 A layer is one matrix product
#
# Six nodes are six lines. A network for digits has hundreds of nodes, so we need a shorter way.
#
# Look at the weights into the hidden layer again, now as a table of numbers, a **matrix**:
#
# $$W = \begin{pmatrix} 4 & 5 \\ 5 & 6 \\ 6 & 7 \end{pmatrix}$$
#
# **Row $j$ belongs to neuron $j$, column $k$ to input $k$.** The inputs stand in a column,
# $(0.2, 0.3)$ written downwards. The product of a row with that column multiplies matching entries
# and adds: row one gives $4 \cdot 0.2 + 5 \cdot 0.3 = 2.3$, the weighted sum of node 3. `W @ a` does
# this for all rows.

# %% alt="Left, the lecture's network: two input nodes, three hidden nodes and one output node. The two lines into node 4 are thick and orange. Right, the matrix W with three rows and two columns; its second row, 5 and 6, is framed in orange with the words: row 2, into node 4. Its columns are labelled: from node 1, from node 2."
places = {1: (0, 1.5), 2: (0, 0.5), 3: (1, 2), 4: (1, 1), 5: (1, 0), 6: (2, 1)}
fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4))
for start, end in [(1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 5), (3, 6), (4, 6), (5, 6)]:
    (x_1, y_1), (x_2, y_2) = places[start], places[end]
    style = {"color": ORANGE, "linewidth": 3} if end == 4 else {"color": "gray", "linewidth": 1}
    left.plot([x_1, x_2], [y_1, y_2], **style, zorder=1)
for node, place in places.items():
    left.plot(*place, "o", markersize=24, color="white", markeredgecolor=BLUE, zorder=2)
    left.text(*place, str(node), ha="center", va="center", color=BLUE)
left.set_title("The lines into node 4 …")
right.set_title("… are row 2 of W")
for (row, column), entry in np.ndenumerate(np.array([[4, 5], [5, 6], [6, 7]])):
    right.text(column, 2 - row, str(entry), ha="center", va="center", fontsize=15, color=BLUE)
right.add_patch(plt.Rectangle((-0.4, 0.7), 1.8, 0.6, fill=False, edgecolor=ORANGE, linewidth=3))
right.text(1.6, 1, "row 2, into node 4", color=ORANGE, va="center", style="italic")
right.text(0, 2.7, "from 1", ha="center")
right.text(1, 2.7, "from 2", ha="center")
right.set(xlim=(-0.7, 3.4), ylim=(-0.6, 3))
left.margins(0.1)
for ax in (left, right):
    ax.axis("off")
plt.show()

# %% [markdown]
# **What to see.** All lines that *end* in one neuron stand in one row of $W$. All lines that *leave*
# one node stand in one column.
#
# In general, for neuron $j$,
#
# $$z_j = \sum_k W_{jk}\, a_k + b_j \qquad\text{and for the layer}\qquad z = W a + b.$$
#
# Here $W_{jk}$ leads *to* $j$ *from* $k$ (lecture 001). Careful: lecture 003 writes the same weight
# with the indices the other way round, $w_{13}$ from 1 to 3.
#
# Lecture 001 explains $z_1$ with the words "multiply by the 1st *column* of the weight matrix".
#
# **Predict.** For the matrix below and $a = (1, 10, 100)$: what would row one give, and what goes
# wrong with column one?

# %%
W_small = np.array([[1, 2, 3], [4, 5, 6]])
a_small = np.array([[1], [10], [100]])
print("W @ a =", (W_small @ a_small).ravel())
print("row one", W_small[0], "  column one", W_small[:, 0])

# %% [markdown]
# **What we saw.** The first entry of `W @ a` is $1 \cdot 1 + 2 \cdot 10 + 3 \cdot 100 = 321$: the
# first *row*. The first column has two entries and $a$ has three, so they cannot even be multiplied.
# The formula in the lecture is right, the sentence is a slip.
#
# The rule of shapes:
#
# | | shape | read as |
# |---|---|---|
# | `W` | $(n_\text{out}, n_\text{in})$ | neurons of this layer, inputs |
# | `a_prev` | $(n_\text{in}, 1)$ | a column |
# | `W @ a_prev` | $(n_\text{out}, 1)$ | a column again |
#
# The two inner numbers must agree, and they vanish.

# %% [markdown]
# Lecture 003 writes the weights into node 6 as a column, $(9, 10, 11)$ downwards, shape `(3, 1)`.
#
# **Predict.** The hidden values have the shape `(3, 1)` too. Can the two be multiplied as a matrix
# product? Which shape must $W^2$ have, for three inputs and one neuron?


# %%
def product(A, B):
    try:
        return f"{A.shape} @ {B.shape} gives {(A @ B).shape}"
    except ValueError:
        return f"{A.shape} @ {B.shape} does not fit"


hidden_column = lecture_hidden.reshape(3, 1)
print(product(np.array([[9], [10], [11]]), hidden_column))
print(product(np.array([[9, 10, 11]]), hidden_column))

# %% [markdown]
# **What we saw.** One neuron with three inputs has one *row* of three weights: shape `(1, 3)`.
#
# Shapes that do not fit are the friendly case: NumPy stops and says so. The unfriendly case is a
# bias with the wrong shape. When two shapes differ, NumPy repeats the smaller array until it fits,
# which is called **broadcasting**, and it does not ask whether you meant it.
#
# **Predict.** A column of shape `(3, 1)` plus a bias of shape `(3,)`: an error, three numbers or
# nine?

# %%
column_of_sums = np.array([[10.0], [20.0], [30.0]])
print("with b of shape (3, 1):", (column_of_sums + np.array([[1.0], [2.0], [3.0]])).ravel())
print("with b of shape (3,):\n", column_of_sums + np.array([1.0, 2.0, 3.0]))

# %% [markdown]
# **What we saw.** Nine numbers, and no error. NumPy laid the flat bias along a row and repeated it
# for each of the three rows. So in this course columns stay columns: `b` has the shape
# $(n_\text{out}, 1)$, always.
#
# A layer by hand, to the end. For $W = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix}$,
# $a = (0.5, 1)$ and $b = (-1, 0.5)$:
#
# | neuron | row times column | $z$ | $\sigma(z)$ |
# |---|---|---|---|
# | 1 | $1 \cdot 0.5 + 2 \cdot 1 = 2.5$ | $2.5 - 1 = 1.5$ | 0.818 |
# | 2 | ____ | ____ | 0.731 |
#
# <details><summary>Compare</summary>
#
# $3 \cdot 0.5 - 1 \cdot 1 = 0.5$, and $z_2 = 0.5 + 0.5 = 1$.
#
# </details>

# %% [markdown]
# ### Exercise 2.2 — layer_forward
#
# Write `layer_forward(W, b, a_prev)`, which returns the pair `(z, a)` of one layer, both as columns.
# As in notebook 1, `activation` is a function: call whatever is handed in.
#
# | name | shape | meaning |
# |---|---|---|
# | `W` | `(n_out, n_in)` | weights, row $j$ into neuron $j$ |
# | `b` | `(n_out, 1)` | biases |
# | `a_prev` | `(n_in, 1)` | activations of the layer before |
# | `z`, `a` | `(n_out, 1)` | pre-activations, activations |


# %% exercise="layer_forward"
def layer_forward(W, b, a_prev, activation=sigmoid):
    """Give the pre-activations z and the activations a of one layer.

    Parameters
    ----------
    W : array of shape (n_out, n_in)
    b : array of shape (n_out, 1)
    a_prev : array of shape (n_in, 1)
    activation : function of an array

    Returns
    -------
    (z, a) : two arrays of shape (n_out, 1)

    Examples
    --------
    >>> z, a = layer_forward(np.array([[4, 5]]), np.array([[1]]), np.array([[0.2], [0.3]]))
    >>> print(np.round(z, 3), np.round(a, 3))
    [[3.3]] [[0.964]]
    """
    ### BEGIN SOLUTION
    z = W @ a_prev + b
    return z, activation(z)
    ### END SOLUTION


# %% [markdown]
# **Question.** A layer has a square `W`. Why is that the most dangerous case for someone who mixes
# up rows and columns?
#
# <details><summary>Compare with our answer</summary>
#
# With a square matrix every mistake of this kind fits: `W.T @ a` has the same shape as `W @ a`. NumPy
# cannot object, and the numbers are wrong in silence. The checks therefore always try both, a square
# `W` and one that is not.
#
# </details>

# %% [markdown]
# The whole hidden layer of lecture 003 is now one line.
#
# **Predict.** Which three numbers come out?
#
# *Run the next cell once exercise 2.2 is right.*

# %%
lecture_W1 = np.array([[4.0, 5.0], [5.0, 6.0], [6.0, 7.0]])
lecture_x = np.array([[0.2], [0.3]])
with waits_for("layer_forward"):
    _, lecture_a1 = layer_forward(lecture_W1, np.ones((3, 1)), lecture_x)
    print(np.round(lecture_a1, 3))

# %% [markdown]
# **What we saw.** 0.964, 0.978 and 0.987, as node by node.

# %% [markdown]
# ## 3 Starting values
#
# Nobody chooses the weights of a large network by hand. Training will find them, but it has to start
# somewhere. Why not with zeros?
#
# **Predict.** All weights and biases of the lecture's network are 0. Which values do nodes 3, 4 and 5
# take for the input $(0.2, 0.3)$, and for $(-5, 8)$?

# %%
for inputs in ([[0.2], [0.3]], [[-5.0], [8.0]]):
    print(sigmoid(np.zeros((3, 2)) @ np.array(inputs)).ravel())

# %% [markdown]
# **What we saw.** Always $\frac12$, three times. Worse than the value is that all three are *alike*:
# exchange two of them and nothing changes. So the cost reacts alike to their weights, every step moves
# them alike, and they stay copies of one neuron for ever. Equal weights of any size do the same.
#
# Only unequal starting values break the tie. So we draw them at random, from the **normal
# distribution**: bell-shaped, around 0. Its width is given by the **spread** $s$ (the standard
# deviation): two thirds of all draws lie between $-s$ and $s$. Its square $s^2$ is called the
# variance.
#
# How wide should the bell be? Lecture 001 takes $s = 1$.

# %% [markdown]
# Let us see what $s = 1$ does to a neuron with 784 inputs, as many as a picture of a digit has
# pixels. Say 100 of them are ink (1) and the rest is paper (0). Then $z$ is a sum of 100 random
# weights.
#
# Random numbers of both signs partly cancel. The spread of a sum of 100 draws is not 100 but
# $\sqrt{100} = 10$: variances add up, spreads do not.
#
# **Predict.** In notebook 1 a neuron at $z = 4$ was slow, at $z = 8$ hopeless. A slope below 0.01
# means $|z| > 4.6$. Which share of neurons starts out there if $z$ has the spread 10: a tenth, a third
# or more than half?

# %%
rng = np.random.default_rng(0)
image = np.zeros((784, 1))
image[:100] = 1.0  # 100 pixels of ink
draws = rng.standard_normal((1000, 784))  # the weights of 1000 neurons
for name, s in [("s = 1", 1.0), ("s = 1/28", 1 / 28)]:
    z_start = s * draws @ image
    share = np.mean(sigmoid_prime(z_start) < 0.01)
    print(f"{name:9} spread of z {z_start.std():5.2f}   slopes below 0.01: {100 * share:.0f} %")

# %% alt="Two histograms of the activations of 1000 neurons at the start. With spread 1 nearly all activations stand in two piles at 0 and at 1. With spread 1/28 they form a bell around one half, between 0.25 and 0.75."
fig, axes = plt.subplots(1, 2, sharey=True)
for ax, s, title in [(axes[0], 1.0, "weights with s = 1"), (axes[1], 1 / 28, "with s = 1/28")]:
    ax.hist(sigmoid(s * draws @ image).ravel(), bins=np.linspace(0, 1, 26), color=BLUE)
    ax.set_title(title)
    ax.set_xlabel("activation a (no unit)")
axes[0].set_ylabel("neurons (count)")
plt.show()

# %% [markdown]
# **What to see.** With $s = 1$ the activations pile up at 0 and 1, and about two thirds of the
# neurons are saturated before anything was learned. With $s = \frac{1}{28}$ none is: $z$ has the
# spread $10/28 \approx 0.36$.
#
# Where does 28 come from? It is $\sqrt{784}$. A neuron with $n_\text{in}$ inputs adds up to
# $n_\text{in}$ products, and the spread of the sum grows like $\sqrt{n_\text{in}}$. Dividing by that
# keeps $z$ where the curve is steep, however many inputs there are.
#
# Biases can start at 0: the random weights have broken the tie already.

# %% [markdown]
# A network has more than one layer. The next cell starts one with 30 neurons in each, sends digits
# through it and counts flat slopes, layer by layer.
#
# **Predict.** With spread 1, which layer has the most flat slopes: the first, with its 784 inputs, or a
# later one, with 30?

# %% alt="An interactive figure with one row for each of four layers: a histogram of the activations, a histogram of the slopes, and a bar for the share of slopes below 0.01. With spread 1 the first layer has the largest share, more than half, and its activations pile up at 0 and 1."
figures.saturation_meter()

# %% [markdown]
# **What to see.** The first: it adds up the most products. With $1/\sqrt{n}$ no layer is flat. With
# 0.001 none is either, but look at the activations of later layers: they all answer $\frac12$, whatever
# the picture shows. A good spread keeps $z$ moving and the slopes alive, so it has to depend on $n$,
# the number of inputs.

# %% [markdown]
# Three schemes are in use:
#
# | name | spread $s$ of the weights | biases | where |
# |---|---|---|---|
# | `"unit"` | 1 | spread 1 | lecture 001 |
# | `"fan_in"` | $1/\sqrt{n_\text{in}}$ | 0 | our choice for training |
# | `"glorot"` | $\sqrt{2/(n_\text{in} + n_\text{out})}$ | 0 | lecture 002 |
#
# The last is also called Xavier. Lecture 002 finds it "a step better than randomly initialising", but
# it *is* random; only its spread is chosen with care. And lecture 003 has another scheme still: draws
# between $-1$ and 1.
#
# **Predict.** For the lecture's layer with 784 inputs and 64 neurons: how far apart are
# $\sqrt{2/(784 + 64)}$ and $\sqrt{2/784}$, the rule usually taken for the activation of that
# lecture?

# %%
print("glorot     ", np.round(np.sqrt(2 / (784 + 64)), 4))
print("other rule ", np.round(np.sqrt(2 / 784), 4))

# %% [markdown]
# **What we saw.** 0.0486 and 0.0505: hardly different here.
#
# One more thing before you write it. Lecture 002 puts all matrices into one array, as
# `np.array([W1, W2])`. Today's NumPy refuses if their shapes differ. If they are equal it makes a
# cube of them, which is worse, for the next network will be refused. A plain Python *list* holds
# arrays of any shapes.
#
# Python's `pairwise` pairs each size with the next:
#
# **Predict.** How many pairs come out of four sizes? How many weight matrices does such a network
# have?

# %%
sizes_shown = [5, 8, 6, 2]
for pair in pairwise(sizes_shown):
    print(pair)

# %% [markdown]
# **What we saw.** Three pairs, and three weight matrices: the input layer holds numbers, not
# parameters.

# %% [markdown]
# ### Exercise 2.3 — init_network
#
# Write `init_network(sizes, rng, scale)`, which returns the lists `(weights, biases)`.
# `scale` names one of the three schemes above. `rng` is a random generator:
# `rng.standard_normal((2, 3))` draws 6 numbers with spread 1. Draw from it only, so that equal
# seeds give equal networks.
#
# | name | shape | meaning |
# |---|---|---|
# | `sizes` | list, such as `[784, 32, 10]` | nodes of each layer, the input first |
# | `weights[i]` | `(sizes[i+1], sizes[i])` | weights into the next layer |
# | `biases[i]` | `(sizes[i+1], 1)` | its biases |


# %% exercise="init_network"
def init_network(sizes, rng, scale="unit"):
    """Give the random starting weights and biases of a network, as two lists.

    Parameters
    ----------
    sizes : list of layer sizes, the input's first
    rng : random generator
    scale : "unit", "fan_in" or "glorot"

    Returns
    -------
    (weights, biases) : two lists of arrays, one per layer after the input

    Examples
    --------
    >>> weights, biases = init_network([3, 4, 2], np.random.default_rng(0), "fan_in")
    >>> print([W.shape for W in weights], [b.shape for b in biases])
    [(4, 3), (2, 4)] [(4, 1), (2, 1)]
    """
    ### BEGIN SOLUTION
    weights, biases = [], []
    for n_in, n_out in pairwise(sizes):
        spread = {"unit": 1.0, "fan_in": n_in**-0.5, "glorot": (2 / (n_in + n_out)) ** 0.5}[scale]
        weights.append(spread * rng.standard_normal((n_out, n_in)))
        drawn = scale == "unit"
        biases.append(rng.standard_normal((n_out, 1)) if drawn else np.zeros((n_out, 1)))
    return weights, biases
    ### END SOLUTION


# %% [markdown]
# **Question.** Why does `init_network` take a generator as an argument and not simply call NumPy's
# own random numbers?
#
# <details><summary>Compare with our answer</summary>
#
# With a generator the caller decides: the same seed gives the same network tomorrow and on another
# computer, and two experiments do not disturb each other's draws. A result that nobody can repeat is
# hard to trust.
#
# </details>

# %% [markdown]
# ## 4 Layer after layer
#
# A network is a chain: the activation of one layer is the input of the next. Lecture 001 numbers the
# layers with a raised index, which is *not* a power:
#
# $$a^0 = x, \qquad z^l = W^l a^{l-1} + b^l, \qquad a^l = \sigma(z^l).$$
#
# In words: the input is the activation of layer 0. Each layer takes the activation before it.
#
# Two slips to know when you read the lectures. Lecture 001 speaks of the pre-activation $z^1$ of "the
# input layer"; $z^1$ belongs to the first *hidden* layer, as its own $a^0 = x$ says. And lecture 003
# computes $x_{i+1} = \sigma(w_i x_i + b_{i+1})$, where weights and biases count differently.

# %% [markdown]
# **Predict.** In lecture 003's own network $w_1$ leads from layer 0 to layer 1, shape `(3, 2)`, and
# $x_1$ is the hidden layer, shape `(3, 1)`. Can $w_1 x_1$ be formed?

# %%
print("w_1 with x_1:", product(lecture_W1, hidden_column))
print("w_1 with x_0:", product(lecture_W1, lecture_x))

# %% [markdown]
# **What we saw.** $w_1$ goes with $x_0$: it must be $x_{i+1} = \sigma(w_{i+1} x_i + b_{i+1})$. The
# weights bear the number of the layer they lead *into*.
#
# Python's lists count from 0, so $W^1$ stands in `weights[0]`:
#
# | in the formula | in Python | shape |
# |---|---|---|
# | $W^l$ | `weights[l-1]` | $(n_l, n_{l-1})$ |
# | $b^l$ | `biases[l-1]` | $(n_l, 1)$ |
# | $z^l$ | `zs[l-1]` | $(n_l, 1)$ |
# | $a^l$ | `activations[l]` | $(n_l, 1)$ |
#
# The list `activations` is one longer than the others, because it begins with the input.

# %% [markdown]
# Why keep all of them, when only the last is the output? Notebook 1 gave the slope along a weight as
# error times $\sigma'(z)$ times the *input of that weight*. In a deep network the input of a weight is
# the activation before it. The backward pass will need every $z$ and every $a$.
#
# The pattern "start with something, change it, keep each state" in a small case:
#
# **Predict.** What stands in the two lists?

# %%
doubled, states = [], [3]
for summand in (1, 2):
    twice = 2 * states[-1]
    doubled.append(twice)
    states.append(twice + summand)
print("doubled", doubled, "  states", states)

# %% [markdown]
# **What we saw.** `[6, 14]` and `[3, 7, 16]`. Each turn begins with `states[-1]`, the last state so
# far, and the list of states is one longer, because the start is in it.

# %% [markdown]
# ### Exercise 2.4 — forward
#
# Write `forward(weights, biases, x)`, which returns `(zs, activations)`: all pre-activations and all
# activations, with `x` itself at the front. It works for any number of layers; with none,
# `zs` is empty and `activations` holds only `x`. What was handed in stays as it is.
#
# | name | shape | meaning |
# |---|---|---|
# | `weights`, `biases` | lists of $L$ arrays | as `init_network` gives them |
# | `x` | `(n_0, 1)` | one example, a column |
# | `zs` | list of $L$ columns | $z^1 \dots z^L$ |
# | `activations` | list of $L + 1$ columns | $a^0 \dots a^L$ |


# %% exercise="forward"
def forward(weights, biases, x, activation=sigmoid):
    """Give all pre-activations and all activations of a network for one example.

    Parameters
    ----------
    weights, biases : lists of arrays, one per layer after the input
    x : array of shape (n_0, 1)
    activation : function of an array

    Returns
    -------
    (zs, activations) : two lists of columns; activations begins with x

    Examples
    --------
    >>> zs, activations = forward([np.array([[4, 5]])], [np.array([[1]])], np.array([[0.2], [0.3]]))
    >>> print(len(zs), len(activations), np.round(activations[-1], 3))
    1 2 [[0.964]]
    """
    ### BEGIN SOLUTION
    zs, activations = [], [x]
    for W, b in zip(weights, biases, strict=True):
        z, a = layer_forward(W, b, activations[-1], activation)
        zs.append(z)
        activations.append(a)
    return zs, activations
    ### END SOLUTION


# %% [markdown]
# **Question.** You have `activations` of a sigmoid network, but `zs` was lost. Can you get it back?
# And with the activation $\max(0, z)$?
#
# <details><summary>Compare with our answer</summary>
#
# From a sigmoid yes: the curve rises everywhere, so each $a$ comes from one $z$ only (in the far tails
# rounding spoils it). From $\max(0, z)$ no: every negative $z$ gives 0. Keeping both lists is simpler.
#
# </details>

# %% [markdown]
# The whole network of lecture 003, in one line.
#
# *Run the next cell once exercise 2.4 is right.*

# %%
lecture_W2 = np.array([[9.0, 10.0, 11.0]])
with waits_for("forward"):
    lecture_zs, lecture_activations = forward(
        [lecture_W1, lecture_W2], [np.ones((3, 1)), np.ones((1, 1))], lecture_x
    )
    print("shapes", [a.shape for a in lecture_activations])
    print("z6 =", np.round(lecture_zs[-1].item(), 6), "  n6 =", lecture_activations[-1].item())

# %% [markdown]
# **What we saw.** The same 30.313790, and the same 0.9999999999999316, as node by node.

# %% [markdown]
# ## 5 Many examples at once
#
# Training means thousands of examples. Put them side by side, one **column** each, and call the
# table $X$; its shape is $(n_0, m)$ for $m$ examples. Such a table is a **batch**.
#
# **Predict.** $W X$ multiplies each row of $W$ with each column of $X$. For the lecture's hidden layer
# (3 neurons, 2 inputs) and 4 examples: which shape does $W X$ have? And what does its second column
# contain?

# %%
X_shown = np.array([[0.2, 1.0, 0.0, 1.0], [0.3, 0.0, 1.0, 1.0]])
print((lecture_W1 @ X_shown).shape)
print(lecture_W1 @ X_shown)

# %% [markdown]
# **What we saw.** Shape `(3, 4)`: a row for each neuron, a column for each example. The second column
# holds the weighted sums of the second example, $(1, 0)$: here the first column of $W$.
#
# So nothing has to be repeated for each example. The columns do not mix, and the bias, a column of
# shape `(3, 1)`, is broadcast to the right: each example gets the same one. This time that is just
# what we want.
#
# **Predict.** And with a flat bias of shape `(3,)`? What happens with batches of 4 examples, and of 3?

# %%
for m in (4, 3):
    try:
        table = np.zeros((3, m)) + np.array([1.0, 2.0, 3.0])
        print(m, "examples: no error, and this was added:\n", table)
    except ValueError as error:
        print(m, "examples:", error)

# %% alt="Two tables of 3 rows and 3 columns; rows are neurons, columns are examples. Left, what a column b adds: 1 in all of row one, 2 in all of row two, 3 in all of row three. Right, hatched in orange, what a flat b adds: 1 in all of column one, 2 in all of column two, 3 in all of column three."
column_bias = np.array([[1], [2], [3]]) + np.zeros((3, 3))
fig, axes = plt.subplots(1, 2, figsize=(7, 3))
for ax, added, title, color, hatch in [
    (axes[0], column_bias, "b of shape (3, 1)", BLUE, ""),
    (axes[1], column_bias.T, "b of shape (3,)", ORANGE, "//"),
]:
    for (neuron, example), number in np.ndenumerate(added):
        square = (example + 0.55, neuron + 0.55)
        box = plt.Rectangle(square, 0.9, 0.9, facecolor="white", edgecolor=color, hatch=hatch)
        ax.add_patch(box)
        label = {"facecolor": "white", "edgecolor": "none"}
        ax.text(example + 1, neuron + 1, f"+{number:.0f}", ha="center", va="center", bbox=label)
    ax.set(xlim=(0.4, 3.6), ylim=(3.6, 0.4), xticks=[1, 2, 3], yticks=[1, 2, 3], aspect="equal")
    ax.set(xlabel="example (number)", ylabel="neuron (number)", title=title)
    ax.grid(visible=False)
plt.show()

# %% [markdown]
# **What to see.** On the left every *neuron* has its bias, the same for all examples. On the right
# every *example* has one: wrong, and with as many examples as neurons nobody says so. With 4 examples
# NumPy objected.
#
# Lecture 000 has examples as **rows**: its $X$ is `(32, 784)`, its $W$ `(784, 256)`, each the mirror
# image of ours. It lists the bias once as `(256,)`, which is right there, and once as `(256, 1)`.
#
# **Predict.** In that layout the sums have the shape `(32, 256)`. Does a bias of `(256, 1)` fit? And
# with a batch of 256 examples?

# %%
for m in (32, 256):
    for bias_shape in [(256,), (256, 1)]:
        try:
            print(
                m, "rows, bias", bias_shape, "->", (np.zeros((m, 256)) + np.ones(bias_shape)).shape
            )
        except ValueError:
            print(m, "rows, bias", bias_shape, "-> does not fit")

# %% [markdown]
# **What we saw.** `(256, 1)` does not fit 32 rows. With 256 rows it fits, and gives each *example* a
# bias of its own. The same trap, seen in the mirror. In this course, columns; notebook 4 will build a
# bridge to the rows.

# %% [markdown]
# ### Does it fit?
#
# The next cell sends a batch through three layers and draws every array in its proportions. You choose
# the sizes, the number of examples and a fault.
#
# **Predict.** All sizes and the batch are 3, and someone transposes $W$. What does NumPy say?

# %% alt="An interactive figure with three rows, one for each layer: the boxes of W, a, b and z, drawn as wide and tall as the arrays are, with their shapes above them. With sizes 3, 5, 4, 2 and 6 examples everything fits."
figures.shape_tracer()

# %% [markdown]
# **What to see.** Nothing: with equal sizes every fault runs. A hatched box means that the shapes fit
# and the numbers mean something else. With sizes that all differ, NumPy refuses most of the faults, so
# tests should use such sizes, and a square case besides.

# %% [markdown]
# ### Exercise 2.5 — forward_batch
#
# Write `forward_batch(weights, biases, X)`, which sends all examples through a sigmoid network at
# once and returns only the last activations. A batch may hold one example, or none at all. No loop
# over the examples is needed, and the checks look whether there is one.
#
# | name | shape | meaning |
# |---|---|---|
# | `weights`, `biases` | lists of $L$ arrays, $L \ge 1$ | as before |
# | `X` | `(n_0, m)` | one example per column |
# | result | `(n_L, m)` | column $j$ belongs to example $j$ |


# %% exercise="forward_batch"
def forward_batch(weights, biases, X):
    """Give the outputs of a sigmoid network for many examples.

    Parameters
    ----------
    weights, biases : lists of arrays, one per layer after the input
    X : array of shape (n_0, m), one example per column

    Returns
    -------
    array of shape (n_L, m)

    Examples
    --------
    >>> A = forward_batch([np.array([[4, 5]])], [np.array([[1]])], np.array([[0.2, 0.0], [0.3, 0.0]]))
    >>> print(np.round(A, 3))
    [[0.964 0.731]]
    """
    ### BEGIN SOLUTION
    A = X
    for W, b in zip(weights, biases, strict=True):
        A = sigmoid(W @ A + b)
    return A
    ### END SOLUTION


# %% [markdown]
# **Question.** Two examples in a batch are exchanged. What changes in the result?
#
# <details><summary>Compare with our answer</summary>
#
# The same two columns of the result are exchanged, and nothing else. In a forward pass the examples
# do not know of each other.
#
# </details>

# %% [markdown]
# ### What one neuron could not do
#
# Notebook 1 ended with a puzzle: XOR is 1 if exactly *one* of two buttons is pressed, and no straight
# line separates the cases. Two lines do:
#
# | neuron | fires if | weights | bias |
# |---|---|---|---|
# | hidden 1 | at least one button | $(20, 20)$ | $-10$ |
# | hidden 2 | not both | $(-20, -20)$ | 30 |
# | output | both hidden neurons fire | $(20, 20)$ | $-30$ |
#
# **Predict.** What is the output for the four cases (0, 0), (0, 1), (1, 0) and (1, 1)?
#
# *Run the next two cells once exercise 2.5 is right: they use your function.*

# %%
xor_weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]
xor_biases = [np.array([[-10.0], [30.0]]), np.array([[-30.0]])]
X_xor = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])  # one case per column
with waits_for("forward_batch"):
    print(np.round(forward_batch(xor_weights, xor_biases, X_xor), 4))

# %% alt="The plane of the two inputs, shaded by the network's output. A dark band runs diagonally between two dashed lines; the corners (0, 1) and (1, 0), filled circles, lie in it, and the corners (0, 0) and (1, 1), empty circles, lie in the light regions on both sides."
grid_1, grid_2 = np.meshgrid(np.linspace(-0.4, 1.4, 181), np.linspace(-0.4, 1.4, 181))
points = np.vstack([grid_1.ravel(), grid_2.ravel()])  # 32 761 examples, one per column
with waits_for("forward_batch"):
    outputs = forward_batch(xor_weights, xor_biases, points).reshape(grid_1.shape)
    fig, ax = plt.subplots(figsize=(5.6, 4.6))
    shades = ax.contourf(grid_1, grid_2, outputs, levels=np.linspace(0, 1, 11), cmap="Blues")
    ax.contour(grid_1, grid_2, outputs, levels=[0.5], colors="black", linestyles="--")
    for (button_1, button_2), target in zip(X_xor.T, (0, 1, 1, 0), strict=True):
        inside = "black" if target else "white"
        ax.plot(button_1, button_2, "o", markersize=11, color=inside, markeredgecolor="black")
    ax.set_title("XOR: two hidden neurons, two lines")
    ax.set_xlabel("first button $x_1$ (no unit)")
    ax.set_ylabel("second button $x_2$ (no unit)")
    fig.colorbar(shades, label="output a (no unit)")
    plt.show()

# %% [markdown]
# **What to see.** Each hidden neuron draws one dashed line, and the output neuron keeps the band
# between them. Lecture 001 calls this the expressive power of a hidden layer.
#
# The picture needed 32 761 examples, and your function took them all in one go.
#
# We chose these weights by hand. How a network finds such weights itself is the subject of the next
# three notebooks.

# %% [markdown]
# ## 6 Outputs as probabilities: softmax
#
# Which of ten digits is it? The output layer has ten neurons, and each gives a **score**: any number,
# the larger the more likely. We would rather have probabilities: positive, and 1 in total.

# %% [markdown]
# With three classes and the scores $(2, 1, 0)$:
#
# | score | $e^\text{score}$ | divided by the sum |
# |---|---|---|
# | 2 | 7.389 | $7.389 / 11.107 = 0.665$ |
# | 1 | 2.718 | 0.245 |
# | 0 | 1 | ____ |
# | sum | 11.107 | 1 |
#
# The exponential makes every score positive, and the division makes the total 1. This is **softmax**:
#
# $$p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}.$$
#
# <details><summary>Compare</summary>
#
# $1 / 11.107 = 0.090$.
#
# </details>
#
# **Predict.** The first score rises from 2 to 3, the others stay. Which probabilities change?

# %% alt="Bars of the three probabilities for the scores (2, 1, 0) and, beside them, for the scores (3, 1, 0). The first grows from 0.665 to 0.844; the second falls from 0.245 to 0.114, the third from 0.090 to 0.042."
fig, ax = plt.subplots()
for shift, scores, color, hatch in [(-0.2, [2, 1, 0], BLUE, ""), (0.2, [3, 1, 0], ORANGE, "//")]:
    powers = np.exp(scores)
    heights = powers / powers.sum()
    bars = ax.bar(np.arange(3) + shift, heights, 0.38, color="white", edgecolor=color, hatch=hatch)
    ax.bar_label(bars, [f"{height:.3f}" for height in heights], color=color)
    bars.set_label(f"scores {scores}")
ax.set_xticks(range(3), ["class 0", "class 1", "class 2"])
ax.set_ylabel("probability (no unit)")
ax.set_title("One score rises by 1, all probabilities move")
ax.legend()
plt.show()

# %% [markdown]
# **What to see.** One score rises, and *all* probabilities move: what the first gains, the others
# lose. The classes compete. That is new: a sigmoid looks at its own $z$ only.
#
# The others keep their *ratio*, though: 0.245 to 0.090 is 2.718 to 1, and so is 0.114 to 0.042.
#
# Now a trap. Lecture 002 writes `np.exp(t) / np.sum(np.exp(t))`.
#
# **Predict.** What does that line give for the scores 1000, 999 and 998? And for 0, $-1$ and $-2$,
# which are the same scores, each less by 1000?

# %%
with np.errstate(over="ignore", invalid="ignore"):  # else NumPy would warn of both
    for scores in ([1000.0, 999.0, 998.0], [0.0, -1.0, -2.0]):
        print(scores, "->", np.round(np.exp(scores) / np.sum(np.exp(scores)), 3))

# %% [markdown]
# **What we saw.** The first are `nan`, "not a number": $e^{1000}$ becomes `inf`, and `inf / inf` has
# no value. The second are 0.665, 0.245 and 0.090, the very numbers of our table, and they are right
# for *both*. For if all scores are less by $c$, top and bottom of the fraction are both divided by
# $e^c$:
#
# $$\frac{e^{z_j - c}}{\sum_k e^{z_k - c}} = \frac{e^{z_j}}{\sum_k e^{z_k}}.$$
#
# So we may subtract what we like. With the largest score of the column, the largest exponent is 0,
# and nothing overflows.

# %% [markdown]
# Here are four scores to play with.
#
# **Predict.** Score 1 rises by 1. Do the other three bars move by the same amount?

# %% alt="An interactive figure of four classes with the scores 2, 1, 0 and -1. Bars show the probabilities 0.644, 0.237, 0.087 and 0.032; beneath them bars of P minus Y; beside them a table of how each probability reacts to each score."
figures.softmax_playground()

# %% [markdown]
# **What to see.** They move by different amounts, each in proportion to its own probability, and all
# moves together add up to 0. A shift moves no bar. With the box "what the plain formula returns" you
# find the shift beyond which the formula without subtraction gives `nan`. The lower row is for
# notebook 4.

# %% [markdown]
# With many examples each column has its own largest score and its own sum. NumPy's `axis=0` works down
# the columns. `keepdims=True` keeps the result two-dimensional, so that it can be broadcast back.
#
# **Predict.** Which three shapes does this cell print? Which of the last two divides each row of the
# table by its own sum?

# %%
table_shown = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(table_shown.sum(axis=0, keepdims=True).shape)
print(table_shown.sum(axis=1, keepdims=True).shape)
print(table_shown.sum(axis=1).shape)

# %% [markdown]
# **What we saw.** `(1, 3)`, `(2, 1)` and `(2,)`. Only `(2, 1)`, a column, can divide the rows of a
# `(2, 3)` table. The flat `(2,)` does not fit, or, in a square table, fits the wrong way.

# %% [markdown]
# ### Exercise 2.6 — softmax
#
# Write `softmax(Z)`: each column of scores becomes a column of probabilities. It gives no warning and
# no `nan`, whatever the scores. With `axis=1` it works along the rows instead.
#
# | name | shape | meaning |
# |---|---|---|
# | `Z` | `(n, m)` | scores, one example per column |
# | `axis` | 0 or 1 | the direction in which the classes stand |
# | result | `(n, m)` | probabilities; with `axis=0` each column adds up to 1 |


# %% exercise="softmax"
def softmax(Z, axis=0):
    """Give the probabilities that belong to scores, column by column.

    Parameters
    ----------
    Z : array of shape (n, m)
    axis : 0 if the classes stand below each other, 1 if side by side

    Returns
    -------
    array of shape (n, m)

    Examples
    --------
    >>> print(np.round(softmax(np.array([[2.0, 1000.0], [1.0, 999.0], [0.0, 998.0]])), 3))
    [[0.665 0.665]
     [0.245 0.245]
     [0.09  0.09 ]]
    """
    ### BEGIN SOLUTION
    e = np.exp(Z - np.max(Z, axis=axis, keepdims=True))  # the largest exponent is 0
    return e / np.sum(e, axis=axis, keepdims=True)
    ### END SOLUTION


# %% [markdown]
# **Question.** Two classes have the scores $z$ and 0. Which probability does softmax give the first?
# Have you met this formula before?
#
# <details><summary>Compare with our answer</summary>
#
# $\frac{e^z}{e^z + 1}$. That is $\sigma(z)$: notebook 1 wrote the sigmoid in this way for the left
# tail. Softmax is the sigmoid for more than two classes.
#
# </details>

# %% [markdown]
# ## 7 Labels as columns
#
# The data say "this picture is a 4". The network gives ten numbers. To compare the two, we turn the
# label into ten numbers too: a 1 in row 4, and 0 elsewhere. This is called **one-hot**.
#
# Why not train towards the number 4 itself? Lecture 001 notes that the average of the labels 0 and 4
# is 2, which is another digit: a network unsure between 0 and 4 would say 2. The lecture blames this
# on data that are "ordinal", that is, ranked. It is the other way round: digits as *names* of classes
# have no rank. They are **nominal**, and the trouble comes from treating them as numbers.

# %% [markdown]
# To put many 1s in at once, NumPy takes a list of rows and a list of columns and goes through them in
# pairs.
#
# **Predict.** Where do the three 7s land?

# %%
grid_shown = np.zeros((3, 5), dtype=int)
grid_shown[[0, 2, 2], [1, 0, 4]] = 7
print(grid_shown)

# %% [markdown]
# **What we saw.** At (0, 1), (2, 0) and (2, 4): first row with first column, second with second, and
# so on.

# %% [markdown]
# ### Exercise 2.7 — one_hot
#
# Write `one_hot(labels, n_classes=10)`: column $j$ holds a 1 in the row that is the label of example
# $j$, and 0 elsewhere. The number of classes is an argument, for a small batch may lack the highest
# digit.
#
# | name | shape | meaning |
# |---|---|---|
# | `labels` | `(m,)` | whole numbers from 0 to `n_classes - 1` |
# | `n_classes` | number | number of rows |
# | result | `(n_classes, m)` | one column per example |


# %% exercise="one_hot"
def one_hot(labels, n_classes=10):
    """Give the labels as columns with a single 1 each.

    Parameters
    ----------
    labels : list or array of m whole numbers
    n_classes : number of classes

    Returns
    -------
    array of shape (n_classes, m)

    Examples
    --------
    >>> print(one_hot([1, 0, 1], 3).astype(int))
    [[0 1 0]
     [1 0 1]
     [0 0 0]]
    """
    labels = np.asarray(labels, dtype=int)
    ### BEGIN SOLUTION
    table = np.zeros((n_classes, len(labels)))
    table[labels, np.arange(len(labels))] = 1
    return table
    ### END SOLUTION


# %% [markdown]
# **Question.** How do you get the labels back from a one-hot table? And the predicted labels from a
# table of probabilities?
#
# <details><summary>Compare with our answer</summary>
#
# In both cases by asking in which row the largest entry of each column stands:
# `np.argmax(table, axis=0)`.
#
# </details>

# %% [markdown]
# ## 8 Debug the lecture
#
# Lecture 002 sends a digit through a [784, 64, 10] network. Its hidden neurons use another activation,
# **ReLU**: $\max(0, z)$. What is negative becomes 0, what is positive stays: 2.5 stays 2.5, and
# $-0.7$ becomes 0. Its output is a softmax.
#
# In the text some pieces of code were lost. We have put them back and shortened the listing; its
# faults are the lecture's. It runs without an error.
#
# **Predict.** Which shape should the "probabilities" have for one picture of 784 pixels? Read the
# loop again: which shape do they get?
#
# *Run the next cell once exercise 2.3 is right: it starts the network with your function.*

# %%
with waits_for("init_network"):
    listing_weights, listing_biases = init_network(
        [784, 64, 10], np.random.default_rng(2), "glorot"
    )
    listing_activation = image
    hidden_activations, z_list = [image], []
    for W_listed, b_listed in zip(listing_weights, listing_biases, strict=True):
        z_listed = W_listed @ listing_activation + b_listed
        listing_activation = relu(z_listed)

    t = hidden_activations[-1]
    hidden_activations[-1] = np.exp(t) / np.sum(np.exp(t))
    print("pre-activations kept:", len(z_list))
    print("shape of the probabilities:", hidden_activations[-1].shape)

# %% [markdown]
# **What we saw.** 784 probabilities for ten digits. The lecture promises ten. This is the first of
# four faults; here they are by what one notices, not by where they stand:
#
# - **(a)** After the loop the lists are as long as before it.
# - **(b)** Once (a) is repaired: a class with the score $-5$ gets the same probability as one with
#   the score 0.
# - **(c)** A score of 1000 turns the output into `nan`.
# - **(d)** With five pictures at once, *all* probabilities together add up to 1, not those of each
#   picture.
#
# Before you repair it, find the line behind each of them.

# %% [markdown]
# ### Exercise 2.8 — forward_fixed
#
# Write `forward_fixed(weights, biases, X)`, the repaired listing for a whole batch. Hidden layers use
# `relu`, which the first cells gave you, the last layer uses softmax on its *scores*. The checks are named
# (a) to (d), so that you see which faults are gone. Your `softmax` may help.
#
# | name | shape | meaning |
# |---|---|---|
# | `weights`, `biases` | lists of $L$ arrays, $L \ge 1$ | as before |
# | `X` | `(n_0, m)` | one example per column |
# | `zs` | list of $L$ arrays `(n_l, m)` | pre-activations; the last are the scores |
# | `activations` | list of $L + 1$ arrays | `X`, hidden activations, probabilities |


# %% exercise="forward_fixed"
def forward_fixed(weights, biases, X):
    """Give all pre-activations and activations of a ReLU network with softmax output.

    Parameters
    ----------
    weights, biases : lists of arrays, one per layer after the input
    X : array of shape (n_0, m), one example per column

    Returns
    -------
    (zs, activations) : two lists of arrays; activations begins with X

    Examples
    --------
    >>> zs, activations = forward_fixed([np.array([[1], [-1]])], [np.zeros((2, 1))], np.array([[1]]))
    >>> print(zs[0].ravel(), np.round(activations[-1].ravel(), 3))
    [ 1. -1.] [0.881 0.119]
    """
    ### BEGIN SOLUTION
    zs, activations = [], [X]
    for layer, (W, b) in enumerate(zip(weights, biases, strict=True), 1):
        z = W @ activations[-1] + b
        zs.append(z)
        activations.append(relu(z) if layer < len(weights) else softmax(z))
    return zs, activations
    ### END SOLUTION


# %% [markdown]
# **Question.** For one picture with moderate, positive scores, which of the faults (b), (c) and (d)
# can be seen in the output?
#
# <details><summary>Compare with our answer</summary>
#
# None. ReLU leaves positive scores alone, nothing overflows, and with one column the whole table is
# the column. A program that is right on the example you tried can still hold three faults. That is why
# the checks choose their cases.
#
# </details>

# %% [markdown]
# ### How much fault (b) costs
#
# A network has the scores $-3$, 0.5 and $-1$.
#
# **Predict.** The first score rises from $-3$ to $-2$. What happens to its probability in a proper
# softmax, and what if ReLU comes first?
#
# *Run the next cell once exercise 2.6 is right.*

# %%
with waits_for("softmax"):
    for first_score in (-3.0, -2.0):
        scores_shown = np.array([[first_score], [0.5], [-1.0]])
        proper = softmax(scores_shown).ravel()
        squashed = softmax(relu(scores_shown)).ravel()
        print(
            "score",
            first_score,
            "  proper",
            np.round(proper, 3),
            "  squashed",
            np.round(squashed, 3),
        )

# %% [markdown]
# **What we saw.** Properly, the probability rises from 0.024 to 0.063. With ReLU in front it stays at
# 0.274 and does not move at all. So if the *true* class has a negative score, no small change of that
# score helps, and nothing can be learned from it. At a random start about half of all scores are
# negative.

# %% [markdown]
# ## 9 How large is a network?
#
# Lecture 003 counts a 3-4-2 network: $3 \cdot 4 + 4 \cdot 2 = 20$ weights and 6 biases. Weights and
# biases together are its **parameters**, here 26.
#
# **Predict.** How many has lecture 001's network with the sizes 784, 32 and 10? Write a number down,
# then let your function say.

# %% [markdown]
# ### Exercise 2.9 — count_parameters
#
# Write `count_parameters(sizes)`: the number of all weights and all biases of a network with these
# layer sizes. An input layer alone has none.
#
# | name | shape | meaning |
# |---|---|---|
# | `sizes` | list, such as `[3, 4, 2]` | nodes of each layer, the input first |
# | result | whole number | number of parameters |


# %% exercise="count_parameters"
def count_parameters(sizes):
    """Give the number of weights and biases of a network.

    Parameters
    ----------
    sizes : list of layer sizes, the input's first

    Returns
    -------
    int

    Examples
    --------
    >>> count_parameters([3, 4, 2])
    26
    """
    ### BEGIN SOLUTION
    return sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes))
    ### END SOLUTION


# %% [markdown]
# **Question.** In lecture 001's network, what share of the parameters is biases? What would you
# notice if a program forgot to train them?
#
# <details><summary>Compare with our answer</summary>
#
# 42 of 25 450, not two in a thousand. You would probably notice nothing: such a network still learns
# digits almost as well. Notebook 5 has the numbers. So "it learns" does not prove that a program is
# right, and we check every part.
#
# </details>

# %% [markdown]
# *Run the next cell once exercise 2.9 is right.*

# %%
with waits_for("count_parameters"):
    for sizes_asked in ([3, 4, 2], [784, 32, 10], [784, 64, 10]):
        print(sizes_asked, count_parameters(sizes_asked))

# %% [markdown]
# **What we saw.** 26, 25 450 and 50 890. Lecture 002 leaves a sentence unfinished: "output layer has
# weight of dimension [10, 64] and bias of dimension". You can complete it: 10.
#
# Fifty thousand numbers, all random so far. Which way should each of them move? Trying every one by
# itself would take fifty thousand forward passes for a single step. Notebook 3 begins the better way:
# one pass *backward* answers for all of them at once.

# %% [markdown]
# ## Recall
#
# Five questions, without looking back.
#
# 1. Which shape has `W @ a`, for $W$ of shape (3, 2) and a column `a`?
# 2. Add a column and a flat array of equal length. What comes out, and why?
# 3. Why are layers of equal sizes dangerous for a test?
# 4. What does softmax make of scores that all grow by 1000?
# 5. From notebook 1: what does the bias do?
#
# <details><summary>Compare with our answers</summary>
#
# 1: (3, 1). 2: a square table; NumPy repeats the flat one for every row. 3: many wrong products fit
# there, and run. 4: the same as before. 5: it moves $z$, whatever the inputs are.
#
# </details>
#
# **You can now** run any network on any number of examples, and find most mistakes from shapes
# alone.

# %%
progress()
