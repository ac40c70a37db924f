"""A paragraph taken apart at the ends of its lines, and put together again."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from builder.parsing.shapes import Node, contents, fill


@dataclass(slots=True)
class Line:
    """A line of a paragraph: its texts and elements; *hard* where a break was set before it."""

    nodes: list[Node] = field(default_factory=list)
    hard: bool = False

    # What every rule looks at first.
    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join("".join(node if isinstance(node, str) else "".join(node.itertext()) for node in self.nodes).split())


def take_lines(block: ET.Element) -> list[Line]:
    """Take the phrases of *block* out of it, line by line; what is in an element stays on the line where it begins."""
    lines = [Line()]
    for node in contents(block):
        if isinstance(node, ET.Element):
            if node.tag == "br":
                lines.append(Line(hard=True))
            else:
                lines[-1].nodes.append(node)
            continue
        for at, piece in enumerate(node.split("\n")):
            if at and (lines[-1].nodes or not lines[-1].hard):
                lines.append(Line())
            if piece.strip() or (piece and lines[-1].nodes):
                lines[-1].nodes.append(piece)
    block.text = None
    del block[:]
    return [line for line in lines if line.text or line.nodes]


def put_lines(block: ET.Element, lines: list[Line]) -> None:
    """Make *lines* the content of *block*, with the breaks they had."""
    nodes: list[Node] = []
    for at, line in enumerate(lines):
        if at:
            nodes += [ET.Element("br"), "\n"] if line.hard else ["\n"]
        nodes += line.nodes
    fill(block, nodes)
