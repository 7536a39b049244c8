#!/usr/bin/env bash
# Renews requirements.lock (versions and hashes for every supported Python, no addresses) and package-lock.json.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "uv is needed: pip install uv" >&2; exit 1; }
header="# Versions and hashes for Python 3.11-3.13; renew with \`make lock\`."
uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
  --extra dev pyproject.toml --upgrade --output-file requirements.lock
[ ! -f package.json ] || npm install --package-lock-only --omit-lockfile-registry-resolved
sed -i "1i $header" requirements.lock
