"""Hostile input is read in bounded time and memory, and told with its line: twice the text, about twice the work."""

import sys

import pytest

from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules

MANY = {
    "words with marks": lambda size: ("a*b_c[d " * 10 + "\n") * (4 * size),
    "a long line with marks": lambda size: ("a*b_c[d " * 200 + "\n\n") * (size // 4),
    "list marks": lambda size: "- \n" * (20 * size),
    "items": lambda size: "- x\n" * (10 * size),
    "brackets": lambda size: ("[" * 40 + "\n") * (2 * size),
    "pictures": lambda size: ("![a](" * 10 + "\n") * (2 * size),
    "back quotes": lambda size: "".join("`" * (number % 40 + 1) + " x\n" for number in range(20 * size)),
    "stars": lambda size: ("**a " * 30 + "\n") * (2 * size),
    "stars in words": lambda size: ("a**b" * 30 + "\n") * (2 * size),
    "angles": lambda size: ("a <b " * 30 + "\n") * (2 * size),
    "comments": lambda size: ("a <!-- " * 10 + "\n") * (5 * size),
    "headings": lambda size: "# same\n" * (10 * size),
    "rows": lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * (10 * size),
    "columns": lambda size: "|a" * (10 * size) + "|\n" + "|-" * (10 * size) + "|\n" + "|b" * (10 * size) + "|\n",
    "an open fence": lambda size: "```\n" + "x = 1\n" * (50 * size),
    "an open comment in code": lambda size: "```js\n" + "/* x\n" * (20 * size),
    "words in code": lambda size: "```java\n" + "a b c x\n" * (20 * size),
    "definitions": lambda size: "".join(f"[a{number}]: /u{number}\n" for number in range(20 * size)) + "\n[a1]",
    "entities": lambda size: ("&amp;&lt;&nope; " * 5 + "\n") * (5 * size),
    "addresses": lambda size: ("https://a.b/c_d a@b.cc " * 3 + "\n") * (5 * size),
    "details": lambda size: "<details><summary>Q</summary>\n\nA\n\n</details>\n\n" * (2 * size),
    "open scripts": lambda size: "a <script> b\n" * (5 * size),
    "notes": lambda size: "".join(f"x[^{number}]\n\n[^{number}]: n\n\n" for number in range(2 * size)),
    "paragraphs": lambda size: "para\n\n" * (10 * size),
}
DEEP = {
    "quotes": ">" * 10_000 + " x",
    "spaced quotes": "> " * 10_000 + "x",
    "lists": "- " * 10_000 + "x",
    "indented lists": "\n".join("  " * depth + "- x" for depth in range(400)),
    "boxes": "<div>\n" * 20_000,
    "closed boxes": "<div>" * 5_000 + "x" + "</div>" * 5_000,
    "spans": ("<span>" * 20 + "\n") * 1_000,
    "tables in tables": "<table><tr><td>\n" * 5_000,
    "phrases": "<i>" * 300,
}


def parse(text):
    return parse_lesson(Source(path="a.md", slug="a", text=text, first_line=3), Rules())


def calls(text):
    """Return how many functions are called while *text* is read: a measure of work that no other process disturbs."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        parse(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("make", MANY.values(), ids=MANY)
def test_twice_the_text_takes_about_twice_the_work(make):
    """Nothing that can be typed again and again makes the work grow with the square of the text."""
    parse(make(8))
    small, large = calls(make(20)), calls(make(40))

    assert large < 2.3 * small


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_nesting_without_end_is_set_as_it_stands_and_told(text):
    """The lesson's text is there, and one problem says so."""
    lesson = parse(text)

    assert [(problem.line, problem.code) for problem in lesson.problems] == [(3, "nesting")]
    assert "sg-code" in lesson.html


@pytest.mark.parametrize("line", ["word " * 200_000, "a*b_c[d " * 12_500, "a " + "`" * 25_000, "<" * 30_000, "## " + "x" * 21_000,
                                  "&" * 30_000, "|x" * 10_500 + "|\n" + "|-" * 10_500 + "|"])
def test_a_line_of_more_than_20_000_characters_is_set_as_it_stands_and_told(line):
    """Marks in it are text; the lines around are read as ever."""
    lesson = parse(f"Before *this*\n\n{line}\n\nand *after*")

    assert [(problem.line, problem.code) for problem in lesson.problems] == [(5, "line-long")]
    assert "<em>after</em>" in lesson.html
    assert line.replace("&", "&amp;").replace("<", "&lt;").strip("# ") in lesson.html


def test_five_thousand_headings_are_so_many_sections_with_ids_of_their_own():
    """Headings of 960 characters too."""
    lesson = parse("# T\n\n" + "# same\n" * 5_000 + "\n## " + "word " * 192 + "\n")

    assert len(lesson.sections) == 5_000
    assert len({section.id for section in lesson.sections}) == 5_000
    assert len(lesson.sections[-1].children[0].title) == 959


def test_a_table_of_two_thousand_columns_is_a_table():
    """Its cells are all there."""
    row = "|x" * 2_000 + "|\n"

    assert parse(row + "|-" * 2_000 + "|\n" + row).html.count("<td>") == 2_000


def test_short_rows_below_a_wide_head_cannot_fill_the_memory():
    """A head of many columns and many rows of one cell would be the product of both."""
    text = "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b|\n" * 2_000

    assert parse(text).html.count("<td") < 70_000


def test_a_listing_in_the_place_of_a_deep_text_keeps_no_more_indent_than_a_page_shows() -> None:
    """A thousand lists in each other would be hundreds of pages of space."""
    text = "# T\n\n" + "".join(" " * (2 * at) + f"- item{at}\n" for at in range(1000)) + "- " * 10_000 + "deep\n"
    html = parse_lesson(Source(path="a.md", slug="a", text=text), Rules()).html
    assert all(f"- item{at}\n" in html for at in range(1000))
    assert max(len(line) - len(line.lstrip()) for line in html.split("\n")) == 40


def test_a_table_in_a_quote_at_the_very_end_is_read() -> None:
    """Every rule is asked about a line that has nothing in it, and nothing behind it."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text="# T\n\n> |a\n> |-\n> "), Rules())
    assert "unreadable" not in [problem.code for problem in lesson.problems]
    assert "<table" in lesson.html
