"""What is made once is kept, and found again by its key."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from builder.cache import Store
from builder.crew import Crew
from builder.model import Asset, Book, BookInfo, Lesson, Part
from builder.stages import aid_key
from builder.study.aids import add_appendices


def crew(stack: ExitStack, folder: Path) -> Crew:
    return Crew(stack, 1, Store(folder), lambda stage, done, total: None)


def test_a_result_is_made_once_even_where_it_is_none(tmp_path: Path) -> None:
    """A study aid that has nothing to show is None, and is not looked for again."""
    made = []

    def make(value: str) -> None:
        made.append(value)

    with ExitStack() as stack:
        assert crew(stack, tmp_path).once("key", make, "a") is None
        assert crew(stack, tmp_path).once("key", make, "a") is None
    assert made == ["a"]


def test_the_key_of_an_aid_follows_the_words_and_not_the_pictures() -> None:
    """A changed picture makes no new index; a changed word, setting or language does."""
    lesson = Lesson(path="a.md", slug="a", title="A", title_html="A", html="<p>One.</p>")
    book = Book(BookInfo("T"), (Part("", (lesson,)),))
    key = aid_key("index", book)
    assert aid_key("index", replace(book, assets=(Asset("p.png", "image/png", b"x"),))) == key
    other = replace(lesson, html="<p>Two.</p>")
    assert aid_key("index", replace(book, parts=(Part("", (other,)),))) != key
    assert aid_key("index", replace(book, info=BookInfo("T", language="de"))) != key
    assert aid_key("glossary", book) != key


def test_only_aids_that_take_long_are_kept() -> None:
    """Loading the others would take longer than making them."""
    lesson = Lesson(path="a.md", slug="a", title="A", title_html="A", html="<p>One.</p>")
    asked: list[str] = []
    add_appendices(Book(BookInfo("T"), (Part("", (lesson,)),)), lambda name, make, book: asked.append(name) or make(book))
    assert asked == ["index"]
