# `make serve` and `make test` do all the set-up on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# What is never imported need not be compiled: the rest is, when it first runs, and kept.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile
unexport PYTHONDONTWRITEBYTECODE
# A file is the unit of work: it may start a server for all its tests. tests/conftest.py puts the
# longest files first, so that no worker ends alone. Four on two cores: a browser's often waits.
PYTEST := $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder --durations 10

.PHONY: serve test coverage soak lint types rules geodata clean browser

serve: $(VENV)/.run
	$(BIN)/webmap init
	$(BIN)/webmap serve --port $(PORT)

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "webmap needs Python 3.11 or newer: make serve PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) -c constraints.txt -e .
	touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) -c constraints.txt -e '.[test]'
	touch $(VENV)/.run $@

# Debian's browser where there is none: a test tool's own download is not to be counted on.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  { SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq chromium; }

# Side by side: types take one core for as long as all the rest.
lint: $(VENV)/.test
	$(MAKE) --no-print-directory -j 2 types rules

types: $(VENV)/.test
	$(BIN)/mypy

rules: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/webmap check

test: $(VENV)/.test browser lint
	$(PYTEST)

coverage: $(VENV)/.test browser
	$(PYTEST) -m 'not whole' --cov --cov-report=term

soak: $(VENV)/.test browser
	WEBMAP_SOAK=1 $(BIN)/python -m pytest --durations 10

geodata: $(VENV)/.test
	$(BIN)/webmap geodata build

clean:
	rm -rf $(VENV) var build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage htmlcov
