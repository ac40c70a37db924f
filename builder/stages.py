"""The stages that run in worker processes and are kept in the cache: parsing and typesetting, each with its key.

The key holds all that can reach the result (DESIGN: number and title as shown, assets, theme, paper, edition, versions
of every library in the way, font files, our own files) and nothing else (order, other lessons, page numbers, time, paths).
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from builder.assets import asset_dir
from builder.cache import digest
from builder.model import Book, Lesson, Problem, Source
from builder.pdf.fonts import FontSet
from builder.pdf.model import Sheets, Unit
from builder.settings import Geometry, Rules

LARGEST = 2_000
"""Points of the longer side of a picture in the e-book."""
_PARSERS = ("markdown", "markdown-it-py", "mdit-py-plugins", "pygments", "nh3", "latex2mathml", "pymdown-extensions")
_TYPESETTERS = ("weasyprint", "pydyf", "fonttools", "pillow", "tinyhtml5", "tinycss2", "pyphen", "ziamath", "ziafont", "latex2mathml")
_SORTERS = ("babel",)
_SHARED = (
    ("libpango-1.0.so.0", "pango-1.0", "pango_version", False),
    ("libharfbuzz.so.0", "harfbuzz", "hb_version_string", True),
    ("libfontconfig.so.1", "fontconfig", "FcGetVersion", False),
)


def parse(source: Source, rules: Rules) -> Lesson:
    """Turn *source*, cleaned, into a lesson with its revision items marked; the parser is loaded when there is need."""
    from builder.parsing.parse import parse_lesson
    from builder.reading.clean import clean_source
    from builder.study.checklist import mark_checklist

    cleaned = clean_source(source, rules)
    return mark_checklist(parse_lesson(cleaned, rules), rules.headings, cleaned)


def typeset(unit: Unit, geometry: Geometry, fonts: FontSet, theme: Path) -> Sheets:
    """Typeset *unit*; the engine is loaded in the process that runs this, never in the parent."""
    from builder.pdf.typeset import typeset as run

    return run(unit, geometry, fonts, theme)


def inspect_theme(geometry: Geometry, theme: Path, shown: str) -> tuple[Problem, ...]:
    """Look for what is wrong with the styles of a theme; like `typeset` never in the parent."""
    from builder.pdf.inspect_theme import inspect_theme as run

    return run(geometry, theme, shown)


def inspect_theme_key(geometry: Geometry, theme: Path, shown: str) -> str:
    """Return the cache key of `inspect_theme`."""
    return digest("theme", own_digest(), _versions(_TYPESETTERS), tree_digest(theme), geometry, shown)


def inspect(source: Source, rules: Rules) -> tuple[Problem, ...]:
    """Look at *source* for what `studyguide check` tells besides what parsing finds."""
    from builder.check.inspect import inspect as run

    return run(source, rules)


def lighten(data: bytes) -> bytes:
    """Return a picture for the e-book: in no more points than a reader shows."""
    from builder.shrink import shrink

    return shrink(data, LARGEST, LARGEST)


def lighten_key(data: bytes) -> str:
    """Return the cache key of `lighten`."""
    return digest("lighten", own_digest(), _versions(("pillow",)), hashlib.sha256(data).hexdigest())


def inspect_key(source: Source, rules: Rules) -> str:
    """Return the cache key of `inspect`."""
    return digest("inspect", own_digest(), _versions(("ftfy",)), source, rules)


def parse_key(source: Source, rules: Rules) -> str:
    """Return the cache key of `parse`."""
    return digest("parse", own_digest(), _versions(_PARSERS), source, rules)


def aid_key(name: str, book: Book) -> str:
    """Return the cache key of the study aid *name* of *book*: all of the book but its pictures."""
    return digest("aid", name, own_digest(), _versions(_SORTERS), replace(book, assets=()))


def typeset_key(unit: Unit, geometry: Geometry, fonts: FontSet, theme: Path) -> str:
    """Return the cache key of `typeset`."""
    pictures = [(asset.path, hashlib.sha256(asset.data).hexdigest()) for asset in unit.assets]
    bare = replace(unit, assets=())
    return digest(
        "typeset", own_digest(), _versions(_TYPESETTERS), _libraries(), fonts.digest,
        tree_digest(theme), geometry, bare, pictures,
    )


@cache
def own_digest() -> str:
    """Return a digest of our own code, templates and styles."""
    package = Path(__file__).resolve().parent
    return digest(*(tree_digest(folder) for folder in (package, asset_dir("templates"), asset_dir("styles"))))


@cache
def tree_digest(folder: Path) -> str:
    """Return a digest of the names and bytes of all files below *folder*."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def _versions(names: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for name in names:
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append("")
    return tuple(found)


@cache
def _libraries() -> tuple[str, ...]:
    """Return the versions of the shared libraries that shape text; empty where one cannot be asked."""
    found = []
    for file, name, function, is_text in _SHARED:
        try:
            library = ctypes.CDLL(file)
        except OSError:
            path = ctypes.util.find_library(name)
            if path is None:
                found.append("")
                continue
            library = ctypes.CDLL(path)
        ask = getattr(library, function)
        ask.restype = ctypes.c_char_p if is_text else ctypes.c_int
        found.append(str(ask()))
    return tuple(found)
