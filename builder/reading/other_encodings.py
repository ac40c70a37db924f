"""Bytes in an older encoding of Cyrillic, Chinese, Japanese or Korean: found by whether the words come out common.

In Western text most letters are ASCII and the other bytes stand alone; where they stand in rows, each encoding is
tried, and the one wins under which nearly all characters are among the most used of its script.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.reading.priors import HAN

_SAMPLE = 1 << 16
_FEWEST = 12
_ROWS = re.compile(rb"[\x80-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_OFTEN = frozenset("оеаинтсрвлкмдпу")


def other_encoding(data: bytes) -> tuple[str, str] | None:
    """Return the text of *data* and the name of its encoding, or None when it is in none of these."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    in_rows = sum(map(len, _ROWS.findall(sample)))
    if high < _FEWEST or in_rows < 0.6 * high:
        return None
    best = (0.0, "", "")
    for codec, (name, share) in _KINDS.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        found = share([char for char in text[:_SAMPLE] if char > "\x7f"])
        if found > best[0]:
            best = (found, text, name)
    return (best[1], best[2]) if best[0] >= 0.8 else None


def _cyrillic(chars: list[str]) -> float:
    """Return how far *chars* are like Russian: two thirds of all letters are of fifteen, and few are capitals."""
    letters = [char for char in chars if "А" <= char <= "я" or char in "Ёё"]
    often = sum(char in _OFTEN for char in letters) / max(1, len(letters))
    small = sum(char.islower() for char in letters) / max(1, len(letters))
    return min(1.0, often * 1.3) * small * len(letters) / max(1, len(chars))


def _wide(
    codec: str, first: int, last: int, often: frozenset[str], least: float
) -> Callable[[list[str]], float]:
    """Return a judge of Chinese, Japanese or Korean.

    It gives the share of signs and of characters whose first byte in *codec* is that of the common ones. The
    encodings share their bytes, so *least* of the characters must be among those used most *often*.
    """

    def share(chars: list[str]) -> float:
        common = 0
        for char in chars:
            raw = char.encode(codec, "ignore")
            common += char in _SIGNS or char in often or (len(raw) == 2 and first <= raw[0] <= last)
        known = sum(char in often for char in chars) >= least * len(chars)
        return common / max(1, len(chars)) if known else 0.0

    return share


_SIGNS = frozenset(map(chr, (*range(0x3000, 0x3100), *range(0xFF00, 0xFF5F)))) | frozenset("“”‘’…—·")
_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_HANGUL = frozenset("이다는을를의에가고하지로서도한은기사시인어나리아대자수있해과들")
_CHINESE = frozenset(HAN)
_KINDS: dict[str, tuple[str, Callable[[list[str]], float]]] = {
    "cp1251": ("Windows-1251", _cyrillic),
    "koi8-r": ("KOI8-R", _cyrillic),
    "shift_jis": ("Shift_JIS", _wide("euc_jp", 0xB0, 0xCF, _KANA, 0.2)),
    "euc_jp": ("EUC-JP", _wide("euc_jp", 0xB0, 0xCF, _KANA, 0.2)),
    "gb18030": ("GB 18030", _wide("gb2312", 0xB0, 0xD7, _CHINESE, 0.3)),
    "big5": ("Big5", _wide("big5", 0xA4, 0xC6, _CHINESE, 0.2)),
    "euc_kr": ("EUC-KR", _wide("euc_kr", 0xB0, 0xC8, _HANGUL, 0.2)),
}
