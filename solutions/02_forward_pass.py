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
# # 2 The forward pass
#
# One neuron draws one straight line. Is that enough for XOR, where the bell should ring if
# exactly *one* button is pressed? Run the next four cells and move the sliders.

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
from itertools import pairwise

import numpy as np

from checker import case, check, figures, hint, predict, predictions, progress, waits_for


# %% tags=["tools"]
# From notebook 1; replace nothing here.
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def relu(z):  # for section 8, which explains it
    return np.maximum(0, z)


# %% alt="An interactive map of a door bell that should ring for exactly one pressed button. Its four corners are the four cases; a line shows where the decision tips. With the weight 0.2 and the bias 0.5 the bell rings everywhere, and two of four lamps are right."
figures.bell("xor")

# %% [markdown]
# **What to see.** Three lamps can be right, never all four: no straight line has the corners (0, 1)
# and (1, 0) on one side, and (0, 0) and (1, 1) on the other. Three neurons can do it. Press ▶ and
# follow the numbers from left to right.

# %% alt="A film of three neurons that solve XOR, with buttons to play and stop it and a bar to move to any moment. On the left the two buttons, in the middle two hidden neurons, on the right the bell; the weights stand on the lines. For each of the four cases the numbers run from left to right, and the bell rings for exactly one pressed button."
figures.delta_flow("xor")

# %% [markdown]
# **What to see.** Each hidden neuron draws a line of its own, and the bell rings between the two.
#
# Here you build networks of any size: first node by node, then a layer in one line, then thousands
# of examples at once. One habit carries you: **before you run a line with matrices, say the shape of
# its result.**
#
# ## 1 Node by node
#
# Our network has six nodes.

# %% alt="A network drawn from left to right: the input nodes 1 and 2 with the values 0.2 and 0.3, the hidden nodes 3, 4 and 5, and the output node 6. Each line bears its weight: 4 and 5 into node 3, 5 and 6 into node 4, 6 and 7 into node 5, then 9, 10 and 11 into node 6."
figures.still.six_nodes()

# %% [markdown]
# **What to see.** Nodes 1 and 2 are **input nodes**: they only hold numbers. Nodes 3 to 5 are the
# **hidden layer**, node 6 is the output. All four are neurons, here with the bias 1. An index says
# from where to where: $w_{13} = 4$ leads from node 1 to node 3.
#
# Node 3 computes $4 \cdot 0.2 + 5 \cdot 0.3 + 1 = 3.3$ and $\sigma(3.3) = 0.964$. Inside a layer the
# order is free; node 6 has to wait for its three. Fill the table:
#
# | node | pre-activation | value |
# |---|---|---|
# | 3 | 3.3 | 0.964 |
# | 4 | ____ | 0.978 |
# | 5 | ____ | 0.987 |
# | 6 | $9 n_3 + 10 n_4 + 11 n_5 + 1 =$ ____ | ____ |
#
# **Predict.** How large is $n_6$?

# %%
lecture_hidden = sigmoid(np.array([4 * 0.2 + 5 * 0.3, 5 * 0.2 + 6 * 0.3, 6 * 0.2 + 7 * 0.3]) + 1)
lecture_z6 = np.array([9, 10, 11]) @ lecture_hidden + 1
with predict("node 6"):
    print("hidden nodes", np.round(lecture_hidden, 3))
    print("output node  z =", np.round(lecture_z6, 6), "  value =", sigmoid(lecture_z6))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# The missing pre-activations are 3.8, 4.3 and 30.314. From 1 only $7 \cdot 10^{-14}$ is missing.
#
# </details>
#
# All four neurons sit in the flat part of the curve: they are **saturated**, and a moved weight
# leaves almost no trace. In the exercise the weights are smaller.
#
# <details><summary>If you read lectures 000 and 003</summary>
#
# The network is that of lecture 003, which chose its weights to be easy to remember, and calls the
# flat part a weak point of the sigmoid. Lecture 000 gives a bias to "each hidden layer"; the output
# layer has one too.
#
# </details>

