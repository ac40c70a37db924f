"""Text diagrams on paper: trees and drawings of characters, which never wrap.

One that is too wide shrinks a little, then takes the hanging column, then shrinks to a floor, then gets a page on its
side. What fits nowhere at that size is made to fit, however small, and reported: nothing is cut off.
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET

from builder.pdf.tables import TURN, Measure

WIDE = "text diagram: "
"""Begins the complaint about a diagram that is too wide; its columns and widest line follow."""
_LITTLE = 0.85
"""The part of the code's size above which a diagram leaves the hanging column free."""
FLOOR = 0.75
"""The part of the code's size below which a diagram is turned, or reported: 6 pt in classic."""
FLOOR_OF_FEW, _FEW = 0.62, 7
"""The same for a diagram of a few lines, for which a page is not turned so soon."""
_LEADING = 1.3
_HIGH = 0.9
"""Height of the text on a page that lies on its side, at least, as a part of the width of the text on others."""


def set_diagram(block: ET.Element, room: int, measure: Measure) -> list[str]:
    """Set the diagram *block*, which has *room* columns, in place; returns complaints. *measure* has what else it may take."""
    lines = "".join(block.itertext()).split("\n")
    widest = max(lines, key=width)
    columns = width(widest)
    if columns <= room:
        return []
    size, kind = room / columns, ""
    if measure.hang and size < _LITTLE:
        size, kind = min(1.0, (measure.text + measure.hang) / measure.column / columns), "sg-broad"
    floor = FLOOR if len(lines) > _FEW else FLOOR_OF_FEW
    if size < floor:
        turned = min(1.0, measure.turned / measure.column / columns)
        height = len(lines) * _LEADING * turned * measure.column / 0.6
        if turned > size and height <= _HIGH * measure.text:
            size, kind = turned, TURN
    if kind:
        block.set("class", f"{block.get('class') or ''} {kind}")
    for code in block.findall("code"):
        code.set("style", f"font-size:{size - 0.0005:.3f}em")
    return [f"{WIDE}{columns} {widest.strip()}"] if size < floor else []


def width(text: str) -> int:
    """Return the columns of *text*; wide East Asian characters and emoji take two (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
