"""Citation marks that chat programs leave in their answers, in forms nobody writes by hand.

`【12†source】` (Assistants API), `:contentReference[oaicite:3]{index=3}` and `([oai_citation:1‡site](url))` (ChatGPT's
copy button), `cite`, `turn0search1` between private-use signs U+E200 to U+E202 (its newer answers), with the signs or
without them. Of an `entity` between such signs the name stays. Code spans on the line are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.reading.page import Page

_TURN = r"turn\d{1,4}(?:search|news|view|file|fetch|image|video|ref|product|academia|reddit|forecast|finance|sports)\d{1,4}"
_MARK = re.compile(
    r"[ \t]?+(?:"
    r"【\d{1,4}(?::\d{1,4})?†[^】\n]{0,120}】"
    r"|:?contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?"
    r"|:?\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?"
    r"|\(\[oai_citation[\w-]{0,20}:\d{1,4}[^\]\n]{0,200}\]\([^()\s]{0,1000}\)\)"
    r"|\[oai_citation[\w-]{0,20}:\d{1,4}[^\]\n]{0,200}\]\([^()\s]{0,1000}\)"
    rf"|\ue200(?:cite|filecite|navlist|video|image_group|products?|forecast|finance)\ue202[^\ue200\ue201\n]{{0,2000}}\ue201"
    rf"|\b(?:file)?cite\ue202?{_TURN}(?:\ue202?{_TURN})*+"
    rf"|\ue202{_TURN}"
    r")"
)
_ENTITY = re.compile(r'(\ue200entity\ue202\[ ?"[^"\n]{0,60}", ?")([^"\n]{1,200})("[^\ue200\ue201\n]{0,400}\ue201)')
"""A name with a card behind it: kind, name, description. The name is text."""
_HINTS = ("†", "oaicite", "oai_citation", "\ue200", "\ue202", "citeturn")
_SPAN = re.compile(r"(`++)")


def find_citations(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield line, the marks taken out of it, and what is left, for every line of *page* that holds any."""
    for at, line in enumerate(page.lines):
        if page.code[at] or not any(hint in line for hint in _HINTS):
            continue
        taken: list[str] = []
        left = "".join(piece if is_code else _strip(piece, taken) for piece, is_code in _pieces(line))
        if taken:
            yield at, "".join(taken), left


def _strip(piece: str, taken: list[str]) -> str:
    def take(match: re.Match[str]) -> str:
        taken.append(match[0])
        return ""

    def name(match: re.Match[str]) -> str:
        taken.append(match[1] + match[3])
        return match[2]

    return _MARK.sub(take, _ENTITY.sub(name, piece))


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """Part *line* into text and code spans (CommonMark 6.1: as many back-quotes end a span as began it)."""
    parts = _SPAN.split(line)
    runs: dict[str, list[int]] = {}
    for place in range(len(parts) - 2, 0, -2):
        runs.setdefault(parts[place], []).append(place)
    at = 0
    while at < len(parts):
        if at % 2 == 0:
            yield parts[at], False
            at += 1
            continue
        ends = runs[parts[at]]
        while ends and ends[-1] <= at:
            ends.pop()
        if ends:
            yield "".join(parts[at : ends[-1] + 1]), True
            at = ends[-1] + 1
        else:
            yield parts[at], False
            at += 1
