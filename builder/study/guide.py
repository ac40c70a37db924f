"""The page "How to use this guide": four steps of revision, and what stands at the back of this very book.

Recall before looking and returning at growing intervals are the two habits with the best evidence (J. Dunlosky et al.,
"Improving Students' Learning With Effective Learning Techniques", Psychological Science in the Public Interest 14, 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from builder.languages import english
from builder.model import Appendix, Book
from builder.words import word

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Guide:
    """What the page shows: steps (name, sentence), aids with a sentence each (empty for none), whether code wraps."""

    title: str
    steps: tuple[tuple[str, str], ...]
    aids: tuple[tuple[Appendix, str], ...]
    code: bool


def make_guide(book: Book) -> Guide | None:
    """Return the page of *book*; None where the settings say no, or where there is little to guide through."""
    wanted = book.study.guide
    if wanted == "no" or (wanted == "auto" and (len(book.lessons) < _ENOUGH or not book.appendices)):
        return None
    language = book.info.language
    names = ["read", "recall", "return"]
    if any(aid.slug == "checklist" for aid in book.appendices):
        names.insert(2, "tick")
    days = _listed([str(day) for day in book.study.days], language)
    steps = tuple((word(language, f"guide-{name}"), word(language, f"guide-{name}-text").replace("{days}", days)) for name in names)
    known = english().words
    aids = tuple(
        (aid, word(language, f"guide-{aid.slug}") if f"guide-{aid.slug}" in known else "") for aid in book.appendices
    )
    return Guide(word(language, "guide"), steps, aids, any('class="sg-code' in lesson.html for lesson in book.lessons))


def _listed(words: list[str], language: str) -> str:
    """Return *words* as the language lists them ("1, 3 and 7")."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return format_list(words, locale=locale)
