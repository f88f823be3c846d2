# What contributors and offices run. `make setup` once, then `make demo` or `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
JOBS ?= 2
export GOLDENDOOR_FORMS ?= $(wildcard ../shared/forms)
DEMO_HOME ?= ./var

.DEFAULT_GOAL := help
.PHONY: help setup system-packages front-end lock demo serve test test-all test-postgres check reference bench clean

help:  ## show what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: system-packages $(VENV)/.installed front-end  ## make the environment and the front-end files

# Debian packages, only as root and only those missing; elsewhere install them by hand.
system-packages:
	@./.ci/system-packages

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	command -v uv >/dev/null || test -x $(BIN)/uv || $(BIN)/python -m pip install -q uv
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.txt
	$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

front-end: goldendoor/ui/static/vendor/.copied

goldendoor/ui/static/vendor/.copied: package-lock.json $(VENV)/.installed
	./.ci/npm-ci
	$(BIN)/python -m goldendoor.ui.vendoring node_modules
	$(BIN)/python -m goldendoor.pdf.font_setup --node-modules node_modules
	touch $@

lock:  ## compile the hashed requirement files anew
	$(UV) pip compile -q pyproject.toml --extra dev --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --python-version 3.11 -o requirements-dev.txt
	$(UV) pip compile -q pyproject.toml -c requirements-dev.txt --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --python-version 3.11 -o requirements.txt

demo: setup  ## a fictional office on 3 August 2026, served at http://127.0.0.1:8000
	GOLDENDOOR_HOME=$(DEMO_HOME) GOLDENDOOR_TODAY=2026-08-03 $(BIN)/goldendoor demo
	GOLDENDOOR_HOME=$(DEMO_HOME) GOLDENDOOR_TODAY=2026-08-03 $(BIN)/goldendoor serve

serve: setup  ## your own office
	$(BIN)/goldendoor serve

test: setup  ## what every change must pass (15 minutes at most)
	$(BIN)/pytest -q -n $(JOBS) -m "not slow"
	@$(MAKE) --no-print-directory test-postgres ON_POSTGRES="$(CORE)"

# Everything that reaches the database again on PostgreSQL, where one answers; `make test` only what
# keeps people, cases, days, money and the history, `make test-all` all.
PURE := kernel law pdf official_forms packets rulebook
CORE := goldendoor/foundation goldendoor/accounts goldendoor/audit goldendoor/people goldendoor/cases \
  goldendoor/documents goldendoor/deadlines goldendoor/practice/trust goldendoor/practice/billing \
  goldendoor/practice/conflicts goldendoor/practice/hearings goldendoor/practice/employers \
  tests/test_two_at_once.py
ON_POSTGRES = goldendoor $(wildcard tests/test_*.py) $(PURE:%=--ignore=goldendoor/%)
test-postgres:
	@if $(BIN)/python .ci/postgres_answers.py; then \
	  GOLDENDOOR_TEST_DATABASE=postgres $(BIN)/pytest -q -n $(JOBS) -m "not slow and not browser" \
	    $(ON_POSTGRES); \
	else echo "No PostgreSQL answers on 127.0.0.1:5432: tested on SQLite only."; fi

test-all: setup  ## everything, also what takes long
	$(BIN)/pytest -q -n $(JOBS)
	@$(MAKE) --no-print-directory test-postgres
	@$(MAKE) --no-print-directory check

check: setup  ## lint, types, contracts, library
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/goldendoor check-library

reference: setup  ## write docs/reference anew from the library
	$(BIN)/python -m goldendoor.config.reference docs/reference

bench: setup  ## the benchmarks, side by side with their peers
	for name in forms packets law; do $(BIN)/python -m bench.$$name || exit 1; done

clean:  ## remove what setup made
	rm -rf $(VENV) node_modules goldendoor/ui/static/vendor
