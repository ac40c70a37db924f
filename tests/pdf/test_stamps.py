"""Numbers written at binding, and the dots that lead to them."""

import re

from builder.pdf.model import Place
from builder.pdf.stamps import draw_leader, draw_number


def place(x0, x1, align="right", size=10.0):
    return Place(0, "x", x0, 100.0, x1, 110.0, "SG Serif|400|normal", size, (0, 0, 0), align)


def ends(drawn):
    """Return where the line of dots begins and ends."""
    start, end = re.search(rb"([\d.]+) [\d.]+ m ([\d.]+) [\d.]+ l", drawn).groups()
    return float(start), float(end)


def test_dots_lead_from_the_title_to_the_number():
    """They keep clear of both, and stand on the same multiples in every line."""
    first = ends(draw_leader(place(90, 91), place(300, 320), 5.0))
    second = ends(draw_leader(place(123, 124), place(300, 320), 15.0))

    assert 91 < first[0] < 101
    assert 305 < first[1] < 315
    assert 295 < second[1] < 305
    assert first[0] % 5 == second[0] % 5 == 0


def test_from_right_to_left_the_number_is_on_the_left():
    """The dots begin behind it and end before the title."""
    start, end = ends(draw_leader(place(300, 301), place(20, 40, "left"), 5.0))

    assert 25 < start < 36
    assert 290 < end < 300


def test_a_title_that_reaches_its_number_has_no_dots():
    """Two dots lead nowhere."""
    assert draw_leader(place(290, 291), place(300, 320), 15.0) == b""


def test_a_folio_is_no_text():
    """A page's own number is an artefact (ISO 32000-2, 14.8.2.2), a reference is text."""
    assert draw_number(place(0, 20), "/F", b"<0001>", 5.0, True).startswith(b"/Artifact")
    assert draw_number(place(0, 20), "/F", b"<0001>", 5.0, False).startswith(b"BT")
