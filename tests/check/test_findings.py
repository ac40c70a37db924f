"""Each family of findings by short texts: a Source in, codes with lines out."""

import pytest

from builder.check.course import cleaned, unused_headings
from builder.check.inspect import inspect
from builder.check.page import columns
from builder.collect import number_lessons
from builder.config import Config
from builder.model import Change, Lesson, Section, Source
from builder.settings import Rules

RULES = Rules()


def found(text, first_line=1):
    return [(problem.code, problem.line) for problem in inspect(Source("a.md", "a", text, first_line), RULES)]


@pytest.mark.parametrize(
    "code", ["$ ls -la", "x = f(1)", "docker run app", "SELECT * FROM t;", "git status", "import os", "cd /tmp"]
)
def test_code_without_a_language_is_told(code):
    """Shell, statements, queries."""
    assert found(f"# A\n\n```\n{code}\n```\n") == [("fence-language", 3)]


@pytest.mark.parametrize("text", ["Elastic means growth", "a --> b", "├── src\n└── x_y.md", "Client\n  ↓\nServer: x=1", ""])
def test_trees_arrows_and_plain_text_need_no_language(text):
    """A bare fence is the way to set them."""
    assert found(f"```\n{text}\n```\n\n```python\nx = 1\n```\n") == []


def test_wide_code_is_told_once_a_block_at_its_first_wide_line():
    """Wide characters count two, tabs four, the block's own indentation nothing."""
    wide = "```text\n" + "a" * 72 + "\n" + "b" * 73 + "\n" + "c" * 90 + "\n```\n"

    (problem,) = inspect(Source("a.md", "a", wide), RULES)
    assert (problem.code, problem.line) == ("code-wide", 3)
    assert "2 lines" in problem.message
    assert "90 columns" in problem.message
    assert found("```text\n" + "語" * 37 + "\n```\n") == [("code-wide", 2)]
    assert found("- x\n\n    ```text\n    " + "a" * 72 + "\n    ```\n") == []
    assert columns("é語e\u0301👍🏽") >= 6


def test_tables_are_measured_by_their_longest_words():
    """Targets of links and marks are no words; text that can break is no width."""
    words = " | ".join(["unbreakable" * 2] * 6)
    wide = f"| {words} |\n|{'---|' * 6}\n| {words} |\n"
    fine = "| a | b |\n|---|---|\n| " + "many words " * 40 + "| [x](" + "long/" * 40 + ") |\n"

    assert found("# T\n\n" + wide) == [("table-wide", 3)]
    assert found(fine) == []
    assert found("```text\n" + wide + "```\n") == [("code-wide", 2)]


def test_headings_that_skip_a_level_are_told():
    """Not those in code, not the first one, not steps upwards."""
    assert found("## A\n\n#### B\n\n## C\n\n### D\n\n```sh\n###### no\n```\n", 5) == [("heading-jump", 7)]


def test_text_that_stays_garbled_is_told():
    """Outside code and back-quotes only; accents and other scripts are text."""
    assert found("# Caf\u00c3\u00a9 Ã© â€”x\n") == [("garbled", 1)]
    assert found("# Café naïve “quoted” — 日本語 ğüş 🎯\n\nShown: `Ã©` and\n\n```text\nÃ© â€”\n```\n") == []


def test_gaps_in_the_numbers_are_told_before_the_lesson_that_follows():
    """One note a gap, with both ends."""
    lessons = tuple(Lesson(f"{n}.md", str(n), "T", "T", "", number=n) for n in (1, 2, 5, 7))

    _, problems = number_lessons(lessons)

    assert [(problem.path, problem.code, problem.level) for problem in problems] == [
        ("5.md", "number-gap", "info"), ("7.md", "number-gap", "info"),
    ]
    assert problems[0].message.startswith("numbers 3 to 4 are missing")


def test_an_order_of_ones_own_makes_no_gap():
    """What counts is which numbers there are."""
    lessons = tuple(Lesson(f"{n}.md", str(n), "T", "T", "", number=n) for n in (3, 1, 2, 4))

    assert number_lessons(lessons)[1] == ()


def test_changes_become_notes_that_name_the_rule():
    """So that nothing is cleaned in silence."""
    (problem,) = cleaned([Change("a.md", 3, "greeting", "Perfect.\n" + "x" * 99)])

    assert (problem.line, problem.level, problem.code) == (3, "info", "cleaned")
    assert problem.message.startswith("changed by the rule greeting: Perfect. x")
    assert problem.message.endswith("…")


def test_headings_of_the_settings_that_no_lesson_has_are_told():
    """Compared as revision headings are."""
    lesson = Lesson("a.md", "a", "T", "T", "", sections=(Section("a--x", "✅ What you should know!", 2),))
    config = Config(headings=("what you should know", "Never there"))

    assert [problem.message for problem in unused_headings(config, [lesson])] == [
        "checklist.headings: no lesson has the heading Never there"
    ]
