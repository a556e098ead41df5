# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: -all
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
# # The instructor's guide
#
# How to run a term with this course, from fresh numbers to marks, and how to change what it asks. Each part stands alone; read the one you need. Open this file in JupyterLab with *Open With, Notebook*, or read it as it is.
#
# | you want to | part |
# |---|---|
# | see the whole way once, on a made-up class | 1 |
# | hand out notebooks with new numbers, on any machine | 2 |
# | give each student numbers of their own | 3 |
# | grade, mark by hand, answer questions | 4 |
# | give marks and feedback back | 5 |
# | know what a mark rests on and costs | 6 |
# | change, drop or add an exercise | 7 |
# | write a notebook of your own | 8 |
# | find a lecture's system in the course | 9 |
#
# All commands are typed in the folder that holds `solutions/`. Each explains itself: `checker grade --help`.

# %% [markdown]
# ## Choose your platform first
#
# Grading is one command on every platform. What differs is how notebooks reach students, and marks and pages come back; every command below stands in parts 2 to 5.
#
# | platform | you hand out | you grade | you give back |
# |---|---|---|---|
# | JupyterHub with nbgrader | `checker course` (2), then nbgrader's release | `submitted/`, which nbgrader collects | nbgrader's `release_feedback` |
# | Canvas | the notebooks and their `cases`, as a file | the zip of *Download Submissions* | `--format canvas`, and `canvas-comments` |
# | Moodle | the same | the zip of *Download all submissions* | `--format moodle`, and `moodle-feedback` |
# | Gradescope | the same | `checker autograder` runs there | marks and reasons stand there |
# | GitHub Classroom | a repository | the folder of its repositories | `--format classroom50` |
# | a folder, mail, a stick | the same as for Canvas | `STUDENT/01_neuron.ipynb` | the pages in `feedback/` |
#
# With a term of your own, the parts stand in the order in which you need them: numbers and what is handed out (2, 3), grading and marks by hand (4), and what goes back (5).

# %% [markdown]
# ## 1 The whole way once
#
# Nothing here touches a real class. The first line says what isolation this machine can give; the others make notebooks, a class of 30 that answers them well and badly, and grade it.
#
# ```sh
# checker doctor
# checker regenerate
# checker simulate --students 30 --seed 1 --out demo
# checker grade demo/submitted --results demo/results.jsonl --gradebook sqlite:///demo/gradebook.db --feedback demo/feedback --report demo/class.html
# ```
#
# Open `demo/class.html`, then a page in `demo/feedback`: that is what you get, and what a student gets. `demo/answer_key.jsonl` has the marks that each submission should have.

# %% [markdown]
# ## 2 A term's numbers
#
# Exercises that are worked out on paper have given numbers. A seed draws new ones; prose, tables and figures follow them.
#
# ```sh
# checker regenerate --seed 2027 --out term-2027
# checker regenerate --out term-2027 --check
# checker verify --notebooks term-2027 --no-mutants
# ```
#
# The second line says whether the folder is still what the source gives; each notebook remembers its seed. The third proves the release: worked solutions earn everything, stubs nothing, each known mistake is named. Leave `--no-mutants` away before a term begins; it then also tries every small change of every worked solution, which takes minutes.
#
# Hand out the folder, `checker/` and `data/`. Keep `solutions/` and `tests/`: they hold the answers.

# %% [markdown]
# ### What students are given
#
# ```sh
# checker handout
# ```
#
# In `handout/` now lie a zip for each notebook and `course.zip` with all of them. In each is what a student needs on any machine: the notebooks with their cases and, where they are read, the digits; `START.html`, a page that leads to the first cell on Windows, Mac, Linux and in Colab; `environment-student.yml` for conda; and a wheel with the student's half of the package. With numbers of a term's own, add `--notebooks term-2027`.
#
# The wheel is called `backprop_by_hand_student`, because `checker` on the Python package index is another program. It holds no solutions, no grader and no command, and asks for NumPy, matplotlib, ipywidgets and anywidget. It also lies beside the zips: on a hub, install it for the kernel of the students, `pip install handout/backprop_by_hand_student-*.whl`, and let `CHECKER_CASES` and `CHECKER_DATA` name folders that all can read. Do not install it where the whole package is installed, for both are imported as `checker`.
#
# Grading needs Linux: on Windows use WSL, on a Mac a virtual machine or a server with Linux.

# %% [markdown]
# ### A term on JupyterHub with nbgrader
#
# On a hub students fetch, submit and read their pages with nbgrader's own buttons. Root does this once, where the course lies in `course/` and the instructor's account is `iris`. Each person needs an account of their own on the machine:
#
# ```sh
# python3 -m venv /opt/hub
# /opt/hub/bin/pip install jupyterhub ./course
# npm install --prefix /opt/hub configurable-http-proxy
# install -d -o iris /srv/nn2027 /srv/nn2027/cases /srv/nn2027/data
# install -d -m 1777 /srv/nn2027/exchange
# install -d /opt/hub/etc/jupyter
# chmod 700 /home/*
# ```
#
# Never install with `pip install -e`: that would show everybody `solutions/`, which a wheel leaves out. The exchange lies outside of `/usr` and of `/opt/hub`, because student code can see those while it is graded. `/opt/hub/etc/jupyter/nbgrader_config.py` says what holds for everybody:
#
# ```python
# c = get_config()
# c.CourseDirectory.course_id = "nn2027"
# c.Exchange.root = "/srv/nn2027/exchange"
# # Cases and digits lie in one place for the whole hub, so nobody fetches or submits them.
# c.CourseDirectory.ignore = [
#     *(".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"),
#     *(".checker-progress.json*", "cases", "data"),
# ]
# ```
#
# And `/opt/hub/jupyterhub_config.py` says where they lie:
#
# ```python
# c = get_config()
# c.Authenticator.allow_all = True  # whoever has an account on this machine
# c.ConfigurableHTTPProxy.command = "/opt/hub/node_modules/.bin/configurable-http-proxy"
# c.Spawner.cmd = "/opt/hub/bin/jupyterhub-singleuser"
# c.Spawner.environment = {
#     "PATH": "/opt/hub/bin:/usr/local/bin:/usr/bin:/bin",
#     "CHECKER_CASES": "/srv/nn2027/cases",
#     "CHECKER_DATA": "/srv/nn2027/data",
# }
# ```

