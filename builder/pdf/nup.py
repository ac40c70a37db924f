"""Several pages a side, in reading order, smaller: a handout that saves paper. Text stays text."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from builder.pdf.impose import say_presets

_LINE = b"q .25 w .6 G %.3f %.3f %.3f %.3f re S Q\n"


def grid(pages: int, width: float, height: float) -> tuple[int, int, bool]:
    """Return columns, rows, and whether the sheet lies on its side, so that *pages* of *width* × *height* are largest."""
    found = []
    for turned, (across, down) in ((False, (width, height)), (True, (height, width))):
        for columns in range(1, pages + 1):
            if pages % columns == 0:
                rows = pages // columns
                found.append((min(across / columns / width, down / rows / height), not turned, columns, rows))
    _, upright, columns, rows = max(found)
    return columns, rows, not upright


def impose_n_up(data: bytes, pages: int, right_to_left: bool = False) -> bytes:
    """Return the PDF in *data* with so many of its *pages* on each side of a sheet as large as its first page."""
    with pikepdf.open(io.BytesIO(data)) as source:
        out = pikepdf.new()
        _, _, width, height = (float(side) for side in source.pages[0].MediaBox)
        columns, rows, turned = grid(pages, width, height)
        across, down = (height, width) if turned else (width, height)
        cell_w, cell_h = across / columns, down / rows
        scale = min(cell_w / width, cell_h / height)
        for first in range(0, len(source.pages), pages):
            parts: list[bytes] = []
            used: dict[str, pikepdf.Object] = {}
            for place, number in enumerate(range(first, min(first + pages, len(source.pages)))):
                row, column = divmod(place, columns)
                column = columns - 1 - column if right_to_left else column
                x = column * cell_w + (cell_w - width * scale) / 2
                y = down - (row + 1) * cell_h + (cell_h - height * scale) / 2
                used[f"/P{number}"] = out.copy_foreign(source.pages[number].as_form_xobject())
                parts.append(b"q %.5f 0 0 %.5f %.3f %.3f cm /P%d Do Q\n" % (scale, scale, x, y, number))
                parts.append(_LINE % (x, y, width * scale, height * scale))
            out.pages.append(pikepdf.Page(out.make_indirect(Dictionary(
                Type=Name.Page, MediaBox=Array([0, 0, across, down]), Resources=Dictionary(XObject=Dictionary(used)),
                Contents=out.make_stream(b"".join(parts)),
            ))))  # fmt: skip
        say_presets(out, source, "short" if turned else "long")
        made = io.BytesIO()
        out.save(
            made, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
        )
        return made.getvalue()
