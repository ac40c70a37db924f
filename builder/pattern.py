"""The picture of a course: a square of line tiles whose family, number, turns and accents come from the title's SHA-256.

Two courses can be told apart on a shelf, and the same course always has the same cover, on paper and as an e-book.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SIDE = 150.0
"""Units of the square's side."""
_CELLS = (5, 6, 8)
_LOUD = {5: 3, 6: 3, 8: 5}
"""How many tiles are drawn in the accent, by how many there are in a row."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through *points*, closed where the last is the first."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A quarter of a circle about *x*, *y*, clockwise from the direction *start* (0 is right, 1 is down)."""

    x: float
    y: float
    radius: float
    start: int


Stroke = Line | Arc


@dataclass(frozen=True, slots=True)
class Tile:
    """Strokes about the tile's middle *x*, *y*, turned by so many quarters; a loud one has the accent's colour."""

    x: float
    y: float
    turn: int
    loud: bool
    strokes: tuple[Stroke, ...]


def pattern(title: str) -> tuple[Tile, ...]:
    """Return the tiles of the book called *title*, in a square of `SIDE` units."""
    seed = hashlib.sha256(title.encode()).digest()
    bits = int.from_bytes(seed * 5, "big")
    draw = _FAMILIES[seed[0] % len(_FAMILIES)]
    cells = _CELLS[seed[1] % len(_CELLS)]
    size = SIDE / cells
    places = dict.fromkeys((seed[at] * 251 + seed[at + 1]) % (cells * cells) for at in range(2, 31))
    loud = frozenset(list(places)[: _LOUD[cells]])
    tiles = []
    for cell in range(cells * cells):
        turn = (bits >> (2 * cell)) & 3
        middle = ((cell % cells + 0.5) * size, (cell // cells + 0.5) * size)
        tiles.append(Tile(*middle, turn, cell in loud, tuple(draw(size, turn))))
    return tuple(tiles)


def _steps(size: float, pitch: float) -> list[float]:
    """Return distances that part *size* evenly, about *pitch* apart, the last of them *size* itself."""
    count = max(3, round(size / pitch))
    return [round(size * at / count, 3) for at in range(1, count + 1)]


def _arcs(size: float, turn: int) -> Iterator[Stroke]:
    """Quarter circles about two corners across: lines that meander from tile to tile."""
    half = size / 2
    for step in _steps(half, 2.5):
        yield Arc(-half, -half, step, 0)
        yield Arc(half, half, step, 2)


def _corners(size: float, turn: int) -> Iterator[Stroke]:
    """Nested right angles about one corner."""
    half = size / 2
    for step in _steps(size, 3.6)[:-1]:
        yield Line(((-half, -half + step), (-half + step, -half + step), (-half + step, -half)))


def _diagonals(size: float, turn: int) -> Iterator[Stroke]:
    """Half a square, hatched aslant."""
    half = size / 2
    for step in (0.0, *_steps(size, 4.2)[:-1]):
        yield Line(((-half, half - step), (half - step, -half)))


def _rings(size: float, turn: int) -> Iterator[Stroke]:
    """Circles in half of the tiles, lines in the others."""
    half = size / 2
    if turn % 2:
        for step in _steps(half, 2.5):
            yield from (Arc(0, 0, step, start) for start in range(4))
    else:
        for step in (0.0, *_steps(size, 5.0)):
            yield Line(((-half, -half + step), (half, -half + step)))


def _fans(size: float, turn: int) -> Iterator[Stroke]:
    """Quarter circles about one corner."""
    for step in _steps(size, 4.2):
        yield Arc(-size / 2, -size / 2, step, 0)


def _weave(size: float, turn: int) -> Iterator[Stroke]:
    """A band of lines across the whole tile, and the ends of the one it covers."""
    half, room = size / 2, size / 4
    for at in (-room, *(step - room for step in _steps(2 * room, 3.1))):
        yield Line(((-half, at), (half, at)))
        yield Line(((at, -half), (at, -room)))
        yield Line(((at, room), (at, half)))


def _diamonds(size: float, turn: int) -> Iterator[Stroke]:
    """Nested diamonds in three tiles of four, nested squares in the rest."""
    for step in _steps(size / 2, 3.1):
        if turn:
            yield Line(((0, -step), (step, 0), (0, step), (-step, 0), (0, -step)))
        else:
            yield Line(((-step, -step), (step, -step), (step, step), (-step, step), (-step, -step)))


def _bars(size: float, turn: int) -> Iterator[Stroke]:
    """Lines that grow from one side of the tile to the other."""
    half = size / 2
    for step in _steps(size, 3.6):
        yield Line(((-half + step, half), (-half + step, half - step)))


_FAMILIES: tuple[Callable[[float, int], Iterator[Stroke]], ...] = (
    _arcs, _corners, _diagonals, _rings, _fans, _weave, _diamonds, _bars,
)  # fmt: skip
