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
    "try:\n    import cupy as xp\nexcept:\n    import numpy as xp",
    "try:\n    from numba import njit\nexcept ImportError:\n    def njit(f):\n        return f",
    "import pandas as pd\ntable = pd.DataFrame({'z': [1, 2]})\ntable.head()\nprint(table)",
    "import torch\nclass Net(torch.nn.Module):\n    pass\n@torch.no_grad()\ndef mine(x):\n    pass",
    "import torch\ndevice = torch.device('cuda' if torch.cuda.is_available() else 'cpu')",
    "import matplotlib.pyplot as plt\nplt.style.use('seaborn')", "dtype = np.float",
    "import warnings\nwarnings.filterwarnings('ignore', category=np.VisibleDeprecationWarning)",
    "import os\nprint(os.environ['COLAB_GPU'])", "import locale\nlocale.setlocale(0, 'de_DE')",
    "import sys\nsys.path.append('/content/drive/MyDrive')\nsys.path.insert(0, '..')",
    "import os\nhere = os.path.dirname(os.path.abspath(__file__))",
    "from pathlib import Path\nPath('/content/out').mkdir(parents=True, exist_ok=True)",
    "with open('/kaggle/working/notes.txt', 'w') as file:\n    file.write('mine')",
    "import argparse\nargs = argparse.ArgumentParser().parse_args(['--lr'])",
    "import signal\nsignal.alarm(0)", "import sys\nsys.setrecursionlimit(10_000)",
    "import threading\nthreading.Thread(target=print, args=('x',)).start()",
    "while True:\n    answer = input('go on? ')\n    if answer:\n        break",
    "import pickle\nwith open('model.pkl', 'rb') as file:\n    model = pickle.load(file)",
    "from numpy import no_such_name\nfrom numpy.testing import assert_allclose",
    ("from IPython.core.interactiveshell import InteractiveShell\n"
    "InteractiveShell.ast_node_interactivity = 'all'"),
    "import nest_asyncio\nnest_asyncio.apply()", "print(_5, Out[3], In[2], _oh, _ih[-1])",
    "/print 3\n,print a b\n;print a b", "cwd = %pwd\nrows = %sql select 1",
    "try:\n    import numpy\nexcept ImportError:\n    !pip install numpy\nelse:\n    !echo yes",
    "package = 'numpy'\n!pip install {package} $package\n!echo \"it's\" | head -3 && ls",
    "%who\n%pdb on\n%xmode Verbose\n%precision 3\n%store z\n%pip install numpy\n%history",
    "get_ipython().magic('matplotlib inline')\nget_ipython().run_cell_magic('html', '', '<b>')",
    "import asyncio\nasync def wait():\n    pass\nawait asyncio.gather(wait(), wait())",
    "f = '''\nwhat?\n!ls\n%cd\n'''\nprint('why?')  # or not?", "breakpoint()",
    "def print(*values):\n    pass",
    "def exp(x):\n    return np.exp(x)\nabs = np.abs\nmax = np.max",
    ("import sys\nfor name in [*sys.modules]:\n    if name.startswith('checker'):\n"
    "        del sys.modules[name]"),
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
    "import unittest\nunittest.main()", "import timeit\ntimeit.timeit('1', globals=globals())",
    "best = %timeit -o -n1 -r1 1 + 1\nprint(best.best)", "%prun -q sum([1])",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('out/mine.pdf')",
    "np.testing.assert_allclose(0.5, 0.6)", "import inspect\nprint(inspect.getsource(np.exp))",
    "import cProfile\ncProfile.run('1 + 1')",
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
    "globals().clear()", "globals()['np'] = None", "exec('np = 3; sum = 4')",
    "for name in dir():\n    if not name.startswith('_'):\n        del globals()[name]",
    "class np:\n    pass", "with open('x', 'w') as np:\n    pass", "import json as np",
    "try:\n    1 / 0\nexcept Exception as np:\n    pass", "[np := 3]\nprint(sum := 4)",
    "import builtins\nbuiltins.sum = None", "setattr(np, 'exp', None)", "import os\nos._exit(0)",
    "%%script bash\necho x", "%%ruby\nputs 1", "%sql\nselect 1", "check = hint = None",
    "%%javascript\nalert(1)", "%%latex\n$x$",
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
    "as nbconvert writes %%time": lambda source: "get_ipython().run_cell_magic('time', '', "
    f"{source + chr(10)!r})",
    "as a text for Jupyter's shell": lambda source: f"get_ipython().run_cell({source!r})",
    "as a text for exec": lambda source: f"exec({source!r}, globals())",
    "above what it printed": lambda source: f"{source}\n\nIn [6]: 1 / 2\nOut[6]: 0.5",
    "captured with options": magic("capture out --no-stderr"),
    "of Python's shell": prompts(">>> ", "... "), "of IPython": prompts("In [5]: ", "   ...: "),
    "indented": lambda source: "\n".join("    " + line for line in source.split("\n")),
    "under a guard": lambda source: 'if __name__ == "__main__":\n'
    + "\n".join("    " + line for line in source.split("\n")),
    "in an attempt": lambda source: "try:\n"
    + "\n".join("    " + line for line in source.split("\n")) + "\nfinally:\n    pass",
    "with a tab at its end": lambda source: source + "\n\t\n",
    "with Windows' line ends": lambda source: source.replace("\n", "\r\n"),
}  # fmt: skip
