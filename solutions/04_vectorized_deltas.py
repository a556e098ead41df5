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
# # 4 Vectorized deltas
#
# To measure every slope of the digit network takes 50 900 forward passes a step. Your walk of
# notebook 3 gives the same numbers at once. Four short equations make it code, for any depth and
# any batch.

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
import time

import matplotlib.pyplot as plt
import numpy as np

from checker import case, check, figures, gradient_check, hint, progress, waits_for

# %% [markdown]
# The sigmoid and its slope come from notebook 1, in the lectures' plain form. Replace nothing here.
#
# `gradient_check(cost, parameters, gradients)` measures slopes entry by entry and prints how far
# your gradients are off. A right one shows 1e-8 or less.


# %% tags=["tools"]
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


# %% [markdown]
# ## Notation
#
# - An example is a **column**: $x$ has the shape `(n, 1)`. A batch of $m$ examples is a table with
#   one column for each, `(n, m)`.
# - Layers are counted from the input. The input is layer 0, and $L$ is the last layer.
# - $W^l$ leads from layer $l-1$ to layer $l$. Its entry $W^l_{jk}$ belongs to the arrow from neuron
#   $k$ to neuron $j$. Its shape is `(n_l, n_{l-1})`: **to, from**.
# - Forward: $z^l = W^l a^{l-1} + b^l$ and $a^l = \sigma(z^l)$, with $a^0 = x$.
# - $\delta^l$ is the slope of the cost for the pre-activations $z^l$. Always for $z$, never for $a$.

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
np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## 1 Delta at the output
#
# A network has two outputs. Their pre-activations are 0 and 2, and the targets are 1 and 0. For
# each output, the graph of notebook 3 has two nodes between $z$ and the cost
# $C = \frac12 \sum_j (a_j - y_j)^2$: the sigmoid, and the cost itself. Each gives a factor.
#
# | output | $z$ | $a$ | $y$ | error $a - y$ | slope $\sigma'(z)$ | $\delta$ |
# |---|---|---|---|---|---|---|
# | 1 | 0 | 0.5 | 1 | $-0.5$ | 0.25 | $-0.125$ |
# | 2 | 2 | 0.8808 | 0 | 0.8808 | 0.105 | ____ |
#
# **Predict.** What stands in the gap? And what would measuring say: how much does $C$ rise when
# $z_2$ rises by a little?


# %%
def cost_of_outputs(z):
    return 0.5 * np.sum((sigmoid(z) - np.array([1.0, 0.0])) ** 2)


z_two, h = np.array([0.0, 2.0]), 1e-5
for moved in (np.array([h, 0.0]), np.array([0.0, h])):
    rise = cost_of_outputs(z_two + moved) - cost_of_outputs(z_two - moved)
    print("measured slope:", np.round(rise / (2 * h), 4))

# %% [markdown]
# **What we saw.** $-0.125$ and $0.0925$: the products error times slope.
#
# Both lines of the table do the same, so we write them as one. Multiplying two arrays entry by
# entry is called the **Hadamard product**, $\odot$; in NumPy it is `*`. The first of lecture 001's
# four equations is
#
# $$\delta^L = (a^L - y) \odot \sigma'(z^L) \qquad \text{(BP1)}$$
#
# or, for one neuron, $\delta^L_j = (a^L_j - y_j)\,\sigma'(z^L_j)$. Neuron $j$'s error meets neuron
# $j$'s slope and no other.

# %% [markdown]
# ### A trap: the shape of y
#
# Lecture 002 does not say which shape its target `y` has. The outputs are a column, `(2, 1)`.
#
# **Predict.** The target comes as a plain row of two numbers, `(2,)`. Which shape does `a - y` have:
# `(2, 1)`, `(2,)` or `(2, 2)`?

# %%
a_column = np.array([[0.5], [0.8808]])
y_plain = np.array([1.0, 0.0])
print("a - y has the shape", (a_column - y_plain).shape)
print(a_column - y_plain)

# %% [markdown]
# **What we saw.** `(2, 2)`. NumPy lays the column and the row across each other and subtracts every
# target from every output. No error message, and wrong numbers everywhere. With ten digits,
# `delta` would be a 10 by 10 table.
#
# So in this course a column stays a column. In this notebook shapes are part of each exercise.

# %% [markdown]
# ### Exercise 4.1 — delta_output
#
# Write `delta_output(a, y, z)`, the delta of the last layer for the quadratic cost (BP1). It works
# for one column and for several columns side by side. The slope is taken at `z`, with
# `sigmoid_prime`.
#
# | name | shape | meaning |
# |---|---|---|
# | `a`, `z` | `(n, m)` | activations and pre-activations of the last layer |
# | `y` | `(n, m)` | targets |
# | result | `(n, m)` | $\delta^L$, one entry per output and example |


# %% exercise="delta_output"
def delta_output(a, y, z):
    """Give the delta of the last layer for the quadratic cost.

    Parameters
    ----------
    a, y, z : arrays of shape (n, m), one example per column

    Returns
    -------
    array of shape (n, m)

    Examples
    --------
    >>> delta_output(np.array([[0.5]]), np.array([[1.0]]), np.array([[0.0]]))
    array([[-0.125]])
    """
    ### BEGIN SOLUTION
    return (a - y) * sigmoid_prime(z)
    ### END SOLUTION


# %% [markdown]
# **Question.** An output is as wrong as it can be: $a$ is almost 1, and $y = 0$. How large is its
# delta?
#
# <details><summary>Compare with our answer</summary>
#
# Almost 0. The error is near 1, but $a$ near 1 means $z$ far out in the tail, where the slope is
# almost 0. This is the slow neuron of notebook 1. Section 6 brings the remedy.
#
# </details>

# %% [markdown]
# ## 2 One layer back
#
# Suppose we know the deltas of the two outputs, $\delta^2 = (0.4, -0.1)$. Three hidden neurons lead
# to them through
#
# $$W^2 = \begin{pmatrix} 1 & -2 & 0 \\ 2 & 1 & -1 \end{pmatrix}.$$
#
# What is the delta of hidden neuron 1? It acts on *both* outputs: on output 1 with the weight 1, on
# output 2 with the weight 2. Notebook 3 taught that a value used twice collects from both paths:
#
# - from output 1: $1 \cdot 0.4 = 0.4$,
# - from output 2: $2 \cdot (-0.1) = -0.2$,
# - together: $0.2$.
#
# That is the slope for $a_1$. One node remains, the sigmoid. At $z_1 = -2$ its slope is 0.105. So
# $\delta_1 = 0.2 \cdot 0.105 = 0.021$.

# %% [markdown]
# ### Your turn
#
# The other two neurons have $z_2 = 0$ and $z_3 = 3$, with the slopes 0.25 and 0.0452. Complete:
#
# | hidden neuron | weights that leave it | sum over both outputs | slope | $\delta$ |
# |---|---|---|---|---|
# | 1 | 1, 2 | $0.4 - 0.2 = 0.2$ | 0.105 | 0.021 |
# | 2 | $-2$, 1 | ____ | 0.25 | ____ |
# | 3 | 0, ____ | ____ | 0.0452 | ____ |
#
# <details><summary>Compare</summary>
#
# Neuron 2: $-0.8 - 0.1 = -0.9$, and $-0.9 \cdot 0.25 = -0.225$. Neuron 3: the weights are 0 and
# $-1$, the sum is $0 + 0.1 = 0.1$, and $0.1 \cdot 0.0452 = 0.0045$.
#
# </details>
#
# **Predict.** Forward, each output multiplies a *row* of $W^2$ with the activations. What did you
# just multiply with the deltas?

# %%
W_out = np.array([[1.0, -2.0, 0.0], [2.0, 1.0, -1.0]])
delta_out = np.array([[0.4], [-0.1]])
z_hidden = np.array([[-2.0], [0.0], [3.0]])
sums = (W_out.T @ delta_out).ravel()
slopes_here = sigmoid_prime(z_hidden).ravel()
print("sums back: ", sums)
print("slopes:    ", slopes_here)
print("deltas:    ", sums * slopes_here)

# %% alt="Three hidden neurons on the left, two outputs on the right, joined by six lines that carry their weights in blue; lines of negative weights are dashed and thicker lines mean larger weights. Beside the outputs stand their deltas, 0.4 and minus 0.1. In orange, beside the hidden neurons: sum 0.2 times slope 0.105 gives 0.021; sum minus 0.9 times slope 0.25 gives minus 0.225; sum 0.1 times slope 0.0452 gives 0.0045."
fig, ax = plt.subplots(figsize=(9, 4.4))
left, right = [(0, 2), (0, 0), (0, -2)], [(4, 1.2), (4, -1.2)]
for k, start in enumerate(left):
    for j, end in enumerate(right):
        w = W_out[j, k]
        style = ":" if w == 0 else "--" if w < 0 else "-"
        ax.plot(*zip(start, end, strict=True), style, color="gray", linewidth=0.8 + abs(w))
        at = 0.72 * np.array(start) + 0.28 * np.array(end)  # there no two lines cross
        ax.text(*at, f"{w:.0f}", color=BLUE, ha="center", va="center", backgroundcolor="white")
    words = f"{sums[k]:.1f} × {slopes_here[k]:.3g} = {sums[k] * slopes_here[k]:.3g}"
    ax.text(-0.35, start[1], words, color=ORANGE, fontsize=12, ha="right", va="center")
