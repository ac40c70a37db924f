"""Flashcards on paper: sheets of fronts, each followed by its backs, which lie behind them when printed on both sides."""

from __future__ import annotations

import io
import re
from typing import Literal

import pikepdf
from markupsafe import Markup
from pikepdf import Name

from builder.model import Book
from builder.pdf.model import Unit
from builder.pdf.pages import render_unit
from builder.pdf.theme import paper_size
from builder.study.cards import Card
from builder.study.deck import where

_WIDTH, _HEIGHT = 92.0, 68.0
_EDGE = 3.5
"""Millimetres at the paper's edge that printers leave white."""
_SHEETS = 12
"""Sheets of one unit: after a changed card no more are typeset again."""
_TAGS = re.compile(r"<[^>]+>")
_STEPS = (90, 180, 320, 520)
"""Letters up to which a side is set in each size, largest first; more are cut, the page says where the rest is."""


def grid(paper: str) -> tuple[int, int, float, float]:
    """Return columns, rows, and the left and top margins in millimetres of the cards on *paper*."""
    width, height = paper_size(paper)
    columns, rows = (max(1, int((side - 2 * _EDGE) // size)) for side, size in ((width, _WIDTH), (height, _HEIGHT)))
    return columns, rows, (width - columns * _WIDTH) / 2, (height - rows * _HEIGHT) / 2


def behind(place: int, columns: int, rows: int, flip: Literal["short", "long"]) -> int:
    """Return the place on the back of a sheet that lies behind *place*, both counted by rows from the upper left.

    Turned over on the long edge of an upright sheet left and right change places, on the short edge top and bottom.
    """
    row, column = divmod(place, columns)
    if flip == "long":
        return row * columns + columns - 1 - column
    return (rows - 1 - row) * columns + column


def card_units(book: Book, cards: tuple[Card, ...], paper: str, flip: Literal["short", "long"]) -> tuple[Unit, ...]:
    """Return the sheets of *cards*, fronts and backs in turn."""
    columns, rows, left, top = grid(paper)
    size = columns * rows
    sheets = [cards[at : at + size] for at in range(0, len(cards), size)]
    units = []
    for first in range(0, len(sheets), _SHEETS):
        pages = []
        for number, sheet in enumerate(sheets[first : first + _SHEETS], first):
            fronts = [_place(place, columns, left, top) | _side(book, card, card.front, "") for place, card in enumerate(sheet)]
            backs = [
                _place(behind(place, columns, rows, flip), columns, left, top) | _side(book, card, card.back, where(book, card))
                for place, card in enumerate(sheet)
            ]
            pages += [{"cards": fronts, "front": True, "cross": number == 0}, {"cards": backs, "front": False, "cross": number == 0}]
        cuts = {
            "columns": [round(left + at * _WIDTH, 2) for at in range(columns + 1)],
            "rows": [round(top + at * _HEIGHT, 2) for at in range(rows + 1)],
        }
        units.append(render_unit(
            book, f"cards-{first + 1}", "sheet", book.info.title, "cards.html.j2", pages=pages, cuts=cuts, paper=paper_size(paper),
            assets=book.assets,
        ))  # fmt: skip
    return tuple(units)


def say_flip(data: bytes, flip: Literal["short", "long"]) -> bytes:
    """Return the PDF with the printer told to print on both sides, unscaled, and which edge to turn on."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        about = opened.Root.ViewerPreferences
        about.Duplex = Name.DuplexFlipLongEdge if flip == "long" else Name.DuplexFlipShortEdge
        about.PrintScaling = Name("/None")
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _place(place: int, columns: int, left: float, top: float) -> dict[str, object]:
    row, column = divmod(place, columns)
    return {"x": round(left + column * _WIDTH, 2), "y": round(top + row * _HEIGHT, 2)}


def _side(book: Book, card: Card, text: str, foot: str) -> dict[str, object]:
    """Return what one side shows; text too long for the card is cut and says where it goes on."""
    plain = " ".join(_TAGS.sub(" ", text).split())
    step = next((at for at, most in enumerate(_STEPS) if len(plain) <= most), len(_STEPS) - 1)
    if len(plain) > _STEPS[-1]:
        text = f"<p>{plain[: _STEPS[-1]].rsplit(' ', 1)[0]} …</p>"
    number = card.lesson.number
    return {
        "html": Markup(re.sub(r'\sid="[^"]*"', "", text)),  # noqa: S704 - XHTML of our own making
        "step": step, "foot": foot, "kind": card.kind, "over": card.lesson.title if number is None else f"{number}  {card.lesson.title}",
    }  # fmt: skip
