"""What a file's or folder's name says: natural order, the lesson's number, a title, a slug."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")
_NUMBER = re.compile(
    r"^\s*(?:(?:lesson|chapter|ch|step|day|week|module|unit|part|lecture|session|tema|kapitel|section)[\s._-]*)?"
    r"(\d{1,4})(?![\d])(?:[\s._)-]+|$)",
    re.IGNORECASE,
)
_SUB = re.compile(r"^\d+(?:[\s._)-]+|$)")
_HEADS = frozenset({"readme", "index", "_index", "introduction", "intro", "preface", "foreword"})
LEFT_OUT = re.compile(
    r"(?:licen[cs]e|copying|copyright|code[-_ ]?of[-_ ]?conduct|conduct|contributing|contributors?[-_ ]guide|"
    r"change[-_ ]?log|changes|release[-_ ]?notes|security|pull_request_template|issue_template)"
    r"(?:[-_.][\w.-]*)?",
    re.IGNORECASE,
)
"""Stems of files about a repository, not of its lessons."""


def natural_key(name: str) -> tuple[object, ...]:
    """Return a sort key that puts `2-` before `10-`, and a README, index or introduction first."""
    stem = name.rsplit(".", 1)[0].strip().casefold()
    head = 0 if stem in _HEADS else 1
    parts = [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in _DIGITS.split(name.strip().casefold())
        if part
    ]
    return (head, *parts)


def name_number(stem: str) -> int | None:
    """Return the number a name starts with (`02-x`, `day 7`), or None; `4_1-x` has no single number."""
    match = _NUMBER.match(stem)
    if match is None or _SUB.match(stem[match.end() :]):
        return None
    return int(match[1])


def title_of(name: str) -> str:
    """Return a title made from a file's or folder's name: number and separators gone, first letter large."""
    stem = re.sub(r"\.(?:md|markdown|txt)$", "", name, flags=re.IGNORECASE).strip()
    match = _NUMBER.match(stem)
    if match and stem[match.end() :].strip():
        stem = stem[match.end() :]
    words = re.sub(r"[\s_-]+", " ", stem).strip() or name
    return words[:1].upper() + words[1:]


def slug_of(text: str) -> str:
    """Return *text* in lower case, letters and digits of any script kept, all else one hyphen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else "-" for char in folded)
    return re.sub(r"-+", "-", kept).strip("-") or "lesson"
