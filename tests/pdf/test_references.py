"""References on paper: links by id, and their pages in brackets."""

import xml.etree.ElementTree as ET

from builder.model import Book, BookInfo, Lesson, Part
from builder.pdf.references import digits, name_links, say_pages, settled_ids


def lesson(slug, html):
    return Lesson(path=f"{slug}.md", slug=slug, title=slug, title_html=slug, html=html)


BOOK = Book(BookInfo("B"), (Part("", (
    lesson("a", '<h2 id="a--one">One</h2>'), lesson("b", '<h2 id="b--two-parts">Two</h2>' + "<p>word</p>\n" * 9000),
    lesson("c", "<p>end</p>"),
)),))  # fmt: skip


def test_links_between_lessons_lead_to_ids():
    """Also where the anchor's case is wrong, and to the lesson's top where there is no such anchor."""
    ids, room = settled_ids(BOOK), digits(BOOK)
    html = ('<a href="lesson:b.md#two-parts">x</a><a href="lesson:b.md#Two-Parts">x</a><a href="lesson:b.md#no">x</a>'
            '<a href="lesson:c.md">x</a><a href="lesson:gone.md">x</a><a href="#a--one">x</a>')  # fmt: skip

    assert ET.canonicalize(f"<p>{name_links(html, 'a', ids, room)}</p>", strip_text=True) == ET.canonicalize(
        '<p><a href="id:b--two-parts" data-digits="3">x</a><a href="id:b--two-parts" data-digits="3">x</a>'
        '<a href="id:b--top" data-digits="3">x</a><a href="id:c--top" data-digits="3">x</a>'
        '<a href="lesson:gone.md">x</a><a href="#a--one" data-digits="1">x</a></p>'
    )


def test_room_grows_with_the_place_in_the_book():
    """One digit for the first pages, three behind 9,000 lines."""
    assert digits(BOOK) == {"a": 1, "b": 3, "c": 3}


def said(body):
    root = ET.fromstring(f'<div><div class="sg-body">{body}</div></div>')
    say_pages(root, "p.\u00a0")
    return [box.get("href") for box in root.iter("a") if box.get("class") == "sg-place"], "".join(root.itertext())


def test_a_reference_to_another_lesson_says_its_page():
    """Behind the link, in brackets, kept on its line."""
    assert said('<p>See <a href="id:b--top" data-digits="2">lesson two</a>, then go on.</p>') == (
        ["page:b--top|)"], "See lesson two\u00a0(p.\u00a0, then go on.",
    )  # fmt: skip


def test_a_place_in_sight_needs_no_page():
    """In the same lesson it is said only when pages lie between."""
    near = '<h2 id="a--x">X</h2><p><a href="#a--x">above</a></p>'
    far = f'<h2 id="a--x">X</h2><p>{"word " * 600}</p><p><a href="#a--x">above</a></p>'

    assert said(near)[0] == []
    assert said(far)[0] == ["page:a--x|)"]


def test_headings_and_marks_of_notes_say_none():
    """A number in a heading would stand in the contents too."""
    assert said('<h2><a href="id:b--top">B</a></h2><p><sup><a href="id:b--top">1</a></sup></p>')[0] == []
