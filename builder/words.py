"""What callers ask of the languages: a word for a page, and the patterns of a course's idioms.

The tables are `builder/languages/`, one module a language; a language missing there counts as English.
"""

from __future__ import annotations

import re
from functools import cache

from builder.languages import english, language, own_and_english

# Headings below which a list that looks like revision items says what is to come, or what is needed before.
_AHEAD = r"\b(?:objectives?|goals?|prerequisites?|requirements|you(?:'ll| will) learn|before (?:you|we) (?:start|begin)|outcomes?|lernziele|voraussetzungen|objectifs|objetivos|obiettivi)\b"


def word(tag: str, key: str) -> str:
    """Return the word *key* in the language *tag* (BCP 47), in English where that language is none of ours."""
    return language(tag).words.get(key) or english().words[key]


@cache
def revision_headings(tag: str) -> re.Pattern[str]:
    """Return the pattern a whole, normalised heading must match to hold revision items; English counts besides."""
    return re.compile("|".join(heading for one in own_and_english(tag) for heading in one.headings))


@cache
def answer_labels(tag: str) -> re.Pattern[str]:
    """Return the pattern of a label before an answer, at the beginning of a line; the group `weak` tells weak ones."""
    known = [one.answers for one in own_and_english(tag) if one.answers]
    strong = "|".join(label for label, _ in known)
    weak = "|".join(label for _, label in known)
    return re.compile(rf"\W{{0,4}}(?:(?P<weak>{weak})|(?P<strong>{strong}))(?:\s*[:：]\W{{0,2}}\s*|\W{{0,2}}$)", re.IGNORECASE)


@cache
def dialogue(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before a question and before its answer: "Q:", "Q1.", "Answer:"."""
    asks, answers = ("|".join(one.dialogue[at] for one in own_and_english(tag) if one.dialogue[at]) for at in (0, 1))
    return tuple(  # type: ignore[return-value]
        re.compile(rf"(?:{names})(?:\s*\d{{1,3}}\s*[:：.)]|\s*[:：])\s*", re.IGNORECASE) for names in (asks, answers)
    )


@cache
def meaning_lead(tag: str) -> re.Pattern[str]:
    """Return the pattern of a paragraph that names a term and leads to what it means: "X is:"; the group `term` is the term."""
    means = "|".join(one.means for one in own_and_english(tag) if one.means)
    return re.compile(rf"(?P<term>[^:：=.?!]{{2,60}}?)(?:\s+|(?<=[\u3040-\u9fff]))(?:{means})\s*[:：]", re.IGNORECASE)


@cache
def foreign_explaining(tag: str) -> re.Pattern[str] | None:
    """Return the pattern of what comes after a term that its sentence explains in the language *tag*; None for English."""
    own = language(tag)
    return re.compile(rf"(?:{own.explains})") if own.explains and own is not english() else None


@cache
def no_terms(tag: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of the language *tag* that begin or end no term, and those that no term has; none for English."""
    own = language(tag)
    return (frozenset(), frozenset()) if own is english() else (frozenset(own.stops.split()), frozenset(own.generic.split()))


def without_article(term: str, tag: str) -> str:
    """Return *term* without the article it begins with, in the language *tag* or in English."""
    for one in own_and_english(tag):
        if one.articles and (match := re.match(one.articles, term, re.IGNORECASE)) and term[match.end() :].strip():
            return term[match.end() :]
    return term


@cache
def question_headings(tag: str) -> re.Pattern[str]:
    """Return the pattern of a heading below which a question stands."""
    return re.compile(rf"\b(?:{'|'.join(one.questions for one in own_and_english(tag) if one.questions)})\b", re.IGNORECASE)


@cache
def explaining(tag: str) -> re.Pattern[str]:
    """Return the pattern of what comes after a bold term that its sentence explains, an abbreviation in brackets before it."""
    known = "|".join(one.explains for one in own_and_english(tag) if one.explains)
    return re.compile(rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?:{known})")


@cache
def articles(tag: str) -> re.Pattern[str]:
    """Return the pattern of the end of a text after which a bold term begins its sentence; the group `opens` is its article."""
    known = "|".join(one.articles for one in own_and_english(tag) if one.articles)
    return re.compile(rf"(?:^|[.!?:]\s|[。！？।؟]\s*)(?P<opens>\s*(?:{known})?)$")


@cache
def revision_leads(tag: str) -> re.Pattern[str]:
    """Return the pattern a whole, normalised paragraph must match to lead to revision items; English counts besides."""
    return re.compile("|".join(lead for one in own_and_english(tag) for lead in one.leads))


@cache
def objective_headings() -> re.Pattern[str]:
    """Return the pattern of headings below which lists say what is to come."""
    return re.compile(_AHEAD)
