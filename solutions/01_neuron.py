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
# # 1 The neuron
#
# Draw a digit. A network of 25 450 numbers reads it while you draw. Run the next three cells, each
# with Shift + Enter; the first is folded to one line.

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

# %% alt="A sheet to draw a digit on, and ten bars, one for each digit from 0 to 9, that follow while it is drawn."
figures.promise()

# %% [markdown]
# **What to see.** The longest bar is what the network reads. About a hundred lines of Python made
# it, with no library that learns. Over five notebooks you write those lines; the last page is this
# sheet on *your* network.
#
# A network is one small part, repeated: the **neuron**. Today you build one and watch it learn.
# First a door bell. It should ring if at least one of two buttons is pressed. Move the two sliders
# until all four lamps are right.

# %% alt="An interactive map of the door bell. Its four corners are the four cases of two buttons; a lamp in each says whether the bell rings there, and a line shows where the decision tips. With the weight 0.2 and the bias 0.5 the bell rings everywhere, and three of four lamps are right."
figures.bell()

# %% [markdown]
# **What to see.** You have found it by hand. Soon a neuron finds such numbers by itself.
#
# <details><summary>How this notebook works</summary>
#
# - Under **Predict** run the cell and take a button, or use your own words.
#
# - An exercise has a cell to complete and one that checks: `check(sigmoid)`. `hint("sigmoid")`
#   opens a hint. Neither costs points.
# - `case()`, after a check, gives the smallest case that is not right as code to run in a cell.
# - After an exercise comes a question; our answer is folded beneath it.
# - An empty exercise stops with `NotImplementedError`.
# - To hand in, choose *Kernel → Restart Kernel and Run All Cells*, save, and give in
#   `01_neuron.ipynb`; on a hub press *Submit* in *Nbgrader → Assignment List*.
#
# </details>

# %% [markdown]
# ## 1 Step and neuron
#
# A **perceptron** decides about the bell. It has a *weight* for each button $x_1$, $x_2$ (1 when
# pressed, 0 when not) and one more number, the *bias*. Take the weights 1 and 1 and the bias
# $-0.5$. One button gives $1 \cdot 1 + 1 \cdot 0 - 0.5 = 0.5$, above 0: it rings. No button gives
# $-0.5$: silence. In general, the output is 1 if $w_1 x_1 + w_2 x_2 + b > 0$, and 0 otherwise.
#
# **Predict.** We press the first button and turn its weight from 0.0 to 1.0 in ten turns of 0.1.
# How many of the ten turns change the output?

# %%
with predict("ten turns"):
    for weight in np.linspace(0.0, 1.0, 11):
        print(f"weight {weight:.1f}   output {int(weight * 1 - 0.5 > 0)}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Nine turns change nothing, and one changes everything. Whoever turns a weight a little and asks
# "is it better now?" almost always hears "no difference".
#
# </details>
#
# A **neuron** replaces the step by a smooth curve. Then every small turn leaves a small trace.
# Learning rests on that.
#
# It begins as the perceptron does. Our second example stays with us: inputs $x = (-1, -2)$,
# weights $w = (2, -3)$, bias $b = -3$.
#
# - The products are $2 \cdot (-1) = -2$ and $-3 \cdot (-2) = 6$.
# - Their sum is 4.
# - The bias is added once, at the end: $4 + (-3) = 1$.

# %% [markdown]
# The result is the **pre-activation**, $z = w_1 x_1 + w_2 x_2 + \dots + w_n x_n + b$.
#
# **Predict.** The bias goes from $-3$ to $-2$, and all else stays. What is $z$ now?

# %%
lecture_x = np.array([-1.0, -2.0])
lecture_w = np.array([2.0, -3.0])
with predict("bias up by one"):
    print("products", lecture_w * lecture_x, "  z =", np.sum(lecture_w * lecture_x) - 2.0)

# %% [markdown]
# <details><summary>What we saw</summary>
#
# $z$ rises from 1 to 2. The bias moves $z$ by its own amount, whatever the inputs are: it says how
# willing the neuron is.
#
# </details>
#
# One more view helps later: the bias is a weight whose input is always 1. Whatever holds for
# weights holds for the bias too, with an input of 1.
#
# <details><summary>If you read lectures 001 and 003</summary>
#
# Lecture 003 replaces the step by the curve, and the numbers of the second example are those of
# lecture 001, which puts a 1 in front of the inputs as we did. Some texts speak of a *threshold*
# that the weighted sum must exceed. A threshold of 3 is a bias of $-3$: a threshold is subtracted,
# a bias is added.
#
# </details>

# %% [markdown]
# ## 2 Arrays in four lines
#
# An **array** holds many numbers, and NumPy works on all of them at once. Run this and compare
# each line with what it prints.

# %%
row = np.array([1.0, 2.0, 3.0])
print(row * 10 + 1, np.exp(row).round(2))
print(row.sum(), row.shape)

# %% [markdown]
# The shape `(3,)` means a plain row of three numbers. A function can be handed over like any other
# value; brackets after its name call it.
#
# ## 3 The sigmoid
#
# The smooth curve is the **sigmoid**, written $\sigma$ (sigma). It squeezes all numbers between 0
# and 1, with the help of Euler's number, $e \approx 2.718$. For $z = 1$: $e^{-1} \approx 0.368$,
# then $1 + 0.368 = 1.368$, then $1 / 1.368 \approx 0.731$. The cell begins so for $z = 2$. What
# comes last?

# %%
print(np.exp(-2.0).round(3), (1 + np.exp(-2.0)).round(3))

# %% [markdown]
# $1 / 1.135 \approx 0.881$. In general
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}.$$
#
# Its value is the **activation**, $a = \sigma(z)$. In the middle, $\sigma(0) = \frac12$. Far to
# the right it nears 1, far to the left 0. It is symmetric: $\sigma(z) + \sigma(-z) = 1$.