for j, end in enumerate(right):
    ax.text(4.35, end[1], f"δ = {delta_out[j, 0]:.1f}", color=ORANGE, fontsize=12, va="center")
for place in left + right:
    ax.plot(*place, "o", markersize=24, color="white", markeredgecolor="black")
ax.set_title("Deltas flow back: sum over the lines that leave, times the slope (no units)")
ax.set_xlim(-3.2, 5.6)
ax.axis("off")
plt.show()

# %% [markdown]
# **What to see.** Each hidden neuron sums over the lines that *leave* it: a **column** of $W^2$. A
# matrix whose rows are the columns of $W$ is the transposed matrix, $W^T$. So
#
# $$\delta^l = \bigl((W^{l+1})^T \delta^{l+1}\bigr) \odot \sigma'(z^l) \qquad \text{(BP2)}$$
#
# For one neuron, $\delta^l_k = \bigl(\sum_j W^{l+1}_{jk}\, \delta^{l+1}_j\bigr)\,\sigma'(z^l_k)$.
#
# Some people call $\delta$ the blame of a neuron. The picture has a limit: blame is shared out, and
# the shares add up to a whole. Deltas have signs, and they do not add up to anything.

# %% [markdown]
# ### Why the slope stands outside the sum
#
# Lecture 001 justifies the $\odot$ in BP2 like this: the slope "is not a function of $k$". But it
# is. Our three hidden neurons have the slopes 0.105, 0.25 and 0.0452. What the slope does *not*
# depend on is $j$, over which the sum runs. That is why it can be taken out of the sum, and why
# neuron $k$'s own slope is multiplied in at the end.
#
# The lecture's caption adds that $\sigma'$ comes from going "backwards through the cost function".
# It comes from going back through the **activation** function.
#
# **Predict.** Someone multiplies in the wrong order, $W^T(\delta \odot \text{slopes})$. In a layer
# of three after a layer of three, will Python complain?

# %%
W_square = np.array([[1.0, -2.0, 0.5], [2.0, 1.0, -1.0], [-0.5, 3.0, 1.5]])
delta_three = np.array([[0.4], [-0.1], [0.2]])
print("slope last: ", (W_square.T @ delta_three * sigmoid_prime(z_hidden)).ravel())
print("slope first:", (W_square.T @ (delta_three * sigmoid_prime(z_hidden))).ravel())
print("no T:       ", (W_square @ delta_three * sigmoid_prime(z_hidden)).ravel())

# %% [markdown]
# **What we saw.** Three different results and not one complaint. With layers of equal size, a wrong
# order and a missing transpose both run silently. Shapes protect us only where sizes differ, so
# tests should use both kinds of network. Ours do.
#
# Lecture 003 writes this line without brackets and leaves the order open. First the matrix, then the
# slopes.

# %% [markdown]
# ### Exercise 4.2 — delta_hidden
#
# Write `delta_hidden(W_next, delta_next, z)`, which goes one layer back (BP2). The next layer is the
# one *behind* this layer, nearer to the cost. One or several columns, as before.
#
# | name | shape | meaning |
# |---|---|---|
# | `W_next` | `(n_next, n)` | weights from this layer to the next |
# | `delta_next` | `(n_next, m)` | deltas of the next layer |
# | `z` | `(n, m)` | pre-activations of this layer |
# | result | `(n, m)` | deltas of this layer |


# %% exercise="delta_hidden"
def delta_hidden(W_next, delta_next, z):
    """Give the delta of a hidden layer from the delta of the layer behind it.

    Parameters
    ----------
    W_next : array of shape (n_next, n)
    delta_next : array of shape (n_next, m)
    z : array of shape (n, m)

    Returns
    -------
    array of shape (n, m)

    Examples
    --------
    >>> delta_hidden(np.array([[2.0], [4.0]]), np.array([[0.5], [0.25]]), np.array([[0.0]]))
    array([[0.5]])
    """
    ### BEGIN SOLUTION
    return (W_next.T @ delta_next) * sigmoid_prime(z)
    ### END SOLUTION


# %% [markdown]
# **Question.** In the figure hidden neuron 3 gets by far the smallest delta. Give two different
# reasons why a hidden neuron's delta can be almost 0.
#
# <details><summary>Compare with our answer</summary>
#
# Its signals add up to almost nothing: the weights that leave it are small, or the contributions
# cancel. Or its slope is almost 0, because its $z$ lies in a tail. For neuron 3 both help: one
# weight is 0, and the slope is 0.0452.
#
# </details>

# %% [markdown]
# ## 3 Weights and biases
#
# Deltas are slopes for $z$. We want slopes for weights and biases, and they are one step away. The
# weight $W_{jk}$ multiplies the activation $a_k$ and moves $z_j$. So, as for a single neuron,
#
# slope for $W_{jk}$ = delta of the neuron it leads **to**, times activation of the neuron it comes
# **from**.
#
# With $\delta = (0.4, -0.1)$ and the activations $a = (0.1, 0.5, 1)$, complete:
#
# | | from neuron 1: $a_1 = 0.1$ | from 2: $a_2 = 0.5$ | from 3: $a_3 = 1$ |
# |---|---|---|---|
# | to neuron 1: $\delta_1 = 0.4$ | 0.04 | 0.2 | ____ |
# | to neuron 2: $\delta_2 = -0.1$ | $-0.01$ | ____ | ____ |
#
# <details><summary>Compare</summary>
#
# First row 0.4; second row $-0.05$ and $-0.1$. It is a multiplication table.
#
# </details>

# %% [markdown]
# A multiplication table of a column and a row is called their **outer product**. NumPy makes it with
# the ordinary matrix product: `(2, 1) @ (1, 3)` is `(2, 3)`.
#
# **Predict.** `(2, 1)` and `(3, 1)` are given. Which of them must be transposed, so that the result
# has the shape of $W$: to, from?

# %%
delta_two = np.array([[0.4], [-0.1]])
a_three = np.array([[0.1], [0.5], [1.0]])
print(delta_two @ a_three.T)

# %% [markdown]
# **What we saw.** The activations are transposed, and the table of above appears. The bias is a
# weight whose input is always 1, so its slope is the delta itself. These are the last two of the
# four equations:
#
# $$\frac{\partial C}{\partial b^l} = \delta^l \quad \text{(BP3)} \qquad
# \frac{\partial C}{\partial W^l} = \delta^l\,(a^{l-1})^T \quad \text{(BP4)}$$
#
# For single entries: $\partial C/\partial b^l_j = \delta^l_j$ and
# $\partial C/\partial W^l_{jk} = \delta^l_j\, a^{l-1}_k$.
#
# Lecture 004 never writes down the slope of its bias, the weight $w_{i,0}$, though its code needs
# it. It is BP3.

# %% [markdown]
# ### Exercise 4.3 — layer_gradients
#
# Write `layer_gradients(delta, a_prev)` for one example. It returns the pair `(dW, db)`, BP4 and
# BP3. Each is a new array: whoever changes `db` later must not change `delta` with it.
#
# | name | shape | meaning |
# |---|---|---|
# | `delta` | `(n, 1)` | deltas of this layer |
# | `a_prev` | `(n_prev, 1)` | activations of the layer before |
# | `dW` | `(n, n_prev)` | slopes for the weights |
# | `db` | `(n, 1)` | slopes for the biases |


# %% exercise="layer_gradients"
def layer_gradients(delta, a_prev):
    """Give the gradients (dW, db) of one layer for one example.

    Parameters
    ----------
    delta : array of shape (n, 1)
    a_prev : array of shape (n_prev, 1)

    Returns
    -------
    (dW, db) : arrays of shape (n, n_prev) and (n, 1)

    Examples
    --------
    >>> dW, db = layer_gradients(np.array([[0.5], [-1.0]]), np.array([[2.0], [3.0], [4.0]]))
    >>> dW
    array([[ 1. ,  1.5,  2. ],
           [-2. , -3. , -4. ]])
    """
    ### BEGIN SOLUTION
    return delta @ a_prev.T, delta.copy()
    ### END SOLUTION


# %% [markdown]
# **Question.** A pixel at the edge of the image is empty paper, 0, in every image. What happens to the
# weights that leave it?
#
# <details><summary>Compare with our answer</summary>
#
# Their gradient is $\delta_j \cdot 0 = 0$ for every example. They keep their starting values for
# ever.
#
# </details>

# %% [markdown]
# ### The four equations
#
# | | one entry | whole layer | shape |
# |---|---|---|---|
# | BP1 | $\delta^L_j = (a^L_j - y_j)\,\sigma'(z^L_j)$ | $(a^L - y) \odot \sigma'(z^L)$ | `(n_L, 1)` |
# | BP2 | $\delta^l_k = \bigl(\sum_j W^{l+1}_{jk} \delta^{l+1}_j\bigr)\,\sigma'(z^l_k)$ | $\bigl((W^{l+1})^T \delta^{l+1}\bigr) \odot \sigma'(z^l)$ | `(n_l, 1)` |
# | BP3 | $\partial C / \partial b^l_j = \delta^l_j$ | $\delta^l$ | `(n_l, 1)` |
# | BP4 | $\partial C / \partial W^l_{jk} = \delta^l_j a^{l-1}_k$ | $\delta^l (a^{l-1})^T$ | `(n_l, n_{l-1})` |
#
# Lecture 003 finds the transposes by making the shapes fit. The indices say why: an index that
# stands on the left stands on the right too, and one that is summed over does not.
#
# **Predict.** In BP2, which index is summed over, and which is left over?

