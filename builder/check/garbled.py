"""Text that still looks as if it was read in a wrong code page, after all that could be repaired was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import ftfy.badness

from builder.check.page import Sheet
from builder.model import Problem

_SHOWN = re.compile(r"`[^`]*`")
_QUICK = re.compile("[\u0080-\u009f\u00c2-\u00c5\u00e2\u00f0\u011f\u0393\u2261][\u0080-\u024f\u02c6-\u02dc\u2010-\u2122\u2500-\u25a0]")
"""What nearly all garbled text holds: the first byte of a sequence, read as a letter, and a character after it."""


def find_garbled(sheet: Sheet) -> Iterator[Problem]:
    """Yield the lines outside code that look garbled; what stands in back-quotes is shown on purpose."""
    text = sheet.source.text
    if text.isascii() or not _QUICK.search(text):
        return
    for at, line in enumerate(sheet.page.lines):
        if line.isascii() or sheet.page.code[at] or not _QUICK.search(line):
            continue
        if ftfy.badness.is_bad(_SHOWN.sub("", line[:4000])):
            words = " ".join(line.split())
            shown = words if len(words) <= 60 else words[:59] + "…"
            yield sheet.problem(at, "warning", "garbled", f"this looks garbled and could not be repaired: {shown}")
