"""The lines of a lesson while they are translated, with the lines of the file they stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})[ \t]*([^\n]*)")
_TICKS = re.compile(r"`+")


@dataclass(slots=True)
class Notes:
    """What was taken out (line, text), and problems as (line, level, code, message); lines of the file, from 0."""

    changes: list[tuple[int, str]] = field(default_factory=list)
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """Lines, and the line of the file each stands for."""

    lines: list[str]
    at: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.at = self.at or list(range(len(self.lines)))

    def code(self) -> list[bool]:
        """Tell of every line whether it belongs to a fenced code block, its fences among it."""
        flags = []
        closing = ""
        for line in self.lines:
            if closing:
                flags.append(True)
                if closes(line, closing):
                    closing = ""
                continue
            fence = opens(line)
            closing = fence[0] if fence else ""
            flags.append(bool(fence))
        return flags


def opens(line: str) -> tuple[str, str] | None:
    """Return marks and info string of the fence *line* opens, if it does."""
    fence = _FENCE.match(line)
    if fence is None or (fence[1][0] == "`" and "`" in fence[2]):
        return None
    return fence[1], fence[2].strip()


def closes(line: str, marks: str) -> bool:
    """Tell whether *line* closes a fence opened by *marks*."""
    bare = line.strip().lstrip("> \t")
    return bare.startswith(marks) and not bare.strip(marks[0])


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """Return *line* with *change* done to what stands outside its code spans."""
    if "`" not in line:
        return change(line)
    runs = list(_TICKS.finditer(line))
    later: dict[str, list[int]] = {}
    for at, run in enumerate(runs):
        later.setdefault(run[0], []).append(at)
    made, end, after = [], 0, -1
    for at, run in enumerate(runs):
        if at <= after:
            continue
        places = later[run[0]]
        place = bisect_right(places, at)
        if place < len(places):
            partner = places[place]
            made += [change(line[end : run.start()]), line[run.start() : runs[partner].end()]]
            end, after = runs[partner].end(), partner
        else:
            made += [change(line[end : run.start()]), run[0]]
            end = run.end()
    return "".join([*made, change(line[end:])])
