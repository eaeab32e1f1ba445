#!/usr/bin/env bash
# The failover proof (docs/failover.md): `scripts/failover.sh [short|long]`, over what `cargo build` has built.
# RESEAT_BLOWS sets how often the long form strikes the primary, RESEAT_SEED when.
set -euo pipefail
cd "$(dirname "$0")/.."

proof() {
  target/debug/reseat-proof failover --bin "${RESEAT_BIN:-target/debug/reseat}" --seed "${RESEAT_SEED:-20261123}" "$@"
}
case ${1:-short} in
  short)
    proof --blows 2
    ;;
  long)
    # First that the cluster itself keeps what it confirms, by psql; then that servers in front of it do.
    proof --servers 0 --blows 6 --keep target/failover/psql
    proof --servers 2 --clients 32 --blows "${RESEAT_BLOWS:-30}" --keep target/failover/two
    ;;
  *)
    echo 'usage: scripts/failover.sh [short|long]' >&2
    exit 2
    ;;
esac
