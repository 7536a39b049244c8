#!/usr/bin/env bash
# Everything that `make check` looks at, all of it even when one fails; exit 1 if any did.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=$(dirname "${PYTHON:-.venv/bin/python}")
failed=()
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}
step "lint" "$bin/ruff" check
step "format" "$bin/ruff" format --check --quiet
step "types" "$bin/mypy"
step "imports" "$bin/lint-imports" --no-cache
step "book" "$bin/mlsysbook" check --no-execute .
if [ ${#failed[@]} -gt 0 ]; then
  echo "Failed: ${failed[*]}"
  exit 1
fi
echo "All checks passed."
