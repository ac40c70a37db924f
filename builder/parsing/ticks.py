"""Lines that are list items in all but name: `✔ item` and `• item` lines inside a paragraph."""

from __future__ import annotations

import re

_TICK = re.compile(r"(?:✔|✅|☑|✓)\ufe0f?\s*(?=\S)")
_BULLET = re.compile(r"[•▸‣▪●]\s+(?=\S)")
Piece = str | tuple[str, list[str]]


def split_ticks(text: str) -> list[Piece]:
    """Return the paragraphs (text) and lists (class, items) that the lines of *text* are.

    A single bulleted line is no list: a lone `✔` line is one, since nobody begins a sentence with it.
    """
    pieces: list[Piece] = []
    for line in text.split("\n"):
        kind, item = _item(line)
        if item is None:
            if pieces and isinstance(pieces[-1], str):
                pieces[-1] = f"{pieces[-1]}\n{line}"
            else:
                pieces.append(line)
        elif pieces and not isinstance(pieces[-1], str) and pieces[-1][0] == kind:
            pieces[-1][1].append(item)
        else:
            pieces.append((kind, [item]))
    return pieces


def strip_tick(text: str) -> str | None:
    """Return *text* without the tick it starts with, or None when it starts with none."""
    match = _TICK.match(text)
    return text[match.end():] if match else None


def _item(line: str) -> tuple[str, str | None]:
    for pattern, kind in ((_TICK, "sg-tick"), (_BULLET, "")):
        match = pattern.match(line)
        if match:
            return kind, line[match.end():]
    return "", None
