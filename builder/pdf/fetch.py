"""What a page may load while it is typeset: the unit's own pictures, the faces of the book, and nothing else."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from builder.model import Asset

MOST_POINTS = 3_600
"""Points of the longest side of a picture: A4 at 300 points an inch."""
BASE = "https://book.invalid/"
"""Pages have no address; a made-up one keeps the author's folders out of the PDF."""


def for_paper(asset: Asset) -> bytes:
    """Return the bytes of a picture as pages need them: one of more points than paper can show is made smaller."""
    if asset.media_type not in ("image/png", "image/jpeg", "image/webp"):
        return asset.data
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(asset.data)) as picture:
                if max(picture.size) <= MOST_POINTS:
                    return asset.data
                kind = picture.format or "PNG"
                picture.draft(None, (MOST_POINTS, MOST_POINTS))
                picture.thumbnail((MOST_POINTS, MOST_POINTS))
                out = io.BytesIO()
                picture.save(out, kind, quality=88)
                return out.getvalue()
        except (OSError, ValueError, SyntaxError, EOFError):
            return asset.data


class BookFetcher(URLFetcher):  # type: ignore[misc]
    """Serves pictures below `BASE` and fonts by their path; refuses every other address."""

    def __init__(self, assets: tuple[Asset, ...] = (), fonts: frozenset[str] = frozenset()) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._assets = {asset.path: asset for asset in assets}
        self._fonts = fonts

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return what *url* names. Raises `ValueError` for all that is not the book's own."""
        if url in self._fonts:
            return URLFetcherResponse(url, Path(unquote(urlsplit(url).path)).read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith(BASE):
            asset = self._assets.get(unquote(urlsplit(url).path).removeprefix("/asset/"))
            if asset is not None:
                return URLFetcherResponse(url, for_paper(asset), {"Content-Type": asset.media_type})
        raise ValueError(f"refused: {url[:120]}")