# %% [markdown]
# ### Exercise 2.1 — network_by_hand
#
# The same network with $n_1$ = «network_by_hand.n1», $n_2$ = «network_by_hand.n2», and the biases
# $b_3$ = «network_by_hand.b3», $b_4$ = «network_by_hand.b4», $b_5$ = «network_by_hand.b5»,
# $b_6$ = «network_by_hand.b6». Keep four decimals on the way; three are enough in the answer.
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
# Nothing: node 6 adds the same three products in another order. Only its connections count.
#
# </details>

# %% [markdown]
# ## 2 A layer is one matrix product
#
# Hundreds of nodes need a shorter way. The weights into the hidden layer are a table of numbers, a
# **matrix** $W$.

# %% alt="Left, the network with six nodes. The two lines into node 4 are thick and orange. Right, the matrix W with three rows and two columns; its second row, 5 and 6, is framed in orange with the words: row 2, into node 4. Its columns are labelled: from node 1, from node 2."
figures.still.row_of_weights()

# %% [markdown]
# **What to see.** What goes *into* a neuron stands in its row of $W$; what *leaves* a node stands in
# its column. The inputs stand in a column, too. A row times that column multiplies matching entries
# and adds: $4 \cdot 0.2 + 5 \cdot 0.3 = 2.3$ for node 3. `W @ a` does so for all rows. In general,
# with $W_{jk}$ leading *to* $j$ *from* $k$,
#
# $$z_j = \sum_k W_{jk}\, a_k + b_j \qquad\text{or}\qquad z = W a + b.$$
#
# The shapes: $(n_\text{out}, n_\text{in})$ times $(n_\text{in}, 1)$ gives $(n_\text{out}, 1)$. The
# inner numbers must agree, and they vanish.
#
# **Predict.** Three weights lead into node 6. What is the shape of their matrix?

# %%
with predict("weights into node 6"):
    for shape in [(3, 1), (1, 3), (3, 3)]:
        print(shape, "@ (3, 1):", (shape[0], 1) if shape[1] == 3 else "does not fit")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# One neuron with three inputs is one *row* of three weights: `(1, 3)`. `(3, 3)` fits as well, but
# makes three neurons.
#
# </details>
#
# What does not fit is the friendly case: NumPy stops and says so. The unfriendly case is a bias of
# another shape. NumPy then repeats the smaller array until it fits, which is called
# **broadcasting**.
#
# **Predict.** A column of shape `(3, 1)` plus a flat bias of shape `(3,)`: what comes out?

# %%
with predict("a column and a flat bias"):
    print(np.array([[10.0], [20.0], [30.0]]) + np.array([1.0, 2.0, 3.0]))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Nine numbers, and no error: NumPy laid the flat bias along a row and repeated it in each of the
# three rows.
#
# </details>
#
# <details><summary>If you read lectures 001 and 003</summary>
#
# Lecture 001 explains $z_1$ with "multiply by the 1st *column* of the weight matrix". Its formula is
# right; it is the first *row*. Lecture 003 writes the weights into node 6 as a column, and turns the
# indices round: its $w_{13}$ is our $W_{31}$.
#
# </details>
#
# So columns stay columns, and `b` has the shape $(n_\text{out}, 1)$. A layer by hand, for
# $W = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix}$, $a = (0.5, 1)$ and $b = (-1, 0.5)$:
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
# Write `layer_forward(W, b, a_prev)`, which returns the pair `(z, a)` of one layer. As in notebook 1,
# `activation` is a function: call whatever is handed in.
#
# | name | shape | meaning |
# |---|---|---|
# | `W` | `(n_out, n_in)` | weights, row $j$ into neuron $j$ |
# | `b` | `(n_out, 1)` | biases |
# | `a_prev` | `(n_in, 1)` | activations before |
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
# **Question.** Why is a square `W` the most dangerous case for someone who mixes up rows and columns?
#
# <details><summary>Compare with our answer</summary>
#
# There every such mistake fits: `W.T @ a` has the same shape as `W @ a`, and wrong numbers come out
# in silence. The checks therefore try both, a square `W` and one that is not.
#
# </details>

