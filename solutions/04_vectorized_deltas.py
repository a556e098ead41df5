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
# # 4 Vectorized deltas
#
# To find the slope of one number, turn it a little up, a little down, and watch the cost. The digit
# network has 25 450 numbers: one step takes 50 900 forward passes, and learning takes thousands of
# steps. Minutes, hours, days? Guess; then the next four cells measure it, on your computer.

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
from timeit import timeit

import numpy as np

from checker import case, check, figures, hint, predict, predictions, progress, waits_for


# %% tags=["tools"]
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


# %%
layer_1, layer_2, sixteen = np.ones((32, 784)), np.ones((10, 32)), np.ones((784, 16))
step = 10 * timeit(lambda: sigmoid(layer_2 @ sigmoid(layer_1 @ sixteen)), number=5090)  # a tenth
print(f"one step: {step:.1f} seconds   3750, each digit once: {3750 * step / 3600:.1f} hours")

# %% [markdown]
# Your walk of notebook 3 gives the same slopes in one go. Four equations make it code, for any depth
# and batch.
#
# Examples are columns, layer 0 is the input, $L$ the last layer. Forward,
# $z^l = W^l a^{l-1} + b^l$ and $a^l = \sigma(z^l)$; $W^l_{jk}$ leads **to** neuron $j$ **from** neuron
# $k$. $\delta^l$ is the slope of the cost for $z^l$, never for $a^l$.

# %% [markdown]
# ## 1 Delta at the end
#
# A network has two outputs, with $z = (0, 2)$ and the targets 1 and 0. Behind each $z$ stand two
# nodes: the sigmoid, and the cost $C = \frac12 \sum_j (a_j - y_j)^2$. Each gives a factor. Fill the
# gap, then measure.
#
# | output | $z$ | $a$ | $y$ | error $a - y$ | slope $\sigma'(z)$ | $\delta$ |
# |---|---|---|---|---|---|---|
# | 1 | 0 | 0.5 | 1 | $-0.5$ | 0.25 | $-0.125$ |
# | 2 | 2 | 0.8808 | 0 | 0.8808 | 0.105 | ____ |

# %%
z_two, y_two = np.array([0.0, 2.0]), np.array([1.0, 0.0])
for h in 1e-5 * np.eye(2):
    above, below = (np.sum((sigmoid(z) - y_two) ** 2) / 2 for z in (z_two + h, z_two - h))
    print(f"measured slope: {(above - below) / 2e-5:.4f}")

# %% [markdown]
# $-0.125$ and $0.0925$: error times slope. Both lines of the table do the same, so we write them as
# one. To multiply entry by entry is called the **Hadamard product**, $\odot$; in NumPy it is `*`.
#
# $$\delta^L = (a^L - y) \odot \sigma'(z^L) \qquad \text{(BP1)}$$
#
# Neuron $j$'s error meets neuron $j$'s slope and no other.
#
# **Predict.** The outputs are a column, `(2, 1)`. The target comes as a plain row of two numbers,
# `(2,)`. Which shape does `a - y` have?

# %%
with predict("shape of y"):
    print(np.array([[0.5], [0.8808]]) - y_two)

# %% [markdown]
# <details><summary>What we saw</summary>
#
# `(2, 2)`. NumPy lays column and row across each other and subtracts every target from every output.
# No error message, and wrong numbers everywhere. With ten digits `delta` would be a 10 by 10 table.
#
# </details>
#
# So a column stays a column: in this notebook shapes are part of each exercise.

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
# Almost 0. The error is near 1, but $z$ is far out in the tail, where the slope is almost 0. Section 6
# brings the remedy.
#
# </details>

# %% [markdown]
# ## 2 One layer back
#
# Two outputs have the deltas $\delta^2 = (0.4, -0.1)$. Three hidden neurons lead to them through
#
# $$W^2 = \begin{pmatrix} 1 & -2 & 0 \\ 2 & 1 & -1 \end{pmatrix}.$$
#
# Hidden neuron 1 acts on *both* outputs, so it collects from both roads. Then comes its own node, the
# sigmoid. Complete:
#
# | hidden neuron | weights that leave it | sum over both outputs | slope | $\delta$ |
# |---|---|---|---|---|
# | 1 | 1, 2 | $1 \cdot 0.4 + 2 \cdot (-0.1) = 0.2$ | 0.105 | 0.021 |
# | 2 | $-2$, 1 | ____ | 0.25 | ____ |
# | 3 | 0, ____ | ____ | 0.0452 | ____ |