# %% [markdown]
# ### Exercise 1.1 — sigmoid
#
# Write `sigmoid(z)` for a number, a list or an array of any shape. The line that is there turns all
# of them into arrays. The result consists of floating-point numbers, and what was handed over stays
# as it is. The plain formula earns most of the points; the last half point is for no overflow
# warning, even at $z = \pm 1000$. A fold beneath the cell helps with it.
#
# | name | shape | meaning |
# |---|---|---|
# | `z` | any: number, list, array | pre-activations |
# | result | the same as `z` | activations, between 0 and 1 |


# %% exercise="sigmoid"
def sigmoid(z):
    """Give the activation σ(z) of every entry of z.

    Parameters
    ----------
    z : number, list or array of any shape

    Returns
    -------
    float, or floating-point array of the shape of z

    Examples
    --------
    >>> np.round(sigmoid([-1, 0, 1]), 3)
    array([0.269, 0.5  , 0.731])
    """
    z = np.asarray(z)  # numbers and lists become arrays, arrays stay what they are
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(z))  # the exponent is never positive, so nothing overflows
    return np.where(z >= 0, 1.0, e) / (1.0 + e)
    ### END SOLUTION


# %% [markdown]
# **Question.** $\sigma(2) \approx 0.881$. What is $\sigma(-2)$? No computer is needed.
#
# <details><summary>Compare with our answer</summary>
#
# By symmetry $1 - 0.881 = 0.119$.
#
# </details>
#
# <details><summary>The last half point: far out</summary>
#
# A computer stores numbers up to about $10^{308}$. $e^{-1000}$ is too small and becomes 0,
# which does no harm. $e^{1000}$ is too large and becomes `inf`, with a warning; at $z = -1000$ our
# formula meets it. Multiply the fraction's top and bottom by $e^{z}$:
#
# $$\frac{1}{1 + e^{-z}} = \frac{e^{z}}{e^{z} + 1}.$$
#
# Both are the same number. Each is safe on one side of 0 only. Which on which?
#
# </details>

# %% [markdown]
# ### Step and curve
#
# Multiply all weights and the bias by a number $k$: that multiplies $z$ by $k$.
#
# **Predict.** What happens to the curve $\sigma(kz)$ as $k$ grows?
#
# *Run the next cell once exercise 1.1 is right: it draws with your `sigmoid`.*

# %% alt="Four curves over the pre-activation z from -6 to 6. The perceptron jumps from 0 to 1 at z = 0. Three sigmoids with k = 1, 3 and 10 rise from 0 to 1, each closer to the jump than the one before; all three pass through one half at z = 0."
with waits_for("sigmoid"), predict("a larger k"):
    figures.still.step_and_curve(sigmoid)

# %% [markdown]
# **What to see.** All curves keep the point $(0, \frac12)$.
#
# <details><summary>What we saw</summary>
#
# As $k$ grows the curve nears the step. Large weights bring back the perceptron's trouble: at
# $k = 10$ the curve is flat almost everywhere, and a small move of $z$ leaves no trace.
#
# </details>
#
# Where a curve has almost run level we call it a **tail**.
#
# How level, and how steep in the middle? The **slope** tells: rise divided by run. Around $z = 0$
# we go 0.01 to each side. The curve rises by 0.005 over a run of 0.02, so the slope is 0.25. The
# next cell does this for any function $f$.


# %%
def measured_slope(f, at, h=0.01):
    return (f(at + h) - f(at - h)) / (2 * h)


# %% [markdown]
# **Predict.** The slope at $z = 0$ is 0.25. How is it at $z = -1$, compared with $z = 1$?
#
# *Run the next two cells once exercise 1.1 is right.*

# %%
with waits_for("sigmoid"), predict("slopes of the curve"):
    for place in (0.0, 1.0, -1.0, 4.0):
        slope = measured_slope(sigmoid, place)
        print(f"z = {place:4.1f}   a = {sigmoid(place):.3f}   slope = {slope:.4f}")

# %% alt="Two panels above each other over the pre-activation z from -6 to 6. Above, the sigmoid with its tangent at z = 1, where a is 0.731. Below, the slope of the sigmoid: a hill with its top 0.25 at z = 0, the same height 0.197 at z = -1 and z = 1, and nearly 0 beyond z = -5 and z = 5."
with waits_for("sigmoid"):
    figures.still.curve_and_slope(sigmoid, measured_slope)

# %% [markdown]
# **What to see.** The slope is a hill: 0.25 at the top, 0.1966 on both sides at $z = 1$ and
# $z = -1$, 0.0177 at $z = 4$, and nearly nothing in the tails.
#
# A formula gives the same. At $z = 1$, $a = 0.731$ and
# $0.731 \cdot (1 - 0.731) = 0.731 \cdot 0.269 \approx 0.1966$. In general, with $\sigma'$ (sigma
# prime) for the slope of $\sigma$,
#
# $$\sigma'(z) = \sigma(z)\,\bigl(1 - \sigma(z)\bigr).$$
#
# <details><summary>Where the formula comes from, and a tail of lecture 003</summary>
#
# Turn the fraction $a = 1/(1 + e^{-z})$ over: $\frac1a = 1 + e^{-z}$. Now move $z$ by a tiny $h$.
# The right side changes by $-e^{-z} h$, the left side by $-\frac{1}{a^2}$ times the change of $a$.
# Both are equal, so the slope is $a^2 e^{-z} = a^2 \left(\frac1a - 1\right) = a\,(1 - a)$.
#
# Lecture 003 computes $\sigma(30.313) = 1$. About $7 \cdot 10^{-14}$ is missing.
#
# </details>

