# `make` alone lists the targets. Recipes run in this folder and name files relative to it, so its own name may
# hold spaces and any script.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

# The first one that runs and is new enough; else whatever there is, to be told what is wrong with it.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; exit; }; done; echo python3)
PYTEST_WORKERS ?= 2
CHECK_JOBS ?= 2
PYTEST_ARGUMENTS ?=
# Which tests, as pytest's -m takes it; empty for all of them, as in CI.
TESTS ?= not slow and not journey
TEST_DATA ?= .test-data

RUN := .venv/bin/python
# A database of its own for everything but `make run`, which may be lost in a power cut.
BESIDE := env PORTAL_DATA="$(TEST_DATA)" $(RUN) -m embedded.services exec --volatile
PRODUCTION := env -u DJANGO_DEBUG MACHOURA_LOCAL=0 ALLOWED_HOSTS=portal.example PUBLIC_ORIGIN=https://portal.example \
	MAIL_FROM=portal@portal.example EMAIL_HOST=mail.portal.example \
	CLAMD_URL=unix:///run/clamav/clamd.ctl SILENCED_CHECKS=core.W022,core.W031,core.W032,core.W033,core.W034,core.W035,core.W036,core.W037,core.W038,reference.W001
LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m piptools compile --quiet

.PHONY: help run test check advisories bench lock clean install-run install-dev python

help: ## list the daily commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-50s %s\n", "make " $$1, $$2 }' Makefile
	@printf '  %-50s %s\n' \
		'make test TESTS=' 'all tests, the slow ones too, as continuous integration does' \
		'make test TESTS= PYTEST_ARGUMENTS="-k headcount"' 'tests with a word in their name'
	@printf '\n%s\n' 'While `make run` goes on, in another terminal (pytest is installed by the first `make test`):'
	@printf '  %-50s %s\n' \
		'./manage.py shell' 'a shell with the database of that run' \
		'.venv/bin/pytest tests/core/test_clock.py' 'one file of tests; one test: ::test_name behind it' \
		'./manage.py messages extract' 'after a text has changed; then translate in locale/' \
		'./manage.py messages check' 'what is missing or wrong in the translations'
	@printf '\n%s\n' 'Settings (PORT, PORTAL_DATA, DATABASE_URL ...): docs/running.md. Adding a feature: CONTRIBUTING.md.'

python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || \
		{ echo "Python 3.11 or newer is needed and none was found: install one, or name it with make PYTHON=…" >&2; exit 1; }

install-run: python
	@"$(PYTHON)" embedded/bootstrap.py run --port

install-dev: python
	@"$(PYTHON)" embedded/bootstrap.py dev

run: install-run ## install, start everything, print addresses; Ctrl-C stops
	@exec $(RUN) -m embedded.supervisor --with-parent

test: install-dev ## all tests but journeys and slow ones (TESTS= for all)
	@exec $(BESIDE) --files -- $(RUN) -m pytest -n $(PYTEST_WORKERS) --dist loadgroup -m "$(TESTS)" $(PYTEST_ARGUMENTS)

# Not among the installed apps, because it is no part of what runs.
LINT_MIGRATIONS := import sys, django; django.setup(); \
	from django_migration_linter.management.commands.lintmigrations import Command; Command().run_from_argv(sys.argv)
CHECKS := check-style check-types check-layers check-translations check-templates check-migrations check-deployment \
	check-secrets check-advisories check-security
.PHONY: $(CHECKS)

# All of them, also after one has failed.
check: install-dev ## all checks: style, types, layers ... (listed in CONTRIBUTING.md)
	@exec $(BESIDE) -- $(MAKE) --no-print-directory --keep-going --jobs=$(CHECK_JOBS) --output-sync=target $(CHECKS)

check-style:
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

check-types:
	$(RUN) -m mypy

check-layers:
	$(RUN) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

check-translations:
	$(RUN) manage.py messages check

check-templates:
	$(RUN) -m djlint --lint --quiet templates
	$(RUN) -m djlint --check --quiet templates

# 0005_merged_demands: its unique index holds mentions of concerns alone, which no release before it writes.
# 0013_queue_and_publication_of_concerns: the names of saved views are unique in each list, where they were unique in all of them.
check-migrations:
	$(RUN) manage.py makemigrations --check --dry-run
	LOG_LEVEL=ERROR $(RUN) -c "$(LINT_MIGRATIONS)" lintmigrations --quiet ignore ok --ignore-initial-migrations --ignore-name 0005_merged_demands \
		0013_queue_and_publication_of_concerns \
		--include-apps core publications reference accounts partners followers proposals consultations

check-deployment:
	$(PRODUCTION) $(RUN) manage.py check --deploy --database default --database public --fail-level WARNING

# Against supply/secrets.json, which lists what was looked at and is no secret.
check-secrets:
	$(RUN) -m supply.secrets

# Against supply/advisories.json: no network. A file older than 30 days is a warning.
check-advisories:
	$(RUN) -m supply.advisories

check-security:
	$(RUN) -m bandit --quiet --recursive --configfile pyproject.toml .

advisories: install-dev ## ask the network for advisories on the locked versions
	$(RUN) -m supply.advisories refresh

bench: install-dev ## measure what the documents claim
	@exec $(BESIDE) --files -- $(RUN) -m benchmarks

lock: install-dev ## newest versions that requirements/*.in allow, with hashes
	$(LOCK) --upgrade --output-file requirements/run.txt requirements/run.in
	$(LOCK) --upgrade --output-file requirements/dev.txt requirements/dev.in
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true

clean: ## remove what was installed and built; never data
	rm -rf .venv node_modules static/build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete
