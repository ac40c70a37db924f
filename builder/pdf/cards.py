"""Flashcards on paper: sheets of fronts, each followed by its backs, which lie behind them when printed on both sides."""

from __future__ import annotations

import io
import re
from collections import Counter
from html import unescape
from typing import Any, Literal
from urllib.parse import unquote

import pikepdf
from markupsafe import Markup
from pikepdf import Name

from builder.model import Asset, Book
from builder.pdf.fit import fit
from builder.pdf.model import Unit
from builder.pdf.pages import render_unit
from builder.pdf.theme import find_theme, paper_size, text_size
from builder.study.cards import Card
from builder.titles import clip
from builder.words import word

_WIDTH, _HEIGHT = 92.0, 68.0
_EDGE = 3.5
"""Millimetres at the paper's edge that printers leave white."""
_SHEETS = 12
"""Sheets of one unit: after a changed card no more are typeset again."""
_BOX = ((_WIDTH - 14) * 72 / 25.4, (_HEIGHT - 22) * 72 / 25.4)
"""Points: the part of a side that is for its text; the styles have the same."""
_PICTURE = re.compile(r'<img\b[^>]*\bsrc="asset:([^"]*)"[^>]*>')
_LINK = re.compile(r"</?a\b[^>]*>")
_ID = re.compile(r'\sid="[^"]*"')


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


def card_units(
    book: Book, cards: tuple[Card, ...], paper: str, flip: Literal["short", "long"], theme: str = "classic"
) -> tuple[Unit, ...]:
    """Return the sheets of *cards*, fronts and backs in turn, numbered within each lesson."""
    columns, rows, left, top = grid(paper)
    folder = find_theme(theme)
    text = text_size(folder)
    counts: Counter[str] = Counter()
    sides = []
    for card in cards:
        counts[card.lesson.slug] += 1
        sides.append(_sides(book, card, counts[card.lesson.slug], text))
    size = columns * rows
    sheets = [sides[at : at + size] for at in range(0, len(sides), size)]
    units = []
    for first in range(0, len(sheets), _SHEETS):
        pages = []
        for number, sheet in enumerate(sheets[first : first + _SHEETS], first):
            fronts = [_place(place, columns, left, top) | front for place, (front, _) in enumerate(sheet)]
            backs = [_place(behind(place, columns, rows, flip), columns, left, top) | back for place, (_, back) in enumerate(sheet)]
            pages += [{"cards": fronts, "front": True, "cross": number == 0}, {"cards": backs, "front": False, "cross": number == 0}]
        cuts = {
            "columns": [round(left + at * _WIDTH, 2) for at in range(columns + 1)],
            "rows": [round(top + at * _HEIGHT, 2) for at in range(rows + 1)],
        }
        units.append(render_unit(
            book, f"cards-{first + 1}", "sheet", book.info.title, "cards.html.j2", pages=pages, cuts=cuts, paper=paper_size(paper),
            assets=_shown(book, pages), theme=folder,
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


def _sides(book: Book, card: Card, number: int, text: float) -> tuple[dict[str, object], dict[str, object]]:
    """Return what front and back of the card *number* of its lesson show; a text too long is cut and says where it goes on."""
    language, lesson = book.info.language, card.lesson
    page = f"{word(language, 'page-short')}{card.page}" if card.page else ""
    label = f"{word(language, 'step')} {lesson.number} · {number}" if lesson.number is not None else f"{clip(lesson.title, 36)} · {number}"
    title = lesson.title if lesson.number is None else f"{lesson.number}  {lesson.title}"
    front = _side(card.front, text, page) | {"over": label, "foot": book.info.title}
    back = _side(card.back, text, page) | {
        "over": f"{word(language, 'answer')} {label.removeprefix(word(language, 'step') + ' ')}",
        "foot": f"{page} · {title}" if page else title,
    }
    return front, back


def _side(html: str, text: float, page: str) -> dict[str, object]:
    plain = _ID.sub("", _LINK.sub("", html)).replace('class="sg-code', 'class="sg-snippet')
    made = fit(plain, text, *_BOX)
    shown = made.html + (f'<p class="sg-more">{" ".join(("…", page)).rstrip()}</p>' if made.cut else "")
    return {"html": Markup(shown), "size": made.size, "leading": made.leading}  # noqa: S704 - XHTML of our own making


def _shown(book: Book, pages: list[dict[str, Any]]) -> tuple[Asset, ...]:
    """Return the pictures on *pages*: no other may reach the key of the cache."""
    wanted = {unquote(unescape(path)) for page in pages for card in page["cards"] for path in _PICTURE.findall(card["html"])}
    return tuple(asset for asset in book.assets if asset.path in wanted)
