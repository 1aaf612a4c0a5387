# GridHR. `make` alone prints what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
UV := .tools/bin/uv
unexport PYTHONDONTWRITEBYTECODE # a warm start reads what the first one compiled

help:  ## this list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'

run: .venv/.assets  ## set up everything, make the sample district, serve it on 127.0.0.1:$PORT
	@PORT=$(PORT) $(BIN)/gridhr demo --serve

demo: .venv/.assets  ## the same without serving
	@$(BIN)/gridhr demo

test: .venv/.dev  ## all tests, on SQLite and on PostgreSQL
	@$(BIN)/python -m tests.browser_setup
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

bench: .venv/.dev  ## benchmarks: one JSON object of ratios measured side by side
	@$(BIN)/python -m benchmarks

lint: .venv/.dev  ## ruff and the dependency contracts
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports

types: .venv/.dev  ## mypy, strict
	@$(BIN)/mypy

check: lint types test  ## lint, types and tests

lock: $(UV)  ## resolve the dependencies anew
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements-dev.lock

bundle: $(UV)  ## wheels of every dependency into var/bundle, for a network without a package index
	@$(PYTHON) -m pip download -q --require-hashes -r requirements-dev.lock -d var/bundle && $(PYTHON) -m pip download -q uv -d var/bundle

clean:  ## remove what was made, the data in var/ excepted
	@rm -rf .venv .tools build *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(UV):
	@echo "setting up: uv" >&2
	@$(PYTHON) -m pip install -q --disable-pip-version-check --target .tools uv 2>/dev/null || $(PYTHON) -m pip install --target .tools uv

.venv/.run: requirements.lock pyproject.toml | $(UV)
	@echo "setting up: virtual environment and locked dependencies" >&2
	@test -x $(BIN)/python || $(UV) venv -q --python $(PYTHON) .venv
	@$(UV) pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.assets
	@echo "setting up: development tools" >&2
	@$(UV) pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.assets: .venv/.run reports/assets.py
	@echo "setting up: fonts, page scripts and styles" >&2
	@$(BIN)/python -m reports.assets
	@touch $@

.PHONY: help run demo test bench lint types check lock bundle clean
