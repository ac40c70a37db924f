"""Golden pairs for headings, questions and definitions: `golden-headings/NAME.md` in, `NAME.txt` out, one rule a pair.

The expected text holds title, XHTML, what was found for the study aids, and changes with their lines.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Lesson, Source
from builder.parsing.emoji import drop_emoji
from builder.parsing.sections import github_slug
from builder.settings import Rules
from builder.stages import parse

LANGUAGES = {"definitions-in-german": "de"}
PAIRS = sorted((Path(__file__).parent / "golden-headings").glob("*.md"))


def read(text: str, **rules) -> Lesson:
    return parse(Source("lesson.md", "l", text), Rules(**rules))


def render(text: str, language: str = "en") -> str:
    lesson = read(text, language=language)
    html = re.sub(r' id="l--b\d+"', "", lesson.html).strip()
    found = [
        *(f"question {one.id} {one.kind}: {one.text} = {one.answer}" for one in lesson.questions),
        *(f"definition {one.id} {one.term} = {one.text}" for one in lesson.definitions),
        *(f"cloze {one.id} {one.text} = {' | '.join(one.hidden)}" for one in lesson.clozes),
        *(f"item {one.id} {one.text}" for one in (lesson.checklist.items if lesson.checklist else ())),
    ]
    found += [f"problem {one.line} {one.message}" for one in lesson.problems if one.code == "question-open"]
    changes = [f"{change.rule} {change.line} {change.text}" for change in lesson.changes]
    return "\n".join([lesson.title_html, *filter(None, [lesson.lead]), html, "", *found, *changes]).strip() + "\n"


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_an_idiom_becomes_structure(path: Path) -> None:
    """One rule a pair."""
    language = LANGUAGES.get(path.stem, "en")
    assert render(path.read_text(encoding="utf-8"), language) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_kept_rules_leave_headings_as_they_are() -> None:
    """`emoji = "keep"` and each rule in `keep` switch off their part alone."""
    text = "# 🚀 Title\n\n### 🧠 1️⃣ Part"

    kept = read(text, emoji="keep")
    assert (kept.title, kept.sections[0].title, kept.sections[0].number) == ("🚀 Title", "Part", "1")
    kept = read(text, keep=("emoji", "level", "number"))
    assert (kept.title, kept.sections[0].title, kept.sections[0].number) == ("🚀 Title", "🧠 1️⃣ Part", None)
    assert kept.sections[0].level == 3
    assert kept.changes == ()


def test_the_anchor_is_made_from_the_heading_as_typed() -> None:
    """Links written for GitHub go on working."""
    assert read("# T\n\n## 🚀 Go on").sections[0].id == f"l--{github_slug('🚀 Go on')}"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="ab 🚀🔥❤️👩\u200d💻🏽✅1\ufe0f\u20e3–→©№", max_size=20))
def test_dropping_emoji_loses_no_letter_and_is_done_once(text: str) -> None:
    """Letters and digits stay in order; a second time changes nothing."""
    dropped = drop_emoji(text)

    assert [char for char in dropped if char.isalnum()] == [char for char in text if char.isalnum()]
    assert drop_emoji(dropped) == dropped


@pytest.mark.parametrize("text", ["“Is it hot or not?”\n\nWeak answer:\n\nx\n\n", "Weak answer:\n\nreally so?\n\n"])
def test_a_weak_answer_alone_marks_nothing(text: str) -> None:
    """A question needs a strong answer; where none comes its blocks stay as they are."""
    lesson = read("# T\n\nOne.\n\nTwo.\n\n" + text * 3)

    assert lesson.questions == ()
    assert "data-answer" not in lesson.html