# %% [markdown]
# ### Exercise 1.2 — sigmoid_prime
#
# Write `sigmoid_prime(z)`, the slope of the sigmoid at `z`, for the same kinds of `z`. Use your
# `sigmoid`. The argument is the pre-activation: at $z = 1$ the result is 0.1966. Whoever hands over
# $a = 0.731$ gets the slope at another place, 0.2194.
#
# | name | shape | meaning |
# |---|---|---|
# | `z` | any: number, list, array | pre-activations |
# | result | the same as `z` | slopes, between 0 and 1/4 |


# %% exercise="sigmoid_prime"
def sigmoid_prime(z):
    """Give the slope σ'(z) of the sigmoid at every entry of z.

    Parameters
    ----------
    z : number, list or array of any shape

    Returns
    -------
    float, or floating-point array of the shape of z

    Examples
    --------
    >>> np.round(sigmoid_prime([-1, 0, 1]), 3)
    array([0.197, 0.25 , 0.197])
    """
    z = np.asarray(z)
    ### BEGIN SOLUTION
    s = sigmoid(z)
    return s * (1 - s)
    ### END SOLUTION


# %% [markdown]
# **Question.** Why is the slope of the sigmoid never above $\frac14$?
#
# <details><summary>Compare with our answer</summary>
#
# It is the product of $a$ and $1 - a$. These two always add up to 1, and such a product is
# largest when both are equal: $\frac12 \cdot \frac12 = \frac14$, at $z = 0$.
#
# </details>

# %% [markdown]
# ## 4 The neuron, whole
#
# Weighted sum, bias, sigmoid: that is a neuron. We keep both $z$ and $a$. Complete the table for
# $x = (2, 0.5, -1)$, $w = (1, 4, 3)$ and $b = 0.5$:
#
# | step | value |
# |---|---|
# | products | $1 \cdot 2 = 2$, then ____, then ____ |
# | their sum | ____ |
# | $z$ | ____ |
# | $a = \sigma(z)$ | 0.818 |
#
# <details><summary>Compare</summary>
#
# The products are 2, 2 and $-3$. Their sum is 1, and $z = 1 + 0.5 = 1.5$. Your
# `sigmoid(1.5)` gives 0.818.
#
# </details>

# %% [markdown]
# ### Exercise 1.3 — neuron_forward
#
# Write `neuron_forward(x, w, b)`, which returns the pair `(z, a)`, in this order. It works for any
# number of inputs; with none at all, $z = b$. The argument `activation` is a function: call what is
# handed in, so that `np.tanh` works too. If you change `sigmoid` later, run this cell again.
#
# | name | shape | meaning |
# |---|---|---|
# | `x`, `w` | `(n,)` | inputs and weights |
# | `b` | number | bias |
# | `z`, `a` | number | pre-activation and activation |


# %% exercise="neuron_forward"
def neuron_forward(x, w, b, activation=sigmoid):
    """Give the pre-activation z and the activation a of one neuron.

    Parameters
    ----------
    x, w : lists or arrays of shape (n,)
    b : number
    activation : function of one number

    Returns
    -------
    (z, a) : two numbers

    Examples
    --------
    >>> z, a = neuron_forward([-1, -2], [2, -3], -3)
    >>> print(z, round(float(a), 3))
    1 0.731
    """
    x, w = np.asarray(x), np.asarray(w)
    ### BEGIN SOLUTION
    z = np.dot(w, x) + b
    return z, activation(z)
    ### END SOLUTION


# %% [markdown]
# **Question.** One of the inputs is 0. Which number of the neuron has no influence on $z$ for this
# example?
#
# <details><summary>Compare with our answer</summary>
#
# The weight of that input: it is multiplied by 0. From this example nothing can be learned about it.
#
# </details>

# %% [markdown]
# ### Touch it
#
# Move everything in a neuron with two inputs: Tab leads to a slider, the arrow keys move it.
#
# **Predict.** The bias rises, and all else stays. What happens to the line on which $z = 0$: does
# it turn, or does it move?

# %% alt="An interactive figure of a neuron with the inputs -1 and -2, the weights 2 and -3 and the bias -3. Left, the neuron with z = 1 and a = 0.731. In the middle, the sigmoid with its tangent at z = 1, slope 0.197. Right, the plane of the two inputs, shaded by the output, with the line z = 0 and the input as a cross."
figures.neuron_explorer()

# %% [markdown]
# **What to see.** The line moves and stays parallel to itself: the bias shifts, the weights turn.
# With $k$ you multiply all of them: the line stays, and the shading becomes a step.
#
# *A good place to stop. You have a neuron.* `progress()` says where to go on.

# %% [markdown]
# ## 5 The cost of one neuron
#
# How wrong is the neuron? Ours says $a = 0.731$, and the **target**, the output we want, is
# $y = 1$. The difference is $a - y = -0.269$; squared, 0.0723; halved, 0.0362. This is the
# **cost**, $C = \frac12 (a - y)^2$. With several outputs the squares are added:
# $C = \frac12 \sum_j (a_j - y_j)^2$. What do differences of 3 and 4 cost?

