"""Pictures on paper: no more points than can be seen, 200 to the inch at the size a picture is shown.

The size is known when the page is laid out, so it is the picture itself that is asked when the page is drawn. What is
drawn then goes through WeasyPrint's own image, which knows how pictures are written into a PDF.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any
from urllib.parse import unquote

from PIL import Image
from weasyprint.images import RasterImage

from builder.model import Asset
from builder.shrink import shrink, size_of

RESOLUTION = 200
"""Points an inch: more than a printer's screen shows of a photograph."""
_RASTER = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_SOURCE = re.compile(r'<img\b[^>]*\bsrc="(asset/[^"]*)"')
_INCH = 72.0
_OPTIONS = {"jpeg_quality": None, "dpi": None, "optimize_images": False}


class Photograph:
    """A picture of points that knows how many of them are needed."""

    def __init__(self, data: bytes, size: tuple[int, int]) -> None:
        self.data = data
        self.id = hashlib.sha256(data).hexdigest()[:24]
        self.width, self.height = size
        self.ratio = self.width / self.height

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width, height and their ratio, in CSS pixels."""
        return self.width / resolution, self.height / resolution, self.ratio

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:
        """Draw the picture on *stream*; the points it needs at this size are remembered there."""
        wide = abs(concrete_width * stream.ctm[0][0]) / _INCH
        high = abs(concrete_height * stream.ctm[1][1]) / _INCH
        if not wide or not high:
            return
        needed = min(1.0, max(wide * RESOLUTION / self.width, high * RESOLUTION / self.height))
        name = stream.add_image(self, False, needed)
        stream.transform(concrete_width, 0, 0, -concrete_height, 0, concrete_height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, needed: float) -> Any:
        """Return what stands in the PDF: the picture with as many points as the largest of its places needs."""
        data = shrink(self.data, max(1, round(self.width * needed)), max(1, round(self.height * needed)))
        picture = Image.open(io.BytesIO(data))
        return RasterImage(picture, self.id, data, None, {}, "from-image", _OPTIONS).get_x_object(interpolate, 1)


def page_pictures(html: str, assets: tuple[Asset, ...]) -> dict[str, Photograph]:
    """Return the pictures of points that *html* shows, by their address in it."""
    have = {asset.path: asset for asset in assets if asset.media_type in _RASTER}
    found: dict[str, Photograph] = {}
    for address in dict.fromkeys(_SOURCE.findall(html)):
        asset = have.get(unquote(address.removeprefix("asset/")))
        size = size_of(asset.data) if asset is not None else None
        if asset is not None and size is not None and all(size):
            found[address] = Photograph(asset.data, size)
    return found
