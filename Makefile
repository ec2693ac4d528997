# The two commands are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
SIZE ?= small

# The web app and the page of GraphiQL are built where Node fits; without them everything else works and says so.
PAGE := graph_api/_web/app/index.html
NODE_FITS := $(shell node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null && command -v npm)
WEB := $(if $(NODE_FITS),$(PAGE),without-page)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench sbom schema serve web wheel clean without-page

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

web/node_modules/.ready: web/package.json web/package-lock.json web/.npmrc $(shell find web/standins -type f)
	cd web && npm ci --ignore-scripts --silent
	@touch $@

$(PAGE): web/node_modules/.ready schema.graphql $(wildcard web/*.ts web/*.html web/tsconfig*.json) $(shell find web/src web/graphiql -type f -not -name graphql-env.d.ts)
	cd web && npm run --silent build -- --logLevel warn
	@touch $@

without-page:
	@echo 'The web app and /graphiql/ need Node 20.19 or newer with npm; all else works. 网页需要 Node 20.19 以上及 npm，其余功能不受影响。'

web: $(WEB) ## Build the web app and GraphiQL from web/; needs Node 20.19 or newer
	@test -n '$(NODE_FITS)'

demo: .venv/.ready $(WEB) ## Load the sample, answer the first question with its proof, then serve (SERVE=0 ends there)
	$(BIN)/credit-graph demo $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: .venv/.ready $(WEB) ## The whole suite, on every engine found here, and in a browser where there is one
	$(if $(NODE_FITS),cd web && npm run --silent test)
	$(BIN)/python -m pytest -q

check: .venv/.ready ## Format, lint, types and the law
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/credit-graph law lint

bench: .venv/.ready ## Paired benchmarks on both engines (SIZE=small, medium, large)
	$(BIN)/python -m bench --size $(SIZE)

sbom: .venv/.ready ## Write sbom.cdx.json anew, from the locks and the licence table
	$(BIN)/python -m supply

schema: .venv/.ready ## Write schema.graphql anew
	$(BIN)/credit-graph schema

serve: .venv/.ready $(WEB) ## Serve GraphQL on loopback
	$(BIN)/credit-graph serve

wheel: .venv/.ready $(WEB) ## Build the wheel, with the page, into dist/
	$(BIN)/python -m build --wheel --no-isolation

clean: ## Remove the environment, what was built and the caches
	rm -rf .venv dist graph_api/_web web/node_modules tests/browser/node_modules .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
