# Each target does its own set-up first: a virtual environment in .venv, Debian packages where it may.
# The stamps in .venv remember what has been done; a change of pyproject.toml does it again.

PYTHON ?= python3
WORKERS ?= logical
ARGS ?=
STUDENTS ?= 30
SEED ?= 1
FRAMES ?= 10000000
KILLS ?= 100
SIZES ?= 100 1000

VENV := .venv
BIN := $(VENV)/bin
# nbgrader's own commands start alembic by its name.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where a machine sets it, each of hundreds of processes would compile the package for itself.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo lab lite test lint bench bench-scale attack fuzz faults torch clean course-report
.PHONY: collected drift demo-newest grading-packages browser-packages database-packages

help: ## list what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

GRADE = $(BIN)/checker grade demo/submitted --roster demo/students.csv \
	--results demo/results.jsonl --gradebook sqlite:///demo/gradebook.db \
	--feedback demo/feedback --report demo/class.html

demo: $(VENV)/.grading ## make up a class of 30 students and grade it in isolation
	rm -rf demo
	$(BIN)/checker simulate --students $(STUDENTS) --seed $(SEED) --assignment 01_neuron --out demo
	@# Exit code 1 says that some have to hand in again, which a class always has. 2 means here that
	@# no isolation is to be had: this class is our own, so we go on.
	@$(GRADE) || { code=$$?; [ $$code -ne 1 ] || exit 0; [ $$code -eq 2 ] || exit $$code; \
		echo "Going on without isolation, which only a made-up class allows."; \
		$(GRADE) --isolation none || [ $$? -eq 1 ]; }
	@echo
	@echo "Open demo/class.html for the class on one page, and demo/feedback/ for each student's page."
	@echo "Marks are in demo/results.jsonl and, for nbgrader, in demo/gradebook.db."

lab: $(VENV)/.grading ## open notebook 1 in JupyterLab
	@$(BIN)/python -c 'import jupyterlab, ipykernel, ipywidgets, matplotlib, checker.student.notebook' || { \
		rm -f $(VENV)/.grading; \
		echo "A package is missing in $(VENV). Type \"make lab\" again: it will be installed anew."; \
		exit 1; }
	@[ -f notebooks/01_neuron.ipynb ] || { \
		echo "There is no notebooks/01_neuron.ipynb here: copy the folder notebooks from the course."; \
		exit 1; }
	$(BIN)/python -m jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks/01_neuron.ipynb

