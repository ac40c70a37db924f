"""The page numbers of an index are written at binding: into the boxes of each entry, every number a link to its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from builder.pdf.embed import Scribe
from builder.pdf.locators import PREFIX, read_address, set_numbers
from builder.pdf.model import Place, Sheets
from builder.pdf.numbering import Leaf
from builder.pdf.stamps import draw_number
from builder.study.locators import number

_STRONG = 600
"""Weight of the number of the page that explains the term."""


def write_entries(
    pages: list[Any], leaves: tuple[Leaf, ...], sheets: tuple[Sheets, ...], homes: Mapping[str, int],
    scribe_of: Callable[[str], tuple[Scribe, str] | None],
) -> Iterator[tuple[int, int, str, bytes, str]]:  # fmt: skip
    """Return what is drawn for the entries of an index: unit, page in the book, face, drawing, the id it leads to.

    *homes* is the page of every id; the links are put on *pages* at once. *scribe_of* gives a face's scribe and its name in
    the PDF, None where the face is not there.
    """
    where = {(leaf.unit, leaf.page): index for index, leaf in enumerate(leaves)}
    for unit, sheet in enumerate(sheets):
        entries: dict[str, list[Place]] = {}
        for place in sheet.places:
            if place.target.startswith(PREFIX):
                entries.setdefault(place.target, []).append(place)
        for target, boxes in entries.items():
            family, _, style = boxes[0].face.split("|")
            faces = (boxes[0].face, f"{family}|{_STRONG}|{style}")
            plain, strong = scribe_of(faces[0]), scribe_of(faces[1])
            if plain is None or strong is None:
                continue
            known = (plain, strong)

            def measure(text: str, main: bool, known: tuple[tuple[Scribe, str], ...] = known) -> float:
                return known[main][0].write(text)[1] / 1000

            numbers = number(read_address(target), homes.get, lambda page: leaves[page].folio)
            for one in set_numbers(tuple(boxes), numbers, measure):
                index = where[unit, one.box.page]
                place = replace(one.box, x0=one.x, align="left")
                main = one.number.strong
                scribe, name = known[main]
                yield unit, index, faces[main], draw_number(place, name, scribe.write(one.number.text)[0], one.width, False), one.number.id
                if one.comma:
                    codes, width = plain[0].write(",")
                    width *= place.size / 1000
                    after = replace(place, x0=one.x - width if one.box.align == "right" else one.x + one.width)
                    yield unit, index, faces[0], draw_number(after, plain[1], codes, width, False), one.number.id
                _link(pages[index], place, one.width, one.number.id)


def _link(page: Any, place: Place, width: float, name: str) -> None:
    """Make *width* points at the beginning of *place* a link to *name*."""
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Dest=String(name), BS=Dictionary(W=0),
        Rect=Array([round(side, 3) for side in (place.x0, place.y0, place.x0 + width, place.y1)]),
    )  # fmt: skip
    if "/Annots" in page:
        page.Annots.append(note)
    else:
        page.Annots = Array([note])