# %%
by_hand = np.zeros((3, 1))
for k in range(3):  # the neuron whose delta we want
    for j in range(2):  # every neuron it leads to
        by_hand[k] += W_out[j, k] * delta_out[j]
    by_hand[k] *= sigmoid_prime(z_hidden[k])
print("loops: ", by_hand.ravel())
print("matrix:", (W_out.T @ delta_out * sigmoid_prime(z_hidden)).ravel())

# %% [markdown]
# **What we saw.** Summed over is $j$, left over is $k$; loops and matrix agree. Lecture 004 works
# with such loops, neuron by neuron. For the first layer of a [784, 32, 10] network that means
# 25 088 turns of a Python loop where BP4 needs one product.

# %% [markdown]
# ### Watch them flow
#
# The next cell sends one example forward through a small network, then its deltas back, one step at a
# time. The matrix of the step stands beside it: on the way forward a row is framed, on the way back a
# column.
#
# **Predict.** Which hidden neuron will get the least blame: one with small weights, or one with a flat
# slope?

# %% alt="An interactive drawing of a network with 3 inputs, 4 hidden neurons and 2 outputs. Lines are weights, dashed if negative. Step by step, neurons fill with their activations; then deltas appear beneath them in orange, filled discs for positive and rings for negative ones. Beside it, the matrix of the step, and bars for the size of delta in a deep network."
figures.delta_flow()

# %% [markdown]
# **What to see.** Either may do it, and other seeds show both. Choose a mistake, and the wrong number
# appears beneath the right one; "no transpose" runs only where the layers are equally large. "Weight
# shown" picks a weight and gives BP4 for it: delta of the neuron it leads to, times activation of the
# neuron it comes from. The bars belong to section 9.

# %% [markdown]
# ## 4 The loop
#
# Now we chain the four equations. On the way forward we keep what the way back will need: all $z$
# and all $a$. For the sizes [3, 4, 5, 2] the lists look like this:
#
# | list | item 0 | item 1 | item 2 | item 3 |
# |---|---|---|---|---|
# | `weights` | (4, 3) | (5, 4) | (2, 5) | |
# | `biases`, `zs` | (4, 1) | (5, 1) | (2, 1) | |
# | `activations` | $x$: (3, 1) | (4, 1) | (5, 1) | (2, 1) |
#
# Python counts from 0. So layer 1 of the formulas has its weights at `weights[0]`, and what goes
# *into* `weights[0]` is `activations[0]`.
#
# **Predict.** Lecture 002's network has the sizes [784, 64, 10]. How long are `weights` and
# `activations`, and which shapes do the weights have?

# %%
sizes_002 = [784, 64, 10]
print("weights:    ", list(zip(sizes_002[1:], sizes_002[:-1], strict=True)))
print("activations:", [(n, 1) for n in sizes_002])

# %% [markdown]
# **What we saw.** Two weight matrices, three activations: the input is one of them.
#
# Walk back with us and fill the gaps:
#
# | step | we get | from |
# |---|---|---|
# | 1 | delta (2, 1), BP1 | `activations[3]`, `y`, `zs[2]` |
# | 2 | `nabla_W[2]`, `nabla_b[2]` | delta, `activations[2]` |
# | 3 | delta (5, 1), BP2 | `weights[2]`, delta, `zs[1]` |
# | 4 | `nabla_W[1]`, `nabla_b[1]` | delta, `activations[__]` |
# | 5 | delta (4, 1), BP2 | `weights[__]`, delta, `zs[__]` |
# | 6 | `nabla_W[0]`, `nabla_b[0]` | delta, `activations[__]` |
#
# <details><summary>Compare</summary>
#
# Step 4: 1. Step 5: 1 and 0. Step 6: 0. Steps 2 and 3 repeat; only the number changes.
#
# </details>
#
# The upside-down triangle $\nabla$, nabla, is the usual sign for a gradient.

# %% [markdown]
# Lecture 001 does the same and counts from the end. This is the core of its listing, with the
# `np.dot(` put back that is missing in our copy of the text:
#
# ```python
# nabla_b[-1] = delta
# nabla_W[-1] = np.dot(delta, activations[-2].T)
# for l in range(2, self.num_layers):
#     delta = np.dot(weights[-l + 1].T, delta) * sigmoid_prime(zs[-l])
#     nabla_b[-l] = delta
#     nabla_W[-l] = np.dot(delta, activations[-l - 1].T)
# ```
#
# It is right, because lecture 001 counts the *input* as a layer: [3, 4, 5, 2] has `num_layers = 4`.
# Lecture 002 has the same loop and never defines `num_layers`.
#
# **Predict.** Someone sets it to the number of weight matrices, 3. Which gradients are filled?

# %%
for num_layers in (4, 3):
    print("num_layers", num_layers, "fills", [-1, *(-back for back in range(2, num_layers))])

# %% [markdown]
# **What we saw.** With 4 all three are filled, with 3 the first layer is left out. Its gradient
# stays at the zeros it was created with, and the network trains on without complaint: the rest
# learns around a frozen first layer.

# %% [markdown]
# ### Exercise 4.4 — backprop
#
# Write `backprop(weights, biases, x, y)` for one example, a sigmoid network of any depth and the
# quadratic cost. It returns `(nabla_W, nabla_b)`, two lists in the order of the layers. Go forward
# first and keep all `zs` and `activations`; then go back once. Use your three functions.
#
# | name | shape | meaning |
# |---|---|---|
# | `weights` | list of `(n_l, n_{l-1})` | $W^1$ to $W^L$ |
# | `biases` | list of `(n_l, 1)` | $b^1$ to $b^L$ |
# | `x`, `y` | `(n_0, 1)`, `(n_L, 1)` | one example and its target |
# | `nabla_W`, `nabla_b` | lists, shaped as `weights`, `biases` | the gradient |


# %% exercise="backprop"
def backprop(weights, biases, x, y):
    """Give the gradient (nabla_W, nabla_b) of the quadratic cost for one example.

    Parameters
    ----------
    weights, biases : lists of arrays of shape (n_l, n_{l-1}) and (n_l, 1)
    x, y : arrays of shape (n_0, 1) and (n_L, 1)

    Returns
    -------
    (nabla_W, nabla_b) : lists of arrays, shaped as weights and biases

    Examples
    --------
    >>> W, b, x, y = np.array([[0.0]]), np.array([[0.0]]), np.array([[2.0]]), np.array([[1.0]])
    >>> backprop([W], [b], x, y)
    ([array([[-0.25]])], [array([[-0.125]])])
    """
    ### BEGIN SOLUTION
    zs, activations = [], [x]
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = delta_output(activations[-1], y, zs[-1])
    for layer in reversed(range(len(weights))):
        nabla_W[layer], nabla_b[layer] = layer_gradients(delta, activations[layer])
        if layer > 0:
            delta = delta_hidden(weights[layer], delta, zs[layer - 1])
    return nabla_W, nabla_b
    ### END SOLUTION


# %% [markdown]
# **Question.** Why is $W^1$ never transposed and multiplied in this loop?
#
# <details><summary>Compare with our answer</summary>
#
# It would carry the signal back to the input, and nobody turns the input. (Whoever wants to know
# which pixels disturb the network most would take that step.)
#
# </details>

# %% [markdown]
# ### Is it right? And is it worth it?
#
# Twenty-six numbers of a 3-4-2 network, your gradient, and slopes measured on the cost. A relative
# error near 1e-10 is what central differences can tell at best.
#
# *Run the next cell once exercise 4.4 is right.*

# %%
rng = np.random.default_rng(1)
W_1, b_1 = rng.normal(size=(4, 3)), rng.normal(size=(4, 1))
W_2, b_2 = rng.normal(size=(2, 4)), rng.normal(size=(2, 1))
x_one, y_one = rng.normal(size=(3, 1)), np.array([[1.0], [0.0]])


def cost_of_network(parameters):
    W1, b1, W2, b2 = parameters
    return 0.5 * np.sum((sigmoid(W2 @ sigmoid(W1 @ x_one + b1) + b2) - y_one) ** 2)


with waits_for("backprop"):
    nabla_W, nabla_b = backprop([W_1, W_2], [b_1, b_2], x_one, y_one)
    gradient_check(
        cost_of_network, [W_1, b_1, W_2, b_2], [nabla_W[0], nabla_b[0], nabla_W[1], nabla_b[1]]
    )

# %% [markdown]
# **What we saw.** All four arrays agree. Then why not measure always, and forget about the chain
# rule?
#
# **Predict.** Measuring needs two forward passes for each parameter. How many is that for lecture
# 001's [784, 32, 10] network, for *one* example?

