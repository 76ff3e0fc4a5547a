# A bare `make` lists what there is to make. Needed beforehand: Python 3.11 or newer, make, a package registry.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help serve site test lint check golden catalogues soak bench clean

help:    ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'ARGS goes to the command behind a target: make serve ARGS="--port 9000", make test ARGS="-k chains".'
	@echo 'PYTHON chooses the Python of .venv: make clean serve PYTHON=python3.13.'

serve: .venv/ready    ## set up, build content/ and show it in the browser, with search, anew at every change
	.venv/bin/sitegen serve --open $(ARGS)

site: .venv/ready    ## build content/ into site/
	.venv/bin/sitegen build $(ARGS)

test: .venv/ready    ## run all tests, those in a real Chromium too (installs one if there is none)
	.venv/bin/python tests/chromium.py
	.venv/bin/pytest --numprocesses auto $(ARGS)

lint: .venv/ready    ## lint, formatting and types
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

check: lint    ## the same, and the tests that need neither a browser nor minutes
	.venv/bin/pytest --numprocesses auto -m "not browser and not long" $(ARGS)

golden: .venv/ready    ## write the golden outputs of the tests anew; then review them with git diff
	.venv/bin/pytest --golden $(ARGS)
	-git status --short -- tests

# What a message of the interface stands in. `noted` is for those that are translated elsewhere.
MESSAGES = _ ngettext:1,2 pgettext:1c,2 plurals:1,2 text plural:1,2 sense:1c,2 noted

catalogues: .venv/ready    ## bring the catalogues of all languages up to date with the messages in code and templates
	.venv/bin/pybabel -q extract --mapping-file babel.cfg --no-default-keywords --keywords "$(MESSAGES)" --project sitegen \
	  --header-comment "# The words of the interface." --no-location --sort-by-file --width 120 \
	  --output sitegen/locale/sitegen.pot .
	.venv/bin/pybabel -q update --domain sitegen --input-file sitegen/locale/sitegen.pot --output-dir sitegen/locale \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120

soak: .venv/ready    ## rebuild after ever new edits, accidents and kills until something goes wrong (ARGS="--minutes 10")
	.venv/bin/python tests/soak.py $(ARGS)

bench: .venv/ready    ## measure speed beside Hugo, Eleventy, Pelican, MkDocs and Zensical (needs npm)
	.venv/bin/python bench/run.py --report bench/REPORT.md $(ARGS)

clean:    ## remove all that make has made: .venv/, site/, .sitegen/, caches
	rm -rf .venv site .site-spare .sitegen dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find sitegen tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp says when .venv was last made to fit pyproject.toml. `pip install --group` came with pip 25.1.
.venv/ready: pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'sitegen needs Python 3.11 or newer as "$(PYTHON)". Name another one: make PYTHON=python3.12 …' >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' \
	  || { echo '"$(PYTHON)" cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	"$(PYTHON)" -m venv .venv
	.venv/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.venv/bin/python -m pip install --quiet --editable . --group test --group check
	touch .venv/ready