# %% alt="Three hidden neurons on the left, two outputs on the right, joined by six lines that carry their weights in blue; lines of negative weights are dashed and thicker lines mean larger weights. Beside the outputs stand their deltas, 0.4 and minus 0.1. In orange, beside the hidden neurons: sum 0.2 times slope 0.105 gives 0.021; sum minus 0.9 times slope 0.25 gives minus 0.225; sum 0.1 times slope 0.0452 gives 0.00452."
W_out, delta_out = np.array([[1.0, -2.0, 0.0], [2.0, 1.0, -1.0]]), np.array([[0.4], [-0.1]])
slopes_three = sigmoid_prime(np.array([[-2.0], [0.0], [3.0]]))
figures.still.one_layer_back(W_out, delta_out, slopes_three)

# %% [markdown]
# **What to see.** Each hidden neuron sums over the lines that *leave* it: a **column** of $W^2$. The
# matrix whose rows are the columns of $W$ is the transposed matrix, $W^T$. So
#
# $$\delta^l = \bigl((W^{l+1})^T \delta^{l+1}\bigr) \odot \sigma'(z^l) \qquad \text{(BP2)}$$
#
# First the sum, in brackets, then each neuron's own slope. The sum runs over the next layer, and the
# slope does not depend on it.
#
# **Predict.** Someone multiplies the slopes in first, $W^T(\delta \odot \text{slopes})$, or forgets
# the T. In a layer of three after a layer of three, will Python complain?

# %%
W_three = np.array([[1.0, -2.0, 0.5], [2.0, 1.0, -1.0], [-0.5, 3.0, 1.5]])
d, s = np.array([[0.4], [-0.1], [0.2]]), slopes_three
with predict("wrong order"):
    print(np.hstack([W_three.T @ d * s, W_three.T @ (d * s), W_three @ d * s]).round(4))

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Three columns: slopes last, slopes first, no T. All are different, and there is not one complaint.
#
# </details>
#
# Shapes protect us only where sizes differ. So our checks use equal layers, too.

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
# **Question.** In the picture hidden neuron 3 gets by far the smallest delta. Give two different
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
# ## 3 Gradients here
#
# The weight $W_{jk}$ multiplies the activation $a_k$ and moves $z_j$. So its slope is the delta of the
# neuron it leads **to**, times the activation of the neuron it comes **from**. Complete the table:
#
# | | from $a_1 = 0.1$ | from $a_2 = 0.5$ | from $a_3 = 1$ |
# |---|---|---|---|
# | to $\delta_1 = 0.4$ | 0.04 | 0.2 | ____ |
# | to $\delta_2 = -0.1$ | $-0.01$ | ____ | ____ |
#
# It is a multiplication table, the **outer product** of two columns. One of them has to be
# transposed: `(2, 1) @ (1, 3)` is `(2, 3)`.

# %%
print(delta_out @ np.array([[0.1], [0.5], [1.0]]).T)

# %% [markdown]
# The bias is a weight whose input is always 1, so its slope is the delta itself:
#
# $$\frac{\partial C}{\partial b^l} = \delta^l \quad \text{(BP3)} \qquad
# \frac{\partial C}{\partial W^l} = \delta^l\,(a^{l-1})^T \quad \text{(BP4)}$$

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
# ### What the four equations tell
#
# BP4: a weight learns slowly if it comes from an activation near 0. BP1 and BP2: it learns slowly if it
# leads to a neuron in its tail, or if what comes back is small.
#
# Watch the walk on the three neurons of notebook 2, with weights a tenth as large. Press ▶.
#
# <details><summary>The four equations by single entries, and why</summary>
#
# $\delta^L_j = (a^L_j - y_j)\,\sigma'(z^L_j)$: cost and sigmoid are two nodes in a row.
# $\delta^l_k = \bigl(\sum_j W^{l+1}_{jk}\, \delta^{l+1}_j\bigr)\,\sigma'(z^l_k)$: $a_k$ forks to every
# $z_j$, each road with its weight; summed over is $j$, left over is $k$.
# $\partial C/\partial b^l_j = \delta^l_j$ and
# $\partial C/\partial W^l_{jk} = \delta^l_j\, a^{l-1}_k$: what a weight multiplies is its local slope.
#
# </details>

