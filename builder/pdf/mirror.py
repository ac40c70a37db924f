"""Styles written for text from left to right become those for text from right to left.

`left` and `right` change places in properties, values, pages and margin boxes, as do the second and fourth of four values.
Rules of pages follow the book, all others the text: a lesson in Arabic may stand in an English book. Names of classes and
tokens stay, and so do rules of code, which runs from left to right everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAGE = re.compile(r"\s*(?:@page\b|\.sg-folio)")
_AS_IT_IS = re.compile(r"\bpre\b|(?<![\w-])code\b|\.sg-(?:ln|columns|right|tree|line|co)\b(?!-)|@font-face")
_IDENT = re.compile(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|[.#]?-{0,2}[A-Za-z_][\w-]*")
_FOUR = re.compile(r"(?<![\w-])(margin|padding|inset|border-(?:width|style|color))(\s*:\s*)([^;{}]+)")
_OTHER = {"left": "right", "right": "left"}


def mirrored(css: str, *, pages: bool, text: bool) -> str:
    """Return *css*, without comments, mirrored: the rules of pages with *pages*, all others with *text*."""
    return "".join(
        _turned(rule) if (pages if _PAGE.match(rule) else text) and not _AS_IT_IS.search(rule.partition("{")[0]) else rule
        for rule in _rules(css)
    )


def _rules(css: str) -> Iterator[str]:
    """Yield the top-level rules of *css*, one after the other, nothing left out."""
    start = depth = 0
    for brace in re.finditer(r"\"[^\"]*\"|[{}]", css):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start : brace.end()]
                start = brace.end()
    yield css[start:]


def _turned(rule: str) -> str:
    return _IDENT.sub(_word, _FOUR.sub(_values, rule))


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if word[0] in ".#\"'" or word.startswith(("--", "url(", "sg-")):
        return word
    return "-".join(_OTHER.get(part, part) for part in word.split("-"))


def _values(match: re.Match[str]) -> str:
    values = _split(match[3])
    if len(values) != 4:
        return match[0]
    return f"{match[1]}{match[2]}{values[0]} {values[3]} {values[2]} {values[1]}"


def _split(text: str) -> list[str]:
    """Return the values in *text*, parted by spaces outside brackets."""
    values, depth, now = [], 0, ""
    for char in text.strip():
        depth += (char == "(") - (char == ")")
        if char.isspace() and depth == 0:
            if now:
                values.append(now)
            now = ""
        else:
            now += char
    return [*values, now] if now else values