# %%
parameters_784 = 784 * 32 + 32 + 32 * 10 + 10
print("parameters:", parameters_784, "  forward passes to measure them:", 2 * parameters_784)

# %% [markdown]
# **What we saw.** 25 450 parameters, 50 900 forward passes. Backpropagation takes one pass forward
# and one back, whatever the number of parameters. That is all it is: not another gradient, the same
# gradient at the price of two walks. So part of exercise 4.4 is that the work does not grow as if
# every weight had been measured.

# %% [markdown]
# ## 5 A batch at once
#
# The cost of a batch is the **mean** of the costs of its examples, and so is its gradient. Lecture
# 001 adds up one example after the other in a Python loop. We put the examples side by side
# instead. BP1 and BP2 need no change: each column minds its own business. In BP4 something happens.
#
# Two neurons, three inputs, two examples:
#
# $$\delta = \begin{pmatrix} 0.4 & 0.2 \\ -0.1 & 0.3 \end{pmatrix} \qquad
# A = \begin{pmatrix} 1 & 2 \\ 0 & 1 \\ 2 & 1 \end{pmatrix}$$
#
# Entry (1, 1) of $\delta A^T$ is $0.4 \cdot 1 + 0.2 \cdot 2 = 0.8$.
#
# **Predict.** What are the two summands? And what is entry (2, 1)?

# %%
delta_batch = np.array([[0.4, 0.2], [-0.1, 0.3]])
A_batch = np.array([[1.0, 2.0], [0.0, 1.0], [2.0, 1.0]])
first, second = (delta_batch[:, [i]] @ A_batch[:, [i]].T for i in (0, 1))
print("example 1\n", first)
print("example 2\n", second)
print("one product\n", delta_batch @ A_batch.T)

# %% [markdown]
# **What we saw.** Each example contributes one summand. The matrix product adds the tables of all
# examples: 0.4 and 0.4 make 0.8; $-0.1$ and 0.6 make 0.5. The dimension that disappears in
# `(2, m) @ (m, 3)` is the one that counts the examples.
#
# So the product is a **sum** over the batch. The mean is that, divided by $m$:
#
# $$\frac{\partial C}{\partial W^l} = \frac1m\,\delta^l (A^{l-1})^T \qquad
# \frac{\partial C}{\partial b^l} = \frac1m \sum_{\text{examples}} \delta^l$$
#
# By hand for the biases: row sums 0.6 and 0.2, means ____ and ____.
#
# <details><summary>Compare</summary>
#
# 0.3 and 0.1.
#
# </details>

# %% [markdown]
# ### Once, and by the right number
#
# The cost has one $\frac1m$, so every gradient has exactly one. Dividing $\delta$ *and* the product
# divides twice. Dividing $\delta$ in every layer divides once more at each step back.
#
# Lecture 000 divides by the literal 32, its batch size. Lecture 001 divides by
# `self.minibatch_size`.
#
# **Predict.** The last batch of an epoch has only 16 examples. By how much is the gradient off with
# the literal 32? With a minibatch size of 8 and a last batch of 2?

# %%
for divisor, m_last in [(32, 16), (8, 2)]:
    print(f"{m_last} examples divided by {divisor}: {m_last / divisor:.2f} of the mean gradient")

# %% [markdown]
# **What we saw.** 0.50 and 0.25 of what it should be. The number of examples has to come from the
# data: `X.shape[1]`.
#
# One more trap: `delta.sum(axis=1)` of a `(2, 2)` table has the shape `(2,)`, a plain row.
#
# **Predict.** The bias has the shape `(2, 1)`. Which shape has the bias after the step
# `bias - 0.5 * row`?

# %%
bias_two = np.zeros((2, 1))
plain = delta_batch.sum(axis=1)
kept = delta_batch.sum(axis=1, keepdims=True)
print("plain row:", (bias_two - 0.5 * plain).shape, "  keepdims:", (bias_two - 0.5 * kept).shape)

# %% [markdown]
# **What we saw.** The bias of two neurons has become a table of four numbers: the trap of section 1
# again. With `keepdims=True` the summed axis stays, with length 1, and a column stays a column.

# %% [markdown]
# ### Exercise 4.5 — backprop_batch
#
# Write `backprop_batch(weights, biases, X, Y)`: the mean gradient over all columns of `X`, without
# a Python loop over the examples. `delta_output` and `delta_hidden` work on tables already.
# `layer_gradients` was made for one example, so write BP3 and BP4 out here.
#
# | name | shape | meaning |
# |---|---|---|
# | `weights`, `biases` | lists | as in exercise 4.4 |
# | `X` | `(n_0, m)` | $m$ examples, one per column; $m$ is at least 1 |
# | `Y` | `(n_L, m)` | their targets |
# | `nabla_W`, `nabla_b` | lists, shaped as `weights`, `biases` | the mean gradient |


# %% exercise="backprop_batch"
def backprop_batch(weights, biases, X, Y):
    """Give the gradient (nabla_W, nabla_b) of the mean quadratic cost of a batch.

    Parameters
    ----------
    weights, biases : lists of arrays of shape (n_l, n_{l-1}) and (n_l, 1)
    X, Y : arrays of shape (n_0, m) and (n_L, m), one example per column

    Returns
    -------
    (nabla_W, nabla_b) : lists of arrays, shaped as weights and biases

    Examples
    --------
    >>> X, Y = np.array([[2.0, 4.0]]), np.array([[1.0, 1.0]])
    >>> backprop_batch([np.array([[0.0]])], [np.array([[0.0]])], X, Y)
    ([array([[-0.375]])], [array([[-0.125]])])
    """
    ### BEGIN SOLUTION
    m = X.shape[1]
    zs, activations = [], [X]
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = delta_output(activations[-1], Y, zs[-1])
    for layer in reversed(range(len(weights))):
        nabla_W[layer] = delta @ activations[layer].T / m
        nabla_b[layer] = delta.sum(axis=1, keepdims=True) / m
        if layer > 0:
            delta = delta_hidden(weights[layer], delta, zs[layer - 1])
    return nabla_W, nabla_b
    ### END SOLUTION


# %% [markdown]
# **Question.** Could we average the examples first and call `backprop` once, on the mean example?
#
# <details><summary>Compare with our answer</summary>
#
# No, not even for a straight line. The gradient is a delta times an input, and both vary. Take
# $a = wx$ with $w = 1$, the target 0 and two examples, $x = 1$ and $x = 3$: the gradients $wx \cdot x$
# are 1 and 9, their mean is 5. At the mean example, $x = 2$, it is 4.
#
# </details>

# %% [markdown]
# ### How much faster?
#
# The same 500 gradients, once through `backprop` in a loop, once through `backprop_batch`.
#
# **Predict.** Which factor do you expect? The answer depends on your machine; on ours it is well
# above 20.
#
# *Run the next cell once exercise 4.5 is right.*

# %%
X_many, Y_many = rng.normal(size=(3, 500)), rng.uniform(size=(2, 500))
network = [W_1, W_2], [b_1, b_2]
start = time.perf_counter()
with waits_for("backprop", "backprop_batch"):
    for i in range(500):
        backprop(*network, X_many[:, [i]], Y_many[:, [i]])
    looped = time.perf_counter() - start
    start = time.perf_counter()
    backprop_batch(*network, X_many, Y_many)
    print(f"the loop takes {looped / (time.perf_counter() - start):.0f} times as long")

# %% [markdown]
# **What we saw.** NumPy does the same multiplications in both cases. What the batch saves is
# Python: thousands of small steps between them.

# %% [markdown]
# ## 6 Softmax and cross-entropy
#
# In notebook 1 neuron B started at $z = 4$ with $a = 0.982$ and should have output 0. Its delta was
# $0.982 \cdot 0.01766 = 0.0173$: almost as wrong as can be, and almost no slope. We promised a cost
# that mends this.
#
# For a yes/no output, the **cross-entropy** is minus the logarithm of the probability given to the
# right answer: $C = -\ln a$ if $y = 1$, and $C = -\ln(1 - a)$ if $y = 0$. For neuron B that is
# $-\ln 0.018 = 4.02$.
#
# | factor | quadratic | cross-entropy |
# |---|---|---|
# | slope of $C$ for $a$ | 0.982 | $1/(1 - a) = 55.6$ |
# | slope of $a$ for $z$ | 0.01766 | 0.01766 |
# | $\delta$ | 0.0173 | ____ |
#
# **Predict.** What stands in the gap?

# %%
a_B, y_B = sigmoid(4.0), 0.0
print("delta:", 1 / (1 - a_B) * sigmoid_prime(4.0), "  a - y:", a_B - y_B)

# %% [markdown]
# **What we saw.** 0.982: the error itself. The cost is steep exactly where the sigmoid is flat. In
# general both cases together have the slope $\frac{a - y}{a(1 - a)}$, and
#
# $$\delta = \underbrace{\frac{a - y}{a\,(1 - a)}}_{\partial C / \partial a} \cdot
# \underbrace{a\,(1 - a)}_{\sigma'(z)} = a - y.$$
#
# The slope of the sigmoid cancels. Lecture 000 starts from these factors and ends with another
# network's code; this cancelling is the step that it leaves out.