# %% [markdown]
# The rest of the term on the hub is typed by `iris`, in her copy of the course's folder. Once:
#
# ```sh
# export PATH=/opt/hub/bin:$PATH
# checker doctor --protect /srv/nn2027
# cp notebooks/cases/*.npz /srv/nn2027/cases
# cp -R data/MNIST /srv/nn2027/data
# CHECKER_DATA=/srv/nn2027/data python3 -c "from checker import load_mnist; load_mnist('train'); load_mnist('test')"
# checker course nn2027
# mkdir -p ~/.jupyter
# ln -s "$PWD/nn2027/nbgrader_config.py" ~/.jupyter/
# ```
#
# The fifth line unpacks the digits for all. With a term's own numbers, copy the cases of `term-2027/cases` and add `--notebooks term-2027` to `checker course` and to `checker grade`. `nn2027/source/` now has a folder for each notebook, and a second run brings it up to date; `nn2027/nbgrader_config.py` is written once and is yours. Generating an assignment needs this file, in which one of nbgrader's steps leaves our stubs as they are; formgrader finds it through the link, and shows names once `nbgrader db student import ../students.csv` has read them. Then, for each notebook:
#
# ```sh
# cd nn2027
# nbgrader db assignment add 01_neuron --duedate "2027-03-01 20:00:00 UTC"
# nbgrader generate_assignment 01_neuron
# nbgrader release_assignment 01_neuron
# ```
#
# Students open *Nbgrader*, *Assignment List*, and press *Fetch*; they work, save, and press *Submit*. You grade as *Grading day with the exchange* says, and they press *Fetch Feedback*. Formgrader is best opened in a tab of its own, at `/user/iris/formgrader`.
#
# Without a hub the same commands serve people who have accounts on one machine: `c.Exchange.root` then belongs into `nn2027/nbgrader_config.py` and into each student's `~/.jupyter/nbgrader_config.py`.

# %% [markdown]
# ### Binder
#
# mybinder.org builds from `.binder/`, which leaves PyTorch out. A public repository shows `solutions/` to everybody, so publish one without them, with the files that `git ls-files` names except those in `solutions/` and `tests/`. This badge, with your own OWNER and REPOSITORY, opens the first notebook:
#
# ```text
# <a href="https://mybinder.org/v2/gh/OWNER/REPOSITORY/HEAD?urlpath=lab/tree/notebooks/01_neuron.ipynb"
#   ><img src="https://mybinder.org/badge_logo.svg" alt="Open in Binder"></a>
# ```

# %% [markdown]
# ### A site without a server
#
# `make lite` builds a site in which Python runs in the reader's browser. As `.github/workflows/lite.yml`, this publishes it on GitHub Pages at each push; in the repository's settings, choose *GitHub Actions* as the source of Pages:
#
# ```yaml
# name: lite
# on:
#   push:
#     branches: [main]
# permissions:
#   contents: read
#   pages: write
#   id-token: write
# jobs:
#   publish:
#     runs-on: ubuntu-24.04
#     environment:
#       name: github-pages
#     steps:
#       - uses: actions/checkout@v4
#       - uses: actions/setup-python@v5
#         with:
#           python-version: "3.12"
#       - run: make lite
#       - uses: actions/upload-pages-artifact@v3
#         with:
#           path: lite/site
#       - uses: actions/deploy-pages@v4
# ```

# %% [markdown]
# ### GitHub Classroom
#
# For GitHub Classroom and what succeeds it, a push of a student's grades nothing by itself that you should trust: whoever can change the repository can change its workflow. Use a workflow for what helps the student, and grade the repositories on a machine of yours. As `.github/workflows/run.yml` in the template of the assignment, with the files of its zip beside the notebook, this runs the notebook and shows the reports as the log:
#
# ```yaml
# name: run
# on: [push]
# permissions:
#   contents: read
# jobs:
#   run:
#     runs-on: ubuntu-24.04
#     timeout-minutes: 15
#     steps:
#       - uses: actions/checkout@v4
#       - uses: actions/setup-python@v5
#         with:
#           python-version: "3.12"
#       - run: pip install jupyterlab tqdm ./backprop_by_hand_student-*.whl
#       - run: jupyter nbconvert --to markdown --execute --allow-errors --stdout 01_neuron.ipynb
# ```

# %% [markdown]
# ## 3 Numbers of each student's own
#
# Make a file `students.csv` with a column `id`, and whatever else your platform knows of a student: login, email, name.
#
# ```sh
# checker regenerate --out term --roster students.csv
# checker verify --notebooks term/students/alice --no-mutants
# ```
#
# Every student now has a folder `term/students/ID` with the whole course in it. Hand each student theirs, and nobody the folder `term`.
#
# The numbers are drawn from the id and a secret, by HMAC. The first run makes the secret, `course.secret`. Keep it out of sight: whoever has it can work out everybody's numbers. Students who join later go to the end of the file, and you run the command again; nobody else's numbers change. With `--secret-file` the secret lies elsewhere.

# %% [markdown]
# ### Are everybody's numbers equally hard?
#
# Each exercise states how much work on paper a draw may make, and draws outside are drawn again. This shows the spread over 1,000 seeds:
#
# ```sh
# checker difficulty --seeds 1000
# ```
#
# A step is a sum, a product, a quotient or a value of a function; adding 0 or multiplying by 1 is none. Digits are the sums and products of single digits that the steps come to. The last lines say how often two students have the same answers by chance: in 1.4, where everything follows from one small number, about 1 pair in 160.