# %% alt="A film of three neurons with two buttons on the left and the bell on the right, to play, pause and scrub. For each of the four cases blue numbers run forward along the lines; then orange deltas run back from the bell to the two hidden neurons, and at the end each line bears its gradient."
figures.delta_flow("xor", back=True)

# %% [markdown]
# **What to see.** Numbers run forward, deltas back, over the same lines. Each step back multiplies by
# a weight and by a slope.
#
# Now a larger network. Step forward, then back; the row or column in use is framed in the matrix.

# %% alt="An interactive drawing of a network with 3 inputs, 4 hidden neurons and 2 outputs. Lines are weights, dashed if negative. Step by step, neurons fill with their activations; then deltas appear beneath them in orange, filled discs for positive and rings for negative ones. Beside it, the matrix of the step."
figures.delta_flow()

# %% [markdown]
# **What to see.** A small delta may come from a small sum or from a flat slope; other seeds show both.
# With a planted mistake the wrong number stands beneath the right one.

# %% [markdown]
# ## 4 The loop
#
# Now we chain the equations. On the way forward we keep all $z$ and all $a$; the way back needs them.
# For the sizes [3, 4, 5, 2]:
#
# | list | item 0 | item 1 | item 2 | item 3 |
# |---|---|---|---|---|
# | `weights` | (4, 3) | (5, 4) | (2, 5) | |
# | `biases`, `zs` | (4, 1) | (5, 1) | (2, 1) | |
# | `activations` | $x$: (3, 1) | (4, 1) | (5, 1) | (2, 1) |
#
# What goes *into* `weights[0]` is `activations[0]`. How long are the lists of a network [784, 64, 10]?

# %%
print("weights", list(zip([64, 10], [784, 64], strict=True)), "  activations", len([784, 64, 10]))

# %% [markdown]
# Two matrices, three activations. Now walk back through [3, 4, 5, 2] and fill the gaps:
#
# | step | we get | from |
# |---|---|---|
# | delta at the end | (2, 1) | `activations[3]`, `y`, `zs[2]` |
# | gradients here | `nabla_W[2]`, `nabla_b[2]` | delta, `activations[2]` |
# | one layer back | delta (5, 1) | `weights[2]`, delta, `zs[1]` |
# | gradients here | `nabla_W[1]`, `nabla_b[1]` | delta, `activations[__]` |
# | one layer back | delta (4, 1) | `weights[__]`, delta, `zs[__]` |
# | gradients here | `nabla_W[0]`, `nabla_b[0]` | delta, `activations[__]` |
#
# <details><summary>Compare</summary>
#
# 1; then 1 and 0; then 0. Two steps repeat, and the number falls.
#
# </details>

# %% [markdown]
# The triangle $\nabla$, nabla, is the usual sign for a gradient.
#
# **Predict.** Some programs count from the end: -1 first, then
# `for back in range(2, num_layers)`, where `num_layers` is 4 for these sizes. Someone sets it to the number of
# matrices, 3. Which gradients are filled?

# %%
with predict("one too few"):
    for num_layers in (4, 3):
        print("num_layers", num_layers, "fills", [-1, *(-back for back in range(2, num_layers))])

# %% [markdown]
# <details><summary>What we saw</summary>
#
# With 3 the first layer is left out: its gradient stays at the zeros it was created with. The network
# trains on without complaint around a frozen first layer.
#
# </details>

