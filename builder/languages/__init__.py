"""The words of the builder and the idioms of courses, one module a language; `LANGUAGES` names them all.

A language is one module here with a `LANGUAGE`, and its code in `LANGUAGES`. Every word of English must be there.
"""

from __future__ import annotations

import importlib
from functools import cache

from builder.languages.kind import Language

LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "pt", "ru", "tr", "zh")


@cache
def language(tag: str) -> Language:
    """Return the language of *tag* (BCP 47), English where there is none of ours."""
    code = tag.split("-")[0].lower()
    module = importlib.import_module(f"builder.languages.{code if code in LANGUAGES else 'en'}")
    found: Language = module.LANGUAGE
    return found


def english() -> Language:
    """Return English, whose idioms count in every course: technical ones mix them."""
    return language("en")


def own_and_english(tag: str) -> tuple[Language, ...]:
    """Return the language of *tag* and English, once if they are the same."""
    return tuple(dict.fromkeys((language(tag), english())))


__all__ = ["LANGUAGES", "Language", "english", "language", "own_and_english"]
