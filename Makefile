# The two commands a newcomer needs: `make demo` and `make test`. The rest is for those who change the code.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DASHBOARD ?= yes
.DEFAULT_GOAL := help

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1	/' | expand -t 20

# requirements.lock holds the exact versions that were run together.
$(BIN)/strikes: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("strikes needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ...") if sys.version_info < (3, 11) else None'
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable .
	@touch $@

.venv/.test: $(BIN)/strikes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
	@touch $@

install: $(BIN)/strikes ## Make .venv and install strikes into it

test: .venv/.test ## Run every test this machine can run
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/.test ## Format, lint, types
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

.PHONY: help install test check