# %% alt="Delta of one output with target 0 over z from -6 to 6. With the quadratic cost the dashed curve is a hill: it rises to about 0.15 near z = 0.7 and falls back to 0. With cross-entropy the solid curve rises from 0 to 1 like the sigmoid. Dots mark neuron B at z = 4: 0.017 and 0.98."
z_axis = np.linspace(-6, 6, 301)
fig, ax = plt.subplots()
ax.plot(z_axis, sigmoid(z_axis), color=ORANGE, linewidth=2, label="cross-entropy: a − y")
quadratic_delta = sigmoid(z_axis) * sigmoid_prime(z_axis)
ax.plot(z_axis, quadratic_delta, "--", color="black", label="quadratic: (a − y) σ'(z)")
ax.plot([4, 4], [a_B, a_B * sigmoid_prime(4.0)], "o", color=ORANGE)
ax.set_title("Which cost corrects a confident mistake? Target y = 0")
ax.set_xlabel("pre-activation z (no unit)")
ax.set_ylabel("delta (no unit)")
ax.legend()
plt.show()

# %% [markdown]
# **What to see.** On the right the output is wrong and sure of itself. There the quadratic cost
# hardly asks for a change, and cross-entropy asks for the largest.
#
# Lecture 004 claims that $-(y - f)$, our $a - y$, is the slope for $z$ "for both sigmoid and linear
# units", and never says for which cost.
#
# **Predict.** We measure at $z = 0.4$ with $y = 1$. In which of the three cases is it right?


# %%
def slope_at(cost, z, h=1e-5):
    return (cost(z + h) - cost(z - h)) / (2 * h)


a = sigmoid(0.4)
print("sigmoid, quadratic:    ", slope_at(lambda z: 0.5 * (sigmoid(z) - 1) ** 2, 0.4), a - 1)
print("sigmoid, cross-entropy:", slope_at(lambda z: -np.log(sigmoid(z)), 0.4), a - 1)
print("linear, quadratic:     ", slope_at(lambda z: 0.5 * (z - 1) ** 2, 0.4), 0.4 - 1)

# %% [markdown]
# **What we saw.** Measured: $-0.0964$, $-0.4013$, $-0.6$. Claimed: $-0.4013$, $-0.4013$, $-0.6$. For
# the sigmoid it is right with cross-entropy and wrong with the quadratic cost.
#
# Lecture 003 errs the other way: its formulas "work for any activation function". For a sigmoid
# with cross-entropy at $z = 0.3$, $y = 1$, the measured slope is $-0.4256$, and its formula gives
# $-0.1040$.
#
# **Delta belongs to a pair: activation and cost.** Change one, and delta changes.

# %% [markdown]
# ### Ten classes instead of yes or no
#
# Softmax (notebook 2) turns a column of scores into probabilities. For the scores $z = (1, 2, 0)$
# they are $p = (0.2447, 0.6652, 0.0900)$. Say class 1 is right. The cost is again minus the
# logarithm of the probability given to the right answer: $-\ln 0.2447 = 1.408$.
#
# **Predict.** Raise the three scores by a little, one after the other. Which of them raise the cost
# and which lower it? Can the slope of a *wrong* class's score be 0?

# %%
scores = np.array([1.0, 2.0, 0.0])


def probabilities_of(z):
    return np.exp(z) / np.exp(z).sum()


for k in range(3):
    step = 1e-5 * np.eye(3)[k]
    above, below = (
        -np.log(probabilities_of(scores + step)[0]),
        -np.log(probabilities_of(scores - step)[0]),
    )
    print(
        f"score {k + 1}: p = {probabilities_of(scores)[k]:.4f}   slope = {(above - below) / 2e-5:.4f}"
    )

# %% [markdown]
# **What we saw.** The slopes are $-0.7553$, $0.6652$, $0.0900$: the probabilities, minus 1 at the
# right class. With the target as one-hot column $y = (1, 0, 0)$ that is
#
# $$\delta = p - y.$$
#
# Why? The logarithm of a fraction is a difference: $C = \ln \sum_k e^{z_k} - z_{\text{right}}$. The
# slope of the first part for $z_k$ is $e^{z_k} / \sum e^{z}$, which is $p_k$. The second part
# contributes $-1$ at the right class. That is the whole derivation.
#
# The three slopes add up to 0. Raising all scores by the same amount changes nothing.

# %% [markdown]
# You know the next figure from notebook 2. Now look at its lower row, $P - Y$.
#
# **Predict.** The true class has the probability 0.032. How long is its bar, and to what do the four
# bars add up?

# %% alt="An interactive figure of four classes with their probabilities as bars, beneath them bars of P minus Y, and beside them a table of how each probability reacts to each score."
figures.softmax_playground()

# %% [markdown]
# **What to see.** $0.032 - 1 = -0.968$, and the four bars always add up to 0: what is taken from the
# wrong classes is given to the right one. No slope stands in the way, however sure the network is of a
# wrong answer. The table shows what a softmax's full derivative is: each score moves every
# probability.

# %% [markdown]
# ### Only together
#
# Lecture 001 announces equations for "any width, depth, and activation and cost function". BP1 and BP2 multiply entry
# by entry, so they need an activation that works entry by entry. Softmax does not: every score moves
# every probability.
#
# **Predict.** Softmax with the *quadratic* cost: does $(p - y) \odot p \odot (1 - p)$, with the slope
# of each entry by itself, agree with measuring?

# %%
p, y_hot = probabilities_of(scores), np.array([1.0, 0.0, 0.0])
slopes_measured = []
for k in range(3):
    around = [scores + sign * 1e-5 * np.eye(3)[k] for sign in (1, -1)]
    above, below = (0.5 * np.sum((probabilities_of(z) - y_hot) ** 2) for z in around)
    slopes_measured.append((above - below) / 2e-5)
print("measured:   ", np.array(slopes_measured))
print("entry-wise: ", (p - y_hot) * p * (1 - p))

# %% [markdown]
# **What we saw.** $-0.2499$, $0.2657$, $-0.0158$ against $-0.1396$, $0.1481$, $0.0074$: the last one
# even has the wrong sign. The short $p - y$ is a gift of the pair softmax *and* cross-entropy.
#
# ### Scores far apart
#
# Lecture 000 computes the probabilities first and their logarithm afterwards.
#
# **Predict.** The scores are 1000 and 0, and the second class is right. What is its probability for
# the computer, and what is minus its logarithm? What should it be?

# %%
far = np.array([1000.0, 0.0])
shifted = far - far.max()
p_far = np.exp(shifted) / np.exp(shifted).sum()
with np.errstate(divide="ignore"):
    print("p =", p_far[1], "  -log(p) =", -np.log(p_far[1]))

# %% [markdown]
# **What we saw.** The probability is rounded to 0, and the loss is `inf`. By the formula of above it
# should be $\ln(e^{1000} + e^0) - 0$, that is, 1000. So we take the logarithm *before* anything is
# rounded. With $s$ for the scores minus their maximum,
#
# $$\ln p_k = s_k - \ln \textstyle\sum_i e^{s_i}.$$
#
# **Predict.** With $s = (0, -1000)$: what are the sum, its logarithm and $\ln p_2$?

# %%
print("sum:", np.exp(shifted).sum(), "  ln p:", shifted - np.log(np.exp(shifted).sum()))

# %% [markdown]
# **What we saw.** The sum is 1, its logarithm 0, and $\ln p_2 = -1000$. The sum contains
# $e^0 = 1$ from the largest score, so its logarithm is always safe.
#
# ### The mean, once
#
# For a batch the loss is the mean over the examples, so its slope for the scores is
# $dZ = (P - Y)/m$. Lecture 000 calls $P - Y$ its `dZ2` and prints the *mean* loss. Measured, its
# `dZ2` is 32 times the slope of that loss. The lecture divides by 32 later, so its gradients come out
# right. But a name that says one thing and holds another is a trap for the next reader.
#
# From here on the $\frac1m$ sits in `dZ`, and nowhere else.

# %% [markdown]
# ### Exercise 4.6 — softmax_cross_entropy
#
# Write `softmax_cross_entropy(Z, Y)`, which returns `(loss, dZ)`: the mean cross-entropy of softmax
# over the columns, and the slope of exactly this loss for every score. Most points need no caution
# with far scores; half a point is for scores of $\pm 1000$.
#
# | name | shape | meaning |
# |---|---|---|
# | `Z` | `(n, m)` | scores, one example per column |
# | `Y` | `(n, m)` | one-hot targets: one 1 in each column |
# | `loss` | number | mean over the $m$ examples |
# | `dZ` | `(n, m)` | slope of `loss` for each score |


# %% exercise="softmax_cross_entropy"
def softmax_cross_entropy(Z, Y):
    """Give the mean cross-entropy (loss) of softmax over columns, and its slope dZ.

    Parameters
    ----------
    Z, Y : arrays of shape (n, m), one example per column

    Returns
    -------
    (loss, dZ) : number and array of shape (n, m)

    Examples
    --------
    >>> loss, dZ = softmax_cross_entropy(np.zeros((2, 1)), np.array([[1.0], [0.0]]))
    >>> print(round(float(loss), 4))
    0.6931
    >>> dZ
    array([[-0.5],
           [ 0.5]])
    """
    ### BEGIN SOLUTION
    m = Z.shape[1]
    S = Z - Z.max(axis=0)  # each column's largest score becomes 0: nothing overflows
    logp = S - np.log(np.exp(S).sum(axis=0))
    loss = -np.sum(Y * logp) / m
    dZ = (np.exp(logp) - Y) / m
    return loss, dZ
    ### END SOLUTION


