"""Turned pages: what is too wide for the page is laid out on one that lies on its side.

A block with the class `sg-turn` stands on pages of its own, as wide as the paper is high (`@page turn`). On screen these
pages stay as they are. In print the sheet stays upright: what is on it is turned to the left, so that a reader turns the
book to the right, while running head, folio and thumb tab stand where they stand on every page.

1. Two empty pages, a right-hand and a left-hand one, are laid out behind the unit with the heads of the lesson (`add_heads`).
2. Afterwards (`turn`) every turned page is rotated, gets the heads of the empty page of its side, and `/Rotate`, by which a
   reader on a screen sees it upright; the empty pages go.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array

from builder.pdf.model import Place
from builder.pdf.tables import TURN

_TURNED, _HEADS = "turned-", "heads-"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
Anchors = tuple[tuple[str, int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """What is left when the pages are turned: the PDF, its number of pages, places and anchors."""

    pdf: bytes
    pages: int
    places: tuple[Place, ...]
    anchors: Anchors


def add_heads(root: ET.Element) -> None:
    """Mark the turned blocks of *root* and add the pages that give them their heads, in place."""
    body = root.find("body")
    holders = [div for div in root.iter("div") if div.get("class") == "sg-body"]
    heads = [head for head in root.iter("div") if head.get("class") == "sg-set"]
    if body is None or len(heads) < len(holders):
        return
    for number, (holder, head) in enumerate(zip(holders, heads, strict=False)):
        blocks = [block for block in holder if TURN in (block.get("class") or "").split()]
        if not blocks:
            continue
        for block in blocks:
            mark = ET.Element("a", {"class": "sg-turned", "href": f"page:{_TURNED}{number}"})
            mark.tail, block.text = block.text, None
            block.insert(0, mark)
        for _ in range(2):
            page = ET.SubElement(body, "div", {"class": "sg-heads"})
            page.append(ET.Element("div", dict(head.attrib)))
            ET.SubElement(page, "a", {"class": "sg-turned", "href": f"page:{_HEADS}{number}"})


def hold_headings(root: ET.Element) -> None:
    """Take headings, and lines that lead to what follows, onto the page of the turned block below them, in place."""
    for holder in root.iter("div"):
        if holder.get("class") != "sg-body":
            continue
        for block in [block for block in holder if TURN in (block.get("class") or "").split()]:
            above = list(holder)[: list(holder).index(block)]
            while above and (above[-1].tag in _HEADINGS or above[-1].get("data-leads")):
                last = above.pop()
                holder.remove(last)
                block.insert(1 if len(block) and block[0].get("class") == "sg-turned" else 0, last)


def turned_pages(document: Any) -> frozenset[int]:
    """Return which pages of a laid-out *document* lie on their side, from 0."""
    return frozenset(at for at, page in enumerate(document.pages) if page._page_box.page_type.name == "turn")


def turn(data: bytes, lying: frozenset[int], places: tuple[Place, ...], anchors: Anchors) -> Turned:
    """Return the PDF in *data* with the pages *lying* on their side turned, and what is known of its pages."""
    heads: dict[tuple[str, int], int] = {}
    marks: dict[int, str] = {}
    for place in places:
        if place.target.startswith(_HEADS):
            heads[place.target.removeprefix(_HEADS), place.page % 2] = place.page
        elif place.target.startswith(_TURNED):
            marks[place.page] = place.target.removeprefix(_TURNED)
    gone = frozenset(heads.values())
    of: dict[int, int] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        width = float(pages[min(lying)].MediaBox[3]) if lying else 0.0
        last = ""
        for at in sorted(lying):
            last = marks.get(at, last)
            of[at] = heads[last, at % 2]
            _turn(pdf, pages[at], pages[of[at]])
        for at in sorted(gone, reverse=True):
            del pdf.pages[at]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    kept = [place for place in places if place.page not in gone and not place.target.startswith((_HEADS, _TURNED))]
    made = [
        replace(place, turned=width) if place.page in lying else place
        for place in kept if not (place.page in lying and place.target.startswith("folio-"))
    ]  # fmt: skip
    made += [replace(place, page=at) for at, page in of.items() for place in places
             if place.page == page and place.target.startswith("folio-")]  # fmt: skip
    spots = tuple(
        (name, page, round(width - y, 3), x) if page in lying else (name, page, x, y)
        for name, page, x, y in anchors if page not in gone
    )  # fmt: skip
    return Turned(out.getvalue(), len(pages) - len(gone), tuple(made), spots)


def _turn(pdf: pikepdf.Pdf, page: Any, heads: Any) -> None:
    """Turn *page* to the left onto upright paper and draw on it what is on the page *heads*."""
    height = float(page.MediaBox[3])
    page.Contents = pdf.make_stream(
        b"q 0 1 -1 0 %.3f 0 cm\n" % height + _drawn(page) + b"\nQ\n" + _drawn(heads)
    )
    for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page:
            page[box] = _rotated(page[box], height)
    page.Rotate = 90
    for note in page.get("/Annots", ()):
        note.Rect = _rotated(note.Rect, height)


def _rotated(box: Any, height: float) -> Array:
    x0, y0, x1, y1 = (float(side) for side in box)
    low, high = sorted((y0, y1))
    return Array([round(side, 3) for side in (height - high, min(x0, x1), height - low, max(x0, x1))])


def _drawn(page: Any) -> bytes:
    contents = page.Contents
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)
