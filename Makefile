# make book builds the site; `make help` names the rest. Needs Python 3.11, 3.12 or 3.13 with venv.
.DEFAULT_GOAL := book
.PHONY: book site test serve validate posters lock bench clean help venv package
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
DATA ?= data
PORT ?= 8000
export PYTHONUTF8 = 1
export PYTHONPATH = book
export JUPYTER_PREFER_ENV_PATH = 1
export PYDEVD_DISABLE_FILE_VALIDATION = 1
# No clock in what is built.
export SOURCE_DATE_EPOCH = 315532800
CHROMIUM := $(shell for c in "$$CHROMIUM" chromium chromium-browser google-chrome; do [ -n "$$c" ] && command -v "$$c" && break; done)
export CHROMIUM

# The first of these that is 3.11 to 3.13 and can make virtual environments.
FIND_PYTHON = for p in "$$PYTHON" python3.11 python3.12 python3.13 python3 python; do \
  [ -n "$$p" ] && "$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo "$$p"; break; }; done

help:
	@echo 'make book      the site, in _build/html (the default)'
	@echo 'make test      all tests; without Chromium those in a browser are skipped, in CI they fail'
	@echo 'make serve     read the built site at http://localhost:$(PORT)'
	@echo 'make validate  check the data, or another folder of it: DATA=folder'
	@echo 'make package   the data in every format, in _build/html/data (part of make book)'
	@echo 'make posters   redraw the static pictures of the figures (needs Chromium)'
	@echo 'make lock      compile requirements.txt from pyproject.toml'
	@echo 'make bench     time a cold and a warm build and each chapter, weigh the pages'
	@echo 'make clean     remove what was built; keeps .venv'

# .venv holds what requirements.txt says: the mark is the lock file it was installed from.
venv:
	@if [ -x $(PY) ] && cmp -s requirements.txt .venv/installed.txt; then exit 0; fi; \
	if ! [ -x $(PY) ]; then \
	  python=$$($(FIND_PYTHON)); \
	  if [ -z "$$python" ]; then \
	    echo 'No Python 3.11, 3.12 or 3.13 with venv was found. Install one (on Debian: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python' >&2; exit 1; fi; \
	  echo "Making .venv with $$("$$python" --version)"; "$$python" -m venv .venv || exit 1; fi; \
	echo 'Installing what requirements.txt pins, into .venv (about 500 MB, a minute or two)'; \
	$(PY) -m pip install --disable-pip-version-check --no-compile --require-hashes -r requirements.txt && cp requirements.txt .venv/installed.txt

# Everything that the site is made from; its checksums lie beside the site that was made from it.
INPUTS = find _config.yml _toc.yml Makefile requirements.txt data book -type f ! -path '*/__pycache__/*' ! -path 'book/people/*' -exec cksum {} + | sort

book: venv
	@mkdir -p _build && $(INPUTS) > _build/.inputs.new
	@if [ ! -e _build/.unfinished ] && [ -e _build/html/index.html ] && cmp -s _build/.inputs.new _build/.inputs; then \
	  echo 'Nothing has changed since the last build: _build/html/index.html'; \
	else rm -f _build/.inputs && $(MAKE) site && mv _build/.inputs.new _build/.inputs; fi

# A build that failed leaves state from which the next one would pass: so that one starts clean.
site:
	@if [ -e _build/.unfinished ]; then echo 'The last build did not finish: starting clean'; \
	  rm -rf _build/html _build/.doctrees _build/.jupyter_cache; fi
	@mkdir -p _build && touch _build/.unfinished
	@cksum data/* book/*.md book/antiparty/*.py book/antiparty/*/*.py > _build/.data.new
	@cmp -s _build/.data.new _build/.data || { rm -f _build/.data; $(PY) -m antiparty validate data && mv _build/.data.new _build/.data; }
	@if [ -n "$(CHROMIUM)" ]; then echo "Chromium: $(CHROMIUM) (for posters and browser tests; the book itself does not need it)"; \
	  else echo 'No Chromium: the book is complete (its static pictures are under version control); make posters and the browser tests are left out'; fi
	@$(MAKE) package CHECKED=yes
	@.venv/bin/jupyter-book build -W -n --keep-going .
	@$(PY) -c '$(PUBLISH)'
	@rm _build/.unfinished

PUBLISH = import shutil; shutil.rmtree("_build/html/data", ignore_errors=True); shutil.copytree("_build/package", "_build/html/data")

# Made again only when the data or the code that makes it changed: the mark holds their checksums.
# It stands beside the site, because the page of downloads tells its sizes, and is copied into it.
package: venv
	@mkdir -p _build && cksum data/* book/antiparty/*.py book/antiparty/export/*.py requirements.txt > _build/.package.new
	@if [ -e _build/package/index.json ] && cmp -s _build/.package.new _build/.package; then rm _build/.package.new; \
	else rm -f _build/.package && $(if $(CHECKED),,$(PY) -m antiparty validate data &&) $(PY) -m antiparty export --out _build/package && mv _build/.package.new _build/.package; fi
	@$(if $(CHECKED),:,$(PY) -c '$(PUBLISH)')

test: book
	@$(PY) -m pytest -rs -n auto --dist worksteal tests

serve:
	@[ -e _build/html/index.html ] || $(MAKE) book
	@echo "http://localhost:$(PORT)  (Ctrl+C ends it)"
	@$(PY) -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

validate: venv
	@$(PY) -m antiparty validate "$(DATA)"

posters: venv
	@[ -n "$(CHROMIUM)" ] || { echo 'make posters needs Chromium; none was found (CHROMIUM=/path/to/chromium names one)' >&2; exit 1; }
	@$(PY) -m antiparty.posters

lock: venv
	@[ -x _build/.uv/bin/uv ] || { $(PY) -m venv _build/.uv && _build/.uv/bin/python -m pip install --disable-pip-version-check --quiet uv; }
	_build/.uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --group test pyproject.toml --custom-compile-command "make lock" -o requirements.txt

bench: venv
	@$(PY) tests/benchmarks/build.py
	@$(PY) tests/benchmarks/chapters.py

clean:
	rm -rf _build book/people
