# Needs Python 3.11 or newer, git and make; everything else is set up in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-warn-script-location

.PHONY: run test check bench docs lock clean

run: $(VENV)/.ready-to-run  ## Open the workstation on a demonstration practice
	@$(BIN)/kara --demo

test: $(VENV)/.ready-to-test  ## Run every test
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.ready-to-test  ## Style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m scripts.make_docs --check
	$(BIN)/python -m scripts.lint_markup

bench: $(VENV)/.ready-to-test  ## Measure, and print ratios against floors of the same run
	$(BIN)/python -m compileall -q kara_tui benchmarks
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m benchmarks

docs: $(VENV)/.ready-to-test  ## Write the generated pages and the screenshots anew
	$(BIN)/python -m scripts.make_docs

LOCKED := uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet

lock:  ## Pin the requirements anew (needs uv)
	$(LOCKED) pyproject.toml --output-file requirements/run.lock
	$(LOCKED) requirements/build.in --output-file requirements/build.lock
	$(LOCKED) pyproject.toml --group dev --output-file requirements/dev.lock

clean:  ## Remove what make has set up
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kara needs Python 3.11 or newer; set PYTHON=/path/to/it")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready-to-run: requirements/run.lock requirements/build.lock pyproject.toml | $(BIN)/python
	@echo "Setting up in $(VENV); this happens once."
	$(PIP) --require-hashes -r requirements/run.lock
	$(PIP) --require-hashes -r requirements/build.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q kara_tui
	@touch $@

$(VENV)/.ready-to-test: requirements/dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
