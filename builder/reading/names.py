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
_SUB_NUMBERS = re.compile(r"^(?:\d{1,3}(?![\w])[\s._)-]*)+")
_CHAPTER = re.compile(r"第([\d一二三四五六七八九十百]{1,7})(?=[章节節讲講课課回話话部编編])")
_CHINESE = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_HEADS = frozenset({"readme", "index", "_index", "introduction", "intro", "preface", "foreword"})
LEFT_OUT = re.compile(
    r"(?i:(?:licen[cs]e(?:s|[-_.](?:mit|apache|bsd|l?gpl|mpl|cc|isc|unlicense|code|docs?|text|content|summary|sample\w*"
    r"|txt|md|[\w.]*\d[\w.]*)[\w.-]*)?|copying|copyright|code[-_ ]?of[-_ ]?conduct|conduct|contributing|contributors?[-_ ]guide|"
    r"change[-_ ]?log|release[-_ ]?notes|pull_request_template|issue_template|requirements|robots|cmakelists|404)"
    r"(?:[-_.][a-z]{2}(?:[-_][a-z]{2,4})?)?)"
    # Words a lesson may be called too: only in the capitals such files have.
    r"|SECURITY|CHANGES|AUTHORS|CODEOWNERS|CONTRIBUTORS|FUNDING|GOVERNANCE|MAINTAINERS|SUPPORT"
)
"""Stems of files about a repository, not of its lessons."""


def natural_key(name: str) -> tuple[object, ...]:
    """Return a sort key that puts `2-` before `10-`, and a README, index or introduction first."""
    stem = re.sub(r"\.(?:md|markdown|txt)$", "", name.strip(), flags=re.IGNORECASE).casefold()
    head = 0 if stem in _HEADS else 1
    stem = _CHAPTER.sub(lambda match: f"第{_value(match[1])}", stem)
    parts = [
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(stem) if part
    ]
    return (head, *parts)


def _value(number: str) -> int:
    """Return the value of a number in digits or Chinese numerals below a thousand."""
    if number.isdecimal():
        return int(number)
    total = last = 0
    for char in number:
        if char in "十百":
            total += (last or 1) * (10 if char == "十" else 100)
            last = 0
        else:
            last = last * 10 + (int(char) if char.isdecimal() else _CHINESE[char])
    return total + last


def name_number(stem: str) -> int | None:
    """Return the number a name starts with (`02-x`, `day 7`), or None; `4_1-x` has no single number."""
    chapter = _CHAPTER.match(stem.strip())
    if chapter:
        return _value(chapter[1])
    match = _NUMBER.match(stem)
    if match is None or _SUB.match(stem[match.end() :]):
        return None
    return int(match[1])


def title_of(name: str) -> str:
    """Return a title made from a file's or folder's name: number and separators gone, first letter large."""
    stem = re.sub(r"\.(?:md|markdown|txt)$", "", name, flags=re.IGNORECASE).strip()
    match = _NUMBER.match(stem)
    if match:
        rest = _SUB_NUMBERS.sub("", stem[match.end() :])
        stem = rest if rest.strip() else stem
    words = re.sub(r"[\s_-]+", " ", stem).strip() or name
    return words[:1].upper() + words[1:]


def language_tag(value: object) -> str:
    """Return *value* as a language tag (BCP 47, as far as its form goes); empty when it is none."""
    tag = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else ""


def slug_of(text: str) -> str:
    """Return *text* in lower case, letters and digits of any script kept, all else one hyphen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else "-" for char in folded)
    return re.sub(r"-+", "-", kept).strip("-") or "lesson"
