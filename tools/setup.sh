#!/bin/sh
# Set up .venv with the packages of the program ("run") or of its tests as well ("test"), and the system's part.
#
# 1. Find a Python and make .venv.       3. Load Pango as WeasyPrint does; if it is not there, install it.
# 2. Install the Python packages.        4. For the tests: install pdftotext and qpdf if they are not there.
# "validate" is "test" and the real Anki, which one test imports decks with; where it cannot be had, the test is skipped.
#
# Step 2 is skipped while .venv holds what the files below ask for. System packages are installed only as root or
# where sudo asks for no password; everywhere else one message says what to run.
set -eu
cd "$(dirname "$0")/.."

want=${1:-run}
venv=.venv
anki=no
[ "$want" != validate ] || { want=test anki=yes; }

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

# Run apt-get in silence; show what it said when it fails.
apt() {
    log=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null 2>&1) ||
        { say "$log"; return 1; }
}

# Install the packages named in $1 (apt), or say their names for apt, dnf ($2) and brew ($3).
install_system() {
    if command -v apt-get >/dev/null 2>&1 && as_root true; then
        say "Installing with apt-get: $1"
        [ -n "${updated-}" ] || apt update || say "apt-get update failed; trying the package lists that are there."
        updated=yes
        # shellcheck disable=SC2086 # the names are words
        if apt install -y --no-install-recommends $1; then
            return 0
        fi
    fi
    say "Missing on this machine; please install, then run make again:"
    say "  Debian, Ubuntu:  sudo apt-get install $1"
    say "  Fedora:          sudo dnf install $2"
    say "  macOS:           brew install $3"
    return 1
}

# --- 1. Python and .venv
if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    for python in python3 python3.14 python3.13 python3.12 python3.11 ''; do
        "${python:-false}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
    done
    if [ -z "$python" ]; then
        say "studyguide needs Python 3.11 or newer, and none is on the PATH. Please install, then run make again:"
        say "  Debian, Ubuntu:  sudo apt-get install python3"
        say "  Fedora:          sudo dnf install python3"
        say "  macOS:           brew install python"
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_system "$python-venv" python3 python || exit 1
    fi
    say "Making $venv ($("$python" -V)) ..."
    "$python" -m venv --clear "$venv"
fi

# --- 2. Python packages. The key changes with what is asked for, where the checkout lies, and which Python runs.
key=$({ cat pyproject.toml constraints.txt builder/__init__.py; pwd; "$venv/bin/python" -V; } | cksum)
if [ "$(cat "$venv/.ready-$want" 2>/dev/null)" != "$key" ]; then
    if [ "$want" = test ]; then package='.[test]'; else package=.; fi
    say "Installing Python packages into $venv ..."
    if ! "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input -c constraints.txt -e "$package"; then
        say "pip could not install the packages; the reason stands above. On a new machine it is often the network,"
        say "a proxy, or missing certificates (Debian, Ubuntu: the package ca-certificates)."
        exit 1
    fi
    printf '%s\n' "$key" >"$venv/.ready-run"
    [ "$want" != test ] || printf '%s\n' "$key" >"$venv/.ready-test"
fi

# --- 3. Pango. Status 3: WeasyPrint cannot load it; 4: only harfbuzz-subset is missing, which typesetting is slow without.
load_pango() {
    status=0
    "$venv/bin/python" - >/dev/null 2>&1 <<'EOP' || status=$?
import sys
try:
    from weasyprint.text import ffi
except OSError:
    sys.exit(3)
sys.exit(0 if getattr(ffi, "harfbuzz_subset", True) else 4)
EOP
}

load_pango
case $status in
    0) ;;
    3 | 4)
        before=$status
        install_system "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "pango harfbuzz" "pango harfbuzz" || [ "$before" = 4 ] || exit 1
        load_pango
        [ "$status" != 3 ] || { say "Pango is installed, yet WeasyPrint cannot load it: $venv/bin/python -m weasyprint --info"; exit 1; }
        [ "$status" != 4 ] || say "Going on without harfbuzz-subset: typesetting will be slow."
        ;;
    *)
        "$venv/bin/python" -c 'import weasyprint' || exit 1
        ;;
esac

# --- 4. What the tests read PDFs back with; where it cannot be had, those tests say so and are skipped.
if [ "$want" = test ] && ! { command -v pdftotext && command -v qpdf; } >/dev/null 2>&1; then
    install_system "poppler-utils qpdf" "poppler-utils qpdf" "poppler qpdf" || say "Going on without: some tests are skipped."
fi
if [ "$anki" = yes ] && ! "$venv/bin/python" -c 'import anki' 2>/dev/null; then
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input -c constraints.txt -e '.[test,anki-test]' ||
        say "Going on without Anki: the test that imports decks is skipped."
fi
