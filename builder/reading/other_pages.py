"""Mojibake of further code pages (Windows-1251, 1250, 1253, Mac Roman) is repaired by ftfy, line by line."""

from __future__ import annotations

import re

_ENCODINGS = re.compile(
    r"mojibake|encod|decod|utf-?8|utf8|cp-?1252|cp-?1254|windows-125|latin-?1|iso-?8859|unicode|charset|garbled|"
    r"code page",
    re.IGNORECASE,
)
# The dash, the quotation marks and the commonest letters as Windows-1251, 1250, 1253 and Mac Roman show them.
_OTHERS = re.compile("вЂ|Р[°±µ»ѕ]|С[‚ЂЃ€Ѓ]|Ã[ˇ©­ł¶Ľź]|‚Ä|√[©®°±∂ß§ºÑú]|ΓΑ|β€")


def talks_of_encodings(line: str) -> bool:
    """Tell whether *line* is about encodings, so that what is garbled in it may be its subject."""
    return _ENCODINGS.search(line) is not None


def by_ftfy(lines: list[str]) -> list[str]:
    """Repair whole lines that are garbled in another code page; a line that cannot be wholly repaired stays."""
    hits = [at for at, line in enumerate(lines) if not line.isascii() and _OTHERS.search(line)]
    if not hits:
        return lines
    import ftfy
    import ftfy.badness

    rules = ftfy.TextFixerConfig(
        restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False
    )
    out = list(lines)
    for at in hits:
        line = lines[at]
        if ftfy.badness.is_bad(line) and not talks_of_encodings(line):
            fixed = ftfy.fix_encoding(line, config=rules)
            if len(fixed) < len(line) and not ftfy.badness.is_bad(fixed):
                out[at] = fixed
    return out if out != lines else lines
