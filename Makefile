# Work on the portal needs python3 with venv and make; everything else is installed here.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PORT ?= 8000
# For commands that sign nothing.
NO_KEY := not-used-but-as-long-as-a-key-that-signs-sessions-must-be
PIP_INSTALL := install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# Environments. A stamp is newer than the list it was installed from, or the list is installed again.
$(BIN)/python:
	@echo "Making a Python environment in $(VENV) (some seconds) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-time: requirements.txt | $(BIN)/python
	@echo "Installing what the portal needs into $(VENV) (15 to 60 seconds) …"
	@$(BIN)/pip $(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing what tests and checks need into $(VENV) (one or two minutes) …"
	@$(BIN)/pip $(PIP_INSTALL) -r requirements-dev.txt
	@touch $(VENV)/.run-time $@

.PHONY: env
env: $(VENV)/.dev ## Install what tests and checks need into .venv

# The checker of HTML, where npm is there to fetch it; its scripts would download a Java runtime.
node_modules/.package-lock.json: package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --silent --no-update-notifier || true; fi

.env:
	@umask 077; $(PYTHON) -c 'import secrets; print("DEBUG=on\nSECRET_KEY=" + secrets.token_urlsafe(50) + \
	"\n# One person enters and publishes; off, two do.\nPUBLISH_OWN_WORK=on")' > $@
	@echo "A secret key was made and kept in .env."

# Working on this machine
.PHONY: run
run: $(VENV)/.run-time .env ## Start the portal on http://127.0.0.1:8000 (PORT=…), with the shipped records
	@echo "Preparing the register …"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) start_register
	@echo "Starting the portal …"
	@exec $(MANAGE) serve 127.0.0.1:$(PORT)

.PHONY: staff
staff: $(VENV)/.run-time .env ## Make a staff user of the portal that `make run` starts
	@$(MANAGE) createsuperuser

