"""The styles of a theme on a paper, in the order they are read, and the room their tokens leave for text."""

from __future__ import annotations

import re
from pathlib import Path

from builder.assets import asset_dir
from builder.errors import ConfigError
from builder.pdf.listing import COLUMNS
from builder.pdf.tables import Measure
from builder.pdf.theme import PAPERS, paper_size
from builder.pdf.tokens import points, root_tokens
from builder.settings import Edition, Geometry

_MILLIMETRES = re.compile(r"--(page-w|inner|outer):\s*([\d.]++)mm")
_FEWEST = 24
"""Columns of code there are at least, whatever the paper."""
_SMALL = 170
"""Paper narrower than this, in millimetres, is set like A5."""
_MM = 72 / 25.4
_NARROWEST, _LOWEST = 25 * _MM, 40 * _MM
"""Points of the smallest text block that a book can be set in."""


def style_text(geometry: Geometry, theme: Path) -> str:
    """Return all styles of *theme* (a folder) on a paper in one edition, without the faces; what comes later wins."""
    base = asset_dir("styles")
    paper = _named(geometry)
    text = _joined(base / "base.css", base / "sheets.css", base / "classic" / "tokens.css", theme / "tokens.css", theme / "theme.css",
                   base / "paper" / f"{paper}.css", theme / f"{paper}.css")  # fmt: skip
    if geometry.paper not in PAPERS:
        text += _paper_css(text, *paper_size(geometry.paper))
    text += f":root{{--bleed:{geometry.bleed:g}mm}}"
    return text + _joined(base / f"{geometry.edition}.css", theme / f"{geometry.edition}.css")


def own_files(geometry: Geometry, theme: Path) -> tuple[Path, ...]:
    """Return the files of *theme* that `style_text` reads, in its order."""
    names = ("tokens.css", "theme.css", f"{_named(geometry)}.css", f"{geometry.edition}.css")
    return tuple(theme / name for name in names if (theme / name).is_file())


def measure_of(tokens: dict[str, str], edition: Edition) -> Measure:
    """Return the widths the styles' tokens give the text; those of classic where they cannot be read."""
    page, hang = points(tokens, "--page-w", 595.3), points(tokens, "--hang", 0.0)
    margins = points(tokens, "--inner", 79.4) + points(tokens, "--outer", 79.4)
    text = page - margins - hang
    # The hanging column counts: listings may take it on small paper (cornell).
    column = 0.6 * points(tokens, "--code", 8.0)
    fitting = int((text + hang) / column)
    wanted = tokens.get("--columns", "")
    columns = max(_FEWEST, min(int(wanted) if wanted.isdigit() else COLUMNS, fitting))
    high = points(tokens, "--page-h", 841.9)
    sides = ("--top", "--bottom") if edition == "print" else ("--side", "--side")
    turned = high - sum(points(tokens, side, 79.4) for side in sides)
    return Measure(
        text, hang, points(tokens, "--s-1", 8.5), columns, points(tokens, "--s-2", 7.0), turned if high > page else 0.0, column
    )


def check_room(geometry: Geometry, theme: Path, shown: str) -> None:
    """Raise `ConfigError` where the margins of *theme*, called *shown*, leave no room for text on the paper."""
    tokens = root_tokens(style_text(geometry, theme))
    text = measure_of(tokens, geometry.edition).text
    high = points(tokens, "--page-h", 841.9) - points(tokens, "--top", 85.0) - points(tokens, "--bottom", 112.8)
    for room, least, side, names in (
        (text, _NARROWEST, "wide", ("--inner", "--outer", "--side", "--hang")), (high, _LOWEST, "high", ("--top", "--bottom")),
    ):  # fmt: skip
        if room < least:
            where, line = _last_set(own_files(geometry, theme), names)
            raise ConfigError(
                f"the margins leave no room for text on {geometry.paper}: it would be {max(0.0, room) / _MM:.0f} mm {side}",
                where=f"{shown}/{where}" if where else shown, line=line,
                hint=f"lower {', '.join(names)}, or choose a larger --paper",
            )


def _named(geometry: Geometry) -> str:
    """Return the paper whose styles are read: itself, or for one of no name A5 or A4."""
    if geometry.paper in PAPERS:
        return geometry.paper
    return "a5" if paper_size(geometry.paper)[0] < _SMALL else "a4"


def _last_set(files: tuple[Path, ...], names: tuple[str, ...]) -> tuple[str, int | None]:
    """Return the file that last sets the first of *names* that any of *files* sets, and its line."""
    for name in names:
        for file in reversed(files):
            for number, text in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
                if re.search(rf"{name}\s*:", text):
                    return file.name, number
    return "", None


def _joined(*paths: Path) -> str:
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file())


def _paper_css(css: str, width: float, height: float) -> str:
    """Return tokens for a paper of no name, in millimetres: the text block of *css*, for A5 or A4, between equal margins."""
    have = {name: float(size) for name, size in _MILLIMETRES.findall(css)}
    text = have.get("page-w", 210) - have.get("inner", 30) - have.get("outer", 26)
    side = max(8.0, (width - text) / 2)
    return (
        f":root{{--page-w:{width}mm;--page-h:{height}mm;--inner:{side:.2f}mm;--outer:{side:.2f}mm;--side:{side:.2f}mm}}"
    )
