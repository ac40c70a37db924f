"""Lines that are list items in all but name: `✔ item` and `• item` lines inside a paragraph."""

from __future__ import annotations

import re

_TICK = re.compile(r"(?:✔|✅|☑|✓)\ufe0f?\s*(?=\S)")
_BULLET = re.compile(r"[•▸‣▪●]\s+(?=\S)")
_ANY = re.compile(rf"^(?:{_TICK.pattern}|{_BULLET.pattern})", re.MULTILINE)
Piece = str | tuple[str, list[str]]


def split_ticks(text: str) -> list[Piece]:
    """Return the paragraphs (text) and lists (class, items) that the lines of *text* are."""
    if not _ANY.search(text):
        return [text]
    runs: list[tuple[str | None, list[str]]] = []
    for line in text.split("\n"):
        kind, item = _item(line)
        if not runs or runs[-1][0] != kind:
            runs.append((kind, []))
        runs[-1][1].append(item)
    return ["\n".join(lines) if kind is None else (kind, lines) for kind, lines in runs]


def strip_tick(text: str) -> str | None:
    """Return *text* without the tick it starts with, or None when it starts with none."""
    match = _TICK.match(text)
    return text[match.end() :] if match else None


def _item(line: str) -> tuple[str | None, str]:
    for pattern, kind in ((_TICK, "sg-tick"), (_BULLET, "")):
        match = pattern.match(line)
        if match:
            # A hard break after an item has done its work.
            return kind, line[match.end() :].rstrip().removesuffix("\\").rstrip()
    return None, line
