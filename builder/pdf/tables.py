"""Tables on paper: column widths balanced by what is in the columns, so that no short word is broken inside.

1. Every column gets the width of its longest word, and a share of the rest by how much text it holds.
2. A table that is still too wide takes the hanging column too, then smaller type in steps down to a floor, then a page that lies
   on its side (`turned`).
3. Where even that is too narrow words are hyphenated; breaking them anywhere is left to the styles, last of all.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

TURN = "sg-turn"
"""The class of what stands on a page that lies on its side."""
STEPS = (1.0, 0.94, 0.88, 0.83)
"""Sizes of type tried, as parts of a table's size; the last is 7 pt in classic."""
_GAP = 1.02
"""Space between two columns, in ems; 1 in base.css."""
_MOST = 0.45
"""The part of a table's width the longest word of one of several columns can claim."""
_LONG, _TALL = 14, 36
"""Lines of the tallest row that is never broken, and of the tallest table."""
_WORDS = re.compile(r"\s+|(?<=[-–—/])(?=\S)")
_FIGURE = re.compile(r"[~≈<>≤≥±+−–-]?\s?[$€£¥₹]?\d[\d.,:'\u00a0\u202f–-]*+(?:\s?(?:%|[A-Za-zµ°/]{1,5}))?")
_EMPTY = frozenset({"", "–", "—", "-", "n/a"})
_NARROW, _BROAD = frozenset("iljtfrI.,:;|'!()[] "), frozenset("mwMW@%—…")
_TURNED = frozenset({"table", "pre"})
Cells = list[list[ET.Element]]


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of the text, that of the hanging column beside it, and the size of a table's type, in points; columns of
    code; the smallest type there is; the width of the text on a page that lies on its side, 0 where there is none;
    the width of a column of code.
    """

    text: float = 351.5
    hang: float = 85.0
    size: float = 8.5
    columns: int = 72
    least: float = 7.0
    turned: float = 0.0
    column: float = 4.8


def set_tables(root: ET.Element, measure: Measure) -> None:
    """Give the tables in the lessons of *root* column widths, in place."""
    for body in root.iter("div"):
        if body.get("class") != "sg-body":
            continue
        outer = frozenset([*body.findall("table"), *body.findall("figure/table")])
        for table in body.iter("table"):
            rows = [list(row) for row in table.iter("tr")]
            if rows and _is_plain(table, rows):
                _align(rows)
                _balance(table, rows, measure, table in outer)
        _turn(body)


def _turn(body: ET.Element) -> None:
    """Give the tables and text diagrams of *body* that need a page on its side to a block that gets one."""
    for at, block in enumerate(list(body)):
        inside = [block] if block.tag in _TURNED else [part for part in block if part.tag in _TURNED] if block.tag == "figure" else []
        table = inside[0] if inside else None
        names = (table.get("class") or "").split() if table is not None else []
        if table is None or TURN not in names:
            continue
        table.set("class", " ".join(name for name in names if name != TURN))
        if table is block:
            block = ET.Element("div")
            block.tail, table.tail = table.tail, None
            body.remove(table)
            body.insert(at, block)
            block.append(table)
        block.set("class", f"{block.get('class') or ''} {TURN}".strip())


def advance(text: str) -> float:
    """Return about how wide *text* is, in ems: the faces of tables differ by less than the share kept in hand."""
    return sum(0.34 if char in _NARROW else 0.9 if char in _BROAD else 1.0 if ord(char) > 0x2E80
               else 0.69 if char.isupper() else 0.585 for char in text)  # fmt: skip


def widths(least: list[float], wanted: list[float], room: float) -> list[float] | None:
    """Share *room* among columns, each at least as wide as its longest word; None when these alone are wider."""
    if sum(least) > room:
        return None
    if sum(wanted) <= room:
        return [width * room / sum(wanted) for width in wanted]
    shares = list(least)
    free = room - sum(least)
    # The square root keeps one long column from starving the others: height matters, not length.
    thirst = {at: (want - low) ** 0.5 for at, (low, want) in enumerate(zip(least, wanted, strict=True)) if want > low}
    while thirst and free > 0.01:
        total, spent = sum(thirst.values()), 0.0
        for at in list(thirst):
            share = min(wanted[at] - shares[at], free * thirst[at] / total)
            shares[at] += share
            spent += share
            if wanted[at] - shares[at] < 0.01:
                del thirst[at]
        free -= spent
    return shares


def _is_plain(table: ET.Element, rows: Cells) -> bool:
    """Tell whether *table* is a grid of single cells, which nobody gave widths."""
    count = len(rows[0])
    return (
        table.find("colgroup") is None and table.find(".//td//table") is None and count > 0
        and all(len(row) == count for row in rows)
        and not any(cell.get(name) for row in rows for cell in row for name in ("colspan", "rowspan"))
    )  # fmt: skip


def _align(rows: Cells) -> None:
    """Set columns of figures to the right; the first column names the row and stays where it is."""
    for at in range(1, len(rows[0])):
        column = [row[at] for row in rows if row[at].tag == "td"]
        texts = [_text(cell) for cell in column]
        shown = [text for text in texts if text not in _EMPTY]
        if shown and all(_FIGURE.fullmatch(text) for text in shown):
            for cell in (row[at] for row in rows):
                kept = cell.get("class") or "sg-right"
                cell.set("class", kept + (" sg-unbroken" if cell.tag == "td" else ""))


def _balance(table: ET.Element, rows: Cells, measure: Measure, outer: bool) -> None:
    columns = range(len(rows[0]))
    least = [max(_longest(row[at], at) for row in rows) for at in columns]
    wanted = [max(_line(row[at], at) for row in rows) for at in columns]
    rooms = [(measure.text, "")] + ([(measure.text + measure.hang, "sg-broad")] if outer and measure.hang else [])
    tries = [(room, kind, step) for room, kind in rooms for step in STEPS[:2]]
    tries += [(*rooms[-1], step) for step in STEPS[2:]]
    if outer and measure.turned > rooms[-1][0]:
        tries += [(measure.turned, TURN, step) for step in STEPS]
    for choice in tries:
        room, _, step = choice
        em, cap = max(measure.size * step, measure.least), room * _MOST if len(rows[0]) > 1 else room
        gaps = [_GAP * em if at < len(columns) - 1 else 0.0 for at in columns]
        low = [min(width * em, cap) + gap for width, gap in zip(least, gaps, strict=True)]
        want = [max(width * em + gap, floor) for width, gap, floor in zip(wanted, gaps, low, strict=True)]
        shares = widths(low, want, room)
        if shares is not None:
            tight = any(width * em > cap for width in least)
            break
    else:
        shares, tight = [width * room / sum(low) for width in low], True
    lines = [max(-(-wide * em // max(share - gap, 1)) for wide, share, gap in zip(map(_line, row, columns), shares, gaps, strict=True))
             for row in rows]  # fmt: skip
    for row, cells, count in zip(table.iter("tr"), rows, lines, strict=True):
        if count > _LONG and cells[0].tag == "td":
            row.set("class", "sg-long")
    kinds = ["sg-grid", choice[1], "sg-tight" if tight else "", "sg-tall" if sum(lines) > _TALL else "", table.get("class") or ""]
    table.set("class", " ".join(name for name in kinds if name))
    if em < measure.size:
        table.set("style", f"font-size:{em:.2f}pt")
    group = ET.Element("colgroup")
    for share in shares:
        ET.SubElement(group, "col", {"style": f"width:{100 * share / sum(shares):.2f}%"})
    table.insert(1 if table.find("caption") is not None else 0, group)


def _text(cell: ET.Element) -> str:
    return " ".join("".join(cell.itertext()).split())


def _longest(cell: ET.Element, at: int) -> float:
    text = _text(cell)
    words = [text] if "sg-unbroken" in (cell.get("class") or "") else _WORDS.split(text)
    return max((advance(word) for word in words if word), default=0.6) * _weight(cell, at)


def _line(cell: ET.Element, at: int) -> float:
    return max(advance(_text(cell)) * _weight(cell, at), 0.6)


def _weight(cell: ET.Element, at: int) -> float:
    """Heads and the first column are semibold; a twentieth is kept in hand."""
    return 1.12 if cell.tag == "th" or at == 0 else 1.05