# %%
print("cost", 0.5 * np.sum(np.array([3.0, 4.0]) ** 2))

# %% [markdown]
# The whole forward way, by hand:
#
# | field | how | value |
# |---|---|---|
# | `z` | $-2 + 6 - 3$ | 1 |
# | `a` | $\sigma(1)$ | 0.731 |
# | `cost` | $\frac12 (0.731 - 1)^2$ | 0.0362 |
# | `perceptron_output` | $z > 0$, so it fires | 1 |

# %% [markdown]
# ### Exercise 1.4 — forward_by_hand
#
# The same for these numbers: inputs $x_1$ = «forward_by_hand.x1» and
# $x_2$ = «forward_by_hand.x2», weights $w_1$ = «forward_by_hand.w1» and
# $w_2$ = «forward_by_hand.w2», bias $b$ = «forward_by_hand.b»,
# target $y$ = «forward_by_hand.y».
#
# Replace each `None` by a number; three decimals are enough.
#
# | field | form | meaning |
# |---|---|---|
# | `"z"` | number | pre-activation |
# | `"a"` | number | activation $\sigma(z)$ |
# | `"cost"` | number | $\frac12 (a - y)^2$ |
# | `"perceptron_output"` | 0 or 1 | what a perceptron with the same weights says |

# %% given="forward_by_hand"
x1 = -1.0
x2 = 2.0
w1 = 3.0
w2 = 0.5
b = 1.5
y = 1.0

# %% exercise="forward_by_hand"
### BEGIN SOLUTION
z = w1 * x1 + w2 * x2 + b
a = 1 / (1 + np.exp(-z))
cost = 0.5 * (a - y) ** 2
perceptron_output = 1 if z > 0 else 0
forward_by_hand = {"z": z, "a": a, "cost": cost, "perceptron_output": perceptron_output}
### END SOLUTION

# %% [markdown]
# **Question.** You know only $a$. How can you tell what the perceptron would say?
#
# <details><summary>Compare with our answer</summary>
#
# It says 1 exactly when $z > 0$, and that is when $a > \frac12$. An $a > 0$ tells nothing: the
# sigmoid is always above 0.
#
# </details>

# %% [markdown]
# ### The slope of the cost
#
# With the target $y = 1$, does the cost rise or fall when $a$ grows a little from 0.731?

# %% alt="The cost as a function of the activation for target 1: a parabola that falls from 0.5 at a = 0 to 0 at a = 1 and rises again beyond. The tangent at a = 0.731 touches it at cost 0.036 and falls with slope -0.269."
figures.still.cost_and_slope()

# %% [markdown]
# **What to see.** The tangent falls: its slope is $-0.269$, which is $a - y$. School's rule for
# powers says why: $(a - y)^2$ has the slope $2(a - y)$, and the $\frac12$ cancels the 2. In
# general
#
# $$\frac{\partial C}{\partial a} = a - y.$$
#
# Read this as "the slope of $C$ when $a$ moves".
#
# <details><summary>If you read lectures 001 and 003</summary>
#
# Lecture 001 writes $-(y - a)$, which is the same number. Lecture 003 calls its $E$ "the magnitude
# of the difference". Its formula says more exactly what is meant: half of the *squared* magnitude.
#
#
# </details>

# %% [markdown]
# ### Exercise 1.5 — quadratic_cost
#
# Write two functions. `quadratic_cost(a, y)` returns one number, however many outputs there are.
# `quadratic_cost_prime(a, y)` returns the slope of that cost for every output.
#
# | name | shape | meaning |
# |---|---|---|
# | `a`, `y` | number, `(n,)` or `(n, 1)`, both alike | activations and targets |
# | cost | number | cost of this example |
# | prime | the same as `a` | slope for every output |


# %% exercise="quadratic_cost"
def quadratic_cost(a, y):
    """Give the quadratic cost of one example, a single number; a and y have the same shape.

    Examples
    --------
    >>> print(quadratic_cost([3.0, 4.0], [0.0, 0.0]))
    12.5
    """
    a, y = np.asarray(a, dtype=float), np.asarray(y, dtype=float)
    ### BEGIN SOLUTION
    d = a - y
    return 0.5 * np.sum(d * d)
    ### END SOLUTION


def quadratic_cost_prime(a, y):
    """Give the slope of quadratic_cost for every entry of a, in the shape of a.

    Examples
    --------
    >>> print(quadratic_cost_prime(0.75, 1.0))
    -0.25
    """
    a, y = np.asarray(a, dtype=float), np.asarray(y, dtype=float)
    ### BEGIN SOLUTION
    return a - y
    ### END SOLUTION


# %% [markdown]
# **Question.** Some books leave the $\frac12$ out of the cost. Which of our two functions changes
# then, and how?
#
# <details><summary>Compare with our answer</summary>
#
# Both double: the cost is $\sum (a - y)^2$ and its slope $2(a - y)$. Either convention works as
# long as cost and slope belong together.
#
# </details>

