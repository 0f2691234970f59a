# make demo    the bot, a Slack and a helpdesk on this machine, with a page to try it
# make test    every behaviour once, in less than four minutes
# make test-all   all the rest: every pairing, the sandbox's own tests, every look, random runs, kills
# make faults  500 random runs, and everything that can fail, failing
# make check   linters, types, the arrows between the packages
# make bench   what is measured
# make lock    the locked dependencies, anew

PYTHON ?= python3
BIN := .venv/bin
PIP_SAYS := --progress-bar off --retries 2 --log .venv/pip.log 2>/dev/null
NOT_INSTALLED := { echo "Not everything could be installed. Is this machine online? Then try again; .venv/pip.log has what pip says."; exit 1; }

# What was compiled once is read at every start: of the workers, and of processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all faults check bench lock
.DEFAULT_GOAL := demo

demo: .venv/run
	@$(BIN)/python -m bot demo

test: .venv/dev
	@$(BIN)/python -m pytest -n 3 --dist loadgroup -m "not thorough"

test-all: .venv/dev
	@$(BIN)/python -m pytest -n 3 --dist loadgroup -m thorough

faults: .venv/dev
	@FAULTS=all MACHINE_RUNS=500 $(BIN)/python -m pytest -n 2 --dist load tests/machine tests/faults

check: .venv/dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: .venv/dev
	@$(BIN)/python -m benchmarks

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name yours: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Countersign needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.12" % sys.version.split()[0])'
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv .venv >/dev/null || { rm -f $@; echo "This Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/run: .venv/bin/python requirements.lock
	@echo "Installing what the bot needs (once, about a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes $(PIP_SAYS) -r requirements.lock || $(NOT_INSTALLED)
	@touch $@

.venv/dev: .venv/bin/python requirements-dev.lock
	@echo "Installing what the tests need (once, about two minutes) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes $(PIP_SAYS) -r requirements-dev.lock || $(NOT_INSTALLED)
	@touch $@ .venv/run
