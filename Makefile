# The commands of this project; `make help` lists them. Needs make, git and Python 3.11 or newer.

.DEFAULT_GOAL := help
.PHONY: help run test test-long demo check messages release-texts screenshots package deploy destroy upgrade-drill smoke smoke-emulated bench
BIN := .venv/bin
READY := .venv/.ready

help:           ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: $(READY)   ## start the local service on http://127.0.0.1:8000 (PORT= changes the port)
	@exec $(BIN)/python -m dev.serve

# Three workers, also on two processors: tests often wait for a browser. Files in their order: a folder's service must have
# ended before the next one begins in the same process. Bytecode is kept, whatever the environment says: the workers and
# the programs that tests start read the same code.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

test: $(READY)  ## run the suite
	@$(PYTEST)

test-long: $(READY)  ## run the suite and everything slow
	@$(PYTEST) -m ""

demo: $(READY)  ## the whole life of one example contract, into build/demo/
	@$(BIN)/python -m dev.demo

check: $(READY) ## formatter, linter, types, layers, dead links
	@$(BIN)/ruff format --check --quiet --output-format concise .
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest tests/test_layout.py

messages: $(READY)  ## write the Swedish and English catalogues anew; tell what is not translated
	@$(BIN)/python -m dev.messages

release-texts: $(READY)  ## freeze the contract's texts before the first contract of them is sent
	@$(BIN)/python -m dev.release_texts

screenshots: $(READY)  ## make every picture anew: docs/images/, and all pages and mails into build/screenshots/
	@$(BIN)/python -m dev.screenshots
	@$(PYTEST) -m slow tests/browser/test_pictures.py

bench: $(READY)  ## measure everything and write docs/benchmarks/ anew; some minutes on a quiet machine
	@$(BIN)/python -m bench

package: $(READY)  ## build and try what Lambda gets: build/package/, and the same for ARM
	@$(BIN)/python -m dev.packaging

deploy: package  ## package, show what would change in AWS, ask, do it: STAGE= DOMAIN= MAIL_FROM= (docs/operations.md)
	@$(BIN)/python -m dev.deploying

destroy: $(READY)  ## take a stage away from AWS for good: STAGE=; refused while it holds anything
	@$(BIN)/python -m dev.deploying.destroy

smoke-emulated: $(READY) ## deploy that to an emulated AWS, and live a contract's whole life there
	@$(BIN)/python -m dev.staging.emulated

smoke: $(READY) ## live that life on a deployed service: URL=https://… MAILBOX=… SEAL=seal.pem [INBOX=s3://…]
	@$(BIN)/python -m dev.staging.smoke --url "$(URL)" --mail "$(MAILBOX)" --seal "$(SEAL)" --inbox "$(INBOX)"

upgrade-drill: $(READY) ## contracts begun by FROM= (the last tag, else HEAD) are finished by this tree
	@$(BIN)/python -m dev.upgrading

# The first python3 that is new enough makes the environment; it is filled again when a requirement changes.
$(READY): requirements.txt requirements-dev.txt
	@python=; for each in python3 python3.11 python3.12 python3.13 python3.14; do \
	  $$each -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$$each && break; \
	done; \
	test -n "$$python" || { echo "Sopu needs Python 3.11 or newer with its venv module." >&2; exit 1; }; \
	test -x $(BIN)/python || { echo "Making .venv: once, a minute or two."; $$python -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@
