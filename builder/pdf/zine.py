"""A pocket booklet of eight pages on one side of one sheet, folded and cut once.

The sheet lies on its side in two rows of four. Below stand, from the left, pages 6 7 8 1; above 5 4 3 2, upside down.
Cut between the rows over the two inner panels, the sheet is a ring of eight panels that folds to and fro into a book.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from builder.errors import ConfigError
from builder.pdf.impose import say_presets
from builder.pdf.theme import paper_size
from builder.study.sheets import Block

PANELS = 8
_ROWS = ((5, 4, 3, 2), (6, 7, 8, 1))
"""Pages from the left, the upper row, which is turned, first."""
_LEAST = (90.0, 120.0)
"""Millimetres of the smallest paper text is set on; panels are set so large and drawn smaller."""
_SMALLEST = 1.5
"""How many times smaller type may get before nobody reads it."""
_MM = 72 / 25.4


def panels(right_to_left: bool = False) -> tuple[tuple[int, int, int, bool], ...]:
    """Return page (from 1), column and row (from the upper left) of each panel, and whether it is upside down."""
    return tuple(
        (page, 3 - column if right_to_left else column, row, row == 0)
        for row, pages in enumerate(_ROWS)
        for column, page in enumerate(pages)
    )


def panel_paper(paper: str) -> str:
    """Return the paper a zine's pages are set on, so that eight of them, drawn smaller, fill a sheet of *paper*.

    Raises `ConfigError` where type would become too small to read.
    """
    short, long = sorted(paper_size(paper))
    wide, high = long / 4, short / 2
    times = max(1.0, _LEAST[0] / wide, _LEAST[1] / high)
    if times > _SMALLEST:
        raise ConfigError(f"a sheet of {paper} is too small for eight pages", hint="choose a larger --paper, such as a4 or letter")
    # Rounded up, lest a hundredth makes the page smaller than the smallest.
    return f"{wide * times + 0.005:.2f}x{high * times + 0.005:.2f}"


def spread(
    blocks: Sequence[Block], high: Sequence[Sequence[float]], room: float, last: float
) -> tuple[tuple[Block, ...], ...] | None:
    """Return *blocks*, whose entries are *high*, on the seven pages behind the cover; None where they do not fit.

    Each block opens a page if there are pages enough, else what follows goes on where there is *room*, on the last
    page *last*.
    """
    return _filled(blocks, high, room, last, apart=True) or _filled(blocks, high, room, last, apart=False)


def _filled(
    blocks: Sequence[Block], high: Sequence[Sequence[float]], room: float, last: float, *, apart: bool
) -> tuple[tuple[Block, ...], ...] | None:
    pages: list[list[Block]] = [[]]
    used = 0.0
    for block, heights in zip(blocks, high, strict=True):
        if apart and pages[-1]:
            pages.append([])
            used = 0.0
        open_ = False
        for entry, height in zip(block.entries, heights, strict=True):
            while used + height > (last if len(pages) == PANELS - 1 else room):
                if len(pages) == PANELS - 1 or (not used and height > room):
                    return None
                pages.append([])
                used, open_ = 0.0, False
            if open_:
                pages[-1][-1] = replace(pages[-1][-1], entries=(*pages[-1][-1].entries, entry))
            else:
                pages[-1].append(replace(block, entries=(entry,)))
            used, open_ = used + height, True
    if len(pages) > PANELS - 1:
        return None
    return tuple(map(tuple, pages)) + ((),) * (PANELS - 1 - len(pages))


def impose_zine(data: bytes, paper: str, right_to_left: bool = False) -> bytes:
    """Return the PDF in *data*, eight pages a booklet, as sheets of *paper* on their side, printed on one side."""
    short, long = (side * _MM for side in sorted(paper_size(paper)))
    cell_w, cell_h = long / 4, short / 2
    with pikepdf.open(io.BytesIO(data)) as source:
        out = pikepdf.new()
        for first in range(0, len(source.pages), PANELS):
            parts: list[bytes] = []
            used: dict[str, pikepdf.Object] = {}
            # Read in the order of the pages, whatever their place: text is copied and spoken so.
            for page, column, row, turned in sorted(panels(right_to_left)):
                one = source.pages[first + page - 1]
                _, _, width, height = (float(side) for side in one.MediaBox)
                across, up = cell_w / width, cell_h / height
                x, y = column * cell_w, (1 - row) * cell_h
                used[f"/P{page}"] = out.copy_foreign(one.as_form_xobject())
                place = (-across, -up, x + cell_w, y + cell_h) if turned else (across, up, x, y)
                parts.append(b"q %.6f 0 0 %.6f %.3f %.3f cm /P%d Do Q\n" % (*place, page))
            parts += _marks(long, short)
            out.pages.append(pikepdf.Page(out.make_indirect(Dictionary(
                Type=Name.Page, MediaBox=Array([0, 0, round(long, 3), round(short, 3)]),
                Resources=Dictionary(XObject=Dictionary(used)), Contents=out.make_stream(b"".join(parts)),
            ))))  # fmt: skip
        say_presets(out, source, "short")
        out.Root.ViewerPreferences.Duplex = Name.Simplex
        made = io.BytesIO()
        out.save(
            made, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
        )
        return made.getvalue()


def _marks(long: float, short: float) -> Iterator[bytes]:
    """Yield the line to cut, solid, and those to fold, dotted."""
    middle = short / 2
    fold = b"q .3 w .55 G 1 J [0 3] 0 d %.3f %.3f m %.3f %.3f l S Q\n"
    for column in (1, 2, 3):
        yield fold % (column * long / 4, 0, column * long / 4, short)
    yield fold % (0, middle, long / 4, middle)
    yield fold % (3 * long / 4, middle, long, middle)
    yield b"q .6 w 0 G %.3f %.3f m %.3f %.3f l S Q\n" % (long / 4, middle, 3 * long / 4, middle)
