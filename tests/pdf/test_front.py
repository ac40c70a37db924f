"""Cover, title page, imprint and contents: what is given stands there, long things fit, parts are numbered."""

import io
from dataclasses import replace

import pypdf
import pytest

from builder.cache import cache_folder
from builder.config import parse_config
from builder.errors import ConfigError
from builder.model import Book, BookInfo, Lesson, Part, Section
from builder.pdf.fonts import prepare
from builder.pdf.pages import _listed, units
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Geometry

NAMES = tuple(f"Ada Sample{chr(97 + at)}" for at in range(14))
LONG = "A title of forty words " + "that goes on and on and on " * 5 + "to its end"


def lesson(slug, number):
    return Lesson(path=f"{slug}.md", slug=slug, title=slug, title_html=slug, html="<p>x</p>", number=number)


def test_the_contents_leave_out_what_every_lesson_has():
    """A title that most lessons share finds nothing; the others stay, and a lesson keeps its sections if it has no others."""
    usual, own = Section("x--u", "Further reading", 2), Section("x--o", "Heat", 2)
    lessons = [replace(lesson(f"lesson-{at}", at), sections=(usual, own) if at == 1 else (usual,)) for at in range(1, 6)]
    shown = {one.number: [section.title for section in sections] for _, _, rows in _listed(Book(BookInfo("K"), (Part("", tuple(lessons)),))) for one, sections, _ in rows}

    assert shown[1] == ["Heat"]
    assert shown[2] == ["Further reading"]


def front(info, parts=("",), theme="classic", paper="a4"):
    """Return the texts of the pages of cover, front matter and contents, unit by unit."""
    lessons = [lesson(f"lesson-{at}", at) for at in range(1, len(parts) + 1)]
    book = Book(info, tuple(Part(title, (one,)) for title, one in zip(parts, lessons, strict=True)))
    geometry = Geometry(theme, paper, "print")
    fonts = prepare(cache_folder() / "fonts")
    found = []
    for unit in units(book, geometry)[:3]:
        sheets = typeset(unit, geometry, fonts, find_theme(theme))
        assert not sheets.complaints
        found.append([page.extract_text().replace("\n", " ") for page in pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages])
    return found


@pytest.mark.parametrize(("theme", "paper"), [("classic", "a4"), ("large", "a5")])
def test_long_titles_and_many_authors_fit(theme, paper):
    """The cover is one page, title page and imprint one each; all authors stand on both, the first few on the cover."""
    cover, (title, imprint), _ = front(BookInfo(LONG, "A subtitle of some length that takes two lines", NAMES), theme=theme, paper=paper)

    assert len(cover) == 1
    assert "to its" in cover[0]
    assert "Samplea" in cover[0]
    assert "Samplen" not in cover[0]
    assert all(name in title for name in NAMES)
    assert all(name in imprint for name in NAMES)


def test_a_bare_title_is_enough():
    """No author, no date: nothing stands where they would."""
    (cover,), (title, imprint), _ = front(BookInfo("Kettles", identifier="urn:uuid:1"))

    assert cover.split() == title.split() == ["Kettles"]
    assert "urn" not in imprint


def test_the_imprint_states_rights_edition_and_number():
    """Edition and date stand on the title page too."""
    info = BookInfo("Kettles", date="2026-11-24", publisher="P. Press", rights="CC BY 4.0", identifier="urn:isbn:9780000000002", edition="2nd edition")
    _, (title, imprint), _ = front(info)

    assert "2nd edition · P. Press · 2026-11-24" in title
    assert all(said in imprint for said in ("2nd edition, P. Press, 2026-11-24", "CC BY 4.0", "ISBN 9780000000002"))


def test_parts_are_numbered_where_their_titles_are_not():
    """Roman, as the lessons have the other numbers; one part needs none."""
    _, _, (contents,) = front(BookInfo("Kettles"), ("Heat", "Steam"))
    assert "Part II" in contents

    _, _, (contents,) = front(BookInfo("Kettles"), ("Part 1: Heat", "Part 2: Steam"))
    assert "Part I" not in contents


def test_edition_in_the_settings_is_words_not_pages():
    """`edition = "print"` is a mistake that would be printed."""
    assert parse_config('edition = "Second edition"').edition == "Second edition"
    with pytest.raises(ConfigError) as caught:
        parse_config('title = "T"\nedition = "print"')
    assert "--edition print" in str(caught.value.hint)
    assert caught.value.line == 2
