"""Headings: which one is the title, how deep the others are, their numbers and ids; the tree of sections.

A lesson saved from a chat has a dozen first-level headings and a course folder has none, so levels are read by their
nesting: below the title everything starts at the second level and no level is skipped.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from builder.model import Section

LEVELS = {f"h{level}": level for level in range(1, 7)}
_STEP = re.compile(r"^\W*STEP\s+(\d{1,3})\b\s*(?:[—–:.|\-]+\s*)?", re.IGNORECASE)
_LABEL = re.compile(r"\bFile:\s*\S+\.\w{1,8}\s*$", re.IGNORECASE)
_KEYCAP = re.compile(r"^(?:[^\w\s]|\s)*?((?:[0-9]\ufe0f?\u20e3)+|🔟)\s*")
_TYPED = re.compile(r"^(?:[^\w\s.(]+\s*)?(\d{1,3}(?:\.\d{1,3})*)(?:[.)]\s+|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?=\S)")
_ANCHOR = re.compile(r"\s*\{:?\s*#([\w:.-]+)[^}]*\}\s*$")


@dataclass(slots=True)
class Heading:
    """The lesson's title as found: inline XHTML, plain text, and the number of a `STEP n`."""

    html: str
    text: str
    number: int | None = None


def plain(element: ET.Element) -> str:
    """Return the words of *element*, pictures by their text, white space folded."""
    words = []
    for part in element.iter():
        if part.tag == "img":
            words.append(part.get("alt") or "")
        words.append(part.text or "")
        if part is not element:
            words.append(part.tail or "")
    return " ".join("".join(words).split())


def inner(element: ET.Element) -> str:
    """Return the inline XHTML inside *element*, without ids and links."""
    text = ET.tostring(element, encoding="unicode")
    text = text[text.index(">") + 1 : text.rindex("</")] if "</" in text else ""
    text = re.sub(r'\s(?:id|data-sg-[a-z]+)="[^"]*"', "", text)
    return " ".join(re.sub(r"</?(?:a|img|br)\b[^>]*>", "", text).split())


def take_title(root: ET.Element) -> Heading | None:
    """Remove the heading that is the lesson's title from *root* and return it; None when no heading is one."""
    tops = [block for block in root if block.tag == "h1" and plain(block)]
    steps = [(block, match) for block in tops if (match := _STEP.match(plain(block)))]
    if steps and len({match[1] for _, match in steps}) == 1:
        block, match = steps[0]
        root.remove(block)
        number = int(match[1])
        if not block.text or not _STEP.match(block.text):
            return Heading(inner(block), plain(block), number)
        block.text = _STEP.sub("", block.text, count=1)
        if not plain(block):
            return Heading(f"Step {number}", f"Step {number}", number)
        return Heading(inner(block), plain(block), number)
    for block in tops:
        if not _LABEL.search(plain(block)):
            root.remove(block)
            return Heading(inner(block), plain(block))
    return None


def set_levels(root: ET.Element, titled: bool) -> None:
    """Give the headings of *root* the levels 2 to 6 by their nesting; headings inside other blocks become lines."""
    for parent in list(root.iter()):
        if parent is root:
            continue
        for child in parent:
            if child.tag in LEVELS:
                child.tag = "p"
                child.set("data-sg-class", "sg-minor")
    open_levels: list[int] = []
    for block in root:
        level = LEVELS.get(block.tag)
        if level is None:
            continue
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        block.tag = f"h{min(6, len(open_levels) + 1)}"


def name_headings(root: ET.Element, slug: str) -> tuple[Section, ...]:
    """Give every heading its id and number, in place, and return the tree of sections."""
    used: dict[str, int] = {}
    flat: list[Section] = []
    for block in list(root):
        if block.tag not in LEVELS:
            continue
        words = plain(block)
        if not words:
            root.remove(block)
            continue
        anchor = _own_anchor(block) or _unique(github_slug(words), used)
        block.set("id", f"{slug}--{anchor}")
        number = _take_number(block)
        if number:
            block.set("data-number", number)
        flat.append(Section(f"{slug}--{anchor}", plain(block), LEVELS[block.tag], number))
    return _nest(flat, 0, len(flat))


def github_slug(heading: str) -> str:
    """Return the anchor GitHub gives *heading*: lower case, letters, marks, digits, `_` and `-` kept."""
    kept = []
    for char in heading.strip().lower():
        if char in " -_":
            kept.append("-" if char == " " else char)
        elif unicodedata.category(char)[0] in "LMN":
            kept.append(char)
    return "".join(kept)


def _unique(anchor: str, used: dict[str, int]) -> str:
    anchor = anchor or "section"
    count = used.get(anchor, -1) + 1
    used[anchor] = count
    if not count:
        return anchor
    return _unique(f"{anchor}-{count}", used)


def _own_anchor(block: ET.Element) -> str | None:
    """Take `{#id}` off the end of a heading."""
    holder, words = (block[-1], block[-1].tail) if len(block) else (block, block.text)
    match = _ANCHOR.search(words or "")
    if match is None:
        return None
    rest = (words or "")[: match.start()]
    if len(block):
        holder.tail = rest
    else:
        block.text = rest
    return match[1] if plain(block) else None


def _take_number(block: ET.Element) -> str | None:
    """Take a number typed before a heading's words, and the emoji around it, off the heading."""
    text = block.text or ""
    match = _KEYCAP.match(text)
    if match:
        number = "10" if match[1] == "🔟" else re.sub(r"\D", "", match[1])
    else:
        match = _TYPED.match(text)
        if match is None:
            return None
        number = match[1]
    rest = text[match.end():]
    if not rest.strip() and not len(block):
        return None
    block.text = rest
    return number


def _nest(flat: list[Section], start: int, end: int) -> tuple[Section, ...]:
    found = []
    at = start
    while at < end:
        stop = at + 1
        while stop < end and flat[stop].level > flat[at].level:
            stop += 1
        head = flat[at]
        found.append(Section(head.id, head.title, head.level, head.number, _nest(flat, at + 1, stop)))
        at = stop
    return tuple(found)
