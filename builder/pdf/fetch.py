"""What a page may load while it is typeset: the unit's own pictures, the faces of the book, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from builder.model import Asset

BASE = "https://book.invalid/"
"""Pages have no address; a made-up one keeps the author's folders out of the PDF."""


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
                return URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})
        raise ValueError(f"refused: {url[:120]}")