# %% [markdown]
# ### What grading does with them
#
# Nothing that a student hands in is trusted: the numbers are those of the folder that you kept, and where it is missing they are drawn again from the secret. Formulas are run on them too, even if the student changed the cell of given numbers.
#
# An answer that is wrong for the student's own numbers and right in every field for a classmate's is named on the class page, with the classmate's id. The student reads that the values belong to other numbers, and no more. **It is a reason to look, never a verdict**: an honest slip in the first value can lead to another's answer, in 1.4 by chance in one of 160 classmates. Points are therefore not touched: what follows rightly from a wrong first value has half of them, as always.

# %% [markdown]
# ## 4 Grading
#
# `submitted` is nbgrader's folder, `submitted/STUDENT/01_neuron/01_neuron.ipynb`, a folder of notebooks, or the zip of an LMS.
#
# ```sh
# checker grade submitted --notebooks term --roster students.csv
# ```
#
# You get `results.jsonl` (a line for each notebook), `gradebook.db` (nbgrader's), `feedback/` (a page for each student), `class.html`, and beside it `class-explained/` (a page for each student that is for you alone). Leave `--roster` away where all have the same numbers. Names in paths are looked up on the roster: the id counts first, then login, email and name. Who stands on no line, or could be two, is graded aside with the numbers that are the same for all, is named, and does not come into the gradebook; who has not handed in is named too.

# %% [markdown]
# Whose a file is follows from what your platform wrote, never from what a student typed: the first folder of nbgrader, GitHub Classroom, Teams or ILIAS, and what Moodle, Canvas, Blackboard, Brightspace and Sakai write before the student's own text. In any other layout say where the student stands, as for nbgrader's `zip_collect`: `--student-pattern 'week1/(?P<student_id>[^/]+)/'`. What became of each file stands in `results.intake.json`.
#
# | exit code | it means |
# |---|---|
# | 0 | everything that came in has its mark; a student's crash is one |
# | 1 | a person must look, or somebody must hand in again: each is named |
# | 2 | something cannot be used, in one sentence |

# %% [markdown]
# ### Which wall
#
# | `--isolation` | where | what a student's code can do |
# |---|---|---|
# | `warm` | Linux | as under `bubblewrap`, for half the processor time: sandboxes are forked, each into namespaces of its own, from a process that has NumPy loaded and runs no student code |
# | `bubblewrap` | Linux | compute: it sees no files but Python's own, no network, no other process and no other student; time, memory and output are limited |
# | `landlock` | Linux where namespaces are refused | the same, but it can see which files exist; what a namespace would count, a second process watches |
# | `none` | everywhere | whatever you can do; every output says NOT ISOLATED |
#
# `auto`, the default, takes the first of the first three that passes its own test on your machine; `none` has to be typed. `checker doctor` tries each wall and says how to mend what fails; `SECURITY.md` has the promises one by one.

# %% [markdown]
# ### What others may not read
#
# What must stay secret is looked for by every run, from inside a sandbox: the course, the submissions, what grading writes, and nbgrader's exchange where its configuration names one. `checker doctor --protect FOLDER` asks the same of any other place, such as an exchange of your own, and ends with 1 if a student's code could read it.
#
# Results, gradebook, class page and the course's secret are made with mode 0600, so only their owner reads them; folders of pages have mode 0700 and the pages in them 0644, since nbgrader copies a page with its mode to the student. Modes that you have set stay. `checker grade` names solutions or submissions that everybody on the machine can read: `chmod -R o= solutions submitted` shuts them.

# %% [markdown]
# ### Grading day with the exchange
#
# ```sh
# nbgrader collect 01_neuron --update
# (checker grade submitted --solutions ../solutions --autograded autograded)
# nbgrader release_feedback 01_neuron
# ```
#
# All three are typed in `nn2027`. `checker grade` stands for nbgrader's Autograde and Generate Feedback, and carries the time and the secret of each submission on to `feedback/` and `autograded/`, so that each student can fetch their own page and nobody else's. Marks and comments by hand are entered in formgrader. Do not press Autograde there: it runs students' code with your rights.
#
# Penalties for lateness follow the rule of nbgrader's configuration, wherever nbgrader finds it: in this folder, in `~/.jupyter`, or in Jupyter's folders for all users.
#
# What a submission brings along is everything in its folder that the student's configuration does not ignore: without the hub's lines about `ignore`, give students those of your `nn2027/nbgrader_config.py`.

# %% [markdown]
# ### Lateness, and who has more time
#
# One rule takes points off for everybody: nbgrader's, which stands in an `nbgrader_config.py` beside the gradebook, such as `c.LateSubmissionPlugin.penalty_method = 'zero'`, or a rule of your own, by the hour or the day. A notebook needs a date, and the roster says who has another:
#
# | column of the roster | it says |
# |---|---|
# | `due` | until when this student may hand in each notebook: `2027-03-01 20:00` |
# | `due_01` | the same for notebook 1 alone; it goes before `due` |
# | `extra_days` | how many days more than the others, or than `due` |
#
# ```sh
# checker grade submitted --notebooks term --roster students.csv --due "01_neuron=2027-03-01 20:00"
# ```
#
# A time without a zone is that of your machine; `2027-03-01 20:00 Europe/Berlin` has one. An empty cell says nothing, and what you entered in the gradebook stays.

# %% [markdown]
# ### When it was handed in
#
# | from | how it is known |
# |---|---|
# | nbgrader | `timestamp.txt` beside the notebook |
# | Canvas | `LATE` in the file's name, which does not say how late: it counts as one second, and is named for you |
# | Moodle | `--dates worksheet.csv`, its grading worksheet |
# | Gradescope | `--dates scores.csv`, its sheet of scores |
# | anything else | `--dates times.csv` of your own, with the columns `id` and `handed_in` |
#
# A sheet is for one notebook: name it with `--assignment`. Where no time is known, nothing is taken off.

