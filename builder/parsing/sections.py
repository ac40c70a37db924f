"""Headings: which one is the title, how deep the others are, their numbers and ids; the tree of sections.

A lesson saved from a chat has a dozen first-level headings and a course folder has none, so levels are read by their
nesting: below the title everything starts at the second level and no level is skipped.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.model import Section
from builder.parsing.emoji import take_emoji
from builder.parsing.shapes import contents, fill
from builder.parsing.shortcodes import read_codes, read_heading
from builder.settings import Rules

LEVELS = {f"h{level}": level for level in range(1, 7)}
_STEP = re.compile(r"^\W*STEP\s+(\d{1,3})\s*(?:[—–:.|-]+\s*|$)", re.IGNORECASE)
_REVISION = re.compile(r"\b(?:checklist|revision)\b", re.IGNORECASE)
_LABEL = re.compile(r"\bFile:\s*\S+\.\w{1,8}\s*$", re.IGNORECASE)
_KEYCAP = re.compile(r"^(?:[^\w\s]|\s)*?((?:[0-9]\ufe0f?\u20e3)+|🔟)[\s.):—–-]*")
_TYPED = re.compile(r"^(?:[^\w\s.(]+\s*)?(\d{1,3}(?:\.\d{1,3})*)(?:[.)]\s+|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?=\S)")
_ANCHOR = re.compile(r"\s*\{:?\s*#([\w:.-]+)[^}]*\}\s*$")


# The builder's own ids (`study.checklist`, footnotes, a page's top): a heading called "Item 1" must not have one.
_RESERVED = re.compile(r"top|(?:item|fn|fnref|def)-\d+(?:-\d+)?")
_RENAMED = "-section"


@dataclass(slots=True)
class Heading:
    """The lesson's title as found: inline XHTML, plain text, and the number of a `STEP n`."""

    html: str
    text: str
    number: int | None = None


@dataclass(slots=True)
class Mended:
    """How headings are mended, and where it was done: line of the text (from 0), rule, and what stood there."""

    rules: Rules = field(default_factory=Rules)
    changes: list[tuple[int, str, str]] = field(default_factory=list)
    lines: dict[ET.Element, int] = field(default_factory=dict)
    """The lines of the headings met so far."""

    def seen(self, block: ET.Element) -> None:
        """Remember the line of *block* for the stages that come when the mark is gone."""
        line = block.get("data-sg-line", "")
        self.lines[block] = int(line) if line.isdigit() else 0

    def tell(self, block: ET.Element, rule: str, text: str) -> None:
        """Note that *block*, which was *text*, was changed by *rule*."""
        self.changes.append((self.lines.get(block, 0), rule, text))

    def emoji(self, block: ET.Element) -> None:
        """Read the short codes in *block*, and take the emoji out of it where that is wanted."""
        text = plain(block)
        if ":" in text and "dialect" not in self.rules.keep:
            read_heading(block)
        if self.rules.drops_emoji and take_emoji(block):
            self.tell(block, "emoji", text)


def plain(element: ET.Element) -> str:
    """Return the words of *element*, pictures by their text, white space folded."""
    if element.tag == "img" or element.find(".//img") is not None:
        return " ".join("".join(_seen(element)).split())
    return " ".join("".join(element.itertext()).split())


def _seen(element: ET.Element) -> Iterator[str]:
    yield (element.get("alt") or "") if element.tag == "img" else (element.text or "")
    for child in element:
        yield from _seen(child)
        yield child.tail or ""


def inner(element: ET.Element) -> str:
    """Return the inline XHTML inside *element*, without ids and links; a picture is its text."""
    for part in element.iter("img"):
        part.tag, part.text = "span", part.get("alt")
        for name in list(part.attrib):
            del part.attrib[name]
    tail, element.tail = element.tail, None
    text = ET.tostring(element, encoding="unicode")
    element.tail = tail
    text = text[text.index(">") + 1 : text.rindex("</")] if "</" in text else ""
    text = re.sub(r'\s(?:id|name|data-sg-[a-z]+)="[^"]*"', "", text)
    return " ".join(re.sub(r"<(?:a|span|br)\b[^>]*/>|</?(?:a|span)\b[^>]*>", "", text).split())


