"""What UTF-8 looks like when it was read in a code page: tables, and which sequences nobody writes by themselves."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A code page UTF-8 was read in: its characters' bytes, and patterns for sequences."""

    table: dict[str, int]
    lossy: bool
    """Bytes the page leaves undefined may have been dropped."""
    quick: re.Pattern[str]
    """Finds the beginning of a sequence; where it finds nothing the text is clean."""
    tokens: re.Pattern[str]
    """Group 1 is a sequence, group 2 a run of other characters that are not ASCII."""

    def raw(self, sequence: str) -> bytes:
        """Return the bytes *sequence* was read from."""
        return bytes(self.table[char] for char in sequence)

    def byte(self, char: str) -> int:
        """Return the byte the first character of *char* was read from, 0 for none."""
        return self.table.get(char[:1], 0)


def length(lead: int) -> int:
    """Return how many bytes a character has whose first byte is *lead*."""
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def whole(raw: bytes, rare_too: bool = False) -> str | None:
    """Return the character *raw* is in UTF-8 when it is one that people write (or *rare_too*), else None."""
    try:
        char = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    code = ord(char)
    if unicodedata.category(char) in ("Cn", "Co", "Cc") and not 0x80 <= code < 0xA0:
        return None
    if char == "ƒ":  # Windows-1252 has it, so text garbled twice is full of it
        return char
    rare = 0x700 <= code < 0x900 or 0x180 <= code < 0x250 or 0x530 <= code < 0x590 or 0x3400 <= code < 0x4E00
    return None if rare and not rare_too else char


# What may follow an accented letter in clean text: a hard space, a soft hyphen, a closing quotation mark, a dash …
_FOLLOWS = re.compile("[\u00a0\u00ad]?[»”’›“‘…–—™®°²³¹ªº·§]?")

_NEVER_INSIDE = "»›…™®°²³¹ªº§"
"""Of these, what never stands between two letters of a word."""


def is_strong(sequence: str, raw: bytes, before: str, after: str, page: Page) -> bool:
    """Tell whether nobody writes *sequence* between *before* and *after*, whatever the language."""
    lead, follows = raw[0], sequence[1:]
    if not follows:
        return False
    if not page.lossy:
        return _strong_in_dos(sequence, raw, before[-1:].isalpha() and after[:1].isalpha())
    if 0xCB < lead < 0xE0 and lead not in (0xCE, 0xCF):  # an alphabet: a word of it is several sequences
        return 0xCB < page.byte(after) < 0xE0 and 0x7F < page.byte(after[1:]) < 0xC0
    if _FOLLOWS.fullmatch(follows):
        if (before[-1:].islower() and sequence[0].isupper()) or (
            after[:1].isalpha() and follows[-1] in _NEVER_INSIDE
        ):
            return True
        alone = not before[-1:].isalpha() and not after[:1].isalpha()
        return alone and sequence[0] in "ÃÂ" and follows[-1] not in "”“"
    return lead < 0xC8 or lead in (0xCE, 0xCF) or lead >= 0xE0


def _strong_in_dos(sequence: str, raw: bytes, inside: bool) -> bool:
    """Judge in code page 437 or 850: box drawings stand side by side in clean text, so something else must follow, or it must be *inside* a word."""
    if len(raw) >= 3:
        return sequence[0] != "\xad" or len(raw) == 4
    return raw[0] in (0xC2, 0xC3) and (inside or (not "─" <= sequence[1] <= "╿" and sequence[1] != "\u00a0"))


def _high(codec: str) -> dict[str, int]:
    pairs = ((bytes((byte,)).decode(codec, "ignore"), byte) for byte in range(0x80, 0x100))
    return {char: byte for char, byte in pairs if char}


def _page(table: dict[str, int], lossy: bool, leads: str = "") -> Page:
    def set_of(first: int, last: int) -> str:
        return "[" + re.escape("".join(char for char, byte in table.items() if first <= byte <= last)) + "]"

    more, two, three, four = set_of(0x80, 0xBF), set_of(0xC2, 0xDF), set_of(0xE0, 0xEF), set_of(0xF0, 0xF4)
    sequence = rf"{two}{more}?|{three}{more}{{0,2}}|{four}{more}{{0,3}}"
    quick = rf"[{leads}]{more}" if leads else rf"(?:{two}|{three}|{four}){more}"
    other = rf"[^\x00-\x7f{set_of(0xC2, 0xF4)[1:-1]}]+"
    return Page(table, lossy, re.compile(quick), re.compile(rf"({sequence})|({other})"))


_WINDOWS = {chr(byte): byte for byte in range(0x80, 0x100)} | _high("cp1254") | _high("cp1252")

PAGES = (
    _page(_WINDOWS, lossy=True),
    _page(_high("cp437"), lossy=False, leads="Γ≡∩πα├┬"),
    _page(_high("cp850"), lossy=False, leads="ÔÒ´Ó├┬\xad"),
)
"""Windows-1252, 1254 and Latin-1 agree but for a few letters, so one table reads them all; then the DOS pages."""
