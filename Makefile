# `make lab` and `make test` are all that most people need; `make` alone lists the rest.

PYTHON ?= python3
# More options for Jupyter: make lab LAB_ARGS="--no-browser --port 9000"
LAB_ARGS ?=
# Kernels on Linux: ready has the imports behind it, stock starts as ever: make lab KERNELS=stock
KERNELS ?= ready
export JUPYTER_DEFAULT_PROVISIONER_NAME := $(if $(filter stock,$(KERNELS)),local-provisioner,ready)
# The language of what is presented: make present LECTURE=0 EDITION=zh
EDITION ?= en
# More options for pytest: make test TEST_ARGS="-k broadcast"
TEST_ARGS ?=

ifeq ($(OS),Windows_NT)
  BIN := Scripts
else
  BIN := bin
endif
RUN := .venv/$(BIN)/
CLASSIC := .venv-classic/$(BIN)/
# What a learner needs, and with what presenting, building and testing add.
READY := .venv/.ready
COMPLETE := .venv/.complete
# JupyterLab looks here for its defaults: no question about news on a first start.
LAB_SETTINGS := .venv/share/jupyter/lab/settings
SERVER_SETTINGS := .venv/etc/jupyter/jupyter_server_config.d
# The classic interface looks here.
CLASSIC_SETTINGS := .venv/etc/jupyter/nbconfig
CLASSIC_READY := .venv-classic/.ready
CLASSIC_PYTHON ?= python3.11
UV := .uv/$(BIN)/uv
RESOLVE = $(UV) pip compile --universal --python-version 3.11 --no-annotate --no-header pyproject.toml

# One notebook stays in one process: its cells build on each other. In the order of their names, so that the
# browser's tests, which take longest, do not come last. Each process takes up to 1.5 GB.
PARALLEL := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
LIMITS := --nbval-cell-timeout=120 --nbval-kernel-startup-timeout=120

.DEFAULT_GOAL := help
.PHONY: help lab update test in-step exercise translate font mutants notebooks slides present doctor lint lock audit bench classic clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' Makefile

# As a module, since a program in .venv does not survive that the folder is moved; -P: nothing beside this
# file is imported.
lab: $(READY)  ## set up what is missing and open the course
	@if [ "$$(id -u)" = 0 ]; then case '$(LAB_ARGS)' in *--allow-root*) ;; *) \
	  echo "You are root, and Jupyter wants that confirmed: make lab LAB_ARGS='--allow-root --no-browser'";; esac; fi
	@$(RUN)python -P -m jupyterlab notebooks $(LAB_ARGS)

test: $(COMPLETE)  ## set up what is missing and run every check
	@$(MAKE) --no-print-directory -j2 lint in-step
	$(RUN)python -m pytest $(PARALLEL) tests --nbval notebooks $(LIMITS) $(TEST_ARGS)

in-step: $(COMPLETE)
	$(RUN)python -m preliminaries.notebooks --check

notebooks: $(COMPLETE)  ## build notebooks/ from lectures/
	$(RUN)python -m preliminaries.notebooks

exercise: $(READY)  ## try one exercise as its author: make exercise NAME=outer-sum
	@$(RUN)python -m preliminaries.trying $(NAME)

translate: $(COMPLETE)  ## what is still English in Chinese, and the files to write it in: make translate LECTURE=1
	@$(RUN)python -m preliminaries.notebooks.translating $(LECTURE)

font: $(COMPLETE)  ## cut the Chinese font to the signs that the translations use
	@$(RUN)python -m preliminaries.notebooks.translating.font

mutants: $(COMPLETE)  ## what nearly right answers the exercises reject: make mutants NAME="outer-sum linear-algebra"
	@$(RUN)python -m tests.mutants $(NAME)

# Not set up first: what is needed may change by it.
update:  ## get newer lectures and keep your answers, by git or: make update FROM=../older-course
	@$(RUN)python -m preliminaries.updating $(if $(FROM),"$(FROM)")

slides: $(COMPLETE)  ## build slides/NN-name.html and .pdf, one deck a lecture
	$(RUN)python -m preliminaries.slides $(LECTURE) --edition=$(EDITION)

present: $(COMPLETE)  ## open a lecture as live slides: make present LECTURE=3
	@$(RUN)python -m preliminaries.slides.live $(LECTURE) --edition=$(EDITION) $(LAB_ARGS)

# Not set up first: that may be what fails.
doctor:  ## what works on this machine, what does not, and what to do about it
	@python=$(RUN)python; $$python -c "" 2>/dev/null || python="$(PYTHON)"; $$python -m preliminaries.doctor

lint: $(COMPLETE)  ## style of the code, spelling, types, and who may import whom
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)codespell
	$(RUN)mypy
	$(RUN)lint-imports --no-cache --no-logo

