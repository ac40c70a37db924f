"""Code blocks: one that names no language, one with lines wider than the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.page import Sheet, columns
from builder.model import Problem

WIDEST = 72
"""Columns of a code line on A4; longer ones wrap with a mark."""

_CODE = re.compile(r"[{};=<>$\\`@&]|\w\(|\w_\w|\w\.\w|(?:^|\s)--?\w|\w/\w|::|^[ \t]*#!|^[ \t]*(?:def|class|import|from|return|print|echo|cd|ls|sudo|git|docker|kubectl|npm|pip)\b", re.MULTILINE)  # fmt: skip
_DRAWN = re.compile("[\u2190-\u21ff\u2500-\u259f\u25b2-\u25c5\u27f5-\u27ff]|(?:^|\\s)[-=]{2,}>|\\+[-=]{2,}\\+")


def find_fences(sheet: Sheet) -> Iterator[Problem]:
    """Yield code that names no language, and code with lines wider than the page."""
    lines = sheet.page.lines
    for fence in sheet.page.fences:
        end = fence.last if fence.last is not None else len(lines)
        body = lines[fence.first + 1 : end]
        text = "\n".join(body)
        if not fence.info.strip() and _CODE.search(text) and not _DRAWN.search(text):
            yield sheet.problem(
                fence.first, "info", "fence-language",
                "this code names no language, so it is not coloured: write one after the fence (text for plain text)",
            )  # fmt: skip
        yield from _wide(sheet, fence.first, body)


def _wide(sheet: Sheet, first: int, body: tuple[str, ...]) -> Iterator[Problem]:
    """Yield one finding for all lines of a block that are too wide, at the first of them."""
    opening = sheet.page.lines[first]
    indent = len(opening) - len(opening.lstrip())
    wide = []
    for at, line in enumerate(body, first + 1):
        if len(line) * 2 <= WIDEST or line.lstrip().startswith("{{#"):  # an include of mdBook, not code
            continue
        line = line.expandtabs(4).rstrip()
        width = columns(line) - min(indent, len(line) - len(line.lstrip()))
        if width > WIDEST:
            wide.append((at, width))
    if wide:
        lines = "this code line has" if len(wide) == 1 else f"{len(wide)} lines of this code have up to"
        width = max(width for _, width in wide)
        message = f"{lines} {width} columns; what is over {WIDEST} wraps"
        yield sheet.problem(wide[0][0], "info", "code-wide", message)
