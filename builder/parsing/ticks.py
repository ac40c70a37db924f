"""Lines that are list items in all but name: `✔ item`, and where there are several `▸ item`, `• item`, `– item` …

A line that is indented below one goes on with it. Ticks and crosses together are a list that keeps its marks: there
the mark is what the line says. A dialogue, whose lines begin with dashes too, is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.parsing.spans import Span

_TICK = re.compile(r"(?:✔|✅|☑|✓)\ufe0f?\s*(?=\S)")
_CROSS = re.compile(r"[❌✗✘✖❎]\ufe0f?\s*(?=\S)")
_BULLET = re.compile(r"([•▸‣▪●◦▹►➤➢👉–])\ufe0f?\s+(?=\S)")
_ANY = re.compile(rf"{_TICK.pattern}|{_CROSS.pattern}|{_BULLET.pattern}")
_INDENTED = re.compile(r"[ \t]{2,}\S")
_SPEECH = re.compile(r"[?!…“”„«»\"][*_]*|[.][*_]*$")
_Items = list[tuple[int, list[str]]]


def find_ticks(lines: list[str], before: str) -> list[Span]:
    """Return the lists of ticks among *lines*; *before* is the line above them and tells nothing."""
    return [span for span in (_ticks(items, end) for items, end in _runs(lines, _mark)) if span]


def find_bullets(lines: list[str], before: str) -> list[Span]:
    """Return the lists with bullets among *lines*; *before* is the line above them, which may lead in to one."""
    spans: list[Span] = []
    for items, end in _runs(lines, bullet):
        start = items[0][0]
        lead = lines[start - 1] if start else before
        if len(items) < 2 and not lead.rstrip().rstrip("*_").endswith((":", "：")):
            continue
        if bullet(lines[start]) == "–" and any(_SPEECH.search(text[0]) for _, text in items):
            continue
        spans.append(Span(start, end, "bullet", items=_bare(items, _BULLET)))
    return spans


def strip_tick(text: str) -> str | None:
    """Return *text* without the tick it starts with, or None when it starts with none."""
    match = _TICK.match(text)
    return text[match.end() :] if match else None


def bullet(line: str) -> str:
    """Return the bullet *line* begins with, or nothing."""
    found = _BULLET.match(line.lstrip(" \t"))
    return found[1] if found else ""


def _mark(line: str) -> str:
    bare = line.lstrip(" \t")
    return "tick" if _TICK.match(bare) or _CROSS.match(bare) else ""


def _ticks(items: _Items, end: int) -> Span | None:
    crossed = sum(bool(_CROSS.match(text[0])) for _, text in items)
    if not crossed:
        return Span(items[0][0], end, "tick", items=_bare(items, _TICK), mark="sg-tick")
    if len(items) == 1:
        return None
    kept = tuple((at, "\n".join(text)) for at, text in items)
    return Span(items[0][0], end, "tick", items=kept, mark="sg-marked")


def _runs(lines: list[str], kind_of: Callable[[str], str]) -> list[tuple[_Items, int]]:
    """Return the runs of lines that *kind_of* names alike, as items, and the line after each."""
    runs: list[tuple[_Items, int]] = []
    last = ""
    for at, line in enumerate(lines):
        kind = kind_of(line)
        # A hard break after an item has done its work.
        text = line.strip().removesuffix("\\").rstrip()
        if kind and kind == last:
            runs[-1][0].append((at, [text]))
        elif kind:
            runs.append(([(at, [text])], at))
        elif last and text and _INDENTED.match(line) and not _ANY.match(text):
            runs[-1][0][-1][1].append(text)
        elif last and not text:
            continue
        else:
            last = ""
            continue
        last = kind or last
        runs[-1] = (runs[-1][0], at + 1)
    return runs


def _bare(items: _Items, pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    return tuple((at, pattern.sub("", "\n".join(text), count=1)) for at, text in items)
