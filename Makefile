# Jinwu. `make` alone explains itself.
PYTHON ?= python3
VENV := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test test-nobrowser lint bench lock screenshots

help:            ## this list
	@echo "Jinwu (金吾). Needs Python 3.11 or later and make; everything else is fetched into .venv."
	@echo
	@sed -n 's/^\([a-z-]*\): *[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24
	@echo
	@echo "  make run ARGS='--port 8100'    options go to the command; PYTHON=python3.12 chooses another Python"
	@echo "  After make setup the command is .venv/bin/jinwu; see docs/operating.md."

setup:           ## make .venv with all that is needed to run (again: only what changed)
	@$(PYTHON) tools/setup.py run

run: setup       ## the demonstration bureau on http://127.0.0.1:8000
	@$(VENV)/jinwu demo $(ARGS)

test: test-tools ## every check and every test, a real browser included
	@$(VENV)/python tools/ready.py browser
	@status=0; $(MAKE) --no-print-directory lint || status=1; $(VENV)/pytest -n 2 $(ARGS) || status=1; exit $$status

test-nobrowser: test-tools ## the same without the browser's tests
	@$(VENV)/python tools/ready.py
	@status=0; $(MAKE) --no-print-directory lint || status=1; \
	$(VENV)/pytest -n 2 -m "not browser" $(ARGS) || status=1; exit $$status

lint: test-tools ## style, floors of the house, translations, types
	@status=0; for check in "ruff check ." "ruff format --check ." lint-imports "python tools/messages.py check" mypy; do \
		echo "-- $$check"; $(VENV)/$$check || status=1; done; exit $$status

bench: setup     ## measure steps over HTTP on this machine (NAME=steps)
	@$(VENV)/jinwu bench $(or $(NAME),steps) $(ARGS)

screenshots: test-tools ## pictures of every page of the demonstration, in var/screenshots (ARGS=/today: only those)
	@$(VENV)/python tools/ready.py browser
	@$(VENV)/python tools/screenshots.py $(ARGS)

lock: test-tools ## the hashed requirements of pyproject.toml (ARGS=--upgrade: the newest of each)
	@$(PYTHON) tools/lock.py $(ARGS)

.PHONY: test-tools
test-tools:
	@$(PYTHON) tools/setup.py test
