#!/usr/bin/env bash
# Runs published client libraries against a started server: compat/run.sh [BINARY] [--only python|js] [-- ARGUMENTS]
# compat/README.md says what is run. Needs Python 3.10 with venv, Node 20.19, and the server's binary (built if absent).
set -euo pipefail
exec python3 "$(dirname "$0")/run.py" "$@"
