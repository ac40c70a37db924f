"""Several pages a side: where they lie, and that all are there."""

import io

import pikepdf
import pytest

from builder.pdf.nup import grid, impose_n_up
from tests.judges import layout
from tests.unit.test_impose import book


@pytest.mark.parametrize(
    ("pages", "wanted"), [(2, (2, 1, True)), (4, (2, 2, False)), (6, (3, 2, True)), (8, (4, 2, True)), (9, (3, 3, False))]
)
def test_pages_are_as_large_as_can_be(pages, wanted):
    """Columns, rows, and whether the sheet lies on its side, for A4."""
    assert grid(pages, 595, 842) == wanted


@pytest.mark.parametrize(("right_to_left", "first"), [(False, True), (True, False)])
def test_pages_lie_in_reading_order(right_to_left, first):
    """Seven pages on two sheets of four; the sheet is as large as a page; from right to left rows begin on the right."""
    first_sheet, second_sheet = layout.read(impose_n_up(book(7), 4, right_to_left))

    assert (first_sheet.width, first_sheet.height) == (100, 150)
    places = {line.text: (line.x0 < 50, line.y > 75) for line in first_sheet.lines if line.text}
    assert places == {"page1": (first, True), "page2": (not first, True), "page3": (first, False), "page4": (not first, False)}
    assert {line.text for line in second_sheet.lines if line.text} == {"page5", "page6", "page7"}


def test_the_same_pages_give_the_same_bytes():
    """And the printer is told not to scale."""
    data = impose_n_up(book(5), 2)

    assert data == impose_n_up(book(5), 2)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert str(opened.Root.ViewerPreferences.PrintScaling) == "/None"
        assert str(opened.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
