"""Which faces there are: families as our CSS calls them, what each is made of, and which of them a text needs.

All come from installed packages. Text faces and signs are always there; a script's faces are loaded where a text has its
letters. Chinese and Japanese share code points that are drawn differently: the language chooses.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from builder.model import Book

Style = Literal["normal", "italic"]
Ranges = tuple[tuple[int, int], ...]

_BOTH: tuple[tuple[int, Style], ...] = ((400, "normal"), (600, "normal"))
_FOUR: tuple[tuple[int, Style], ...] = ((400, "normal"), (400, "italic"), (600, "normal"), (600, "italic"))
_ONE: tuple[tuple[int, Style], ...] = ((400, "normal"),)


@dataclass(frozen=True, slots=True)
class Family:
    """One family: *origins* are packages with a font's name in them, the first that is installed is taken."""

    name: str
    origins: tuple[tuple[str, str], ...]
    styles: tuple[tuple[int, Style], ...] = _ONE
    keep: Ranges = ()
    """Characters it is cut down to; all where there are none."""
    index: int = 0
    """Place in a collection."""
    bold: int = 600
    """The weight that stands for our 600."""
    cell: bool = False
    """Whether each glyph is fitted into the width of a letter of code."""
    extra: str = ""
    """The extra of the package that brings it."""
    common: Literal["", "yes", "no"] = ""
    """Of a large script: whether it holds the everyday characters or the others."""


_SPACES: Ranges = ((0x20, 0x20), (0xA0, 0xA0), (0x200B, 0x200F), (0x2060, 0x2060))
_GREEK: Ranges = (*_SPACES, (0x370, 0x3FF), (0x1F00, 0x1FFF))
_LETTERS: Ranges = ((0x20, 0x52F), (0x1E00, 0x2BFF), (0xFB01, 0xFFFD))
_MATHS: Ranges = (
    *_SPACES, (0x2016, 0x2016), (0x2032, 0x2037), (0x20D0, 0x20F0), (0x2100, 0x214F), (0x2190, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x26FF),
    (0x27C0, 0x27FF), (0x2900, 0x2BFF), (0x1D400, 0x1D7FF),
)  # fmt: skip
_SIGNS: Ranges = (
    *_SPACES, (0x180, 0x58F), (0x1D00, 0x1FFF), (0x2010, 0x2BFF), (0x2C60, 0x2C7F), (0x2DE0, 0x2E7F), (0xA640, 0xA7FF), (0xFB00, 0xFB06),
    (0x1D300, 0x1D35F), (0x1D400, 0x1D7FF), (0x1F030, 0x1F0FF),
)  # fmt: skip

TEXT: tuple[Family, ...] = (
    Family("SG Serif", (("fontpkg", "ibm-plex-serif"),), ((300, "normal"), *_FOUR)),
    Family("SG Greek", (("fontpkg", "noto-serif"), ("ziamath", "STIXTwoMath-Regular")), _FOUR, _GREEK, extra="greek"),
    # Labels and tables need Latin, Greek, Cyrillic and signs.
    Family("SG Sans", (("fontpkg", "ibm-plex-sans"),), _FOUR[:3], _LETTERS),
    Family("SG Maths", (("ziamath", "STIXTwoMath-Regular"),), _ONE, _MATHS),
    Family("SG Signs", (("ziafont", "DejaVuSans"),), _ONE, _SIGNS),
    Family("SG Mono", (("fontpkg", "ibm-plex-mono"),),
           ((400, "normal"), (400, "italic"), (500, "normal"), (700, "normal"), (700, "italic"))),
    Family("SG Wide", (("fontpkg", "jetbrains-mono"),)),
    Family("SG Cells", (("ziafont", "DejaVuSans"),), _ONE, (*_SPACES, (0x2010, 0x2BFF)), cell=True),
    Family("SG Emoji", (("manimgx-fonts", "NotoEmoji"),)),
)  # fmt: skip
"""Families of every book."""

AFTER: dict[str, tuple[str, ...]] = {
    "SG Serif": ("SG Greek", "SG Arabic Serif", "SG Hebrew Serif"),
    "SG Sans": ("SG Maths", "SG Signs", "SG Arabic", "SG Hebrew"),
    "SG Wide": ("SG Cells",),
}
"""Families that stand in for one at once, before what the styles name next."""

