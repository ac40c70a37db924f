"""Revision sheets on paper: what sheets say goes in, runs of pages come out, each sheet exactly one page.

Layout is asked twice. First every entry stands on a page of its own, so that its height is known; then columns are
balanced and entries cut in a stated order until all fits; what stays is set. What went is named at the foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any
from urllib.parse import quote

from builder.model import Asset, Book
from builder.pdf.model import Sheets, Unit
from builder.pdf.pages import render_unit
from builder.pdf.theme import find_theme, paper_size, text_size
from builder.pdf.zine import PANELS, spread
from builder.settings import Form, Geometry
from builder.study.sheets import CUTS, Block, Entry, Sheet
from builder.words import word

_MARGINS, _FOOT = 26.0, 14.0
"""Millimetres above and below the sheet together, and of the line that says what was left out, as `styles/sheets.css` has them."""
_POCKET = (16.0, 20.0, 12.0)
"""Millimetres beside the text of a zine's page, above and below it, and of the line at the end of the last."""
_HEAD, _RULED = "head", 8.0
_POINTS = 72 / 25.4
_NARROW, _LARGE = 170.0, 13.0
"""Millimetres of paper and points of text at which there is one column only."""
_SUMMARY = 44.0
_SLACK = 2.0
_LABELS = {"page": "sheet", "fold": "fold-sheet", "cornell": "sheet", "zine": "sheet"}
_HEADINGS = {"sections": "in-this-lesson", "question": "one-question"}
_PICTURE = re.compile(r'src="asset:([^"]*)"')
_COLUMNS = re.compile(r'<pre class="sg-plan-of" data-columns="(\d+)">')

