"""Names of lesson files and folders: what a transcript says goes in, a name that is safe on every file system comes out."""

from __future__ import annotations

import re
import unicodedata

from builder.reading.names import slug_of
from builder.reading.phrase import bare

_ENDING = re.compile(r"\.(?:md|markdown|txt)$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_STEP = re.compile(r"(?:step|lesson|chapter|module|part|day)?[ #-]*\d{1,3}(?:\ufe0f?\u20e3)*[\s.:)—–-]+", re.IGNORECASE)
_LONGEST = 100


def safe_name(name: str) -> str | None:
    """Return the file name in *name* with `.md`: no folder, nothing a file system refuses; None when nothing is left."""
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    base = _FORBIDDEN.sub("", "".join(char for char in base if unicodedata.category(char)[0] != "C"))
    stem = _cut(_ENDING.sub("", base.strip()).strip(" ."), _LONGEST)
    if not stem or not any(char.isalnum() for char in stem):
        return None
    return f"{stem}-lesson.md" if _RESERVED.fullmatch(stem) else f"{stem}.md"


def made_name(number: int, title: str) -> str:
    """Return the file name of a lesson that has none: its number and the words of its title."""
    words = bare(title)
    words = _STEP.sub("", words, count=1) if _STEP.match(words) else words
    return f"{number:02d}-{folder_name(words, 'lesson')}.md"


def folder_name(title: str, fallback: str) -> str:
    """Return a folder's name made of *title*."""
    slug = _cut(slug_of(title), 60).strip("-") if any(char.isalnum() for char in title) else ""
    return f"{slug}-chat" if slug and _RESERVED.fullmatch(slug) else slug or fallback


def unique(name: str, taken: dict[str, int]) -> str:
    """Return *name*, with a number before its ending when it is *taken*, and mark it as taken; case does not count.

    *taken* holds for each name the last number tried, so that thousands of one name are no more work each than one.
    """
    stem, ending = (name[:-3], ".md") if name.endswith(".md") else (name, "")
    count, made = taken.get(name.casefold(), 1), name
    while made.casefold() in taken:
        count += 1
        made = f"{stem}-{count}{ending}"
    taken[made.casefold()] = taken.get(made.casefold(), 1)
    taken[name.casefold()] = count
    return made


def _cut(text: str, size: int) -> str:
    while len(text.encode("utf-8", "replace")) > size:
        text = text[: min(len(text) - 1, size)]
    return text
