"""The revision checklist: a Lesson goes in, the same Lesson with its revision items found and marked comes out.

A section counts when its heading is called a revision checklist (`words.revision_headings`, or a phrase of the
settings) **and** it holds a list; so does a list right below a lead-in ("You must be able to explain:",
`words.revision_leads`). Words and shape together: a tick list elsewhere is a list, options of a quiz are none.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from builder.model import Checklist, Item, Lesson, Problem, Source
from builder.parsing.typography import straight
from builder.words import objective_headings, revision_headings, revision_leads

_LEVELS = {f"h{n}": n for n in range(1, 7)}
_LISTS = ("ul", "ol")
_PREFIX = re.compile(r"^(?:\W|_|\d)*(?:step\s*\d+\s*\W*\s*)?(?:\d[\d.]*\s*\W*\s*)?", re.IGNORECASE)
_TAIL = re.compile(r"[\W_]+$")
_LONGEST = 150
"""Words of the longest item; more is a text, not a thing to tick."""
_BOLD = re.compile(r"\s+")


def mark_checklist(lesson: Lesson, phrases: tuple[str, ...] = (), source: Source | None = None) -> Lesson:
    """Find the revision items of *lesson*, mark their lists `sg-check` and give each item an id.

    *phrases* are further headings, compared without case; *source* tells the lines of problems.
    A lesson without items gets a problem of level info, an introduction none.
    """
    root = ET.fromstring(f"<div>{lesson.html}</div>")
    language = lesson.language or "en"
    pattern, leads, ahead = revision_headings(language), revision_leads(language), objective_headings()
    extra = {normalise(phrase) for phrase in phrases}
    items: list[Item] = []
    first: ET.Element | None = None
    problems: list[Problem] = []
    marked: set[ET.Element] = set()
    blocks = list(root)
    objectives = False
    for at, block in enumerate(blocks):
        level = _LEVELS.get(block.tag)
        words = "".join(block.itertext()) if level or block.tag == "p" else ""
        if level is not None:
            title = normalise(words)
            objectives = bool(ahead.search(title))
            found = _lists_below(blocks, at, level) if title in extra or pattern.fullmatch(title) else []
        elif len(words) < 120 and words.rstrip().endswith((":", "：")) and not objectives and leads.fullmatch(normalise(words)):
            found = [one for one in blocks[at + 1 : at + 2] if one.tag in _LISTS and not _only_links(one) and not one.get("data-edition")]
        else:
            continue
        for listing in found:
            if listing in marked:
                continue
            marked.add(listing)
            made, long = _mark(listing, lesson.slug, len(items))
            items += made
            if made and first is None:
                first = block
            problems += [
                Problem(lesson.path, _line_of(source, text), "info", "item-long",
                        f"an item of {len(text.split())} words is too long for the revision checklist; it stays in the lesson")
                for text in long
            ]  # fmt: skip
    if problems:
        lesson = replace(lesson, problems=(*lesson.problems, *problems))
    if first is None and not lesson.numbered:
        return lesson  # an introduction or a preface: there is nothing to revise
    if first is None:
        problem = Problem(
            lesson.path, 1, "info", "no-checklist", "this lesson has no revision checklist"
        )
        return replace(lesson, problems=(*lesson.problems, problem))
    html = "".join(ET.tostring(block, encoding="unicode") for block in root)
    title = " ".join("".join(first.itertext()).split()).rstrip(" :：")
    return replace(
        lesson, html=html, checklist=Checklist(first.get("id", ""), title, tuple(items))
    )


def normalise(heading: str) -> str:
    """Return *heading* in lower case without emoji, numbers, "STEP n" and closing punctuation."""
    text = _BOLD.sub(" ", heading.casefold().replace("’", "'")).strip()
    return _TAIL.sub("", _PREFIX.sub("", text))


def _lists_below(blocks: list[ET.Element], start: int, level: int) -> list[ET.Element]:
    """Return the lists of the section that begins at *start*: up to the next heading of the same or a higher level."""
    found = []
    for at in range(start + 1, len(blocks)):
        block = blocks[at]
        if _LEVELS.get(block.tag, 9) <= level:
            break
        if block.tag in _LISTS and not _only_links(block) and not block.get("data-edition") and not _is_quiz(block, blocks[at - 1]):
            found.append(block)
    return found


def _is_quiz(listing: ET.Element, before: ET.Element) -> bool:
    """Tell whether *listing* offers answers: boxes right below a question."""
    return listing.get("class") == "sg-tasks" and "".join(before.itertext()).rstrip().endswith(("?", "？", "؟"))


def _line_of(source: Source | None, words: str) -> int:
    """Return the line of the file where *words* begin, as far as they stand there as they are shown."""
    if source is None:
        return 1
    at = straight(source.text).find(straight(" ".join(words.split()[:3])))
    return source.first_line + source.text.count("\n", 0, at) if at >= 0 else 1


def _only_links(listing: ET.Element) -> bool:
    """Tell whether every item is nothing but a link: a list of contents, not of things to know."""
    for item in listing:
        words = "".join(item.itertext()).strip()
        linked = "".join("".join(link.itertext()) for link in item.iter("a")).strip()
        if not words or words != linked:
            return False
    return len(listing) > 0


def _mark(listing: ET.Element, slug: str, count: int) -> tuple[list[Item], list[str]]:
    """Mark *listing* and its items, numbered after *count*; return them and the texts too long to be one."""
    items: list[Item] = []
    long: list[str] = []
    for entry in listing.findall("li"):
        html, text = _words(entry)
        if not text:
            continue
        if len(text.split()) > _LONGEST:
            long.append(text)
            continue
        count += 1
        name = f"{slug}--item-{count}"
        entry.set("id", name)
        items.append(Item(name, html, text))
    if items:
        listing.set("class", "sg-check")
    return items, long


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