# %% [markdown]
# ### Exercise 4.4 — backprop
#
# Write `backprop(weights, biases, x, y)` for one example, a sigmoid network of any depth and the
# quadratic cost. It returns `(nabla_W, nabla_b)`, two lists in the order of the layers. Go forward
# first and keep all `zs` and `activations`; then go back once. Use your three functions. The work
# must not grow as if every weight were measured.
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
# ### Is it right?
#
# Twenty-six numbers of a 3-4-2 network: your gradient, and slopes measured on the cost.
#
# *Run the next cell once exercise 4.4 is right.*

# %%
from checker import gradient_check

rng = np.random.default_rng(1)
network = [[rng.normal(size=s) for s in shapes] for shapes in [((4, 3), (2, 4)), ((4, 1), (2, 1))]]
x_one, y_one = rng.normal(size=(3, 1)), np.array([[1.0], [0.0]])


def cost_of_network(parameters):
    W1, W2, b1, b2 = parameters
    return 0.5 * np.sum((sigmoid(W2 @ sigmoid(W1 @ x_one + b1) + b2) - y_one) ** 2)


with waits_for("backprop"):
    nabla_W, nabla_b = backprop(*network, x_one, y_one)
    gradient_check(cost_of_network, network[0] + network[1], nabla_W + nabla_b)

# %% [markdown]
# All four arrays agree, as nearly as measuring can tell. Backpropagation is not another gradient. It is
# the same one, at the price of two walks: for the 25 450 parameters of the digit network, two in place
# of 50 900.

# %% [markdown]
# ## 5 A batch at once
#
# The cost of a batch is the **mean** over its examples, and so is its gradient. Put the examples side by
# side. In BP1 and BP2 each column minds its own business. In BP4 something happens:
#
# $$\delta = \begin{pmatrix} 0.4 & 0.2 \\ -0.1 & 0.3 \end{pmatrix} \qquad
# A = \begin{pmatrix} 1 & 2 \\ 0 & 1 \\ 2 & 1 \end{pmatrix}$$
#
# Entry (1, 1) of $\delta A^T$ is $0.4 \cdot 1 + 0.2 \cdot 2 = 0.8$. What is entry (2, 1)?

# %%
delta_batch = np.array([[0.4, 0.2], [-0.1, 0.3]])
A_batch = np.array([[1.0, 2.0], [0.0, 1.0], [2.0, 1.0]])
print(delta_batch @ A_batch.T)

# %% [markdown]
# 0.5, which is $-0.1 + 0.6$: one summand for each example. The dimension that disappears in
# `(2, m) @ (m, 3)` counts the examples. So the product is a **sum** over the batch, and the mean is
#
# $$\frac{\partial C}{\partial W^l} = \frac1m\,\delta^l (A^{l-1})^T \qquad
# \frac{\partial C}{\partial b^l} = \frac1m \sum_{\text{examples}} \delta^l$$
#
# The cost has one $\frac1m$, so every gradient has exactly one. Whoever divides $\delta$ *and* the
# product divides twice.
#
# **Predict.** A program divides by the number 32, its batch size. The last batch has 16 examples. How
# long is its step?

# %%
with predict("a last batch"):
    print(f"16 examples divided by 32: {16 / 32:.2f} of the mean gradient")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# 0.50 of what it should be. The number of examples has to come from the data: `X.shape[1]`.
#
# </details>
#
# **Predict.** The bias gradient sums the rows: `delta.sum(axis=1)`, of shape `(2,)`. The bias is a
# column, `(2, 1)`. What is its shape after the step `bias - 0.5 * row`?

# %%
with predict("a bias after its step"):
    print((np.zeros((2, 1)) - 0.5 * delta_batch.sum(axis=1)).shape)

# %% [markdown]
# <details><summary>What we saw</summary>
#
# A table, `(2, 2)`: the trap of section 1 again. With `keepdims=True` the summed axis stays, with
# length 1, and a column stays a column.
#
# </details>

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
# **Predict.** The same 500 gradients, once through `backprop` in a loop, once through
# `backprop_batch`. How many times as long does the loop take?
#
# *Run the next cell once exercise 4.5 is right.*

# %%
X, Y = rng.normal(size=(3, 500)), rng.uniform(size=(2, 500))  # columns
with waits_for("backprop", "backprop_batch"), predict("loop or batch"):
    loop = timeit(lambda: [backprop(*network, X[:, [j]], Y[:, [j]]) for j in range(500)], number=1)
    at_once = timeit(lambda: backprop_batch(*network, X, Y), number=1)
    print(f"the loop takes {loop / at_once:.0f} times as long")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# NumPy does the same multiplications in both. What the batch saves is Python: thousands of small steps
