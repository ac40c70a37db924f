"""Names in chats are written loosely; what they mean is found all the same."""

import pytest

from builder.model import Book, BookInfo, Lesson, Part
from builder.problems import announced_problems
from builder.reading.labels import file_label, same_file


@pytest.mark.parametrize(
    ("name", "other"),
    [(" 07-health.md", "07-health.md"), ("09-x.md", "9-x.md"), ("02_a b.md", "02-a-b.md"), ("A.MD", "a.markdown"), ("part/02-x.md", "02-x.md")],
)
def test_one_file_is_known_by_its_loose_names(name, other):
    """A leading space, a missing zero, other separators, case and ending do not count."""
    assert same_file(name, other)


@pytest.mark.parametrize(("name", "other"), [("09-x.md", "90-x.md"), ("1-x.md", "11-x.md"), ("a.md", "b.md"), ("", ""), ("10-x.md", "1-x.md")])
def test_other_files_are_told_apart(name, other):
    """Zeros count but before a number; no name is no file."""
    assert not same_file(name, other)


@pytest.mark.parametrize("line", ["# 📁 File: `01-a.md`", "**File: 01-a.md**", "## 📄 **File name:** `01-a.md`", "📁 File: 01-a.md", "# File : 01-a.md"])
def test_labels_are_known_in_all_their_dress(line):
    """Heading, bold or plain, with or without sign and back-quotes."""
    assert file_label(line) == "01-a.md"


@pytest.mark.parametrize("line", ["# File: `a.py`", "# The file: a.md", "Next file: `a.md`", "# File: a.md and b", "# 📁 `a.md`", "profile: a.md"])
def test_other_lines_are_no_labels(line):
    """Only Markdown names, and nothing besides."""
    assert file_label(line) is None


def test_a_lesson_announced_and_not_there_is_a_note():
    """Lessons that are there but not in this book are not missed."""
    lesson = Lesson("01-a.md", "a", "A", "A", "", announced=((" 02-b.md", 9), ("9-c.md", 11), ("04-d.md", 12)))
    book = Book(BookInfo("T"), (Part("", (lesson,)),))

    found = announced_problems(book, ("01-a.md", "02-b.md", "sub/09-c.md"))

    assert [(problem.line, problem.level, problem.code) for problem in found] == [(12, "info", "lesson-announced")]
    assert "04-d.md" in found[0].message
