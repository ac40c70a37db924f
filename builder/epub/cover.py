"""The cover as a picture: title, subtitle, authors and the course's own pattern, drawn with our text face."""

from __future__ import annotations

import io
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from builder.model import BookInfo
from builder.pattern import SIDE, Line, Stroke, Tile, pattern

_WIDTH, _HEIGHT, _EDGE = 1600, 2400, 150
_MARGIN = 0.7
"""Room for half a line at the edges, in units of the pattern."""
_ARC = 12
"""Straight lines that a quarter of a circle is drawn with."""
_INK, _GREY, _ACCENT = "#1a1a1a", "#555555", "#8b1e1e"


def cover_png(info: BookInfo) -> bytes:
    """Return a PNG of 1600 × 2400 pixels."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    size = 132 if len(info.title) <= 40 else 104 if len(info.title) <= 80 else 80
    y = _lines(draw, info.title, 260, size, 300, "normal", _INK)
    if info.subtitle:
        _lines(draw, info.subtitle, y + 40, 52, 400, "italic", _GREY)
    _pattern(picture, info.title)
    if info.authors:
        _lines(draw, ", ".join(info.authors), _HEIGHT - 190, 44, 400, "normal", _GREY)
    out = io.BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
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


def _pattern(picture: Image.Image, title: str) -> None:
    """Draw the course's pattern, the same as on paper, at twice the size first: Pillow draws lines without smoothing them."""
    side = _WIDTH - 2 * _EDGE
    scale = 2 * side / (SIDE + 2 * _MARGIN)
    big = Image.new("RGB", (2 * side, 2 * side), "white")
    draw = ImageDraw.Draw(big)
    for tile in pattern(title):
        colour, width = (_ACCENT, 14) if tile.loud else (_INK, 6)
        for stroke in tile.strokes:
            points = [_turned(x, y, tile) for x, y in _points(stroke)]
            draw.line([((x + _MARGIN) * scale, (y + _MARGIN) * scale) for x, y in points], fill=colour, width=width, joint="curve")
    picture.paste(big.resize((side, side), Image.Resampling.LANCZOS), (_EDGE, _HEIGHT - 330 - side))


def _points(stroke: Stroke) -> list[tuple[float, float]]:
    if isinstance(stroke, Line):
        return list(stroke.points)
    turns = [math.pi / 2 * (stroke.start + at / _ARC) for at in range(_ARC + 1)]
    return [(stroke.x + stroke.radius * math.cos(turn), stroke.y + stroke.radius * math.sin(turn)) for turn in turns]


def _turned(x: float, y: float, tile: Tile) -> tuple[float, float]:
    for _ in range(tile.turn):
        x, y = -y, x
    return tile.x + x, tile.y + y
