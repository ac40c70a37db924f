"""Imposition: the bound pages two on a sheet, in the order that makes a booklet when the sheets are folded.

1. Put the pages in order (`booklet_sides`): signatures of folded sheets, blanks made up at the end.
2. Draw each page on its half of the sheet as a form, so that text stays text; the outer sheets' creep is taken up.
3. Turn every second side for printers that flip on the long edge; say so in the presets.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from builder.pdf.theme import PAPERS, check_paper, paper_size
from builder.settings import Folding

Side = tuple[int | None, int | None]
"""Pages (from 0) on the left and right half of one side of a sheet; None for a blank."""
_MM = 72 / 25.4
_MARK = 5 * _MM
"""Length of a fold or crop mark in points."""


def booklet_sides(pages: int, signature: int = 0) -> list[tuple[Side, int]]:
    """Return the sides of all sheets in printing order, front and back in turn, each with its depth in the fold.

    *signature* is the number of sheets folded into each other. Depth 0 is the outermost sheet.
    """
    sheets = -(-pages // 4)
    size = signature or max(1, sheets)
    sides: list[tuple[Side, int]] = []
    for first in range(0, sheets, size):
        count = min(size, sheets - first)
        start, end = first * 4, (first + count) * 4

        def page(number: int) -> int | None:
            return number if number < pages else None

        for depth in range(count):
            low, high = start + 2 * depth, end - 1 - 2 * depth
            sides.append(((page(high), page(low)), depth))
            sides.append(((page(low + 1), page(high - 1)), depth))
    return sides


def half_paper(paper: str) -> str:
    """Return the paper of the pages of which two fill a sheet of *paper* held sideways (as `theme.check_paper` has it)."""
    width, height = paper_size(paper)
    for known in PAPERS:
        # ISO halves are a millimetre off: A4 holds two of A5.
        if max(abs(a - b) for a, b in zip(paper_size(known), (height / 2, width), strict=True)) <= 1:
            return known
    return check_paper(f"{height / 2:g}x{width:g}")


def impose_booklet(data: bytes, folding: Folding) -> bytes:
    """Return the PDF in *data* as sheets to fold: two of its pages, as large as its first, on each side."""
    with pikepdf.open(io.BytesIO(data)) as source:
        out = pikepdf.new()
        _, _, width, height = (float(side) for side in source.pages[0].MediaBox)
        forms: dict[int, pikepdf.Object] = {}
        for at, (side, depth) in enumerate(booklet_sides(len(source.pages), folding.signature)):
            left, right = reversed(side) if folding.right_to_left else side
            parts: list[bytes] = []
            used: dict[str, pikepdf.Object] = {}
            push = folding.creep * depth * _MM
            for number, x in ((left, push), (right, width - push)):
                if number is None:
                    continue
                if number not in forms:
                    forms[number] = out.copy_foreign(source.pages[number].as_form_xobject(handle_transformations=False))
                    # A page that a reader on a screen sees turned is bound upright like the others.
                used[f"/P{number}"] = forms[number]
                parts.append(b"q 1 0 0 1 %.3f 0 cm /P%d Do Q\n" % (x, number))
            if folding.marks:
                parts += _fold_marks(width, height)
            page = pikepdf.Page(out.make_indirect(Dictionary(
                Type=Name.Page, MediaBox=Array([0, 0, 2 * width, height]),
                Resources=Dictionary(XObject=Dictionary(used)), Contents=out.make_stream(b"".join(parts)),
            )))  # fmt: skip
            if folding.flip == "long" and at % 2:
                page.Rotate = 180
            out.pages.append(page)
        say_presets(out, source, folding.flip)
        made = io.BytesIO()
        out.save(
            made, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
        )
        return made.getvalue()


def _fold_marks(width: float, height: float) -> Iterator[bytes]:
    for start, end in ((0.0, _MARK), (height - _MARK, height)):
        yield b"q .25 w [2 2] 0 d %.3f %.3f m %.3f %.3f l S Q\n" % (width, start, width, end)


def say_presets(out: pikepdf.Pdf, source: pikepdf.Pdf, flip: str) -> None:
    """Tell the printer's dialogue what the sheets need (ISO 32000-2, table 147), and what they are."""
    edge = Name.DuplexFlipLongEdge if flip == "long" else Name.DuplexFlipShortEdge
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=edge, PrintScaling=Name("/None"))
    if "/Lang" in source.Root:
        out.Root.Lang = source.Root.Lang
    for key, value in source.docinfo.items():
        out.docinfo[key] = value
    if "/Metadata" in source.Root:
        out.Root.Metadata = out.copy_foreign(source.Root.Metadata)
