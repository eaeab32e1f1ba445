#!/usr/bin/env bash
# Coverage-guided fuzzing with libFuzzer on stable Rust: scripts/fuzz.sh SECONDS_PER_TARGET [TARGET...]
# The instrumentation is the compiler's own (SanitizerCoverage), which needs no nightly; our code has no `unsafe`, so no
# address sanitizer is missed. What widens coverage goes to target/fuzz/found/<target>; copy what is worth keeping to
# fuzz/corpus/<target>. A broken promise stops the run and leaves its input in target/fuzz/broken.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:?seconds per target}
shift
parsers=(odata_filter odata_options page_token people_csv accounts_list catalog_csv catalog_yaml tenant_yaml)
server=(hosts pem audit_export bearer cookies request)
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=("${parsers[@]}" "${server[@]}")

# Parsers alone are built in a minute; the server brings everything with it.
features=(--no-default-features)
for target in "${targets[@]}"; do
  case " ${server[*]} " in *" $target "*) features=(--features server) ;; esac
done
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
# A target of its own and --target, so that build scripts are not instrumented.
host=$(rustc -vV | sed -n 's/^host: //p')
cargo build --locked --target-dir target/fuzz --target "$host" -p reseat-fuzz --bin libfuzzer \
  "${features[@]}" --features libfuzzer

mkdir -p target/fuzz/broken
for target in "${targets[@]}"; do
  printf '\n=== %s, %s s\n' "$target" "$seconds"
  mkdir -p "target/fuzz/found/$target"
  RESEAT_FUZZ_TARGET=$target "target/fuzz/$host/debug/libfuzzer" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -max_len=16384 -print_final_stats=1 -artifact_prefix="target/fuzz/broken/$target-" \
    "target/fuzz/found/$target" "fuzz/corpus/$target" 2>&1 | tail -n 12
done
