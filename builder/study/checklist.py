"""The revision checklist: a Lesson goes in, the same Lesson with its revision items found and marked comes out.

A section counts when its heading is called a revision checklist (`words.revision_headings`, or a phrase of the
settings) **and** it holds a list. Heading and shape together: a tick list elsewhere is a list, quiz options are none.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from builder.model import Checklist, Item, Lesson, Problem
from builder.words import revision_headings

_LEVELS = {f"h{n}": n for n in range(1, 7)}
_LISTS = ("ul", "ol")
_PREFIX = re.compile(r"^(?:\W|_|\d)*(?:step\s*\d+\s*\W*\s*)?(?:\d[\d.]*\s*\W*\s*)?", re.IGNORECASE)
_TAIL = re.compile(r"[\W_]+$")
_BOLD = re.compile(r"\s+")


def mark_checklist(lesson: Lesson, phrases: tuple[str, ...] = ()) -> Lesson:
    """Find the revision items of *lesson*, mark their lists `sg-check` and give each item an id.

    *phrases* are further headings, compared without case. A lesson without items gets a problem of level info,
    an introduction none.
    """
    root = ET.fromstring(f"<div>{lesson.html}</div>")
    pattern = revision_headings(lesson.language or "en")
    extra = {normalise(phrase) for phrase in phrases}
    items: list[Item] = []
    first: ET.Element | None = None
    blocks = list(root)
    for at, block in enumerate(blocks):
        level = _LEVELS.get(block.tag)
        if level is None:
            continue
        title = normalise("".join(block.itertext()))
        if title not in extra and not pattern.fullmatch(title):
            continue
        found = _lists_below(blocks[at + 1 :], level)
        if found and first is None:
            first = block
        for listing in found:
            items += _mark(listing, lesson.slug, len(items))
    if first is None and not lesson.numbered:
        return lesson  # an introduction or a preface: there is nothing to revise
    if first is None:
        problem = Problem(
            lesson.path, 1, "info", "no-checklist", "this lesson has no revision checklist"
        )
        return replace(lesson, problems=(*lesson.problems, problem))
    html = "".join(ET.tostring(block, encoding="unicode") for block in root)
    title = " ".join("".join(first.itertext()).split())
    return replace(
        lesson, html=html, checklist=Checklist(first.get("id", ""), title, tuple(items))
    )


def normalise(heading: str) -> str:
    """Return *heading* in lower case without emoji, numbers, "STEP n" and closing punctuation."""
    text = _BOLD.sub(" ", heading.casefold().replace("’", "'")).strip()
    return _TAIL.sub("", _PREFIX.sub("", text))


def _lists_below(blocks: list[ET.Element], level: int) -> list[ET.Element]:
    """Return the lists of a section: up to the next heading of the same or a higher level."""
    found = []
    for block in blocks:
        if _LEVELS.get(block.tag, 9) <= level:
            break
        if block.tag in _LISTS and not _only_links(block) and not block.get("data-edition"):
            found.append(block)
    return found


def _only_links(listing: ET.Element) -> bool:
    """Tell whether every item is nothing but a link: a list of contents, not of things to know."""
    for item in listing:
        words = "".join(item.itertext()).strip()
        linked = "".join("".join(link.itertext()) for link in item.iter("a")).strip()
        if not words or words != linked:
            return False
    return len(listing) > 0


def _mark(listing: ET.Element, slug: str, count: int) -> list[Item]:
    listing.set("class", "sg-check")
    items = []
    for entry in listing.findall("li"):
        html, text = _words(entry)
        if not text:
            continue
        count += 1
        name = f"{slug}--item-{count}"
        entry.set("id", name)
        items.append(Item(name, html, text))
    return items


def _words(entry: ET.Element) -> tuple[str, str]:
    """Return an item's own words as inline XHTML and as plain text; lists below it stay in the lesson."""
    parts = [_escape(entry.text or "")]
    plain = [entry.text or ""]
    for child in entry:
        if child.tag in (*_LISTS, "pre", "table", "aside", "blockquote", "section"):
            break
        inner = "".join(
            [_escape(child.text or "")]
            + [ET.tostring(part, encoding="unicode") for part in child]
        )
        if child.tag == "p":
            if any(part.strip() for part in parts):
                break
            parts.append(inner + _escape(child.tail or ""))
        else:
            parts.append(ET.tostring(child, encoding="unicode"))
        plain += ["".join(child.itertext()), child.tail or ""]
    html = re.sub(r' id="[^"]*"', "", "".join(parts))
    return " ".join(html.split()), " ".join("".join(plain).split())


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
