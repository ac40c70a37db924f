"""Trees and boxes drawn with characters in running text: three or more lines in a row that hold `├`, `└`, `│`, `|--` …

A line of text straight above that is no sentence is the root; such a line between two of them belongs to the drawing.
"""

from __future__ import annotations

import re

from builder.parsing.spans import Span

_FEWEST = 3
_LONGEST = 60
_DRAWN = re.compile(r"[\u2502-\u257f]|─[ \t]*\S*?[^─\s]|^[ \t|]*[|`+\\]-{2,}[ \t]*\w|^[ \t]*\|[ \t]*$")
_STRONG = re.compile(r"[\u2502-\u257f]|[|`+]-{2,}")
_PROSE = re.compile(r"[.:!?;,。：！？][\"'”’)*_]*$")


def find_trees(lines: list[str]) -> list[Span]:
    """Return the drawings among *lines*."""
    drawn = [len(line) < 400 and bool(_DRAWN.search(line)) for line in lines]
    if sum(drawn) < _FEWEST:
        return []
    spans: list[Span] = []
    at = 0
    while at < len(lines):
        if not drawn[at]:
            at += 1
            continue
        start = at
        while at < len(lines) and (drawn[at] or (at + 1 < len(lines) and drawn[at + 1] and _is_root(lines[at]))):
            at += 1
        if sum(drawn[start:at]) >= _FEWEST and any(_STRONG.search(line) for line in lines[start:at]):
            if start and _is_root(lines[start - 1]):
                start -= 1
            spans.append(Span(start, at, "tree"))
    return spans


def _is_root(line: str) -> bool:
    return bool(line.strip()) and len(line) <= _LONGEST and not _PROSE.search(line.rstrip())
