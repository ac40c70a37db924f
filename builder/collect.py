"""Lessons become a Book: numbers as shown, parts, and what only the whole can tell (duplicates, dead links).

A lesson's number is what its heading or file name says. Where files of different folders count from one again, or
fewer than half have a number, the lessons are numbered by their place instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count, groupby, pairwise
from pathlib import PurePosixPath

from builder.captions import find_references, name_captions
from builder.model import Asset, Book, BookInfo, Lesson, Part, Problem
from builder.settle import settle_links


def collect(
    info: BookInfo, lessons: tuple[Lesson, ...], assets: tuple[Asset, ...]
) -> tuple[Book, tuple[Problem, ...]]:
    """Return the complete book, and the problems of numbering."""
    numbered, problems = number_lessons(settle_links(find_references(lessons)))
    numbered, unnamed = name_captions(numbered, info.language)
    parts = tuple(
        Part(" · ".join(part), tuple(group))
        for part, group in groupby(numbered, key=lambda lesson: lesson.part)
    )
    return Book(info, parts, assets), (*problems, *unnamed)


def number_lessons(lessons: tuple[Lesson, ...]) -> tuple[tuple[Lesson, ...], tuple[Problem, ...]]:
    """Return *lessons* with the numbers to be shown; two of one number in one folder are a problem."""
    owners: dict[int, list[Lesson]] = {}
    for lesson in lessons:
        if lesson.number is not None:
            owners.setdefault(lesson.number, []).append(lesson)
    twice = [group for group in owners.values() if len(group) > 1]
    apart = any(len(_folders(group)) > 1 for group in twice)
    counted = [lesson for lesson in lessons if lesson.numbered]
    few = 2 * sum(lesson.number is not None for lesson in counted) < len(counted)
    if few or apart:
        return tuple(_by_place(lessons)), ()
    problems = tuple(
        Problem(
            lesson.path, 1, "warning", "number-twice",
            f"lesson {lesson.number} is there twice, also as {group[0].path}",
        )
        for group in twice
        for lesson in group[1:]
    )
    return lessons, (*problems, *_gaps(lessons))


def _gaps(lessons: tuple[Lesson, ...]) -> list[Problem]:
    """Return a note at every lesson before which numbers are missing."""
    known = {lesson.number: lesson for lesson in reversed(lessons) if lesson.number is not None and lesson.numbered}
    problems = []
    for last, number in pairwise(sorted(known)):
        if number > last + 1:
            first, end = last + 1, number - 1
            missing = f"number {first} is" if first == end else f"numbers {first} to {end} are"
            message = f"{missing} missing between {known[last].path} and this lesson"
            problems.append(Problem(known[number].path, 1, "info", "number-gap", message))
    return problems


def _folders(lessons: Iterable[Lesson]) -> set[PurePosixPath]:
    return {PurePosixPath(lesson.path).parent for lesson in lessons}


def _by_place(lessons: tuple[Lesson, ...]) -> list[Lesson]:
    if len(lessons) == 1:
        return [replace(lessons[0], number=None)]
    places = count(1)
    return [replace(lesson, number=next(places) if lesson.numbered else None) for lesson in lessons]
