"""From a folder of lessons to a Book: what every command does before it makes pages.

1. Read the settings and the lessons.   2. Parse every lesson (pool, cached).   3. Collect them into one Book.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, cast

from builder import stages
from builder.collect import collect
from builder.config import Config, book_info, load_config
from builder.crew import Clock, Crew
from builder.errors import SourceError
from builder.model import Appendix, Book, Change, Format, Lesson, Part, Problem
from builder.parsing.mermaid import command_version
from builder.problems import announced_problems, find_problems
from builder.reading.load import Shelf, read_assets, read_sources
from builder.settings import Edition, Folding, Form, Rules
from builder.study.aids import Maker, add_appendices

CardFormat = Literal["apkg", "pdf", "tsv"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a plan; *hours* and *days* are those of the settings where they are 0 and empty."""

    start: datetime.date
    until: datetime.date
    hours: float = 0.0
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for on the command line."""

    source: Path
    output: Path = Path("dist")
    formats: tuple[Format, ...] = ("pdf", "epub")
    theme: str = "classic"
    paper: str = "a4"
    edition: Edition = "screen"
    jobs: int | None = None
    use_cache: bool = True
    strict: bool = False
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    lessons: frozenset[int] = frozenset()
    """Numbers of the lessons wanted; empty for all."""
    keep: tuple[str, ...] = ()
    """Rules of cleaning that are switched off."""
    forms: bool = False
    """Make the boxes of revision items fields that can be ticked in the PDF."""
    booklet: Folding | None = None
    """Make the PDF as sheets of *paper* to fold, its pages half as large."""
    bleed: float | None = None
    """Millimetres of bleed around the pages of the PDF, with crop marks; None for pages of the paper's size."""
    n_up: int = 1
    """Pages on each side of a sheet, in reading order."""
    cards: tuple[CardFormat, ...] = ()
    """Make flashcards in these formats instead of the handbook."""
    date: str = ""
    """Day of the edition, `YYYY-MM-DD`; that of the settings where empty."""
    flip: Literal["short", "long"] = "long"
    """The edge the printer turns sheets of cards over on."""
    plan: Span | None = None
    """Make the timetable of these days instead of the handbook."""
    sheets: Form | None = None
    """Make revision sheets of this layout instead of the handbook."""
    since: Path | None = None
    """The receipt of an earlier edition: sheets of what is new or changed only, and a page that says what is."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The complete book, the files it was read from, and all there is to say about them."""

    book: Book
    shelf: Shelf
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    config: Config


def gather(order: Order, crew: Crew, clock: Clock) -> Gathered:
    """Return the book *order* names. Raises `HandbookError` where there is none."""
    config = settings(order)
    shelf = read_sources(order.source, config)
    config = replace(config, language=config.language or shelf.language)
    clock.lap("read")
    lessons = _parse(shelf, config, crew)
    clock.lap("parse")
    book, problems = _collect(shelf, config, lessons, order, crew)
    clock.lap("collect")
    changes = tuple(change for lesson in book.lessons for change in lesson.changes)
    # Of lessons that were not asked for nothing is told.
    silent = {lesson.path for lesson in lessons} - {lesson.path for lesson in book.lessons}
    announced = announced_problems(book, (*shelf.left, *(lesson.path for lesson in lessons)))
    # Of some of the lessons an index may well lack a term.
    aids = [one for aid in book.appendices for one in aid.problems if not (order.lessons and one.code == "index-unused")]
    told = (*shelf.problems, *problems, *find_problems(book, shelf.left | silent), *announced, *aids)
    return Gathered(book, shelf, tuple(one for one in told if one.path not in silent), changes, config)


def settings(order: Order) -> Config:
    """Return the settings beside the lessons, overruled by what the command line says."""
    config = load_config(order.source)
    return replace(
        config,
        title=order.title or config.title,
        authors=order.authors or config.authors,
        language=order.language or config.language,
        date=order.date or config.date,
        keep=(*config.keep, *order.keep),
    )


def reading_rules(config: Config) -> Rules:
    """Return how the settings want lessons to be read."""
    return Rules(
        config.language or "en", config.headings, tuple(sorted(set(config.keep))), _mermaid(config.mermaid),
        "keep" if config.emoji == "keep" else "drop", config.layout.line_numbers,
    )


@cache
def _mermaid(command: str) -> tuple[str, str]:
    """Return *command* and its version, asked once."""
    return (command, command_version(command)) if command else ("", "")


def _parse(shelf: Shelf, config: Config, crew: Crew) -> tuple[Lesson, ...]:
    rules = reading_rules(config)
    calls = [(source, rules) for source in shelf.sources]
    keys = [stages.parse_key(*call) for call in calls]
    # Parsing a few lessons is quicker than starting a process.
    return tuple(crew.run("parse", stages.parse, calls, keys, here=3))


def _collect(
    shelf: Shelf, config: Config, lessons: tuple[Lesson, ...], order: Order, crew: Crew
) -> tuple[Book, tuple[Problem, ...]]:
    wanted = tuple((lesson.path, path, line) for lesson in lessons for path, line in lesson.images)
    assets, missing = read_assets(shelf.root, wanted)
    drawn = {asset.path: asset for lesson in lessons for asset in lesson.drawn}
    assets = (*assets, *(drawn[path] for path in sorted(drawn)))
    info = book_info(config, shelf.title)
    book, problems = collect(info, lessons, assets)
    if order.lessons:
        book = _chosen(book, order.lessons)
    book = replace(book, study=config.study, tuning=shelf.tuning)

    def keeping(name: str, make: Maker, book: Book) -> Appendix | None:
        return cast("Appendix | None", crew.once(stages.aid_key(name, book), make, book))

    return add_appendices(book, keeping), (*missing, *problems)


def _chosen(book: Book, numbers: frozenset[int]) -> Book:
    """Return *book* with the lessons of these numbers only; where none is numbered, by their place."""
    places = {lesson.slug: place for place, lesson in enumerate(book.lessons, 1)}
    parts = []
    for part in book.parts:
        kept = tuple(
            lesson for lesson in part.lessons
            if (lesson.number if lesson.number is not None else places[lesson.slug]) in numbers
        )
        if kept:
            parts.append(Part(part.title, kept))
    if not parts:
        shown = ", ".join(str(number) for number in sorted(numbers)[:9])
        raise SourceError(f"no lesson has the number {shown}", hint="leave --lessons out to see all")
    return replace(book, parts=tuple(parts))