_ARABIC: Ranges = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_HEBREW: Ranges = ((0x590, 0x5FF), (0xFB1D, 0xFB4F))
_SCRIPTS: tuple[tuple[str, str, Ranges], ...] = (
    ("Armenian", "Armenian", ((0x530, 0x58F), (0xFB13, 0xFB17))),
    ("Hebrew", "Hebrew", _HEBREW),
    ("Arabic", "Arabic", _ARABIC),
    ("Devanagari", "Devanagari", ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    ("Bengali", "Bengali", ((0x980, 0x9FF),)),
    ("Gurmukhi", "Gurmukhi", ((0xA00, 0xA7F),)),
    ("Gujarati", "Gujarati", ((0xA80, 0xAFF),)),
    ("Oriya", "Oriya", ((0xB00, 0xB7F),)),
    ("Tamil", "Tamil", ((0xB80, 0xBFF),)),
    ("Telugu", "Telugu", ((0xC00, 0xC7F),)),
    ("Kannada", "Kannada", ((0xC80, 0xCFF),)),
    ("Malayalam", "Malayalam", ((0xD00, 0xD7F),)),
    ("Sinhala", "Sinhala", ((0xD80, 0xDFF),)),
    ("Thai", "Thai", ((0xE00, 0xE7F),)),
    ("Lao", "Lao", ((0xE80, 0xEFF),)),
    ("Myanmar", "Myanmar", ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))),
    ("Georgian", "Georgian", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("Ethiopic", "Ethiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    ("Khmer", "Khmer", ((0x1780, 0x17FF), (0x19E0, 0x19FF))),
)
_JOINERS: Ranges = (*_SPACES, (0x25CC, 0x25CC))
_DANDA: Ranges = ((0x964, 0x965),)
_HAN: Ranges = (
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3000, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF), (0x1B000, 0x1B16F), (0x1F200, 0x1F2FF), (0x20000, 0x323AF),
)  # fmt: skip
_CODECS = {"JP": ("euc_jp", 0), "KR": ("euc_kr", 1), "SC": ("gb2312", 2), "TC": ("big5", 3), "HK": ("big5hkscs", 4)}


def _serif(script: str, package: str, ranges: Ranges, bold: int) -> Family:
    return Family(f"SG {script} Serif", (("fontpkg", package),), _BOTH, (*ranges, *_JOINERS), bold=bold, extra=script.lower())


SCRIPTS: tuple[Family, ...] = (
    _serif("Arabic", "amiri", _ARABIC, 700),
    _serif("Hebrew", "frank-ruhl-libre", _HEBREW, 700),
    # Noto draws an Arabic letter and its dots apart, so that copied text is not whole: Plex goes first.
    *(Family(f"SG {name}", ((("fontpkg", "ibm-plex-sans-arabic"),) if name == "Arabic" else ()) + (("manimgx-fonts", f"NotoSans{file}"),), _BOTH,
             (*ranges, *_JOINERS, *(_DANDA if 0x900 <= ranges[0][0] < 0xE00 else ())))
      for name, file, ranges in _SCRIPTS),
    *(Family(f"SG Han {place}{' Rare' if common == 'no' else ''}", (("manimgx-fonts-cjk", "NotoSansCJK"),), _BOTH, _HAN, index,
             extra="cjk", common=common)
      for place, (_, index) in _CODECS.items() for common in ("yes", "no")),
)  # fmt: skip
"""Families a book has where it needs them."""


_UPRIGHT = frozenset(
    ["am", "ar", "as", "bn", "ckb", "dv", "fa", "gu", "he", "hi", "hy", "ja", "ka", "km", "kn", "ko", "lo", "ml", "mr", "my", "ne", "or", "pa", "ps", "sa", "sd", "si", "ta", "te", "th", "ti", "ug", "ur", "yi", "yue", "zh"]
)


def has_italics(language: str) -> bool:
    """Tell whether there are sloping letters for *language* (BCP 47) among the faces."""
    return language.split("-")[0].lower() not in _UPRIGHT


