# `make serve` and `make test` do all the set-up on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000
# `make test COVERAGE=` for the same tests without it: a fifth faster.
COVERAGE ?= --cov --cov-report=term
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: serve test soak lint geodata clean browser

serve: $(VENV)/.run
	$(BIN)/webmap init
	$(BIN)/webmap serve --port $(PORT)

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "webmap needs Python 3.11 or newer: make serve PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	touch $@

$(VENV)/.test: pyproject.toml constraints.txt
	$(MAKE) $(VENV)/.run
	$(PIP) install -c constraints.txt -e '.[test]'
	touch $@

# Debian's browser where there is none: a test tool's own download is not to be counted on.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  { SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq chromium; }

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/webmap check

test: $(VENV)/.test browser lint
	$(BIN)/python -m pytest -m whole -n 2 --dist loadfile --durations 5
	$(BIN)/python -m pytest -m 'not whole' -n 2 --dist loadfile --durations 10 $(COVERAGE)

soak: $(VENV)/.test browser
	WEBMAP_SOAK=1 $(BIN)/python -m pytest --durations 10

geodata: $(VENV)/.test
	$(BIN)/webmap geodata build

clean:
	rm -rf $(VENV) var build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage htmlcov
