"""Code on paper: a `<pre class="sg-code">` becomes lines, wrapped and marked, that hold together and say "continued".

Wrapping is ours, at a fixed number of columns, so that a wrapped line cannot be taken for two: the rest is indented by
four and begins with an arrow drawn by CSS, which is not copied. Text diagrams never wrap; they shrink.
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET

COLUMNS = 72
_EARLIEST = 40
_FLOOR = 0.62
"""A diagram shrinks to this part of the code's size, no further."""
Run = tuple[str, str]


def set_listings(root: ET.Element, continued: str, continues: str) -> list[str]:
    """Set every code block of *root* in lines, in place; returns complaints about diagrams that are too wide."""
    complaints = []
    for block in [pre for pre in root.iter("pre") if "sg-code" in (pre.get("class") or "")]:
        if "sg-tree" in (block.get("class") or ""):
            complaints += _tree(block)
        else:
            _lines(block, continued, continues)
    return complaints


def width(text: str) -> int:
    """Return the columns of *text*; wide East Asian characters and emoji take two (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def wrap(runs: list[Run], columns: int = COLUMNS) -> list[list[Run]]:
    """Return a line's *runs* (class, text) as one or more lines of at most *columns*."""
    text = "".join(value for _, value in runs)
    if width(text) <= columns:
        return [runs]
    indent = min(len(text) - len(text.lstrip(" ")) + 4, columns // 2)
    lines: list[list[Run]] = []
    room = columns
    while width(text) > room:
        cut = _cut(text, room)
        head, runs = _divide(runs, cut)
        lines.append(head)
        text = text[cut:]
        room = columns - indent - 2
    lines.append(runs)
    return [lines[0], *([("sg-wrap", " " * indent), *line] for line in lines[1:])]


def _cut(text: str, room: int) -> int:
    at, taken = 0, 0
    while at < len(text) and taken + width(text[at]) <= room:
        taken += width(text[at])
        at += 1
    best = max(text.rfind(mark, min(_EARLIEST, at // 2), at) for mark in " ,([{")
    return best + 1 if best > 0 else max(1, at)


def _divide(runs: list[Run], cut: int) -> tuple[list[Run], list[Run]]:
    head: list[Run] = []
    tail: list[Run] = []
    for kind, value in runs:
        part = max(0, min(len(value), cut))
        cut -= len(value)
        if value[:part]:
            head.append((kind, value[:part]))
        if value[part:]:
            tail.append((kind, value[part:]))
    return head, tail


def _source_lines(block: ET.Element) -> list[list[Run]]:
    code = block.find("code")
    runs: list[Run] = []
    if code is not None:
        runs.append(("", code.text or ""))
        for span in code:
            runs += [(span.get("class") or "", "".join(span.itertext())), ("", span.tail or "")]
    lines: list[list[Run]] = [[]]
    for kind, value in runs:
        for at, part in enumerate(value.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append((kind, part))
    return lines


def _single_blanks(lines: list[list[Run]]) -> list[list[Run]]:
    """Return *lines* with runs of empty ones printed as one: the second says nothing and costs paper."""
    blank = ["".join(value for _, value in line).strip() == "" for line in lines]
    return [line for at, line in enumerate(lines) if not (at and blank[at] and blank[at - 1])]


def _lines(block: ET.Element, continued: str, continues: str) -> None:
    name, title = block.get("id"), block.get("data-title")
    lines = _single_blanks(_source_lines(block))
    parts = [part for line in lines for part in wrap(line)]
    classes = ["sg-listing"] + (["sg-short"] if len(parts) <= 6 else [])
    block.clear()
    block.set("class", " ".join(classes))
    if name:
        block.set("id", name)
    if title:
        caption = ET.SubElement(block, "span", {"class": "sg-file"})
        caption.text = title
    for at, runs in enumerate(parts):
        kinds = ["sg-ln"]
        if at < 3 or at >= len(parts) - 3:
            kinds.append("sg-keep")
        line = ET.SubElement(block, "span", {"class": " ".join(kinds)})
        if at == 2 and len(parts) > 6:
            line.set("class", f"{line.get('class')} sg-on")
            line.set("data-c", continued)
            line.set("data-n", continues)
        if at == len(parts) - 1:
            line.set("class", f"{line.get('class')} sg-off")
        _fill(line, runs)
    block.tail = "\n"


def _fill(line: ET.Element, runs: list[Run]) -> None:
    last: ET.Element | None = None
    if not any(value for _, value in runs):
        runs = [("", " ")]
    for kind, value in runs:
        if kind:
            last = ET.SubElement(line, "span", {"class": kind})
            last.text = value
        elif last is None:
            line.text = (line.text or "") + value
        else:
            last.tail = (last.tail or "") + value


def _tree(block: ET.Element) -> list[str]:
    text = "".join(block.itertext())
    widest = max((width(line) for line in text.split("\n")), default=0)
    if widest > COLUMNS:
        scale = max(_FLOOR, COLUMNS / widest)
        block.set("style", f"font-size:calc({scale:.3f} * var(--code))")
        if scale == _FLOOR:
            return [f"a text diagram of {widest} columns is wider than the page"]
    return []