def take_title(root: ET.Element, wanted: str | None, number: int | None, mended: Mended) -> Heading | None:
    """Remove the heading that is the lesson's title from *root* and return it; None when no heading is one.

    *wanted* is the title of the front matter: a heading that says something else then stays. *number* is the lesson's,
    from front matter or the file's name.
    """
    tops = [block for block in root if block.tag == "h1" and plain(block) and not _LABEL.search(plain(block))]
    if not tops:
        return None
    steps = [(block, match) for block in tops if (match := _STEP.match(plain(block)))]
    block, step = tops[0], None
    if steps and (len({match[1] for _, match in steps}) == 1 or (steps[0][0] is block and int(steps[0][1][1]) == number)):
        named = [(one, match) for one, match in steps if not _REVISION.search(plain(one))]
        if named:
            block, match = named[0]
            step = int(match[1])
    was = contents(block)
    fill(block, was)
    if step is not None:
        opening = _opening(block)
        opening.text = _STEP.sub("", opening.text or "", count=1)
    mended.seen(block)
    _own_anchor(block)
    text = plain(block) or f"Step {step}"
    if wanted is not None and _letters(read_codes(wanted)) != _letters(read_codes(text)):
        # The author's heading is a section then, as it was typed.
        if step is not None:
            fill(block, was)
            opening.text = f"STEP {step} — {opening.text}"
        return Heading("", "", step)
    mended.emoji(block)
    text = plain(block) or text
    pictures = list(block.iter("img"))
    shown = [ET.Element("img", picture.attrib) for picture in pictures]
    at = list(root).index(block)
    root.remove(block)
    if shown:
        kept = ET.Element("p", {name: value for name, value in block.attrib.items() if name == "data-sg-line"})
        kept.extend(shown)
        kept.tail = "\n"
        root.insert(at, kept)
    return Heading(inner(block) or text, text, step)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _opening(block: ET.Element) -> ET.Element:
    """Return the element that holds the first words of *block*: itself, or the phrase it begins with."""
    while not (block.text or "").strip() and len(block) and block[0].tag in ("strong", "em", "b", "i"):
        block = block[0]
    return block


def set_levels(root: ET.Element, mended: Mended) -> None:
    """Give the headings of *root* the levels 2 to 6 by their nesting; headings inside other blocks become lines."""
    for parent in list(root.iter()):
        if parent is root:
            continue
        for child in list(parent):
            if child.tag in LEVELS:
                own = _own_anchor(child)
                if own and not child.get("id"):
                    child.set("id", own)
                mended.seen(child)
                mended.emoji(child)
                strong = ET.Element("strong")
                fill(strong, contents(child))
                fill(child, [strong])
                child.tag = "p"
                child.set("data-sg-class", "sg-minor")
    open_levels: list[int] = []
    last = 1 if mended.lines else 0
    for block in root:
        level = LEVELS.get(block.tag)
        if level is None:
            continue
        mended.seen(block)
        if last and level > last + 1 and "level" not in mended.rules.keep:
            mended.tell(block, "level", plain(block))
        last = level
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        nested = level if "level" in mended.rules.keep else len(open_levels) + 1
        block.tag = f"h{max(2, min(6, nested))}"


def name_headings(root: ET.Element, slug: str, mended: Mended) -> tuple[tuple[Section, ...], dict[str, str]]:
    """Give every heading its id and number, in place; return the tree of sections, and ids that had to change."""
    used: dict[str, int] = {}
    renamed: dict[str, str] = {}
    flat: list[Section] = []
    ids: set[str] = set()
    for block in list(root):
        if block.tag not in LEVELS:
            continue
        words = plain(block)
        if not words:
            if block.find(".//*[@id]") is None:
                root.remove(block)
            else:
                block.tag = "p"
            continue
        own = _own_anchor(block) or (block.get("id") or "").removeprefix(f"{slug}--")
        words = plain(block)
        anchor = own if own and own not in used else _unique(github_slug(words), used)
        used.setdefault(anchor, 0)
        name = f"{slug}--{anchor}"
        if _RESERVED.fullmatch(anchor):
            anchor = _unique(anchor + _RENAMED, used)
            renamed[name] = name = f"{slug}--{anchor}"
        block.set("id", name)
        ids.add(name)
        mended.emoji(block)
        capped = _KEYCAP.match(_opening(block).text or "")
        before = words if capped else ""
        number = None if capped and "number" in mended.rules.keep else _take_number(block)
        if number:
            block.set("data-number", number)
            if before:
                mended.tell(block, "number", before)
        flat.append(Section(name, plain(block), LEVELS[block.tag], number))
    for element in root.iter():
        # An anchor before a heading often repeats the heading's own.
        if element.get("id") in ids and element.tag not in LEVELS:
            del element.attrib["id"]
    return _nest(flat, 0, len(flat)), renamed


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
    if plain(block):
        return match[1]
    # A heading of nothing else: these are its words.
    block.text = words
    return None


def _take_number(block: ET.Element) -> str | None:
    """Take a number typed before a heading's words, and the emoji around it, off the heading."""
    opening = _opening(block)
    text = opening.text or ""
    match = _KEYCAP.match(text)
    if match:
        number = "10" if match[1] == "🔟" else re.sub(r"\D", "", match[1])
    else:
        match = _TYPED.match(text)
        if match is None:
            return None
        number = match[1]
    opening.text = text[match.end() :]
    if not plain(block):
        opening.text = text
        return None
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