# %% [markdown]
# **Question.** A fresh network for ten digits gives all classes about the same score. What is its
# loss, before any training?
#
# <details><summary>Compare with our answer</summary>
#
# If each class gets the probability $\frac1{10}$, the loss is $\ln 10 \approx 2.303$. The scores of a
# random start are not quite alike, so a few tenths more are usual. A loss of 0.7 or 5 before the first
# step would be off.
#
# </details>

# %% [markdown]
# ## 7 Two lectures to repair
#
# ### ReLU
#
# Lecture 002 uses another activation: ReLU, $\max(z, 0)$. Left of 0 it is flat, right of 0 it has
# the slope 1. At 0 itself it has a corner and no slope; we agree on 0 there. (Lecture 003 says that
# differentiability "is necessary" and lists ReLU all the same.)
#
# In BP2 only the slope changes: the signal **passes** where $z > 0$ and stops elsewhere.
#
# **Predict.** The signal $W^T \delta = (0.2, -0.9, 0.1)$ arrives at $z = (-2, 1, 3)$. What is
# $\delta$?

# %%
signal = np.array([0.2, -0.9, 0.1])
z_relu = np.array([-2.0, 1.0, 3.0])
print("delta:", signal * (z_relu > 0))

# %% [markdown]
# **What we saw.** $(0, -0.9, 0.1)$. The gate was set on the way forward; the sign of the signal does
# not matter. This is lecture 002's way back for [784, 64, 10], with its lost `np.dot(` put back:
#
# ```python
# delta = (hidden_activations[-1] - y) * (z_list[-1] > 0)  # relu derivative
# weight_gradients[-1] = np.dot(delta, hidden_activations[-2].T)
# bias_gradients[-1] = delta
#
# for l in range(2, self.num_layers):
#     z = z_list[-l]
#     delta = np.dot(self.weights[-l + 1].T, delta) * (z > 0)
#     weight_gradients[-l] = np.dot(delta, hidden_activations[-l - 1].T)
#     bias_gradients[-l] = delta
# ```

# %% [markdown]
# The loop is sound. The first line is the trouble: the lecture's forward pass sends the *scores*
# through ReLU too, before softmax, and so a gate stands in its first delta.
#
# **Predict.** The scores are $(0.8, -0.6, -0.9, 1.4)$, and class 3 is right. Which delta does the
# listing give to class 3, the one score that should rise most?

# %%
z_scores = np.array([0.8, -0.6, -0.9, 1.4])
class_3 = np.array([0.0, 0.0, 1.0, 0.0])
print("softmax of the scores:  ", probabilities_of(z_scores) - class_3)
through_relu = probabilities_of(np.maximum(z_scores, 0)) - class_3
print("listing, gate at output:", through_relu * (z_scores > 0))

# %% [markdown]
# **What we saw.** $-0.9438$ against 0. Measured on its own forward pass the listing's delta is even
# right: that network *cannot* feel the score of class 3, because ReLU has cut it off. So the model is
# at fault, not only the formula. Were all scores negative, nothing would be learned at all.
#
# The repair: no ReLU before softmax, and then no gate in the first delta.

# %% [markdown]
# Three more things about lecture 002.
#
# - The text says "subtracting the prediction from the target", $y - p$. The code has $p - y$.
#   Both are then subtracted from the parameters.
# - The text calls the error "usually the mean squared error". Its delta belongs to cross-entropy.
# - `xrange` is Python 2, `relu` is not defined, and the gradients are for one example.
#
# **Predict.** We move the four scores of above by half a step against each of the two. Which lowers
# the cross-entropy of class 3?

# %%
error_002 = probabilities_of(z_scores) - class_3
print(f"at the start     {-np.log(probabilities_of(z_scores)[2]):.3f}")
print(f"subtract p - y   {-np.log(probabilities_of(z_scores - 0.5 * error_002)[2]):.3f}")
print(f"subtract y - p   {-np.log(probabilities_of(z_scores + 0.5 * error_002)[2]):.3f}")

# %% [markdown]
# **What we saw.** From 2.879 the code goes down to 2.245, and the sentence would climb to 3.545.
#
# ### Neuron by neuron: lecture 004
#
# Lecture 004 programs every neuron as an object. The hidden neurons use ReLU, the outputs the
# sigmoid, and the bias is weight 0 with the input 1. Its methods call helpers that it does not show;
# here is a small network of our own in its manner.


# %%
class Neuron:
    def __init__(self, weights, kind):
        self.weights, self.kind = weights, kind  # weights[0] is the bias

    def update_output(self, inputs):
        self.inputs = np.array([1.0, *inputs])
        self.z = self.weights @ self.inputs
        self.output = max(self.z, 0.0) if self.kind == "relu" else sigmoid(self.z)
        return self.output


def forward_pass(tables, kinds, x):
    """Build one layer of neurons from each table of weights, and run x through them."""
    layers = []
    for table, kind in zip(tables, kinds, strict=True):
        layers.append([Neuron(weights, kind) for weights in table])
        x = [neuron.update_output(x) for neuron in layers[-1]]
    return layers


# %% [markdown]
# Its `back_prop` first gives each output the error $f - y$. Each hidden neuron then sums over the
# next neurons, times the weight that leads there, times the ReLU gate. (The lecture's variable is
# called "partial output"; what it holds is the slope for $z$, our delta.)


# %%
def back_prop(layers, desired):
    hidden, outputs = layers
    for neuron, y_desired in zip(outputs, desired, strict=True):
        neuron.delta = neuron.output - y_desired
    for place, neuron in enumerate(hidden):
        signals = [following.delta * following.weights[place + 1] for following in outputs]
        neuron.delta = sum(signals) * (1 if neuron.z > 0 else 0)
    return [np.array([neuron.delta * neuron.inputs for neuron in layer]) for layer in layers]


# %% [markdown]
# The lecture does not say for which cost this is the gradient. We ask `gradient_check`.
#
# **Predict.** Quadratic cost or cross-entropy: for which of the two does it agree?

# %%
rng = np.random.default_rng(2)
tables_2 = [rng.normal(size=(4, 4)), rng.normal(size=(2, 5))]
inputs_004, desired_004 = [0.5, -1.2, 0.8], np.array([1.0, 0.0])


def cost_004(tables, kinds, cross_entropy):
    f = np.array([neuron.output for neuron in forward_pass(tables, kinds, inputs_004)[-1]])
    right = np.where(desired_004 == 1, f, 1 - f)  # the probability of the right answer
    return -np.sum(np.log(right)) if cross_entropy else 0.5 * np.sum((f - desired_004) ** 2)


kinds_2 = ["relu", "sigmoid"]
gradients_004 = back_prop(forward_pass(tables_2, kinds_2, inputs_004), desired_004)
print("cross-entropy")
gradient_check(lambda tables: cost_004(tables, kinds_2, True), tables_2, gradients_004)
print("quadratic cost")
gradient_check(lambda tables: cost_004(tables, kinds_2, False), tables_2, gradients_004)

# %% [markdown]
# **What we saw.** For cross-entropy both layers agree here. (With this row three of the four hidden
# ReLU neurons are off, so the first layer is hardly tested.) For the quadratic cost both are wrong, as
# section 6 would lead us to expect: the sigmoid's slope at the output is missing.
#
# The listing also uses the ReLU gate for every hidden neuron, whatever its type is.
#
# For more layers the lecture gives a **general case**. In our letters,
#
# $$\frac{\partial J}{\partial w_{ij}} = \delta_i \cdot \sigma'(z_i) \cdot x_j, \qquad
# \delta_i = \sum_l \delta_l\, w_{li}, \qquad \delta_{\text{last}} = -(y - f).$$
#
# Look closely. In the first formula $\delta$ still needs the slope, so it is the slope for the
# *output* of the neuron. What would the second formula have to hand on?


# %%
def general_case(layers, desired):
    """The general case of lecture 004, to the letter."""
    deltas = [neuron.output - y for neuron, y in zip(layers[-1], desired, strict=True)]
    gradients = []
    for layer in reversed(layers):
        pairs = list(zip(deltas, layer, strict=True))
        rows = [d * sigmoid_prime(neuron.z) * neuron.inputs for d, neuron in pairs]
        gradients.insert(0, np.array(rows))
        count = len(layer[0].inputs) - 1
        deltas = [sum(d * neuron.weights[k + 1] for d, neuron in pairs) for k in range(count)]
    return gradients


# %% [markdown]
# We try it on a sigmoid network with three layers of weights, sizes [3, 4, 5, 2], and both costs.
#
# **Predict.** Which of the layers 1, 2 and 3 will agree with the quadratic cost? And which with
# cross-entropy? (`gradient_check` counts the tables from 0.)

