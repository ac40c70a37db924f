"""The picture on the cover: 6 × 6 line tiles whose kind, turns and accents come from the title's SHA-256.

Two courses can be told apart on a shelf, and the same course always has the same cover.
"""

from __future__ import annotations

import hashlib

_CELLS, _SIDE = 6, 25.0


def cover_pattern(title: str, ink: str = "#1a1a1a", accent: str = "#8b1e1e") -> str:
    """Return an inline SVG element (no namespace, as HTML has it), 150 units square, for the book called *title*."""
    seed = hashlib.sha256(title.encode()).digest()
    bits = int.from_bytes(seed * 4, "big")
    kind = seed[0] % 4
    loud = {(seed[2 + at] * 7 + at * 13) % (_CELLS * _CELLS) for at in range(3)}
    tiles = []
    for cell in range(_CELLS * _CELLS):
        x, y = (cell % _CELLS + 0.5) * _SIDE, (cell // _CELLS + 0.5) * _SIDE
        turn = (bits >> (2 * cell)) & 3
        colour, weight = (accent, 1.15) if cell in loud else (ink, 0.55)
        tiles.append(
            f'<g transform="translate({x:g} {y:g}) rotate({90 * turn})" stroke="{colour}" stroke-width="{weight}">'
            f"{_tile(kind, turn)}</g>"
        )
    total = _CELLS * _SIDE
    return (
        f'<svg viewBox="-.5 -.5 {total + 1:g} {total + 1:g}" fill="none" '
        f'stroke="{ink}" aria-hidden="true">{"".join(tiles)}</svg>'
    )


def _tile(kind: int, turn: int) -> str:
    half = _SIDE / 2
    if kind == 0:
        steps = [_SIDE * at / 10 for at in range(1, 6)]
        arcs = "".join(
            f'<path d="M{-half:g} {-half + step:g}A{step:g} {step:g} 0 0 0 {-half + step:g} {-half:g}"/>'
            f'<path d="M{half:g} {half - step:g}A{step:g} {step:g} 0 0 0 {half - step:g} {half:g}"/>'
            for step in steps
        )
        return arcs
    if kind == 1:
        steps = [_SIDE * at / 7 for at in range(1, 7)]
        return "".join(f'<path d="M{-half:g} {-half + step:g}H{-half + step:g}V{-half:g}"/>' for step in steps)
    if kind == 2:
        steps = [_SIDE * at / 6 for at in range(6)]
        return "".join(f'<path d="M{-half:g} {half - step:g}L{half - step:g} {-half:g}"/>' for step in steps)
    if turn % 2:
        return "".join(f'<circle r="{half * at / 5:g}"/>' for at in range(1, 6))
    return "".join(f'<path d="M{-half:g} {-half + _SIDE * at / 5:g}H{half:g}"/>' for at in range(6))
