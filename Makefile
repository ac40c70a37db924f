# Every target works as the first command on a fresh Debian or Ubuntu with Python 3.11+ and make.
# tools/setup.sh returns at once when .venv already holds what pyproject.toml and constraints.txt ask for.
PYTHON := .venv/bin/python

.PHONY: help setup setup-test setup-validate handbook test check validate bench gallery accept clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 12

setup: ## make .venv with what the program needs, and .venv/bin/studyguide
	@sh tools/setup.sh run

setup-test:
	@sh tools/setup.sh test

setup-validate: # the real Anki too, where it can be had
	@sh tools/setup.sh validate

handbook: setup ## set up, then build lessons/ into dist/
	.venv/bin/studyguide build lessons -o dist

check: setup-test ## lint and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

test: check ## set up, lint, types and all tests
	$(PYTHON) -m pytest

validate: setup-validate ## all tests, then every course through every judge
	$(PYTHON) -m pytest -m ''
	$(PYTHON) tests/validate.py

bench: setup-test ## speed and memory, measured
	$(PYTHON) benchmarks/parse.py
	$(PYTHON) benchmarks/bench.py
	$(PYTHON) benchmarks/aids.py

gallery: setup-test ## contact sheets of every theme, into dist/gallery/
	$(PYTHON) tools/gallery.py

accept: setup-test ## store the pages that tests compare anew; look at what changed
	$(PYTHON) -m pytest -q tests/pdf/test_pictures.py --update-golden

clean: ## remove what was made here, .venv too
	rm -rf dist .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find builder tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
