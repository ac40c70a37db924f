"""Numbered call-outs: marks at the ends of code lines and the list straight below become one thing, linked both ways.

In code `# (1)!`, `# (1)` (mkdocs-material) or `<1>`, `# <1>` (Asciidoctor), several in a line; below an ordered list, or
lines that begin with `<1>`. Only where the marks are exactly the numbers of the list; else everything stays as it is.
The comment sign before a mark stays too, so that copied code still runs.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from builder.parsing.runs import MARK, Run, lines_of, put_runs

_ONE = r"(?:\((\d{1,2})\)!?|<(\d{1,2})>|<!--(\d{1,2})-->)"
_END = re.compile(rf"(?:{_ONE}[ \t]*)+(?:-->|\*/)?[ \t]*$")
_SIGN = re.compile(r"(?:#|//|--|;|%|/\*|<!--|\bREM)[ \t]*$")
_MARK = re.compile(_ONE)
_ITEM = re.compile(r"(?:^|\n)[ \t]*<(\d{1,2})>[ \t]+")
_LONGEST = 90
"""Characters at the end of a line in which marks are looked for."""
Found = tuple[int, int, int]
"""Start and end in a line's text, and the number."""


def tie_callouts(root: ET.Element, slug: str) -> list[tuple[ET.Element, str]]:
    """Make marks and lists of the call-outs of *root*, in place; return each list tied and its first line."""
    tied: list[tuple[ET.Element, str]] = []
    for parent in list(root.iter()):
        blocks = list(parent)
        for block, after in itertools.pairwise(blocks):
            if block.get("class") == "sg-listed":
                block = block[-1]
            if block.tag == "pre" and block.get("class") == "sg-code" and after.tag in ("ol", "p"):
                first = _tie(block, after, f"{slug}--co{len(tied) + 1}")
                tied += [(after, first)] if first else []
    return tied


def _tie(block: ET.Element, after: ET.Element, name: str) -> str:
    items = _listed(after) if after.tag == "ol" else _lettered(after)
    code = block.find("code")
    if code is None or not items:
        return ""
    lines = lines_of(code)
    marks = [_marks("".join(value for _, value in line)) for line in lines]
    numbers = {number for line in marks for _, _, number in line}
    if numbers != set(range(1, len(items) + 1)):
        return ""
    seen: set[int] = set()
    for child in list(code):
        code.remove(child)
    code.text = None
    for at, (line, found) in enumerate(zip(lines, marks, strict=True)):
        put_runs(code, [("", "\n")] if at else [])
        put_runs(code, list(_marked(line, found, name, seen)))
    made = after if after.tag == "ol" else _as_list(after, items)
    made.set("class", "sg-cos")
    for number, item in enumerate(made, 1):
        item.set("id", f"{name}-n{number}")
        holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        mark = ET.Element("a", {"class": MARK, "href": f"#{name}-c{number}"})
        mark.text, mark.tail, holder.text = str(number), f" {(holder.text or '').lstrip()}", None
        holder.insert(0, mark)
    return " ".join("".join(made[0].itertext()).split())


def _marks(text: str) -> list[Found]:
    """Return the marks at the end of a line: after a comment sign, or of angle brackets after a space."""
    near = max(0, len(text) - _LONGEST)
    end = _END.search(text, near) if text.rstrip()[-1:] in (")", "!", ">", "/") else None
    if end is None:
        return []
    found = [(one.start(), one.end(), int(one[1] or one[2] or one[3])) for one in _MARK.finditer(text, end.start())]
    before = text[: end.start()]
    signed = bool(_SIGN.search(before[-8:])) or text[end.start() : end.start() + 4] == "<!--"
    if not signed and (text[end.start()] == "(" or not before.strip() or before[-1:] not in " \t"):
        return []
    return found


def _marked(line: list[Run], found: list[Found], name: str, seen: set[int]) -> Iterator[Run]:
    """Yield the runs of *line* with marks in the place of what stood there."""
    at = 0
    waiting = list(found)
    for kind, value in line:
        start, end = at, at + len(value)
        at = end
        here = start
        while waiting and waiting[0][0] < end:
            first, last, number = waiting[0]
            if first >= start:
                if first > here:
                    yield kind, value[here - start : first - start]
                own = "-" if number in seen else f"{name}-c{number}"
                seen.add(number)
                yield f"{MARK} {own} #{name}-n{number}", str(number)
            here = min(last, end)
            if last > end:
                break
            waiting.pop(0)
        if here < end:
            yield kind, value[here - start :]


def _listed(block: ET.Element) -> list[ET.Element]:
    """Return the items of an ordered list that begins with 1."""
    return list(block) if block.get("start", "1") == "1" and block.get("class") is None else []


def _lettered(first: ET.Element) -> list[ET.Element]:
    """Return list items for the lines `<1> …` of *first*; nothing where they do not count up from 1."""
    if not (first.text or "").lstrip().startswith("<1>"):
        return []
    items: list[ET.Element] = []

    def add(text: str) -> None:
        """Begin items at their marks; what stands between belongs to the item before."""
        at = 0
        for mark in _ITEM.finditer(text):
            if int(mark[1]) != len(items) + 1:
                continue
            _append(items, text[at : mark.start()])
            items.append(ET.Element("li"))
            at = mark.end()
        _append(items, text[at:])

    add((first.text or "").lstrip())
    for child in first:
        copy = ET.Element(child.tag, child.attrib)
        copy.text = child.text
        copy.extend(child)
        items[-1].append(copy)
        add(child.tail or "")
    for item in items:
        _trim(item)
    return items


def _trim(item: ET.Element) -> None:
    """Take the break off the end of *item*: the line end before the next mark."""
    while len(item) and item[-1].tag == "br" and not (item[-1].tail or "").strip():
        item.remove(item[-1])
    if len(item):
        item[-1].tail = (item[-1].tail or "").rstrip()
    else:
        item.text = (item.text or "").rstrip()


def _append(items: list[ET.Element], text: str) -> None:
    if not items or not text:
        return
    item = items[-1]
    if len(item):
        item[-1].tail = (item[-1].tail or "") + text
    else:
        item.text = (item.text or "") + text


def _as_list(block: ET.Element, items: list[ET.Element]) -> ET.Element:
    name, tail = block.get("id"), block.tail
    block.clear()
    block.tag, block.tail = "ol", tail
    if name:
        block.set("id", name)
    block.extend(items)
    return block