# %% [markdown]
# ## 6 A chain of three factors
#
# We turn the first weight by 0.001 and follow the turn through our neuron, with $y = 1$:
#
# | what moves | by | because |
# |---|---|---|
# | $w_1$ | $+0.001$ | we turn it |
# | $z$ | $-0.001$ | times its input $x_1 = -1$ |
# | $a$ | $-0.000197$ | times the slope of the sigmoid, 0.1966 |
# | $C$ | $+0.0000529$ | times the slope of the cost, $-0.269$ |
#
# The cost moves 0.0529 times as much as the weight: its slope is 0.0529, the product of the slopes
# along the way. This is the **chain rule**. Turn $w_2$ instead, whose input is $-2$, and $b$, whose
# input is 1:

# %%
print(np.round(-0.26894 * 0.19661 * np.array([-1.0, -2.0, 1.0]), 4))

# %% [markdown]
# In general, with the factor nearest to the cost first,
#
# $$\frac{\partial C}{\partial w_1} = \underbrace{(a - y)}_{\text{error}} \cdot
# \underbrace{\sigma'(z)}_{\text{slope}} \cdot \underbrace{x_1}_{\text{input}}
# = -0.2689 \cdot 0.1966 \cdot (-1) = 0.0529.$$
#
# The round $\partial$ says that only $w_1$ moves and everything else is held still. Such a slope
# is a **partial derivative**.
#
# **Predict.** We measure the cost's slope with our tool from section 3, turning $w_1$ around 2.
# What comes out, compared with the product?
#
# *Run the next cell once exercise 1.5 is right: it uses your neuron and your cost.*


# %%
def cost_when_first_weight_is(value):
    _, output = neuron_forward(lecture_x, np.array([value, -3.0]), -3.0)
    return quadratic_cost(output, 1.0)


with waits_for("neuron_forward", "quadratic_cost"), predict("measured and multiplied"):
    print(f"measured slope: {measured_slope(cost_when_first_weight_is, 2.0):.4f}")

# %% [markdown]
# <details><summary>What we saw</summary>
#
# Measuring and multiplying agree: 0.0529.
#
# </details>
#
# The first two factors are the same for all. Their product is **delta**,
#
# $$\delta = \frac{\partial C}{\partial z} = (a - y)\,\sigma'(z) = -0.0529.$$
#
# So $\frac{\partial C}{\partial w_i} = \delta\, x_i$ and $\frac{\partial C}{\partial b} = \delta$.
# The list of all slopes is the **gradient**. Complete the way back for $x = (1, 2)$, $w = (1, -1)$,
# $b = 1$ and the target $y = 0$:
#
# | step | value |
# |---|---|
# | $z$ | $1 - 2 + 1 = 0$ |
# | $a$ | 0.5 |
# | error $a - y$ | ____ |
# | slope $\sigma'(z)$ | 0.25 |
# | $\delta$ | ____ |
# | slopes for $w_1$, $w_2$, $b$ | ____, ____, ____ |
#
# <details><summary>Compare</summary>
#
# The error is 0.5, and $\delta = 0.5 \cdot 0.25 = 0.125$. The inputs 1 and 2 and the bias's input 1
# complete it: 0.125, 0.25 and 0.125.
#
# </details>

# %% [markdown]
# ### Exercise 1.6 — neuron_gradients
#
# Write `neuron_gradients(x, w, b, y)` for a sigmoid neuron with the quadratic cost. It returns the
# pair `(dw, db)`, short for $\partial C / \partial w$ and $\partial C / \partial b$. Use your
# earlier functions.
#
# | name | shape | meaning |
# |---|---|---|
# | `x`, `w` | `(n,)` | inputs and weights |
# | `b`, `y` | number | bias and target |
# | `dw` | `(n,)` | slopes for the weights |
# | `db` | number | slope for the bias |


# %% exercise="neuron_gradients"
def neuron_gradients(x, w, b, y):
    """Give the gradient (dw, db) of the quadratic cost of one sigmoid neuron.

    Parameters
    ----------
    x, w : lists or arrays of shape (n,)
    b, y : numbers

    Returns
    -------
    (dw, db) : array of shape (n,) and number

    Examples
    --------
    >>> dw, db = neuron_gradients([2.0], [0.0], 0.0, 1.0)
    >>> print(dw, db)
    [-0.25] -0.125
    """
    x = np.asarray(x, dtype=float)
    ### BEGIN SOLUTION
    z, a = neuron_forward(x, w, b)
    delta = (a - y) * sigmoid_prime(z)
    return delta * x, delta
    ### END SOLUTION


# %% [markdown]
# **Question.** A neuron stands far out in a tail, so $\sigma'(z)$ is almost 0. What do its
# gradients look like when the output is wrong, and what when it is right?
#
# <details><summary>Compare with our answer</summary>
#
# Almost 0 in both cases: the factor $\sigma'(z)$ stands in every one of them. Whether the output is
# right cannot be read off such a gradient. Section 9 comes back to this.
#
# </details>

# %% [markdown]
# ### One step
#
# Raising $w_1$ raises the cost, so we lower $w_1$: we go *against* each slope. The **learning
# rate** $\eta$ (eta) says how far. With $\eta = 1$:
#
# | old value $-\ \eta \cdot$ slope | new value |
# |---|---|
# | $w_1$: $2 - 1 \cdot 0.0529$ | 1.947 |
# | $w_2$: $-3 - 1 \cdot 0.1058$ | $-3.106$ |
# | $b$: $-3 - 1 \cdot (-0.0529)$ | $-2.947$ |
#
# *Run the next cell once exercise 1.6 is right.*

