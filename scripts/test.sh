#!/usr/bin/env bash
# Runs every stage of the tests and prints a table of them. `scripts/test.sh long` runs the long forms as well.
# Stops at the first stage that fails, with that stage's output last.
set -uo pipefail
cd "$(dirname "$0")/.."

mode=${1:-short}
names=() seconds=() results=()
began=$SECONDS

table() {
  printf '\n%-44s %9s  %s\n' stage seconds result
  for i in "${!names[@]}"; do
    printf '%-44s %9s  %s\n' "${names[$i]}" "${seconds[$i]}" "${results[$i]}"
  done
  printf '%-44s %9s\n' total "$((SECONDS - began))"
}

stage() {
  local name=$1
  shift
  printf '\n=== %s\n' "$name"
  local start=$SECONDS
  if "$@"; then
    names+=("$name") seconds+=("$((SECONDS - start))") results+=(ok)
  else
    names+=("$name") seconds+=("$((SECONDS - start))") results+=(FAILED)
    table
    printf '\nThe stage "%s" failed.\n' "$name" >&2
    exit 1
  fi
}

export CI=${CI:-}
export RESEAT_BIN=$PWD/target/debug/reseat
if [ "$mode" = long ]; then
  export RESEAT_KILLS=${RESEAT_KILLS:-600} PROPTEST_CASES=${PROPTEST_CASES:-4096}
  export RESEAT_SIM_SEEDS=${RESEAT_SIM_SEEDS:-2000} RESEAT_SERVER_ROUNDS=${RESEAT_SERVER_ROUNDS:-20}
fi
# Every commit simulates seeds that no other did; the failure prints the one command that shows it again.
fresh=$(git rev-list --count HEAD 2>/dev/null || echo 1)000

stage 'system packages' scripts/packages.sh
stage 'console: install' npm --prefix web ci --no-audit --no-fund
stage 'console: types and lint' bash -c 'cd web && npm run --silent typecheck && npm run --silent lint'
stage 'console: unit tests' npm --prefix web test
stage 'console: build and size' bash -c 'cd web && npm run --silent build && npm run --silent size'
stage 'server: build' cargo build --locked --workspace --all-targets
stage 'server: formatting' cargo fmt --check
stage 'server: lints' cargo clippy --locked --workspace --all-targets -- -D warnings
stage 'server: tests' cargo test --locked --workspace
stage 'simulation: fresh seeds' cargo xtask sim --seed "$fresh" --seeds "${RESEAT_SIM_SEEDS:-60}" --steps 100
stage 'repository rules' cargo xtask tidy
stage 'licences, bans and sources' scripts/deny.sh
stage 'browser' scripts/with-server.sh tenants/demo.yaml npm --prefix web run e2e
stage 'browser: three servers on PostgreSQL' scripts/with-servers.sh tenants/demo.yaml npm --prefix web run e2e -- --grep @core
stage 'failover' scripts/failover.sh
stage 'real clients' compat/run.sh
if [ "$mode" = long ]; then
  stage 'failover, long' scripts/failover.sh long
  stage 'fuzzing with coverage' scripts/fuzz.sh "${RESEAT_FUZZ_SECONDS:-120}"
  stage 'API against its document, long' compat/run.sh --only openapi -- 600
fi
table
printf '\nAll stages passed.\n'