# %%
tables_3 = [rng.normal(size=(4, 4)), rng.normal(size=(5, 5)), rng.normal(size=(2, 6))]
kinds_3 = ["sigmoid"] * 3
gradients_general = general_case(forward_pass(tables_3, kinds_3, inputs_004), desired_004)
print("quadratic cost")
gradient_check(lambda tables: cost_004(tables, kinds_3, False), tables_3, gradients_general)
print("cross-entropy")
gradient_check(lambda tables: cost_004(tables, kinds_3, True), tables_3, gradients_general)

# %% [markdown]
# **What we saw.** With either cost exactly one of the three layers agrees, and not the same one. You
# will need which in a moment.
#
# Behind every layer the factor $\sigma'(z_l)$ of the layer being *left* is lost: the signal goes
# over the weights without passing the sigmoid first. Decide once whether $\delta$ stands before or
# behind the sigmoid, and keep to it. Our $\delta$ is always the slope for $z$.

# %% [markdown]
# ### Exercise 4.7 — backprop_relu_softmax
#
# Repair lecture 002: ReLU in all hidden layers, softmax with cross-entropy on the plain scores, mean
# gradient over the batch. Use `softmax_cross_entropy`; where $z$ is exactly 0 any slope is accepted.
#
# Then `layers_right(cost)`, for lecture 004: which of the layers 1, 2, 3 did its general case get
# right in the cell above? A list such as `[1, 3]`.
#
# | name | shape | meaning |
# |---|---|---|
# | `weights`, `biases`, `X`, `Y` | as in exercise 4.5 | network, batch, one-hot targets |
# | `nabla_W`, `nabla_b` | lists, shaped as `weights`, `biases` | the mean gradient |
# | `cost` | `"quadratic"` or `"cross-entropy"` | which cost was measured |


# %% exercise="backprop_relu_softmax"
def backprop_relu_softmax(weights, biases, X, Y):
    """Give the gradient (nabla_W, nabla_b) of the mean cross-entropy: ReLU inside, then softmax.

    Parameters
    ----------
    weights, biases : lists of arrays of shape (n_l, n_{l-1}) and (n_l, 1)
    X, Y : arrays of shape (n_0, m) and (n_L, m)

    Examples
    --------
    >>> X, Y = np.array([[2.0]]), np.array([[1.0], [0.0]])
    >>> nabla_W, nabla_b = backprop_relu_softmax([np.zeros((2, 1))], [np.zeros((2, 1))], X, Y)
    >>> nabla_W[0]
    array([[-1.],
           [ 1.]])
    """
    ### BEGIN SOLUTION
    zs, activations = [], [X]
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(np.maximum(zs[-1], 0))
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    _, delta = softmax_cross_entropy(zs[-1], Y)  # the plain scores; the mean is in here
    for layer in reversed(range(len(weights))):
        nabla_W[layer] = delta @ activations[layer].T
        nabla_b[layer] = delta.sum(axis=1, keepdims=True)
        if layer > 0:
            delta = (weights[layer].T @ delta) * (zs[layer - 1] > 0)
    return nabla_W, nabla_b
    ### END SOLUTION


def layers_right(cost):
    """Give the list of layers, of 1, 2 and 3, that lecture 004's general case gets right."""
    ### BEGIN SOLUTION
    return {"quadratic": [3], "cross-entropy": [2]}[cost]
    ### END SOLUTION


# %% [markdown]
# **Question.** With cross-entropy, why is the middle layer right and the last one wrong?
#
# <details><summary>Compare with our answer</summary>
#
# With cross-entropy $f - y$ already *is* the slope for $z$. So the last layer's extra $\sigma'(z)$ is
# one too many. But what goes over the weights to the middle layer is $f - y$ without that factor,
# which is exactly what should: the middle layer is right. The step to the first layer then lacks the
# middle layer's slope.
#
# </details>

# %% [markdown]
# ### The repaired pass, proven
#
# *Run the next cell once exercise 4.7 is right.*

# %%
X_002, Y_002 = rng.normal(size=(3, 6)), np.eye(2)[:, [0, 1, 1, 0, 1, 0]]


def cost_002(parameters):
    W1, b1, W2, b2 = parameters
    return softmax_cross_entropy(W2 @ np.maximum(W1 @ X_002 + b1, 0) + b2, Y_002)[0]


with waits_for("softmax_cross_entropy", "backprop_relu_softmax"):
    nabla_W, nabla_b = backprop_relu_softmax([W_1, W_2], [b_1, b_2], X_002, Y_002)
    gradient_check(cost_002, [W_1, b_1, W_2, b_2], [nabla_W[0], nabla_b[0], nabla_W[1], nabla_b[1]])

# %% [markdown]
# **What we saw.** The mean cross-entropy of six examples, and all four arrays agree.
#
# With the gradient in hand the parameters move as in lecture 002: every weight and every bias minus
# the learning rate times its gradient. The lecture considers rates between 0.01 and 0.1 "good";
# lecture 001 uses 3.0. Both can be: the right size depends on cost, activation and averaging.

# %% [markdown]
# ## 8 Rows or columns?
#
# Lecture 000 puts each example into a **row**, as most libraries do. Nothing new happens: every
# formula is transposed. $(AB)^T = B^T A^T$, so the order of the factors is reversed as well.
#
# | what | columns (this course) | rows (lecture 000) |
# |---|---|---|
# | batch | `X` is (n, m) | `X` is (N, n) |
# | weights | `W` is (to, from) | `W` is (from, to) |
# | bias | (n, 1) | (n,) |
# | forward | `W @ A + b` | `A @ W + b` |
# | one layer back | `W.T @ delta` | `dZ @ W.T` |
# | gradient of weights | `delta @ A.T` | `A.T @ dZ` |
# | gradient of bias | `sum(axis=1, keepdims=True)` | `sum(axis=0)` |
# | classes compete along | `axis=0` | `axis=1` |

# %% [markdown]
# **Predict.** `delta_batch` and `A_batch` of section 5 are turned into rows. Which formula of the
# right column gives the gradient, and how does the result compare with section 5's?

# %%
dZ_rows, A_rows = delta_batch.T, A_batch.T
print("columns\n", delta_batch @ A_batch.T)
print("rows\n", A_rows.T @ dZ_rows)

# %% [markdown]
# **What we saw.** The same six numbers, transposed: (from, to) in place of (to, from). This is
# lecture 000's step for 32 images, 256 hidden neurons and ten classes:
#
# ```python
# dZ2 = A2 - Y                            # (32, 10)
# dW2 = (A1.T @ dZ2) / 32                 # (256, 10)
# db2 = np.sum(dZ2, axis=0) / 32          # (10,)
# dA1 = dZ2 @ W2.T                        # (32, 256)
# dZ1 = np.multiply(dA1, sigmoid_dev(Z1)) # (32, 256)
# dW1 = (X.T @ dZ1) / 32                  # (784, 256)
# db1 = np.sum(dZ1, axis=0) / 32          # (256,)
# ```
#
# It is right for 32 examples, and `W2` is used for `dA1` *before* it moves. Its softmax is safe, too:
# it subtracts the largest score of each row. For 16 examples the steps are half as long as they
# should be.

# %% [markdown]
# Before its code the lecture lists starting shapes: (784×256), (256×1), (256×1), (1×1). The second
# is a bias.
#
# **Predict.** Can a bias of shape (256, 1) be added to (32, 256)? And to (256, 256), with as many
# examples as hidden neurons?

# %%
bias_of_the_list = np.zeros((256, 1))
for examples in (32, 256):
    try:
        print(examples, "examples:", (np.zeros((examples, 256)) + bias_of_the_list).shape)
    except ValueError as error:
        print(examples, "examples:", error)

# %% [markdown]
# **What we saw.** 32 examples stop with an error. 256 examples run: each *example* gets a bias, not
# each neuron. A few lines earlier the lecture has it right: (256,).
#
# Its accuracy is worth a look, too. The function is handed labels under the name `yactual`, and then
# compares with `y`:


# %%
labels_elsewhere = np.array([0, 1])  # the lecture's y, which lies outside the function


def accuracy_of_000(ypred, yactual):
    yactual = np.asarray(yactual)
    yhat = np.argmax(ypred, axis=1)
    return (labels_elsewhere == yhat).sum() / labels_elsewhere.shape[0]


perfect = np.array([[0.1, 0.9], [0.8, 0.2]])
print("predicted classes 1 and 0, labels 1 and 0, accuracy", accuracy_of_000(perfect, [1, 0]))

# %% [markdown]
# **What we saw.** A perfect prediction scores 0.0, because another `y` was lying around. In a fresh
# notebook there is none, and the function stops with a `NameError`. A function should use what it
# is handed.

# %% [markdown]
# ### Exercise 4.8 — two_layer_step_rows
#
# Write lecture 000's step for any number of examples: `two_layer_step_rows(params, X, y, lr)` goes
# forward (sigmoid, then softmax), back, and takes one step. It returns
# `(new_params, loss, accuracy)`; loss and accuracy belong to the network *before* the step. **The
# examples are rows.** Nothing that is handed in changes, and scores may lie far apart.
#
# | name | shape | meaning |
# |---|---|---|
# | `params` | `W1` (n, h), `b1` (h,), `W2` (h, c), `b2` (c,) | parameters, in this order |
# | `X`, `y` | (N, n), (N,) | examples, whole-number labels from 0 |
# | `lr` | number | learning rate |
# | `new_params` | as `params` | after the step |
# | `loss`, `accuracy` | numbers | mean cross-entropy, share of right classes |