# %% [markdown]
# ### Grading again
#
# The same command goes on where it was stopped, and leaves alone what has not changed. One student, and all of it anew:
#
# ```sh
# checker grade submitted --notebooks term --roster students.csv --student alice --force
# ```
#
# The cases are drawn from a secret seed that stands in `results.jsonl`; with the same file, or with `--seed`, everyone is held to the same cases. When you have mended a case in `solutions/`, run the command as it stands: what rested on the old case is graded again, with the numbers that students were given.
#
# One notebook, printed and not kept, and the class page drawn again:
#
# ```sh
# checker check submitted/alice/01_neuron/01_neuron.ipynb --notebooks term/students/alice
# checker report results.jsonl --out class.html --notebooks term
# ```

# %% [markdown]
# ### Marks by hand
#
# In formgrader you enter a mark of your own for an exercise, extra credit, and a comment below an answer. They are kept whenever you grade again, and where a mark of the checks changes below yours, formgrader asks you to look once more. To bring all pages up to date with the gradebook, without grading:
#
# ```sh
# checker report results.jsonl --notebooks term
# ```
#
# A student's page then shows your mark beside that of the checks, your comment, and what lateness takes off. Do this after an hour in formgrader and before you release feedback or export marks. For a gradebook elsewhere say `--gradebook`.

# %% [markdown]

# %% [markdown]
# ### Bonus points
#
# Notebook 5 ends with three exercises that nobody has to do: a page of one's own, one's own handwriting, and the smallest network. Their four points come on top of the hundred. They are never part of a mark: results, exports and pages show them beside it as a bonus, and in the gradebook they bear no points and stand in a comment, “Bonus: 1 / 2, on top of the mark.” If you want them to count, enter them in formgrader as extra credit. What they judge lies in files beside the notebook, `my_network.html`, `my_digits.json` and `smallest.npz`, which students hand in with it; nothing in them is run, and their names are those of the exercises. For grading the test digits of the last one are moved by the secret of your seed.
#
# The class page ranks the class by the size of the smallest network, with names, for you; `checker report --for-class` shows the first five places without names.

# %% [markdown]
# ### Answers in words
#
# The last exercise of a notebook is answered in words, which no check can judge. Formgrader shows what was written, with the rubric below it, as a cell to be marked by hand. As the course comes it bears no points: read what you like, comment what you like, and nothing waits. Give it points in the list `IN_WORDS` of `solutions/01_neuron_exercises.py`, such as `InWords(…, points=2.0)`, before the notebook is handed out. Then each answer “waits for your instructor” on the student's page, the class page and in exports until it has its mark, and `checker grade` ends with 1 as long as one does. Students read the rubric on their page. Whoever hands in other words after they were marked keeps the mark, and formgrader asks you to look again.

# %% [markdown]
# ### A question about a mark, and the next lesson
#
# In `class.html` each name leads to what came out, for you alone: of every part that lost points the reason, the case, what the student's code gave and what is right, as `checker check` prints it. “Their page” is what the student reads. The table of students is searched by typing and sorted by its headings, from disk and without a server; “look” finds those that are listed for you. Keep `class-explained/` to yourself: its cases decide the next regrade too.
#
# For the wall there is another page:
#
# ```sh
# checker report results.jsonl --notebooks term --for-class wall.html
# ```
#
# It has no names: three figures, the mistakes that were made most often, each in its sentence with code that more than one wrote and a question to ask, and a plan for ten minutes. What fewer than three have done is not on it.

# %% [markdown]
# ## 5 What goes back
#
# On a hub nbgrader hands the pages back (4). Everywhere else one file goes up: marks into the sheet that your platform gave you, and feedback in a form that it takes whole.

# %% [markdown]
# ### Marks for other systems
#
# ```sh
# checker export results.jsonl --format canvas --template canvas.csv --out filled.csv
# checker autograder 01_neuron --out autograder.zip
# ```
#
# | `--format` | what it writes |
# |---|---|
# | `canvas` | the gradebook that you exported from Canvas, with marks in the column of each notebook |
# | `canvas-comments` | a comment for each student, as Canvas's API takes those of an assignment |
# | `moodle` | the grading worksheet that you downloaded from Moodle, with marks and a line of feedback |
# | `moodle-feedback` | a zip of students' pages, which Moodle takes back as feedback files |
# | `gradescope` | `results.json`, for one student or a folder of all; `checker autograder` makes what runs it there |
# | `classroom50` | `result.json`, inside Classroom 50's runner; marks are whole numbers there, so a point counts 1000 |
# | `nbgrader-csv` | what `nbgrader export` writes, quoted as CSV has to be |
# | `csv`, `parquet` | a table for yourself: a row a submission, or a row an exercise |

# %% [markdown]
# ### Feedback that goes back in one upload
#
# **Moodle** takes each student's page back. In the assignment's settings allow *Feedback files*. Whose a page is stands in the names of the zip that you graded; where notebooks came another way, give the grading worksheet with `--template`.
#
# ```sh
# checker export results.jsonl --format moodle-feedback --assignment 01_neuron --template moodle.csv
# ```
#
# Upload `01_neuron-feedback.zip` with *View all submissions*, *Upload multiple feedback files in a zip*. A page that Moodle has already is replaced.

# %% [markdown]
# **Canvas** takes a comment for each student through its API: what lost points, why, and what you wrote yourself. The template is the gradebook that you exported, for it knows Canvas's numbers.
#
# ```sh
# checker export results.jsonl --format canvas-comments --assignment 01_neuron --template canvas.csv
# ```
#
# Make a token under *Account*, *Settings*, *New access token*. The two numbers stand in the assignment's address, `courses/17/assignments/4711`:
#
# ```text
# curl https://CANVAS/api/v1/courses/17/assignments/4711/submissions/update_grades \
#   -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
#   --data @01_neuron-comments.json
# ```
#
# Canvas adds comments and replaces none: upload once, when the marks are settled. Marks go by the sheet, as above.

