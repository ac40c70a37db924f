"""Wide tables on pages that lie on their side, long ones that say they go on: read back from the pages."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdf
import pytest

from builder.cache import cache_folder
from builder.model import BookInfo
from builder.pdf.bind import bind
from builder.pdf.fonts import prepare
from builder.pdf.impose import impose_booklet
from builder.pdf.model import Sheets, Unit
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Folding, Geometry

Spot = tuple[str, float, float, float, float]
"""A piece of text and the matrix it is drawn by: its direction, and its place."""


def table(columns: int, rows: int, caption: str = "", word: str = "measured") -> str:
    cells = "".join(f"<th>Heading{at}</th>" for at in range(columns))
    body = "".join("<tr>" + "".join(f"<td>{word}{row * at}</td>" for at in range(columns)) + "</tr>" for row in range(1, rows + 1))
    made = f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    if not caption:
        return made
    return (f'<figure class="sg-tabled" data-cap="table" id="x--wide"><figcaption><span class="sg-cap">Table 4.2</span> {caption}</figcaption>'
            f"{made}</figure>")


def unit(body: str) -> Unit:
    head = '<div class="sg-set" data-lesson="Limits" data-tab="4" data-book="The Book"></div>'
    folios = "".join(f'<a class="sg-folio sg-folio-{side}" href="page:folio-{side}"></a>' for side in ("right", "left", "opener"))
    html = (f'{folios}<header class="sg-opener" id="x--top">{head}<h1>Limits</h1></header>'
            f'<div class="sg-body" data-lesson="4"><p>First words.</p>{body}<p id="x--last">Last words.</p></div>')
    return Unit("x", "lesson", "Limits", html, "en", "The Book", "4", 4)


@cache
def sheets(body: str, edition: str, theme: str = "classic") -> Sheets:
    return typeset(unit(body), Geometry(theme, "a4", edition), prepare(cache_folder() / "fonts"), find_theme(theme))


def bound(body: str, edition: str) -> bytes:
    made = sheets(body, edition)
    return bind(BookInfo("The Book"), (unit(body),), (made,), (), prepare(cache_folder() / "fonts"), edition, {"x.md": "x"}).pdf


def spots(page: pypdf.PageObject) -> list[Spot]:
    found: list[Spot] = []

    def visit(text, current, matrix, font, size):
        if text.strip():
            a, b, _, _, x, y = multiply(matrix, current)
            found.append((text.strip(), a, b, x, y))

    page.extract_text(visitor_text=visit)
    return found


def multiply(first, second):
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


WIDE = table(14, 6, "Fourteen columns")


def test_a_table_too_wide_for_the_page_gets_one_on_its_side_on_screen():
    """The page is as wide as paper is high, everything on it is upright, head and folio too."""
    pages = pypdf.PdfReader(io.BytesIO(bound(WIDE, "screen"))).pages

    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]
    assert all(a > 0 and b == 0 for _, a, b, _, _ in spots(pages[1]))
    assert {"Limits", "2", "Heading13"} <= set(" ".join(text for text, *_ in spots(pages[1])).split())


def test_in_print_the_table_is_turned_and_the_heads_are_not():
    """Paper stays upright; the table reads upwards, so that the book is turned to the right; a screen shows it upright."""
    pages = pypdf.PdfReader(io.BytesIO(bound(WIDE, "print"))).pages

    assert [float(page.mediabox.height) > float(page.mediabox.width) for page in pages] == [True] * 3
    assert [page.rotation for page in pages] == [0, 90, 0]
    upright = {text: (x, y) for text, a, b, x, y in spots(pages[1]) if b == 0}
    turned = [(x, y) for _, a, b, x, y in spots(pages[1]) if a == 0 and b > 0]
    assert set(upright) == {"The Book", "2", "4"}, "head, folio and thumb tab of a left-hand page"
    assert upright["The Book"][1] == pytest.approx(792, abs=1), "15 mm from the upper edge, as on every page"
    assert upright["4"][0] < 40, "the tab is at the fore-edge, which is left on a left-hand page"
    assert len(turned) > 14 * 7
    assert all(60 < x < 595 - 60 and 100 < y < 842 - 80 for x, y in turned)


def test_links_and_places_of_a_turned_page_lie_where_the_page_has_them():
    """A reference to a turned table leads to its page; a link in it can be hit where it is seen."""
    body = WIDE.replace("measured0", '<a href="#x--top">measured0</a>', 1)
    made = pikepdf.open(io.BytesIO(bound(body, "print")))
    notes = [note for note in made.pages[1].get("/Annots", ()) if "/Dest" in note]
    spot = next((x, y) for text, a, b, x, y in spots(pypdf.PdfReader(io.BytesIO(bound(body, "print"))).pages[1]) if text == "measured0")

    x0, y0, x1, y1 = (float(side) for side in notes[0].Rect)
    assert x0 - 1 <= spot[0] <= x1 + 1
    assert y0 - 1 <= spot[1] <= y1 + 1
    assert next(page for name, page, _, _ in sheets(WIDE, "print").anchors if name == "x--wide") == 1


def test_the_heading_above_a_turned_table_goes_with_it():
    """No page ends with a heading."""
    pages = pypdf.PdfReader(io.BytesIO(bound(f'<h2 id="x--s">Sizes compared</h2>{WIDE}', "print"))).pages
    assert "Sizes compared" not in pages[0].extract_text()
    assert "Sizes compared" in pages[1].extract_text()


def test_a_booklet_binds_a_turned_page_upright():
    """Folded, it lies as in the book: `/Rotate` is for screens."""
    made = pypdf.PdfReader(io.BytesIO(impose_booklet(bound(WIDE, "print"), Folding(flip="short"))))
    inside = spots(made.pages[1])
    assert any(text.startswith("Heading0") and a == 0 and b > 0 for text, a, b, _, _ in inside)
    assert any(text == "The Book" and b == 0 for text, _, b, _, _ in inside)


def test_pages_without_a_wide_table_are_made_as_ever():
    """Twelve columns of short words fit beside each other; nothing turns."""
    assert sheets(table(12, 3, word="w").replace("Heading", "H"), "print").pages == 1


def test_a_table_over_pages_says_so_and_repeats_its_head():
    """"Table 4.2 continues" at the foot of the first page, "Table 4.2, continued" on all others; nothing after its end."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheets(table(4, 120, "Many rows"), "screen").pdf)).pages]

    assert len(pages) >= 3
    assert ["Table 4.2, continued" in text for text in pages] == [False] + [True] * (len(pages) - 1)
    assert ["Table 4.2 continues" in text for text in pages] == [True] * (len(pages) - 1) + [False]
    assert all("Heading3" in text for text in pages)


