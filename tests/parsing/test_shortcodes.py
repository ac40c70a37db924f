"""Short codes for emoji: GitHub's names are read in text, all else between colons is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Lesson, Source
from builder.parsing.parse import parse_lesson
from builder.parsing.shortcodes import read_codes
from builder.settings import Rules


def lesson(text: str, **about: object) -> Lesson:
    return parse_lesson(Source("a.md", "a", text), Rules(**about))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Done :tada:!", "Done 🎉!"), (":tada::rocket:", "🎉🚀"), ("(:heart:)", "(❤️)"), (":+1: :-1:", "👍 👎"),
        (":man_technologist: **:100:**", "👨‍💻 **💯**"), ("so :x: and", "so ❌ and"),
    ],
)  # fmt: skip
def test_a_known_name_between_colons_is_an_emoji(text: str, shown: str) -> None:
    """The names are those GitHub shows a picture for."""
    assert read_codes(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        ":1:2:", "a:b:c", "12:100:30", ":no_such_name:", "std::x::y", "a[:x:]", "`:tada:`", "http://a.org/:tada:/", "::tada::",
        ":link:`target`", ":Tada:", ": tada :", ":octocat:", "``a `:tada:` b``",
    ],
)  # fmt: skip
def test_all_else_between_colons_stays(text: str) -> None:
    """Times, ratios, slices, roles, code and names nobody knows are text."""
    assert read_codes(text) == text


def test_code_keeps_its_short_codes() -> None:
    """Spans, fences and indented code are shown as they are."""
    made = lesson("# T\n\n## S\n\nOne `:tada:`\n\n```\n:tada:\n```\n\n    :tada:\n").html
    assert made.count(":tada:") == 3


def test_a_heading_loses_them_as_it_loses_emoji_and_keeps_githubs_anchor() -> None:
    """GitHub makes the anchor of a heading from the name."""
    made = lesson("# :books: Title\n\nWords.\n\n## :rocket: Launch `:tada:`\n\nText :tada: here.\n")
    assert made.title == "Title"
    assert made.sections[0].title == "Launch :tada:"
    assert made.sections[0].id == "a--rocket-launch-tada"
    assert [change.rule for change in made.changes] == ["emoji", "emoji"]
    assert "Text 🎉 here." in made.html


def test_they_can_be_kept() -> None:
    """In headings with emoji, and raw where notations of other programs are left alone."""
    text = "# T\n\n## :rocket: Launch\n\n:tada: Text.\n"
    assert lesson(text, emoji="keep").sections[0].title == "🚀 Launch"
    assert ":tada:" in lesson(text, keep=("dialect",)).html


def test_lines_ticked_by_short_codes_are_a_list() -> None:
    """They are the same signs."""
    assert 'class="sg-tick"' in lesson("# T\n\n## S\n\n:white_check_mark: one\n:white_check_mark: two\n").html


@given(st.text(alphabet=":abx1_+-` \n/", max_size=60))
def test_reading_codes_twice_changes_nothing_more(text: str) -> None:
    """An emoji is no short code."""
    once = read_codes(text)
    assert read_codes(once) == once
    assert once.count("\n") == text.count("\n")