# %% [markdown]
# ### How a sheet is filled
#
# Of a sheet that a platform gave you, only the cells of marks and feedback change; every other byte stays.
# Students are found by id, login, address or name; whoever fits no row or two is named and left to you, as is a mark that a person still has to settle.
# Marks come from the gradebook of the run, marks by hand and late penalties included; `--gradebook` names another one.
# `--column '01_neuron=Homework 1'` says which column is meant, `--column 'Grade=Bewertung'` what Moodle calls one in another language, and `--scale` turns 17 points into the column's.
# A name that a spreadsheet would run as a formula gets an apostrophe in tables of ours.

# %% [markdown]
# ## 6 What lies behind a mark
#
# Read this when a mark surprises you, when a class is large, or before you promise anybody anything.

# %% [markdown]
# ### What it costs
#
# Measured on 29 November 2026 on two cores that other work kept busy, so take it as the most: a made-up class of 8 for each notebook, by `checker simulate` and `checker grade --jobs 2`.
#
# | notebook | a usual submission | the slowest of 8 | the whole command |
# |---|---|---|---|
# | 1 | 1.8 s | 20 s | 51 s |
# | 2 | 0.4 s | 15 s | 32 s |
# | 3 | 1.6 s | 37 s | 108 s |
# | 4 | 3.7 s | 31 s | 217 s |
# | 5 | 9.8 s | 37 s | 138 s |
#
# The slowest is one whose answers do not end and are stopped, one after the other. What was graded once is taken over, so that the second run of a class takes the time of what has changed.

# %% [markdown]
# ### What students really hand in
#
# Submissions may also lie loose in a folder, or in the zip that Canvas or Moodle gives out, which is read as it is and never unpacked.
# What editors, copies and second thoughts leave of a notebook is put right before it is graded, and every page says what was done.
# An answer is looked for by the id of its cell, then by the name of its function, in another spelling of upper and lower case if need be, and then by its likeness to the stub; the last definition that works counts.
# An exercise is judged as of its last definition: what it needs is built from the cells up to that one, and what stands below it, such as `sum = 0`, takes nothing away.
# Cells below serve what is still lacking, and fill in typed answers.
# A statement that fails is passed over and told, a package that the grading machine lacks is missed only where it is used, and then you are asked.

# %% [markdown]
# An answer may stand in a new cell above or below its stub, in a cell with others, in two halves, or in a cell that has become Markdown.
# Magics, shell lines and prompts are read by IPython's own rules: what `%time` runs is run, commands are left out, and so is every cell on which no mark depends, be it a plot, a training or a question to the reader.
# A function of another name is not taken for the one that was asked for, and the page names both.

# %% [markdown]
# ### What cannot be read, and what was changed
#
# A file that cannot be read is `unreadable`, with a reason that you can send on: it is cut off, empty, a PDF, in another encoding, larger than 128 MB.
# What was changed that was not the student's to change, a check, its points or a function of NumPy, is noted for you, and changes no mark.

# %% [markdown]
# ### What is taken over when a class is graded again
#
# Nothing is graded twice.
# A submission that has not changed is taken over, and of one that has, each exercise whose verdict rests on the same code, cases, points, seed and versions as before.
# So a class that is graded again after one student handed in anew takes the time of one, and a change of the cases or points of one exercise has only that exercise run again.
# Where students have numbers of their own, these are drawn anew for each run.
# Verdicts and the cases that were drawn are kept in `results.verdicts.db` beside the results; without that file everything is graded again, and `--force` does so too.
# With `--never-lower` no exercise earns less than in the results so far, at most what it is worth now, and the page says so.
# What you have entered in the gradebook, manual scores, extra credit and comments, is always kept, and stands on the student's page.
#
# The gradebook may be a SQLite file or a PostgreSQL database, `--gradebook postgresql://USER@HOST/NAME`, which takes `pip install -e '.[postgresql]'`; two graders may write to it at once.

# %% [markdown]
# ### What a closer look is
#
# A wrong answer that no known mistake explains is looked at closer.
# Small edits of the student's own code are tried in their sandbox, for a second of processor time each (`--look-closer SECONDS`, 0 for not at all).
# If those that make everything right agree on a line, the page points at it and asks a question; the edit itself is shown to nobody, and no mark depends on it.
# A class is looked at closer as long as it costs no more than twice what it would cost if all answers were right, and four seconds beside: where much is wrong, each look gets less.
# Who hands in a text that was looked at before is told by the edits that helped there; they are tried again in that student's own sandbox.
# To look longer at one of them, run `checker check FILE`, which has no class to share with.

# %% [markdown]
# ### From Python
#
# For a pipeline of your own there is one function. It reads a file, writes nothing, and returns the same dictionary that `results.jsonl` has a line of:
#
# ```python
# import checker
#
# result = checker.grade(
#     "submitted/alice/01_neuron/01_neuron.ipynb",
#     solutions="solutions",
#     notebooks="term/students/alice",
# )
# print(result["score"], "of", result["max_score"])
# for exercise in result["exercises"]:
#     print(exercise["name"], exercise["points"], exercise["outcome"])
# ```

# %% [markdown]
# ### On many machines
#
# `--cluster tcp://HOST:8786` grades on the workers of a Dask scheduler, which takes `pip install -e '.[dask]'` here and on every worker, in the same versions.
# Submissions and the course travel as bytes, so the workers need no disk in common; only the digits of notebook 5 have to lie beside the package.
# A worker that is killed and a scheduler that is restarted lose nothing and double nothing.
# The workers know the worked solutions and the seed, and student code runs in the same isolation as on one machine; Dask lets anybody who reaches its scheduler run code, so keep it on a network of your own or give it TLS.

