"""Boxes to tick become form fields: places whose target is a box go in, check boxes of the bound PDF come out.

1. `ticks` names the boxes of a book: revision items, and the cells under "where I stand".
2. `add_fields` gives each a widget over the box that is drawn on its page; the box of an item in its lesson and that in the
appendix are one field, so that they are ticked together (ISO 32000-2, 12.7.5.2.3).

A field's name comes from the item's words, not from number or page: ticks exported from one edition fit the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from builder.model import Book
from builder.pdf.model import Place
from builder.study.cards import card_key
from builder.study.consolidated import Consolidated

PREFIX = "tick--"
"""Begins the target of a place that is a box to tick; the item's id follows."""
_PRINTED = 4
"""The flag of an annotation that is printed."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One field: its name, unique and lasting, what a screen reader says of it, and how it looks when ticked."""

    name: str
    label: str
    look: Literal["check", "filled"] = "check"


def ticks(book: Book) -> dict[str, Tick]:
    """Return the fields of *book* by the targets of their places."""
    found: dict[str, Tick] = {}
    used: dict[str, int] = {}

    def named(key: str) -> str:
        used[key] = used.get(key, 0) + 1
        return key if used[key] == 1 else f"{key}-{used[key]}"

    for lesson in book.lessons:
        for item in lesson.checklist.items if lesson.checklist else ():
            name = named(f"item-{card_key(book.info.identifier, 'item', item.text)[:16]}")
            found[f"{PREFIX}{item.id}"] = Tick(name, item.text)
    for data in (aid.data for aid in book.appendices if isinstance(aid.data, Consolidated)):
        for group in data.groups:
            key = named(f"stand-{card_key(book.info.identifier, 'item', group.lesson.title)[:16]}")
            for cell in range(1, group.cells + 1):
                found[f"{PREFIX}stand--{group.lesson.slug}--{cell}"] = Tick(
                    f"{key}-cell-{cell}", f"{group.lesson.title}: {cell}/{group.cells}", "filled"
                )
    return found


def add_fields(out: pikepdf.Pdf, pages: list[Any], placed: Iterable[tuple[int, Place]], known: Mapping[str, Tick]) -> None:
    """Put a check box on each of *placed*, index of the page and place, that *known* names; the order of tabs is that of the page."""
    looks: dict[tuple[object, ...], pikepdf.Object] = {}
    widgets: dict[str, list[pikepdf.Object]] = {}
    touched: dict[int, list[pikepdf.Object]] = {}
    for index, place in placed:
        target = place.target if place.target in known else unquote(place.target)
        if target not in known:
            continue
        tick = known[target]
        left, low, right, high = _corners(place)
        size = (round(right - left, 2), round(high - low, 2))
        states = Dictionary(
            Yes=_look(out, looks, tick.look, *size, place.colour, bool(place.turned)), Off=_look(out, looks, "", *size, place.colour, False)
        )
        widget = out.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=Array([left, low, right, high]), F=_PRINTED, AS=Name.Off, P=pages[index].obj,
            AP=Dictionary(N=states), H=Name.N,
        ))  # fmt: skip
        widgets.setdefault(target, []).append(widget)
        touched.setdefault(index, []).append(widget)
    for index, added in touched.items():
        page = pages[index]
        page.Annots = Array([*(page.Annots if "/Annots" in page else []), *added])
        page.Tabs = Name.R
    if widgets:
        out.Root.AcroForm = Dictionary(Fields=Array([_field(out, known[target], some) for target, some in widgets.items()]))


def _field(out: pikepdf.Pdf, tick: Tick, widgets: list[pikepdf.Object]) -> pikepdf.Object:
    """Return the field of *widgets*; a single one is its own field."""
    field = widgets[0] if len(widgets) == 1 else out.make_indirect(Dictionary(Kids=Array(widgets)))
    field.FT, field.T, field.TU, field.V = Name.Btn, String(tick.name), String(tick.label), Name.Off
    if len(widgets) > 1:
        for widget in widgets:
            widget.Parent = field
    return field


def _corners(place: Place) -> tuple[float, float, float, float]:
    if place.turned:
        return place.turned - place.y1, place.x0, place.turned - place.y0, place.x1
    return place.x0, place.y0, place.x1, place.y1


def _look(
    out: pikepdf.Pdf, looks: dict[tuple[object, ...], pikepdf.Object], look: str, width: float, height: float,
    colour: tuple[float, float, float], turned: bool,
) -> pikepdf.Object:  # fmt: skip
    """Return the appearance of a box of this size; boxes of one size share it. Empty for one that is not ticked: the page draws it."""
    key = (look, width, height, colour, turned)
    if key not in looks:
        if look == "filled":
            drawn = b"%g %g %g rg 0 0 %g %g re f" % (*colour, width, height)
        elif look:
            stroke = b"%g %g %g RG %g w 1 J 1 j " % (*colour, 0.14 * width)
            points = [(0.22, 0.5), (0.43, 0.25), (0.8, 0.76)]
            (a, b), (c, d), (e, f) = [(1 - y, x) for x, y in points] if turned else points
            drawn = stroke + b"%.2f %.2f m %.2f %.2f l %.2f %.2f l S" % (
                a * width, b * height, c * width, d * height, e * width, f * height,
            )  # fmt: skip
        else:
            drawn = b""
        form = out.make_stream(drawn)
        form.Type, form.Subtype, form.BBox, form.Resources = Name.XObject, Name.Form, Array([0, 0, width, height]), Dictionary()
        looks[key] = form
    return looks[key]
