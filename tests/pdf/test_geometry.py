"""The pages' geometry, read back from the finished PDF: edges, margins, grid, tabs, what begins and ends a page."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import pytest

from builder.assets import asset_dir
from builder.build import Order, build
from builder.cache import cache_folder
from builder.pdf.fonts import prepare
from builder.pdf.listing import width
from builder.pdf.model import Unit
from builder.pdf.theme import find_theme, paper_size
from builder.pdf.tokens import points, root_tokens
from builder.pdf.typeset import typeset
from builder.settings import Geometry
from tests.judges import layout, pdf

THEMES = ("classic", "cornell", "ink", "large", "modern")
_SPECIMEN = Path(__file__).with_name("specimen")
_BOOKS = [("classic", "a4"), ("cornell", "a5"), ("large", "a5"), ("ink", "a4"), ("modern", "a5")]
_MARKS = {"classic-a4"}
"""What the quick tests look at; the others are slow for their number alone."""
_ALL = [
    pytest.param((theme, paper), id=f"{theme}-{paper}", marks=() if f"{theme}-{paper}" in _MARKS else (pytest.mark.slow,))
    for theme, paper in _BOOKS
]  # fmt: skip


_SOME = ["classic", *(pytest.param(theme, marks=pytest.mark.slow) for theme in THEMES if theme != "classic")]


class Book:
    """The specimen in one theme, printed, and the lengths of its styles in points."""

    def __init__(self, theme: str, paper: str, out: Path) -> None:
        result = build(Order(_SPECIMEN, out, formats=("pdf",), theme=theme, paper=paper, edition="print"))  # type: ignore[arg-type]
        assert result.bound is not None
        self.theme, self.path, self.bound, self.book = theme, result.outputs[0].path, result.bound, result.book
        self.pages = layout.read(result.bound.pdf)
        self.tokens = tokens(theme, paper)
        starts = dict(result.bound.first_pages)
        ends = [starts[lesson.slug] for lesson in result.book.lessons[1:]] + [starts[result.book.appendices[0].slug]]
        self.lessons = [
            (lesson.number, at)
            for lesson, end in zip(result.book.lessons, ends, strict=True)
            for at in range(starts[lesson.slug], end) if self.bound.folios[at] and self.pages[at].lines
        ]  # fmt: skip

    def length(self, name: str) -> float:
        return points(self.tokens, name, math.nan)

    def margins(self, at: int) -> tuple[float, float]:
        """Return the left and right margins of a page: from the first page of the book on, right-hand pages are even here."""
        inner, outer = self.length("--inner"), self.length("--outer")
        return (inner, outer) if at % 2 == 0 else (outer, inner)


def tokens(theme: str, paper: str) -> dict[str, str]:
    styles = asset_dir("styles")
    files = [styles / theme / "tokens.css", styles / "paper" / f"{paper}.css", styles / theme / f"{paper}.css"]
    return root_tokens("".join(file.read_text(encoding="utf-8") for file in files if file.is_file()))


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Return a maker of books that makes each once."""
    made: dict[tuple[str, str], Book] = {}

    def get(key: tuple[str, str]) -> Book:
        if key not in made:
            made[key] = Book(*key, tmp_path_factory.mktemp("book"))
        return made[key]

    return get


@pytest.mark.parametrize("key", _ALL)
def test_nothing_leaves_its_page_and_no_line_its_measure(books, key):
    """Text and boxes lie within the paper; on the pages of lessons nothing but heads, folios and tabs lies in the margins."""
    book = books(key)
    for page in book.pages:
        for left, bottom, right, top in page.boxes:
            assert -0.5 <= left <= right <= page.width + 0.5
            assert -0.5 <= bottom <= top <= page.height + 0.5
        assert all(line.x0 > 0 and line.x1 < page.width and 0 < line.y < page.height for line in page.lines)
    for _, at in book.lessons:
        page, (left, right) = book.pages[at], book.margins(at)
        upper, lower = page.height - book.length("--top"), book.length("--bottom")
        for line in page.lines:
            if not page.turned and lower <= line.y <= upper and line.text.isprintable() and not _is_tab(book, at, line):
                assert left - 0.6 <= line.x0, line
                assert line.x1 <= page.width - right + 1.2, line


@pytest.mark.parametrize("key", _ALL)
def test_margins_are_mirrored(books, key):
    """Inner and outer change sides from page to page; the text begins at the margin and the hanging column, on both."""
    book = books(key)
    sides: dict[int, Counter[float]] = {0: Counter(), 1: Counter()}
    for _, at in book.lessons:
        for line in book.pages[at].lines:
            if abs(line.size - book.length("--s0")) < 0.15 and len(line.text) > 25:
                sides[at % 2][line.x0] += 1
    for side in (0, 1):
        (found, _), *_ = sides[side].most_common(1)
        assert found == pytest.approx(book.margins(side)[0] + book.length("--hang"), abs=1.0)


