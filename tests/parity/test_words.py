"""The parsed lesson, all notations read, holds the words that GitHub's parser finds in its text."""

import html
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules
from tests.parity.courses import text_of
from tests.parity.structure import github_tree, read

# Notations of other programs, which GitHub shows as text: attributes, includes, templates, fences of colons, kinds of boxes.
_NOTATION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{:?\s*[#.][^}\n]*\}|^ *:{3,}.*$|^ *(?:!!!|\?\?\?\+?|===) .*$|\[\^[^\]]+\]|^- \[[ xX]\]",
                       re.MULTILINE)  # fmt: skip
_BLOCK = r"</?(?:p|li|h\d|div|td|th|tr|br|pre|dt|dd|blockquote|aside|section|ul|ol|dl|table|img)\b[^>]*>"


def words(text):
    return Counter(re.findall(r"[^\W_]{2,}", text.casefold()))


def words_of(text):
    """Return the words of the lesson *text* is: title, lead, body, and the numbers and names that became marks."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text=text), Rules())
    body = f"{lesson.title_html} {lesson.lead} {lesson.html}"
    marks = " ".join(re.findall(r'data-(?:number|title)="([^"]*)"', body))
    return words(html.unescape(re.sub(r"<[^>]+>", "", re.sub(_BLOCK, " ", body)) + " " + marks))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["high-school-python-hi", "js-primer-ja", "mdbook-guide", "rust-book", "shell-novice",
                                  "system-design-primer"])  # fmt: skip
def test_a_parsed_lesson_has_the_words_github_shows(corpus, name):
    """Per course at most one word in 500 is missing: words that a mark joins to the next, and marks not named above."""
    total = missing = 0
    for path in sorted(corpus(name).rglob("*.md")):
        text = text_of(path)
        if "$" in text:
            # A formula is a picture with its source as text, which GitHub's parser reads as words and marks.
            continue
        theirs = words(" ".join(read(github_tree(_NOTATION.sub("", text))).words))
        lost = theirs - words_of(text)
        total += theirs.total()
        missing += lost.total()
        assert lost.total() <= max(20, theirs.total() * 0.02), (path, lost)

    assert total > 1_000
    assert missing <= total * 0.002


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(
    st.sampled_from(["", "- ", "1. ", "> ", "# ", "## ", "    ", "| ", "* ", "<div>", "<details><summary>", "**", "`", "[", "- [ ] ",
                     "```\n", "![", "✔ ", "&amp; ", "\\", "<b>", "Term\n: ", "!!! note\n    "]),
    st.text(alphabet="abcdefgh", min_size=4, max_size=9),
    st.sampled_from(["", "\n", "\n\n", "**", "`", "](x)", " |", "</div>", "</summary>", "</details>", "\n```\n", "\n---\n", "  \n", "</b>"]),
), min_size=1, max_size=9))  # fmt: skip
def test_no_word_is_lost_or_doubled_whatever_stands_around_it(parts):
    """Every word is a letter run of its own, so each must be found as often as it was typed."""
    typed = [f"w{number}{word}" for number, (_, word, _) in enumerate(parts)]
    text = " ".join(before + word + after for (before, _, after), word in zip(parts, typed, strict=True))
    lesson = parse_lesson(Source(path="a.md", slug="a", text=text), Rules())
    body = re.sub(r'\s(?:id|href|src|name|data-[a-z]+)="[^"]*"', "", f"{lesson.title_html if lesson.title != 'A' else ''} {lesson.lead} {lesson.html}")

    counts = {word: body.count(word) for word in typed}
    # The text of a picture that is shown stands in its attribute.
    assert all(count == 1 for count in counts.values()), (text, counts)
