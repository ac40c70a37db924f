"""Practice pages: small tables of the lessons with cells left blank, the filled ones apart at the back, each leading to the other.

Which cells are blank follows from their words alone, never from chance: the same table has the same blanks in every edition,
and what was filled in by hand yesterday stands in the book printed tomorrow.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Appendix, Book, Lesson
from builder.parsing.sections import LEVELS, plain
from builder.study.extract import extract
from builder.study.sheets import DECIDES
from builder.words import word

_TABLES = 2
"""Tables a lesson gives at most."""
_COLUMNS, _ROWS, _CELL = 5, 12, 48
"""What a table has at most: columns, rows below its head, letters in a cell."""
_SHARE = 3
"""One cell in so many is blank."""
_BLANK = "\u00a0" * 10
_NOTHING = frozenset({"", "-", "–", "—", "…", "?"})
"""Cells that hold no answer."""


@dataclass(frozen=True, slots=True)
class Drill:
    """A table to fill in: its number, the id and the title of its place in the lesson, the table with blanks and filled, as XHTML."""

    number: int
    target: str
    title: str
    blanked: str
    filled: str


@dataclass(frozen=True, slots=True)
class Practice:
    """Tables by lesson."""

    groups: tuple[tuple[Lesson, tuple[Drill, ...]], ...]


def make(book: Book) -> Appendix | None:
    """Return the practice pages of *book*, or None where no lesson has a small table."""
    groups: list[tuple[Lesson, tuple[Drill, ...]]] = []
    number = 0
    for lesson in book.lessons:
        drills = []
        for target, title, table in _chosen(lesson):
            number += 1
            # The filled table first: blanking empties the cells.
            cells = blanks(table)
            for cell in cells:
                cell.set("class", f"{cell.get('class', '')} sg-filled".strip())
            filled = _markup(table)
            for cell in cells:
                _empty(cell)
            drills.append(Drill(number, target, title, _markup(table), filled))
        if drills:
            groups.append((lesson, tuple(drills)))
    if not groups:
        return None
    return Appendix("practice", word(book.info.language, "practice"), "practice", Practice(tuple(groups)))


def blanks(table: ET.Element) -> list[ET.Element]:
    """Return the cells of *table* to leave blank: of those that hold an answer the third that is first by the hash of its words and its row's.

    Neither the head nor the first column, which say what is asked for; and of a row with several answers one stays, to begin from.
    """
    found: list[tuple[str, int, ET.Element]] = []
    given: dict[int, int] = {}
    for at, row in enumerate(_body(table)):
        answers = [cell for cell in row[1:] if plain(cell) not in _NOTHING]
        given[at] = max(len(answers) - 1, 1)
        found += [(hashlib.sha256(f"{plain(cell)}\0{plain(row[0])}".encode()).hexdigest(), at, cell) for cell in answers]
    most = -(-len(found) // _SHARE)
    chosen: list[ET.Element] = []
    # Of equal cells of a row the left one comes first, sorting being stable.
    for _, at, cell in sorted(found, key=lambda one: one[0]):
        if given[at] and len(chosen) < most:
            given[at] -= 1
            chosen.append(cell)
    return chosen


def _chosen(lesson: Lesson) -> list[tuple[str, str, ET.Element]]:
    """Return the tables of *lesson* to practise with: those below a heading that speaks of a choice first, in the lesson's order."""
    found = [one for one in _tables(lesson) if _fits(one[2])]
    ranked = sorted(range(len(found)), key=lambda at: not DECIDES.search(found[at][1]))
    return [found[at] for at in sorted(ranked[:_TABLES])]


def _tables(lesson: Lesson) -> Iterator[tuple[str, str, ET.Element]]:
    """Yield the tables of *lesson*, captioned ones too, with the id and the title of the section they stand in."""
    section, title = f"{lesson.slug}--top", lesson.title
    for block in ET.fromstring(f"<div>{lesson.html}</div>"):
        if block.tag in LEVELS and block.get("id"):
            section, title = block.get("id", ""), plain(block)
        if block.get("data-answer") or block.get("data-edition"):
            continue
        table = block if block.tag == "table" else block.find("table") if block.get("class") == "sg-tabled" else None
        if table is not None:
            yield section, title, table


def _fits(table: ET.Element) -> bool:
    """Tell whether *table* has a head, few short cells without spans or pictures, rows told apart by their first, and something to leave blank."""
    rows = _body(table)
    head = table.findall("thead/tr")
    if len(head) != 1 or not 2 <= len(rows) <= _ROWS or any(len(row) != len(head[0]) for row in rows):
        return False
    if not 2 <= len(head[0]) <= _COLUMNS or any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter()):
        return False
    if len({plain(row[0]) for row in rows} - _NOTHING) < len(rows):
        return False
    if table.find(".//img") is not None or table.find(".//td//table") is not None:
        return False
    return max(len(plain(cell)) for row in (*head, *rows) for cell in row) <= _CELL and bool(blanks(table))


def _body(table: ET.Element) -> list[ET.Element]:
    """Return the rows below the head of *table* that have cells."""
    return [row for group in table if group.tag != "thead" for row in group.iter("tr") if len(row)]


def _empty(cell: ET.Element) -> None:
    """Put a line to write on in place of what *cell* holds; underlined, so that it shows without styles too."""
    kept = cell.get("class", "").removesuffix("sg-filled").strip()
    for child in list(cell):
        cell.remove(child)
    cell.text = None
    if kept:
        cell.set("class", kept)
    else:
        cell.attrib.pop("class", None)
    ET.SubElement(cell, "u", {"class": "sg-blank"}).text = _BLANK


def _markup(table: ET.Element) -> str:
    """Return *table* as XHTML fit for another place of the book."""
    tail, table.tail = table.tail, None
    text = extract(ET.tostring(table, encoding="unicode"))
    table.tail = tail
    return text
