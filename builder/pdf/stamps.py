"""What binding draws into reserved places: page numbers, what stands right behind them, and the dots that lead to them."""

from __future__ import annotations

from math import ceil

from builder.pdf.model import Place

_PITCH = 0.5
"""Distance of a leader's dots, in parts of the number's size."""
_GAP = 0.55
"""Least distance of the dots from title and number."""


def draw_number(place: Place, font: str, codes: bytes, width: float, pagination: bool) -> bytes:
    """Return the drawing of glyphs on the lower edge of *place*; a page's own number is an artefact, not text.

    *codes* is the hex string of the glyphs, *width* their width in points, *font* the name in the page's resources.
    """
    x = _start(place, width)
    drawn = b"BT %g %g %g rg %s %g Tf %.3f %.3f Td %s Tj ET\n" % (
        *place.colour, font.encode(), place.size, x, place.y0, codes,
    )  # fmt: skip
    if place.turned:
        drawn = b"q 0 1 -1 0 %.3f 0 cm %s Q\n" % (place.turned, drawn.rstrip())
    if pagination:
        return b"/Artifact <</Type /Pagination>> BDC\n" + drawn + b"EMC\n"
    return drawn


def draw_leader(leader: Place, place: Place, width: float) -> bytes:
    """Return dots from the title, at whose end *leader* stands, to the number of *width* in *place*.

    The dots stand on the multiples of their distance, so that those of all lines are above each other; in text that runs
    from right to left the number is on the left.
    """
    number = _start(place, width)
    gap, pitch = _GAP * place.size, _PITCH * place.size
    first, last = (leader.x1 + gap, number - gap) if number > leader.x0 else (number + width + gap, leader.x0 - gap)
    first = ceil(first / pitch) * pitch
    if last - first < 2 * pitch:
        return b""
    # A dash of no length with a round cap is a dot (ISO 32000-2, 8.4.3.6).
    return b"/Artifact BMC q %g %g %g RG %.2f w 1 J [0 %.3f] 0 d %.3f %.3f m %.3f %.3f l S Q EMC\n" % (
        *leader.colour, 0.085 * place.size, pitch, first, leader.y0 + 0.04 * place.size, last, leader.y0 + 0.04 * place.size,
    )  # fmt: skip


def _start(place: Place, width: float) -> float:
    """Return where text of *width* points begins in *place*."""
    slack = place.x1 - place.x0 - width
    return place.x0 + {"left": 0.0, "center": slack / 2, "right": slack}[place.align]
