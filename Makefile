# The two commands a newcomer needs: `make demo` and `make test`. The rest is for those who change the code.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DASHBOARD ?= yes
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadgroup
.DEFAULT_GOAL := help

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1	/' | expand -t 20

# requirements.lock holds the exact versions that were run together.
.venv/installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("strikes needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/tested: .venv/installed
	$(PIP) --editable '.[dev]'
	@$(PIP) --editable '.[exchange]' 2>/dev/null || echo 'Not every exchange format can be read back here: apt-get install libicu-dev pkg-config g++'
	@touch $@

install: .venv/installed ## Make .venv and install strikes into it

demo: .venv/installed ## Build a demo workspace, score it, print the leads, write a dossier, serve the dashboard (DASHBOARD=no ends instead)
	$(BIN)/strikes demo $(if $(filter no,$(DASHBOARD)),--no-dashboard)

test: .venv/tested ## Run every test this machine can run
	$(PYTEST)

check: .venv/tested ## Format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/tested ## Speed and memory, beside a floor or a peer
	$(BIN)/python -m benchmarks

soak: .venv/tested ## The long runs, of which `make test` holds a tenth
	STRIKES_SOAK=1 $(PYTEST)

sbom: .venv/tested ## What we are made of (build/sbom.json), and its known flaws; the second asks the network
	$(BIN)/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom pip-audit
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml -o build/sbom.json requirements.lock
	$(BIN)/pip-audit --strict -r requirements.lock --no-deps --disable-pip

fuzz: .venv/tested ## Ten minutes of coverage-guided search for a mail that the parsers cannot read
	$(PIP) --editable '.[fuzz]'
	mkdir -p build/fuzz
	cd build/fuzz && PYTHONPATH=../.. ../../$(BIN)/python ../../fuzz/fuzz_notices.py -max_total_time=600 . ../../fuzz/corpus

screenshots: .venv/tested ## Every screen as a picture, into build/screenshots
	$(BIN)/python -m tests.screenshots

.PHONY: help install demo test check bench soak sbom fuzz screenshots
