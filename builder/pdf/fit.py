"""Fit a text to a box of fixed size: XHTML goes in, the largest size at which it fits comes out, cut where none does.

1. Estimate the height of each block from widths of letters.   2. Take the largest size at which all of it fits.
3. At the smallest, keep whole blocks, then lines, as far as they fit; what is left out is told to the caller.

The estimate errs on the side of more lines: a box with a line to spare is better than one that cuts a line.
"""

from __future__ import annotations

import copy
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache

STEPS = (1.33, 1.1, 0.9, 0.76)
"""Sizes of the text in the box, times the theme's own, largest first; the last is the floor."""
LEADING, CODE, CODE_LEADING, SMALL = 1.36, 0.82, 1.3, 0.85
"""Leading of text, size and leading of code, size of tables: all times the size of the text; the styles have the same."""
PICTURE, GAP, INDENT = 22 * 72 / 25.4, 4.0, 15.0
"""Points: the height of a picture at most, the space after a block, the indent of a list."""
_NARROW, _BROAD = frozenset("iljtfrI.,;:'|!()[]/- \u00a0’‘-"), frozenset("mwMW@%—…")
_LISTS, _BLOCKS = ("ul", "ol"), ("p", "li", "ul", "ol", "pre", "table", "blockquote", "div", "section", "aside", "figure", "dl", "dd", "h3", "h4", "h5", "h6")
_MONO = 0.6


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is shown: *html* at *size* points with *leading*; *cut* tells whether something is left out."""

    html: str
    size: float
    leading: float
    cut: bool


def fit(html: str, text: float, width: float, height: float) -> Fitted:
    """Return *html* as it fits a box of *width* by *height* points, where the theme's text is *text* points."""
    root = ET.fromstring(f"<div>{html}</div>")
    for share in STEPS:
        size = round(text * share, 1)
        if _height(root, size, width) <= height:
            return Fitted(html, size, round(size * LEADING, 2), False)
    kept, _ = _take(root, size, width, height - size * LEADING)
    inside = "".join(ET.tostring(block, encoding="unicode") for block in kept) if kept is not None else ""
    return Fitted(inside, size, round(size * LEADING, 2), True)


def _height(block: ET.Element, size: float, width: float) -> float:
    """Return the height of *block* in points."""
    lead = size * LEADING
    if block.tag == "pre":
        return _code_lines(block, size, width) * size * CODE * CODE_LEADING + 2 * GAP
    if block.tag == "table":
        return sum(_rows(block, size, width)) + 2 * GAP
    if block.tag in ("img", "svg"):
        return PICTURE + GAP
    if block.tag == "hr":
        return 2 * GAP
    if block.tag in _LISTS:
        return sum(_height(item, size, width - INDENT) for item in block) + GAP
    inner = width - INDENT if block.tag in ("blockquote", "aside", "dd") else width
    pictures = PICTURE * sum(1 for child in block if child.tag not in (*_BLOCKS, "img", "svg") and child.find(".//img") is not None)
    raised = 1.2 * lead * sum("sg-display" in (part.get("class") or "") for part in block.iter("span"))
    total = lines(_own_words(block), size, inner) * lead + pictures + raised
    total += sum(_height(child, size, inner) for child in block if child.tag in _BLOCKS or child.tag in ("img", "hr", "svg"))
    return total + (GAP if block.tag != "li" else 0)


def _own_words(block: ET.Element) -> str:
    """Return the words of *block* that stand in none of the blocks inside it."""
    parts = [block.text or ""]
    for child in block:
        if child.tag not in _BLOCKS:
            parts += child.itertext()
        parts.append(child.tail or "")
    return "".join(parts)


