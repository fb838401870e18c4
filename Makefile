# Two commands do everything for a newcomer: `make run` and `make test`. Both set up what is missing first.

BIN := .venv/bin
OUT := out

.PHONY: help setup run test test-core check format bench soak pictures package lock clean

help:
	@echo "make run       set up, then open the sample project (without a display: pictures and an export in $(OUT)/)"
	@echo "make test      set up, then run all tests"
	@echo "make check     ruff, mypy, import-linter"
	@echo "make bench     the performance budgets, each beside its bare operation"
	@echo "make soak      kills, power cuts, full disks and damaged files by the thousand (MINUTES=10)"
	@echo "make pictures  draw the pictures in docs/pictures from the program itself"
	@echo "make package   build the wheel and the source archive"
	@echo "make lock      write the versions in use to constraints.txt"

setup:
	@bash scripts/setup.sh

run: setup
	@bash scripts/run.sh $(OUT)

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile

# The core alone: Qt is made unimportable, pytest-qt is not loaded.
test-core: setup
	GLOSSATOR_WITHOUT_QT=1 $(BIN)/python -m pytest -p no:pytest-qt tests/models

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m tests.bench

# Long runs of what the tests do briefly: see docs/reliability.md.
MINUTES ?= 10
soak: setup
	$(BIN)/python -m tests.soak --minutes $(MINUTES)

pictures: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/pictures.py docs/pictures

package: setup
	$(BIN)/python -m pip wheel --no-deps --no-build-isolation -w dist . -q
	@ls dist

lock:
	@bash scripts/lock.sh

clean:
	rm -rf .venv build dist $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
