"""Fences that belong to the chat and not to the lesson: around a whole answer, stray at the end, with an export's id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.reading.page import Page

_ID = re.compile(r"(?P<name>[\w+#.-]{1,30})(?P<id>[ \t]+id=\"(?P<value>[0-9a-z]{5,8})\")[ \t]*")
_MARKDOWN = {"md", "markdown"}
_BARE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")
_OPEN = re.compile(r" {0,3}(`{3,}|~{3,})(?P<info>[^`\n]*)$")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")


def find_stray(page: Page) -> int | None:
    """Return the line of a fence that opens nothing: bare, in no list, and blank lines after it to the end."""
    if not page.fences:
        return None
    last = page.fences[-1]
    if last.last is not None or last.info or not last.top:
        return None
    return None if any(line.strip() for line in page.lines[last.first + 1 :]) else last.first


def find_wrapper(page: Page, gone: frozenset[int]) -> tuple[int, int] | None:
    """Return the lines of the fence around a whole answer: `md`, with a heading in it, all else *gone* or blank.

    Where the fences inside are as long as the outer ones, the block ends too early by the rules; then they must tell
    by their languages that they are inside.
    """
    kept = [at for at, line in enumerate(page.lines) if line.strip() and at not in gone and not page.rule(at)]
    if len(kept) < 3 or not page.fences or page.fences[0].first != kept[0] or not page.fences[0].top:
        return None
    outer = page.fences[0]
    if outer.info.lower() not in _MARKDOWN or not _BARE.match(page.lines[kept[-1]]):
        return None
    inside = page.lines[outer.first + 1 : kept[-1]]
    if not any(_HEADING.match(line) for line in inside):
        return None
    if outer.last == kept[-1]:
        return outer.first, outer.last
    stray = page.fences[-1]
    if stray.first != kept[-1] or stray.last is not None or not _pairs(inside, outer.mark):
        return None
    return outer.first, kept[-1]


def find_ids(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield line, the id taken out, and the fence without it. At least one id of the file must hold a digit."""
    found = [
        (fence.first, match) for fence in page.fences
        if (match := _ID.fullmatch(fence.info)) is not None and '"' in page.lines[fence.first]
    ]  # fmt: skip
    if any(any(char.isdigit() for char in match["value"]) for _, match in found):
        for at, match in found:
            before, _, after = page.lines[at].partition(match["id"])
            yield at, match["id"], before + after


def _pairs(inside: tuple[str, ...], mark: str) -> bool:
    """Tell whether the fences inside open with a language and close without one, turn by turn."""
    is_open, count = False, 0
    for line in inside:
        match = _OPEN.match(line)
        if match is None or match[1][0] != mark[0]:
            continue
        if is_open == bool(match["info"].strip()):
            return False
        is_open = not is_open
        count += 1
    return count > 0 and not is_open
