"""What a revision sheet says: a Lesson goes in, blocks of entries come out, each entry with the place that teaches it.

Terms, numbers, a picture, a table to decide by, rules, the revision items, one question: taken from the lesson as it is,
long ones cut at a sentence. Which of it fits a page is decided where pages are made (`pdf.sheets`), in the order of `CUTS`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from html import escape
from typing import Literal

from builder.model import Lesson
from builder.parsing.sections import LEVELS, plain
from builder.study.extract import extract
from builder.study.teaching import Teaching
from builder.study.terms import find_terms
from builder.study.worth import find_facts

Kind = Literal["terms", "numbers", "picture", "decide", "rules", "items", "question", "sections", "rows"]
CUTS: tuple[tuple[Kind, int], ...] = (
    ("numbers", 4), ("terms", 6), ("rules", 4), ("decide", 0), ("numbers", 2), ("terms", 3), ("picture", 0), ("rules", 2),
    ("numbers", 0), ("question", 0), ("rules", 0), ("terms", 0), ("sections", 0),
)  # fmt: skip
"""What goes when a sheet is too full, step by step: the block and how many of its entries stay. Then items go from the end."""

_MOST = {"terms": 10, "numbers": 8, "rules": 8, "sections": 16}
_FEW = 3
"""Blocks below which the sections are listed besides."""
_LONG = 170
_COLUMNS, _ROWS, _CELL = 4, 9, 48
_LINES, _WIDTH, _NODES = 22, 62, 9
_PICTURES = re.compile(r"\b(?:picture|diagram|figure|architecture|overview|drawing|bild|schéma|diagrama|schema|схема|图|図)", re.IGNORECASE)
_SCREEN = re.compile(r"(?:an? )?screen ?(?:shot|grab|cast)|(?:the )?(?:logo|badge|icon)\b", re.IGNORECASE)
"""How the text of a picture begins that explains nothing."""
DECIDES = re.compile(r"\b(?:deci[ds]|choos|when to|trade|compar|which|vs\b|versus|entscheid|wahl|choix|decisi|elegir|escolh|scegli|выбор)", re.IGNORECASE)
"""How a heading speaks of a choice."""
_END = re.compile(r"(?<=[.!?])(?=\s+[^\sa-z])|(?<=[。！？।])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a sheet: *html* is inline XHTML or a block; *target* the id in the book it leads back to; *cue* the left side of a row."""

    html: str
    target: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Entries of one kind below one heading."""

    kind: Kind
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the revision sheet of a lesson has to say, all of it."""

    lesson: Lesson
    blocks: tuple[Block, ...]


def make_sheet(lesson: Lesson, language: str) -> Sheet:
    """Return all that a sheet of *lesson* can say, *language* being the book's; blocks without entries are left out."""
    found = _look(lesson)
    entries: dict[Kind, list[Entry]] = {
        "terms": _terms(lesson, language),
        "numbers": [Entry(escape(fact.text), fact.id) for fact in find_facts(lesson)],
        "picture": found["picture"],
        "decide": found["decide"],
        "rules": found["rules"],
        "items": items(lesson),
        "question": [Entry(extract(one.html), one.id) for one in lesson.questions[:1]],
    }
    # What a rule says is not said again for its number.
    rules = " ".join(entry.html for entry in entries["rules"])
    entries["numbers"] = [entry for entry in entries["numbers"] if entry.html not in rules]
    if sum(map(bool, entries.values())) < _FEW:
        shown = [section for section in lesson.sections if section.id != (lesson.checklist and lesson.checklist.section)]
        # One heading alone is nothing to revise by.
        if len(shown) > 1 or any(entries.values()):
            entries["sections"] = [Entry(escape(section.title, quote=False), section.id) for section in shown]
    return Sheet(lesson, tuple(
        Block(kind, tuple(some[: _MOST.get(kind, len(some))])) for kind, some in entries.items() if some
    ))  # fmt: skip


def items(lesson: Lesson) -> list[Entry]:
    """Return the revision items of *lesson*, each with the section that teaches it."""
    if lesson.checklist is None:
        return []
    taught = Teaching(lesson)
    found = []
    for item in lesson.checklist.items:
        section, _ = taught.teaching(item)
        found.append(Entry(extract(item.html), section.id if section else item.id))
    return found


def meanings(lesson: Lesson, language: str) -> list[tuple[str, str, str]]:
    """Return the terms *lesson* explains: term, meaning as XHTML (its first sentence), id; each term once."""
    found: dict[str, tuple[str, str, str]] = {}
    for one in lesson.definitions:
        found.setdefault(one.term.casefold(), (one.term, first_sentence(one.html), one.id))
    for term in find_terms(lesson, language):
        found.setdefault(term.term.casefold(), (term.term, first_sentence(term.html), term.id))
    return [one for one in found.values() if one[1]]


