"""Headings that skip a level: the book closes the gap, other readers of the file do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.page import Sheet
from builder.model import Problem

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+\S")


def find_headings(sheet: Sheet) -> Iterator[Problem]:
    """Yield the headings more than one level below the one before."""
    last = 0
    for at, line in enumerate(sheet.page.lines):
        heading = None if "#" not in line or sheet.page.code[at] else _HEADING.match(line)
        if heading is None:
            continue
        level = len(heading[1])
        if last and level > last + 1:
            message = f"a heading of level {level} below one of level {last}; it is set as level {last + 1}"
            yield sheet.problem(at, "info", "heading-jump", message)
        last = level
