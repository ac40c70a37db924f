"""Golden pairs for notations of other programs: `golden-dialects/NAME.md` in, `NAME.txt` out, one rule a pair.

The expected text holds the lesson's XHTML, its problems and what was taken out, each with its line. A new pair is a new
file; `render` says what is compared.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Source
from builder.parsing.dialects import rewrite, translate
from builder.parsing.parse import parse_lesson
from builder.reading.inserts import add_inserts, book_variables, lesson_names
from builder.settings import Rules

PAIRS = sorted((Path(__file__).parent / "golden-dialects").glob("*.md"))
FILES = {"plane.rs": "// one\nlet a = 1;\nlet b = 2;\n// four", "notes.md": "Noted *here*.\n"}


def source(path: Path) -> Source:
    head = "# Lesson\n\nFirst words.\n\n## Section\n\n"
    made = Source("lesson.md", "l", head + path.read_text(encoding="utf-8"), first_line=-5)
    return add_inserts(made, FILES.get, {"chisels": "tools/chisels.md"}, {})


def render(path: Path) -> str:
    lesson = parse_lesson(source(path), Rules())
    html = lesson.html.split("</h2>\n", 1)[1]
    html = re.sub(r' id="l--b\d+"', "", html).strip()
    problems = [f"problem {one.line} {one.code}" for one in lesson.problems]
    changes = [f"taken {one.line} {one.text}" for one in lesson.changes]
    return "\n".join([html, "", *problems, *changes]).strip() + "\n"


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_notation_of_another_program_is_structure_or_a_problem(path: Path) -> None:
    """No raw mark of another program reaches a page; what is taken out is told with its line."""
    assert render(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_pairs() -> None:
    """The glob must find them."""
    assert len(PAIRS) > 12


@given(st.text(alphabet="{}%#:.`[]|=\"! abc\n~<>-8*()_?", max_size=80))
def test_translating_any_text_keeps_lines_and_never_fails(text: str) -> None:
    """Without an include, line N of the text stays line N."""
    made = translate(text, {})
    assert made.lines == ()
    made = rewrite(made.text, {})
    assert made.text.count("\n") == text.count("\n")


@given(st.text(alphabet="abc xyz.,;\n", max_size=80))
def test_plain_text_is_left_alone(text: str) -> None:
    """A lesson without marks of other programs is not touched."""
    assert translate(text, {}).text == text
    assert rewrite(text, {}).text == text


def test_lines_after_an_include_keep_their_numbers() -> None:
    """Problems name lines of the file, not of the text with the included one in it."""
    text = "# T\n\nOne.\n\n{{#include a.md}}\n\n![](gone.png)\n"
    made = add_inserts(Source("x.md", "x", text), {"a.md": "1\n\n2\n\n3\n"}.get, {}, {})
    lesson = parse_lesson(made, Rules())
    assert "<p id=" in lesson.html
    assert lesson.images == (("gone.png", 7),)
    assert [one.line for one in lesson.problems if one.code == "image-alt"] == [7]


@pytest.mark.parametrize(
    ("part", "text"),
    [("", "a\nb\nc\nd"), (":2", "b"), (":2:3", "b\nc"), ("::2", "a\nb"), (":3:", "c\nd"), (":mid", "b\nc")],
)
def test_an_include_asks_for_lines_or_an_anchor(part: str, text: str) -> None:
    """mdBook's `file`, `file:2`, `file:2:3`, `file::3`, `file:3:` and `file:anchor`; marks of anchors are left out."""
    file = "a\nb\nc\nd" if part != ":mid" else "a\n// ANCHOR: mid\nb\nc\n// ANCHOR_END: mid\nd"
    directive = f"{{{{#include f{part}}}}}"
    made = add_inserts(Source("x.md", "x", directive), {"f": file}.get, {}, {})
    assert dict(made.inserts) == {directive: text}


def test_an_include_outside_the_folder_is_absent() -> None:
    """Only files below the folder of lessons are read, and an include that includes itself ends."""
    asked: list[str] = []

    def read(path: str) -> str | None:
        asked.append(path)
        return "{{#include loop.md}}" if path == "loop.md" else None

    text = "{{#include ../secret}} {{#include /etc/passwd}} {{#include loop.md}}"
    add_inserts(Source("x.md", "x", text), read, {}, {})
    assert set(asked) == {"loop.md"}


def test_a_wiki_link_means_a_lesson_by_path_name_or_title() -> None:
    """The first lesson of a name wins."""
    names = lesson_names([Source("a/One.md", "o", "", title="First"), Source("b/one.md", "p", "")])
    assert {names["one"], names["first"], names["a/one"]} == {"a/One.md"}


@pytest.mark.parametrize("said", ["", "{", "[]", '{"variables": 3}', "null"])
def test_a_broken_book_json_has_no_variables(said: str) -> None:
    """Settings of another program never end a build."""
    assert book_variables(lambda path: said) == {}
