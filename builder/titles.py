"""Titles where there is little room: contents, outlines, navigation. A long one is cut at a word, a long list ended by "…"."""

from __future__ import annotations

import re

from builder.model import Section

LISTED = 200
"""Sections below one heading that an outline or the navigation lists."""
_LAST = re.compile(r"(\S+) (\S{1,9})$")
_HOLDS = 24
"""Letters from which a title in large type may take a second line."""


def clip(text: str, most: int = 120) -> str:
    """Return *text* in at most *most* characters, cut at a word where one ends in its second half, with " …" then."""
    if len(text) <= most:
        return text
    text = text[: most - 2]
    head, _, _ = text.rpartition(" ")
    return (head if len(head) > most // 2 else text).rstrip(" ,;:.—–-") + " …"


def listed(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return *sections*; of more than `LISTED` the first, and an entry "…" that leads to the next."""
    if len(sections) <= LISTED:
        return sections
    return (*sections[:LISTED], Section(sections[LISTED].id, "…", sections[LISTED].level))


def hold(text: str) -> str:
    """Return *text*, plain or XHTML, with its last two words held together: no line of a title has one short word alone."""
    if len(text) < _HOLDS or text.count(" ") < 3 or "<" in text[-_HOLDS:]:
        return text
    return _LAST.sub("\\1\u00a0\\2", text)
