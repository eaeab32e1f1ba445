#!/usr/bin/env bash
# Starts a server on a tenant file in an empty directory, runs a command with RESEAT_URL set, and stops the server.
# Usage: scripts/with-server.sh TENANT_FILE COMMAND...
set -euo pipefail
cd "$(dirname "$0")/.."

tenant=$1
shift
bin=${RESEAT_BIN:-$PWD/target/debug/reseat}
dir=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
trap stop EXIT

"$bin" serve --data-dir "$dir/data" --tenant "$tenant" --simulated-clock --log warn \
  --listen https://localhost:0 --listen http://localhost:0 --ready-file "$dir/ready.json" 2>"$dir/log" &
server=$!
for _ in $(seq 1 600); do
  [ -e "$dir/ready.json" ] && break
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$dir/log" >&2
    exit 1
  fi
  sleep 0.1
done
field() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$dir/ready.json" "$1"; }
export RESEAT_URL RESEAT_HTTPS_URL RESEAT_CA RESEAT_TENANT_ID
RESEAT_URL=$(field http)
RESEAT_HTTPS_URL=$(field https)
RESEAT_CA=$(field caFile)
RESEAT_TENANT_ID=$(field tenantId)
status=0
"$@" || status=$?
if [ "$status" -ne 0 ]; then
  echo '--- the server said:' >&2
  tail -n 50 "$dir/log" >&2
fi
exit "$status"
