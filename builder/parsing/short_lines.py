"""Lines that were meant to end where they end: poems, addresses, “Servers are pets.” / “Named.”

Markdown joins the lines of a paragraph, which is right for prose that an editor wrapped: there every line but the last is
nearly as wide as the page was. Lines are deliberate where none of them comes near that width and each break has a reason
besides: a sentence ends there, or what follows begins like one; or all lines are so short that nobody wraps text so.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from builder.parsing.maths import RESERVED
from builder.parsing.spans import shown

WIDEST = 45
_SHORT = 30
_END = re.compile(r"[.!?:;…。！？：；→=][\"'”’»)\]*_`]*$")
_BROKEN = re.compile(r"(?: {2,}|\\)$|<br\s*/?>\s*$", re.IGNORECASE)
_HTML = re.compile(r"</?[A-Za-z][^>]*>")


def keep_breaks(lines: list[str]) -> bool:
    """Tell whether the breaks between *lines*, a paragraph's, are deliberate."""
    if len(lines) < 2 or any(_BROKEN.search(line) for line in lines[:-1]):
        return False
    if any(line.startswith(("[", "![")) and line.rstrip().endswith((")", "]")) for line in lines):
        return False  # badges, lists of links, a note's mark
    bare = [shown(line).strip() for line in lines]
    if any(not text or RESERVED.search(line) or _HTML.search(line) for text, line in zip(bare, lines, strict=True)):
        return False
    widths = [_width(text) for text in bare]
    if max(widths) >= WIDEST:
        return False
    if len(bare) > 2 and max(widths) <= _SHORT:
        return True
    return all(_END.search(line) or _begins(after) for line, after in pairwise(bare))


def _begins(text: str) -> bool:
    """Tell whether *text* begins as a line of its own does: not with a small letter, nor with a mark of punctuation."""
    first = text.lstrip("\"'“‘«([_")[:1]
    return bool(first) and not first.islower() and (first.isalnum() or unicodedata.category(first)[0] == "S")


def _width(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text[:WIDEST])
