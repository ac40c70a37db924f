"""The findings in one lesson: a Source goes in, Problems come out. Pure, so that they are kept like what parsing finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.check.fences import find_fences
from builder.check.garbled import find_garbled
from builder.check.headings import find_headings
from builder.check.page import Sheet
from builder.check.tables import find_tables
from builder.model import Problem, Source
from builder.reading.clean import clean_source
from builder.reading.page import Page
from builder.settings import Rules

FAMILIES: tuple[Callable[[Sheet], Iterable[Problem]], ...] = (
    find_fences,
    find_garbled,
    find_headings,
    find_tables,
)
"""One family of findings a function; parsing finds the others (`Lesson.problems`)."""


def inspect(source: Source, rules: Rules) -> tuple[Problem, ...]:
    """Return what is worth knowing of *source* besides what parsing it finds."""
    clean = clean_source(source, rules)
    sheet = Sheet(clean, Page.of(tuple(clean.text.split("\n"))))
    return tuple(problem for family in FAMILIES for problem in family(sheet))