# %% exercise="two_layer_step_rows"
def two_layer_step_rows(params, X, y, lr):
    """Give (new_params, loss, accuracy) of one step; examples are rows.

    Parameters
    ----------
    params : (W1, b1, W2, b2) of shapes (n, h), (h,), (h, c) and (c,)
    X, y : arrays of shape (N, n) and (N,)
    lr : number, the learning rate

    Returns
    -------
    (new_params, loss, accuracy) : four arrays shaped as params, and two numbers

    Examples
    --------
    >>> params = np.zeros((1, 1)), np.zeros(1), np.zeros((1, 2)), np.zeros(2)
    >>> X, y = np.ones((3, 1)), np.array([0, 0, 0])
    >>> new_params, loss, accuracy = two_layer_step_rows(params, X, y, 1.0)
    >>> new_params[3], round(float(loss), 4), float(accuracy)
    (array([ 0.5, -0.5]), 0.6931, 1.0)
    """
    W1, b1, W2, b2 = params
    ### BEGIN SOLUTION
    N = len(X)
    Y = np.eye(len(b2))[y]
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    S = Z2 - Z2.max(axis=1, keepdims=True)
    logp = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    loss = -np.mean(np.sum(Y * logp, axis=1))
    accuracy = np.mean(Z2.argmax(axis=1) == y)
    dZ2 = np.exp(logp) - Y  # as in the lecture: the mean is taken below
    dW2 = A1.T @ dZ2 / N
    db2 = np.sum(dZ2, axis=0) / N
    dZ1 = (dZ2 @ W2.T) * sigmoid_prime(Z1)
    dW1 = X.T @ dZ1 / N
    db1 = np.sum(dZ1, axis=0) / N
    new_params = (W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2)
    return new_params, loss, accuracy
    ### END SOLUTION


# %% [markdown]
# **Question.** `W2` is updated one line too early, before `dA1` is computed. Which parameters come
# out wrong, and would the accuracy tell you?
#
# <details><summary>Compare with our answer</summary>
#
# `W1` and `b1`: the error went back through weights that had already moved. For small learning rates
# the difference is small, and such a network still trains. Accuracy hardly tells; `gradient_check`
# does.
#
# </details>

# %% [markdown]
# ### Your step, repeated
#
# Two hundred steps on thirty points in two classes.
#
# **Predict.** At the start the network knows nothing. Which loss do you expect before the first
# step?
#
# *Run the next cell once exercise 4.8 is right.*

# %%
rng = np.random.default_rng(3)
X_points = np.vstack([rng.normal([1, 1], 0.6, (15, 2)), rng.normal([-1, -1], 0.6, (15, 2))])
labels_points = np.repeat([0, 1], 15)
state = (0.1 * rng.normal(size=(2, 4)), np.zeros(4), 0.1 * rng.normal(size=(4, 2)), np.zeros(2))
with waits_for("two_layer_step_rows"):
    for turn in range(201):
        state, loss_now, share_right = two_layer_step_rows(state, X_points, labels_points, 0.5)
        if turn % 100 == 0:
            print(f"step {turn:3d}: loss {loss_now:.4f}   accuracy {share_right:.2f}")

# %% [markdown]
# **What we saw.** The first loss is near $\ln 2 \approx 0.693$, as for a coin. Then it falls.

# %% [markdown]
# ## 9 Depth
#
# BP2 multiplies the signal with $W^T$ and with a slope, once for each layer. The slope of the sigmoid
# is never above $\frac14$. What does that do in a deep network?
#
# We build sigmoid networks with 30 neurons in each layer, and 2, 4, 6 or 8 layers of weights. The
# weights are drawn around 0 with the spread $1/\sqrt{30}$, so that a matrix keeps the size of a
# signal about as it is. Then we compare the size of $\delta^1$, at the first layer, with that of
# $\delta^L$, at the last.
#
# If each layer multiplied the size by $\frac12$, seven steps back would leave
# $\left(\frac12\right)^7 = \frac1{128}$.

# %% [markdown]
# ### Exercise 4.9 — depth
#
# Replace each `None`. The prediction is not marked, but it must be filled in *before* you run the
# cell further down; the other two may wait for it.
#
# | field | form | meaning |
# |---|---|---|
# | `"prediction"` | text, such as `"1/3"` | size of $\delta^1$ over size of $\delta^8$, for 8 layers |
# | `"factor"` | number, two decimals | what one layer multiplies the size by, about |
# | `"reason"` | `"copied"`, `"paths"` or `"slopes"` | nothing is lost, paths add up, or one slope per layer |

# %% exercise="depth"
### BEGIN SOLUTION
depth = {
    "prediction": "1/10000",
    "factor": 0.23,
    "reason": "slopes",
}
### END SOLUTION

# %% [markdown]
# **Question.** ReLU has the slope 1 where the neuron is on. What does that do to a signal on its way
# back?
#
# <details><summary>Compare with our answer</summary>
#
# It passes undiminished through every neuron that is on, and stops at the others. This is one reason
# why deep networks use ReLU, or something like it, inside.
#
# </details>

# %% [markdown]
# ### The networks run
#
# By BP3 the gradient of the biases *is* delta, so your `backprop` delivers what we want to compare.
# We take the median of twenty networks of each depth.
#
# *Run the next two cells once exercise 4.4 is right.*


# %%
def shrinkage(layers, spread, seed):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, spread, (30, 30)) for _ in range(layers)]
    x, y = rng.normal(size=(30, 1)), rng.uniform(size=(30, 1))
    _, deltas = backprop(weights, [np.zeros((30, 1))] * layers, x, y)
    return np.linalg.norm(deltas[0]) / np.linalg.norm(deltas[-1])


measured_ratios = {}
with waits_for("backprop"):
    for spread in (1 / np.sqrt(30), 1.0):
        ratios = [
            np.median([shrinkage(n, spread, seed) for seed in range(20)]) for n in (2, 4, 6, 8)
        ]
        measured_ratios[spread] = ratios
        print(f"spread {spread:.2f}:", "  ".join(f"{ratio:.2g}" for ratio in ratios))

# %% alt="Size of delta 1 over size of delta L for networks of 2, 4, 6 and 8 layers of weights, on a logarithmic scale. With the spread 0.18 the circles fall along a straight line from 0.23 to 0.000036, just beneath the dashed line of one quarter per layer. With the spread 1 the squares fall more slowly, from 0.47 to 0.048."
with waits_for("backprop"):
    fig, ax = plt.subplots()
    for spread, line, color in [(1.0, "s-", "black"), (1 / np.sqrt(30), "o-", ORANGE)]:
        ax.semilogy(
            [2, 4, 6, 8], measured_ratios[spread], line, color=color, label=f"spread {spread:.2f}"
        )
    steps_back = np.array([1, 3, 5, 7])
    ax.semilogy(steps_back + 1, 0.25**steps_back, "--", color="gray", label="1/4 per step back")
    ax.set_title("What arrives at the first layer")
    ax.set_xlabel("layers of weights (count)")
    ax.set_ylabel("|δ¹| / |δᴸ| (no unit, log scale)")
    ax.set_xticks([2, 4, 6, 8])
    ax.legend()
    plt.show()

# %% [markdown]
# **What to see.** With the spread $1/\sqrt{30}$ the four ratios are 0.23, 0.012, 0.00067 and
# 0.000036: a straight line on this scale, so each layer multiplies by the same factor, close to the
# bound of $\frac14$. With 8 layers of weights the first layer hears less than a ten-thousandth of
# what the last one hears. This is the **vanishing gradient** that lecture 004 mentions.
#
# With weights of spread 1 the signal fades more slowly, 0.048 at 8 layers: large weights make up for
# some of it. But they also drive neurons into their tails (notebook 2).
#
# **Predict.** Each step back multiplies by 0.23. After how many steps is less than a millionth left?

# %%
left_over, steps_taken = 1.0, 0
while left_over > 1e-6:
    left_over, steps_taken = 0.23 * left_over, steps_taken + 1
print("steps:", steps_taken)

# %% [markdown]
# **What we saw.** Ten. A network of fifty layers needs something else than sigmoids inside.

# %% [markdown]
# ## Recall
#
# Five questions, without looking back.
#
# 1. Write down BP1 to BP4.
# 2. Where does $\frac1m$ stand, and how often?
# 3. Whose slope is multiplied in on the way back?
# 4. When is $\delta = p - y$?
# 5. From notebook 3: what happens at a fork?
#
# <details><summary>Compare with our answers</summary>
#
# 1: see sections 1 to 3. 2: once, in the gradients of a batch. 3: that of the layer one arrives at,
# at its own $z$. 4: for softmax with cross-entropy. 5: the roads back add up.
#
# </details>
#
# **You can now** write backpropagation in a dozen lines and say when it is right.

# %%
progress()
