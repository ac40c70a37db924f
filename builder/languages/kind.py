"""What we know of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Words and patterns of one language; patterns are lower case."""

    words: Mapping[str, str]
    """What the builder adds to pages and chapters."""
    headings: tuple[str, ...] = ()
    """What a section with revision items is called, after numbers, emoji and "STEP n" are taken away. Whole headings
    only: a "deployment checklist" is work to do, not something to know."""
    leads: tuple[str, ...] = ()
    """A paragraph right above a list of revision items, without its colon and with numbers and emoji taken away."""
    answers: tuple[str, str] | None = None
    """What stands before an answer, and before a weak one."""
    dialogue: tuple[str, str] = ("", "")
    """What stands before a question and an answer that follow each other, with a colon: letters and words."""
    means: str = ""
    """What stands between a term and its meaning where the meaning is a quote below: "X is:"."""
    questions: str = ""
    """A heading below which a question stands."""
    explains: str = ""
    """What comes right after a bold term where its sentence says what the term is."""
    articles: str = ""
    """What may stand before a term at the beginning of its sentence, with the space."""
    stops: str = ""
    """Words that begin and end no term, parted by spaces: articles, pronouns, prepositions, conjunctions, auxiliaries."""
    generic: str = ""
    """Words that alone are no term but a label of a course: "example", "note"."""
