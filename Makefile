# papergraph: `make demo` builds the graph of the demo corpus, `make test` runs the tests.
# Needs Python 3.10 or newer and make; everything else goes into .venv. Only relative paths: the checkout may lie anywhere.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10 python; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo "$$p" && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
PYTEST ?= -n auto --dist loadfile

.PHONY: demo test lint bench bench-scale docs clean
.DELETE_ON_ERROR:

demo: .venv/.base  ## Build outputs/ from the demo corpus
	@$(PY) -m papergraph build -o outputs

test: .venv/.test  ## Run all tests
	@$(PY) -m pytest $(PYTEST)

lint: .venv/.dev  ## Format check, lint, types
	@$(PY) -m ruff format --check src tests benchmarks
	@$(PY) -m ruff check src tests benchmarks
	@$(PY) -m mypy

bench: .venv/.dev  ## Measure, beside the last committed figures
	@$(PY) benchmarks/bench.py

bench-scale: .venv/.dev  ## The same on 100,000 papers
	@$(PY) benchmarks/bench.py --scale

docs: .venv/.docs  ## The documentation site, in site/
	@$(PY) -m mkdocs build --strict --quiet

clean:  ## Remove everything that make has made (outputs/ stays)
	@rm -rf .venv dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis outputs/.cache outputs/store outputs/run.json
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.base: pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || \
	  { echo "papergraph needs Python 3.10 or newer: install it, or name it with make PYTHON=/path/to/python3"; exit 1; }
	@$(PY) -c 'import pip' 2>/dev/null || "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments: install what it lacks (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	@$(PY) -c 'import pip' 2>/dev/null || { echo "Making .venv ..."; rm -rf .venv; "$(PYTHON)" -m venv .venv; }
	@echo "Installing papergraph into .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/.test: .venv/.base
	@echo "Installing what the tests need ..."
	@$(PIP) --editable '.[test]'
	@touch $@

.venv/.dev: .venv/.base
	@echo "Installing what checks and benchmarks need ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

.venv/.docs: .venv/.base
	@echo "Installing what the documentation needs ..."
	@$(PIP) --editable '.[docs]'
	@touch $@
