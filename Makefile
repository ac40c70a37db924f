# Every target works as the first command on a fresh Debian or Ubuntu with Python 3.11+ and make.
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup handbook test check validate bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 12

$(VENV)/.run: pyproject.toml constraints.txt tools/setup.sh
	sh tools/setup.sh run
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt tools/setup.sh
	sh tools/setup.sh test
	@touch $(VENV)/.run $@

setup: $(VENV)/.run ## virtual environment with what the program needs, and .venv/bin/studyguide

handbook: setup ## set up, then build lessons/ into dist/
	$(BIN)/studyguide build lessons -o dist

check: $(VENV)/.test ## lint and types
	$(BIN)/ruff check .
	$(BIN)/mypy

test: check ## set up, lint, types and all tests
	$(BIN)/python -m pytest

validate: $(VENV)/.test ## every corpus through every judge (needs ../shared/corpora)
	$(BIN)/python -m pytest -m "slow or not slow" tests

bench: $(VENV)/.test ## speed and memory against one stock WeasyPrint document
	$(BIN)/python benchmarks/bench.py

clean: ## remove what was made here
	rm -rf dist $(VENV) .pytest_cache .mypy_cache .ruff_cache
