"""Numbers of code lines as drawings: seen on the page, absent from what is selected, copied, searched or read aloud.

A number is a picture of our own kind, like a formula: each figure's outline stands once in a lesson's pages.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_SIZE = 0.8
"""Size of the numbers as part of the code's, which in large print they share."""
_LARGE = 13.3
"""Pixels from which code is large print."""
_ADVANCE = 0.6
"""Width of a column of code, in ems."""


def columns(last: int) -> int:
    """Return the columns that numbers up to *last* take, with the gap before the code."""
    return max(2, len(str(last))) + 2


class LineNumber:
    """A number as WeasyPrint's replaced content, set to the right in a box of *columns* columns."""

    def __init__(self, number: int, columns: int, font: Path) -> None:
        self._text, self._columns, self._font = str(number), columns, font

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width, height and their ratio in the size of the code."""
        width, height = self._columns * _ADVANCE * font_size, _SIZE * 0.7 * font_size
        return width, height, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the figures on *stream* in the colour of the style."""
        stream.set_color(style["color"])
        em = float(style["font_size"])
        size = em if em > _LARGE else _SIZE * em
        step = _ADVANCE * size
        scale = size / 1000
        left = width - 2 * _ADVANCE * em - step * len(self._text)
        for at, figure in enumerate(self._text):
            name = stream.add_image(_Figure(figure, self._font), False, 1)
            stream.stream.append(f"q {scale:.5f} 0 0 {-scale:.5f} {left + at * step:.2f} {height:.2f} cm /{name} Do Q".encode())


class _Figure:
    """A figure as a form of the PDF, kept once a document by WeasyPrint as it keeps pictures."""

    def __init__(self, figure: str, font: Path) -> None:
        self.id, self._font = f"figure-{figure}", font

    def get_x_object(self, interpolate: bool, ratio: float) -> Any:
        import pydyf

        extra = {
            "Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((-100, -300, 900, 1100)),
            "Resources": pydyf.Dictionary(),
        }  # fmt: skip
        return pydyf.Stream([_outlines(self._font)[self.id[-1]].encode()], extra, compress=True)


@cache
def _outlines(font: Path) -> dict[str, str]:
    """Return PDF operators for each figure of *font*, in thousandths of an em."""
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    class Pen(BasePen):  # type: ignore[misc]
        """Writes PDF operators; curves of the second degree become cubic in the base class."""

        def __init__(self, glyphs: Any, scale: float) -> None:
            super().__init__(glyphs)
            self.steps: list[str] = []
            self.scale = scale

        def _put(self, sign: str, *points: tuple[float, float]) -> None:
            self.steps.append(" ".join(f"{round(value * self.scale)}" for point in points for value in point) + f" {sign}")

        def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
            self._put("m", point)

        def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            self._put("l", point)

        def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
            self._put("c", *points)

        def _closePath(self) -> None:  # noqa: N802
            self.steps.append("h")

    with TTFont(font, lazy=True) as opened:
        names, glyphs = opened.getBestCmap(), opened.getGlyphSet()
        made = {}
        for figure in "0123456789":
            pen = Pen(glyphs, 1000 / opened["head"].unitsPerEm)
            glyphs[names[ord(figure)]].draw(pen)
            made[figure] = " ".join([*pen.steps, "f"])
    return made