Heights = Mapping[str, float]
"""Points that an entry takes, by its place ("2-0"); the head under `head`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all sheets of a run share: the book, how its pages are cut, the form, printed page numbers by id."""

    book: Book
    geometry: Geometry
    form: Form
    pages: Mapping[str, str]

    @property
    def columns(self) -> int:
        """Columns side by side; of a zine the pages behind its cover."""
        if self.form == "zine":
            return PANELS - 1
        return 1 if self.form != "page" or self.narrow else 2

    @property
    def sides(self) -> int:
        """Pages a sheet is set on."""
        return PANELS if self.form == "zine" else 1

    @property
    def narrow(self) -> bool:
        """Whether paper or type allow one column only."""
        return paper_size(self.geometry.paper)[0] < _NARROW or text_size(find_theme(self.geometry.theme)) > _LARGE


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sheet as it stands on its page: blocks by column, ruled lines for notes, what was left out with its page."""

    sheet: Sheet
    columns: tuple[tuple[Block, ...], ...]
    height: float
    """Points of the taller column, of *room* there are."""
    room: float
    notes: int
    broken: str
    """Kind of the block that goes on in the second column, empty for none."""
    left: tuple[tuple[str, int, str], ...]
    """Kind, how many, and the page of the first."""
    lines: tuple[int, ...] = ()
    """Ruled lines below each page of a zine."""


def measuring(desk: Desk, sheet: Sheet) -> Unit:
    """Return pages on which every entry of *sheet* stands alone, between anchors `m--PLACE` and `m--PLACE--end`."""
    return _unit(desk, sheet, f"measure-{sheet.lesson.slug}", "sheet-measure.html.j2")


def heights(sheets: Sheets) -> Heights:
    """Return what `measuring` found, in points."""
    where = {name: (page, y) for name, page, _, y in sheets.anchors}
    found = {}
    for name, (page, y) in where.items():
        end = where.get(f"{name}--end")
        if name.startswith("m--") and end:
            # What does not fit a page is higher than any.
            found[name.removeprefix("m--")] = y - end[1] if end[0] == page else 10_000.0
    return found


def fit(desk: Desk, sheet: Sheet, measured: Heights, steps: int = 0) -> Fitted:
    """Return *sheet* cut until it fits its page, and *steps* further."""
    room = (paper_size(desk.geometry.paper)[1] - _MARGINS - _FOOT) * _POINTS - measured.get(_HEAD, 60.0) - _SLACK
    if desk.form == "zine":
        room = (paper_size(desk.geometry.paper)[1] - _POCKET[1]) * _POINTS - _SLACK
    if desk.form == "cornell":
        room -= _SUMMARY * _POINTS
    further = steps
    for blocks in _cut(sheet.blocks):
        if _split(blocks, sheet.blocks, measured, desk.columns, room) is None:
            continue
        if further:
            further -= 1
            continue
        blocks = blocks if steps else _restored(blocks, sheet.blocks, measured, desk.columns, room)
        columns, height = _split(blocks, sheet.blocks, measured, desk.columns, room) or ((blocks,), room)
        if desk.form == "zine":
            lines = tuple(_lines(rest) for rest in _rests(columns, sheet.blocks, measured, room))
            return Fitted(sheet, columns, height, room, 0, "", _left(desk, sheet.blocks, blocks), lines)
        ends = [column[place].kind for column, place in zip(columns, (-1, 0), strict=False) if column]
        broken = ends[0] if len(ends) == 2 and ends[0] == ends[1] else ""
        return Fitted(sheet, columns, height, room, _lines(room - height), broken, _left(desk, sheet.blocks, blocks))
    none: tuple[tuple[Block, ...], ...] = ((),) * (desk.columns if desk.form == "zine" else 1)
    return Fitted(sheet, none, 0.0, room, _lines(room), "", _left(desk, sheet.blocks, ()), (_lines(room - _POCKET[2] * _POINTS),) * len(none))


def sheet_unit(desk: Desk, fitted: Fitted) -> Unit:
    """Return the page of *fitted*."""
    lesson = fitted.sheet.lesson
    first = desk.pages.get(f"{lesson.slug}--top", "")
    last = next((desk.pages[section.id] for section in reversed(lesson.sections) if section.id in desk.pages), first)
    shown = first if first == last else f"{first}–{last}"
    return _unit(desk, fitted.sheet, f"sheet-{lesson.slug}", f"sheet-{desk.form}.html.j2", fitted=fitted, range_=shown)


def _unit(desk: Desk, sheet: Sheet, slug: str, template: str, **values: Any) -> Unit:
    lesson = sheet.lesson
    wanted = {name for block in sheet.blocks for entry in block.entries for name in _PICTURE.findall(entry.html)}
    assets = tuple(asset for asset in desk.book.assets if _address(asset) in wanted)
    have = {_address(asset) for asset in assets}
    language = lesson.language or desk.book.info.language
    paper = paper_size(desk.geometry.paper)
    wide = paper[0] - _POCKET[0] if desk.form == "zine" else (paper[0] - 30) / (2 if desk.columns == 2 else 1) - (4 if desk.columns == 2 else 0)
    return render_unit(
        desk.book, slug, "sheet", lesson.title, template, assets=assets, language=language, theme=find_theme(desk.geometry.theme),
        sheet=sheet, form=desk.form, label=_LABELS[desk.form], called=partial(_called, sheet, language, desk.form), wide=round(wide, 2), paper=paper, page_of=lambda target: desk.pages.get(target, ""),
        shown=partial(_shown, have=have, room=wide * _POINTS),
        **values,
    )  # fmt: skip


def _address(asset: Asset) -> str:
    return quote(asset.path)


def _shown(html: str, *, have: set[str], room: float) -> str:
    """Return *html* with trees in a size that fits *room* points, without pictures that could not be read."""
    html = _COLUMNS.sub(lambda tree: f'<pre class="sg-plan-of" style="font-size:{min(7.4, room / 0.605 / int(tree[1])):.2f}pt">', html)

    def there(image: re.Match[str]) -> str:
        source = _PICTURE.search(image[0])
        return image[0] if source and source[1] in have else ""

    return re.sub(r"<img\b[^>]*>", there, html)


def _cut(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Yield *blocks*, then less and less of them, in the order of `CUTS`; then rows and items go one by one from the end."""
    yield blocks
    for kind, stay in CUTS:
        if any(block.kind == kind and len(block.entries) > stay for block in blocks):
            blocks = _kept(blocks, kind, stay)
            yield blocks
    for kind in ("items", "rows"):
        count = sum(len(block.entries) for block in blocks if block.kind == kind)
        for stay in range(count - 1, -1, -1):
            blocks = _kept(blocks, kind, stay)
            yield blocks