# %% [markdown]
# ## 3 Starting values
#
# Training will find the weights, but it has to start somewhere.
#
# **Predict.** All weights and biases are 0. What do nodes 3, 4 and 5 say to the input $(0.2, 0.3)$,
# and to $(-5, 8)$?

# %%
with predict("all weights zero"):
    for inputs in ([[0.2], [0.3]], [[-5.0], [8.0]]):
        print(sigmoid(np.zeros((3, 2)) @ np.array(inputs)).ravel())

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Always $\frac12$, three times: all three are *alike*.
#
# </details>
#
# Alike they stay: the cost reacts alike to all three, so every step moves them alike. Only unequal
# values break the tie. So we draw them at random, from the bell-shaped **normal distribution** around
# 0. Its width is the **spread** $s$: two thirds of all draws lie between $-s$ and $s$.
#
# How wide? Take $s = 1$ and a neuron with 784 inputs, as many as a picture of a digit has pixels.
# 100 of them are ink (1), the rest is paper (0). So $z$ is a sum of 100 random weights. Both signs
# partly cancel: its spread is not 100 but $\sqrt{100} = 10$.

# %% [markdown]
# **Predict.** A slope below 0.01 means $|z| > 4.6$. How many of the neurons start out there?

# %%
image = np.repeat([[1.0], [0.0]], [100, 684], axis=0)  # 100 pixels of ink, 684 of paper
draws = np.random.default_rng(0).standard_normal((1000, 784))  # the weights of 1000 neurons
with predict("flat at the start"):
    for name, s in [("s = 1", 1.0), ("s = 1/28", 1 / 28)]:
        print(f"{name:9} slopes below 0.01: {np.mean(sigmoid_prime(s * draws @ image) < 0.01):.0%}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# With $s = 1$ about two thirds are saturated before anything was learned, with
# $s = \frac{1}{28}$ none.
#
# </details>
#
# 28 is $\sqrt{784}$. A sum of $n_\text{in}$ products spreads like $\sqrt{n_\text{in}}$; dividing by
# that keeps $z$ where the curve is steep. Does it hold for all layers? This figure sends digits
# through a network that has just been started.

# %% alt="An interactive figure with one row for each of four layers: a histogram of the activations, a histogram of the slopes, and a bar for the share of slopes below 0.01. With spread 1 the first layer has the largest share, more than half, and its activations pile up at 0 and 1."
figures.saturation_meter()

# %% [markdown]
# **What to see.** With spread 1 the first layer is flattest: it adds up the most products. With
# $1/\sqrt{n}$ none is flat. With 0.001 none is either, but later layers answer $\frac12$ to every
# picture. What does the start do to learning? We recorded ten trainings on digits.

# %% alt="The share of new digits that ten recorded networks read, over six epochs. The five with the spread one over the root of n begin near 0.95 and end between 0.96 and 0.97. Of the five with spread 1 four begin at 0.92 and end at 0.95; one begins at 0.82 and ends at 0.86."
figures.still.two_starts()

# %% [markdown]
# **What to see.** The same network, digits and learning rate; only the start differs. With
# $1/\sqrt{n}$ all five read about 95 % after one epoch. With spread 1 four reach that after six, and
# one is stuck at 86 %. Three schemes are in use:
#
# | name | spread of the weights | biases |
# |---|---|---|
# | `"unit"` | 1 | spread 1 |
# | `"fan_in"` | $1/\sqrt{n_\text{in}}$ | 0 |
# | `"glorot"` | $\sqrt{2/(n_\text{in} + n_\text{out})}$ | 0 |
#
# <details><summary>If you read lectures 001 to 003</summary>
#
# They use `"unit"` (001), `"glorot"`, also called Xavier (002), and draws between $-1$ and 1 (003).
# Lecture 002 finds Xavier "a step better than randomly initialising"; it *is* random, with a chosen
# spread. Its `np.array([W1, W2])` fails for matrices of different shapes; a list holds them.
#
# </details>
#
# Biases may start at 0: random weights have broken the tie. Python's `pairwise` pairs each layer's
# size with the next:

# %%
print(list(pairwise([5, 8, 6, 2])))

# %% [markdown]
# ### Exercise 2.3 — init_network
#
# Write `init_network(sizes, rng, scale)`, which returns the lists `(weights, biases)`; `scale` names
# a scheme. Use `rng` for all draws, so that equal seeds give equal networks:
# `rng.standard_normal((2, 3))` draws 6 numbers with spread 1.
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
# **Question.** Why does `init_network` take a generator and not simply call NumPy's own random
# numbers?
#
# <details><summary>Compare with our answer</summary>
#
# The caller decides: the same seed gives the same network tomorrow and on another computer. A result
# that nobody can repeat is hard to trust.
#
# </details>

# %% [markdown]
# ## 4 Layer after layer
#
# The activation of one layer is the input of the next. A raised index numbers the layers; it is *not*
# a power:
#
# $$a^0 = x, \qquad z^l = W^l a^{l-1} + b^l, \qquad a^l = \sigma(z^l).$$
#
# The weights bear the number of the layer they lead *into*. Python counts from 0:
#
# | in the formula | in Python | shape |
# |---|---|---|
# | $W^l$ | `weights[l-1]` | $(n_l, n_{l-1})$ |
# | $b^l$ | `biases[l-1]` | $(n_l, 1)$ |
# | $z^l$ | `zs[l-1]` | $(n_l, 1)$ |
# | $a^l$ | `activations[l]` | $(n_l, 1)$ |
#
# The list `activations` is one longer, because it begins with the input. Run a small example of the
# pattern:

# %%
doubled, states = [], [3]
for summand in (1, 2):
    doubled.append(2 * states[-1])  # states[-1] is the last state so far
    states.append(doubled[-1] + summand)
print("doubled", doubled, "  states", states)

# %% [markdown]
# Why keep them all? In notebook 1 the slope along a weight was error times $\sigma'(z)$ times the
# *input of that weight*. In a deep network that input is the activation before. The way back will
# need every $z$ and every $a$.

# %% [markdown]
# ### Exercise 2.4 — forward
#
# Write `forward(weights, biases, x)`, which returns `(zs, activations)` of a network with any number
# of layers, `x` itself at the front. With none, `zs` is empty. What was handed in stays as it is.
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
# From a sigmoid yes: each $a$ comes from one $z$ only (far out rounding spoils it). From $\max(0, z)$
# no: every negative $z$ gives 0.
#
# </details>
#
# The six nodes of section 1, in one line. *Run the next cell once exercise 2.4 is right.*

# %%
lecture_W1, lecture_W2 = np.array([[4.0, 5], [5, 6], [6, 7]]), np.array([[9.0, 10, 11]])
six_weights, six_biases = [lecture_W1, lecture_W2], [np.ones((3, 1)), np.ones((1, 1))]
with waits_for("forward"):
    six_zs, six_activations = forward(six_weights, six_biases, np.array([[0.2], [0.3]]))
    print("z6 =", six_zs[-1].item(), "  n6 =", six_activations[-1].item())

# %% [markdown]
# The same 30.314 as node by node.
#
# <details><summary>If you read lectures 001 and 003</summary>
#
# Lecture 001 speaks of the pre-activation $z^1$ of "the input layer"; it belongs to the first
# *hidden* layer, as $a^0 = x$ says. Lecture 003 computes $x_{i+1} = \sigma(w_i x_i + b_{i+1})$; the
# weight must be $w_{i+1}$: with $w_1$, of shape `(3, 2)`, goes $x_0$, of shape `(2, 1)`.
#
# </details>
#
# ## 5 Many examples at once
#
# Training means thousands of examples. Put them side by side, one **column** each: $X$ has the shape
# $(n_0, m)$ for $m$ examples. Such a table is a **batch**. Say the shape of $W X$ for four examples,
# then run:

# %%
X_shown = np.array([[0.2, 1.0, 0.0, 1.0], [0.3, 0.0, 1.0, 1.0]])
print("shape", (lecture_W1 @ X_shown).shape, "\n", lecture_W1 @ X_shown)

# %% [markdown]
# A row for each neuron, a column for each example. The second column belongs to the second example,
# $(1, 0)$: here it is the first column of $W$. The columns do not mix. The bias, a column, is
# broadcast to the right, and each example gets the same one: this time broadcasting is what we want.
#
# **Predict.** All layers have 3 neurons, the batch has 3 examples, and someone transposes $W$. What
# does NumPy say?

# %%
with predict("everything is 3"):
    W_square = np.arange(9.0).reshape(3, 3)
    print((W_square @ np.ones((3, 3)))[:, 0], (W_square.T @ np.ones((3, 3)))[:, 0])

# %% [markdown]
# <details><summary>What we saw</summary>
#
# It says nothing, and the numbers are others. With equal sizes most of such faults run.
#
# </details>
#
# Choose sizes, batch and fault yourself:

# %% alt="An interactive figure with three rows, one for each layer: the boxes of W, a, b and z, drawn as wide and tall as the arrays are, with their shapes above them. With sizes 3, 5, 4, 2 and 6 examples everything fits."
figures.shape_tracer()

# %% [markdown]
# **What to see.** A hatched box means: the shapes fit, and the numbers mean something else. With
# sizes that all differ NumPy refuses most of the faults. So test with such sizes, and with a square
# case besides.
#
# <details><summary>If you read lecture 000</summary>
#
# There every example is a **row**, and each shape the mirror image of ours. It lists the bias once as
# `(256,)`, which is right there, and once as `(256, 1)`: that does not fit 32 rows, and with 256 rows
# it gives each *example* a bias of its own.
#
# </details>

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
# The same two columns of the result are exchanged, and nothing else.
#
# </details>

# %% [markdown]
# ### What one neuron could not do
#
# The film's network as a table:
#
# | neuron | fires if | weights | bias |
# |---|---|---|---|
# | hidden 1 | at least one button | $(20, 20)$ | $-10$ |
# | hidden 2 | not both | $(-20, -20)$ | 30 |
# | output | both hidden neurons fire | $(20, 20)$ | $-30$ |
#
# **Predict.** The output's bias goes from $-30$ to $-10$. What does the network now say to (0, 0),
# (0, 1), (1, 0), (1, 1)?
#
# *Run the next two cells once exercise 2.5 is right: they use your function.*

# %%
xor_weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]
xor_biases = [np.array([[-10.0], [30.0]]), np.array([[-30.0]])]
X_xor = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])  # one case per column
with waits_for("forward_batch"), predict("another bias at the end"):
    print(forward_batch(xor_weights, [xor_biases[0], np.array([[-10.0]])], X_xor).round(2))

