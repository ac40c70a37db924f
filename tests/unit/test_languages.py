"""The languages: every word in all of them, patterns that work."""

from __future__ import annotations

import pytest

from builder.languages import LANGUAGES, english, language
from builder.words import answer_labels, question_headings, revision_headings, revision_leads, word


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_word_and_no_other(code):
    """A page must not mix languages; a word nobody asks for is a slip of the pen."""
    assert set(language(code).words) == set(english().words)
    assert all(text.strip() for text in language(code).words.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_we_call_a_checklist_is_read_as_one(code):
    """A handbook's own heading, typed by an author, must be found."""
    assert revision_headings(code).fullmatch(word(code, "checklist").lower())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_knows_headings_leads_answers_and_questions(code):
    """Courses of every language get all the study aids."""
    own = language(code)
    assert all((own.headings, own.leads, own.answers, own.questions))
    for made in (revision_headings, revision_leads, answer_labels, question_headings):
        assert made(code).fullmatch("") is None


def test_english_idioms_count_in_every_language():
    """Technical courses mix English in."""
    assert all(revision_headings(code).fullmatch("key takeaways") for code in LANGUAGES)
    assert all(answer_labels(code).match("Strong answer:") for code in LANGUAGES)


def test_a_region_changes_nothing_and_an_unknown_language_is_english():
    """Tags are BCP 47; what is none of ours falls back."""
    assert word("pt-BR", "lesson") == word("pt", "lesson") != word("xx", "lesson") == "Lesson"
