"""The course's pattern as a picture on the PDF's cover."""

from __future__ import annotations

from builder.pattern import SIDE, Arc, Stroke, Tile, pattern

_FAINT, _LOUD = 0.55, 1.3
"""Widths of the lines, in units of the pattern."""
_ENDS = ((1, 0), (0, 1), (-1, 0), (0, -1))


def cover_pattern(title: str, ink: str = "#1a1a1a", accent: str = "#8b1e1e") -> str:
    """Return an inline SVG element (no namespace, as HTML has it) with the pattern of the book called *title*."""
    tiles = "".join(_tile(tile, ink, accent) for tile in pattern(title))
    edge = _LOUD / 2
    return (
        f'<svg viewBox="{-edge:g} {-edge:g} {SIDE + 2 * edge:g} {SIDE + 2 * edge:g}" fill="none" stroke="{ink}" '
        f'aria-hidden="true">{tiles}</svg>'
    )


def _tile(tile: Tile, ink: str, accent: str) -> str:
    colour, width = (accent, _LOUD) if tile.loud else (ink, _FAINT)
    path = "".join(_path(stroke) for stroke in tile.strokes)
    return (
        f'<g transform="translate({tile.x:g} {tile.y:g}) rotate({90 * tile.turn})" stroke="{colour}" stroke-width="{width}">'
        f'<path d="{path}"/></g>'
    )


def _path(stroke: Stroke) -> str:
    if isinstance(stroke, Arc):
        (x0, y0), (x1, y1) = _ENDS[stroke.start], _ENDS[(stroke.start + 1) % 4]
        reach = stroke.radius
        return (
            f"M{stroke.x + x0 * reach:g} {stroke.y + y0 * reach:g}"
            f"A{reach:g} {reach:g} 0 0 1 {stroke.x + x1 * reach:g} {stroke.y + y1 * reach:g}"
        )
    first, *others = stroke.points
    closed = "Z" if first == stroke.points[-1] else ""
    return f"M{first[0]:g} {first[1]:g}" + "".join(f"L{x:g} {y:g}" for x, y in others) + closed
