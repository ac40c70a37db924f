"""The page "How to use this guide": made of what the book holds, absent where there is little to guide through."""

import io
import zipfile

import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Appendix, Book, BookInfo, Lesson, Part
from builder.settings import Study
from builder.study.guide import make_guide
from tests.judges import epub

CHECK = Appendix("checklist", "Revision checklist", "checklist", None, "A")


def book(lessons=3, appendices=(CHECK,), language="en", **study):
    made = tuple(Lesson(f"{at}.md", f"l{at}", f"L{at}", f"L{at}", "<p>x</p>") for at in range(lessons))
    return Book(BookInfo("B", language=language), (Part("", made),), appendices=appendices, study=Study(**study))


def test_it_tells_of_the_aids_that_are_there():
    """Ticking is a step only where there is a list to tick."""
    with_list, without = make_guide(book()), make_guide(book(appendices=(Appendix("plan", "Study plan", "plan", None, "A"),)))

    assert [name for name, _ in with_list.steps] == ["Read", "Recall", "Tick", "Return"]
    assert [name for name, _ in without.steps] == ["Read", "Recall", "Return"]
    assert [aid.slug for aid, text in without.aids if text] == ["plan"]


@pytest.mark.parametrize(("language", "days"), [("en", "1, 3, and 9"), ("de", "1, 3 und 9"), ("xx", "1, 3, and 9")])
def test_the_days_are_those_of_the_settings(language, days):
    """As the language lists them."""
    guide = make_guide(book(language=language, days=(1, 3, 9)))
    assert days in guide.steps[3][1]


@pytest.mark.parametrize(
    ("made", "there"),
    [(book(2), False), (book(3, ()), False), (book(1, (), guide="yes"), True), (book(guide="no"), False)],
)
def test_a_small_book_has_none_unless_asked_for(made, there):
    """Three lessons with an aid are enough; the settings have the last word."""
    assert (make_guide(made) is not None) is there


def test_both_formats_lead_to_the_aids(tmp_path):
    """The PDF names it in the outline, the EPUB in its navigation; the package stays valid."""
    folder = tmp_path / "course"
    folder.mkdir()
    for at in (1, 2, 3):
        (folder / f"0{at}.md").write_text(f"# Lesson {at}\n\nText.\n\n## Revision checklist\n\n- Explain thing {at}\n- Draw it\n")
    result = CliRunner().invoke(cli, ["build", str(folder), "-o", str(tmp_path / "out"), "--title", "Guided"])
    assert result.exit_code == 0, result.output

    reader = pypdf.PdfReader(tmp_path / "out" / "guided.pdf")
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:2] == ["Contents", "How to use this guide"]
    page = reader.pages[reader.get_destination_page_number(reader.outline[1])]
    assert "Close the book" in page.extract_text()
    assert "A Revision checklist" in " ".join(page.extract_text().split())

    data = (tmp_path / "out" / "guided.epub").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert 'href="checklist.xhtml"' in archive.read("EPUB/guide.xhtml").decode()
        assert archive.read("EPUB/nav.xhtml").decode().index("guide.xhtml") < archive.read("EPUB/nav.xhtml").decode().index("01")
    assert not epub.epubcheck(tmp_path / "out" / "guided.epub")
