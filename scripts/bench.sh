#!/usr/bin/env bash
# Builds the server and the benchmarks with --release and runs them: `scripts/bench.sh [single|bulk|lists|forms|audit|postgres|distant|console|all]`.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked -p reseat-cli -p reseat-bench
exec target/release/reseat-bench --bin target/release/reseat "${@:-all}"
