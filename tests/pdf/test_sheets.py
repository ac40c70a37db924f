"""Revision sheets on paper: one page each, cut in the stated order, with the handbook's page numbers."""

import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Book, BookInfo, Lesson, Part
from builder.pdf.sheets import Desk, fit
from builder.settings import Geometry
from builder.study.sheets import Block, Entry, Sheet

LESSON = Lesson("1.md", "l1", "T", "T", "")
BOOK = Book(BookInfo("B"), (Part("", (LESSON,)),))


def sheet(**counts):
    return Sheet(LESSON, tuple(Block(kind, tuple(Entry(f"{kind}{at}", f"{kind}-{at}") for at in range(count))) for kind, count in counts.items()))


def high(made, height):
    return {"head": 50.0} | {f"{place}-{at}": height for place, block in enumerate(made.blocks) for at in range(len(block.entries))}


def kept(fitted):
    found = {}
    for column in fitted.columns:
        for block in column:
            found[block.kind] = found.get(block.kind, 0) + len(block.entries)
    return found


def desk(form="page", paper="a4"):
    return Desk(BOOK, Geometry(paper=paper), form, {"terms-6": "9"})


def test_what_fits_stays_and_columns_are_balanced():
    """The rest of the page is ruled for notes."""
    made = sheet(terms=4, rules=4, items=8)
    fitted = fit(desk(), made, high(made, 20))
    assert kept(fitted) == {"terms": 4, "rules": 4, "items": 8}
    assert fitted.height == 160
    assert fitted.notes > 10
    assert fitted.left == ()


def test_a_full_sheet_is_cut_in_the_stated_order():
    """Numbers first, items last; what went is named with the page it stands on."""
    made = sheet(terms=10, numbers=8, rules=8, items=20)
    fitted = fit(desk(), made, high(made, 40))
    assert kept(fitted) == {"terms": 6, "numbers": 2, "rules": 4, "items": 20}
    assert fitted.left == (("terms", 4, "9"), ("numbers", 6, ""), ("rules", 4, ""))
    assert fitted.height <= fitted.room


def test_items_go_from_the_end_when_nothing_else_is_left():
    """Never more than the page holds, even if one entry is higher than all of it."""
    made = sheet(items=60)
    fitted = fit(desk(), made, high(made, 50))
    assert 20 <= kept(fitted)["items"] < 60
    assert fitted.left == (("items", 60 - kept(fitted)["items"], ""),)
    assert kept(fit(desk(), made, high(made, 5000))) == {}


def test_a_block_goes_on_in_the_second_column_without_its_heading():
    """Only where it must."""
    made = sheet(items=30)
    fitted = fit(desk(), made, high(made, 30))
    assert fitted.broken == "items"
    assert abs(len(fitted.columns[0][0].entries) - len(fitted.columns[1][0].entries)) <= 1


def test_one_block_stands_in_the_first_column():
    """Not beside an empty one."""
    made = sheet(sections=3)
    assert [len(column) for column in fit(desk(), made, high(made, 20)).columns] == [1, 0]


@pytest.mark.parametrize(("form", "paper", "columns"), [("page", "a4", 2), ("page", "a5", 1), ("fold", "a4", 1), ("cornell", "letter", 1)])
def test_columns_follow_form_and_paper(form, paper, columns):
    """Small paper and rows take one."""
    assert desk(form, paper).columns == columns


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    for at in (1, 2):
        terms = "\n".join(f"- **Term {chr(97 + n)}**: it means the thing number {n} of this lesson" for n in range(12))
        rules = "\n\n".join(f"## Part {n}\n\nPlain text.\n\n**Rule: part {n} comes before what follows, and nobody may skip it.**" for n in range(24))
        items = "\n".join(f"- [ ] Explain part {n} to a friend who has never heard of it, with an example and its limits" for n in range(30))
        (folder / f"0{at}-lesson.md").write_text(f"# Lesson {at}\n\n{terms}\n\n{rules}\n\n## Revision checklist\n\n{items}\n")
    (folder / "03-small.md").write_text("# Small\n\nText.\n\n## Only section\n\nText.\n")
    return folder


@pytest.mark.parametrize(("form", "paper"), [("page", "a5"), ("fold", "a4"), ("cornell", "letter")])
def test_every_sheet_is_one_page(course, tmp_path, form, paper):
    """And says what it left out; nothing stands outside the page."""
    result = CliRunner().invoke(cli, ["sheets", str(course), "-o", str(tmp_path), "--title", "S", "--layout", form, "--paper", paper])
    assert result.exit_code == 0, result.output

    reader = pypdf.PdfReader(tmp_path / "s-sheets.pdf")
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    wanted = 2
    assert len(texts) == wanted
    assert all("Left out to fit one page:" in text for text in texts[:2])
    for page in reader.pages:
        spots = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size, spots=spots: spots.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5])) if text.strip() else None)
        assert all(0 < x < page.mediabox.width and 0 < y < page.mediabox.height for x, y in spots)


def test_pages_are_those_of_the_whole_handbook(course, tmp_path):
    """Whichever lessons are asked for."""
    runner = CliRunner()
    assert runner.invoke(cli, ["build", str(course), "-o", str(tmp_path), "--title", "S", "--format", "pdf"]).exit_code == 0
    assert runner.invoke(cli, ["sheets", str(course), "-o", str(tmp_path), "--title", "S", "--lessons", "2"]).exit_code == 0
    book = pypdf.PdfReader(tmp_path / "s.pdf")
    titles = {entry.title: book.page_labels[book.get_destination_page_number(entry)] for entry in book.outline if not isinstance(entry, list)}
    (page,) = pypdf.PdfReader(tmp_path / "s-sheets.pdf").pages
    assert f"{titles['2  Lesson 2']}–" in page.extract_text()


def test_lessons_that_hold_nothing_end_with_one_message(tmp_path):
    """It says what to write."""
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    result = CliRunner().invoke(cli, ["sheets", str(tmp_path), "-o", str(tmp_path / "o")])
    assert result.exit_code == 1
    assert "nothing to make revision sheets of" in result.output
