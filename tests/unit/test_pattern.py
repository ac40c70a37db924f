"""The picture of a course: its own, the same in both books, in the theme's colours."""

import io
import itertools
import xml.etree.ElementTree as ET

from PIL import Image

from builder.epub.cover import cover_png
from builder.model import BookInfo
from builder.pattern import SIDE, Line, pattern
from builder.pdf.cover import cover_pattern
from builder.pdf.theme import colours, find_theme

TITLES = [f"Course {number}" for number in range(40)]


def test_no_two_courses_look_alike():
    """Family, number, turns and accents come from the title: forty titles give forty pictures, in all eight families."""
    drawn = {title: pattern(title) for title in TITLES}

    assert all(drawn[one] != drawn[other] for one, other in itertools.combinations(TITLES, 2))
    shapes = {tuple(type(stroke).__name__ for stroke in tiles[0].strokes) for tiles in drawn.values()}
    assert len(shapes) >= 8


def test_tiles_fill_the_square_and_stay_in_it():
    """No stroke leaves its tile, so nothing is cut at the square's edge."""
    for title in TITLES:
        tiles = pattern(title)
        size = SIDE / len(tiles) ** 0.5
        for tile in tiles:
            for stroke in tile.strokes:
                points = stroke.points if isinstance(stroke, Line) else ()
                assert all(abs(value) <= size / 2 + 1e-6 for point in points for value in point)
        assert sum(tile.loud for tile in tiles) in (3, 5)


def test_the_cover_has_the_colours_of_the_theme():
    """A theme without a second colour has none on its cover."""
    drawn = cover_pattern("Course 1", *colours(find_theme("ink")))
    strokes = {group.get("stroke") for group in ET.fromstring(drawn).iter("g")}

    assert strokes == {"#111"}
    assert colours(find_theme("modern")) == ("#1a1a1a", "#0b4a6f")


def test_the_e_book_shows_the_same_picture():
    """Where the page's pattern has a loud tile, the e-book's cover has the accent's red."""
    picture = Image.open(io.BytesIO(cover_png(BookInfo("Course 1")))).convert("RGB")
    side, top, left = 1300, 2400 - 330 - 1300, 150
    scale = side / (SIDE + 1.4)
    tiles = pattern("Course 1")
    half = SIDE / len(tiles) ** 0.5 / 2
    for tile in tiles:
        box = [round(value) for value in (
            left + (tile.x - half + 1.2 + 0.7) * scale, top + (tile.y - half + 1.2 + 0.7) * scale,
            left + (tile.x + half - 1.2 + 0.7) * scale, top + (tile.y + half - 1.2 + 0.7) * scale,
        )]  # fmt: skip
        red = sum(r > g + 60 for r, g, b in picture.crop(tuple(box)).get_flattened_data())
        assert (red > 50) == tile.loud
