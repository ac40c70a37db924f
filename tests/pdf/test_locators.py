"""Numbers of an index entry: pages that fall together are one, and numbers flow over the boxes left for them."""

from builder.pdf.locators import address, read_address, set_numbers, widths
from builder.pdf.model import Place
from builder.study.locators import Locator, Number, number

PAGES = {"a": 4, "b": 5, "c": 9, "d": 11, "e": 9}


def shown(*locators):
    return [(one.text, one.id, one.strong) for one in number(locators, PAGES.get, lambda page: str(page + 1) if page < 90 else "")]


def box(x0, x1, y0=100.0, page=0, align="left"):
    return Place(page, "pages:1:a", x0, y0, x1, y0 + 10, "F|400|normal", 10.0, (0, 0, 0), align)


def test_neighbouring_pages_become_a_range_and_one_page_is_said_once():
    """Whichever order the places come in."""
    assert shown(Locator("x", "c"), Locator("x", "b"), Locator("x", "a"), Locator("x", "e")) == [
        ("5–6", "a", False), ("10", "c", False),
    ]  # fmt: skip


def test_a_stretch_is_a_range_and_the_main_place_makes_it_strong():
    """A stretch that ends on its first page is a page."""
    assert shown(Locator("x", "a", "c", True), Locator("x", "c", "e")) == [("5–10", "a", True)]
    assert shown(Locator("x", "c", "e")) == [("10", "c", False)]


def test_an_id_that_is_nowhere_is_left_out():
    """A block of the other edition has no page."""
    assert shown(Locator("x", "nowhere"), Locator("x", "d", "nowhere")) == [("12", "d", False)]


def test_an_address_is_read_back_as_it_was_written():
    """Whatever signs an author's anchors have."""
    places = (Locator("", "l--a,b:c*", "l--ü", True), Locator("", "l--%41"))
    assert read_address(address("7", places)) == places


def test_numbers_fill_the_boxes_from_the_first_and_break_where_a_line_is_full():
    """Boxes on one line are one stretch; the second line begins at its own first box."""
    boxes = (box(0, 30), box(32, 62), box(5, 35, y0=80.0))
    numbers = tuple(Number(text, text, False) for text in ("11", "222", "333", "4"))
    spots = set_numbers(boxes, numbers, lambda text, strong: 0.6 * len(text))

    assert [(one.box.y0, round(one.x), one.comma) for one in spots] == [(100, 0, True), (100, 21, True), (80, 5, True), (80, 32, False)]


def test_right_to_left_begins_at_the_right():
    """As the text around it does."""
    boxes = (box(70, 100, align="right"), box(40, 70, align="right"))
    spots = set_numbers(boxes, (Number("11", "a", False), Number("12", "b", False)), lambda text, strong: 0.6 * len(text))

    assert [round(one.x) for one in spots] == [88, 67]


def test_a_long_stretch_gets_room_for_a_range():
    """A short one hardly crosses a page; one in the lesson of the place before may fall together with it."""
    short, middle, long, point = widths(
        tuple(Locator(f"l{at}", "a", "b" if words else "", words=words) for at, words in enumerate((10, 200, 900, 0))), {"l0": 3, "l1": 3}
    )
    assert short == point < middle < long
    first, second = widths((Locator("l", "a"), Locator("l", "b")), {"l": 3})
    assert second < first
