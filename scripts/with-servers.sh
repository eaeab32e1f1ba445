#!/usr/bin/env bash
# Starts a private PostgreSQL, three servers on it with the organisation of a tenant file, and a balancer that sends each
# request to the next of them; runs a command with RESEAT_URL set to the balancer; stops and removes everything.
# Usage: scripts/with-servers.sh TENANT_FILE COMMAND...
set -euo pipefail
cd "$(dirname "$0")/.."

tenant=$1
shift
bin=${RESEAT_BIN:-$PWD/target/debug/reseat}
programs=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1) || {
  echo 'PostgreSQL is not installed. Run as root: apt-get install -y --no-install-recommends postgresql' >&2
  exit 1
}
dir=$(mktemp -d)
chmod 755 "$dir"
processes=()
# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  for process in "${processes[@]}"; do wait "$process" 2>/dev/null || true; done
  if [ -e "$dir/pg/data/postmaster.pid" ]; then
    as_postgres "$programs/pg_ctl" stop -m immediate -D "$dir/pg/data" >/dev/null || true
  fi
  rm -rf "$dir"
}
trap stop EXIT

mkdir "$dir/pg"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir/pg"; fi
as_postgres "$programs/initdb" --no-sync --auth=trust --encoding=UTF8 --locale=C --username=reseat -D "$dir/pg/data" >/dev/null
as_postgres "$programs/pg_ctl" start -w -l "$dir/pg/log" -D "$dir/pg/data" \
  -o "-c listen_addresses='' -c unix_socket_directories='$dir/pg' -c fsync=off" >/dev/null
as_postgres "$programs/createdb" -h "$dir/pg" -U reseat reseat
database="postgres://reseat@${dir//\//%2F}%2Fpg/reseat"

head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$dir/master.key"
urls=()
for number in 1 2 3; do
  RESEAT_MASTER_KEY=$(cat "$dir/master.key") "$bin" serve --database "$database" --data-dir "$dir/server$number" \
    --tenant "$tenant" --simulated-clock --log warn --listen http://localhost:0 --ready-file "$dir/ready$number.json" \
    2>"$dir/log$number" &
  processes+=("$!")
done
for number in 1 2 3; do
  for _ in $(seq 1 600); do
    [ -e "$dir/ready$number.json" ] && break
    if ! kill -0 "${processes[$((number - 1))]}" 2>/dev/null; then
      cat "$dir/log$number" >&2
      exit 1
    fi
    sleep 0.1
  done
  urls+=("$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["http"])' "$dir/ready$number.json")")
done
node scripts/round-robin.mjs "${urls[@]}" >"$dir/balancer" &
processes+=("$!")
for _ in $(seq 1 100); do
  [ -s "$dir/balancer" ] && break
  sleep 0.1
done
export RESEAT_URL
RESEAT_URL=$(cat "$dir/balancer")
status=0
"$@" || status=$?
if [ "$status" -ne 0 ]; then
  echo '--- the servers said:' >&2
  tail -n 30 "$dir"/log? >&2
fi
exit "$status"