def _restored(
    blocks: tuple[Block, ...], whole: tuple[Block, ...], measured: Heights, columns: int, room: float
) -> tuple[Block, ...]:
    """Return *blocks* with what a later cut has made room for again, the last cut first."""
    for kind in dict.fromkeys(kind for kind, _ in reversed(CUTS)):
        count = next((len(block.entries) for block in whole if block.kind == kind), 0)
        have = next((len(block.entries) for block in blocks if block.kind == kind), 0)
        for stay in range(count, have, -1):
            stays = {block.kind: len(block.entries) for block in blocks} | {kind: stay}
            more = tuple(replace(block, entries=block.entries[: stays[block.kind]]) for block in whole if stays.get(block.kind))
            if _split(more, whole, measured, columns, room):
                blocks = more
                break
    return blocks


def _kept(blocks: tuple[Block, ...], kind: str, stay: int) -> tuple[Block, ...]:
    shorter = (replace(block, entries=block.entries[:stay]) if block.kind == kind else block for block in blocks)
    return tuple(block for block in shorter if block.entries)


def _split(
    blocks: tuple[Block, ...], whole: tuple[Block, ...], measured: Heights, columns: int, room: float
) -> tuple[tuple[tuple[Block, ...], ...], float] | None:
    """Return *blocks* in columns none of which is higher than *room*, and the higher one's height; None where that cannot be."""
    high = _high(blocks, whole, measured)
    if columns == PANELS - 1:
        pages = spread(blocks, high, room, room - _POCKET[2] * _POINTS)
        return None if pages is None else (pages, room)
    if columns == 1:
        total = sum(map(sum, high))
        return ((blocks,), total) if total <= room else None
    best: tuple[float, int, int] | None = None
    # A block goes on in the next column only where it must: lists of three and more, two entries on either side.
    for block in range(len(blocks) + 1):
        inner = range(2, len(high[block]) - 1) if block < len(blocks) else range(0)
        # The first column is never the empty one.
        for at in chain((0,) if block or not blocks else (), inner):
            before = sum(map(sum, high[:block])) + (sum(high[block][:at]) if at else 0.0)
            after = sum(map(sum, high)) - before
            worst = max(before, after)
            if worst <= room and (best is None or worst + (room if at else 0) < best[0]):
                best = (worst + (room if at else 0), block, at)
    if best is None:
        return None
    _, block, at = best
    left, right = list(blocks[:block]), list(blocks[block:])
    if at:
        left.append(replace(blocks[block], entries=blocks[block].entries[:at]))
        right[0] = replace(blocks[block], entries=blocks[block].entries[at:])
    return (tuple(left), tuple(right)), best[0] - (room if at else 0)


def _high(blocks: tuple[Block, ...], whole: tuple[Block, ...], measured: Heights) -> list[list[float]]:
    places = {block.kind: place for place, block in enumerate(whole)}
    return [[measured.get(f"{places[block.kind]}-{at}", 0.0) for at in range(len(block.entries))] for block in blocks]


def _rests(
    pages: tuple[tuple[Block, ...], ...], whole: tuple[Block, ...], measured: Heights, room: float
) -> Iterator[float]:
    """Yield what is free on each of a zine's *pages*."""
    high = {id(entry): one for block, row in zip(whole, _high(whole, whole, measured), strict=True) for entry, one in zip(block.entries, row, strict=True)}
    for at, page in enumerate(pages):
        foot = _POCKET[2] * _POINTS if at == len(pages) - 1 else 0.0
        yield room - foot - sum(high[id(entry)] for block in page for entry in block.entries)


def _lines(rest: float) -> int:
    """Return how many ruled lines fit *rest* points below their heading; fewer than two are not worth it."""
    lines = int((rest - 24) / (_RULED * _POINTS))
    return lines if lines >= 2 else 0


def _left(desk: Desk, whole: tuple[Block, ...], kept: tuple[Block, ...]) -> tuple[tuple[str, int, str], ...]:
    stay = {block.kind: len(block.entries) for block in kept}
    gone: list[tuple[str, list[Entry]]] = [
        (block.kind, list(block.entries[stay.get(block.kind, 0) :])) for block in whole
    ]
    return tuple((kind, len(entries), desk.pages.get(entries[0].target, "")) for kind, entries in gone if entries)


def _called(sheet: Sheet, language: str, form: Form, kind: str) -> str:
    """Return the heading of a block of *kind*; that of the items is the lesson's own."""
    if kind == "items" and sheet.lesson.checklist:
        return sheet.lesson.checklist.title
    if kind == "rows":
        return word(language, "cue" if form == "cornell" else "questions")
    return word(language, _HEADINGS.get(kind, kind))
