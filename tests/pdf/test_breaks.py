"""Where pages end and where text stands, read back from the PDF."""

import io
import re
import xml.etree.ElementTree as ET

import pypdf
import pytest

from builder.cache import cache_folder
from builder.model import Asset
from builder.parsing.highlight import code_block
from builder.pdf.fonts import prepare
from builder.pdf.model import Unit
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Geometry

STEP = 14.0
"""The baseline step of classic, in points."""
LINE = '<p class="sg-one">word</p>'
"""With a class: a lesson of plain one-liners has space between them."""


def code(count: int, info: str = "python") -> str:
    return ET.tostring(code_block("\n".join(f"step_{n}()" for n in range(count)), info), encoding="unicode")


def pages(body: str, theme: str = "classic") -> list[list[tuple[str, float]]]:
    """Return texts and baselines, in points from the foot, of every page."""
    unit = Unit("x", "lesson", "T", f'<div class="sg-body">{body}</div>', "en", "Book", "1", 1)
    sheets = typeset(unit, Geometry(theme), prepare(cache_folder() / "fonts"), find_theme(theme))
    assert not sheets.complaints
    found = []
    for page in pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages:
        shown: list[tuple[str, float]] = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size, to=shown: to.append((text.strip(), cm[3] * tm[5] + cm[5])))
        found.append([one for one in shown if one[0]])
    return found


def steps(page: list[tuple[str, float]]) -> set[int]:
    return {int(text.removeprefix("step_").partition("(")[0]) for text, _ in page if text.startswith("step_")}


@pytest.mark.parametrize("before", range(5))
def test_text_after_a_listing_stands_on_the_grid(before):
    """Whatever the number of lines, with a title, call-outs or a table between: paragraphs share one grid a page."""
    table = "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
    notes = '<ol class="sg-cos"><li>note</li></ol>'
    body = LINE * 2 + code(3 + before) + LINE + code(2, 'python title="a.py"') + notes + LINE + table + "<h2>Head</h2>" + LINE + code(1) + f"<ul><li>word</li></ul>{LINE}"

    (page,) = pages(body)

    lines = [y for text, y in page if text == "word"]
    assert len(lines) == 7
    del lines[5]  # of a list, which stands half a step off
    assert all(abs((lines[0] - y + 0.1) % STEP - 0.1) < 0.1 for y in lines), lines


def test_text_after_a_listing_that_crosses_a_page_stands_on_the_grid_of_the_second():
    """The first line of a page of text alone shows where the grid is."""
    first, second = pages(LINE * 30 + code(44) + LINE)
    (plain, *_) = pages(LINE * 60)

    assert steps(first)
    assert steps(second)
    y = next(y for text, y in second if text == "word")
    top = max(y for text, y in plain if text == "word")
    assert abs((top - y + 0.1) % STEP - 0.1) < 0.1


def test_a_listing_is_kept_whole_where_it_leaves_under_a_quarter_of_a_page():
    """The room it would leave is counted from the heading that goes with it."""
    for lines, whole in ((38, True), (28, False)):
        first, second = pages(LINE * lines + code(25) + LINE)
        assert (not steps(first)) is whole, lines
        assert steps(first) | steps(second) == set(range(25))
    first, second = pages(LINE * 36 + "<h2>Head</h2>" + code(25))
    assert any(text == "Head" for text, _ in (first if steps(first) else second))


@pytest.mark.parametrize("lines", [27, 29, 31])
def test_four_lines_of_a_parted_listing_stand_on_either_side(lines):
    """And it says that it goes on."""
    count = 26
    first, second = pages(LINE * lines + code(count))
    assert 4 <= len(steps(first)) <= count - 4
    assert any(re.search("continues$", text) for text, _ in first)
    assert any(re.search("continued$", text) for text, _ in second)


def test_a_listing_longer_than_a_page_begins_where_it_stands():
    """Nothing is gained by moving it."""
    first, *rest = pages(LINE * 36 + code(150))
    assert len(steps(first)) >= 4
    assert len(rest) == 3


def test_a_diagram_that_almost_fits_is_made_smaller_and_one_that_does_not_moves():
    """Down to 85 %, and only where a sixth of the page would stay empty."""
    tree = ET.tostring(code_block("\n".join(f"├── step_{n}()" for n in range(20)), "tree"), encoding="unicode")
    assert len(pages(LINE * 32 + tree)) == 1
    first, second = pages(LINE * 36 + tree)
    assert not [text for text, _ in first if "step" in text]
    assert len([text for text, _ in second if "step" in text]) == 20


@pytest.mark.parametrize("form", ["<p>{}</p>", '<figure class="sg-figure">{}<figcaption><span class="sg-cap">Figure 1.1</span> What it shows</figcaption></figure>'])
def test_a_picture_that_almost_fits_is_made_smaller_and_one_that_does_not_moves(form):
    """Down to three quarters of its size; the caption stays with it."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'
    picture = form.format('<img src="asset:a.svg" alt="A square"/>')

    def count(lines: int) -> int:
        unit = Unit("x", "lesson", "T", f'<div class="sg-body">{LINE * lines}{picture}</div>', "en", "Book", "1", 1,
                    assets=(Asset("a.svg", "image/svg+xml", drawing),))  # fmt: skip
        return typeset(unit, Geometry("classic"), prepare(cache_folder() / "fonts"), find_theme("classic")).pages

    assert [count(lines) for lines in (20, 25, 36)] == [1, 1, 2]
