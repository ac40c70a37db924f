"""Imposition: the order of pages on sheets, and the sheets themselves read back."""

import io

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pdf.impose import booklet_sides, half_paper, impose_booklet
from builder.settings import Folding


def book(pages):
    """Return a PDF of *pages* pages of 100 × 150 points, each with its number as text."""
    out = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(1, pages + 1):
        out.add_blank_page(page_size=(100, 150))
        page = out.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = out.make_stream(b"BT /F 12 Tf 20 100 Td (page%d) Tj ET" % number)
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def fold(sides):
    """Fold sheets and leaf through: the order in which a reader meets the pages."""
    sheets = [(sides[at][0], sides[at + 1][0]) for at in range(0, len(sides), 2)]
    front = [page for (_, right), (left, _) in sheets for page in (right, left)]
    back = [page for (left, _), (_, right) in reversed(sheets) for page in (right, left)]
    return front + back


def test_eight_pages_lie_as_a_stapled_booklet_wants_them():
    """The outer sheet carries the first and the last page."""
    assert [side for side, _ in booklet_sides(8)] == [(7, 0), (1, 6), (5, 2), (3, 4)]


@given(st.integers(1, 200))
def test_leafing_through_a_folded_booklet_gives_every_page_in_order(pages):
    """Blanks are made up at the end, fewer than a sheet's."""
    order = fold(booklet_sides(pages))

    assert order[:pages] == list(range(pages))
    assert order[pages:] == [None] * (-pages % 4)


@given(st.integers(1, 120), st.integers(1, 8))
def test_signatures_follow_each_other(pages, signature):
    """Each is a booklet of its own; the reader goes from one to the next."""
    sides = booklet_sides(pages, signature)
    sheets = len(sides) // 2
    order = []
    for first in range(0, sheets, signature):
        order += fold(sides[2 * first : 2 * min(first + signature, sheets)])

    assert [page for page in order if page is not None] == list(range(pages))
    assert max(depth for _, depth in sides) < signature


def test_sheets_hold_two_pages_each_with_their_text():
    """Six pages make two sheets; blanks stay empty; the page is as wide as two."""
    reader = pypdf.PdfReader(io.BytesIO(impose_booklet(book(6), Folding())))
    texts = [page.extract_text().split() for page in reader.pages]

    assert texts == [["page1"], ["page2"], ["page6", "page3"], ["page4", "page5"]]
    assert [float(side) for side in reader.pages[0].mediabox] == [0, 0, 200, 150]
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"


def test_the_back_is_turned_for_printers_that_flip_on_the_long_edge():
    """Else every second side would stand on its head."""
    with pikepdf.open(io.BytesIO(impose_booklet(book(4), Folding(flip="long")))) as made:
        assert [int(page.obj.get("/Rotate", 0)) for page in made.pages] == [0, 180]
        assert made.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_a_book_read_from_the_right_is_folded_the_other_way():
    """Its first page lies on the left half of the outer sheet."""
    left, right = (pypdf.PdfReader(io.BytesIO(impose_booklet(book(4), Folding(right_to_left=mirrored)))).pages[0]
                   for mirrored in (True, False))  # fmt: skip
    order = [page.extract_text().split() for page in (left, right)]

    assert order == [["page1", "page4"], ["page4", "page1"]]


def test_creep_moves_inner_sheets_towards_the_fold():
    """By the thickness of the sheets around them."""
    with pikepdf.open(io.BytesIO(impose_booklet(book(8), Folding(creep=1)))) as made:
        assert b"1 0 0 1 0.000 0 cm" in made.pages[0].Contents.read_bytes()
        assert b"1 0 0 1 2.835 0 cm" in made.pages[2].Contents.read_bytes()
        assert b"1 0 0 1 97.165 0 cm" in made.pages[2].Contents.read_bytes()


@pytest.mark.parametrize(("sheet", "page"), [("a4", "a5"), ("letter", "139.7x215.9"), ("297x420", "a4")])
def test_a_page_is_half_a_sheet(sheet, page):
    """A4 holds two of A5 (a half millimetre aside)."""
    assert half_paper(sheet) == page


def test_same_pages_same_sheets():
    """No clock and no random id."""
    data = book(5)
    assert impose_booklet(data, Folding(marks=True)) == impose_booklet(data, Folding(marks=True))