# %% alt="The plane of the two inputs, shaded by the network's output. A dark band runs diagonally between two dashed lines; the corners (0, 1) and (1, 0), filled circles, lie in it, and the corners (0, 0) and (1, 1), empty circles, lie in the light regions on both sides."
with waits_for("forward_batch"):
    figures.still.xor(lambda X: forward_batch(xor_weights, xor_biases, X))

# %% [markdown]
# **What to see.** With the bias $-30$ again. Each hidden neuron draws one dashed line, and the
# output neuron keeps the band between them.
#
# <details><summary>What we saw</summary>
#
# With $-10$ one hidden neuron that fires is enough, and in each of the four cases at least one does:
# always 1.
#
# </details>
#
# Your function took the 32 761 points of this picture in one go. These weights were
# chosen by hand. Now the recorded weights of the network of page one, and twenty new digits.
#
# *Run the next cell once exercise 2.5 is right.*

# %% alt="Twenty handwritten digits in two rows. Above each stands what the network reads with your function; a wrong answer is orange and has a cross."
with waits_for("forward_batch"):
    figures.still.twenty_digits(forward_batch)

# %% [markdown]
# **What to see.** *Your* function reads 18 of the 20. How a network finds such weights is the subject
# of the next three notebooks.
#
# *A good place to stop. You have a network that reads digits.* `progress()` says where to go on.
#
# ## 6 Softmax
#
# Which of ten digits is it? Ten output neurons give a **score** each, any number. We would rather
# have probabilities: positive, and 1 in total. For the scores $(2, 1, 0)$:
#
# | score | $e^\text{score}$ | divided by the sum |
# |---|---|---|
# | 2 | 7.389 | $7.389 / 11.107 = 0.665$ |
# | 1 | 2.718 | 0.245 |
# | 0 | 1 | ____ |
#
# <details><summary>Compare</summary>
#
# $1 / 11.107 = 0.090$.
#
# </details>
#
# This is **softmax**: $p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}$.
#
# **Predict.** The first score rises from 2 to 3. Which probabilities change?

