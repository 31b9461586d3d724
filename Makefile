# demo, test, lint, format, clean. For developers: quality, quality-dedupe, bench-dedupe, bench-extraction,
# bench-alert, bench-burst, chaos, fuzz (figures), lock (after a change of dependencies), generate (after a change of contracts,
# settings or place names' sources).
PYTHON ?= python3
UV := .venv/bin/uv
UV_VERSION := 0.13.9
READY := .venv/.ready
AUDIT := .venv/audit/bin
# Two processes of tests, each with a Kafka of its own; one where all must share the broker that is named.
TEST_PROCESSES ?= $(if $(filter-out local,$(FRONTWATCH_TEST_BROKER)),0,2)
IMAGE ?= frontwatch:local
BASE ?= python:3.11-slim-bookworm
CORES := workers/fingerprint/*,workers/dedupe/*,workers/extraction/*,workers/alert/*

.PHONY: demo test lint format clean quality quality-dedupe bench-dedupe bench-extraction bench-alert bench-burst chaos fuzz audit lock generate test-kubernetes

demo: $(READY)
	.venv/bin/frontwatch demo

test: $(READY)
	.venv/bin/python -m pytest -n $(TEST_PROCESSES) --dist loadfile --cov --cov-report=term
	.venv/bin/coverage report --include='$(CORES)' --fail-under=90 --format=total

lint: $(READY)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/hadolint deploy/docker/Dockerfile

format: $(READY)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

quality: $(READY)
	.venv/bin/python -m tests.quality

quality-dedupe: $(READY)
	.venv/bin/python -m benchmarks.dedupe.quality

bench-dedupe: $(READY)
	.venv/bin/python -m benchmarks.dedupe.speed 10000 100000 1000000
	.venv/bin/python -m benchmarks.dedupe.recovery 1000000

bench-extraction: $(READY)
	.venv/bin/python -m benchmarks.extraction.speed 200

bench-alert: $(READY)
	.venv/bin/python -m benchmarks.alert.speed
	.venv/bin/python -m benchmarks.alert.broker

# On the cluster of KUBECONFIG, in namespaces frontwatch-test-…; images by FRONTWATCH_TEST_IMAGE and others
# (tests/kubernetes/cluster.py).
test-kubernetes: $(READY)
	.venv/bin/python -m pytest -m kubernetes tests/kubernetes

bench-burst: $(READY)
	.venv/bin/python -m benchmarks.burst

chaos: $(READY)
	.venv/bin/python -m tests.chaos
	.venv/bin/python -m tests.chaos --nodes 3 --brokers 30

fuzz: $(READY)
	.venv/bin/python -m tests.fuzz --inputs 1000000

audit: $(READY)
	test -x $(AUDIT)/python || $(PYTHON) -m venv .venv/audit
	$(UV) pip sync --quiet --python $(AUDIT)/python --require-hashes requirements/audit.txt
	mkdir -p dist
	PYTHONWARNINGS=ignore $(AUDIT)/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml --validate \
		--output-reproducible --of JSON -o dist/frontwatch.cdx.json
	$(AUDIT)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements/run.txt || { \
		echo "The audit is not passed. Known vulnerabilities above: upgrade them, then make lock. 'Could not be audited'" \
			"or a connection error: the service that knows them was not reached, and nothing was found out." \
			"The bill of materials is complete either way: dist/frontwatch.cdx.json" >&2; exit 1; }

lock:
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 pyproject.toml --extra broker --group dev \
		-o requirements/dev.txt -q --custom-compile-command "make lock"
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 pyproject.toml \
		-o requirements/run.txt -c requirements/dev.txt -q --custom-compile-command "make lock"
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --group audit \
		-o requirements/audit.txt -q --custom-compile-command "make lock"

generate: $(READY)
	.venv/bin/python -m workers.extraction.gazetteer.build
	.venv/bin/frontwatch schemas export schemas/published
	.venv/bin/python -m workers.cli.documents
	.venv/bin/python -m workers.cli.manifests

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "frontwatch needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	test -x $(UV) || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(UV) pip sync --quiet --require-hashes requirements/dev.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

# With a Docker engine.
.PHONY: image image-sbom test-compose test-containers
image:
	docker build -t $(IMAGE) -f deploy/docker/Dockerfile --build-arg BASE=$(BASE) \
		--build-arg REVISION=$$(git describe --always --dirty) .

image-sbom: $(READY)
	test -x $(AUDIT)/python || $(PYTHON) -m venv .venv/audit
	$(UV) pip sync --quiet --python $(AUDIT)/python --require-hashes requirements/audit.txt
	mkdir -p dist
	$(AUDIT)/python deploy/docker/sbom.py $(IMAGE) > dist/frontwatch-image.cdx.json

test-compose: $(READY)
	FRONTWATCH_TEST_COMPOSE=1 .venv/bin/python -m pytest tests/containers -n 0

test-containers: $(READY)
	FRONTWATCH_TEST_BROKER=containers .venv/bin/python -m pytest tests/broker -n 0
