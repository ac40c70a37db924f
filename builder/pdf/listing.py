"""Code on paper: a `<pre class="sg-code">` becomes lines, wrapped and marked, that hold together and say "continued".

Wrapping is ours, at a fixed number of columns, so that a wrapped line cannot be taken for two: the rest is indented by
four and begins with an arrow. Text diagrams never wrap (`diagrams`).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.parsing.runs import Run, lines_of, put_runs
from builder.pdf.diagrams import set_diagram, width
from builder.pdf.line_numbers import columns as number_columns
from builder.pdf.tables import Measure

COLUMNS = 72
LEAST = 4
"""Lines of a listing that stand on either side of a page's end."""
_EARLIEST = 40
_LIST, _QUOTE = 17.1, 15.7
"""What a list and a quote take of the width of the text, in points."""
_IN_LISTS = 0.92
"""Size of code in lists, as a part of the code's."""
_LEAST_ROOM = 24
_HELD = 4
"""Lines of the page up to which a wrapped line is never parted."""


_CLASSIC = Measure()


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a listing that crosses a page; *listing* is its label where it has one."""

    listing: str = "Listing"
    continued: str = "continued"
    continues: str = "continues"


def set_listings(
    root: ET.Element, words: Words, measure: Measure = _CLASSIC
) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Set every code block of *root* in lines of at most the columns of *measure*, in place; in lists and quotes fewer.

    Returns numbers to be drawn by the address of their picture, each with the columns it takes, and complaints about
    diagrams that are too wide.
    """
    numbers: dict[str, tuple[int, int]] = {}
    complaints: list[str] = []
    labels = {
        pre: label.text or "" for figure in root.iter("figure") if figure.get("class") == "sg-listed"
        for label in figure.findall("figcaption/span[@class='sg-cap']") for pre in figure.iter("pre")
    }  # fmt: skip
    outer = {pre for body in root.iter("div") if body.get("class") == "sg-body" for pre in (*body.findall("pre"), *body.findall("figure/pre"))}
    for block, room in list(_blocks(root, measure)):
        if "sg-tree" in (block.get("class") or ""):
            complaints += set_diagram(block, room, measure if block in outer else replace(measure, hang=0.0, turned=0.0))
        else:
            _lines(block, replace(words, listing=labels[block]) if block in labels else words, room, numbers)
    return numbers, complaints


def _blocks(root: ET.Element, measure: Measure) -> Iterator[tuple[ET.Element, int]]:
    """Yield the code blocks below *root* with the columns they have."""
    stack = [(root, 0.0, 1.0)]
    while stack:
        element, inset, size = stack.pop()
        if element.tag == "pre" and "sg-code" in (element.get("class") or ""):
            fitting = int((measure.text - inset) / (measure.column * size)) if inset else measure.columns
            yield element, max(_LEAST_ROOM, min(measure.columns, fitting))
            continue
        if element.tag == "li":
            inset, size = inset + _LIST, _IN_LISTS
        elif element.tag == "blockquote":
            inset += _QUOTE
        stack += [(child, inset, size) for child in element]


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


def _single_blanks(lines: list[list[Run]]) -> list[tuple[int, list[Run]]]:
    """Return *lines* with their places, from 0; runs of empty ones print as one: the second says nothing and costs paper."""
    blank = ["".join(value for _, value in line).strip() == "" for line in lines]
    return [(at, line) for at, line in enumerate(lines) if not (at and blank[at] and blank[at - 1])]


def _lines(block: ET.Element, words: Words, room: int, numbers: dict[str, tuple[int, int]]) -> None:
    name, title, start = block.get("id"), block.get("data-title"), block.get("data-start")
    marked = frozenset((block.get("data-marked") or "").split())
    lines = lines_of(block.find("code"))
    first = int(start) if start else 0
    taken = number_columns(first + len(lines) - 1) if start else 0
    shown = [
        (at, part, whole, runs)
        for at, line in _single_blanks(lines)
        for whole in [wrap(line, room - taken)]
        for part, runs in enumerate(whole)
    ]
    block.clear()
    block.tail = "\n"
    kinds = ["sg-listing", "sg-short" if len(shown) < 2 * LEAST else "", f"sg-columns-{taken}" if taken else ""]
    block.set("class", " ".join(kind for kind in kinds if kind))
    if name:
        block.set("id", name)
    if title:
        caption = ET.SubElement(block, "span", {"class": "sg-file"})
        caption.text = title
    for place, (at, part, whole, runs) in enumerate(shown):
        held = part < len(whole) - 1 and len(whole) <= _HELD
        kinds = [
            "sg-ln",
            "sg-keep" if held or place < LEAST - 1 or place >= len(shown) - LEAST else "",
            "sg-hi" if str(at + 1) in marked else "",
        ]
        line = ET.SubElement(block, "span")
        if place == 2 and len(shown) >= 2 * LEAST:
            label = title or words.listing
            kinds.append("sg-on")
            line.set("data-c", f"{label}, {words.continued}")
            line.set("data-n", f"{label} {words.continues}")
        if place == len(shown) - 1:
            kinds.append("sg-off")
        line.set("class", " ".join(kind for kind in kinds if kind))
        if taken and not part:
            address = f"line/{taken}/{first + at}"
            numbers[address] = (first + at, taken)
            ET.SubElement(line, "embed", {"src": address})
        put_runs(line, runs if any(value for _, value in runs) else [("", " ")])
