#!/usr/bin/env bash
# Builds the Debian package into target/debian/. Needs cargo-deb (installed into target/tools when it is missing).
set -euo pipefail
cd "$(dirname "$0")/.."

version=3.8.0
tools=$PWD/target/tools
PATH=$tools/bin:$PATH
if [ "$(cargo-deb --version 2>/dev/null)" != "$version" ]; then
  cargo install cargo-deb --version "$version" --locked --root "$tools"
fi
npm --prefix web ci --no-audit --no-fund
npm --prefix web run --silent build
cargo build --locked --release -p reseat-cli
mkdir -p target/deb
bin=target/release/reseat
# Line tables are for profiles; they would make the package five times as large.
strip --strip-debug "$bin"
"$bin" man > target/deb/reseat.1
"$bin" completions bash > target/deb/reseat.bash
"$bin" completions zsh > target/deb/_reseat
"$bin" completions fish > target/deb/reseat.fish
cargo-deb -p reseat-cli --no-build --locked
ls -l target/debian/*.deb
