"""One line as words: what the patterns of chat are matched against.

`words` takes marks of headings and quotes, emphasis, ornaments and odd quotation marks off a line; what the author set
apart (bold, in quotes, back-quoted) is kept apart: `⟦NEXT⟧` for emphasis and quotes, `‹NEXT›` for code.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 400
"""Characters of the longest line that can be chat; longer ones are not looked at."""
_SPANS = (
    (re.compile(r"`([^`\n]{1,120})`"), r"‹\1›"),
    (re.compile(r"(\*\*|__)([^*_\n]{1,120})\1"), r"⟦\2⟧"),
    (re.compile(r"(?<!\w)([*_])([^*_\n]{1,120})\1(?!\w)"), r"⟦\2⟧"),
    (re.compile(r"[“„«\"]([^“”„«»\"\n]{1,80})[”“»\"]"), r"⟦\1⟧"),
    (re.compile(r"⟦{2,}"), "⟦"),
    (re.compile(r"⟧{2,}"), "⟧"),
)
_MARKS = re.compile("[⟦⟧‹›]")
_LEAD = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]+)?")


@lru_cache(4096)
def words(line: str) -> str:
    """Return *line* as words, or an empty text where it is too long to be chat."""
    if len(line) > LONGEST:
        return ""
    text = _LEAD.sub("", line).strip()
    for pattern, put in _SPANS:
        text = pattern.sub(put, text)
    text = _trim(text.replace("’", "'").replace("\u00a0", " "))
    if text.startswith("⟦") and text.endswith("⟧") and (text.count("⟦") > 1 or len(text.split()) > 2):
        # A whole sentence in bold is a sentence.
        text = _MARKS.sub("", text) if text.count("⟦") == 1 else _inner(text)
    return " ".join(text.split())


def _inner(text: str) -> str:
    """Return *text* without its first and last mark where these are a pair."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "⟦") - (char == "⟧")
        if depth == 0:
            return text[1:-1] if at == len(text) - 1 else text
    return text


def bare(line: str) -> str:
    """Return *line* as words without the marks of what was set apart."""
    return _MARKS.sub("", words(line)).strip()


def ornament(char: str) -> bool:
    """Tell whether *char* is an emoji, an arrow, a tick or part of one."""
    return char in "\ufe0f\u20e3\u200d" or (unicodedata.category(char) in {"So", "Sk"} or char in "→➜➡←↓")


def _trim(text: str) -> str:
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or ornament(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or ornament(text[end - 1])):
        end -= 1
    return text[start:end]
