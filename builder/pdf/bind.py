"""Typeset runs of pages become one PDF: every number known only now is written, every link lands.

1. Lay the pages out and number them (`numbering`).       4. One font file a face (`embed`).
2. Point links at their places.                           5. Outline, page labels, names, metadata.
3. Write folios and page references into their places.    6. Save; same input, same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from builder.model import BookInfo
from builder.pdf.catalogue import write_catalogue
from builder.pdf.embed import Scribe, embed
from builder.pdf.entries import write_entries
from builder.pdf.fonts import FontSet, path_of
from builder.pdf.forms import PREFIX as TICK
from builder.pdf.forms import Tick, add_fields
from builder.pdf.locators import PREFIX
from builder.pdf.model import Bound, Outline, Place, Sheets, Unit
from builder.pdf.numbering import Leaf, lay_out
from builder.pdf.stamps import draw_leader, draw_number
from builder.settings import Edition

_UNNUMBERED = ("cover", "front")
_LEAVES = 64
Spot = tuple[int, float, float]
"""Index of a page in the book, x and y in points from its lower left corner."""


def bind(
    info: BookInfo, units: tuple[Unit, ...], sheets: tuple[Sheets, ...], outline: tuple[Outline, ...],
    fonts: FontSet, edition: Edition, targets: Mapping[str, str], fields: Mapping[str, Tick] | None = None,
) -> Bound:  # fmt: skip
    """Return the bound book. *targets* maps the path of each lesson, as in `lesson:PATH`, to its slug.

    *fields* are the boxes that can be ticked, by the targets of their places.
    """
    out = pikepdf.new()
    leaves = lay_out(units, sheets, edition)
    parts = [pikepdf.open(io.BytesIO(sheet.pdf)) for sheet in sheets]
    for leaf in leaves:
        source = parts[leaf.unit].pages
        if leaf.page < 0:
            _, _, width, height = (float(side) for side in source[0].MediaBox)
            out.add_blank_page(page_size=(width, height))
        else:
            out.pages.append(source[leaf.page])
    pages = list(out.pages)
    starts = {leaf.unit: at for at, leaf in reversed(list(enumerate(leaves))) if leaf.page >= 0}
    spots: dict[str, Spot] = {
        name: (starts[at] + page, x, y)
        for at, sheet in enumerate(sheets)
        for name, page, x, y in sheet.anchors
    }
    wanted, dead = _links(pages, spots, targets)
    faces = {face.name: f"{face.family}|{face.weight}|{face.style}" for sheet in sheets for face in sheet.faces}
    wanted |= _stamp(out, pages, leaves, units, sheets, spots, fonts, faces, edition)
    if fields:
        add_fields(out, pages, _placed(leaves, sheets), fields)
    _outline(out, pages, spots, outline)
    wanted |= {entry.target for entry in _flat(outline)} & set(spots)
    _names(out, pages, spots, wanted)
    write_catalogue(out, info, leaves, edition, bool(outline))
    data = io.BytesIO()
    out.save(
        data, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
    )
    return Bound(
        pdf=data.getvalue(), pages=len(leaves), folios=tuple(leaf.folio for leaf in leaves),
        first_pages=(
            *((unit.slug, starts[at]) for at, unit in enumerate(units)),
            *((slug, spots[f"{slug}--top"][0]) for unit in units for slug in unit.lessons),
        ),
        anchors=tuple((name, spot[0]) for name, spot in sorted(spots.items())), dead=dead,
    )  # fmt: skip


def _links(
    pages: list[Any], spots: dict[str, Spot], targets: Mapping[str, str]
) -> tuple[set[str], tuple[str, ...]]:
    """Make links to places in the book destinations; remove those that lead nowhere. Returns names used, and dead links."""
    wanted: set[str] = set()
    dead: set[str] = set()
    for page in pages:
        if "/Annots" not in page:
            continue
        kept = []
        for note in page.Annots:
            action = note.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if "/Dest" in note:
                wanted.add(str(note.Dest))
            elif address.startswith(("id:", "lesson:")):
                name = _target(address, spots, targets)
                if name is None:
                    dead.add(address)
                    continue
                del note["/A"]
                note.Dest = String(name)
                wanted.add(name)
            kept.append(note)
        if kept:
            page.Annots = Array(kept)
        else:
            del page["/Annots"]
    return wanted & set(spots), tuple(sorted(dead))


def _target(address: str, spots: dict[str, Spot], targets: Mapping[str, str]) -> str | None:
    scheme, _, rest = address.partition(":")
    if scheme == "id":
        return next((name for name in (rest, unquote(rest)) if name in spots), None)
    path, _, anchor = rest.partition("#")
    slug = targets.get(unquote(path))
    if slug is None:
        return None
    names = (f"{slug}--{unquote(anchor)}", f"{slug}--{unquote(anchor).lower()}", f"{slug}--top")
    return next((name for name in names if name in spots), None)


def _stamp(
    out: pikepdf.Pdf, pages: list[Any], leaves: tuple[Leaf, ...], units: tuple[Unit, ...],
    sheets: tuple[Sheets, ...], spots: dict[str, Spot], fonts: FontSet, faces: dict[str, str], edition: Edition,
) -> set[str]:  # fmt: skip
    """Write every number into its place, and give every face one font file; returns the ids that numbers of an index lead to."""
    scribes: dict[str, Scribe] = {}
    lines: dict[int, list[bytes]] = {}
    used: dict[int, set[str]] = {}
    names: dict[str, str] = {}
    by_page: dict[tuple[int, int], list[Place]] = {}
    for at, sheet in enumerate(sheets):
        for place in sheet.places:
            by_page.setdefault((at, place.page), []).append(place)

    def scribe_of(face: str) -> tuple[Scribe, str] | None:
        path = path_of(fonts, *_face(face))
        if path is None:
            return None
        return scribes.setdefault(face, Scribe(path)), names.setdefault(face, f"/SG{len(names)}")

    for index, leaf in enumerate(leaves):
        leader: Place | None = None
        for place in by_page.get((leaf.unit, leaf.page), ()):
            if place.target == "leader":
                leader = place
                continue
            if place.target.startswith((PREFIX, TICK)):
                continue
            text, pagination = _number(place, index, leaf, leaves, units, spots, edition)
            known = scribe_of(place.face) if text else None
            if known is None:
                continue
            scribe, name = known
            used.setdefault(leaf.unit, set()).add(place.face)
            codes, total = scribe.write(text + place.after)
            width = total * place.size / 1000
            lines.setdefault(index, []).append(draw_number(place, name, codes, width, pagination))
            if leader is not None and abs(leader.y0 - place.y0) < place.size:
                lines[index].append(draw_leader(leader, place, width))
            leader = None
    wanted: set[str] = set()
    for unit, box, face, drawn, target in write_entries(pages, leaves, sheets, {name: spot[0] for name, spot in spots.items()}, scribe_of):
        used.setdefault(unit, set()).add(face)
        lines.setdefault(box, []).append(drawn)
        wanted.add(target)
    made = embed(out, fonts, faces, scribes)
    opening = out.make_stream(b"q\n")
    done: set[int] = set()
    for index, written in lines.items():
        page, unit = pages[index], leaves[index].unit
        if unit not in done:
            # All pages of a unit share one dictionary of resources.
            done.add(unit)
            for face in sorted(used[unit]):
                page.Resources.Font[Name(names[face])] = made[face]
        closing = out.make_stream(b"\nQ\n" + b"".join(written))
        page.Contents = Array([opening, page.Contents, closing])
    return wanted


def _placed(leaves: tuple[Leaf, ...], sheets: tuple[Sheets, ...]) -> Iterator[tuple[int, Place]]:
    """Yield the index of the page and the place of every box to tick, in the order of the book."""
    boxes: dict[tuple[int, int], list[Place]] = {}
    for at, sheet in enumerate(sheets):
        for place in sheet.places:
            if place.target.startswith(TICK):
                boxes.setdefault((at, place.page), []).append(place)
    for index, leaf in enumerate(leaves):
        yield from ((index, place) for place in boxes.get((leaf.unit, leaf.page), ()))


def _face(name: str) -> tuple[str, int, str]:
    family, weight, style = name.split("|")
    return family, int(weight), style


def _number(
    place: Place, index: int, leaf: Leaf, leaves: tuple[Leaf, ...], units: tuple[Unit, ...],
    spots: dict[str, Spot], edition: Edition,
) -> tuple[str, bool]:  # fmt: skip
    """Return what goes into *place*, empty for nothing, and whether it is the page's own number."""
    if not place.target.startswith("folio-"):
        spot = spots.get(place.target) or spots.get(unquote(place.target))
        return (leaves[spot[0]].folio if spot else ""), False
    kind = units[leaf.unit].kind
    if kind in _UNNUMBERED:
        return "", True
    if leaf.page == 0 and kind in ("lesson", "contents", "appendix"):
        side = "folio-opener"
    else:
        side = "folio-left" if edition == "print" and index % 2 else "folio-right"
    return (leaf.folio if place.target == side else ""), True