def first_sentence(html: str, most: int = _LONG) -> str:
    """Return the first sentence of the first paragraph in *html* as inline XHTML that keeps code, of *most* letters."""
    root = ET.fromstring(f"<div>{html}</div>")
    block = next((one for one in root.iter() if one.tag in ("p", "li")), root)
    text = plain(block)
    cut = _END.search(text)
    return _clipped(text[: cut.start()].strip() if cut else text, block, most)


def opening(html: str, most: int) -> str:
    """Return as many of the first sentences in *html*, blocks of XHTML, as have *most* letters, at least a part of one."""
    root = ET.fromstring(f"<div>{html}</div>")
    text = " ".join(filter(None, (plain(block) for block in root.iter() if block.tag in ("p", "li", "td") and block.find("p") is None)))
    ends = [match.start() for match in _END.finditer(text[: most + 1])]
    if len(text) > most and ends:
        text = text[: ends[-1]].strip()
    return _clipped(text, root, most)


def _clipped(text: str, block: ET.Element, most: int) -> str:
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
    shown = escape(text, quote=False)
    for code in dict.fromkeys(plain(one) for one in block.iter("code")):
        if len(code) > 1 and code in text:
            shown = shown.replace(escape(code, quote=False), f"<code>{escape(code, quote=False)}</code>", 1)
    return shown


def _terms(lesson: Lesson, language: str) -> list[Entry]:
    found = []
    for term, meaning, target in meanings(lesson, language):
        name = escape(term, quote=False)
        at = re.match(rf"(?:(?:an?|the)\s+)?({re.escape(name)})\b", meaning, re.IGNORECASE)
        if at:
            said = f"{meaning[: at.start(1)]}<b>{at[1]}</b>{meaning[at.end(1) :]}"
        else:
            said = f"<b>{name}</b>&#8195;{meaning}"
        found.append(Entry(said, target))
    return found


def _look(lesson: Lesson) -> dict[str, list[Entry]]:
    """Return the best picture, the best table, and all rules of *lesson*."""
    pictures: list[tuple[int, int, Entry]] = []
    tables: list[tuple[int, int, Entry]] = []
    rules: list[Entry] = []
    section, title = "", ""
    for place, block in enumerate(ET.fromstring(f"<div>{lesson.html}</div>")):
        name = block.get("id", "")
        if block.tag in LEVELS:
            section, title = name, plain(block)
        elif block.get("data-answer") or block.get("data-edition"):
            continue
        elif block.get("class") == "sg-rule":
            rules.append(Entry(first_sentence(ET.tostring(block, encoding="unicode")), name))
        elif block.tag == "table" and _small(block):
            tables.append((-bool(DECIDES.search(title)), place, Entry(_markup(block), section or name)))
        else:
            drawn = _drawn(block)
            if drawn:
                pictures.append((drawn[0] - 3 * bool(_PICTURES.search(title)), place, Entry(drawn[1], section or name)))
    return {
        "picture": [min(pictures)[2]] if pictures else [],
        "decide": [min(tables, key=lambda one: one[:2])[2]] if tables else [],
        "rules": rules,
    }


def _small(table: ET.Element) -> bool:
    """Tell whether *table* fits a column: few cells, of few letters."""
    rows = list(table.iter("tr"))
    cells = [plain(cell) for row in rows for cell in row]
    return bool(rows) and len(rows) <= _ROWS and max(map(len, rows)) <= _COLUMNS and max(map(len, cells)) <= _CELL


def _drawn(block: ET.Element) -> tuple[int, str] | None:
    """Return how good a picture *block* is (less is better) and its XHTML; None where it is none, or too large."""
    kind = block.get("class") or ""
    if block.tag == "figure" and "sg-flow" in kind and len(list(block.iter("li"))) <= _NODES:
        return 0, _markup(block)
    if block.tag == "pre" and "sg-tree" in kind:
        lines = "".join(block.itertext()).rstrip().split("\n")
        width = max(map(len, lines))
        if len(lines) <= _LINES and width <= _WIDTH:
            return 1, f'<pre class="sg-plan-of" data-columns="{width}">{escape(chr(10).join(lines))}</pre>'
        return None
    image = block.find(".//img") if block.tag in ("figure", "p") else None
    if image is not None and not _SCREEN.match(image.get("alt") or "") and (block.tag == "figure" or len(plain(block)) < _LONG):
        return 2, f'<p class="sg-shown">{_markup(image)}</p>'
    return None


def _markup(element: ET.Element) -> str:
    """Return *element* as XHTML without its ids and what follows it."""
    text = ET.tostring(element, encoding="unicode")
    if element.tail:
        text = text[: len(text) - len(escape(element.tail, quote=False))]
    return re.sub(r'\s(?:id|data-[a-z]+)="[^"]*"', "", text)