# %%
with waits_for("neuron_forward", "quadratic_cost", "neuron_gradients"):
    lecture_dw, lecture_db = neuron_gradients(lecture_x, lecture_w, -3.0, 1.0)
    new_w, new_b = lecture_w - lecture_dw, -3.0 - lecture_db
    new_z, new_a = neuron_forward(lecture_x, new_w, new_b)
    print("new weights", np.round(new_w, 3), "  new bias", np.round(new_b, 3))
    print("new output ", np.round(new_a, 3), "  new cost", np.round(quadratic_cost(new_a, 1.0), 4))

# %% [markdown]
# The output rises from 0.731 to 0.789, nearer to its target 1, and the cost falls from 0.0362 to
# 0.0223. One step, and the neuron is a little better.
#
# ## 7 Downhill
#
# Find the slope, step against it, repeat: this is **gradient descent**. On $f(x) = x^2$, whose
# slope is $2x$, from $x = 1$ with the learning rate 0.1:
#
# | $x$ | slope $2x$ | step: rate times slope | new $x$ |
# |---|---|---|---|
# | 1 | 2 | 0.2 | 0.8 |
# | 0.8 | 1.6 | 0.16 | 0.64 |
# | 0.64 | 1.28 | 0.128 | 0.512 |
#
# The step is the rate times the gradient. So steps shrink by themselves as the ground gets flatter.


# %%
def walk(start, rate, steps):
    places = [start]
    for _ in range(steps):
        places.append(places[-1] - rate * 2 * places[-1])
    return np.array(places)


print("against the slope", np.round(walk(1.0, 0.1, 10), 2), sep="\n")
print("along the slope", np.round(walk(1.0, -0.1, 10), 2), sep="\n")

# %% [markdown]
# The gradient points uphill. Against it we reach 0.11, on the way to 0; along it we are at 6.19
# and leave faster and faster. Two jobs, two names: *backpropagation* computes the gradient,
# *gradient descent* uses it.
#
# **Predict.** We take 50 steps on $x^2$ from $x = 1$ with the learning rates 0.1, 1.0 and 1.1.
# What becomes of the largest of them?

# %% alt="The value of x squared after each of 50 steps, on a logarithmic scale, for three learning rates. With 0.1 it falls along a straight line to about 2e-10. With 1.0 it stays at 1. With 1.1 it rises along a straight line to about 8e7."
with predict("three rates"):
    figures.still.three_rates(walk)

# %% [markdown]
# **What to see.** The height over the steps, in powers of ten.
#
# <details><summary>What we saw</summary>
#
# Rate 0.1 arrives: $x = 0.0000143$. Rate 1.0 jumps from 1 to $-1$ and back for ever. Rate 1.1
# overshoots by more every time and ends at 9100.
#
# </details>
#
# Two numbers to turn make a map, here of the height $x^2 + 10y^2$.

# %% alt="An interactive map of the valley x squared plus 10 y squared with contour lines. From the start at (2.5, 1) an orange arrow shows the gradient, a blue one the next step. Beside it, the height over the steps taken."
figures.downhill("valley")

# %% [markdown]
# **What to see.** The arrow points uphill, and the step goes the other way: the steepest way down
# *here*, not the straight way to the lowest place. Along $y$ each step multiplies by $1 - 20\eta$.
# At $\eta = 0.12$ that is $-1.4$: ever longer steps. Below $\eta = 0.1$ the walk arrives, and above
# 0.05 it jumps from side to side on its way.
#
# One last thing: Python can have two names for one array.

# %%
original = second_name = np.array([1.0, 2.0])
second_name -= 0.5
print(original)

# %% [markdown]
# Both have changed. Written out, as in `new = original - 0.5`, a subtraction builds a new array.

# %% [markdown]
# ### Exercise 1.7 — sgd_step
#
# Write `sgd_step(params, grads, lr)`: one step of gradient descent for a list of parameters, such as
# `[w, b]`, with their gradients in the same order. It returns a new list with new arrays. What was
# handed in stays as it is, even if `lr` is 0. (SGD is short for *stochastic gradient descent*: the
# gradient is taken from a few examples at a time.)
#
# | name | shape | meaning |
# |---|---|---|
# | `params`, `grads` | lists, equally long, equal shapes | parameters and gradients |
# | `lr` | number | learning rate $\eta$ |
# | result | as `params` | parameters after the step |


# %% exercise="sgd_step"
def sgd_step(params, grads, lr):
    """Give the parameters after one step of gradient descent, as a new list of new arrays.

    Parameters
    ----------
    params, grads : lists of arrays or numbers, of the same shapes in the same order
    lr : number, the learning rate

    Returns
    -------
    list of arrays, shaped as in params

    Examples
    --------
    >>> sgd_step([np.array([1.0, 2.0])], [np.array([10.0, 20.0])], 0.05)
    [array([0.5, 1. ])]
    """
    ### BEGIN SOLUTION
    return [p - lr * g for p, g in zip(params, grads, strict=True)]
    ### END SOLUTION


# %% [markdown]
# **Question.** Do two steps with half the learning rate lead to the same place as one step with the
# whole?
#
# <details><summary>Compare with our answer</summary>
#
# Only if both use the same gradient. In practice it is computed again after the first half. On
# $x^2$ from 1: one step of rate 0.2 leads to 0.6, two of rate 0.1 to 0.64.
#
# </details>

# %% [markdown]
# ## 8 Your neuron learns OR
#
# The door bell again. This time the neuron finds the weights, from all four cases.
#
# **Every example is a column:** `X` has the shape `(n, m)`, with $n = 2$ inputs and $m = 4$
# examples. So it stays through the course, until exercise 4.8 asks for rows once.
#
# `w @ X` multiplies each column by `w` and adds up. With $w = (2, 3)$ and $b = -1$:

