"""Words to be filled in: `==marked==` ones with the sentence around them, for cards."""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from builder.model import Cloze
from builder.parsing.questions import phrases
from builder.parsing.sections import plain
from builder.parsing.shapes import BLOCKS, Node, contents, fill

_WHOLE = 40
"""Words of a block that is shown whole; of a longer one the sentences with a mark are."""
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=\S)|(?<=[。！？])")
_HOLDERS = ("p", "li", "dd", "td", "th")


def find_clozes(root: ET.Element) -> tuple[Cloze, ...]:
    """Return what the blocks of *root*, which have their ids, mark."""
    found: list[Cloze] = []
    for block in root:
        if block.find(".//mark") is None or block.tag not in ("p", "ul", "ol", "dl", "table", "blockquote", "aside"):
            continue
        holders = [part for part in block.iter() if part.tag in _HOLDERS]
        for holder in holders:
            name = holder.get("id") or block.get("id") or ""
            for sentence in _sentences(holder):
                hidden = tuple(" ".join("".join(mark.itertext()).split()) for mark in sentence.iter("mark"))
                text = plain(sentence)
                if hidden and all(hidden) and text not in hidden:
                    found.append(Cloze(name, text, phrases(sentence), hidden))
    return tuple(found)


def _sentences(holder: ET.Element) -> Iterator[ET.Element]:
    """Return the pieces of the own words of *holder* that hold a mark, whole where they are few."""
    made = copy.deepcopy(holder)
    made.tail = None
    nodes: list[Node] = []
    for node in contents(made):
        if isinstance(node, ET.Element) and node.tag in BLOCKS:
            break
        nodes.append(node)
    whole = _piece(nodes)
    if len(plain(whole).split()) <= _WHOLE:
        pieces = [whole]
    else:
        groups: list[list[Node]] = [[]]
        for node in contents(whole):
            parts: list[Node] = [node]
            if isinstance(node, str):
                parts = list(_END.split(node))
            for at, part in enumerate(parts):
                if at:
                    groups.append([])
                groups[-1].append(part)
        pieces = [_piece(group) for group in groups]
    yield from (piece for piece in pieces if piece.find(".//mark") is not None)


def _piece(nodes: list[Node]) -> ET.Element:
    piece = ET.Element("p")
    fill(piece, nodes)
    return piece
