"""The pieces captions are written in: pictures alone in a paragraph, credit lines, attribute lists, places to link to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.parsing.sections import plain
from builder.parsing.shapes import contents, fill

SAID = re.compile(r"\s*(?:[Tt]able)?:\s+(?=\S)|:(?=[A-Z])")
"""Opens a line that is a caption: ": " or "Table: "."""
_CREDIT = re.compile(r"(?:image |photo |picture )?(?:source|credits?|courtesy|via|photo by|from|quelle|fuente|出典|来源)\b[\s:]*", re.IGNORECASE)
_LIST = re.compile(r"\s*\{([^{}]*)\}\s*$")
_ID = re.compile(r"#([\w:.-]+)")
_LONGEST = 60
"""Words of the longest line in italics that is taken for a picture's caption."""


def lone_picture(block: ET.Element) -> tuple[ET.Element, ET.Element, list[ET.Element], ET.Element | None] | None:
    """Return the one picture of a paragraph, what holds it (a link, or itself), anchors beside it, and a line in italics below."""
    if (block.text or "").strip():
        return None
    picture, holder, below = None, None, None
    anchors: list[ET.Element] = []
    for child in block:
        if (child.tail or "").strip():
            return None
        inside = child[0] if child.tag == "a" and len(child) == 1 and not (child.text or "").strip() and not (child[0].tail or "").strip() else child
        missing = inside.get("class") == "sg-missing"
        if picture is None and (inside.tag == "img" or missing):
            picture, holder = inside, child
        elif child.tag in ("a", "span") and not len(child) and not (child.text or "").strip():
            anchors += [child] if child.get("id") else []
        elif child.tag in ("em", "i") and picture is not None and below is None:
            below = child
        elif child.tag != "br":
            return None
    if picture is None or holder is None or (below is not None and len(plain(below).split()) > _LONGEST):
        return None
    return picture, holder, anchors, below


def is_credit(line: ET.Element) -> bool:
    """Tell whether the line below a picture says where it is from, or is a link, and so no caption."""
    words = plain(line)
    return bool(_CREDIT.match(words)) or any(link.tag == "a" and plain(link) == words for link in line)


def caption_row(table: ET.Element) -> ET.Element | None:
    """Return the cell of the last row that is ": Caption", written straight below a table."""
    rows = list(table.iter("tr"))
    cells = list(rows[-1]) if len(rows) > 1 else []
    if not cells or any(plain(cell) for cell in cells[1:]) or not SAID.match(cells[0].text or ""):
        return None
    return cells[0]


def trim(caption: ET.Element) -> None:
    """Take white space off both ends of *caption*."""
    caption.text = (caption.text or "").lstrip()
    if len(caption):
        caption[-1].tail = (caption[-1].tail or "").rstrip()
    else:
        caption.text = caption.text.rstrip()


def take_list(caption: ET.Element) -> str:
    """Take an attribute list off the end of *caption* and return its id."""
    holder, words = (caption[-1], caption[-1].tail) if len(caption) else (caption, caption.text)
    match = _LIST.search(words or "")
    name = _ID.search(match[1]) if match else None
    if match is None or name is None:
        return ""
    rest = (words or "")[: match.start()]
    if len(caption):
        holder.tail = rest
    else:
        holder.text = rest
    return name[1]


def take_anchor(caption: ET.Element, slug: str) -> str:
    """Take a place to link to off the end of *caption* and return its name."""
    last = caption[-1] if len(caption) else None
    if last is None or not _is_anchor(last) or (last.tail or "").strip():
        return ""
    caption.remove(last)
    return (last.get("id") or "").removeprefix(f"{slug}--")


def beside(parent: ET.Element, table: ET.Element, after: ET.Element | None, slug: str) -> str:
    """Take the paragraph or row that holds nothing but a label below *table* and return the label."""
    rows = list(table.iter("tr"))
    cell = rows[-1][0] if len(rows) > 1 and len(rows[-1]) else None
    if cell is not None and len(cell) == 1 and _is_anchor(cell[0]) and not any(plain(one) for one in rows[-1]):
        for group in table:
            if rows[-1] in list(group):
                group.remove(rows[-1])
        return (cell[0].get("id") or "").removeprefix(f"{slug}--")
    if after is not None and after.tag == "p" and len(after) == 1 and _is_anchor(after[0]) and not plain(after):
        parent.remove(after)
        return (after[0].get("id") or "").removeprefix(f"{slug}--")
    return ""


def _is_anchor(element: ET.Element) -> bool:
    return element.tag in ("a", "span") and bool(element.get("id")) and not len(element) and not (element.text or "").strip()


def wrap(block: ET.Element) -> ET.Element:
    """Return a copy of *block*, which itself becomes an empty figure in its place, with its id and our marks."""
    inner = ET.Element(block.tag, {key: value for key, value in block.attrib.items() if not _outer(key)})
    fill(inner, contents(block))
    kept = {key: value for key, value in block.attrib.items() if _outer(key)}
    block.tag = "figure"
    block.attrib.clear()
    block.attrib.update(kept)
    return inner


def _outer(name: str) -> bool:
    return name == "id" or name.startswith("data-sg-")


def inline(words: str) -> list[str | ET.Element]:
    """Return the words of a title written where no Markdown is read; code between backquotes is code."""
    nodes: list[str | ET.Element] = []
    for at, part in enumerate(words.split("`")):
        if at % 2 and words.count("`") >= at + 1:
            code = ET.Element("code")
            code.text = part
            nodes.append(code)
        elif part:
            nodes.append(part)
    return nodes
