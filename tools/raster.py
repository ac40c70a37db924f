"""Pages of a PDF as pictures, drawn by pdfium: it brings its own FreeType, so that machines agree to the pixel."""

from __future__ import annotations

import pypdfium2
from PIL import Image


def pictures(pdf: bytes, dots: int, grey: bool = False) -> list[Image.Image]:
    """Return every page of *pdf* at *dots* an inch; *grey* leaves the colours out."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dots / 72, grayscale=grey).to_pil() for page in opened]
    finally:
        opened.close()
