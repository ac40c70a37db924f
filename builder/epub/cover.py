"""The cover as a picture: title, subtitle, authors and the course's own pattern, drawn with our text face."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from builder.model import BookInfo

_WIDTH, _HEIGHT, _EDGE = 1600, 2400, 150
_CELLS = 6
_INK, _GREY, _ACCENT = "#1a1a1a", "#555555", "#8b1e1e"


def cover_png(info: BookInfo) -> bytes:
    """Return a PNG of 1600 × 2400 pixels."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    size = 132 if len(info.title) <= 40 else 104 if len(info.title) <= 80 else 80
    y = _lines(draw, info.title, 260, size, 300, "normal", _INK)
    if info.subtitle:
        _lines(draw, info.subtitle, y + 40, 52, 400, "italic", _GREY)
    _pattern(draw, info.title)
    if info.authors:
        _lines(draw, ", ".join(info.authors), _HEIGHT - 190, 44, 400, "normal", _GREY)
    out = io.BytesIO()
    picture.quantize(16, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(size: int, weight: int, style: str) -> ImageFont.FreeTypeFont:
    import fontpkg

    return ImageFont.truetype(str(Path(fontpkg.path("ibm-plex-serif", weight=weight, style=style))), size)


def _lines(draw: ImageDraw.ImageDraw, text: str, y: float, size: int, weight: int, style: str, colour: str) -> float:
    """Draw *text* from *y* down, broken at spaces; at most five lines. Returns where it ends."""
    font = _font(size, weight, style)
    lines = [""]
    for part in text.split():
        longer = f"{lines[-1]} {part}".strip()
        if lines[-1] and draw.textlength(longer, font=font) > _WIDTH - 2 * _EDGE:
            lines.append(part)
        else:
            lines[-1] = longer
    for line in lines[:5]:
        draw.text((_EDGE, y), line, font=font, fill=colour)
        y += size * 1.2
    return y


def _pattern(draw: ImageDraw.ImageDraw, title: str) -> None:
    """Draw 6 × 6 tiles whose kind, turns and accents come from the title."""
    seed = hashlib.sha256(title.encode()).digest()
    bits = int.from_bytes(seed * 4, "big")
    side = (_WIDTH - 2 * _EDGE) / _CELLS
    top = _HEIGHT - 330 - _CELLS * side
    loud = {(seed[2 + at] * 7 + at * 13) % (_CELLS * _CELLS) for at in range(3)}
    for cell in range(_CELLS * _CELLS):
        x, y = _EDGE + (cell % _CELLS) * side, top + (cell // _CELLS) * side
        turn = (bits >> (2 * cell)) & 3
        colour, weight = (_ACCENT, 9) if cell in loud else (_INK, 4)
        for step in range(1, 6):
            reach = side * step / 6
            near, far = (0.0, reach) if turn in (0, 3) else (side - reach, side)
            low, high = (0.0, reach) if turn in (0, 1) else (side - reach, side)
            corner_x, corner_y = (far if turn in (0, 3) else near), (high if turn in (0, 1) else low)
            if seed[0] % 2:
                draw.line([(x + near, y + corner_y), (x + far, y + corner_y)], fill=colour, width=weight)
                draw.line([(x + corner_x, y + low), (x + corner_x, y + high)], fill=colour, width=weight)
            else:
                centre_x, centre_y = x + (0 if turn in (0, 3) else side), y + (0 if turn in (0, 1) else side)
                start = {0: 0, 1: 90, 2: 180, 3: 270}[turn]
                draw.arc(
                    [centre_x - reach, centre_y - reach, centre_x + reach, centre_y + reach],
                    start, start + 90, fill=colour, width=weight,
                )  # fmt: skip
