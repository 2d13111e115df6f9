# The environment is built when it is missing or when what it is made of changes.
PYTHON ?= python3
VENV ?= .venv
PYTHON311 ?= python3.11
PYTHON313 ?= python3.13
COUNT ?= 400
SEED ?= 1

BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed
RAY_VENV := $(VENV)-ray
RAY := $(RAY_VENV)/.ray-installed
BENCHMARKED := $(VENV)/.bench-installed
MUTATED := $(VENV)/.mutants-installed
DECLARED := pyproject.toml constraints.txt
DECLARED_RAY := pyproject.toml constraints-ray.txt

COMMA := ,

# Neighbours stay on one worker and share what they make; who is done first takes over from the other.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal

# Where it is set, every worker and every command that a test starts would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-long test-all test-ray lint scoreboard power ablation calibrate bench golden mutants venv venv-ray constraints cases docs guides odd pictures bench-quick bench-guard bench-baseline

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: $(RUNTIME)  ## the size x speed study: verdict, table, dataset and pictures
	@$(BIN)/orgchange run +experiment=size_by_speed

cases: $(RUNTIME)  ## the five cases: observed beside simulated, for the documentation
	@$(BIN)/python -m docs.generator.cases

test: $(DEVELOPMENT)  ## the fast tests, all or TESTS="paths"
	@$(PYTEST) -m "not long" $(TESTS)

test-long: $(DEVELOPMENT)  ## the long tests only
	@$(PYTEST) -m long

test-all: $(DEVELOPMENT)  ## every test
	@$(PYTEST)

test-ray: $(RAY)  ## the launcher of Ray, on a local cluster of two workers; an environment of its own, because of what Ray's launcher needs
	@$(RAY_VENV)/bin/python -m pytest -n 0 -m long -k ray tests/experiments/running/hydra/test_launchers.py

lint: $(DEVELOPMENT)  ## style, who may import whom, and types, also as Windows and macOS have them
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/lint-imports --no-logo
	@( $(call typed,win32) && $(call typed,darwin) ) & others=$$!; $(BIN)/mypy; own=$$?; wait $$others && exit $$own

scoreboard: $(RUNTIME)  ## hold the model against what is known; the page lies in docs/validation
	@$(BIN)/orgchange validate --docs

power: $(RUNTIME)  ## which targets can fail: how many models of random assumptions meet each; before the scoreboard
	@$(BIN)/orgchange validate --power

ablation: $(RUNTIME)  ## which mechanism carries which pattern; the page lies in docs/validation
	@$(BIN)/orgchange validate --ablate --docs

calibrate: $(RUNTIME)  ## fit the free parameters to the FIT targets again; about half an hour, changes no file of the model
	@$(BIN)/orgchange validate --fit

bench: $(BENCHMARKED)  ## every declared measurement of speed against other tools, with tables and pictures; about ten minutes
	@$(BIN)/python -m benchmarks

bench-quick: $(BENCHMARKED)  ## the same with few sizes and repeats, kept in results/bench
	@$(BIN)/python -m benchmarks --quick

bench-guard: $(DEVELOPMENT)  ## fail when the engine became 25 % slower or its people 25 % larger than the baseline
	@$(BIN)/python -m benchmarks.guard

bench-baseline: $(DEVELOPMENT)  ## keep the speed of now as the guard's baseline, on purpose
	@$(BIN)/python -m benchmarks.guard --baseline

guides: $(DEVELOPMENT)  ## what commands print, into the guides, for those who read them in the repository
	@$(BIN)/python -m docs.generator.guides

docs: $(DEVELOPMENT)  ## the documentation, into site/; warnings are errors
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

odd: $(DEVELOPMENT)  ## the whole description of the model as one file, odd-supplement.md, for the supplement of a paper
	@$(BIN)/python -m docs.generator.supplement odd-supplement.md

pictures: $(DEVELOPMENT)  ## the kept pictures of README and documentation, from studies of minutes
	@$(BIN)/python -m docs.generator

golden: $(DEVELOPMENT)  ## rewrite the golden results, on purpose
	@$(BIN)/python -m tests.golden

mutants: $(MUTATED)  ## change the code at COUNT random places, as SEED says, and see whether tests notice; hours for 400
	@$(BIN)/python -m tests.strength.mutants $(COUNT) $(SEED)

venv: $(DEVELOPMENT)  ## the environment for development, without running anything

venv-ray: $(RAY)  ## the environment for Ray, without running anything

constraints:  ## pin the newest versions that install together
	@$(PYTHON311) .ci/pins.py $(PYTHON311) $(PYTHON313)

# Who asks the system for something may ask what another platform lacks; the others are the same on all of them.
OF_THE_SYSTEM := os|sys|signal|socket|subprocess|multiprocessing|asyncio|fcntl|mmap|ctypes|stat|errno|select|shutil|resource|msvcrt|pwd
ASKING = $$(grep -rlE '^ *(import|from) ($(OF_THE_SYSTEM))\b' --include='*.py' orgchange sim portable experiments)

# $(call typed,PLATFORM)
typed = $(BIN)/mypy --platform $(1) --cache-dir .mypy_cache/$(1) $(ASKING)

# Where only tests run, a module is compiled when it is first imported: most of what is installed never is.
LATER := --no-compile

# $(call install,WHAT,PURPOSE,FLAGS)
define install
	@echo "Installing orgchange $(2) into $(VENV) (a minute or two) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "orgchange needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 2; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check $(3) -c constraints.txt -e '$(1)'
endef

$(RUNTIME): $(DECLARED)
	$(call install,.,to run)
	@touch $@

$(DEVELOPMENT): $(DECLARED)
	$(call install,.[dev$(COMMA)docs],for development,$(LATER))
	@touch $(RUNTIME) $@

$(RAY): $(DECLARED_RAY)
	@echo "Installing orgchange with Ray into $(RAY_VENV) (a minute or two) ..."
	@test -x $(RAY_VENV)/bin/pip || $(PYTHON) -m venv --clear $(RAY_VENV)
	@$(RAY_VENV)/bin/python -m pip install -qq --disable-pip-version-check $(LATER) -c constraints-ray.txt -e '.[ray$(COMMA)test]'
	@touch $@

$(BENCHMARKED): $(DECLARED)
	$(call install,.[bench$(COMMA)dev$(COMMA)docs],with the tools it is measured against)
	@touch $(RUNTIME) $(DEVELOPMENT) $@

$(MUTATED): $(DECLARED)
	$(call install,.[dev$(COMMA)docs$(COMMA)mutants],with what changes its code)
	@touch $(RUNTIME) $(DEVELOPMENT) $@
