"""A picture in fewer points: bytes in, bytes out, smaller or the same.

JPEG stays JPEG, and WebP with loss becomes it where it must; all else becomes PNG. Decoding is the slow part: JPEG is decoded at an
eighth, a quarter or half where that is enough (`draft`), and halved before it is filtered (`reducing_gap`).
"""

from __future__ import annotations

import io
import warnings

from PIL import Image

QUALITY = 85
_RASTERS = frozenset({"JPEG", "MPO", "PNG", "WEBP", "GIF", "BMP"})
_PLAIN = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height of the picture in *data* as it is shown, turned as its camera says; None where it is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                sideways = picture.format in ("JPEG", "MPO") and picture.getexif().get(_ORIENTATION) in _SIDEWAYS
                return (height, width) if sideways else (width, height)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            return None


def shrink(data: bytes, width: int, height: int) -> bytes:
    """Return the picture in *data* at most *width* by *height* points large, or *data* where that would not be smaller.

    What a PDF cannot hold as it is (WebP, GIF) is changed in any case, for it would be written as PNG.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as picture:
                made = _smaller(picture, data, width, height)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            return data
    foreign = data[:4] in (b"RIFF", b"GIF8")
    return made if made is not None and (foreign or len(made) < len(data)) else data


def _is_lossy(data: bytes) -> bool:
    """Tell whether WebP *data* is stored with loss: its first chunk says so."""
    return data[12:16] == b"VP8 "


def _smaller(picture: Image.Image, data: bytes, width: int, height: int) -> bytes | None:
    if picture.format not in _RASTERS or picture.mode not in _PLAIN or getattr(picture, "is_animated", False):
        return None
    is_photograph = picture.format in ("JPEG", "MPO")
    if is_photograph and picture.getexif().get(_ORIENTATION) in _SIDEWAYS:
        width, height = height, width
    scale = min(width / picture.width, height / picture.height)
    is_lossy = is_photograph or (picture.format == "WEBP" and picture.mode == "RGB" and _is_lossy(data))
    if scale >= 1 and (is_photograph or not is_lossy):
        return None
    size = (max(1, round(picture.width * min(1, scale))), max(1, round(picture.height * min(1, scale))))
    exif = picture.getexif() if is_photograph else None
    few = picture.mode == "P"
    if is_photograph:
        picture.draft(None, size)
    elif picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    elif picture.mode == "1":
        picture = picture.convert("L")
    elif "transparency" in picture.info:
        picture = picture.convert("RGBA")
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    if few:
        # A drawing of few colours stays one: blended edges would cost more than the points that go.
        small = small.quantize(256, Image.Quantize.MEDIANCUT if small.mode == "RGB" else Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    if is_lossy:
        # Of what the camera wrote only how it was held is kept.
        kept = Image.Exif()
        if exif is not None and _ORIENTATION in exif:
            kept[_ORIENTATION] = exif[_ORIENTATION]
        small.save(out, "JPEG", quality=QUALITY, optimize=True, exif=kept)
    else:
        small.save(out, "PNG")
    return out.getvalue()