def _code_lines(block: ET.Element, size: float, width: float) -> int:
    columns = max(8, int(width / (size * CODE * _MONO)))
    return sum(1 + max(0, len(line) - 1) // columns for line in "".join(block.itertext()).rstrip("\n").split("\n"))


def _rows(table: ET.Element, size: float, width: float) -> list[float]:
    """Return the heights of the rows of *table*; columns share the width by their longest cell."""
    small = size * SMALL
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    longest = [0.0] * max(map(len, rows), default=0)
    for row in rows:
        for at, cell in enumerate(row):
            longest[at] = max(longest[at], small * (_width(" ".join(cell.split())) + 0.5) + 1.5 * GAP)
    share = min(1.0, width / (sum(longest) or 1.0))
    room = [max(20.0, one * share - 1.5 * GAP) for one in longest]
    return [
        max((lines(cell, small, room[at]) for at, cell in enumerate(row)), default=1) * small * LEADING + GAP for row in rows
    ]  # fmt: skip


def lines(text: str, size: float, width: float) -> int:
    """Return the lines *text* takes at *size* in a column of *width*, at most: filled greedily, long words broken."""
    return len(_wrapped(text, size, width))


def _wrapped(text: str, size: float, width: float) -> list[str]:
    """Return the lines of *text*."""
    made: list[str] = []
    line: list[str] = []
    used = 0.0
    # No line of Chinese or Japanese may begin with a full stop, so some end a sign early.
    room = width / size - (1.0 if any(unicodedata.east_asian_width(char) in "WF" for char in text) else 0.0)
    space = _em(" ")
    for word in text.split():
        wide = _width(word)
        if line and used + space + wide > room:
            made.append(" ".join(line))
            line, used = [], 0.0
        while wide > room:  # broken within
            at = max(1, int(len(word) * room / wide))
            made.append(word[:at])
            word = word[at:]
            wide = _width(word)
        used += wide + (space if line else 0)
        line.append(word)
    return [*made, " ".join(line)] if line else made


@lru_cache(maxsize=20_000)
def _width(word: str) -> float:
    return sum(map(_em, word))


@lru_cache(maxsize=4_000)
def _em(char: str) -> float:
    """Return the width of *char* in ems: a little more than that of the faces we set cards in."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if char in _NARROW:
        return 0.36
    if char in _BROAD:
        return 0.95
    return 0.72 if char.isupper() else 0.6


def _take(block: ET.Element, size: float, width: float, room: float) -> tuple[ET.Element | None, float]:
    """Return as much of *block* as fits *room*, and its height; None where that is nothing."""
    tall = _height(block, size, width)
    if tall <= room:
        return block, tall
    if block.tag in ("p", "li", "h3", "h4", "h5", "h6") and not any(child.tag in _BLOCKS for child in block):
        return _cut_words(block, size, width, room)
    code = block if block.tag == "pre" else block.find("pre") if block.tag == "figure" else None
    if code is not None:
        return _cut_code(code, size, width, room)
    if block.tag == "table":
        return _cut_table(block, size, width, room)
    if block.tag in ("img", "hr", "figure"):
        return None, 0.0
    inner = width - INDENT if block.tag in (*_LISTS, "blockquote", "aside", "dd") else width
    made = ET.Element(block.tag, block.attrib)
    own = lines(_own_words(block), size, inner) * size * LEADING
    if own > room:
        return _cut_words(block, size, inner, room)
    made.text, used = block.text, own
    for child in block:
        if child.tag not in _BLOCKS:
            made.append(child)
            continue
        part, tall = _take(child, size, inner, room - used)
        if part is not None:
            part = copy.copy(part)
            part.tail = child.tail
            made.append(part)
            used += tall
        if part is None or used + size * LEADING > room or _height(child, size, inner) > tall:
            break
    return (made, used) if len(made) or (made.text or "").strip() else (None, 0.0)


def _cut_words(block: ET.Element, size: float, width: float, room: float) -> tuple[ET.Element | None, float]:
    lead = size * LEADING
    count = int((room - GAP) / lead)
    if count < 1:
        return None, 0.0
    words = " ".join(_own_words(block).split())
    shown = _wrapped(words, size, width)[:count]
    left = sum(len(line.replace(" ", "")) for line in shown)
    end = next((at for at, char in enumerate(words) if (left := left - (char != " ")) < 0), len(words))
    made = ET.Element("li" if block.tag == "li" else "p")
    made.text = words[:end].rstrip(" ,;:") + " …"
    return made, len(shown) * lead + GAP


def _cut_table(block: ET.Element, size: float, width: float, room: float) -> tuple[ET.Element | None, float]:
    heights, used, kept = _rows(block, size, width), 2 * GAP, 0
    while kept < len(heights) and used + heights[kept] <= room:
        used += heights[kept]
        kept += 1
    if kept < 2:
        return None, 0.0
    made = copy.deepcopy(block)
    for group in list(made.iter()):
        for row in [row for row in group if row.tag == "tr"]:
            kept -= 1
            if kept < 0:
                group.remove(row)
    return made, used


def _cut_code(block: ET.Element, size: float, width: float, room: float) -> tuple[ET.Element | None, float]:
    line = size * CODE * CODE_LEADING
    columns = max(8, int(width / (size * CODE * _MONO)))
    count, kept = int((room - 2 * GAP) / line), []
    for text in "".join(block.itertext()).rstrip("\n").split("\n"):
        count -= 1 + max(0, len(text) - 1) // columns
        if count < 1:
            break
        kept.append(text)
    if not kept:
        return None, 0.0
    made = ET.Element("pre", block.attrib)
    code = ET.SubElement(made, "code")
    code.text = "\n".join([*kept, "…"])
    return made, _height(made, size, width)