# One resolution in two files, so that no package has two versions. From the settings in pyproject.toml alone:
# no old versions kept, no address written.
lock: $(UV)  ## resolve the two files of requirements anew, to today's versions
	$(RESOLVE) --all-extras >.uv/all.txt
	$(RESOLVE) --constraints .uv/all.txt >.uv/learn.txt
	{ echo "# make lock: what a learner needs"; cat .uv/learn.txt; } >requirements.txt
	{ echo "# make lock: what presenting, building and testing add"; grep -vxFf .uv/learn.txt .uv/all.txt; } \
	  >requirements-more.txt

# In an environment of its own, thrown away after: pip-audit is no part of the course. Strict: a package
# that could not be asked about is not a package without known vulnerabilities.
audit:  ## ask for known vulnerabilities in what is installed (needs the network)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT INT TERM && said="$$folder/said" && \
	  { $(PYTHON) -m venv "$$folder" && "$$folder/$(BIN)/python" -m pip install -q pip-audit && \
	    "$$folder/$(BIN)/pip-audit" --strict --progress-spinner off --no-deps --disable-pip \
	      -r requirements.txt -r requirements-more.txt; } >"$$said" 2>&1 && status=0 || status=$$?; \
	  if [ $$status = 0 ] || grep -q '^Found' "$$said"; then cat "$$said"; \
	  else tail -n 1 "$$said"; echo "No result: not every package could be asked about from here."; fi; \
	  exit $$status

bench: $(COMPLETE)  ## measure, and print
	$(RUN)python -m benchmarks

# Two of the Chinese notebooks: their code is that of the English ones, which tests/lectures/ compares.
classic: $(CLASSIC_READY)  ## run the notebooks on d2l's own versions (needs Python 3.11)
	JUPYTER_DEFAULT_PROVISIONER_NAME=local-provisioner $(CLASSIC)python -m pytest $(PARALLEL) --nbval-lax $(LIMITS) notebooks/*.ipynb notebooks/zh/00-*.ipynb notebooks/zh/04-*.ipynb

clean:  ## remove what was installed and cached here
	rm -rf .venv .venv-classic .uv build .pytest_cache .ruff_cache .mypy_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Say in one sentence what a Python lacks, before pip says it in fifty.
define CHECK_PYTHON
import sys
if sys.version_info < (3, 11):
    sys.exit("This course needs Python 3.11 or newer; this is %d.%d. Name another: make PYTHON=python3.12 ..." % sys.version_info[:2])
if sys.version_info >= (3, 15):
    print("Python %d.%d is newer than requirements.txt. Should the installation fail, take 3.11 to 3.14." % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv")
endef
export CHECK_PYTHON

# The stamp is written last, and pip comes last into a new environment, so that an installation interrupted
# anywhere is taken up again.
$(READY): requirements.txt pyproject.toml settings/jupyterlab.json settings/kernels.json
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here. Install Python 3.11 or newer, or name yours: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c "$$CHECK_PYTHON"
	@echo "Setting up .venv (6.2 GB on Linux, under 2 GB elsewhere; takes a few minutes)"
	@$(RUN)python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@$(RUN)python -m pip install --no-deps -r requirements.txt
	@$(RUN)python -m pip install --no-deps --no-build-isolation -e .
	@mkdir -p $(LAB_SETTINGS)
	@cp settings/jupyterlab.json $(LAB_SETTINGS)/overrides.json
	@mkdir -p $(SERVER_SETTINGS)
	@cp settings/kernels.json $(SERVER_SETTINGS)/kernels.json
	@touch $@

$(COMPLETE): $(READY) requirements-more.txt settings/rise.json
	@echo "Adding to .venv what presenting, building and testing need (0.4 GB)"
	@$(RUN)python -m pip install --no-deps -r requirements-more.txt
	@mkdir -p $(CLASSIC_SETTINGS)
	@cp settings/rise.json $(CLASSIC_SETTINGS)/rise.json
	@touch $@

# Plain pip, as someone without this Makefile would; d2l's pins then decide.
$(CLASSIC_READY): pyproject.toml
	@command -v $(CLASSIC_PYTHON) >/dev/null || { echo "d2l's own versions need Python 3.11, and there is no $(CLASSIC_PYTHON) here. Name yours: make classic CLASSIC_PYTHON=..." >&2; exit 1; }
	@$(CLASSIC_PYTHON) -c "$$CHECK_PYTHON"
	@echo "Setting up .venv-classic (6.5 GB on Linux, 2 GB elsewhere; takes a few minutes)"
	@$(CLASSIC)python -m pip --version >/dev/null 2>&1 || $(CLASSIC_PYTHON) -m venv .venv-classic
	@$(CLASSIC)python -m pip install -e '.[test]'
	@touch $@

$(UV):
	$(PYTHON) -m venv .uv
	.uv/$(BIN)/python -m pip install uv