# between them.
#
# </details>
#
# *A good place to stop. You have backpropagation, for any depth and any batch.* `progress()` says where
# to go on.
#
# ## 6 Softmax and cross-entropy
#
# Neuron B of notebook 1 stood at $z = 4$ with $a = 0.982$ and should have output 0. Its delta was
# $0.982 \cdot 0.01766 = 0.0173$: wrong and sure of itself, so it learned slowly. Another cost mends
# this. It needs the natural logarithm, $\ln$, which undoes $e^x$. Its slope at $x$ is $\frac1x$.

# %%
print("ln 0.018 =", np.log(0.018).round(2), "  slope of ln at 0.018:", round(1 / 0.018, 1))

# %% [markdown]
# The **cross-entropy** is minus the logarithm of the probability given to the right answer:
# $C = -\ln a$ if $y = 1$, and $C = -\ln(1 - a)$ if $y = 0$. For neuron B it is 4.02.
#
# | factor | quadratic | cross-entropy |
# |---|---|---|
# | slope of $C$ for $a$ | 0.982 | $1/(1 - a) = 55.6$ |
# | slope of $a$ for $z$ | 0.01766 | 0.01766 |
# | $\delta$ | 0.0173 | ____ |
#
# **Predict.** With the quadratic cost B needed 232 epochs until $a < 0.5$. How many with
# cross-entropy, from the same start at the same rate?

# %% alt="The output of two neurons over the epochs, from the same start at 0.982. With the quadratic cost, dashed, it stays above 0.95 for more than a hundred epochs and falls below one half after 232. With cross-entropy, solid, it falls at once and is below one half after 17 epochs."
with predict("two costs"):
    figures.still.two_costs(sigmoid)

# %% [markdown]
# **What to see.** The output should fall to 0. The dashed curve is neuron B.
#
# <details><summary>What we saw</summary>
#
# 17 epochs. The gap is 0.982, the error itself: the cost is steep exactly where the sigmoid is flat.
#
# </details>
#
# In general the slope of the sigmoid cancels:
#
# $$\delta = \frac{a - y}{a\,(1 - a)} \cdot a\,(1 - a) = a - y.$$
#
# **Delta belongs to a pair: activation and cost.** Change one, and delta changes.
#
# Now ten classes, here three. Softmax makes probabilities of scores. From $(1, 2, 0)$ it makes
# $p = (0.2447, 0.6652, 0.0900)$. Class 1 is right, so $C = -\ln 0.2447 = 1.408$.
#
# **Predict.** Raise the scores a little, one after the other. Which of them raise the cost?


# %%
def cost_if_first_is_right(z):
    return -np.log(np.exp(z[0]) / np.exp(z).sum())


