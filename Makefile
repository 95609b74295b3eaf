# The two commands: `make run` and `make test`. Everything they need they install themselves, into .venv.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
FLASK := $(BIN)/flask --app eventapp

.PHONY: help run test check format lock translations clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

## make run           the demo fair on http://localhost:8000 (HOST=0.0.0.0 for a phone in the same network, PORT=…)
run: .venv/ready
	@HOST=$(HOST) PORT=$(PORT) deploy/run-demo

## make test          the whole suite, on SQLite and, where one answers, PostgreSQL
test: .venv/ready-dev
	$(BIN)/pytest -n auto $(ARGS)

## make check         linters and types
check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint templates

## make format        what the formatter can mend
format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## make translations  bring the English catalogue up to the source texts; says what is missing
translations: .venv/ready-dev
	@mkdir -p instance
	$(BIN)/pybabel -q extract --no-wrap --omit-header -F babel.cfg -k mark -k gettext_in:2 --ignore-dirs=".* __pycache__ node_modules instance" --sort-by-file --no-location -o instance/messages.pot .
	$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -l en -i instance/messages.pot -o eventapp/translations/en/LC_MESSAGES/messages.po
	@$(BIN)/python -c "import sys; from babel.messages.pofile import read_po; c=read_po(open('eventapp/translations/en/LC_MESSAGES/messages.po','rb'),locale='en'); m=[x.id for x in c if x.id and not (all(x.string) if isinstance(x.string, tuple) else x.string)]; print(*m, sep='\n'); print(len(m), 'missing of', len(c))"

## make bench         how fast it is beside bare Flask, with marks (QUICK=1, ONLY=sqlite, ROUNDS=…, WRITE=1 for docs/performance.md)
.PHONY: bench
bench: .venv/ready
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(if $(WRITE),--write) $(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS))

## make lock          pin everything anew, with hashes
lock: .venv/ready-dev
	cd . && $(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o requirements.txt requirements.in
	cd . && $(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o requirements-dev.txt requirements-dev.in

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