# Tests and checks
SOURCES := manage.py gunicorn.conf.py portal participants meetings tests bench
POSTGRESQL_URL = $(or $(TEST_POSTGRESQL_URL),postgres://postgres@127.0.0.1:5432/postgres)

# Three runs at once, so that two cores are busy until the end: SQLite; PostgreSQL, with what brings
# databases of its own; and what waits much, the browser and the image. What is the same on every
# database runs in the first alone. What the others say is printed after it.
RUNS := build/test-

.PHONY: test
test: $(VENV)/.dev node_modules/.package-lock.json ## All tests: on SQLite, in a browser, as the image, and on PostgreSQL
	@$(BIN)/python -m tests.machine; found=$$?; second=0; \
	if [ $$found = 1 ]; then exit 1; fi; \
	mkdir -p build; export DATABASE_URL=sqlite://:memory:; \
	$(BIN)/python -m pytest -m "browser or image" >$(RUNS)apart.txt 2>&1 & apart=$$!; \
	trap 'kill $$apart $$other' INT TERM; other=; \
	if [ $$found = 0 ]; then \
		echo "Testing on SQLite, and beside it on PostgreSQL, in a browser and as the image …"; \
		DATABASE_URL=$(POSTGRESQL_URL) $(BIN)/python -m pytest \
			-m "not plain and not browser and not image" >$(RUNS)postgresql.txt 2>&1 & other=$$!; \
		$(BIN)/python -m pytest -m "not browser and not image and not once"; first=$$?; \
	else \
		echo "Testing on SQLite, and beside it in a browser and as the image …"; \
		$(BIN)/python -m pytest -m "not browser and not image"; first=$$?; \
	fi; \
	wait $$apart; apart=$$?; \
	echo; echo "In a browser, and as the image:"; cat $(RUNS)apart.txt; \
	if [ -n "$$other" ]; then \
		wait $$other; second=$$?; \
		echo; echo "On PostgreSQL:"; cat $(RUNS)postgresql.txt; \
	fi; \
	exit $$((first | second | apart))

MINUTES ?= 5

.PHONY: fuzz
fuzz: $(VENV)/.dev ## Property tests with new draws for MINUTES=5, on SQLite and PostgreSQL
	@$(BIN)/python -m tests.fuzz $(MINUTES)

# As on a public site, so that `check --deploy` judges what visitors get.
DEPLOYED := DEBUG=off SECURE=on DATABASE_URL=sqlite://:memory: ALLOWED_HOSTS=register.example.org \
	SITE_URL=https://register.example.org

.PHONY: check
check: $(VENV)/.dev ## Lint, format, types, migrations, deployment, templates, direction of imports
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	@SECRET_KEY=$(NO_KEY) DEBUG=on $(MANAGE) makemigrations --check --dry-run
	@$(DEPLOYED) SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m pytest --quiet tests/portal/test_imports.py

.PHONY: fix
fix: $(VENV)/.dev ## Repair what ruff can repair, and format
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

.PHONY: records
records: $(VENV)/.run-time ## Load the shipped records into a new register and prove every one
	@rm -rf build/records && mkdir -p build/records
	@export DEBUG=on SECRET_KEY=$(NO_KEY) DATABASE_URL=sqlite:///$(CURDIR)/build/records/register.sqlite3; \
	$(MANAGE) migrate --verbosity 0 && $(MANAGE) start_register && $(MANAGE) check_records

# That a refactoring changes nothing that is seen: keep before it, ask whether all is the same after.
BASELINE := build/baseline

.PHONY: keep
keep: $(VENV)/.dev ## Keep what every page, dump and check answers, in build/baseline
	@$(BIN)/python -m tests.baseline keep $(BASELINE)

.PHONY: same
same: $(VENV)/.dev ## Tell what differs from what `make keep` kept; fails on any difference
	@$(BIN)/python -m tests.baseline compare $(BASELINE)

.PHONY: schema
schema: $(VENV)/.run-time ## Write the JSON Schema of record files anew, from the field lists
	@SECRET_KEY=$(NO_KEY) DEBUG=on $(MANAGE) write_schema

.PHONY: bench
bench: $(VENV)/.run-time ## Measure all pages on a sample register (DATABASE_URL, BENCH_STATEMENTS; bench/README.md)
	@$(BIN)/python -m bench

.PHONY: intake-bench
intake-bench: $(VENV)/.dev ## Measure what intake reads in documents with known readings, as they are and changed
	@$(BIN)/python -m bench.intake; found=$$?; \
	echo; echo "With other states, other verbs and sections in another order:"; \
	$(BIN)/python -m bench.intake.swapped && exit $$found

.PHONY: lock
lock: $(VENV)/.dev ## Write requirements*.txt anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 \
		--no-header --quiet --output-file requirements.txt $(LOCK)
	uv pip compile pyproject.toml --extra dev --constraint requirements.txt --generate-hashes \
		--universal --python-version 3.11 --no-header --quiet --output-file requirements-dev.txt $(LOCK)

# The image: the Dockerfile runs image-steps; `make image` runs it in a clean folder of this machine,
# with the files that .dockerignore lets in, and image-serve starts there what the container starts.
IMAGE := build/image

.PHONY: image
image: ## Build what the container holds, in build/image, without a container engine
	@rm -rf $(IMAGE) && mkdir -p $(IMAGE)
	@sed -n 's/^!//p' .dockerignore | while read -r name; do \
		if [ -e "$$name" ]; then tar -c --exclude=__pycache__ "$$name"; fi | tar -x -i -C $(IMAGE); done
	@$(MAKE) --no-print-directory -C $(IMAGE) image-steps VENV=.venv

.PHONY: image-steps
image-steps: $(VENV)/.run-time
	$(BIN)/python -m compileall -q portal participants meetings
	SECRET_KEY=$(NO_KEY) ALLOWED_HOSTS=not-used $(MANAGE) collectstatic --no-input --verbosity 1

.PHONY: image-serve
image-serve: ## Start in build/image what the container starts (the environment says how)
	@cd $(IMAGE) && exec .venv/bin/gunicorn