with predict("slopes of scores"):
    for h in 1e-5 * np.eye(3):
        above, below = (cost_if_first_is_right(np.array([1, 2, 0]) + s * h) for s in (1, -1))
        print(f"slope {(above - below) / 2e-5:.4f}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# $-0.7553$, $0.6652$, $0.0900$: the probabilities, minus 1 at the right class. A wrong class's score
# always raises the cost, since its probability is never 0.
#
# </details>
#
# With the target as one-hot column $y = (1, 0, 0)$, the whole delta of softmax with cross-entropy is
#
# $$\delta = p - y.$$
#
# <details><summary>Why, and only together</summary>
#
# The logarithm of a fraction is a difference: $C = \ln \sum_k e^{z_k} - z_{\text{right}}$. The slope of
# the first part for $z_k$ is $e^{z_k} / \sum e^{z} = p_k$. The second part contributes $-1$ at the right
# class.
#
# With the *quadratic* cost BP1 does not help: it multiplies entry by entry, while every score moves every
# probability. $(p - y) \odot p \odot (1 - p)$ gives $-0.1396$, $0.1481$, $0.0074$; measured are $-0.2499$,
# $0.2657$, $-0.0158$.
#
# </details>
#
# Look at the lower row of the figure, $P - Y$. To what do its four bars add up?

# %% alt="An interactive figure of four classes with their probabilities as bars, beneath them bars of P minus Y, and beside them a table of how each probability reacts to each score."
figures.softmax_playground()

# %% [markdown]
# **What to see.** To 0: what is taken from the wrong classes is given to the right one. No slope stands
# in the way.

# %% [markdown]
# ### Exercise 4.6 — softmax_cross_entropy
#
# Write `softmax_cross_entropy(Z, Y)`, which returns `(loss, dZ)`: the mean cross-entropy of softmax
# over the columns, and the slope of exactly this loss for every score, $(P - Y)/m$. Most points need no
# caution with far scores; half a point is for scores of $\pm 1000$.
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
#
# <details><summary>The last half point: scores far apart</summary>
#
# With the scores 1000 and 0, and the second class right, $p_2$ is rounded to 0 and $-\ln p_2$ is `inf`.
# It should be 1000. So take the logarithm *before* anything is rounded. With $s$ for the scores minus their
# maximum, $\ln p_k = s_k - \ln \sum_i e^{s_i}$. The sum contains $e^0 = 1$, so its logarithm is safe.
#
# </details>

# %% [markdown]
# ## 7 Two listings to mend
#
# **ReLU**, $\max(z, 0)$, is flat left of 0 and has the slope 1 to the right; at 0 we agree on 0. In BP2
# only the slope changes: a signal **passes** where $z > 0$ and stops elsewhere. The signal
# $(0.2, -0.9, 0.1)$ arrives at $z = (-2, 1, 3)$; what leaves?
#
# Lecture 002 sends its *scores* through ReLU too, before softmax, and so a gate stands in its first
# delta. Class 3 is right, and its score is negative:

# %%
z_scores = np.array([0.8, -0.6, -0.9, 1.4])
for gate in (z_scores < 9, z_scores > 0):  # without a gate, then with lecture 002's
    p = np.exp(z_scores * gate) / np.exp(z_scores * gate).sum()
    print("delta:", ((p - [0, 0, 1, 0]) * gate + 0.0).round(4))

# %% [markdown]
# $(0, -0.9, 0.1)$ leaves. And class 3, which should rise most, gets 0 in place of $-0.9438$: ReLU has cut
# its score off. The repair is no ReLU before softmax, and then no gate in the first delta.
#
# Lecture 004 has a rule for networks of any depth. In our letters:
#
# ```python
# # at the end
# delta = f - y
# # gradients here
# nabla_W = delta * sigmoid_prime(z) @ a.T
# # one layer back
# delta = W.T @ delta
# ```
#
# It does not say for which cost. **Predict.** Three layers of sigmoids: which are right?

# %% alt="The relative error of the rule for layers 1, 2 and 3, on a logarithmic scale. For the quadratic cost layers 1 and 2 stand far above, near 1, and layer 3 at about 1e-11. For cross-entropy layers 1 and 3 stand far above, and layer 2 at about 1e-11."
with predict("general case"):
    figures.still.general_case()

# %% [markdown]
# **What to see.** What is right lies in the grey band.
#
# <details><summary>What we saw</summary>
#
# With either cost exactly one layer agrees, and not the same one. The step back loses the slope of the
# layer that is being *left*. Decide once whether $\delta$ stands before or behind the sigmoid, and keep
# to it. Ours is always the slope for $z$.
#
# </details>

# %% [markdown]
# ### Exercise 4.7 — backprop_relu_softmax
#
# Repair lecture 002: ReLU in all hidden layers, softmax with cross-entropy on the plain scores, mean
# gradient over the batch. Use `softmax_cross_entropy`; where $z$ is exactly 0 any slope is accepted.
#
# Then `layers_right(cost)`, for lecture 004: which of the layers 1, 2, 3 did its general case get
# right in the picture above? A list such as `[1, 3]`.
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
# ## 8 Rows or columns?
#
# Most libraries put each example into a **row**. Nothing new happens: every formula is transposed, and
# $(AB)^T = B^T A^T$ reverses the order.
#
# | what | columns, as here | rows |
# |---|---|---|
# | batch | `X` is (n, m) | `X` is (N, n) |
# | weights | `W` is (to, from) | `W` is (from, to) |
# | bias | (n, 1) | (n,) |
# | forward | `W @ A + b` | `A @ W + b` |
# | one layer back | `W.T @ delta` | `dZ @ W.T` |
# | gradients here | `delta @ A.T` | `A.T @ dZ` |
# | bias | `sum(axis=1, keepdims=True)` | `sum(axis=0)` |

# %%
A_rows, dZ_rows = A_batch.T, delta_batch.T
print("columns\n", delta_batch @ A_batch.T, "\nrows\n", A_rows.T @ dZ_rows)

# %% [markdown]
# The same six numbers, transposed.

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
# `W1` and `b1`: the error went back through weights that had already moved. With small rates the
# network still trains: accuracy hardly tells. Old minus new, over the rate, does: it must be the
# gradient.
#
# </details>

# %% [markdown]
# ### Your step, repeated
#
# Two hundred steps on thirty points in two classes. Which loss does a network have that knows nothing?
#
# *Run the next cell once exercise 4.8 is right.*

# %% alt="Thirty points in two clouds, circles and squares, in the plane of two inputs. A line on which both classes are equally likely runs between the clouds; above it stand the loss before the first step, near 0.69, and after two hundred steps, below 0.05."
with waits_for("two_layer_step_rows"):
    figures.still.two_classes(two_layer_step_rows)

# %% [markdown]
# **What to see.** The first loss is near $\ln 2 \approx 0.693$, as for a coin.

# %% [markdown]
# ## 9 Depth
#
# BP2 multiplies the signal with $W^T$ and with a slope, once for each layer. The slope of the sigmoid
# is never above $\frac14$. What does that do in a deep network?
#
# Your `backprop` shows it: by BP3 the gradient of the biases *is* delta. We take 30 neurons a layer, and
# weights of spread $1/\sqrt{30}$, so that a matrix keeps the size of a signal about as it is.
#
# **Predict.** Eight layers of weights, so seven steps back. How large is $\delta^1$, compared with
# $\delta^8$? (Halving at each step would leave $\frac1{128}$.)
#
# *Run the next cell once exercise 4.4 is right.*

# %% alt="Size of delta 1 over size of delta L for networks of 2, 4, 6 and 8 layers of weights, on a logarithmic scale. With the spread 0.18 the circles fall along a straight line from 0.23 to 0.000036, just beneath the dashed line of one quarter per layer. With the spread 1 the squares fall more slowly, from 0.47 to 0.048."
with waits_for("backprop"), predict("eight layers"):
    figures.still.depth(backprop)

# %% [markdown]
# **What to see.** Each point is the median of twenty networks.

# %% [markdown]
# ### Exercise 4.9 — depth
#
# Read the answers off the picture: replace each `None`; texts stand in quotation marks.
#
# | field | form | meaning |
# |---|---|---|
# | `"factor"` | number, two decimals | what one layer multiplies the size by, about |
# | `"reason"` | `"copied"`, `"paths"` or `"slopes"` | nothing is lost, paths add up, or one slope per layer |

# %% exercise="depth"
### BEGIN SOLUTION
depth = {"factor": 0.23, "reason": "slopes"}
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
#
# <details><summary>What we saw</summary>
#
# With the spread $1/\sqrt{30}$ the ratios are 0.23, 0.012, 0.00067 and 0.000036: each layer multiplies by
# the same factor, close to the bound of $\frac14$. After ten steps less than a millionth is left. This is
# the **vanishing gradient**. With spread 1 the signal fades more slowly, 0.048 at 8 layers; but such weights
# drive neurons into their tails.
#
# </details>

# %% [markdown]
# ### Exercise 4.10 — delta_in_words
#
# Explain in three sentences, without a formula, to somebody who knows what a network is: what does
# the delta of a hidden neuron say, where does it come from, and why is it computed from the back to
# the front? What you write is read by a person, not by `check`.

# %% [markdown] words="delta_in_words"
# *Write here, in place of this line.*

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
predictions()
progress()