# %% alt="Bars of the three probabilities for the scores (2, 1, 0) and, beside them, for the scores (3, 1, 0). The first grows from 0.665 to 0.844; the second falls from 0.245 to 0.114, the third from 0.090 to 0.042."
with predict("one score rises"):
    figures.still.one_score_rises()

# %% [markdown]
# **What to see.** Two bars for each class, before and after.
#
# <details><summary>What we saw</summary>
#
# What the first gains, the others lose, and they keep their *ratio*: 0.245 to 0.090, like 0.114 to
# 0.042, is 2.718 to 1.
#
# </details>
#
# The classes compete. That is new: a sigmoid looks at its own $z$ only. Now a trap:
#
# **Predict.** What does the plain formula give for the scores 1000, 999 and 998?

# %%
with np.errstate(over="ignore", invalid="ignore"), predict("scores near 1000"):
    for scores in ([1000.0, 999.0, 998.0], [0.0, -1.0, -2.0]):
        print(scores, "->", np.round(np.exp(scores) / np.sum(np.exp(scores)), 3))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# `nan`, "not a number": $e^{1000}$ becomes `inf`, and `inf / inf` has no value. The second line has
# the same scores, each less by 1000, and its numbers are right for *both*.
#
# </details>
#
# If all scores are less by $c$, top and bottom of the fraction are divided by $e^c$, and nothing
# changes. So we may subtract the largest score of each column: then the largest exponent is 0, and
# nothing overflows.

