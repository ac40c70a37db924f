"""Question bank and glossary: gathered, linked both ways, where the settings want the answers."""

import zipfile

import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Book, BookInfo, Definition, Lesson, Part, Question
from builder.settings import Study
from builder.study.extract import extract
from builder.study.glossary import make as make_glossary
from builder.study.questions import make as make_bank
from tests.judges import epub, pdf


def lesson(number, questions=1, terms=()):
    slug = f"l{number}"
    return Lesson(
        path=f"{slug}.md", slug=slug, title=slug, title_html=slug, html="", number=number,
        questions=tuple(Question(f"{slug}--b{at}", f"Q{at}?", f"Q{at}?", f'<p id="x">A{at}</p>') for at in range(questions)),
        definitions=tuple(Definition(f"{slug}--d{at}", term, term, f"<p>{term} is it</p>") for at, term in enumerate(terms)),
    )  # fmt: skip


def book(*lessons, **study):
    return Book(BookInfo("B"), (Part("", lessons),), study=Study(**study))


def test_questions_are_numbered_through_the_book():
    """And grouped by lesson; a lesson without any is not there."""
    bank = make_bank(book(lesson(1, 2), lesson(2, 0), lesson(3, 1))).data

    assert [(one.slug, [asked.number for asked in group]) for one, group in bank.groups] == [("l1", [1, 2]), ("l3", [3])]
    assert bank.groups[0][1][0].answer == "<p>A0</p>"


def test_two_questions_are_no_bank_and_four_terms_no_glossary():
    """They stand in their lessons."""
    assert make_bank(book(lesson(1, 2))) is None
    assert make_glossary(book(lesson(1, 0, ["a", "b", "c", "d"]))) is None


def test_terms_are_sorted_without_case_and_marks():
    """As a dictionary does."""
    terms = make_glossary(book(lesson(1, 0, ["zebra", "Éclair", "apple", "(b)ox", "Apple pie"]))).data

    assert [term.term for term in terms] == ["apple", "Apple pie", "(b)ox", "Éclair", "zebra"]


def test_a_term_of_two_lessons_is_told_and_stands_twice():
    """Each with its lesson; twice in one lesson is no matter."""
    appendix = make_glossary(book(lesson(1, 0, ["a", "b", "b"]), lesson(2, 0, ["B", "c"])))

    assert [(term.term, term.lesson.slug, term.twice) for term in appendix.data][1:4] == [
        ("B", "l2", True), ("b", "l1", True), ("b", "l1", True),
    ]  # fmt: skip
    assert [(one.path, one.code) for one in appendix.problems] == [("l2.md", "term-twice")]


def test_an_extract_holds_nothing_that_only_its_page_can_follow():
    """Links into the book become words, links out stay."""
    html = '<p id="a">See <a href="lesson:b.md">b</a>, <a href="https://x.example">x</a><img src="asset:p.png" alt=""/></p>'
    assert extract(html) == '<p>See b, <a href="https://x.example">x</a></p>'


@pytest.mark.parametrize(("answers", "there"), [("back", True), ("below", True), ("none", False)])
def test_both_books_lead_from_question_to_answer(folder, tmp_path, answers, there):
    """Every link lands, and the answers stand where the settings say."""
    text = '# STEP {0} — Lesson {0}\n\nText.\n\n## Interview question\n\n> Why is it {0}?\n\n**Strong answer**\n\n1. Because of {0}.\n2. And more.\n'
    course = folder({**{f"{at:02d}-a.md": text.format(at) for at in range(1, 5)}, "studyguide.toml": f'[study]\nanswers = "{answers}"\n'})
    result = CliRunner().invoke(cli, ["build", str(course), "-o", str(tmp_path / "o")])
    assert result.exit_code == 0, result.output
    book_pdf, book_epub = tmp_path / "o" / "algebra.pdf", tmp_path / "o" / "algebra.epub"

    assert pdf.links(book_pdf) == []
    assert epub.package(book_epub) == []
    with zipfile.ZipFile(book_epub) as archive:
        page = archive.read("EPUB/questions.xhtml").decode()
    assert page.count('id="question--') == 4
    assert ("Because of 3." in page) is there
    assert page.count('href="#answer--') == (4 if answers == "back" else 0)