lite: $(VENV)/.lite ## build a site on which the course runs in a browser, without a server
	rm -rf lite
	mkdir -p lite/course/data/MNIST/raw
	cp -R notebooks/*.ipynb notebooks/cases checker lite/course
	cp data/MNIST/LICENSE lite/course/data/MNIST
	cp data/MNIST/raw/*.gz lite/course/data/MNIST/raw
	find lite/course -name __pycache__ -type d -prune -exec rm -rf {} +
	@cd lite && $(CURDIR)/$(VENV)/lite/bin/python -m jupyterlite_core build \
		--lite-dir . --contents course --output-dir site >build.log 2>&1 || { cat build.log; exit 1; }
	@echo
	@echo "The site is in lite/site: any server of files will do, such as"
	@echo "    $(BIN)/python -m http.server --bind 127.0.0.1 --directory lite/site"
	@echo "A reader's browser takes Python and NumPy from Pyodide, for which it needs the internet."

# A process of ours is one of several on two cores: further threads of BLAS would only spin. Drift is
# told so, too, since what it has compiled is kept for those that calculate alike.
test drift: export OPENBLAS_NUM_THREADS := 1

# In the order of their folders: by default the files with few tests, which take longest, come last.
test: $(VENV)/.test browser-packages database-packages ## run the tests; ARGS="-k sigmoid" picks some
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --instafail $(ARGS)

# Test modules are compiled by the first that collects them: each of several workers would do so for
# itself, since all begin at once.
collected: $(VENV)/.test
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null

# Lesson by lesson, so that several are compiled at once, the last first: it takes as long as all
# others. What was compiled is kept for the check of them all.
DRIFTS := $(patsubst solutions/%_exercises.py,drift-%,$(shell ls -r solutions/*_exercises.py))
.PHONY: $(DRIFTS)
$(DRIFTS): drift-%: $(VENV)/.grading
	$(BIN)/checker regenerate --check --lesson $*

drift: $(DRIFTS)
	$(BIN)/checker regenerate --check

demo-newest: # a class graded under the newest Python, its marks held to its key
	.ci/pythons demo

lint: $(VENV)/.test ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

course-report: $(VENV)/.test ## print how long each notebook is, and what sixty wrong answers are told
	@$(BIN)/python tests/lessons/budget.py
	@$(BIN)/python tests/lessons/sixty.py

bench: export OPENBLAS_NUM_THREADS := 1
bench: export OMP_NUM_THREADS := 1
bench: $(VENV)/.test $(VENV)/.otter ## measure grading, training and gradient checks beside others
	$(BIN)/python -m pytest -m benchmark -q -s $(ARGS)

bench-scale: $(VENV)/.test ## measure how grading grows; SIZES="100 1000 10000" takes its time
	$(BIN)/python -m tests.benchmarks.scale $(SIZES) $(ARGS)

fuzz: $(VENV)/.test ## feed what reads a sandbox's bytes with millions of damaged frames
	$(BIN)/python -m pytest -q -s tests/test_fuzz.py --frames $(FRAMES) --rounds-seed $(SEED)

faults: $(VENV)/.test ## kill graders at a hundred random moments, and see that nothing is lost
	$(BIN)/python -m pytest -q -m "not benchmark" tests/faults/test_kills.py \
		tests/faults/test_misfortunes.py --kills $(KILLS) --rounds-seed $(SEED)

attack: $(VENV)/.test ## run every attack in every isolation with a wall, and print a table
	$(BIN)/python -m tests.attacks

torch: $(VENV)/.torch ## add PyTorch, for the tests that compare with it (5.5 GB)

clean: ## remove everything that make has made
	rm -rf $(VENV) demo lite .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv installs in seconds what takes pip a minute; where uv cannot be had, pip does it.
export UV_SYSTEM_CERTS := 1
install = { [ -x $(BIN)/uv ] && \
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -e '$(1)'; } || \
	$(BIN)/python -m pip install --quiet -e '$(1)'

# A folder that has been moved leaves an environment behind that points to its old place.
ifneq ($(wildcard $(VENV)/.made),)
ifneq ($(shell cat $(VENV)/.made),$(CURDIR))
$(info The folder has been moved, or $(VENV) is from elsewhere: it is made anew.)
$(shell rm -f $(VENV)/.made)
endif
endif

$(VENV)/.made: | grading-packages
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Python 3.11 or newer \
	is needed; this is %d.%d. Name another one: make PYTHON=python3.12" % v[:2])'
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	-$(BIN)/python -m pip install --quiet uv
	@echo "$(CURDIR)" > $@

$(VENV)/.grading: $(VENV)/.made pyproject.toml
	@echo "Installing the course and what it needs into $(VENV)."
	@$(call install,.)
	@touch $@

$(VENV)/.test: $(VENV)/.grading
	@echo "Installing what the tests need into $(VENV)."
	@$(call install,.[test])
	@touch $@

# In an environment of its own: JupyterLab would load the site's kernel and stumble over it.
LITE_PACKAGES := 'jupyterlite-core>=0.8.6' 'jupyterlite-pyodide-kernel>=0.8.6' 'jupyter-server>=2.17' \
	'ipywidgets>=8.1'

$(VENV)/.lite: $(VENV)/.made
	@echo "Installing what builds the site into $(VENV)/lite."
	@$(BIN)/python -m venv $(VENV)/lite
	@{ [ -x $(BIN)/uv ] && \
		$(BIN)/uv pip install --quiet --python $(VENV)/lite/bin/python $(LITE_PACKAGES); } || \
		$(VENV)/lite/bin/python -m pip install --quiet $(LITE_PACKAGES)
	@touch $@

# By pip, which finds wheels kept on this machine; uv would fetch them again.
$(VENV)/.torch: $(VENV)/.test
	@echo "Installing PyTorch into $(VENV): 5.5 GB, some minutes."
	@$(BIN)/python -m pip install -qq -e '.[torch]'
	@touch $@

# Otter-grader pins what we do not, so it has an environment of its own, with ours behind it: the
# notebook that it runs needs the course. Where it cannot be had, the benchmark goes without.
$(VENV)/.otter: $(VENV)/.test
	@echo "Installing otter-grader into $(VENV)/otter, for the benchmark."
	@{ $(PYTHON) -m venv $(VENV)/otter && \
		$(VENV)/otter/bin/python -m pip install --quiet 'otter-grader==7.0.0' ipykernel && \
		$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
		> "$$($(VENV)/otter/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/ours.pth"; \
	} || { rm -rf $(VENV)/otter; echo "No otter-grader: it is left out."; }
	@touch $@

# Without these the demo and the tests go on with what there is.
grading-packages:
	@PYTHON=$(PYTHON) .ci/packages grading || true

browser-packages:
	@.ci/packages browser || true

database-packages:
	@.ci/packages database || true