# %% [markdown]
# ### Clusters from Python
#
# From Python, any cluster of Dask's will do. With SLURM, through dask-jobqueue:
#
# ```python
# from pathlib import Path
#
# from dask_jobqueue import SLURMCluster
#
# from checker.classroom.batch.class_run import grade_class
# from checker.classroom.grading.order import Order
#
# with SLURMCluster(cores=8, processes=8, memory="16GB", walltime="01:00:00") as cluster:
#     cluster.scale(jobs=10)
#     grade_class(Order(Path("submitted"), gradebook="sqlite:///gradebook.db", cluster=cluster))
# ```
#
# With Kubernetes, through dask-kubernetes, and an image that has this package:
#
# ```python
# from dask_kubernetes.operator import KubeCluster
#
# with KubeCluster(name="grading", image="registry.example.org/checker", n_workers=10) as cluster:
#     grade_class(Order(Path("submitted"), feedback=Path("feedback"), cluster=cluster))
# ```

# %% [markdown]
# ## 7 Changing what is asked
#
# An exercise is a cell in `solutions/01_neuron.py` and an entry in the list `EXERCISES` of `solutions/01_neuron_exercises.py`.
#
# - **Reweight it**: the points are those of its checks, such as the 1.5 in `Values("values", 1.5, …)`.
# - **Drop it**: take it out of `EXERCISES`, and its cell out of the source. If a later exercise needs it, you are told so with file and line.
# - **Add one**: write a cell and an entry; the README shows the shortest.
# - **Ask for words**: write an entry of `IN_WORDS`, with a rubric, and a cell `# %% [markdown] words="NAME"` that says what to put in its place.
# - **Let its numbers vary**: give it `numbers`, a cell `given="NAME"`, and `paper` and `bounds` for the work.
#
# Then `checker regenerate`, and `checker verify --lesson 01_neuron` before you hand it out. Gradebooks take a change of points as it comes; do it before the first submission all the same.

# %% [markdown]
# ## 8 A notebook of your own
#
# A sixth notebook about momentum, with two exercises, from nothing to graded. One command writes a lesson that works as it stands:
#
# ```sh
# checker new 06_momentum
# ```
#
# Its two files have an exercise of each kind, code and paper. Rewrite them. The source becomes `solutions/06_momentum.py`:
#
# ```python
# # ---
# # jupyter:
# #   jupytext:
# #     cell_metadata_filter: exercise,given,words,tags,alt,-all
# #     text_representation:
# #       extension: .py
# #       format_name: percent
# #       format_version: '1.3'
# #   kernelspec:
# #     display_name: Python 3
# #     language: python
# #     name: python3
# # ---
#
# # %% [markdown]
# # # 6 Momentum
# #
# # Gradient descent forgets every step it took. With **momentum** it remembers: a velocity, v,
# # keeps a share of the last step, β, and adds the new one. At the end you can take such a step,
# # on paper and in NumPy.
#
# # %% tags=["setup"]
# import numpy as np
#
# from checker import case, check, hint, progress
#
# # %% [markdown]
# # ## 1 One step
# #
# # The velocity is $v \leftarrow \beta v - \eta \nabla C$, and then $w \leftarrow w + v$.
# #
# # ### Exercise 6.1 — momentum_step
# #
# # | name | shape | meaning |
# # |---|---|---|
# # | `w`, `v`, `gradient` | all alike | weights, velocity, slope of the cost |
# # | `learning_rate`, `beta` | number | η and β |
# # | returns | pair | new weights, new velocity |
#
#
# # %% exercise="momentum_step"
# def momentum_step(w, v, gradient, learning_rate, beta):
#     """Give the weights and the velocity after one step with momentum."""
#     ### BEGIN SOLUTION
#     v_new = beta * v - learning_rate * gradient
#     return w + v_new, v_new
#     ### END SOLUTION
#
#
# # %% [markdown]
# # ### Exercise 6.2 — momentum_by_hand
# #
# # The cost is $C = \frac12 w^2$, so its slope is $w$. Start at $w$ = «momentum_by_hand.w» with
# # velocity 0, and take two steps with $\eta$ = «momentum_by_hand.eta» and
# # $\beta$ = «momentum_by_hand.beta». Three decimals are enough.
#
# # %% given="momentum_by_hand"
# w = 4.0
# eta = 0.5
# beta = 0.8
#
# # %% exercise="momentum_by_hand"
# ### BEGIN SOLUTION
# v1 = -eta * w
# w1 = w + v1
# v2 = beta * v1 - eta * w1
# w2 = w1 + v2
# momentum_by_hand = {"v1": v1, "w1": w1, "v2": v2, "w2": w2}
# ### END SOLUTION
# ```

