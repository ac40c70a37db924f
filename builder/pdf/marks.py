"""Small marks the pages need and the e-book does not: emoji in their own face, section numbers, boxes to tick."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise, zip_longest

_PICTURE = (
    "[\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff]"
)
_EMOJI = re.compile(
    rf"(?:[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}"
    rf"|{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?)*)+"
)
# Signs the text faces have and that belong to the text's colour and weight.
_TEXT_SIGNS = frozenset("↔↕↖↗↘↙↩↪™ℹ✓✔✗✘☐☑☒★☆○●■□▪▫▲▼◆◇♀♂♠♣♥♦❯❮⤴⤵⬅⬆⬇━☎☞✂✉✏✦✧✱✳✴✶❄❖➔➜➝➞➡➤")
_WHOLE = 9
"""Rows, the head among them, of the longest table that is never broken."""
_WORDS = 56
"""Letters that the longest words of all columns may have together, two for each gap, to fit a narrow page unbroken."""
_HUNG = 18
"""Letters of the longest label that hangs beside its note."""
_SEVERAL, _LINE = 8, 75
"""Paragraphs of a lesson of which half take no more than a line of so many letters."""
_LISTS = ("sg-check", "sg-tasks")


def mark(root: ET.Element, emoji: frozenset[int]) -> None:
    """Mark *root* in place; *emoji* are the code points of the emoji face."""
    _numbers(root)
    _boxes(root)
    _tables(root)
    _labels(root)
    _notes(root)
    _spaced(root)
    for element in list(root.iter()):
        if element.get("class") != "sg-emoji":
            _emoji(element, emoji)


def _numbers(root: ET.Element) -> None:
    """Show the sections' numbers; `data-lesson` of the text around them is the lesson's."""
    for body in root.iter("div"):
        lesson = body.get("data-lesson") if body.get("class") == "sg-body" else None
        for heading in body if lesson is not None else ():
            typed = heading.get("data-number")
            if typed is None or heading.tag not in ("h2", "h3", "h4", "h5", "h6"):
                continue
            shown = typed if not lesson or "." in typed or heading.tag != "h2" else f"{lesson}.{typed}"
            span = ET.Element("span", {"class": "sg-n"})
            span.text, span.tail, heading.text = shown, heading.text, None
            heading.insert(0, span)


def _boxes(root: ET.Element) -> None:
    for listing in root.iter():
        if listing.tag in ("ul", "ol") and listing.get("class") in _LISTS:
            for item in listing.findall("li"):
                done = " sg-done" if item.get("data-done") == "1" else ""
                box = ET.Element("span", {"class": f"sg-box{done}"})
                if listing.get("class") == "sg-check" and item.get("id"):
                    # Binding may make it a field (`forms`).
                    box = ET.Element("a", {"class": "sg-box", "href": f"page:tick--{item.get('id')}"})
                box.tail, item.text = item.text, None
                item.insert(0, box)


def _tables(root: ET.Element) -> None:
    """Short tables are kept whole, a longer one may break between rows; words stay whole where all columns have room."""
    for table in root.iter("table"):
        rows = [[_longest(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
        names = [table.get("class") or ""] + (["sg-whole"] if len(rows) <= _WHOLE and "sg-tall" not in (table.get("class") or "") else [])
        if table.find("colgroup") is None and sum(max(column) + 2 for column in zip_longest(*rows, fillvalue=0)) <= _WORDS:
            names.append("sg-words")
        if any(names):
            table.set("class", " ".join(name for name in names if name))


def _longest(cell: ET.Element) -> int:
    """Letters of the longest word of a cell; a line may end after a hyphen."""
    return max(len(word) for word in re.split(r"[\s-]", "".join(cell.itertext())))


def _labels(root: ET.Element) -> None:
    """Mark the paragraphs that lead to what follows: one strong phrase, or a colon or “=” at the end. No page ends with one."""
    for body in root.iter("div"):
        if body.get("class") != "sg-body":
            continue
        blocks = list(body)
        for block, after in pairwise(blocks):
            if block.tag != "p" or after.tag in ("h2", "h3", "h4", "h5", "h6", "hr"):
                continue
            if block.get("class") == "sg-rule" or "".join(block.itertext()).rstrip().endswith((":", "：", "=")):
                block.set("data-leads", "1")


def _notes(root: ET.Element) -> None:
    """Mark notes whose label hangs beside them: a short one, of a note that stands in no other block."""
    for body in root.iter("div"):
        if body.get("class") == "sg-body":
            for note in body.findall("aside"):
                label = note[0] if len(note) and note[0].get("class") == "sg-label" else None
                if label is not None and len("".join(label.itertext())) <= _HUNG:
                    note.set("class", f"{note.get('class') or ''} sg-hangs".strip())


def _spaced(root: ET.Element) -> None:
    """Mark lessons of short paragraphs, as chats write them: an indent every line would look like a mistake, space does not."""
    for body in root.iter("div"):
        if body.get("class") != "sg-body":
            continue
        sizes = [len("".join(block.itertext())) for block in body if block.tag == "p" and block.get("class") is None]
        if len(sizes) >= _SEVERAL and 2 * sum(size <= _LINE for size in sizes) >= len(sizes):
            body.set("data-spaced", "1")


def _emoji(element: ET.Element, emoji: frozenset[int]) -> None:
    """Wrap the emoji in the text of *element* and in the tails of its children."""
    made = _split(element.text, emoji)
    if made:
        element.text = made[0]
        for at, span in enumerate(made[1]):
            element.insert(at, span)
    for child in list(element):
        made = _split(child.tail, emoji) if child.get("class") != "sg-emoji" else None
        if made:
            child.tail = made[0]
            at = list(element).index(child) + 1
            for offset, span in enumerate(made[1]):
                element.insert(at + offset, span)


def _split(text: str | None, emoji: frozenset[int]) -> tuple[str, list[ET.Element]] | None:
    if not text or text.isascii():
        return None
    spans: list[ET.Element] = []
    head, end = "", 0
    for match in _EMOJI.finditer(text):
        words = match[0]
        if all(char in _TEXT_SIGNS or char == "\ufe0f" for char in words):
            continue
        if not any(ord(char) in emoji for char in words):
            continue
        before = text[end:match.start()]
        if spans:
            spans[-1].tail = before
        else:
            head = before
        span = ET.Element("span", {"class": "sg-emoji"})
        span.text = words
        spans.append(span)
        end = match.end()
    if not spans:
        return None
    spans[-1].tail = text[end:]
    return head, spans
