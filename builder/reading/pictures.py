"""What a picture's bytes are: its kind by its first bytes, whatever its name says, and whether it is whole.

A picture that is broken must not reach the typesetter or the package: it becomes a labelled box and a problem. Pillow
reads the head alone here; a picture's points are only decoded when its page is made.
"""

from __future__ import annotations

import io
import re
import warnings

from builder.reading.svg import EMPTY, clean_svg

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest picture."""
_MOST_POINTS = 120_000_000
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"),
)  # fmt: skip
_SVG = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?svg[\s>]", re.DOTALL)


def kind_of(data: bytes) -> str | None:
    """Return the media type of a picture a book can hold; None for all else."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if _SVG.match(data.removeprefix(b"\xef\xbb\xbf")[:20_000]) else None


def defect(data: bytes, kind: str) -> str:
    """Return what is wrong with a picture, as the end of a sentence; empty when it is whole."""
    if kind == "image/svg+xml":
        return "is broken: no well-formed SVG" if clean_svg(data) == EMPTY else ""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
    except Image.DecompressionBombError:
        return "has more than 120 million points"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError):
        return "is broken"
    if width * height > _MOST_POINTS:
        return "has more than 120 million points"
    whole = {
        "image/png": b"IEND" in data[-4096:], "image/jpeg": b"\xff\xd9" in data[len(data) // 2 :],
        "image/gif": b"\x3b" in data[-16:], "image/webp": int.from_bytes(data[4:8], "little") + 8 <= len(data) + 1,
    }  # fmt: skip
    return "" if whole[kind] else "is broken: its end is missing"


def harmless(data: bytes, kind: str) -> bytes:
    """Return the bytes of a picture with nothing in them that runs or loads."""
    return clean_svg(data) if kind == "image/svg+xml" else data
