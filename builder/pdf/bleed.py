"""Pages for a print shop: a border of bleed around each, marks where to cut, and the boxes that say so.

The pages keep their coordinates; what goes on beyond their edges is already in them (`Geometry.bleed`).
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array

_MM = 72 / 25.4
_MARK, _SPACE = 5 * _MM, 2 * _MM
"""Length of a mark, and the paper beyond it."""


def add_bleed(data: bytes, millimetres: float) -> bytes:
    """Return the PDF in *data* with so much bleed, crop marks outside of it, and trim and bleed boxes (ISO 32000-2, 14.11.2)."""
    bleed = millimetres * _MM
    with pikepdf.open(io.BytesIO(data)) as book:
        for page in book.pages:
            x0, y0, x1, y1 = (float(side) for side in page.MediaBox)
            page.TrimBox = _box(x0, y0, x1, y1, 0.0)
            page.BleedBox = _box(x0, y0, x1, y1, bleed)
            page.MediaBox = page.CropBox = _box(x0, y0, x1, y1, bleed + _MARK + _SPACE)
            page.contents_add(book.make_stream(_marks(x0, y0, x1, y1, bleed)), prepend=False)
        out = io.BytesIO()
        book.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True)
        return out.getvalue()


def _box(x0: float, y0: float, x1: float, y1: float, more: float) -> Array:
    return Array([round(side, 3) for side in (x0 - more, y0 - more, x1 + more, y1 + more)])


def _marks(x0: float, y0: float, x1: float, y1: float, bleed: float) -> bytes:
    """Return two strokes at each corner, in line with the edges to be cut, beginning where the bleed ends."""
    lines = []
    start, end = max(bleed, _SPACE), max(bleed, _SPACE) + _MARK
    for x, out in ((x0, -1), (x1, 1)):
        for y, up in ((y0, -1), (y1, 1)):
            lines.append(b"%.3f %.3f m %.3f %.3f l" % (x + out * start, y, x + out * end, y))
            lines.append(b"%.3f %.3f m %.3f %.3f l" % (x, y + up * start, x, y + up * end))
    return b"q 0 0 0 1 K .25 w " + b" ".join(lines) + b" S Q"
