# The front door. `make help` lists everything; the first target that needs it makes the environment.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help html pdf epub editions execute test check format linkcheck serve bench bench-tinytorch bench-learn clean lock

# `make html EXECUTE=off` builds prose from the last outputs and runs nothing.
EXECUTE ?= on
BOOK ?= .
ENV := .venv
RUN := $(ENV)/bin
READY := $(ENV)/.ready
FLAGS := $(if $(filter off no 0,$(EXECUTE)),--no-execute)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

html: $(READY) ## Build the website (EXECUTE=off: run no cells)
	@$(RUN)/mlsysbook html $(FLAGS) $(BOOK)

pdf: $(READY) ## Print the book as PDF, one file an edition
	@$(RUN)/mlsysbook pdf $(FLAGS) $(BOOK)

epub: $(READY) ## Pack the book as EPUB, one file an edition
	@$(RUN)/mlsysbook epub $(FLAGS) $(BOOK)

editions: html pdf epub ## Everything: site, PDF and EPUB in every language

execute: $(READY) ## Run the code cells whose results are stale
	@$(RUN)/mlsysbook execute $(BOOK)

linkcheck: $(READY) ## Check the links of the built site to other hosts
	@$(RUN)/mlsysbook links $(BOOK)

serve: $(READY) ## Build, serve on this machine, rebuild on save
	@$(RUN)/mlsysbook serve $(FLAGS) $(BOOK)

test: $(READY) ## Run the tests
	@$(RUN)/python -m pytest

check: $(READY) ## What CI checks besides the tests: lint, types, contracts, the book's rules
	@PYTHON=$(RUN)/python build_tools/check.sh

format: $(READY) ## Format and mend what ruff can
	@$(RUN)/ruff check --fix && $(RUN)/ruff format

bench: $(READY) ## Time the build against jupyter-book, in pairs
	@$(RUN)/python -m bench.build

bench-tinytorch: $(READY) ## Time tinytorch against PyTorch (TORCH_PYTHON: a Python that has it)
	@$(RUN)/python bench/tinytorch/train_step.py

bench-learn: $(READY) ## Train MLP, CNN and GPT on small real data, five seeds each
	@$(RUN)/python bench/tinytorch/learn.py

clean: ## Remove everything that a build made (the environment stays)
	rm -rf _build

lock: ## Renew the lock files (needs uv)
	@build_tools/lock.sh

# Made anew when the locks or the package list change; silent and instant otherwise.
$(READY): requirements.lock pyproject.toml $(wildcard package-lock.json) build_tools/environment.sh
	@build_tools/environment.sh $(ENV)