# %% alt="An interactive figure of four classes with the scores 2, 1, 0 and -1. Bars show the probabilities 0.644, 0.237, 0.087 and 0.032; beneath them bars of P minus Y; beside them a table of how each probability reacts to each score."
figures.softmax_playground()

# %% [markdown]
# **What to see.** When a score rises, the other bars move by different amounts, each in proportion to
# its own probability, and all moves add up to 0. A shift moves no bar. (The lower row is for
# notebook 4.)
#
# With many examples each column needs its own largest score and its own sum: `axis=0` works down the
# columns, and `keepdims=True` keeps the result two-dimensional, ready to be broadcast back.

# %%
print(np.ones((2, 3)).sum(axis=0, keepdims=True).shape, np.ones((2, 3)).sum(axis=0).shape)

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
# $\frac{e^z}{e^z + 1}$, and that is $\sigma(z)$. Softmax is the sigmoid for more than two classes.
#
# </details>

# %% [markdown]
# ## 7 Labels as columns
#
# The data say "this picture is a 4". The network gives ten numbers. To compare the two, the label
# becomes ten numbers, too: a 1 in row 4, and 0 elsewhere. This is called **one-hot**. Why not train
# towards the number 4? A network unsure between 0 and 4 would then say 2. Digits are *names* of
# classes here.
#
# <details><summary>If you read lecture 001</summary>
#
# It blames the trouble on data that are "ordinal", that is, ranked. It is the other way round: names
# of classes are **nominal**, and the trouble comes from treating them as numbers.
#
# </details>
#
# NumPy takes a list of rows and a list of columns, and goes through them in pairs:

