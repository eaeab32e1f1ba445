# The two commands that anyone needs are `make demo` and `make test`; the README explains them.
.PHONY: demo test test-long test-failover bench openapi screenshots deb clean-demo web

CARGO ?= cargo
BIN := target/debug/reseat

# Build everything and run the demo organisation. Needs Rust and Node only.
demo: web
	$(CARGO) build --locked -p reseat-cli
	$(BIN) demo

# The console's files, which the binary embeds.
web: web/dist/index.html

web/dist/index.html: web/package-lock.json web/package.json web/vite.config.ts web/index.html \
		$(shell find web/src words -type f 2>/dev/null)
	cd web && npm ci --no-audit --no-fund && npm run build
	@touch $@

# Everything that tests need, then all tests, with a table of the stages at the end.
test:
	scripts/test.sh

# What does not fit into `make test`: more kills, more cases. Run at least once per change of the write path.
test-long:
	scripts/test.sh long

# The primary of a PostgreSQL cluster struck again and again with servers in front of it; see docs/failover.md.
test-failover:
	scripts/packages.sh
	$(CARGO) build --locked --workspace --all-targets
	scripts/failover.sh long

# Throughput and latency as ratios within one run; see bench/README.md.
bench:
	scripts/bench.sh

# Regenerate the committed OpenAPI document.
openapi:
	$(CARGO) run --quiet --locked -p reseat-cli -- openapi > docs/openapi.json

# A picture of every page into screenshots/, which git ignores.
screenshots: web
	$(CARGO) build --locked -p reseat-cli
	web/scripts/screenshots.sh

# The Debian package, into target/debian/.
deb:
	scripts/deb.sh

clean-demo:
	rm -rf data/demo
