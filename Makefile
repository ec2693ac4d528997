# The two commands are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
SIZE ?= small

.DEFAULT_GOAL := help
.PHONY: help demo test check bench schema serve web clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/.ready ## Load the sample, answer the first question with its proof, then serve (SERVE=0 ends there)
	$(BIN)/credit-graph demo $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: .venv/.ready ## The whole suite, on every engine found here, and in a browser where there is one
	$(BIN)/python -m pytest -q

check: .venv/.ready ## Format, lint, types and the law
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/credit-graph law lint

bench: .venv/.ready ## Paired benchmarks on both engines (SIZE=small, medium, large)
	$(BIN)/python -m bench --size $(SIZE)

schema: .venv/.ready ## Write schema.graphql anew
	$(BIN)/credit-graph schema

serve: .venv/.ready ## Serve GraphQL on loopback
	$(BIN)/credit-graph serve

clean: ## Remove the environment and the caches
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