# %%
X_or = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
y_or = np.array([0.0, 1.0, 1.0, 1.0])
print("pre-activations:", np.array([2.0, 3.0]) @ X_or - 1.0)

# %% [markdown]
# The cost is now the **mean** over the examples, and so is its gradient. By hand, at $w = (0, 0)$
# and $b = 0$, every $a$ is 0.5 and every slope 0.25:
#
# | example | (0, 0) | (0, 1) | (1, 0) | (1, 1) | mean |
# |---|---|---|---|---|---|
# | $y$ | 0 | 1 | 1 | 1 | |
# | $\delta$ | 0.125 | $-0.125$ | $-0.125$ | $-0.125$ | $-0.0625$ |
# | $\delta\, x_1$ | 0 | 0 | $-0.125$ | $-0.125$ | $-0.0625$ |
# | $\delta\, x_2$ | 0 | ____ | ____ | ____ | ____ |
#
# <details><summary>Compare</summary>
#
# The last row is $0, -0.125, 0, -0.125$, with the mean $-0.0625$.
#
# </details>

# %% [markdown]
# NumPy adds up such rows in one go. A row of `X` holds one input of all examples. `X @ d` multiplies
# each row by `d`, entry by entry, and adds up. With $d = (1, 10, 100, 1000)$:

# %%
print("sums:", X_or @ np.array([1.0, 10.0, 100.0, 1000.0]))

# %% [markdown]
# 1100 and 1010: the first input is 1 in the last two examples, the second one in the second and the
# last.
#
# An **epoch** is one pass over all examples: one step. Everything is computed at the old parameters;
# then `w` and `b` move together.

# %% [markdown]
# ### Exercise 1.8 — train_neuron
#
# Write `train_neuron(X, y, w, b, lr, epochs)`, which trains a sigmoid neuron and returns
# `(w, b, costs)`. Before each step, append the mean cost to `costs`; with no epochs the list is
# empty. What was handed in stays as it is.
#
# | name | shape | meaning |
# |---|---|---|
# | `X` | `(n, m)` | one example per column |
# | `y` | `(m,)` | targets |
# | `w`, `b` | `(n,)`, number | start, and after training |
# | `lr`, `epochs` | numbers | learning rate, number of steps |
# | `costs` | list of `epochs` numbers | mean cost before each step |


# %% exercise="train_neuron"
def train_neuron(X, y, w, b, lr, epochs):
    """Give (w, b, costs) after training a sigmoid neuron on all examples at once.

    Parameters
    ----------
    X : array of shape (n, m), one example per column
    y : array of shape (m,)
    w, b : array of shape (n,) and number, the start
    lr, epochs : learning rate and number of steps

    Returns
    -------
    (w, b, costs) : array of shape (n,), number, list of `epochs` numbers

    Examples
    --------
    >>> w, b, costs = train_neuron([[1.0]], [0.0], [0.0], 0.0, lr=1.0, epochs=1)
    >>> print(w, b, len(costs), float(costs[0]))
    [-0.125] -0.125 1 0.125
    """
    X, y, w = (np.asarray(item, dtype=float) for item in (X, y, w))
    ### BEGIN SOLUTION
    costs = []
    for _ in range(epochs):
        z = w @ X + b
        a = sigmoid(z)
        costs.append(0.5 * np.mean((a - y) ** 2))
        delta = (a - y) * sigmoid_prime(z)
        w = w - lr * X @ delta / len(y)
        b = b - lr * np.mean(delta)
    return w, b, costs
    ### END SOLUTION


# %% [markdown]
# **Question.** Every example is put into `X` twice. What changes in the training?
#
# <details><summary>Compare with our answer</summary>
#
# Nothing. The mean of eight examples, each there twice, is the mean of the four. With a sum in
# place of the mean every step would be twice as long, and the learning rate would have to follow.
#
# </details>

# %% [markdown]
# ### Your neuron learns
#
# It starts with all weights 0, so that every output is 0.5, and trains for 2000 epochs with the
# learning rate 1.
#
# **Predict.** Which of the four cases will it find hardest, that is, which output stays furthest
# from its target?
#
# *Run the next two cells once exercise 1.8 is right: they use your functions.*

# %%
with waits_for("sigmoid", "train_neuron"), predict("hardest corner"):
    or_w, or_b, _ = train_neuron(X_or, y_or, np.zeros(2), 0.0, 1.0, 2000)
    print("outputs", np.round(sigmoid(or_w @ X_or + or_b), 3), "  targets", y_or)

# %% alt="A film of the neuron that learns OR, with buttons to play and stop it and a bar to move to any epoch. In the plane of the two inputs the line on which the output is one half swings until it parts the corner (0, 0) from the three others, while the cost falls."
own_neuron = None
with waits_for("sigmoid", "train_neuron"):
    own_neuron = figures.learning(train_neuron)
own_neuron

# %% [markdown]
# **What to see.** On the dashed line $z = 0$ and the output is $\frac12$. Training has put it there.
#
# <details><summary>What we saw</summary>
#
# The hardest case is $(0, 0)$: only the bias speaks there, and three other corners pull the bias
# up.
#
# </details>
#
# No straight line separates $(0, 0)$ and $(1, 1)$ from the others: that needs a network (notebook 2).

