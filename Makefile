# Every target sets up what it needs in .venv; `make help` lists them.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# Threads that wait sleep, as those of the engine do; see medaiassist_engine/__main__.py.
export OMP_WAIT_POLICY := PASSIVE

.PHONY: help demo test test-slow bench lint clean

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: $(READY) ## denoise, enhance and find edges on a real head MR, without Slicer
	$(BIN)/python -m demo --output demo-output

test: $(READY) ## the tests that CI runs
	$(BIN)/python -m pytest -m "not slow"

test-slow: $(READY) ## the rest of them
	$(BIN)/python -m pytest -m slow

bench: $(READY) ## benchmarks; they print ratios against peers measured in the same run
	for file in Testing/benchmarks/bench_*.py; do $(BIN)/python $$file || exit 1; done

lint: $(READY) ## style, the three rules of the architecture, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

clean: ## remove the environment and all outputs
	rm -rf $(VENV) demo-output build

$(READY): pyproject.toml constraints.txt tools/setup.sh
	tools/setup.sh $(VENV)
	touch $@
