"""What a garbled file says about itself: its language, whether bytes were lost, and so what a stump can be left of."""

from __future__ import annotations

import re
from dataclasses import dataclass

MORE = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
"""What the bytes 80 to BF, which continue a character, look like in Windows-1252, 1254 and Latin-1."""

_WIDE = re.compile(f"[ãäåæçèé]{MORE}{{2}}[ãäåæçèéï]")
_INDIC = re.compile(f"à[¤-¯]{MORE}")
_GREEK = re.compile(f"[ÎÏ]{MORE}[ÎÏ]{MORE}|Î[±-¹]")
_CYRILLIC = re.compile(f"[ÐĞÑ]{MORE}[ÐĞÑ]{MORE}")
# Stumps of characters that no text has by itself: of emoji, keycaps, curly quotation marks, the ideographic comma.
_LOSSY = re.compile(f"(?:[ğð]Ÿ{MORE}?|ï¸|â(?:€|Œ|œ)|ã€)(?!{MORE})")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signs of languages that came through whole, and of loss."""

    lossy: bool = False
    """Bytes were lost for certain."""
    turkish: bool = False
    polish: bool = False
    czech: bool = False
    greek: bool = False
    cyrillic: bool = False
    indic: bool = False
    wide: bool = False
    """There are Chinese characters or kana."""
    kana: bool = False
    full_stop: bool = False
    """Sentences end with 。, so that what is lost after a word is no full-width point."""


def evidence(text: str) -> Evidence:
    """Read all that off the sequences in *text*."""
    return Evidence(
        lossy=_LOSSY.search(text) is not None,
        turkish=any(form in text for form in ("Ä±", "ÅŸ", "ÄŸ")),
        polish=any(form in text for form in ("Å‚", "Ä™", "Ä…")),
        czech=any(form in text for form in ("Å™", "Ä›", "Å¾", "Å¡")),
        greek=_GREEK.search(text) is not None,
        cyrillic=_CYRILLIC.search(text) is not None,
        indic=_INDIC.search(text) is not None,
        wide=_WIDE.search(text) is not None,
        kana=any(form in text for form in ("ã‚‹", "ã‚’", "ãƒ¼")),
        full_stop="ã€‚" in text,
    )


def can_be_stump(raw: bytes, seen: Evidence) -> bool:
    """Tell whether *raw*, a character's first bytes without the rest, can be a stump in such a file.

    A lone `Å` is a letter like any other, unless the file is Turkish, where it would read `Ã…`; `é»` is the end of a
    quotation, unless the file is Chinese.
    """
    lead = raw[0]
    if lead >= 0xF0:
        return len(raw) > 1
    if lead in (0xE2, 0xEF) or raw == b"\xe3\x80":
        return len(raw) > 1 or (lead == 0xEF and seen.wide)
    if lead == 0xE0:
        return len(raw) > 1 and seen.indic
    if lead >= 0xE1:
        return seen.wide and lead >= 0xE3
    if lead == 0xC3:
        return True
    if lead in (0xC4, 0xC5):
        return seen.turkish or seen.polish or seen.czech or seen.lossy
    if lead in (0xCE, 0xCF):
        return seen.greek or seen.lossy
    return lead in (0xD0, 0xD1) and seen.cyrillic
