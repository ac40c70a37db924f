"""The elements of chat idioms: a flow as a figure, a drawing's lines, a list of marked lines."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

from builder.parsing.spans import Span

_COLUMN = 9
"""Steps of the longest flow that stands in one column."""
Take = Callable[[str], str]
"""Makes a text ready for the inline stage (`atoms.Atoms.take`)."""


def flow(parent: ET.Element, span: Span, line: int, take: Take) -> None:
    """Add the flow *span*, of lines that begin on *line*: a figure with an ordered list, read in order."""
    figure = ET.SubElement(parent, "figure", {"data-sg-class": "sg-flow sg-two" if len(span.nodes) > _COLUMN else "sg-flow", "data-sg-line": str(line + span.start)})
    listing = ET.SubElement(figure, "ol")
    for node in span.nodes:
        step = ET.SubElement(ET.SubElement(listing, "li"), "span", {"data-sg-class": "sg-node"})
        step.text = take(" ".join(node.lines))
        if node.remark:
            step.tail = " "
            remark = ET.SubElement(listing[-1], "span", {"data-sg-class": "sg-remark"})
            remark.text = take(f"({node.remark})")


def listed(parent: ET.Element, listing: ET.Element | None, span: Span, line: int, take: Take) -> ET.Element:
    """Add the items of *span* to *listing*, or to a new list at the end of *parent*; return the list."""
    if listing is None:
        listing = ET.SubElement(parent, "ul", {"data-sg-line": str(line + span.start)})
        if span.mark:
            listing.set("data-sg-class", span.mark)
    for at, text in span.items:
        ET.SubElement(listing, "li", {"data-sg-line": str(line + at)}).text = take(text)
    return listing


def level(lines: list[str]) -> list[str]:
    """Return the lines of a drawing without marks of quotes and the indentation all of them share."""
    bare = [line.lstrip("> ") if line.lstrip().startswith(">") else line for line in lines]
    margin = min((len(line) - len(line.lstrip(" ")) for line in bare if line.strip()), default=0)
    return [line[margin:].rstrip() for line in bare]
