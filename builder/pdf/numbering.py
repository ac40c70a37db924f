"""Folios and page labels: roman in the front matter, arabic from the first lesson on."""

from __future__ import annotations

from dataclasses import dataclass

from builder.pdf.model import Sheets, Unit
from builder.settings import Edition

_FRONT = ("cover", "front", "contents")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the bound book: of which unit, which of its pages (-1 for a blank), and its folio."""

    unit: int
    page: int
    folio: str


def roman(number: int) -> str:
    """Return *number* (from 1) in lower-case roman numerals."""
    digits = []
    for value, sign in _ROMAN:
        digits.append(sign * (number // value))
        number %= value
    return "".join(digits)


def lay_out(units: tuple[Unit, ...], sheets: tuple[Sheets, ...], edition: Edition) -> tuple[Leaf, ...]:
    """Return the pages of the book in order; in print every unit opens on a right-hand page, after a blank if need be."""
    leaves: list[Leaf] = []
    first_arabic: int | None = None
    for at, (unit, sheet) in enumerate(zip(units, sheets, strict=True)):
        if edition == "print" and len(leaves) % 2:
            leaves.append(Leaf(at, -1, _folio(len(leaves), first_arabic)))
        if first_arabic is None and unit.kind not in _FRONT:
            first_arabic = len(leaves)
        for page in range(sheet.pages):
            leaves.append(Leaf(at, page, _folio(len(leaves), first_arabic)))
    return tuple(leaves)


def label_ranges(leaves: tuple[Leaf, ...]) -> list[tuple[int, str]]:
    """Return where each numbering starts and its style, as `/PageLabels` wants them (ISO 32000-2, 12.4.2)."""
    first = next((at for at, leaf in enumerate(leaves) if leaf.folio == "1"), len(leaves))
    ranges = [(0, "/r")] if first else []
    return [*ranges, (first, "/D")] if first < len(leaves) else ranges


def _folio(place: int, first_arabic: int | None) -> str:
    return roman(place + 1) if first_arabic is None else str(place - first_arabic + 1)
