#!/usr/bin/env bash
# Writes constraints.txt: the exact versions that a fresh installation gets today.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -q -e '.[dev]'
{
  echo "# The versions that a reproducible installation uses: pip install -c constraints.txt -e '.[dev]'. Made by make lock."
  "$folder/venv/bin/python" -m pip freeze --exclude-editable | grep -v ' @ '
} >constraints.txt
