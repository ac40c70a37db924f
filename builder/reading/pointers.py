"""The pointer to the next file at the end of an answer: “Next file:”, its name, and the teaser after it."""

from __future__ import annotations

import re

from builder.reading.phrase import bare
from builder.reading.prompts import Found, Tail

_MOST = 9
_NEXT = r"(?:up )?next (?:file|document|doc|lesson|step|module|chapter|part) ?:?"
_NAME = r"[📁📄→➜➡\ufe0f>\s-]{0,6}(?P<name>[\w.~][^()\[\]<>|:]{0,120}\.(?:md|markdown|txt))"
_BOTH = re.compile(rf"{_NEXT}\s*{_NAME}(?P<rest>\s*[.!]?|\s*[(—–-].{{0,250}})", re.IGNORECASE)
_ONLY = re.compile(_NEXT, re.IGNORECASE)
_LONE = re.compile(rf"(?:📁\s*)?{_NAME}(?P<rest>\s*[.!]?|\s*[(—–-].{{0,250}})", re.IGNORECASE)


def find_pointer(tail: Tail) -> Found | None:
    """Return how many of the last lines point to the next file, and the names they give with their lines."""
    if not any("next" in tail.page.lines[place].casefold() for place in tail.places[-_MOST:]):
        return None
    lines = [bare(tail.page.lines[place]) for place in tail.places[-_MOST:]]
    places = tail.places[-_MOST:]
    for at in range(len(lines) - 1, -1, -1):
        if not tail.page.starts(places[at]):
            continue
        names: list[tuple[str, int]] = []
        after = at + 1
        both = _BOTH.fullmatch(lines[at])
        if both:
            names.append((both["name"].strip(), places[at]))
            rest = both["rest"]
        elif _ONLY.fullmatch(lines[at]):
            rest = ""
            while after < len(lines) and not rest.strip() and (lone := _LONE.fullmatch(lines[after])):
                names.append((lone["name"].strip(), places[after]))
                rest = lone["rest"]
                after += 1
        if names and _is_teaser(rest.strip(" .!"), lines[after:]):
            return Found(len(lines) - at, "next-file", True, tuple(names))
        if names and _is_remark(tail, places[after:]):
            # A remark without brackets could be the lesson's own.
            return Found(len(lines) - at, "next-file", False, tuple(names))
    return None


def _is_remark(tail: Tail, places: tuple[int, ...]) -> bool:
    """Tell whether the lines after a name are a short remark in plain sentences."""
    lines = [tail.page.lines[place].strip() for place in places]
    plain = all(line[0].isalnum() or line[0] in "*_“\"" for line in lines)
    return len(lines) <= 3 and plain and sum(len(line.split()) for line in lines) <= 40


def _is_teaser(rest: str, lines: list[str]) -> bool:
    """Tell whether what follows a name is nothing, or one remark in brackets over at most four lines."""
    if len(lines) > 4:
        return False
    text = " ".join([rest, *lines]).strip()
    if not lines and (not text or text[0] in "—–-"):
        return True
    if not text.startswith("(") or not text.rstrip(".!").endswith(")"):
        return False
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return not text[at + 1 :].strip(" .!")
    return False