# %% [markdown]
# What it asks becomes `solutions/06_momentum_exercises.py`. A misconception is a wrong body, or an exchange of pieces of the worked solution, with the sentence its author should read:
#
# ```python
# """What notebook 6 asks."""
#
# import numpy as np
#
# from checker.exercises import Exercise, Guidance, Misconception, Pure, Values, call, read
#
#
# def step_checks(rng):
#     """Six numbers and a table; the points stand here."""
#     w, v, gradient = rng.uniform(0.5, 2, (3, 2, 3))
#     table = call("a table of weights", "momentum_step", w, -v, gradient, 0.3, 0.7)
#     number = call("one weight", "momentum_step", 1.5, -0.5, 2.5, 0.2, 0.8)
#     parts = ("the weights", "the velocity")
#     return [
#         Values("values", 1.5, (number, table), parts=parts),
#         Pure("repeatable", 0.5, (table,), after="values"),
#     ]
#
#
# momentum_step = Exercise(
#     "momentum_step",
#     number="6.1",
#     title="A step with momentum",
#     checks=step_checks,
#     hints=(
#         "The velocity comes first, the weights move by it.",
#         "The new velocity is beta times the old one, less the learning rate times the gradient.",
#         "v_new = beta * v - ____",
#     ),
#     guidance=Guidance(
#         rows={"repeatable": "Which of your lines writes into what was handed over?"},
#         meaning="Most networks in use were trained with a step like this one.",
#         another="step = beta * v - learning_rate * gradient\nreturn w + step, step",
#     ),
#     misconceptions=(
#         Misconception(
#             "old_velocity",
#             "Your weights moved by the velocity from before this step. Which of the two is new?",
#             body="return w + v, beta * v - learning_rate * gradient",
#         ),
#         Misconception(
#             "forgets",
#             "Your step is plain gradient descent. What is kept of the step before?",
#             body="v_new = -learning_rate * gradient\nreturn w + v_new, v_new",
#         ),
#         Misconception(
#             "uphill",
#             "Your step climbs. Which way does the gradient point, and which way do we want to go?",
#             body="v_new = beta * v + learning_rate * gradient\nreturn w + v_new, v_new",
#         ),
#     ),
# )
#
#
# def by_hand_checks(rng):
#     """Each field is read, and held to half a hundredth."""
#     fields = ("v1", "w1", "v2", "w2")
#     cases = {name: read(name, "momentum_by_hand", name) for name in fields}
#     return [Values(name, 0.5, (case,), rtol=0, atol=0.005) for name, case in cases.items()]
#
#
# def by_hand_numbers(rng):
#     """Two steps that stay on one side of the valley, in numbers of one digit."""
#     w = rng.choice([-8.0, -6.0, -4.0, -3.0, -2.0, 2.0, 3.0, 4.0, 6.0, 8.0])
#     eta, beta = rng.choice([0.2, 0.3, 0.4, 0.5]), rng.choice([0.5, 0.6, 0.7, 0.8, 0.9])
#     return {"w": float(w), "eta": float(eta), "beta": float(beta)}
#
#
# def by_hand_paper(n):
#     """The arithmetic once more, on numbers that count the steps."""
#     v1 = -(n["eta"] * n["w"])
#     w1 = n["w"] + v1
#     v2 = n["beta"] * v1 - n["eta"] * w1
#     return {"v1": v1, "w1": w1, "v2": v2, "w2": w1 + v2}
#
#
# momentum_by_hand = Exercise(
#     "momentum_by_hand",
#     number="6.2",
#     title="Two steps by hand",
#     checks=by_hand_checks,
#     needs=("momentum_step",),
#     fields={
#         "v1": "velocity after one step",
#         "w1": "weight after one step",
#         "v2": "velocity after two",
#         "w2": "weight after two",
#     },
#     numbers=by_hand_numbers,
#     paper=by_hand_paper,
#     bounds={"steps": (6, 6), "digits": (8, 16), "largest": (0, 8)},
#     hints=(
#         "In the first step there is nothing to remember yet.",
#         "v1 is minus eta times w. In the second step beta times v1 comes on top.",
#         "v2 = beta * v1 - eta * ____",
#     ),
#     misconceptions=(
#         Misconception(
#             "forgets",
#             "Your second velocity forgets the first. What does beta stand for?",
#             swap={"beta * v1 - eta * w1": "-eta * w1"},
#         ),
#         Misconception(
#             "old_slope",
#             "Your second step uses the slope at the start. Where is the weight by then?",
#             swap={"beta * v1 - eta * w1": "beta * v1 - eta * w"},
#         ),
#     ),
# )
#
# EXERCISES = [momentum_step, momentum_by_hand]
# ```

# %% [markdown]
# Make the notebook, prove it, see that the numbers are equally hard, and grade a made-up class with it:
#
# ```sh
# checker regenerate
# checker verify --lesson 06_momentum --no-mutants
# checker difficulty --lesson 06_momentum
# checker simulate --students 30 --seed 6 --out demo-6 --assignment 06_momentum
# checker grade demo-6/submitted --results demo-6/results.jsonl --gradebook "" --feedback demo-6/feedback --report demo-6/class.html
# ```
#
# If something does not fit, `checker regenerate` names file and line: a misconception that answers like the worked solution, a placeholder without a number, a line of the solution that students would see.
#
# The guidance of an exercise changes no mark. `rows` have a hint for whoever fails in one check, which comes before the exercise's own; `meaning` and `another`, another way to write it, are shown at full marks; and `order=MixedLines(...)` are lines to be put in order, shown with the second hint. `checker regenerate` refuses what would guide nobody, and `checker verify` shows that the other way earns full marks.
#
# Other right solutions go into `solutions/06_momentum_styles.py`, a dictionary `STYLES` of texts by exercise; `checker verify` then shows that they earn full marks.

