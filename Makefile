# Each target does all the set-up that it needs; nothing has to be installed beforehand but Python and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check eval bench torture fuzz lock
.SILENT:

run: $(VENV)/run.stamp
	$(BIN)/python -m bot run

# All the tests hold a floor of coverage, of lines and branches, where what measures it is installed;
# a part of them (ARGS) measures nothing.
test: $(VENV)/dev.stamp
ifeq ($(strip $(ARGS)),)
	if $(BIN)/python -c 'import slipcover' 2>/dev/null; then \
		measured='-W ignore::RuntimeWarning:slipcover.importer -m slipcover --branch --source bot,handlers,knowledge --skip-covered --fail-under 95'; \
	fi; $(BIN)/python $$measured -m pytest
else
	$(BIN)/python -m pytest $(ARGS)
endif

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

eval: $(VENV)/dev.stamp
	$(BIN)/python -m tests.evaluate

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

# Reminders under kills, lost replies, refusals, restarts and jumping clocks; about half an hour.
torture: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bot.reminding $(ARGS)

# 20,000 malformed, mis-signed and mutated requests over HTTP and over Socket Mode; some minutes.
fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bot.front $(ARGS)

lock: $(VENV)/dev.stamp
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra documents pyproject.toml requirements/build.in -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra documents --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt

$(VENV)/made.stamp:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Compact needs Python 3.11 or newer; name one with PYTHON=python3.12 make run")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run.stamp: requirements/run.txt pyproject.toml $(VENV)/made.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@