@pytest.mark.parametrize("key", _ALL)
def test_one_tab_a_page_at_its_lessons_step(books, key):
    """On the fore-edge, a step further down for each lesson; its number on the inner side of it."""
    book = books(key)
    for number, at in book.lessons:
        page = book.pages[at]
        top = page.height - book.length("--top") - (number - 1) * book.length("--tab-step")
        tabs = [line for line in page.lines if _is_tab(book, at, line)]
        assert [line.text for line in tabs] == [str(number)]
        assert top - book.length("--tab-h") < tabs[0].y < top
    for at, page in enumerate(book.pages):
        if at < min(at for _, at in book.lessons):
            assert not any(_is_tab(book, at, line) for line in page.lines)


def _is_tab(book: Book, at: int, line: layout.Line) -> bool:
    """Tell whether *line* lies in the strip of the tabs at the fore-edge."""
    page, room = book.pages[at], book.length("--tab-w")
    return (line.x0 > page.width - room - 1 if at % 2 == 0 else line.x1 < room + 1) and len(line.text) <= 2


@pytest.mark.parametrize("key", _ALL)
def test_fonts_are_embedded_once(books, key):
    """One font file a face."""
    assert pdf.fonts(books(key).path) == []


@pytest.mark.parametrize("key", _ALL)
def test_a_listing_is_wrapped_at_its_columns_and_marked(books, key):
    """No line of code is longer than `--columns`; each that goes on begins with the arrow; parts of listings say so."""
    book = books(key)
    columns, size = int(book.tokens["--columns"]), book.length("--code")
    code = [line for _, at in book.lessons for line in book.pages[at].lines if "Mono" in line.font and abs(line.size - size) < 0.05]

    assert len(code) > 50
    assert all(width(line.text) <= columns for line in code)
    arrows = [line for line in code if line.text.startswith("↳")]
    assert len(arrows) >= 2
    said = " ".join(line.text for page in book.pages for line in page.lines)
    assert said.count("Listing 1.1 continues") == said.count("Listing 1.1, continued") >= 1


def test_large_print_is_large_everywhere():
    """Text has 16 pt, code and the smallest label 12 pt, on all papers."""
    for paper in ("a4", "a5", "letter", "legal"):
        found = tokens("large", paper)
        assert points(found, "--s0", 0) == 16
        assert min(points(found, name, 0) for name in ("--code", "--s-1", "--s-2", "--s-05")) >= 12
        text = paper_size(paper)[0] / 25.4 * 72 - points(found, "--inner", 0) - points(found, "--outer", 0)
        assert int(found["--columns"]) * 0.6 * points(found, "--code", 0) <= text


_TALE = "a limit that nobody has written down is found in the night by the one who knows it least"


def _sheets(theme: str, body: str, paper: str = "a4") -> list[layout.Page]:
    unit = Unit("x", "lesson", "X", f'<div class="sg-body" data-lesson="1">{body}</div>', "en", "Book", "1", 1)
    sheets = typeset(unit, Geometry(theme, paper, "print"), prepare(cache_folder() / "fonts"), find_theme(theme))
    assert not sheets.complaints
    return layout.read(sheets.pdf)


@pytest.mark.parametrize("theme", _SOME)
def test_no_page_ends_with_a_heading_or_parts_a_single_line(theme):
    """Whatever their lengths: below a heading stand two lines, and of a paragraph two stay and two are carried over."""
    body = "".join(
        f"<h2>Head {at}</h2>" + (f"<h3>Under {at}</h3>" if at % 3 == 0 else "")
        + f"<p>{' '.join([f'p{at}x'] * (12 + 17 * (at * 7 % 11)))}</p>"
        for at in range(26)
    )  # fmt: skip
    pages = _sheets(theme, body)

    assert len(pages) > 3
    where: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        lines = [line.text for line in page.lines if re.match(r"p\d+x|Head|Under", line.text)]
        assert lines[-1].startswith("p"), lines[-1]
        for text in lines:
            if text.startswith("p"):
                where.setdefault(text.split()[0], []).append(number)
    parted = {name: Counter(found) for name, found in where.items() if len(set(found)) > 1}
    assert parted
    assert all(min(counts.values()) >= 2 for counts in parted.values())


@pytest.mark.parametrize("theme", _SOME)
def test_text_stands_on_the_grid_after_headings_lists_and_notes(theme):
    """Baselines of paragraphs are whole steps from the first of their page."""
    note = '<div class="sg-note" data-kind="note"><p class="sg-label">Note</p><p>A note of one line.</p></div>'
    body = "".join(
        f"<h2>Head {at}</h2><p>grid {_TALE}</p><h3>Under {at}</h3><p>grid {_TALE}</p><ul><li>one</li><li>two {_TALE * 2}</li></ul>"
        f"<p>grid {_TALE}</p>{note if theme == 'classic' else ''}<p>grid {_TALE}</p>"
        for at in range(8)
    )  # fmt: skip
    base = points(tokens(theme, "a4"), "--base", 0)
    for page in _sheets(theme, body):
        heights = [line.y for line in page.lines if line.text.startswith("grid")]
        if theme in ("modern", "large"):
            # Half a step is between paragraphs.
            assert all(abs((heights[0] - y) / (base / 4) - round((heights[0] - y) / (base / 4))) < 0.06 for y in heights)
        else:
            assert all(abs((heights[0] - y) / base - round((heights[0] - y) / base)) < 0.03 for y in heights)
