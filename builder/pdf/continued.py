"""Tables and long notes that cross pages say so: "Table 4.2 continues" at the foot, "Table 4.2, continued" at the next head.

The styles carry the words (`sg-on` sets them, `sg-off` ends them); what is decided here is from which row on a table can be
said to go on: on its first it could not be told from one that begins a page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.pdf.listing import Words

_MANY = 120
"""Words of the longest note that says nothing when it crosses a page."""
_LABEL = 40
_ENOUGH = 240
"""Letters of a long cell after which it has begun."""


def say_continued(root: ET.Element, words: Words) -> None:
    """Mark the rows of tables and the blocks of notes in *root* from which on they may cross a page, in place."""
    labels = {
        table: label.text or "" for figure in root.iter("figure")
        for label in figure.findall("figcaption/span[@class='sg-cap']") for table in figure.iter("table")
    }  # fmt: skip
    for body in root.iter("div"):
        if body.get("class") == "sg-body":
            for table in body.iter("table"):
                rows = [row for group in table if group.tag != "thead" for row in group.iter("tr")]
                if rows and "sg-whole" not in (table.get("class") or ""):
                    _mark(rows, labels.get(table, words.listing), words)
            for note in body.findall("aside"):
                _note(note, words)


def _note(note: ET.Element, words: Words) -> None:
    label = note[0] if len(note) > 2 and note[0].get("class") == "sg-label" else None
    if label is None or len("".join(note.itertext()).split()) <= _MANY or note.find(".//pre") is not None or note.find(".//table") is not None:
        # What says so itself would end what the note says.
        return
    said = " ".join("".join(label.itertext()).split())
    if len(said) <= _LABEL:
        # The label comes first, so that its first block is never the first thing on a page.
        _say(note[1], said, words)
        _add(note[-1], "sg-off")


def _mark(rows: list[ET.Element], label: str, words: Words) -> None:
    first = rows[0] if len(rows) == 1 or "sg-long" in (rows[0].get("class") or "") else None
    start = _inside(first) if first is not None else rows[1]
    if start is None:
        return
    _say(start, label, words)
    end = ET.SubElement(rows[-1][-1], "span") if start is rows[-1] or len(rows) == 1 else rows[-1]
    _add(end, "sg-off")
    if len(rows) > 3:
        for row in (rows[0], rows[-2]):
            if "sg-long" not in (row.get("class") or ""):
                _add(row, "sg-keep")


def _say(element: ET.Element, label: str, words: Words) -> None:
    _add(element, "sg-on")
    element.set("data-c", f"{label}, {words.continued}")
    element.set("data-n", f"{label} {words.continues}")


def _add(element: ET.Element, name: str) -> None:
    element.set("class", f"{element.get('class') or ''} {name}".strip())


def _inside(row: ET.Element) -> ET.Element | None:
    """Return an empty element put into the longest cell of *row*, some lines below its first."""
    cell = max(row, key=lambda one: len("".join(one.itertext())), default=None)
    if cell is None:
        return None
    taken = 0
    for holder in cell.iter():
        texts = [(holder, None)] + [(holder, child) for child in holder]
        for parent, child in texts:
            text = (parent.text if child is None else child.tail) or ""
            gap = re.compile(r"\s").search(text, max(0, _ENOUGH - taken)) if taken + len(text) > _ENOUGH else None
            taken += len(text)
            if gap is None:
                continue
            made = ET.Element("span")
            made.tail = text[gap.start() :]
            if child is None:
                parent.text = text[: gap.start()]
                parent.insert(0, made)
            else:
                child.tail = text[: gap.start()]
                parent.insert(list(parent).index(child) + 1, made)
            return made
    return None
