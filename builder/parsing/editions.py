"""What stands in one edition alone: `::: print-only` and `::: screen-only`; the EPUB is a screen's."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.settings import Edition

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def find_editions(root: ET.Element, ranges: list[tuple[int, int, str]]) -> dict[ET.Element, str]:
    """Return the top-level blocks of *root* that stand in one edition alone, by their lines.

    A heading among them becomes a line: a section must be in every edition's contents.
    """
    found: dict[ET.Element, str] = {}
    for block in root if ranges else ():
        line = int(block.get("data-sg-line", "-1"))
        for first, last, edition in ranges:
            if first <= line < max(last, first + 1):
                found[block] = edition
                if block.tag in _HEADINGS:
                    block.tag = "p"
                    block.set("data-sg-class", "sg-minor")
    return found


def for_edition(html: str, edition: Edition) -> str:
    """Return a lesson's XHTML without the blocks of the other edition."""
    if "data-edition=" not in html:
        return html
    root = ET.fromstring(f"<div>{html}</div>")
    for block in list(root):
        said = block.attrib.pop("data-edition", edition)
        if said != edition:
            root.remove(block)
    return "".join(ET.tostring(block, encoding="unicode") for block in root)