def test_a_row_taller_than_a_page_goes_over_pages():
    """Two thousand words in a cell: begun below the head at once, every word there, the head repeated."""
    body = table(2, 2, "Long").replace("measured1", " ".join(f"word{at}" for at in range(2000)), 1)
    made = sheets(body, "screen")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]

    assert not made.complaints
    assert "word0" in pages[0]
    assert all(f"word{at}" in " ".join(pages) for at in range(2000))
    assert all("Heading1" in text for text in pages)
    assert "Table 4.2, continued" in pages[1]


def test_turned_pages_come_out_the_same_again():
    """Same unit, same bytes."""
    sheets.cache_clear()
    first = sheets(WIDE, "print").pdf
    sheets.cache_clear()
    assert sheets(WIDE, "print").pdf == first


def note(words: int) -> str:
    body = "".join(f"<p>{'several words of the note ' * 12}</p>" for _ in range(words // 60))
    return f'<aside class="sg-note" data-kind="warning"><p class="sg-label">Warning</p>{body}<p>Its last words.</p></aside>'


def test_a_note_over_pages_says_so():
    """Its rules are far apart; the reader must not take its middle for the text."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheets(note(1400), "screen").pdf)).pages]
    assert len(pages) >= 3
    assert ["Warning, continued" in text for text in pages] == [False] + [True] * (len(pages) - 1)
    assert ["Warning continues" in text for text in pages] == [True] * (len(pages) - 1) + [False]