# %%
grid_shown = np.zeros((3, 5), dtype=int)
grid_shown[[0, 2, 2], [1, 0, 4]] = 7
print(grid_shown)

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
# ## 8 A listing to mend
#
# Shortened from one that was published. Its hidden neurons use **ReLU**, $\max(0, z)$: 2.5 stays 2.5,
# and $-0.7$ becomes 0.
#
# ```python
# a = image
# activations, zs = [image], []
# for W, b in zip(weights, biases):
#     z = W @ a + b
#     a = relu(z)
#
# t = activations[-1]
# activations[-1] = np.exp(t) / np.sum(np.exp(t))
# ```
#
# It runs. It should give ten probabilities, and gives 784:
#
# - **(a)** The lists do not grow.
# - **(b)** Once (a) is mended, the scores $-5$ and 0 get the same probability.
# - **(c)** A score of 1000 gives `nan`.
# - **(d)** With five pictures, *all* probabilities add up to 1.
#
# **Predict.** A score rises from $-3$ to $-2$. What becomes of its probability with fault (b)?
#
# *Run the next cell once exercise 2.6 is right.*

# %%
with waits_for("softmax"), predict("ReLU before softmax"):
    for first in (-3.0, -2.0):
        scores = np.array([[first], [0.5], [-1.0]])
        print("score", first, "  proper   ", softmax(scores).ravel().round(3))
        print("              with ReLU", softmax(relu(scores)).ravel().round(3))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Properly it rises from 0.024 to 0.063. With ReLU in front it stays at 0.274. At a random start about
# half of all scores are negative, and from none of them could anything be learned.
#
# </details>
#
# Before you mend it, find the line behind each fault. (It comes from lecture 002.)

# %% [markdown]
# ### Exercise 2.8 — forward_fixed
#
# Write `forward_fixed(weights, biases, X)`, the mended listing for a whole batch. Hidden layers use
# `relu`, which the first cells gave you; the last layer uses softmax on its *scores*. The checks are
# named (a) to (d).
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
# **Question.** For one picture with moderate, positive scores, which of (b), (c) and (d) can be seen
# in the output?
#
# <details><summary>Compare with our answer</summary>
#
# None. ReLU leaves positive scores alone, nothing overflows, and one column is the whole table. That
# is why the checks choose their cases.
#
# </details>

# %% [markdown]
# ## 9 How large is a network?
#
# A network with the layers 3, 4 and 2 has $3 \cdot 4 + 4 \cdot 2 = 20$ weights and 6 biases: 26
# **parameters**. Page one spoke of 25 450 numbers, for the layers 784, 32 and 10. Can you find them?

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
# **Question.** Of the 25 450, what share is biases? What would you notice if a program forgot to train
# them?
#
# <details><summary>Compare with our answer</summary>
#
# 42, not two in a thousand. You would probably notice nothing: such a network still learns digits
# almost as well (notebook 5). So "it learns" does not prove that a program is right.
#
# </details>
#
# Which way should each of them move? Notebook 3 begins to answer.

# %% [markdown]
# ### Exercise 2.10 — why_columns
#
# A friend adds a bias of shape (3,) to scores of shape (3, 1), and the program runs. “Then it is
# right,” they say. Answer in two or three sentences: what came out, why nothing complained, and how
# your friend could have noticed. What you write is read by a person, not by `check`.

# %% [markdown] words="why_columns"
# *Write here, in place of this line.*

# %% [markdown]
# ## Recall
#
# Five questions, without looking back.
#
# 1. What is the shape of `W @ a`, for $W$ of shape (3, 2) and a column `a`?
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
predictions()
progress()