# %% [markdown]
# ## 9 Slow learners
#
# Three neurons with the input $x = 1$ should learn to output 0. All use the learning rate 0.15.
#
# | neuron | $w$ | $b$ | $z$ | $a$ at the start |
# |---|---|---|---|---|
# | A | 0.6 | 0.9 | 1.5 | 0.818 |
# | B | 2 | 2 | 4 | 0.982 |
# | C | 4 | 4 | 8 | 0.9997 |
#
# All are wrong, C most. We count the epochs until $a < 0.5$, that is, a cost below 0.125.
#
# **Predict.** In which order do they arrive?
#
# *Run the next cell once exercise 1.8 is right. It counts for a few seconds.*

# %% alt="The cost of the neurons A, B and C over the epochs, on a logarithmic scale from 1 to 10000. A falls below the cost 0.125 after 36 epochs, B after 232. C stays near 0.5 for thousands of epochs and drops only after 10028."
starts = {"A": (0.6, 0.9), "B": (2.0, 2.0), "C": (4.0, 4.0)}
costs_of = {}
with waits_for("train_neuron"), predict("quickest first"):
    for name, (weight, bias) in starts.items():
        _, _, costs_of[name] = train_neuron([[1.0]], [0.0], [weight], bias, 0.15, 10_100)
        print(f"{name} needs {np.argmax(np.array(costs_of[name]) < 0.125)} epochs")
    figures.still.three_neurons(costs_of)

# %% [markdown]
# **What to see.** The cost of each neuron over the epochs.
#
# <details><summary>What we saw</summary>
#
# A needs 36 epochs, B 232 and C 10 028. C's curve runs level for thousands of epochs, then drops.
#
# </details>

# %% [markdown]
# ### Exercise 1.9 — which_learns_faster
#
# Why so? Replace each `None`; texts stand in quotation marks. For the number three decimals are
# enough.
#
# | field | form | meaning |
# |---|---|---|
# | `"factor"` | `"error"`, `"slope"` or `"input"` | the factor of section 6 that sets C apart from A |
# | `"slope_B"` | number | $\sigma'(z)$ of neuron B at its start |
# | `"small_gradient_means"` | `"flat"` or `"learned"` | what a gradient near 0 tells us |

# %% exercise="which_learns_faster"
### BEGIN SOLUTION
a_B = 1 / (1 + np.exp(-4.0))
which_learns_faster = {
    "factor": "slope",
    "slope_B": a_B * (1 - a_B),
    "small_gradient_means": "flat",
}
### END SOLUTION

# %% [markdown]
# **Question.** What would have to be true of the curve for your worst mistakes to teach you most?
#
# <details><summary>Compare with our answer</summary>
#
# Its slope would have to stay the same everywhere, as on a straight line. Then only the error would
# decide, and the neuron furthest off would take the longest steps.
#
# </details>

# %% [markdown]
# ### Why C was slow
#
# | neuron | error $a - y$ | slope $\sigma'(z)$ | input | product |
# |---|---|---|---|---|
# | A | 0.818 | 0.149 | 1 | 0.122 |
# | B | 0.982 | 0.0177 | 1 | 0.0173 |
# | C | 0.9997 | 0.000335 | 1 | 0.000335 |
#
# The errors hardly differ. The slope does: C stands in the tail, where the sigmoid is flat, and the
# slope is multiplied into every gradient.

# %% [markdown]
# A last case: a neuron with $w = 40$, $b = 0$, $x = 1$ should output 0. What are its cost and its
# gradient?
#
# *Run the next cell once exercise 1.6 is right.*

# %%
with waits_for("neuron_forward", "quadratic_cost", "neuron_gradients"):
    _, stuck_output = neuron_forward([1.0], [40.0], 0.0)
    print("cost", quadratic_cost(stuck_output, 0.0))
    print("gradient", neuron_gradients([1.0], [40.0], 0.0, 0.0))

# %% [markdown]
# The cost is 0.5, as bad as it can be, and the gradient is 0: the computer has rounded $a$ to 1. A
# gradient of 0 says that the ground is flat *here*, not that we are at the bottom. Remedies follow:
# smaller starting weights (notebook 2), and a cost whose slope cancels $\sigma'(z)$ (notebook 4).
#
# <details><summary>If you read lecture 003</summary>
#
# It repeats its steps "until the gradient is 0" and takes that place for the minimum. This neuron
# shows what else it can be.
#
# </details>

# %% [markdown]
# ### Exercise 1.10 — slow_and_wrong
#
# A friend says: “C made the largest mistake, so it must have taken the
# largest steps.” Answer in two or three sentences that somebody understands who has not seen this
# notebook. A double click opens the cell below; what you write is read by a person, not by `check`.

# %% [markdown] words="slow_and_wrong"
# *Write here, in place of this line.*

# %% [markdown]
# ## Recall
#
# Five questions, without looking back.
#
# 1. What is $\sigma(0)$?
# 2. Which numbers turn the line $z = 0$, and which one shifts it?
# 3. Which three factors make $\frac{\partial C}{\partial w_1}$?
# 4. What does a gradient of 0 tell you?
# 5. Why not a step in place of the curve?
#
# <details><summary>Compare with our answers</summary>
#
# 1: one half. 2: the weights turn, the bias shifts. 3: the error $a - y$, the slope $\sigma'(z)$,
# the input $x_1$. 4: the ground is flat here, in a valley or in a tail. 5: almost every small turn
# of a weight would leave no trace.
#
# </details>
#
# **You can now** compute and train a neuron, and say why the worst one learned last.

# %%
predictions()
progress()
