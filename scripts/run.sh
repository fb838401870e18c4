#!/usr/bin/env bash
# Opens the sample project; without a display, runs the same window offscreen and writes pictures and the export.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-out}
mkdir -p "$out"
project=$out/sample.glossator
[ -e "$project" ] || .venv/bin/glossator sample "$project"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
  exec .venv/bin/glossator "$project"
fi
echo "No display here: the window runs offscreen."
QT_QPA_PLATFORM=offscreen exec .venv/bin/python scripts/headless.py "$project" "$out"
