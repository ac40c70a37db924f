"""The index: what of the lessons becomes an entry, spelt how, with which places."""

import zipfile

import pikepdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Book, BookInfo, Part, Source
from builder.settings import Rules, Study
from builder.stages import parse
from builder.study.index import find_entries, make
from tests.judges import epub, pdf


def book(*texts, language="en", **study):
    lessons = tuple(parse(Source(f"l{at}.md", f"l{at}", text), Rules(language)) for at, text in enumerate(texts, 1))
    return Book(BookInfo("B", language=language), (Part("", lessons),), study=Study(**study))


def entries(*texts, **more):
    return {entry.term: [(one.start, one.main) for one in entry.locators] for entry in find_entries(book(*texts, **more))}


BEDS = "# Beds\n\nOne.\n\nTwo.\n\n"


def test_bold_words_count_where_the_text_uses_them_again():
    """Stress is no term, nor is a label that all lessons have."""
    found = entries(BEDS + "A **raised bed** drains well. In a raised bed roots stay dry. You **must not** dig. **Note:** see it. Note that.")
    assert list(found) == ["raised bed"]


def test_a_single_bold_word_must_be_a_noun():
    """"To mulch" is no subject, "the humus" is."""
    text = BEDS + "The **humus** is dark. Without humus, nothing. **Water** it and water it, then water them.\n\nThe humus of a wood."
    assert list(entries(text)) == ["humus"]


def test_a_definition_is_an_entry_and_its_page_the_main_one():
    """However rarely it is used; other places follow in the order of the book."""
    text = BEDS + "Loam\n: Soil of sand, silt and clay.\n"
    other = "# More\n\nOne.\n\nTwo.\n\n## Loam\n\nAnd loam, again loam.\n"
    assert entries(other, text)["loam"] == [("l1--loam", False), ("l2--def-1", True)]


def test_headings_that_name_a_term_are_stretches():
    """To the last block of the section."""
    text = BEDS + "## Crop rotation\n\nA crop rotation rests soil. The crop rotation is old. Each crop rotation.\n\nEnd.\n\n## Else\n\nx"
    (entry,) = [one for one in find_entries(book(text)) if one.term == "crop rotation"]
    assert [(one.start, one.end) for one in entry.locators] == [("l1--crop-rotation", "l1--b4")]


def test_names_in_code_count_and_those_a_listing_makes_up_do_not():
    """A name that looks like one needs two sections, a plain word more."""
    text = BEDS + "\n\n".join(f"## Part {at}\n\nUse `soil::mix` and `my_bed`, `my_bed` and `x`. And `soil::mix`." for at in range(4))
    assert list(entries(text + "\n\n```python\nmy_bed = 3\n```\n")) == ["soil::mix"]


def test_plural_and_case_come_together_as_the_text_writes_them():
    """The singular where the text has it; a name keeps its capitals."""
    text = BEDS + "**Cold frames** help. A cold frame is a box. The cold frame of glass.\n\n**Green Manure** Union. The Green Manure Union."
    assert "cold frame" in entries(text)


def test_an_acronym_stands_with_its_words():
    """And is counted for them."""
    text = BEDS + "The **cation exchange capacity** (CEC) tells much. The CEC of clay. A CEC of ten. One cation exchange capacity."
    assert "cation exchange capacity (CEC)" in entries(text)


def test_at_most_seven_places():
    """More is a search, no index."""
    text = BEDS + "".join(f"## Part {at}\n\nThe **wheel hoe** is good. A wheel hoe. The wheel hoe.\n\n" for at in range(12))
    assert len(entries(text)["wheel hoe"]) == 7


def test_a_short_index_is_none_unless_it_is_asked_for():
    """Fewer than twenty entries or three lessons."""
    text = BEDS + "A **raised bed** drains well. In a raised bed roots stay dry."
    assert make(book(text, text, text)) is None
    assert make(book(text, aids=("index",))) is not None
    assert make(book(BEDS, aids=("index",))) is None


@pytest.mark.parametrize("formats", [["pdf", "epub"], ["epub"]])
def test_both_books_hold_an_index_whose_links_land(folder, tmp_path, formats):
    """Pages where they are known, else lessons."""
    words = ["bed", "frame", "hoe", "row", "seed", "root", "leaf", "stem", "bud", "pod", "husk", "bark", "sap", "moss", "fern", "rust", "mite", "slug", "worm", "wasp", "bean"]
    text = "# Lesson {0}\n\nOne.\n\n" + "\n\n".join(f"A **warm {word}** is one. The warm {word} of spring." for word in words)
    course = folder({f"{at:02d}-a.md": text.format(at) for at in range(1, 4)})
    wanted = [part for name in formats for part in ("--format", name)]
    result = CliRunner().invoke(cli, ["build", str(course), "-o", str(tmp_path / "o"), *wanted])
    assert result.exit_code == 0, result.output
    book_epub = tmp_path / "o" / "algebra.epub"

    assert epub.package(book_epub) == []
    with zipfile.ZipFile(book_epub) as archive:
        page = archive.read("EPUB/index.xhtml").decode()
    assert page.count('epub:type="index-entry"') == len(words)
    assert 'epub:type="index"' in page
    if "pdf" in formats:
        assert pdf.links(tmp_path / "o" / "algebra.pdf") == []
        with pikepdf.open(tmp_path / "o" / "algebra.pdf") as opened:
            leading = [str(note.Dest) for note in opened.pages[-1].Annots if str(note.get("/Dest", "")).startswith("0")]
        # The term and the three pages that its lessons are on, which come together as a range.
        assert len(leading) == 2 * len(words)
