"""How people really write: habits that cost nothing in Jupyter, as changes of a worked cell.

Each is a text that stands above or below an answer in its cell, in a cell above it, in a cell at
the notebook's end, or a form that the whole cell is given.
"""

ABOVE = [
    "import pandas as pd", "import pandas as pd\nimport seaborn as sns\nsns.set_theme()",
    "import torch\nimport torch.nn as nn\ntorch.manual_seed(0)", "import tensorflow as tf",
    "from sklearn.datasets import load_iris\nX_iris, y_iris = load_iris(return_X_y=True)",
    "from scipy import stats", "import matplotlib.pyplot as plt\nplt.style.use('ggplot')",
    "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt",
    "from tqdm.notebook import tqdm", "import ipywidgets as widgets\nwidgets.IntSlider()",
    "from google.colab import drive\ndrive.mount('/content/drive')",
    "from google.colab import files\nuploaded = files.upload()",
    "try:\n    import google.colab\n    COLAB = True\nexcept ImportError:\n    COLAB = False",
    "from IPython.display import display, Markdown, clear_output\ndisplay(Markdown('# mine'))",
    "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')",
    "get_ipython().system('pip install numpy')", "!pip install numpy \\\n    matplotlib",
    "!pip -q install numpy\n%cd /content", "import sys\n!{sys.executable} -m pip install numpy",
    "if 'google.colab' in str(get_ipython()):\n    !pip install numpy", "files = !ls\nprint(files)",
    "%matplotlib inline", "%load_ext autoreload\n%autoreload 2",
    "%config InlineBackend.figure_format = 'retina'", "%matplotlib widget  # to zoom",
    "%time started = 1", "%timeit -n 1 -r 1 sum(range(3))", "%env SEED=1", "%pylab inline",
    "np.exp?\n?np.abs", "np.dot??", "help(np.where)", "name = input('your name: ')",
    "n = int(input('how many? '))", "from getpass import getpass\nkey = getpass()",
    "data = np.loadtxt('data/points.csv', delimiter=',')", "text = open('notes.txt').read()",
    "with open('notes.txt') as file:\n    lines = file.readlines()",
    "from my_helpers import plot_all", "from utils import *", "import my_notes as notes",
    "import asyncio\nawait asyncio.sleep(0)", "from __future__ import annotations",
    "#@title My answer { display-mode: 'form' }\nverbose = False #@param {type:'boolean'}",
    "#| echo: false", "# -*- coding: utf-8 -*-", '"""My own words: !not a command\n%nor this\n"""',
    "import warnings\nwarnings.filterwarnings('error')", "np.seterr(all='raise')",
    "np.set_printoptions(precision=2, suppress=True)", "np.random.seed(0)\nrandom = 3",
    "import logging\nlogging.basicConfig(filename='log.txt', level=logging.DEBUG)",
    "import os\nos.makedirs('out', exist_ok=True)\nos.chdir('out')", "import os\nos.getlogin()",
    "os_name = __import__('platform').processor()", "assert np.__version__ == '1.0'",
    "import time\nstart = time.time()", "print(never_defined)", "1 / 0", "del never_defined",
    "from typing import List\nVector = List[float]", "import random\nrandom.seed(1)",
    "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)",
    "import requests\npage = requests.get('https://example.org').text",
    "import urllib.request",
]  # fmt: skip
BELOW = [
    "print(never_defined)", "1 / 0", "exit()", "quit()", "raise SystemExit", "%time 3", "!ls",
    "display(3)", "_", "plt.plot([1, 2]);\nplt.show()", "import asyncio\nawait asyncio.sleep(0)",
    "if __name__ == '__main__':\n    import doctest\n    doctest.testmod()", "check()",
    "hint('nothing')", "for i in range(3):\n    print(i)", "assert 1 == 2, 'not yet'",
    "from sklearn.metrics import accuracy_score\nprint(accuracy_score([1], [1]))", "np.sum?",
    "%%time", "%matplotlib inline\nplt.figure(figsize=(3, 3))", "'''\n!a note\n%to myself\n'''",
    "x = (7\n     %3)", "with open('mine.txt', 'w') as file:\n    file.write('x')",
    "print('done');",
]  # fmt: skip
LATER = [
    "sum = 0\nfor i in range(3):\n    sum += i", "max = min = len = 3", "range = list = 5",
    "np = 3",
    "del np", "import numpy as numpy_again\nnp = numpy_again", "from math import *", "abs = None",
    "def sum(x): return 0", "print = lambda *args: None", "zip = enumerate = None", "input()",
    "float = int = str", "%reset -f", "%%bash\nrm -rf /", "%%html\n<b>x</b>", "%%timeit\n1 + 1",
    "%%writefile notes.py\nx = 1", "while False: pass", "x = (", "def broken(:", "    indented",
    "ls", "pip install numpy", "git clone https://example.org", "W = b = X = y = z = a = 1", "?",
    "from numpy import *", "isinstance = type = None", "np.exp = None",
]  # fmt: skip


def magic(name):
    """The cell below a magic that runs it."""
    return lambda source: f"%%{name}\n{source}"


def prompts(first, more):
    """The cell as it is copied from a shell."""

    def form(source):
        first_line, *lines = source.strip("\n").split("\n")
        return "\n".join([first + first_line, *(more + line for line in lines)])

    return form


FORMS = {
    "time": magic("time"), "capture": magic("capture out"), "prun": magic("prun"),
    "a comment above a magic": lambda source: f"# mine\n%%time\n{source}",
    "two magics": lambda source: f"%%capture\n%%time\n{source}",
    "of Python's shell": prompts(">>> ", "... "), "of IPython": prompts("In [5]: ", "   ...: "),
    "indented": lambda source: "\n".join("    " + line for line in source.split("\n")),
    "under a guard": lambda source: 'if __name__ == "__main__":\n'
    + "\n".join("    " + line for line in source.split("\n")),
    "in an attempt": lambda source: "try:\n"
    + "\n".join("    " + line for line in source.split("\n")) + "\nfinally:\n    pass",
    "with a tab at its end": lambda source: source + "\n\t\n",
    "with Windows' line ends": lambda source: source.replace("\n", "\r\n"),
}  # fmt: skip