# %% [markdown]
# ## 9 Where the lectures are
#
# The course rebuilds every system of five lectures, and repairs what does not run or does not hold.
# In the table, "3 § 1" is section 1 of notebook 3, and 3.1 an exercise that you write and that is graded.
# What the notebooks say otherwise than the lectures stands in `solutions/lectures_compared.md`.
#
# | lecture | what it shows | where it stands |
# |---|---|---|
# | **003** Neural Networks: Forward and Backpropagation | the neuron: a perceptron with a smooth curve, which nears the step as z is multiplied | 1 § 1 and 3, 1.1 |
# | | the 2-3-1 network by numbers, node by node: 0.964, 0.978, 0.987, 1 | 2 § 1, 2.1 |
# | | the same in vectorized form, a layer as one matrix product, and layer after layer | 2 § 2 and 4, 2.2, 2.4 |
# | | the error E, half a squared length; 20 weights and 6 biases | 1 § 5, 1.5; 2 § 9, 2.9 |
# | | gradient descent: which way, how far, and whether it ends at the lowest place | 1 § 7 and 9, 1.7; 3 § 8, 3.8 |
# | | x² and its slope; the partial derivatives and the gradient of 2x² + 3xy + y³; why against the gradient, and where it ends | `lectures_compared.md`; measured in 3 § 5, 3.5, 3.6 |
# | | σ′ = σ(1 − σ) | 1 § 3, 1.2 |
# | | "Non-Vectorized Backpropagation: Don't do it." | done once: 3 § 4, 3.4 |
# | | vectorized backpropagation of the 3-4-2 network: δ₂, δ₁, the shapes, the update; its sign and its missing biases | 3 § 7, 3.7 |
# | | the rule for any layer, for weights and biases | 4 § 1 to 4, 4.1 to 4.4 |
# | | data never seen before: test and validation | 5 § 1 (“Three sets”) |
# | | exercise 1: the 3-4-2 network by hand, linear, α = 0.1 | 3 § 4, 3.4; where the step leads: 3 § 8, 3.8 |
# | | exercise 2: forward propagation in NumPy | 2 § 4, 2.4 |
# | | exercise 3: backpropagation in NumPy | 3 § 7, 3.7; 4 § 4, 4.4 |
# | | exercise 4: an entire network in NumPy | 5 § 4, 5.4 |
# | **001** From the neuron to a network that reads digits | neuron anatomy; the bias as a weight whose input is 1 | 1 § 1, 1.3 |
# | | what hidden layers add: XOR; what they see in an image | 1 § 8; 2 § 5; 5 § 7 |
# | | the notation W_jk, free indices, z = Wa + b, a⁰ = x | 2 § 2 and 4, 2.2, 2.4; 4 § 3 |
# | | the computation graph by numbers: 0.73, −0.27, 0.1971, −0.053, 0.053, 0.106 | 1 § 6, 1.6; 3 § 1, 3.1 |
# | | local and global gradient; a sum copies, a product hands over the other factor | 3 § 1 and 2, 3.2; values used twice: 3 § 3, 3.3 |
# | | one update with η = 1, and the new output 0.79 | 1 § 6, 1.7; 3 § 1, 3.1 |
# | | the error δ and the four equations, index form and matrix form | 4 § 1 to 3, 4.1 to 4.3 |
# | | what happens where σ′ is almost 0 | 1 § 9, 1.9; 4 § 9, 4.9 |
# | | the SGD algorithm: epochs, mini-batches, the average gradient | 4 § 4 and 5, 4.4, 4.5; 5 § 2 and 4, 5.2, 5.4 |
# | | MNIST: looked at, scaled to [0, 1], flattened, one-hot | 5 § 1, 5.1; 2 § 7, 2.7 |
# | | the classes `Sigmoid` and `QuadraticCost` | 1 § 3 and 5, 1.1, 1.2, 1.5; 5 § 3 |
# | | the class `ArtificialNeuralNetwork`: `__init__`, `train`, `_zero_grad`, `_accumulate_grad`, `_step`, `forward`, `_backward`, `num_correct` | 5 § 3, 5.3; its start: 2 § 3, 2.3; its core: 4 § 4, 4.4; its score: 5 § 5, 5.5 |
# | | [784, 32, 10], sigmoid, quadratic cost, mini-batch 16, learning rate 3.0, 30 epochs, more than 95 % | 5 § 6, 5.7; with ReLU and softmax to 98 %: 5 § 8, 5.8 |
# | **000** Backpropagation for Fully-Connected Neural Networks | examples as rows: X (32, 784), W (784, 256), and a dictionary to columns | 2 § 5; 4 § 8, 4.8 |
# | | the binary question "an 8 or not", sigmoid output and cross-entropy, and why δ = a − y | 4 § 6 |
# | | ten classes: softmax and cross-entropy | 2 § 6, 2.6; 4 § 6, 4.6 |
# | | the chain of factors for both layers: dZ2, dW2, db2, dA1, dZ1, dW1, db1 | 4 § 8, 4.8 |
# | | the functions `sigmoid`, `sigmoid_dev`, `softmax`, `cross_entropy_loss`, `compute_accuracy`, and one-hot by pairs of indices | 1.1, 1.2, 2.6, 2.7, 4.6; 5 § 5, 5.5; `lectures_compared.md` |
# | | the whole step for a batch of 32, and for any other; whole grey levels from 0 to 255 as input | 4 § 8, 4.8; 5 § 1 |
# | | batches and epochs, then inference | 5 § 2 and 4, 5.2, 5.4 |
# | **002** Backpropagation – The Heart of Neural Networks | Xavier's start | 2 § 3, 2.3 |
# | | [784, 64, 10] and its shapes | 2 § 8 and 9; 4 § 4 |
# | | the forward pass with ReLU and softmax | 2 § 8, 2.8 |
# | | the backward pass: error, ReLU's gate, the loop from the end | 4 § 7, 4.7 |
# | | the update of all parameters; rates from 0.01 to 0.1 | 1 § 7, 1.7; 3 § 8, 3.8; 4 § 7 |
# | **004** Backpropagation: Fundamentals of Neural Networks Part 3 | a neuron with its bias as weight 0, linear or sigmoid | 1 § 1; 3 § 1 and 4 |
# | | the chain rule in parts, from the last layer to the first; the sum over the next nodes | 3 § 3, 3.3; 4 § 2, 4.2 |
# | | "part 1", −(y − f), and the cost it belongs to | 4 § 6; `lectures_compared.md` |
# | | the slope of a linear and of a sigmoid unit | 1 § 3, 1.2; 3 § 4, 3.4 |
# | | the general formula, and the factor it loses | 4 § 7, 4.7 |
# | | neuron by neuron, with objects and loops: `forward_pass` and `back_prop`, ReLU hidden and sigmoid output units | 4 § 7; `lectures_compared.md` |
# | | its `train`, one record after the other, and only a tenth of them | 5 § 2; `lectures_compared.md` |
# | | the challenges it names: vanishing gradients, starting values, activations, better descent | 4 § 9, 4.9; 2 § 3, 2.3; 5 § 8, 5.8 |
