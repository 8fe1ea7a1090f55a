# Everything people type. `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help install run test bench lint build deploy lock clean browser clients style types template \
	weaknesses

# Each candidate is tried by running it: pyenv puts a python3.13 on PATH even where that cannot start.
VERSIONS := $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions
CANDIDATES := python3.13 $(wildcard $(VERSIONS)/3.13*/bin/python) python3.14 python3.12 python3.11 python3
starts = $(shell for python in $(1); do "$$python" -c 'import ensurepip, sys; sys.exit($(2))' \
	>/dev/null 2>&1 && "$$python" -c 'import sys; print(sys.executable)' && break; done)
PYTHON = $(call starts,$(CANDIDATES),sys.version_info < (3, 11))
PYTHON_313 = $(call starts,$(CANDIDATES),sys.version_info[:2] != (3, 13))
CHROMIUM = $(shell command -v chromium)
NPM = $(shell command -v npm)

# The machine's authorities, as pip takes them: some networks have one of their own.
export UV_SYSTEM_CERTS ?= 1

BIN := .venv/bin
UV := $(BIN)/uv
LOCK := $(UV) pip compile --quiet --generate-hashes --no-header --no-annotate
ANYWHERE := --universal --python-version 3.11
ON_LAMBDA := --python-version 3.13 --python-platform aarch64-manylinux_2_28 --constraints requirements.txt
SAM := SAM_CLI_TELEMETRY=0 .sam/bin/sam

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: .venv/installed .emulator/installed ## what is needed to run and to develop; leaves .venv/bin/pegel

run: install ## the whole system on this machine, with a demo world, until Ctrl-C
	@exec $(BIN)/pegel up

test: install browser clients ## every test
	@$(BIN)/pytest $(if $(CHROMIUM),,-m "not browser") $(if $(NPM),,--ignore=tests/klout_clients --ignore=tests/oauth_server)

bench: install ## compare speed with what else there is; prints a table, writes bench.json
	@$(BIN)/python tests/benchmarks/run.py

lint: install .sam/installed ## style, types, template, known weaknesses
	@$(MAKE) --no-print-directory --keep-going style types template weaknesses

build: .venv/installed .sam/installed ## functions and layers for AWS, into .aws-sam; needs Python 3.13
ifneq ($(PYTHON_313),)
	@PATH="$(dir $(PYTHON_313)):$$PATH" $(SAM) build
	@$(BIN)/pytest tests/integration/built.py
else
	@echo "not built: AWS runs Python 3.13, and there is none on this machine"
endif

deploy: build ## to your AWS account; asks before it changes anything
	@$(SAM) deploy --guided

lock: ## choose every version anew and write it down with its hashes
	$(LOCK) $(ANYWHERE) pyproject.toml --all-extras --output-file requirements.txt
	printf 'ministack==1.5.33\ncryptography\n' | $(LOCK) $(ANYWHERE) - --output-file requirements-emulator.txt
	printf 'klout==0.1.3\n' | $(LOCK) $(ANYWHERE) - --output-file requirements-klout.txt
	cd tests/klout_clients && npm install --package-lock-only
	cd tests/oauth_server && npm install --package-lock-only
	printf 'aws-sam-cli\n' | $(LOCK) $(ANYWHERE) - --output-file requirements-sam.txt
	printf 'authlib\naws-lambda-powertools\nboto3\ncertifi\ncryptography\ndnspython\npynamodb\nurllib3\n' | \
		$(LOCK) $(ON_LAMBDA) - --output-file layers/dependencies/requirements.txt
	printf 'numpy\n' | $(LOCK) $(ON_LAMBDA) - --output-file layers/numpy/requirements.txt

clean: ## back to a fresh clone
	@rm -rf .venv .emulator .sam .klout .oauth .aws-sam .pegel .*_cache .hypothesis bench.json
	@find . -name __pycache__ -prune -exec rm -rf {} +

# ---- steps of the above

.venv/installed: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Pegel needs Python 3.11 or newer (3.13 is best), with venv: install it," \
		"then run make again"; exit 1; }
	@echo "install: $$("$(PYTHON)" --version) in .venv"
	@$(BIN)/python -c '' 2>/dev/null || "$(PYTHON)" -m venv --clear .venv
	@echo "install: the installer, uv"
	@awk '/^uv==/ {uv = 1} uv {print} uv && !/\\$$/ {exit}' requirements.txt >.venv/uv.txt
	@$(BIN)/python -m pip install -qq --require-hashes --requirement .venv/uv.txt
	@echo "install: what requirements.txt lists"
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes --requirement requirements.txt
	@echo "install: the pegel command"
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# The emulator and SAM want other versions of the same libraries: an environment each.
.emulator/installed .sam/installed: .%/installed: requirements-%.txt .venv/installed
	@echo "install: what $< lists, in .$*"
	@.$*/bin/python -c '' 2>/dev/null || $(BIN)/python -m venv --clear .$*
	@$(UV) pip install --quiet --compile-bytecode --python .$*/bin/python --require-hashes --requirement $<
	@touch $@

style:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy layers/pegel/python
	MYPYPATH=tests $(BIN)/mypy tests
	@for folder in functions/*/; do echo "mypy $$folder"; MYPYPATH=$$folder $(BIN)/mypy $$folder || exit 1; done

template:
	$(BIN)/cfn-lint template.yaml
	$(SAM) validate --lint

weaknesses:
	$(BIN)/bandit --quiet --severity-level medium --recursive layers/pegel/python functions

browser:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "install: Chromium, for the tests of the page"; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core; \
	else echo "no Chromium here: the tests of the page are left out"; fi
endif

clients:
ifeq ($(NPM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "install: Node, for what people wrote for Klout and a server to sign in at"; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends nodejs npm; \
	else echo "no Node here: the tests with Klout's clients and of signing in are left out"; fi
endif
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory .klout/installed .oauth/installed; fi

# As the registries have them, at the pinned versions; their own scripts are not run.
.klout/installed: tests/klout_clients/package-lock.json tests/klout_clients/.npmrc requirements-klout.txt .venv/installed
	@echo "install: clients of Klout, in .klout"
	@mkdir -p .klout && cd tests/klout_clients && cp package.json package-lock.json .npmrc ../../.klout/
	@cd .klout && npm ci --loglevel=error --no-progress >npm.log
	@$(UV) pip install --quiet --python $(BIN)/python --target .klout/python --no-build-isolation --require-hashes \
		--requirement requirements-klout.txt
	@touch $@

.oauth/installed: tests/oauth_server/package-lock.json tests/oauth_server/.npmrc
	@echo "install: an authorization server, in .oauth"
	@mkdir -p .oauth && cd tests/oauth_server && cp package.json package-lock.json .npmrc ../../.oauth/
	@cd .oauth && npm ci --loglevel=error --no-progress >npm.log
	@touch $@
