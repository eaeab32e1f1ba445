#!/usr/bin/env bash
# Makes sure that the Debian packages which tests need are there; installs them as root, else says what to run.
set -euo pipefail

declare -A provides=(
  [chromium]=/usr/bin/chromium
  [g++]=/usr/bin/g++
  [fonts-noto-cjk]=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
  [python3-venv]=""
  [postgresql]=""
  [patroni]=/usr/bin/patroni
  [etcd-server]=/usr/bin/etcd
  [python3-etcd]=/usr/lib/python3/dist-packages/etcd/__init__.py
)
missing=()
for package in "${!provides[@]}"; do
  file=${provides[$package]}
  if [ -n "$file" ] && [ -e "$file" ]; then continue; fi
  if [ "$package" = python3-venv ] && python3 -c 'import venv, ensurepip' 2>/dev/null; then continue; fi
  if [ "$package" = postgresql ] && compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then continue; fi
  missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo 'Everything is installed.'
  exit 0
fi
line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need packages that are not installed. Run as root: $line" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
$line