def wanted(text: str, language: str) -> frozenset[str]:
    """Return the families of `SCRIPTS` that *text* in *language* (BCP 47) needs."""
    if text.isascii():
        return frozenset()
    codes = [code for code in map(ord, set(text)) if code >= 0x530]
    found = set()
    for family in SCRIPTS:
        if not family.common and any(low <= code <= high for low, high in family.keep[: -len(_JOINERS)] for code in codes):
            found.add(family.name)
    han = [code for code in codes if _within(code, _HAN)]
    if han:
        place = _place(language, han)
        everyday = common(place)
        found |= {f"SG Han {place}" if code in everyday else f"SG Han {place} Rare" for code in han}
    return frozenset(found)


def book_wanted(book: Book) -> frozenset[str]:
    """Return the families that the lessons of *book* need."""
    language = book.info.language
    return frozenset().union(*(
        wanted(f"{lesson.title} {lesson.lead} {lesson.html}", lesson.language or language) for lesson in book.lessons
    ))  # fmt: skip


def _place(language: str, codes: list[int]) -> str:
    """Return whose forms of the shared characters *language* wants; where it is none of theirs, what the letters say."""
    parts = language.lower().split("-")
    if parts[0] == "ja":
        return "JP"
    if parts[0] == "ko":
        return "KR"
    if parts[0] in ("zh", "yue"):
        return "HK" if "hk" in parts else "TC" if {"tw", "hant", "mo"} & set(parts) else "SC"
    if any(0x3041 <= code <= 0x30FF for code in codes):
        return "JP"
    return "KR" if any(0xAC00 <= code <= 0xD7A3 for code in codes) else "SC"


@cache
def common(place: str) -> frozenset[int]:
    """Return the everyday characters of *place*: those of its national standard, kana, signs and, for Korean, all syllables."""
    found = {code for low, high in ((0x3000, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)) for code in range(low, high + 1)}
    if place == "KR":
        found |= set(range(0xAC00, 0xD7A4))
    codec = _CODECS[place][0]
    for first in range(0x81, 0xFF):
        row = b"".join(bytes((first, second)) for second in range(0x40, 0xFF))
        found |= {ord(char) for char in row.decode(codec, "ignore")}
    return frozenset(code for code in found if _within(code, _HAN))


def kept(family: Family, codes: Iterable[int]) -> frozenset[int]:
    """Return those of *codes*, which its file has, that *family* shows."""
    if not family.keep:
        return frozenset(codes)
    codes = frozenset(codes)
    have = {code for code in codes if _within(code, family.keep)}
    if family.common:
        everyday = common(family.name.split(" ")[2])
        have = have & everyday if family.common == "yes" else have - everyday
        # A run of letters takes its spaces from the letters' face.
        have |= {code for code in codes if _within(code, _SPACES)}
    return frozenset(have)


def extra_for(chars: Iterable[str]) -> str:
    """Return the extra whose fonts, not installed, have the first of *chars*; empty where there is none."""
    for char in chars:
        for family in SCRIPTS:
            if family.extra and _within(ord(char), family.keep) and source(family) is None:
                return family.extra
    return ""


def source(family: Family, weight: int = 400, style: Style = "normal") -> Path | None:
    """Return the file of *family* for a weight and style, None where it is not installed or has no such style."""
    for package, font in family.origins:
        path = _fontpkg(font, weight, style) if package == "fontpkg" else _packed(package, font)
        if path is not None:
            # A single file of one style stands for the upright regular only.
            return path if is_variable(path) or package == "fontpkg" or (weight, style) == (400, "normal") else None
    return None


def is_variable(path: Path) -> bool:
    """Tell by its name whether a font has axes."""
    return "[" in path.name or "-VF" in path.name


def _fontpkg(font: str, weight: int, style: Style) -> Path | None:
    import fontpkg

    try:
        return Path(fontpkg.path(font, weight=weight, style=style))
    except fontpkg.FontpkgError:
        return None


@cache
def _packed(package: str, font: str) -> Path | None:
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.suffix in (".ttf", ".otf", ".ttc") and file.name.startswith((f"{font}.", f"{font}[", f"{font}-VF")):
            return Path(str(file.locate()))
    return None


def _within(code: int, ranges: Ranges) -> bool:
    return any(low <= code <= high for low, high in ranges)
