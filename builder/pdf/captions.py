"""Captions on paper: short ones hang beside what they name, in the column left of the text; others stand above or below."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.pdf.tables import Measure, advance

CAPTIONED = frozenset({"sg-figure", "sg-tabled", "sg-listed"})
_LEADING = 1.24
"""Line height of captions, as a part of their size."""
_GAP = 14.2
"""The gap between the hanging column and the text, in points."""
_TALLEST = 12
"""Lines of the tallest caption that hangs."""


def hang_captions(root: ET.Element, measure: Measure) -> None:
    """Mark the captions in *root* that hang, in place; what has one is at least as tall as its caption."""
    room = measure.hang - _GAP
    if room < 4 * measure.size:
        return
    for figure in [figure for body in root.iter("div") if body.get("class") == "sg-body" for figure in body.findall("figure")]:
        caption = figure.find("figcaption")
        if figure.get("class") not in CAPTIONED or caption is None or any("sg-broad" in (part.get("class") or "") for part in figure):
            continue
        lines = _lines(caption, room / measure.size)
        if lines > _TALLEST or lines > _room(figure):
            continue
        figure.set("class", f"{figure.get('class')} sg-hung")
        figure.set("style", f"min-height:{lines * measure.size * _LEADING + 3:.0f}pt")


def _lines(caption: ET.Element, width: float) -> int:
    """Return about how many lines of *width* ems *caption* takes, its label on a line of its own."""
    label = caption.find("span[@class='sg-cap']")
    words = " ".join("".join(caption.itertext()).removeprefix((label.text or "") if label is not None else "").split())
    lines, taken = 0 if label is None else 1, width
    for word in words.split():
        size = advance(word)
        if taken + size > width:
            lines, taken = lines + max(1, -int(-size // width)), size % width
        else:
            taken += size
        taken += advance(" ")
    return lines


def _room(figure: ET.Element) -> int:
    """Return the lines of caption beside which nothing else would hang: those of what the figure holds."""
    rows = sum(1 for _ in figure.iter("tr"))
    code = sum(max(1, sum("sg-ln" in (line.get("class") or "") for line in pre)) for pre in figure.iter("pre"))
    pictures = sum(1 for _ in figure.iter("img"))
    return rows + code + 8 * pictures + 2
