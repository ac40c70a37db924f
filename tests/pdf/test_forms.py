"""Boxes to tick as form fields, read back from the bound PDF."""

import io
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Book, BookInfo, Part, Source
from builder.pdf.forms import add_fields, ticks
from builder.pdf.model import Place
from builder.settings import Rules
from builder.stages import parse
from builder.study.aids import add_appendices

TEXT = "# Queues\n\n## Limits\n\nText.\n\n## Revision checklist\n\n- You can bound a queue\n- You can count\n"


def book(*texts: str) -> Book:
    lessons = tuple(
        parse(Source(f"{at}-q.md", f"{at}-q", text, number=at), Rules()) for at, text in enumerate(texts, 1)
    )
    return add_appendices(Book(BookInfo("Book", identifier="urn:x:y"), (Part("", lessons),)))


def place(target: str, x: float = 100, **more: float) -> Place:
    return Place(0, target, x, 700, x + 9, 709, "SG Serif|400|normal", 9, (0.1, 0.1, 0.1), "left", **more)


def bound(*placed: Place) -> bytes:
    out = pikepdf.new()
    out.add_blank_page(page_size=(595, 842))
    out.add_blank_page(page_size=(595, 842))
    add_fields(out, list(out.pages), list(enumerate(placed)), ticks(book(TEXT)))
    data = io.BytesIO()
    out.save(data, deterministic_id=True)
    return data.getvalue()


def test_names_last_whatever_becomes_of_numbers_and_files():
    """A name is made of the item's words; two of the same words are two fields."""
    first, second = ticks(book(TEXT)), ticks(book("# Other\n\nText.\n", TEXT))

    assert first["tick--1-q--item-1"].name == second["tick--2-q--item-1"].name
    assert len({one.name for one in ticks(book(TEXT, TEXT)).values()}) == len(ticks(book(TEXT, TEXT)))
    assert not any("." in one.name for one in second.values())


def test_a_box_in_lesson_and_appendix_is_one_field_with_its_words():
    """Both widgets are ticked by one value; a screen reader says the item."""
    reader = pypdf.PdfReader(io.BytesIO(bound(place("tick--1-q--item-1"), place("tick--1-q--item-1"))))

    (field,) = reader.get_fields().values()
    assert field["/TU"] == "You can bound a queue"
    assert field["/V"] == "/Off"
    assert len(field["/Kids"]) == 2
    assert all(page["/Tabs"] == "/R" for page in reader.pages)


def test_a_ticked_box_is_read_back_and_its_look_changes():
    """Every state has an appearance, so no viewer has to draw one."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(bound(place("tick--1-q--item-2"))))
    (name,) = writer.get_fields()
    writer.update_page_form_field_values(writer.pages[0], {name: "/Yes"}, auto_regenerate=False)
    data = io.BytesIO()
    writer.write(data)

    with pikepdf.open(data) as pdf:
        widget = pdf.pages[0].Annots[0]
        assert widget.V == "/Yes"
        assert widget.AS == "/Yes"
        assert b" l S" in widget.AP.N.Yes.read_bytes()
        assert widget.AP.N.Off.read_bytes().strip() == b""
        assert not pdf.check_pdf_syntax()


def test_what_is_no_box_of_the_book_gets_no_field():
    """A lesson's own text cannot make one."""
    assert "/AcroForm" not in pypdf.PdfReader(io.BytesIO(bound(place("tick--elsewhere")))).trailer["/Root"]


def test_a_box_on_a_turned_page_lies_where_it_is_drawn():
    """The page was turned to the left: x becomes height, height is taken from the paper's width."""
    with pikepdf.open(io.BytesIO(bound(replace(place("tick--1-q--item-1"), turned=842.0)))) as pdf:
        assert [float(side) for side in pdf.pages[0].Annots[0].Rect] == [133, 100, 142, 109]


@pytest.mark.parametrize("paper", [("--booklet",), ("--n-up", "4")])
def test_sheets_for_paper_have_no_fields(paper):
    """Imposing would lose them without a word: it is refused as wrong usage."""
    result = CliRunner().invoke(cli, ["build", "lessons", "--forms", *paper])

    assert result.exit_code == 2
    assert "choose one" in result.output
