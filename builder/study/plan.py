"""A spaced timetable: lessons, days and hours go in; what to learn and what to revise on each day comes out.

1. Each lesson takes minutes by its words and code, each revision a fifth of that.
2. Lessons are spread over the days that leave room for their last revision; those days are filled in order, what is due first.
3. What is due on a full day moves to the next free one; what falls behind the last day is told.

Spacing after Cepeda et al. 2006, "Distributed practice in verbal recall tasks": gaps that grow beat gaps that do not.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from builder.errors import ConfigError
from builder.model import Appendix, Book, Lesson
from builder.words import word

_TAGS = re.compile(r"<[^>]*>")
_WORDS_A_MINUTE = 130
"""Technical prose read with a pencil in hand."""
_LEAST, _REVISION = 10, 0.2
_DAY = datetime.timedelta(days=1)
MOST_DAYS = 1_500
"""Days of the longest plan."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do on *day*: *after* is 0 to learn the lesson, else the days after which it is revised."""

    day: datetime.date
    lesson: Lesson
    after: int
    minutes: int
    part: int = 1
    parts: int = 1
    """A lesson longer than a day's hours is learned in parts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole timetable; *left* is what found no day: a lesson and the days after which (0 for learning it)."""

    start: datetime.date
    until: datetime.date
    hours: float
    entries: tuple[Entry, ...]
    left: tuple[tuple[Lesson, int], ...]

    @property
    def fits(self) -> bool:
        """Tell whether every lesson is learned; revisions behind the last day are no failure."""
        return not any(after == 0 for _, after in self.left)


def make_plan(
    lessons: tuple[Lesson, ...], start: datetime.date, until: datetime.date, hours: float, days: tuple[int, ...]
) -> Plan:
    """Return the timetable from *start* to *until*, both included, with at most *hours* of study a day."""
    length = (until - start).days + 1
    room = max(1, round(hours * 60))
    needed = math.ceil(sum(minutes_of(lesson) for lesson in lessons) / room)
    # The last lesson leaves time for its last revision where it can, else for as many as fit.
    span = next((length - gap for gap in (*sorted(days, reverse=True), 0) if length - gap >= needed), length)
    waiting = deque((round(at * span / max(1, len(lessons))), lesson) for at, lesson in enumerate(lessons))
    due: list[tuple[int, int, Lesson, int]] = []
    entries: list[Entry] = []
    parts: deque[tuple[Lesson, int, int]] = deque()
    for at in range(length):
        day, free = start + at * _DAY, room
        for one in sorted(found for found in due if found[0] <= at):
            _, _, lesson, after = one
            cost = revision_of(lesson)
            if cost <= free or free == room:
                entries.append(Entry(day, lesson, after, cost))
                due.remove(one)
                free -= cost
        while True:
            if not parts and waiting and waiting[0][0] <= at:
                lesson = waiting.popleft()[1]
                count = math.ceil(minutes_of(lesson) / room)
                parts.extend((lesson, part, count) for part in range(1, count + 1))
            cost = math.ceil(minutes_of(parts[0][0]) / parts[0][2]) if parts else 0
            if not parts or cost > free:
                break
            lesson, part, count = parts.popleft()
            entries.append(Entry(day, lesson, 0, cost, part, count))
            free -= cost
            if part == count:
                place = lessons.index(lesson)
                due += [(at + gap, place, lesson, gap) for gap in days]
    left = [(lesson, 0) for _, lesson in waiting] + [(lesson, 0) for lesson, part, count in parts if part == count]
    left += [(lesson, after) for _, _, lesson, after in sorted(due, key=lambda one: one[:2])]
    return Plan(start, until, hours, tuple(sorted(entries, key=lambda one: (one.day, one.after > 0))), tuple(left))


def what_would_fit(plan: Plan, lessons: tuple[Lesson, ...], days: tuple[int, ...]) -> tuple[datetime.date | None, float | None]:
    """Return the last day with which all lessons fit at the same hours, and the hours with which they fit until the same day."""
    later = _least(1, MOST_DAYS, lambda more: make_plan(lessons, plan.start, plan.until + more * _DAY, plan.hours, days).fits)
    quarters = _least(math.ceil(plan.hours * 4), 56, lambda step: make_plan(lessons, plan.start, plan.until, step / 4, days).fits)
    return None if later is None else plan.until + later * _DAY, None if quarters is None else quarters / 4


def _least(low: int, high: int, fits: Callable[[int], bool]) -> int | None:
    """Return the least number from *low* to *high* that *fits*, None where *high* does not: found by halving."""
    if not fits(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return high


def minutes_of(lesson: Lesson) -> int:
    """Return the minutes it takes to learn *lesson*: its words, code read line by line."""
    html = f"{lesson.lead}{lesson.html}"
    return max(_LEAST, round(len(_TAGS.sub(" ", html).split()) / _WORDS_A_MINUTE))


def revision_of(lesson: Lesson) -> int:
    """Return the minutes one revision of *lesson* takes."""
    return max(5, round(minutes_of(lesson) * _REVISION))


def make(book: Book) -> Appendix | None:
    """Return the timetable as an appendix where the settings name its days: `[study] start` and `until`."""
    study = book.study
    if not (study.start and study.until):
        return None
    try:
        start, until = (datetime.date.fromisoformat(day) for day in (study.start, study.until))
    except ValueError as error:
        raise ConfigError("start and until of [study] must be days written YYYY-MM-DD", where="studyguide.toml") from error
    if not 0 <= (until - start).days <= MOST_DAYS:
        raise ConfigError("until of [study] must lie behind start, within four years", where="studyguide.toml")
    plan = make_plan(book.lessons, start, until, study.hours, study.days)
    return Appendix("plan", word(book.info.language, "plan"), "plan", timetable(plan, book.info.language))


@dataclass(frozen=True, slots=True)
class Timetable:
    """A plan as it is shown: pages of eight weeks, each of seven days with their entries; words in the book's language."""

    plan: Plan
    span: str
    names: tuple[str, ...]
    pages: tuple[tuple[tuple[int, tuple[tuple[str, tuple[Entry, ...]], ...]], ...], ...]
    left: tuple[tuple[str, int], ...]


def timetable(plan: Plan, language: str) -> Timetable:
    """Return *plan* in weeks from Monday to Sunday."""
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    first = plan.start - plan.start.weekday() * _DAY
    count = ((plan.until - first).days // 7) + 1
    by_day: dict[datetime.date, list[Entry]] = {}
    for entry in plan.entries:
        by_day.setdefault(entry.day, []).append(entry)
    weeks = []
    for week in range(count):
        days = []
        for at in range(7):
            day = first + (7 * week + at) * _DAY
            shown = format_skeleton("MMMd", day, locale=locale) if plan.start <= day <= plan.until else ""
            days.append((shown, tuple(by_day.get(day, ()))))
        weeks.append((week + 1, tuple(days)))
    names = tuple(format_date(first + at * _DAY, "EEE", locale=locale) for at in range(7))
    span = " – ".join(format_date(day, "long", locale=locale) for day in (plan.start, plan.until))
    pages = tuple(tuple(weeks[at : at + 8]) for at in range(0, len(weeks), 8))
    return Timetable(plan, span, names, pages, tuple((short_name(lesson), after) for lesson, after in plan.left))


def short_name(lesson: Lesson) -> str:
    """Return what stands for *lesson* in a small box: its number, else the beginning of its title."""
    if lesson.number is not None:
        return str(lesson.number)
    return lesson.title if len(lesson.title) <= 18 else lesson.title[:16].rstrip() + "…"


def _locale(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"
