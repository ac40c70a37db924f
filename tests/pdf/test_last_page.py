"""A few lines alone on a lesson's last page are brought back by pages one line longer."""

import re

from builder.cache import cache_folder
from builder.pdf.fonts import prepare
from builder.pdf.model import Unit
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Geometry
from tests.judges import layout


def pages(lines):
    """Return how many numbered lines stand on each page of a lesson that has so many."""
    body = "".join(f"<li>line{at}</li>" for at in range(lines))
    unit = Unit("x", "lesson", "X", f'<div class="sg-body" data-lesson="1"><ul>{body}</ul></div>', "en", "B", "1", 1)
    sheets = typeset(unit, Geometry("classic", "a4", "screen"), prepare(cache_folder() / "fonts"), find_theme("classic"))
    return [sum(bool(re.search(r"line\d", line.text)) for line in page.lines) for page in layout.read(sheets.pdf)]


def test_a_few_lines_alone_come_back():
    """Three pages and a line become three pages, one line longer; where more is left, nothing changes."""
    whole = pages(160)[0]

    assert pages(3 * whole + 1) == [whole + 1, whole + 1, whole - 1]
    assert pages(3 * whole + 12) == [whole, whole, whole, 12]
