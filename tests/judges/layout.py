"""What stands where on the pages of a PDF, read back by pdfium: lines of text and drawn boxes, in points from below left."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

Letter = tuple[float, float, str, float, int]
"""Left and right, the character, its size, its place in the text."""
_FORMS = 6
"""How deep pictures may lie in pictures."""


@dataclass(frozen=True)
class Line:
    """Letters on one baseline *y* without a gap of more than two ems, from *x0* to *x1*, at *size* points, in *font*."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str


@dataclass(frozen=True)
class Page:
    """The size of a page, its lines from above to below and from left to right, and the bounds of all that is drawn.

    A page that lies on its side is described as it stands among the others.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    boxes: tuple[tuple[float, float, float, float], ...]
    turned: bool


def read(pdf: bytes) -> list[Page]:
    """Return the pages of *pdf*."""
    with _opened(pdf) as document:
        return [_page(page) for page in document]


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    _, _, width, height = page.get_mediabox()
    boxes = tuple(
        tuple(round(side, 2) for side in thing.get_bounds())
        for thing in page.get_objects(max_depth=_FORMS) if thing.type != raw.FPDF_PAGEOBJ_TEXT and thing.level == 0
    )  # fmt: skip
    return Page(width, height, tuple(_lines(page.get_textpage())), boxes, page.get_rotation() != 0)


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    rows: dict[float, list[Letter]] = {}
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        if char in "\r\n\x00" or not raw.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        raw.FPDFText_GetMatrix(text, at, matrix)
        raw.FPDFText_GetCharBox(text, at, left, right, low, high)
        size = raw.FPDFText_GetFontSize(text, at) * max(abs(matrix.a), abs(matrix.b))
        rows.setdefault(round(y.value, 1), []).append((x.value, max(right.value, x.value), char, size, at))
    for height in sorted(rows, reverse=True):
        run: list[Letter] = []
        for letter in sorted(rows[height]):
            if run and letter[0] - run[-1][1] > 2 * letter[3]:
                yield _line(text, run, height)
                run = []
            run.append(letter)
        yield _line(text, run, height)


def _line(page: pypdfium2.PdfTextPage, run: list[Letter], height: float) -> Line:
    text = "".join(letter[2] for letter in run).strip().replace("\u00a0", " ")
    inked = [letter for letter in run if not letter[2].isspace()] or run
    name = ctypes.create_string_buffer(120)
    raw.FPDFText_GetFontInfo(page, inked[0][4], name, 120, ctypes.c_int())
    font = name.value.decode(errors="replace")
    return Line(text, round(inked[0][0], 1), round(inked[-1][1], 1), height, round(inked[0][3], 1), font)
