"""Headings that only name the file they stand in: “# 📁 File: `01-name.md`”."""

from __future__ import annotations

import re

from builder.reading.page import Page
from builder.reading.phrase import bare

_LABEL = re.compile(r"file(?: ?name)? ?: ?(?P<name>[^\n|<>:]{1,160}\.(?:md|markdown|txt))", re.IGNORECASE)
_SIGNS = "📁📂📄🗂📝📃"


def file_label(line: str) -> str | None:
    """Return the file name in *line* when all it says is “File: name.md”, with or without marks around it."""
    if len(line) > 300 or "file" not in line.casefold():
        return None
    match = _LABEL.fullmatch(bare(line))
    return match["name"].strip() if match else None


def is_label(page: Page, at: int, own: str) -> bool:
    """Tell whether line *at* is a label and no title: it names *own*, or it is a heading with the title after it."""
    if page.code[at] or (name := file_label(page.lines[at])) is None:
        return False
    heading = page.heading(at)
    signed = any(sign in page.lines[at] for sign in _SIGNS)
    if same_file(name, own):
        return heading is not None or ((signed or "**" in page.lines[at]) and page.starts(at))
    return heading is not None and signed and _title_follows(page, at, heading[0])


def same_file(name: str, other: str) -> bool:
    """Tell whether two names mean one file: case, spaces, zeros before a number and the ending do not count."""
    return bool(file_key(name)) and file_key(name) == file_key(other)


def file_key(name: str) -> str:
    """Return what is the same in all names that mean one file."""
    base = re.split(r"[/\\]", name)[-1].strip().casefold()
    base = re.sub(r"\.(?:md|markdown|txt)$", "", base)
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\s_-]+", "-", base))


def _title_follows(page: Page, at: int, level: int) -> bool:
    for place in range(at + 1, min(len(page.lines), at + 12)):
        heading = page.heading(place)
        if heading:
            return heading[0] <= level
        if page.lines[place].strip() and not page.rule(place):
            return False
    return False
