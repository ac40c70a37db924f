"""Tables wider than the page, estimated: a column is at least as wide as its longest unbreakable word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.page import Sheet, columns
from builder.model import Problem

WIDEST = 104
"""Characters a line of a table holds on A4, the space between columns counted as three."""

_DELIMITER = re.compile(r"^[\s>]*\|?\s*+:?-+:?\s*+(?:\|\s*+:?-+:?\s*+)*+\|?\s*$")
_TARGET = re.compile(r"\]\([^()]*\)|<[^<>]*>|[*_`\[\]]")
_CELL = re.compile(r"(?<!\\)\|")


def find_tables(sheet: Sheet) -> Iterator[Problem]:
    """Yield the tables whose longest words do not fit beside each other."""
    lines, code = sheet.page.lines, sheet.page.code
    end = 0
    for at in range(1, len(lines)):
        line = lines[at]
        if at < end or "-" not in line or "|" not in line or code[at] or "|" not in lines[at - 1] or not _DELIMITER.match(line):
            continue
        widths: list[int] = []
        for row in (at - 1, *range(at + 1, len(lines))):
            if row > at and (not lines[row].strip() or "|" not in lines[row]):
                break
            end = row + 1
            cells = _CELL.split(_TARGET.sub("", lines[row]).strip().strip("|"))
            for place, cell in enumerate(cells):
                if place == len(widths):
                    widths.append(0)
                widths[place] = max(widths[place], max(map(columns, cell.split()), default=0))
        width = sum(widths) + 3 * len(widths)
        if width > WIDEST:
            message = f"this table of {len(widths)} columns needs about {width} characters; a page has {WIDEST}, so words in it break"
            yield sheet.problem(at - 1, "warning", "table-wide", message)
