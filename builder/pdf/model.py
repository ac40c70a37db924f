"""The values between pages and the finished PDF: what is typeset, what typesetting yields, what binding returns. All frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model import Asset


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of pages typeset in one go: *html* is the body; nothing in it depends on another unit's pages."""

    slug: str
    kind: Literal["cover", "front", "contents", "lesson", "appendix", "sheet"]
    title: str
    """Metadata and running head, plain text."""
    html: str
    language: str
    head: str = ""
    """Running head of left-hand pages: the book's title. Right-hand pages show *title*."""
    tab: str = ""
    """Label of the thumb tab, a lesson's number or an appendix's letter; empty for none."""
    step: int = 0
    """Place of the thumb tab, counted from 1 at the top."""
    assets: tuple[Asset, ...] = ()
    lessons: tuple[str, ...] = ()
    """Slugs of the lessons that run on in it, where there are several."""


@dataclass(frozen=True, slots=True)
class Place:
    """A reserved box to be filled at binding. Points from the page's lower left corner; *page* counts from 0.

    *target* is an id whose page number goes here, or `folio-left`, `folio-right`, `folio-opener`: the page's own
    number, shown when the page is a left-hand or a right-hand one or the unit's first. A `leader` is where the dots
    begin that lead to the next place on its line. Boxes of one index
    entry share a target of many ids (`pdf.locators`).
    """

    page: int
    target: str
    x0: float
    y0: float
    x1: float
    y1: float
    face: str
    """Family, weight and style, joined by bars."""
    size: float
    colour: tuple[float, float, float]
    align: Literal["left", "right", "center"]
    after: str = ""
    """Text right behind the number, such as a closing bracket."""
    turned: float = 0.0
    """On a page turned to the left (`turned`) the paper's width; the coordinates are those before turning."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font face as the PDF names it (`/BaseFont` without its slash), and which of ours it is."""

    name: str
    family: str
    weight: int
    style: Literal["normal", "italic"]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The typeset pages of one unit, as a PDF of their own, and what binding must know of them."""

    slug: str
    pdf: bytes
    pages: int
    anchors: tuple[tuple[str, int, float, float], ...] = ()
    """Id, page counted from 0, x and y in points from the lower left corner."""
    places: tuple[Place, ...] = ()
    faces: tuple[Face, ...] = ()
    complaints: tuple[str, ...] = ()
    """What the typesetter logged."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An entry of the PDF's outline; *target* is an id."""

    title: str
    target: str
    children: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished PDF and where things are in it."""

    pdf: bytes
    pages: int
    folios: tuple[str, ...]
    """The printed number of each page, roman in the front matter; empty where none is."""
    first_pages: tuple[tuple[str, int], ...]
    """Slug of each unit and of each lesson, and the index of its first page, from 0."""
    anchors: tuple[tuple[str, int], ...]
    """Every id and the index of its page, from 0."""
    dead: tuple[str, ...] = ()
    """`lesson:` links that lead nowhere."""
