"""A plan as an iCalendar file (RFC 5545) that calendars read: whole days, stable identities, no clock."""

from __future__ import annotations

import datetime
import uuid

from icalendar import Calendar, Event

from builder import __version__
from builder.model import Book
from builder.study.plan import Plan
from builder.words import word


def make_calendar(book: Book, plan: Plan) -> bytes:
    """Return *plan* as a calendar; a plan made again moves the same events, for their identity is the lesson's title."""
    language = book.info.language
    calendar = Calendar()
    calendar.add("prodid", f"-//studyguide//{__version__}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", book.info.title)
    stamp = datetime.datetime.combine(plan.start, datetime.time(), datetime.UTC)
    same: dict[str, list[str]] = {}
    for lesson in book.lessons:
        same.setdefault(lesson.title, []).append(lesson.slug)
    for entry in plan.entries:
        title = entry.lesson.title if entry.lesson.number is None else f"{entry.lesson.number}  {entry.lesson.title}"
        what = word(language, "revise" if entry.after else "learn")
        name = f"{what}: {title}" + (f" ({entry.part}/{entry.parts})" if entry.parts > 1 else "")
        # The title, for it outlives number and file; among lessons of one title their order.
        place = same[entry.lesson.title].index(entry.lesson.slug) if entry.lesson.title in same else 0
        key = f"{book.info.identifier}\n{entry.lesson.title}\n{entry.after}\n{entry.part}" + (f"\n{place}" if place else "")
        event = Event()
        event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, key)}@studyguide")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + datetime.timedelta(days=1))
        event.add("summary", name)
        about = f"{word(language, 'day')} {entry.after}, " if entry.after else ""
        event.add("description", f"{about}{entry.minutes} min")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