def _destination(pages: list[Any], spot: Spot) -> Array:
    page, x, y = spot
    # A little above, so that the line itself is not cut at the window's edge.
    return Array([pages[page].obj, Name.XYZ, max(0, round(x - 12, 2)), round(y + 12, 2), 0])


def _flat(entries: tuple[Outline, ...]) -> list[Outline]:
    return [found for entry in entries for found in (entry, *_flat(entry.children))]


def _outline(out: pikepdf.Pdf, pages: list[Any], spots: dict[str, Spot], entries: tuple[Outline, ...]) -> None:
    if not entries:
        return

    def make(entry: Outline, depth: int) -> OutlineItem:
        item = OutlineItem(entry.title)
        item.destination = _destination(pages, spots[entry.target])
        item.is_closed = depth > 0
        item.children.extend(make(child, depth + 1) for child in entry.children if child.target in spots)
        return item

    with out.open_outline(max_depth=12) as tree:
        tree.root.extend(make(entry, 1 if not entry.children or not entry.children[0].children else 0)
                         for entry in entries if entry.target in spots)  # fmt: skip


def _names(out: pikepdf.Pdf, pages: list[Any], spots: dict[str, Spot], wanted: set[str]) -> None:
    """Write the tree of named destinations, sorted by bytes (ISO 32000-2, 7.9.6)."""
    if not wanted:
        return
    pairs = sorted((bytes(String(name)), name) for name in wanted)
    kids = []
    for start in range(0, len(pairs), _LEAVES):
        some = pairs[start : start + _LEAVES]
        entries = [part for raw, name in some for part in (String(name), _destination(pages, spots[name]))]
        kids.append(out.make_indirect(Dictionary(
            Limits=Array([String(some[0][1]), String(some[-1][1])]), Names=Array(entries),
        )))  # fmt: skip
    out.Root.Names = Dictionary(Dests=out.make_indirect(Dictionary(Kids=Array(kids))))
