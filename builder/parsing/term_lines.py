"""`term :: meaning`: lines of their own, in a paragraph or a list, become a list of definitions.

Two colons with space on both sides, a short term before and words after: `std::vec` has none, a type's signature
(`map :: (a -> b) -> [a]`) no words. Every line of the paragraph, every item of the list must be one.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from builder.parsing.shapes import Node
from builder.parsing.text_lines import Line, take_lines

_MARK = re.compile(r"\s+::\s+")
_TERM = re.compile(r"[^.?!:;=<>{}\[\]|\\]{2,60}")
_SIGNATURE = re.compile(r"->|=>|→|⇒|^\(|\b[A-Z]\w* a\b")
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u30ff\u3400-\u9fff]{2,}")
_LONGEST = 8


def find_term_lines(root: ET.Element) -> Iterator[tuple[ET.Element, int, str]]:
    """Make lists of definitions of the lines among the blocks of *root*; yields the block they stood in, the line in it and its words."""
    for block in list(root):
        holders = [block] if block.tag == "p" else list(block) if block.tag == "ul" else []
        texts = [line for holder in holders for line in "".join(holder.itertext()).split("\n") if line.strip()]
        if not texts or not all(_is_term_line(text) for text in texts):
            continue
        if any(len(holder) and holder[-1].tag in ("ul", "ol", "p", "pre") for holder in holders):
            continue
        lines = [line for holder in holders for line in take_lines(holder)]
        yield from ((block, number, line.text) for number, line in enumerate(lines))
        _become(block, lines)


def _is_term_line(text: str) -> bool:
    parts = _MARK.split(text.strip())
    if len(parts) != 2:
        return False
    term, meaning = parts
    return (
        bool(_TERM.fullmatch(term)) and len(term.split()) <= _LONGEST and bool(_WORD.search(term))
        and (len(_WORD.findall(meaning)) >= 2 or bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]{4,}", meaning)))
        and not _SIGNATURE.search(meaning)
    )  # fmt: skip


def _become(block: ET.Element, lines: list[Line]) -> None:
    """Make *block* a list of definitions, one of each of *lines*."""
    kept = {name: value for name, value in block.attrib.items() if name == "id"}
    tail = block.tail
    block.clear()
    block.tag, block.tail = "dl", tail
    block.attrib.update(kept)
    for line in lines:
        term, meaning = ET.SubElement(block, "dt"), ET.SubElement(block, "dd")
        holder = term
        for node in line.nodes:
            if isinstance(node, str) and holder is term and (match := _MARK.search(node)):
                _add(term, node[: match.start()])
                holder = meaning
                node = node[match.end() :]
            _add(holder, node)
    for part in block:
        _strip(part)


def _add(holder: ET.Element, node: Node) -> None:
    if isinstance(node, ET.Element):
        node.tail = None
        holder.append(node)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + node
    else:
        holder.text = (holder.text or "") + node


def _strip(part: ET.Element) -> None:
    part.text = (part.text or "").lstrip() or None
    if len(part):
        part[-1].tail = (part[-1].tail or "").rstrip() or None
    elif part.text:
        part.text = part.text.rstrip()
