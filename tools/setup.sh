#!/bin/sh
# Set up .venv with the run-time packages ("run") or the tests' as well ("test"), and what they need of the system.
# System packages are installed only as root or where sudo asks no password; else one message says what to run.
set -eu

want=${1:-run}
venv=.venv

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

# system_install APT-PACKAGES -- DNF-PACKAGES -- BREW-PACKAGES
system_install() {
    apt=; dnf=; brew=; slot=apt
    for word in "$@"; do
        if [ "$word" = -- ]; then
            if [ "$slot" = apt ]; then slot=dnf; else slot=brew; fi
        else
            case $slot in
                apt) apt="$apt $word" ;;
                dnf) dnf="$dnf $word" ;;
                *) brew="$brew $word" ;;
            esac
        fi
    done
    if command -v apt-get >/dev/null 2>&1 && as_root true; then
        say "Installing$apt …"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || true
        # shellcheck disable=SC2086 # package names are words
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $apt >&2; then
            return 0
        fi
    fi
    say "This machine lacks packages that studyguide needs. Install them, then run make again:"
    say "  Debian, Ubuntu:  apt-get install$apt"
    say "  Fedora:          dnf install$dnf"
    say "  macOS:           brew install$brew"
    return 1
}

python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 &&
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    say "studyguide needs Python 3.11 or newer, and none is on the PATH."
    exit 1
fi

if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        system_install python3-venv -- python3 -- python || exit 1
    fi
    say "Making $venv …"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

target=.
[ "$want" = test ] && target='.[test]'
say "Installing the Python packages …"
if ! "$venv/bin/python" -m pip install -q --disable-pip-version-check -c constraints.txt -e "$target" >&2; then
    say "pip could not install the packages: its message above says why (often the network, or a proxy)."
    exit 1
fi

pango_works() {
    "$venv/bin/python" - >/dev/null 2>&1 <<'PY'
import sys, warnings
warnings.simplefilter("error")
from weasyprint.text.ffi import harfbuzz_subset
sys.exit(not harfbuzz_subset)
PY
}

if ! pango_works; then
    system_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 -- pango -- pango || exit 1
    if ! pango_works; then
        say "Pango is installed, but WeasyPrint cannot load it; run: $venv/bin/python -m weasyprint --info"
        exit 1
    fi
fi

if [ "$want" = test ]; then
    # The tests read pages back with these; they skip with a reason where the tools cannot be had.
    if ! command -v pdftotext >/dev/null 2>&1 || ! command -v qpdf >/dev/null 2>&1; then
        system_install poppler-utils qpdf -- poppler-utils qpdf -- poppler qpdf || true
    fi
fi
