"""Numbers of figures, tables and listings, and what refers to them, over a whole book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.collect import collect
from builder.model import Book, BookInfo, Lesson, Problem, Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules

PICTURE = '![alt]({name}.png "Caption of {name}")<a id="fig-{name}"></a>\n\n'


def lesson(path: str, text: str, number: int | None, language: str | None = None) -> Lesson:
    source = Source(path, path.removesuffix(".md"), f"# Title of {path}\n\nLead.\n\n## Section\n\n{text}", number=number, language=language)
    return parse_lesson(source, Rules())


def book(*lessons: Lesson) -> tuple[Book, tuple[Problem, ...]]:
    return collect(BookInfo("Book"), lessons, ())


def test_figures_are_numbered_by_lesson_and_kind() -> None:
    """The number is the lesson's as shown and the place in the lesson, each kind counted apart."""
    text = PICTURE.format(name="a") + PICTURE.format(name="b") + '```python title="x.py"\nx\n```\n'
    made, _ = book(lesson("04-x.md", text, 4), lesson("05-y.md", PICTURE.format(name="c"), 5))
    assert 'Figure\u00a04.1</span> Caption of a' in made.lessons[0].html
    assert 'Figure\u00a04.2</span> Caption of b' in made.lessons[0].html
    assert 'Listing\u00a04.1</span> x.py' in made.lessons[0].html
    assert 'Figure\u00a05.1</span> Caption of c' in made.lessons[1].html


def test_a_lesson_without_a_number_counts_plainly() -> None:
    """A preface has no number of its own to begin with."""
    preface = replace(lesson("preface.md", PICTURE.format(name="a"), None), numbered=False)
    made, _ = book(preface, lesson("01-x.md", "Text.", 1))
    assert 'Figure\u00a01</span>' in made.lessons[0].html


def test_the_label_is_in_the_language_of_the_lesson() -> None:
    """A German lesson has an Abbildung."""
    made, _ = book(lesson("01-x.md", PICTURE.format(name="a"), 1, "de"), lesson("02-y.md", "Text.", 2))
    assert 'Abbildung\u00a01.1</span>' in made.lessons[0].html


@pytest.mark.parametrize(("link", "said"), [
    ("[](#fig-b)", '<a href="#01-x--fig-b">Figure\u00a01.2</a>'),
    ("[see](#fig-b)", '<a href="#01-x--fig-b">see</a>'),
    ("[Fig. %s](#fig-b)", '<a href="#01-x--fig-b">Fig. 1.2</a>'),
    ("@fig-b", '<a href="#01-x--fig-b">Figure\u00a01.2</a>'),
    ("[](02-y.md#fig-c)", '<a href="lesson:02-y.md#fig-c">Figure\u00a02.1</a>'),
    ("[](#fig-c)", '<a href="lesson:02-y.md#fig-c">Figure\u00a02.1</a>'),
    ("[](#section)", '<a href="#01-x--section">Section</a>'),
    ("[](02-y.md#section)", '<a href="lesson:02-y.md#section">Section</a>'),
])  # fmt: skip
def test_a_reference_without_words_says_what_it_leads_to(link: str, said: str) -> None:
    """A figure's label, a section's title; a label of another lesson is found where only one has it."""
    made, problems = book(
        lesson("01-x.md", f"See {link} there.\n\n" + PICTURE.format(name="a") + PICTURE.format(name="b"), 1),
        lesson("02-y.md", PICTURE.format(name="c"), 2),
    )
    assert f"See {said} there." in made.lessons[0].html
    assert problems == ()


def test_a_label_that_two_lessons_have_is_not_guessed() -> None:
    """A reference from a third lesson leads nowhere; it says so and keeps a word."""
    made, problems = book(
        lesson("01-x.md", "See [](#fig-a) there.", 1),
        lesson("02-y.md", PICTURE.format(name="a"), 2), lesson("03-z.md", PICTURE.format(name="a"), 3),
    )  # fmt: skip
    assert "See <em>a</em> there." in made.lessons[0].html
    assert [(problem.code, problem.path, problem.line) for problem in problems] == [("reference-empty", "01-x.md", 7)]


@pytest.mark.parametrize(("prose", "label"), [
    ("As Figure 7 shows.", "Figure\u00a07"),
    ("As the picture shows.", "Figure\u00a04.1"),
])  # fmt: skip
def test_a_number_the_author_typed_stays_where_the_text_names_it(prose: str, label: str) -> None:
    """Nothing that refers to a number may become untrue; a number nobody refers to gives way to ours."""
    made, _ = book(lesson("04-x.md", f"{prose}\n\n![alt](a.png)\n\n*Figure 7: Words*\n", 4), lesson("05-y.md", "Text.", 5))
    assert f'{label}</span> Words</figcaption>' in made.lessons[0].html


def test_a_number_with_a_chapter_always_stays() -> None:
    """Other lessons may name it."""
    made, _ = book(lesson("04-x.md", "![alt](a.png)\n\n**Figure 3-1:** Words\n", 4), lesson("05-y.md", "Text.", 5))
    assert 'Figure\u00a03-1</span> Words</figcaption>' in made.lessons[0].html


@pytest.mark.parametrize("text", [
    f"{PICTURE.format(name='a')}{PICTURE.format(name='a')}",
    f"{PICTURE.format(name='a')}" + '```{#fig-a .python caption="x"}\nx\n```\n',
    '| a |\n|---|\n| 1 |\n\n: One {#tbl-a}\n\nText\n\n| a |\n|---|\n| 1 |\n\n: Two {#tbl-a}\n',
])  # fmt: skip
def test_a_label_that_stands_twice_is_told(text: str) -> None:
    """The first keeps it; both are numbered."""
    made, _ = book(lesson("01-x.md", text, 1))
    assert [problem.code for problem in made.lessons[0].problems if problem.level == "warning"] == ["label-twice"]
    assert made.lessons[0].html.count('class="sg-cap"') == 2


def test_a_picture_that_is_missing_does_not_say_its_caption_twice() -> None:
    """Where the words of the picture are its caption, the box names the file."""
    from builder.epub.chapters import place_images

    html = '<figure><img src="asset:a.png" alt="The mill" /><figcaption><span class="sg-cap">Figure 1</span> The <em>mill</em></figcaption></figure>'
    assert '<span class="sg-missing">a.png</span><figcaption>' in place_images(html, {})
    assert '<span class="sg-missing">A wheel</span>' in place_images(html.replace('alt="The mill"', 'alt="A wheel"'), {})
