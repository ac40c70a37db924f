"""Chosen pages of the specimen look as they did when somebody last looked at them.

`make accept` stores them anew (`pytest tests/pdf/test_pictures.py --update-golden`): look at what changed before you commit it.
Faces are packaged and pdfium draws, so that machines agree but for rounding; what is compared is the ink in squares of four pixels.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from builder.build import Order, build
from tools.raster import pictures

pytestmark = pytest.mark.slow

_STORED = Path(__file__).with_name("pictures")
_SHOWN = Path(__file__).resolve().parents[2] / "dist" / "pictures"
_DOTS, _SQUARE = 36, 4
_MOST, _MEAN = 40, 1.5
"""Of 255: the greatest difference of a square, and the mean of all. A line that moves by a step differs by more than a hundred."""
_PAGES = [
    ("classic", "a4", "print", {"cover": 0, "contents": "contents--top", "opener": "01-caches--top", "body": ("01-caches--top", 1),
                                "code": ("01-caches--top", 2), "checklist": "checklist--top"}),
    ("classic", "a5", "screen", {"opener": "02-queues--top"}),
    ("modern", "a4", "print", {"body": ("01-caches--top", 1)}),
    ("ink", "letter", "print", {"body": ("01-caches--top", 1)}),
    ("large", "a5", "print", {"code": ("01-caches--top", 4)}),
    ("cornell", "a4", "print", {"body": ("01-caches--top", 1), "end": "03-clocks--top"}),
]  # fmt: skip


def ink(picture: Image.Image) -> Image.Image:
    """Return how dark each square of *picture* is."""
    width, height = (side // _SQUARE for side in picture.size)
    return picture.convert("L").crop((0, 0, width * _SQUARE, height * _SQUARE)).resize((width, height), Image.Resampling.BOX)


def differs(picture: Image.Image, stored: Image.Image) -> tuple[float, float]:
    """Return the greatest difference of a square and the mean of all, of 255."""
    if picture.size != stored.size:
        return 255.0, 255.0
    values = list(ImageChops.difference(ink(picture), ink(stored)).get_flattened_data())
    return float(max(values)), sum(values) / len(values)


@pytest.mark.parametrize(("theme", "paper", "edition", "wanted"), _PAGES, ids=[f"{theme}-{paper}" for theme, paper, _, _ in _PAGES])
def test_pages_look_as_accepted(request, tmp_path, theme, paper, edition, wanted):
    """A change of the design is seen and accepted, never slipped in."""
    source = Path(__file__).with_name("specimen")
    result = build(Order(source, tmp_path, formats=("pdf",), theme=theme, paper=paper, edition=edition))
    assert result.bound is not None
    anchors = dict(result.bound.anchors)
    drawn = pictures(result.bound.pdf, _DOTS, grey=True)
    wrong = []
    for name, place in wanted.items():
        anchor, further = place if isinstance(place, tuple) else (place, 0)
        picture = drawn[(anchor if isinstance(anchor, int) else anchors[anchor]) + further]
        file = _STORED / f"{theme}-{paper}-{name}.png"
        if request.config.getoption("--update-golden"):
            _STORED.mkdir(exist_ok=True)
            if not file.exists() or differs(picture, Image.open(file)) > (2.0, 0.2):
                picture.convert("L").point(lambda value: round(value / 17) * 17).save(file, optimize=True)
            continue
        most, mean = differs(picture, Image.open(file))
        if most > _MOST or mean > _MEAN:
            _SHOWN.mkdir(parents=True, exist_ok=True)
            both = Image.new("L", (2 * picture.width + 4, picture.height))
            both.paste(Image.open(file).convert("L"), (0, 0))
            both.paste(picture, (picture.width + 4, 0))
            both.save(_SHOWN / file.name)
            wrong.append(f"dist/pictures/{file.name} (stored, now): {most:.0f} at most, {mean:.2f} on average")

    assert wrong == [], "look at them; if they are right: make accept"


def test_a_moved_line_and_a_lost_rule_are_seen():
    """And a shade of grey on every edge, as another version of FreeType draws it, is not."""
    page = Image.new("L", (298, 421), 255)
    for y in range(40, 380, 7):
        page.paste(90, (60, y, 240, y + 3))
    moved, paler = page.copy(), page.point(lambda value: min(255, value + 14))
    moved.paste(255, (60, 201, 240, 204))
    moved.paste(90, (60, 204, 240, 207))

    assert differs(page, page) == (0, 0)
    assert differs(page, paler)[0] < _MOST
    assert differs(page, moved)[0] > _MOST
    assert differs(page, page.crop((0, 0, 200, 200))) == (255, 255)
