# Two commands: `make run` and `make test`. Everything else serves them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PO     := $(wildcard locales/*/LC_MESSAGES/*.po)
MO     := $(PO:.po=.mo)
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# Every test process reads the bytecode that an earlier one wrote; where that is switched off, each compiles everything.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test tests setup lint kill bench lock clean
.DEFAULT_GOAL := run

run: setup
	@exec $(BIN)/yuebao run

setup: $(VENV)/.run-ready $(MO)

# The types are checked while the tests run: both keep one core busy and leave another.
test: $(VENV)/.test-ready $(MO)
	@$(MAKE) --no-print-directory --jobs=2 lint tests

# Many tests wait for a process of their own, so there are more workers than cores.
tests: $(VENV)/.test-ready $(MO)
	@$(BIN)/python -m pytest -n 4 --dist worksteal $(ARGS)

lint: $(VENV)/.test-ready $(MO)
	@$(BIN)/ruff check .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports --no-logo

kill: $(VENV)/.test-ready $(MO)
	@YUEBAO_KILLS=all $(BIN)/python -m pytest -m kill $(ARGS)

bench: $(VENV)/.test-ready $(MO)
	@$(BIN)/python -m benchmarks $(ARGS)

# The interpreter is checked here, because a pip error about it would be a riddle.
$(VENV)/.run-ready: locks/build.txt locks/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Yuebao needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PIP) --require-hashes -r locks/build.txt
	@$(PIP) --require-hashes -r locks/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test-ready: $(VENV)/.run-ready locks/test.txt
	@$(PIP) --require-hashes -r locks/test.txt
	@touch $@

%.mo: %.po $(VENV)/.run-ready
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@ --locale=$(word 2,$(subst /, ,$<))

# Locks are made for every platform and Python from 3.11 up, and name no index. `uv` is needed only here.
lock:
	@for set in build run test; do \
	  uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --no-build \
	    --python-version 3.11 --quiet locks/$$set.in --output-file locks/$$set.txt || exit 1; done

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find locales -name '*.mo' -delete
