#!/usr/bin/env bash
# Sets up everything that `make run` and `make test` need: .venv, the packages in it, and what is missing from the
# system (installed when this user may, else the one command to type is printed). Does nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }

# Installs Debian packages, or says how; $1 is "needed" or "wanted".
system_packages() {
  local weight=$1
  shift
  [ $# -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "please install with your package manager what Debian calls: $*"
  elif [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    say "installing $*"
    "${as_root[@]}" apt-get update -qq >/dev/null 2>&1 || true
    if "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; then
      return 0
    fi
    say "could not install: $*"
  else
    say "please run: sudo apt-get install -y $*"
  fi
  [ "$weight" = wanted ] || exit 1
}

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  say "Python 3.11, 3.12 or 3.13 is needed; set PYTHON to its path if it is not called python3." >&2
  return 1
}

make_venv() {
  local python version
  python=$(find_python)
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  "$python" -c 'import ensurepip, venv' 2>/dev/null || system_packages needed "python$version-venv"
  say "making .venv with Python $version"
  rm -rf .venv
  "$python" -m venv .venv
}

# Which Debian packages hold the libraries that Qt misses here.
missing_qt_packages() {
  local plugins library
  plugins=$(.venv/bin/python -c 'import importlib.util, pathlib; print(pathlib.Path(importlib.util.find_spec("PySide6").origin).parent / "Qt")')
  { ldd "$plugins"/plugins/platforms/libqxcb.so "$plugins"/plugins/platforms/libqoffscreen.so \
      "$plugins"/lib/libQt6Widgets.so.6 "$plugins"/lib/libQt6Gui.so.6 2>/dev/null || true; } |
    sed -n 's/^[[:space:]]*\(lib[^ ]*\) => not found.*/\1/p' | sort -u | while read -r library; do
      case $library in
        libQt6*) ;;
        libEGL.so.1) echo libegl1 ;;
        libGL.so.1) echo libgl1 ;;
        libxkbcommon.so.0) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
        libdbus-1.so.3) echo libdbus-1-3 ;;
        libfontconfig.so.1) echo libfontconfig1 ;;
        libfreetype.so.6) echo libfreetype6 ;;
        libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
        libX11-xcb.so.1) echo libx11-xcb1 ;;
        libX11.so.6) echo libx11-6 ;;
        libSM.so.6) echo libsm6 ;;
        libICE.so.6) echo libice6 ;;
        libxcb-*.so.*) library=${library%.so.*}${library##*.so.}; echo "$library" ;;
        *) echo "$library" | sed 's/\.so\.//' | tr '[:upper:]' '[:lower:]' ;;
      esac
    done | sort -u
}

missing_fonts() {
  command -v fc-list >/dev/null 2>&1 || echo fontconfig
  local found
  found=$(fc-list 2>/dev/null || true)
  grep -qiE 'NotoSerif-Regular|DejaVuSerif' <<<"$found" || echo fonts-noto-core
  grep -qiE 'Naskh|NotoSansArabic' <<<"$found" || echo fonts-noto-core
  [ -n "$(fc-list :lang=ko family 2>/dev/null | head -1)" ] || echo fonts-noto-cjk
  grep -qi 'emoji' <<<"$found" || echo fonts-noto-color-emoji
}

installed=.venv/.installed
wanted=$(cat pyproject.toml constraints.txt | sha256sum | cut -c1-16)

[ -x .venv/bin/python ] || make_venv
if [ "$(cat $installed 2>/dev/null)" != "$wanted" ]; then
  say "installing the packages (a few minutes the first time)"
  .venv/bin/python -m pip install --disable-pip-version-check -q -c constraints.txt -e '.[dev]'
  echo "$wanted" >$installed
fi

if [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null 2>&1; then
  mapfile -t needed < <(missing_qt_packages)
  system_packages needed "${needed[@]}"
  mapfile -t fonts < <(missing_fonts | sort -u)
  system_packages wanted "${fonts[@]}"
fi
