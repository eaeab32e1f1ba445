#!/usr/bin/env bash
# A picture of every page: each language, theme and width from a demo server of its own, so that what one run changes is
# not missing from the next. Usage:
#   web/scripts/screenshots.sh [output folder] [only pages whose name begins so, by commas]
# LANGUAGES, THEMES and WIDTHS narrow it down; RESEAT_BIN names another server than the debug build.
set -uo pipefail
cd "$(dirname "$0")/../.."

out=$PWD/${1:-web/screenshots}
case ${1:-} in /*) out=$1 ;; esac
status=0
for language in $(echo "${LANGUAGES:-en,zh-Hans}" | tr , ' '); do
  for theme in $(echo "${THEMES:-light,dark}" | tr , ' '); do
    for width in $(echo "${WIDTHS:-1440,1024,390}" | tr , ' '); do
      LANGUAGES=$language THEMES=$theme WIDTHS=$width \
        scripts/with-server.sh tenants/demo.yaml node web/scripts/screenshots.mjs "$out" "${2:-}" || status=1
    done
  done
done
exit $status
